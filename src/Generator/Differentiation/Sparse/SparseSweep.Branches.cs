using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <content>Branches.</content>
internal sealed partial class SparseSweep
{
    private void Sweep(If branch, bool isWeak, List<Statement> into)
    {
        var vectors = Enumerable.Range(0, branch.Results.Count)
            .Where(i => IsActiveReal(branch.Results[i]))
            .Select(i => (Index: i, Vector: _memory.NewVector(branch.Results[i])))
            .ToArray();
        // What throws where it is not certain to be reached is left out.
        if (_hidden.Is(branch.Condition) || (isWeak && (branch.Then.Throws || branch.Else.Throws)))
        {
            SweepBoth(branch, vectors, into);
        }
        else
        {
            into.Add(SweepChosen(branch, vectors, isWeak));
        }

        foreach (var (index, vector) in vectors)
        {
            _forms.Set(branch.Results[index], Whole(vector, branch.Results[index].Type));
        }
    }

    private If SweepChosen(If branch, IReadOnlyList<(int Index, Value Vector)> vectors, bool isWeak)
    {
        var kept = Enumerable.Range(0, branch.Results.Count).Where(i => IsKept(branch.Results[i])).ToArray();
        var arrays = Enumerable.Range(0, branch.Results.Count).Where(i => IsActiveArray(branch.Results[i])).ToArray();
        var then = Arm(branch.Then, vectors, kept, arrays, isWeak);
        var otherwise = Arm(branch.Else, vectors, kept, arrays, isWeak);
        Value[] results = [.. kept.Select(i => branch.Results[i]), .. arrays.Select(i => _memory.Bind(branch.Results[i]))];
        return new If(branch.Condition, then, otherwise, results);
    }

    private Region Arm(Region arm, IReadOnlyList<(int Index, Value Vector)> vectors, IReadOnlyList<int> kept, IReadOnlyList<int> arrays, bool isWeak)
    {
        var statements = new List<Statement>();
        Sweep(arm, isWeak, statements);
        if (arm.Throws)
        {
            return new Region(statements, []);
        }

        _writer.Write([.. vectors.Select(v => new SparseTarget(v.Vector, _pool.Int(0), _forms.Of(arm.Yields[v.Index], arm)))], false, statements);
        Expression[] shadows = [.. arrays.Select(i => _memory.Shadow(arm.Yields[i], statements))];
        return new Region(statements, [.. kept.Select(i => arm.Yields[i]), .. shadows]);
    }

    /// <summary>Hidden values decide: both sides count, wherever what is known of the condition allows them.</summary>
    private void SweepBoth(If branch, IReadOnlyList<(int Index, Value Vector)> vectors, List<Statement> into)
    {
        if (branch.Then.Throws && branch.Else.Throws)
        {
            throw new UntraceableException();
        }

        foreach (var (_, vector) in vectors)
        {
            into.Add(new Invoke(vector, "Clear", _pool.Int(0)));
        }

        SweepSide(branch.Then, branch.Else.Throws ? _pool.Boolean(true) : _possible.OfTrue(branch.Condition), vectors, into);
        SweepSide(branch.Else, branch.Then.Throws ? _pool.Boolean(true) : _possible.OfFalse(branch.Condition), vectors, into);
        for (var i = 0; i < branch.Results.Count; i++)
        {
            var (result, common) = (branch.Results[i], HiddenValues.Common(branch, i));
            if (IsActiveArray(result))
            {
                into.Add(new Let(_memory.Bind(result), common is null ? throw new UntraceableException() : _memory.Shadow(common, into)));
            }

            if (common is not null && IsKept(result))
            {
                into.Add(new Let(result, common));
            }
        }
    }

    private void SweepSide(Region side, Expression condition, IReadOnlyList<(int Index, Value Vector)> vectors, List<Statement> into)
    {
        if (side.Throws || Conditions.IsNever(condition))
        {
            return;
        }

        var statements = new List<Statement>();
        Sweep(side, true, statements);
        _writer.Write([.. vectors.Select(v => new SparseTarget(v.Vector, _pool.Int(0), _forms.Of(side.Yields[v.Index], side)))], true, statements);
        if (Conditions.IsAlways(condition))
        {
            into.AddRange(statements);
        }
        else
        {
            into.Add(new If(condition, new Region(statements, []), new Region([], []), []));
        }
    }
}
