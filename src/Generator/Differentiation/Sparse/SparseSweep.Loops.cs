using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <content>Loops.</content>
internal sealed partial class SparseSweep
{
    private void Sweep(Loop loop, Region region, bool isWeak, List<Statement> into)
    {
        var reals = Enumerable.Range(0, loop.Carried.Count)
            .Where(i => IsActiveReal(loop.Carried[i].Phi))
            .Select(i => (Index: i, Vector: _memory.NewVector(loop.Carried[i].Phi)))
            .ToArray();
        _writer.Write([.. reals.Select(r => new SparseTarget(r.Vector, _pool.Int(0), _forms.Of(loop.Carried[r.Index].Initial, region)))], false, into);
        foreach (var (index, vector) in reals)
        {
            _forms.Set(loop.Carried[index].Phi, Whole(vector, loop.Carried[index].Phi.Type));
            _forms.Set(loop.Results[index], Whole(vector, loop.Results[index].Type));
        }

        if (_hidden.IsKnown(loop))
        {
            SweepKnown(loop, reals, isWeak, into);
        }
        else if (_hidden.HasKnownRange(loop))
        {
            SweepRange((For)loop, reals, into);
        }
        else
        {
            SweepUntilStable(loop, reals, into);
        }
    }

    private void SweepKnown(Loop loop, IReadOnlyList<(int Index, Value Vector)> reals, bool isWeak, List<Statement> into)
    {
        var (carried, results, finish) = Carry(loop, into);
        var body = new List<Statement>();
        Sweep(loop.Body, isWeak, body, facts => loop is For counted ? facts.In(counted) : facts);
        WriteNext(loop, reals, false, body);
        var newBody = finish(body);
        into.Add(loop switch
        {
            For f => new For(f.Index, f.Start, f.Comparison, f.Bound, f.Step, f.Guard, carried, newBody, results),
            While w => new While(carried, Test(w), newBody, results),
            _ => throw new InvalidOperationException($"No sweep of {loop.GetType().Name}."),
        });
    }

    /// <summary>Hidden values may end the loop early: each iteration may be the last one.</summary>
    private void SweepRange(For loop, IReadOnlyList<(int Index, Value Vector)> reals, List<Statement> into)
    {
        if (Enumerable.Range(0, loop.Carried.Count).Any(i => IsActiveArray(loop.Carried[i].Phi) && !ReferenceEquals(loop.Carried[i].Phi, loop.Body.Yields[i])))
        {
            throw new UntraceableException();
        }

        _isWidened = true;
        var ends = reals.Select(r => (r.Index, r.Vector, End: _memory.NewVector(loop.Results[r.Index]))).ToArray();
        foreach (var (_, _, end) in ends)
        {
            into.Add(new Invoke(end, "Clear", _pool.Int(0)));
        }

        var (carried, results, finish) = Carry(loop, into);
        var body = new List<Statement>();
        Collect(body);
        Sweep(loop.Body, true, body, facts => facts.In(loop));
        WriteNext(loop, reals, false, body);
        into.Add(new For(loop.Index, loop.Start, loop.Comparison, loop.Bound, loop.Step, null, carried, finish(body), results));
        Collect(into);
        foreach (var (index, _, end) in ends)
        {
            _forms.Set(loop.Results[index], Whole(end, loop.Results[index].Type));
        }

        void Collect(List<Statement> statements)
        {
            foreach (var (index, vector, end) in ends)
            {
                _writer.Write([new SparseTarget(end, _pool.Int(0), Whole(vector, loop.Results[index].Type))], true, statements);
            }
        }
    }

