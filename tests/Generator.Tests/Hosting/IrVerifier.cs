using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Tests.Hosting;

/// <summary>
/// The rules of the IR, checked independently of who built it: every value bound once and before use, regions that hand
/// on as many values as are taken, types that fit, and elements of written arrays read at the root of a Let only.
/// </summary>
internal sealed class IrVerifier
{
    private readonly HashSet<Value> _ever = [];
    private readonly HashSet<Expression> _written = [];
    private readonly List<string> _faults = [];
    private HashSet<Value> _visible = [];

    public static IReadOnlyList<string> Check(Function function)
    {
        var verifier = new IrVerifier();
        foreach (var input in function.Inputs)
        {
            verifier.Bind(input.Value);
        }

        verifier.FindWritten(function.Body);
        verifier.Visit(function.Body);
        if (function.Output.Rows is { } rows)
        {
            verifier.Pure(rows);
        }

        return verifier._faults;
    }

    private void FindWritten(Region region)
    {
        var aliases = new List<(Expression Result, Expression Source)>();
        FindWritten(region, aliases);
        foreach (var (_, source) in aliases.Where(pair => _written.Contains(pair.Result)).ToArray())
        {
            _written.Add(source);
        }

        int before;
        do
        {
            before = _written.Count;
            foreach (var (result, _) in aliases.Where(pair => _written.Contains(pair.Source)))
            {
                _written.Add(result);
            }
        }
        while (_written.Count > before);
    }

    private void FindWritten(Region region, List<(Expression Result, Expression Source)> aliases)
    {
        foreach (var statement in region.Statements)
        {
            switch (statement)
            {
                case Store store:
                    _written.Add(store.Array);
                    break;
                case Copy copy:
                    _written.Add(copy.Destination);
                    break;
                case Clear clear:
                    _written.Add(clear.Array);
                    break;
                case If branch:
                    FindWritten(branch.Then, aliases);
                    FindWritten(branch.Else, aliases);
                    foreach (var arm in new[] { branch.Then, branch.Else }.Where(arm => !arm.Throws))
                    {
                        aliases.AddRange(branch.Results.Zip(arm.Yields).Where(pair => pair.First.Type.IsArray).Select(pair => ((Expression)pair.First, pair.Second)));
                    }

                    break;
                case Loop loop:
                    FindWritten(loop.Body, aliases);
                    break;
            }
        }
    }

