using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <content>Loops, branches and calls that go their way and the way back at once, because the adjoints of their results are known before: see <see cref="EarlyAdjoints"/>.</content>
internal sealed partial class ReverseSweep
{
    /// <summary>What statements that are reversed already have left for values from outside.</summary>
    private readonly Dictionary<Statement, Left> _reversed = [];

    /// <param name="Terms">Terms outside, with their adjoints.</param>
    /// <param name="Sums">Values from outside, with theirs.</param>
    private sealed record Left(IReadOnlyList<(Expression Term, Expression Adjoint)> Terms, IReadOnlyList<(Value Value, Value Sum)> Sums);

    /// <summary>The adjoints of arrays that are read there are there from the beginning.</summary>
    private void OpenEarly() => _arrays.Early.UnionWith(_early.Statements.SelectMany(Walk.AllTerms)
        .Where(term => term is Value { Type.IsArray: true, IsInput: false } && _dependence.IsActive(term) && _dependence.Aliases.IsAlone(term) && !_arrays.IsDirect(term)));

    /// <summary>Whether a statement is reversed where it ends; then both have been added.</summary>
    private bool AtOnce(Statement statement, List<Statement> into)
    {
        if (_early.Of(statement) is not { } seeds)
        {
            return false;
        }

        switch (statement)
        {
            case For loop:
                into.Add(AtOnce(loop, seeds));
                return true;
            case If branch:
                into.Add(AtOnce(branch, seeds));
                return true;
            case Recursion call:
                _reversed.Add(call, new Left(_calls.Adjoint(call, seeds[0]!, call.Target, term => term, into), []));
                return true;
            default:
                return false;
        }
    }

    private For AtOnce(For loop, IReadOnlyList<Expression?> seeds)
    {
        var (body, inner) = AtOnce(loop.Body, seeds);
        foreach (var carried in loop.Carried)
        {
            // It is the one that it began with.
            inner.Take(carried.Phi);
        }

        var (all, yields, results) = (loop.Carried.ToList(), loop.Body.Yields.ToList(), loop.Results.ToList());
        var initials = loop.Carried.Select((carried, k) => (carried.Initial, Seed: seeds[k]!)).Where(pair => pair.Seed is not null).ToArray();
        var sums = new List<(Value, Value)>();
        foreach (var value in _leaves.InOrder(inner.Values))
        {
            var sum = Bar(value);
            all.Add(new Carried(sum, _pool.Real(0, value.Type)));
            yields.Add(AdjointArrays.Increased(sum, inner.Take(value)!));
            var total = _pool.Local(value.Type, sum.Name, sum.Variable);
            results.Add(total);
            sums.Add((value, total));
        }

        _reversed.Add(loop, new Left(initials, sums));
        return new For(loop.Index, loop.Start, loop.Comparison, loop.Bound, loop.Step, loop.Guard, all, new Region(body, yields), results);
    }

    private If AtOnce(If branch, IReadOnlyList<Expression?> seeds)
    {
        var (then, thenAdjoints) = AtOnce(branch.Then, seeds);
        var (otherwise, otherAdjoints) = AtOnce(branch.Else, seeds);
        var touched = thenAdjoints.Values.Union(otherAdjoints.Values).ToArray();
        var bars = touched.Select(value => _pool.Local(value.Type, value.Name.Length == 0 ? "" : value.Name + "Bar")).ToArray();
        _reversed.Add(branch, new Left([], [.. touched.Zip(bars, (value, bar) => (value, bar))]));
        return new If(branch.Condition, With(branch.Then, then, thenAdjoints), With(branch.Else, otherwise, otherAdjoints), [.. branch.Results, .. bars]);

        Region With(Region arm, List<Statement> statements, Adjoints adjoints) => arm.Throws
            ? new Region(statements, [])
            : new Region(statements, [.. arm.Yields, .. touched.Select(value => adjoints.Take(value) ?? _pool.Real(0, value.Type))]);
    }

    /// <summary>A region, and behind it the region backwards: its values are still there.</summary>
    private (List<Statement> Statements, Adjoints Adjoints) AtOnce(Region region, IReadOnlyList<Expression?> seeds)
    {
        var (statements, adjoints) = (new List<Statement>(), new Adjoints());
        var seen = _loops.Record(region, statements, AtOnce);
        if (region.Throws)
        {
            // The method does not come back from here.
            return (statements, adjoints);
        }

        _arrays.Reopen(seen, statements);
        for (var i = 0; i < seeds.Count; i++)
        {
            if (seeds[i] is { } seed)
            {
                Backpropagate(region.Yields[i], seed, adjoints, statements);
            }
        }

        Reverse(seen, adjoints, statements);
        return (statements, adjoints);
    }

    /// <summary>What is left to do on the way back for a statement that has been reversed.</summary>
    private void HandOn(Statement statement, Adjoints adjoints, List<Statement> into)
    {
        foreach (var result in Walk.Binds(statement))
        {
            adjoints.Take(result);
        }

        var left = _reversed[statement];
        foreach (var (value, sum) in left.Sums)
        {
            adjoints.Add(value, sum);
        }

        foreach (var (term, adjoint) in left.Terms)
        {
            Backpropagate(term, adjoint, adjoints, into);
        }
    }
}
