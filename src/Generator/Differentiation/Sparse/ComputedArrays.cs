using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>
/// Intermediate arrays whose elements are formulas of their index (<c>flux[i] = …; y[i] = flux[i + 1] - flux[i]</c>): where such an
/// element is read, its formula takes its place, so that rows depend on the inputs directly. For derivatives only.
/// </summary>
internal sealed class ComputedArrays
{
    private const int MostTerms = 4000;

    private readonly Value _array;
    private readonly IReadOnlyList<ElementFormula> _formulas;
    private readonly Dictionary<Value, Expression> _definitions = [];

    private ComputedArrays(Value array, IReadOnlyList<ElementFormula> formulas)
    {
        _array = array;
        _formulas = formulas;
    }

    /// <summary>The function without such arrays; null where it has none.</summary>
    public static Function? Run(Function function, ColumnSpace space, CancellationToken cancellation)
    {
        var changed = false;
        foreach (var array in function.Body.Statements.OfType<Allocate>().Select(allocate => allocate.Target).ToArray())
        {
            var dependence = new Dependence(function, space, new LocalPartials(), cancellation);
            if (!array.Type.Element!.IsReal || function.Body.Yields.Contains(array) || !dependence.IsActive(array) || !dependence.Aliases.IsAlone(array)
                || ElementFormula.Of(function, array, dependence.Aliases) is not { } formulas)
            {
                continue;
            }

            var pass = new ComputedArrays(array, formulas);
            var facts = Facts.None(value => pass._definitions.TryGetValue(value, out var definition) ? definition : null);
            var lengths = function.Inputs.Where(input => input.Value.Type.IsArray).Select(input => facts.Of(function.Pool.Length(input.Value)));
            if (pass.Rebuild(function.Body, facts.With([.. lengths])) is not { } body)
            {
                continue;
            }

            function = DeadCode.Eliminate(new Function(function.Name, function.Pool, function.Inputs, body, function.Output, function.Destination), cancellation);
            changed = true;
            if (function.Body.Statements.Sum(statement => Walk.AllTerms(statement).Length) > MostTerms)
            {
                return null;
            }
        }

        return changed ? function : null;
    }

    /// <summary>The region with every load of the array replaced; null where one cannot be.</summary>
    private Region? Rebuild(Region region, Facts facts)
    {
        var statements = new List<Statement>();
        foreach (var statement in region.Statements)
        {
            if (Rebuild(statement, facts) is not { } rebuilt)
            {
                return null;
            }

            statements.Add(rebuilt);
        }

        return new Region(statements, region.Yields);
    }

    private Statement? Rebuild(Statement statement, Facts facts)
    {
        switch (statement)
        {
            case Let { Definition: Operation { Operator: Operator.Element } load } let when ReferenceEquals(load.Operands[0], _array):
                return At([.. load.Operands.Skip(1)], facts) is { } value ? new Let(let.Target, value) : null;
            case Let let:
                if (let.Target.Type.Kind == TypeKind.Integer || let.Target.Type == IrType.Boolean)
                {
                    _definitions[let.Target] = let.Definition;
                }

                return let;
            case If branch:
                var not = branch.Condition.Pool.Operation(Operator.Not, IrType.Boolean, branch.Condition);
                var (then, otherwise) = (Rebuild(branch.Then, facts.Where(branch.Condition)), Rebuild(branch.Else, facts.Where(not)));
                return then is null || otherwise is null ? null : new If(branch.Condition, then, otherwise, branch.Results);
            case For loop:
                return Rebuild(loop.Body, facts.In(loop)) is { } body
                    ? new For(loop.Index, loop.Start, loop.Comparison, loop.Bound, loop.Step, loop.Guard, loop.Carried, body, loop.Results)
                    : null;
            case While loop:
                var (test, repeated) = (Rebuild(loop.Test, facts), Rebuild(loop.Body, facts));
                return test is null || repeated is null ? null : new While(loop.Carried, test, repeated, loop.Results);
            default:
                return statement;
        }
    }

    /// <summary>What the element holds: what was stored last there, or 0.</summary>
    private Expression? At(IReadOnlyList<Expression> indices, Facts facts)
    {
        Expression value = _array.Pool.Real(0, _array.Type.Element);
        foreach (var formula in _formulas)
        {
            if (formula.At(indices, facts, value) is not { } next)
            {
                return null;
            }

            value = next;
        }

        return value;
    }
}