    private void Visit(Region region)
    {
        var outer = new HashSet<Value>(_visible);
        for (var i = 0; i < region.Statements.Count; i++)
        {
            Require(region.Statements[i] is not Throw || i == region.Statements.Count - 1, "a throw is not last");
            Visit(region.Statements[i]);
        }

        foreach (var yield in region.Yields)
        {
            Pure(yield);
        }

        _visible = outer;
    }

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                Definition(let.Definition);
                Same(let.Target.Type, let.Definition.Type, "let");
                Bind(let.Target);
                break;
            case Evaluate evaluate:
                Pure(evaluate.Code);
                Bind(evaluate.Target);
                break;
            case Allocate allocate:
                Pure(allocate.Lengths);
                Require(allocate.Lengths.Count == allocate.Target.Type.Rank, "an allocation has a length per dimension");
                Bind(allocate.Target);
                break;
            case Copy copy:
                Pure(copy.Destination, copy.Source);
                break;
            case Clear clear:
                Pure(clear.Array, clear.Start, clear.Count);
                break;
            case Store store:
                Pure([store.Array, .. store.Indices, store.Value]);
                Same(store.Array.Type.Element!, store.Value.Type, "store");
                Require(store.Indices.Count == store.Array.Type.Rank, "a store has an index per dimension");
                break;
            case Throw exception:
                Pure(exception.Exception);
                break;
            case If branch:
                Visit(branch);
                break;
            case Loop loop:
                Visit(loop);
                break;
            default:
                _faults.Add($"{statement.GetType().Name} is not known here");
                break;
        }
    }

    private void Visit(If branch)
    {
        Pure(branch.Condition);
        Same(IrType.Boolean, branch.Condition.Type, "condition");
        foreach (var arm in new[] { branch.Then, branch.Else })
        {
            Visit(arm);
            Taken(arm, branch.Results, "if");
        }

        Bind(branch.Results);
    }

    private void Visit(Loop loop)
    {
        Pure(loop.Carried.Select(carried => carried.Initial));
        foreach (var carried in loop.Carried)
        {
            Same(carried.Phi.Type, carried.Initial.Type, "initial");
        }

        if (loop is For counted)
        {
            Pure(counted.Start, counted.Bound, counted.Step);
        }

        var outer = new HashSet<Value>(_visible);
        Bind(loop.Carried.Select(carried => carried.Phi));
        if (loop is For { Guard: { } guard })
        {
            Pure(guard);
        }

        if (loop is While repeated)
        {
            Visit(repeated.Test);
            Require(repeated.Test.Yields is [{ Type.Kind: TypeKind.Boolean }], "a test yields one bool");
        }
        else
        {
            Bind(((For)loop).Index);
        }

        Visit(loop.Body);
        Taken(loop.Body, loop.Results, "loop");
        Require(loop.Results.Count == loop.Carried.Count, "a loop has a result per carried variable");
        _visible = outer;
        Bind(loop.Results);
    }

    private void Taken(Region region, IReadOnlyList<Value> results, string what)
    {
        Require(region.Throws || region.Yields.Count == results.Count, $"{what} yields {region.Yields.Count} of {results.Count}");
        foreach (var (yield, result) in region.Yields.Zip(results))
        {
            Same(result.Type, yield.Type, $"{what} result '{result.Name}'");
        }
    }

    private void Definition(Expression definition)
    {
        if (definition is Operation { Operator: Operator.Element } element)
        {
            Pure(element.Operands);
        }
        else
        {
            Pure(definition);
        }
    }

    private void Pure(params IEnumerable<Expression> terms)
    {
        foreach (var term in terms)
        {
            Pure(term);
        }
    }

    private void Pure(Expression term)
    {
        switch (term)
        {
            case Value value:
                Require(_visible.Contains(value), $"'{value.Name}' is used where it is not bound");
                break;
            case Operation operation:
                Require(operation.Operator != Operator.Element || !_written.Contains(operation.Operands[0]), "an element of a written array is read inside a term");
                Fits(operation);
                break;
        }

        Pure(term.Operands);
    }

    private void Fits(Operation operation)
    {
        var operands = operation.Operands;
        switch (operation.Operator)
        {
            case Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Divide or Operator.Remainder:
                Same(operation.Type, operands[0].Type, operation.Operator.ToString());
                Same(operation.Type, operands[1].Type, operation.Operator.ToString());
                break;
            case >= Operator.Less and <= Operator.NotEqual:
                Same(operands[0].Type, operands[1].Type, operation.Operator.ToString());
                Same(IrType.Boolean, operation.Type, operation.Operator.ToString());
                break;
            case Operator.Not or Operator.And or Operator.Or:
                foreach (var operand in operands)
                {
                    Same(IrType.Boolean, operand.Type, operation.Operator.ToString());
                }

                break;
            case Operator.Select:
                Same(IrType.Boolean, operands[0].Type, "select");
                Same(operands[1].Type, operands[2].Type, "select");
                break;
            case Operator.Element:
                Require(operands.Count == operands[0].Type.Rank + 1, "an element has an index per dimension");
                break;
        }
    }

    private void Bind(params IEnumerable<Value> values)
    {
        foreach (var value in values)
        {
            Require(_ever.Add(value), $"'{value.Name}' is bound twice");
            _visible.Add(value);
        }
    }

    private void Same(IrType expected, IrType actual, string where) =>
        Require(expected == actual, $"{where}: {actual} where {expected} is due");

    private void Require(bool holds, string fault)
    {
        if (!holds)
        {
            _faults.Add(fault);
        }
    }
}
