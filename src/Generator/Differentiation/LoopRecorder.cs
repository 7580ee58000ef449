using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The forward half of a reverse sweep: the primal, which also counts the iterations of loops that cannot tell them from their
/// bounds, opens the adjoints of its arrays, and leaves on the tape what regions take with them when they end.
/// </summary>
internal sealed class LoopRecorder(ExpressionPool pool, AdjointArrays arrays, Tape tape, IReadOnlyCollection<Loop> repeated, CancellationToken cancellation)
{
    private readonly Dictionary<Loop, IReadOnlyList<(Value Value, Value Tape)>> _starts = [];

    /// <summary>What a loop whose iterations are run again has on the tape of each: the variables that it starts with. Null for any other.</summary>
    public IReadOnlyList<(Value Value, Value Tape)>? StartsOf(Loop loop) => _starts.TryGetValue(loop, out var starts) ? starts : null;

    /// <summary>Records the statements of a region whose values are still there when it is reversed; gives the region as the reversal is to read it.</summary>
    /// <param name="body">The region.</param>
    /// <param name="into">Where they are recorded.</param>
    /// <param name="atOnce">Adds a statement that is reversed where it ends, if it is one.</param>
    public Region Record(Region body, List<Statement> into, Func<Statement, List<Statement>, bool>? atOnce = null)
    {
        var statements = Statements(body, into, atOnce);
        return new Region(statements, body.Yields);
    }

    private List<Statement> Statements(Region region, List<Statement> into, Func<Statement, List<Statement>, bool>? atOnce = null)
    {
        var seen = new List<Statement>();
        foreach (var statement in region.Statements)
        {
            switch (statement)
            {
                case var reversed when atOnce?.Invoke(reversed, into) == true:
                    seen.Add(reversed);
                    break;
                case Allocate allocate:
                    into.Add(allocate);
                    arrays.Allocated(allocate, into);
                    seen.Add(allocate);
                    break;
                case If branch:
                    var then = Nested(branch.Then);
                    var otherwise = Nested(branch.Else);
                    var (shadows, thenShadows, elseShadows) = arrays.Results(branch);
                    into.Add(new If(
                        branch.Condition,
                        With(then.Recorded, branch.Then.Throws ? [] : thenShadows),
                        With(otherwise.Recorded, branch.Else.Throws ? [] : elseShadows),
                        [.. branch.Results, .. shadows]));
                    seen.Add(new If(branch.Condition, then.Seen, otherwise.Seen, branch.Results));
                    break;
                case For loop when repeated.Contains(loop):
                    RunOnce(loop, into);
                    seen.Add(loop);
                    break;
                case Loop loop:
                    seen.Add(Record(loop, into));
                    break;
                case Recursion call:
                    into.Add(RecursionCalls.Value(call));
                    seen.Add(call);
                    break;
                default:
                    into.Add(statement);
                    seen.Add(statement);
                    break;
            }
        }

        return seen;
    }

    private static Region With(Region region, IReadOnlyList<Expression> yields) => new(region.Statements, [.. region.Yields, .. yields]);

    private (Region Recorded, Region Seen) Nested(Region region, IReadOnlyList<Value>? phis = null)
    {
        var recorded = new List<Statement>();
        var seen = new Region(Statements(region, recorded), region.Yields);
        if (!region.Throws)
        {
            var bound = (phis ?? []).Concat(recorded.Where(statement => statement is not Let let || !tape.IsCheap(let)).SelectMany(Walk.Binds));
            var given = new HashSet<Value>(recorded.OfType<Evaluate>().Select(evaluate => evaluate.Target));
            tape.Save(seen, [.. bound.Where(value => !value.Type.IsArray || arrays.IsAsked(value) || given.Contains(value))], recorded);
        }

        return (new Region(recorded, region.Yields), seen);
    }

    /// <summary>The loop for its values alone, under names of their own: its names are those of the iteration that is run again.</summary>
    private void RunOnce(For loop, List<Statement> into)
    {
        var starts = new List<Statement>();
        Value[] phis = [.. loop.Carried.Select(carried => carried.Phi)];
        _starts.Add(loop, tape.Pushed(phis, starts));
        var once = new For(loop.Index, loop.Start, loop.Comparison, loop.Bound, loop.Step, loop.Guard, loop.Carried, new Region([.. starts, .. loop.Body.Statements], loop.Body.Yields), loop.Results);
        into.Add(Renaming.Of(once, cancellation));
    }

    private Loop Record(Loop loop, List<Statement> into)
    {
        var counted = ReverseRange.NeedsCount(loop) ? WithCount(loop) : loop;
        var (shadowPhis, shadowInitials) = arrays.Phis(counted, into);
        var phis = counted.Carried.Select(carried => carried.Phi).Concat(shadowPhis).ToArray();
        var (recorded, seenBody) = Nested(counted.Body, phis);
        var body = With(recorded, arrays.Yields(counted));
        Carried[] carried = [.. counted.Carried, .. shadowPhis.Select((phi, i) => new Carried(phi, shadowInitials[i]))];
        Value[] results = [.. counted.Results, .. arrays.Results(counted)];
        switch (counted)
        {
            case For f:
                into.Add(new For(f.Index, f.Start, f.Comparison, f.Bound, f.Step, f.Guard, carried, body, results));
                return new For(f.Index, f.Start, f.Comparison, f.Bound, f.Step, f.Guard, f.Carried, seenBody, f.Results);
            case While w:
                into.Add(new While(carried, w.Test, body, results));
                return new While(w.Carried, w.Test, seenBody, w.Results);
            default:
                throw new InvalidOperationException($"No recording of {loop.GetType().Name}.");
        }
    }

    private Loop WithCount(Loop loop)
    {
        var count = pool.Local(IrType.Int, "count", pool.NewVariable());
        var next = pool.Operation(Operator.Add, IrType.Int, count, pool.Int(1));
        Carried[] carried = [.. loop.Carried, new Carried(count, pool.Int(0))];
        Value[] results = [.. loop.Results, pool.Local(IrType.Int, "count", count.Variable)];
        var body = With(loop.Body, [next]);
        return loop switch
        {
            For f => new For(f.Index, f.Start, f.Comparison, f.Bound, f.Step, f.Guard, carried, body, results),
            While w => new While(carried, w.Test, body, results),
            _ => throw new InvalidOperationException($"No recording of {loop.GetType().Name}."),
        };
    }
}
