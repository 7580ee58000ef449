using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Batch;

/// <content>Loops: they run for as long as any point is in them.</content>
internal sealed partial class Widening
{
    protected override void Rewrite(For loop, List<Statement> into)
    {
        var (start, bound, step) = (Rewrite(loop.Start), Rewrite(loop.Bound), Rewrite(loop.Step));
        if (!_variance.IsMasked(loop))
        {
            var carried = Carry(loop);
            var index = Bind(loop.Index);
            var guard = loop.Guard is null ? null : Rewrite(loop.Guard);
            into.Add(new For(index, start, loop.Comparison, bound, step, guard, carried, Body(loop, _mask), [.. loop.Results.Select(BindAs)]));
            return;
        }

        Masked(loop, into, loop.Guard!, [], (carried, body, results) =>
            new For(Index(loop), start, loop.Comparison, bound, step, _lanes.Any(carried[carried.Length - 1].Phi), carried, body, results));
    }

    protected override void Rewrite(While loop, List<Statement> into)
    {
        if (!_variance.IsMasked(loop))
        {
            var carried = Carry(loop);
            var test = Rewrite(loop.Test);
            into.Add(new While(carried, test, Body(loop, _mask), [.. loop.Results.Select(BindAs)]));
            return;
        }

        Masked(loop, into, loop.Test.Yields[0], loop.Test.Statements, (carried, body, results) =>
            new While(carried, new Region([], [_lanes.Any(carried[carried.Length - 1].Phi)]), body, results));
    }

    private Value Index(For loop) => (Value)Rewrite(loop.Index);

    private Carried[] Carry(Loop loop)
    {
        var initials = loop.Carried.Select(carried => As(carried.Phi, carried.Initial)).ToArray();
        return [.. loop.Carried.Select((carried, i) => new Carried(BindAs(carried.Phi), initials[i]))];
    }

    private Region Body(Loop loop, Expression? mask) => Arm(loop.Body, [.. loop.Carried.Select(carried => carried.Phi)], mask);

    /// <summary>
    /// One more variable is carried: who is still in the loop. Each iteration asks first who stays; a point that leaves keeps what it had.
    /// </summary>
    private void Masked(
        Loop loop,
        List<Statement> into,
        Expression test,
        IReadOnlyList<Statement> before,
        Func<Carried[], Region, Value[], Statement> make)
    {
        var live = Pool.Local(LaneTerms.Vector, "live", Pool.NewVariable());
        Carried[] carried = [.. Carry(loop), new Carried(live, _mask ?? _lanes.All)];
        if (loop is For counted)
        {
            Bind(counted.Index);
        }

        var (outer, outerMask) = (_into, _mask);
        var statements = new List<Statement>();
        (_into, _mask) = (statements, live);
        foreach (var statement in before)
        {
            Rewrite(statement, statements);
        }

        var now = Named(_lanes.And(live, Wide(test)), "live");
        var phis = loop.Carried.Select((c, i) => (Expression)carried[i].Phi).ToArray();
        var next = loop.Carried.Select((c, i) => Pool.Local(carried[i].Phi.Type, c.Phi.Name, c.Phi.Variable)).ToArray();
        var body = Arm(loop.Body, [.. loop.Carried.Select(c => c.Phi)], now, (i, yield) => yield.Type == LaneTerms.Vector ? _lanes.Choose(now, yield, phis[i]) : yield);
        statements.Add(new If(_lanes.Any(now), body, new Region([], phis), next));
        (_into, _mask) = (outer, outerMask);
        ForgetTerms();

        var results = loop.Results.Select(BindAs).Append(Pool.Local(LaneTerms.Vector, "live", live.Variable)).ToArray();
        into.Add(make(carried, new Region(statements, [.. next, now]), results));
    }
}