    /// <summary>Hidden values decide how often: the body is repeated for as long as it adds anything.</summary>
    private void SweepUntilStable(Loop loop, IReadOnlyList<(int Index, Value Vector)> reals, List<Statement> into)
    {
        if (loop.Carried.Any(carried => IsActiveArray(carried.Phi)))
        {
            throw new UntraceableException();
        }

        _isWidened = true;

        // What does not change in the loop is known as before.
        for (var i = 0; i < loop.Carried.Count; i++)
        {
            if (IsKept(loop.Carried[i].Phi))
            {
                into.Add(new Let(loop.Carried[i].Phi, loop.Carried[i].Initial));
            }
        }

        var body = new List<Statement>();
        Expression[] memory = [.. reals.Select(r => r.Vector), .. WrittenOutside(loop).Select(array => _memory.Shadow(array, into))];
        if (loop is While repeat)
        {
            Sweep(repeat.Test, true, body);
        }

        Sweep(loop.Body, true, body);
        WriteNext(loop, reals, true, body);
        var (grows, grown) = (_pool.Local(IrType.Boolean, "grows", _pool.NewVariable()), _pool.Local(IrType.Boolean, "grows"));
        var next = HasGrown(memory, body);
        into.Add(new While([new Carried(grows, _pool.Boolean(true))], new Region([], [grows]), new Region(body, [next]), [grown]));
        for (var i = 0; i < loop.Carried.Count; i++)
        {
            if (IsKept(loop.Carried[i].Phi) && IsKept(loop.Results[i]))
            {
                into.Add(new Let(loop.Results[i], loop.Carried[i].Phi));
            }
        }
    }

    /// <summary>The arrays from before a loop that it writes to. What it makes for itself is empty at the start of each iteration.</summary>
    private Expression[] WrittenOutside(Loop loop)
    {
        var inside = new HashSet<Expression>(loop.Carried.Select(carried => carried.Phi));
        foreach (var region in Walk.Regions(loop))
        {
            Walk.Statements(region, statement =>
            {
                inside.UnionWith(Walk.Binds(statement));
                inside.UnionWith(statement is Loop inner ? inner.Carried.Select(carried => carried.Phi) : []);
            });
        }

        Expression[] written = [.. Walk.Written(loop).Where(_dependence.IsActive).Distinct()];
        var outside = new HashSet<Expression>(Walk.AllTerms(_function).Where(term => term is Value { Type.IsArray: true } && !inside.Contains(term)).Select(_dependence.Aliases.Class));
        if (written.Any(array => inside.Contains(array) && outside.Contains(_dependence.Aliases.Class(array))))
        {
            // A name within the loop for one of several arrays: none of them could be asked.
            throw new UntraceableException();
        }

        return [.. written.Where(array => !inside.Contains(array))];
    }

    private void WriteNext(Loop loop, IReadOnlyList<(int Index, Value Vector)> reals, bool isWeak, List<Statement> into) => _writer.Write(
        [.. reals.Select(r => new SparseTarget(r.Vector, _pool.Int(0), _forms.Of(loop.Body.Yields[r.Index], loop.Body)))],
        isWeak,
        into);

    /// <summary>The carried variables that are known, and the gradients of carried arrays; closes the body when it is swept.</summary>
    private (Carried[] Carried, Value[] Results, Func<List<Statement>, Region> Finish) Carry(Loop loop, List<Statement> into)
    {
        var kept = Enumerable.Range(0, loop.Carried.Count).Where(i => IsKept(loop.Carried[i].Phi)).ToArray();
        var arrays = Enumerable.Range(0, loop.Carried.Count).Where(i => IsActiveArray(loop.Carried[i].Phi)).ToArray();
        var initials = arrays.Select(i => _memory.Shadow(loop.Carried[i].Initial, into)).ToArray();
        Carried[] carried = [.. kept.Select(i => loop.Carried[i]), .. arrays.Select((i, k) => new Carried(_memory.Bind(loop.Carried[i].Phi), initials[k]))];
        Value[] results = [.. kept.Select(i => loop.Results[i]), .. arrays.Select(i => _memory.Bind(loop.Results[i]))];
        return (carried, results, body =>
        {
            Expression[] shadows = [.. arrays.Select(i => _memory.Shadow(loop.Body.Yields[i], body))];
            return new Region(body, [.. kept.Select(i => loop.Body.Yields[i]), .. shadows]);
        }
        );
    }

    private Region Test(While loop)
    {
        var statements = new List<Statement>();
        Sweep(loop.Test, false, statements);
        return new Region(statements, loop.Test.Yields);
    }

    private Expression HasGrown(IReadOnlyList<Expression> memory, List<Statement> into)
    {
        if (memory.Count == 0)
        {
            return _pool.Boolean(false);
        }

        // All are asked, so that each starts anew.
        var hasGrown = _pool.Local(IrType.Boolean, "hasGrown");
        string[] fragments = ["", .. Enumerable.Repeat(".HasGrown() | ", memory.Count - 1), ".HasGrown()"];
        into.Add(new Evaluate(hasGrown, _pool.Opaque(IrType.Boolean, fragments, [.. memory])));
        return hasGrown;
    }
}
