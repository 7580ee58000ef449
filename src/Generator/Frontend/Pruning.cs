using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Takes out what joining states has handed on in vain: results, carried variables and temporaries that nothing reads.
/// Stores, effects and guards stay.
/// </summary>
internal sealed class Pruning
{
    private readonly HashSet<Value> _used = [];
    private readonly HashSet<Expression> _seen = [];
    private readonly Dictionary<Value, List<Expression>> _sources = [];

    public static Region Apply(Region body, IEnumerable<Input> inputs)
    {
        var pruning = new Pruning();
        foreach (var input in inputs)
        {
            pruning._used.Add(input.Value);
        }

        pruning.Collect(body);
        foreach (var yield in body.Yields)
        {
            pruning.Use(yield);
        }

        return pruning.Rebuild(body, _ => true);
    }

    /// <summary>Notes what each bound value comes from, and uses what statements with an effect read.</summary>
    private void Collect(Region region)
    {
        foreach (var statement in region.Statements)
        {
            switch (statement)
            {
                case Let let:
                    Source(let.Target, let.Definition);
                    break;
                case Evaluate evaluate:
                    Use(evaluate.Code);
                    break;
                case Allocate allocate:
                    Source(allocate.Target, [.. allocate.Lengths]);
                    break;
                case Copy copy:
                    Use(copy.Destination, copy.Source);
                    break;
                case Clear clear:
                    Use(clear.Array, clear.Start, clear.Count);
                    break;
                case Store store:
                    Use([store.Array, .. store.Indices, store.Value]);
                    break;
                case Throw exception:
                    Use(exception.Exception);
                    break;
                case If branch:
                    Collect(branch);
                    break;
                case Loop loop:
                    Collect(loop);
                    break;
            }
        }
    }

    private void Collect(If branch)
    {
        Use(branch.Condition);
        Collect(branch.Then);
        Collect(branch.Else);
        for (var i = 0; i < branch.Results.Count; i++)
        {
            Expression[] yields = [.. new[] { branch.Then, branch.Else }.Where(arm => !arm.Throws).Select(arm => arm.Yields[i])];
            Source(branch.Results[i], yields);
        }
    }

    private void Collect(Loop loop)
    {
        for (var i = 0; i < loop.Carried.Count; i++)
        {
            // The result is the last phi, and each phi is the first or a next value.
            Source(loop.Results[i], loop.Carried[i].Phi);
            Source(loop.Carried[i].Phi, loop.Carried[i].Initial, loop.Body.Yields[i]);
        }

        if (loop is For counted)
        {
            Use(counted.Start, counted.Bound, counted.Step);
            if (counted.Guard is { } guard)
            {
                Use(guard);
            }
        }
        else if (loop is While repeated)
        {
            Collect(repeated.Test);
            Use(repeated.Test.Yields[0]);
        }

        Collect(loop.Body);
    }

    private void Source(Value target, params Expression[] sources)
    {
        if (_used.Contains(target))
        {
            Use(sources);
        }

        if (!_sources.TryGetValue(target, out var known))
        {
            _sources.Add(target, known = []);
        }

        known.AddRange(sources);
    }

    private void Use(params Expression[] terms)
    {
        var open = new Stack<Expression>(terms);
        while (open.Count > 0)
        {
            var term = open.Pop();
            if (!_seen.Add(term))
            {
                continue;
            }

            IEnumerable<Expression> next = term.Operands;
            if (term is Value value && _used.Add(value) && _sources.TryGetValue(value, out var sources))
            {
                next = sources;
            }

            foreach (var operand in next)
            {
                open.Push(operand);
            }
        }
    }

    private Region Rebuild(Region region, Func<int, bool> keepsYield)
    {
        var statements = new List<Statement>();
        foreach (var statement in region.Statements)
        {
            if (Rebuild(statement) is { } kept)
            {
                statements.Add(kept);
            }
        }

        return new Region(statements, [.. region.Yields.Where((_, i) => keepsYield(i))]);
    }

    private Statement? Rebuild(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                return _used.Contains(let.Target) ? let : null;
            case Allocate allocate:
                return _used.Contains(allocate.Target) ? allocate : null;
            case If branch:
                bool Keeps(int i) => _used.Contains(branch.Results[i]);
                var (then, otherwise) = (Rebuild(branch.Then, Keeps), Rebuild(branch.Else, Keeps));
                Value[] results = [.. branch.Results.Where(_used.Contains)];
                return results.Length == 0 && then.Statements.Count == 0 && otherwise.Statements.Count == 0
                    ? null
                    : new If(branch.Condition, then, otherwise, results);
            case Loop loop:
                return Rebuild(loop);
            default:
                return statement;
        }
    }

    private Statement? Rebuild(Loop loop)
    {
        bool Keeps(int i) => _used.Contains(loop.Carried[i].Phi);
        var body = Rebuild(loop.Body, Keeps);
        Carried[] carried = [.. loop.Carried.Where((_, i) => Keeps(i))];
        Value[] results = [.. loop.Results.Where((_, i) => Keeps(i))];
        return loop switch
        {
            For counted when carried.Length == 0 && body.Statements.Count == 0 => null,
            For f => new For(f.Index, f.Start, f.Comparison, f.Bound, f.Step, f.Guard, carried, body, results),
            While w => new While(carried, Rebuild(w.Test, _ => true), body, results),
            _ => loop,
        };
    }
}
