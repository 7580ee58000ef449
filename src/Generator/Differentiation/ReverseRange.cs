using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Makes the loop that runs backwards, from what it carries, its body and its results.</summary>
internal delegate For BackwardLoop(IReadOnlyList<Carried> carried, Region body, IReadOnlyList<Value> results);

/// <summary>The range of a loop backwards.</summary>
internal static class ReverseRange
{
    /// <summary>A loop by ones over a range that is known from its bounds; the others count their iterations.</summary>
    public static bool NeedsCount(Loop loop) => !(loop is For { Guard: null } counted && Backwards(counted) is not null);

    public static BackwardLoop Of(Loop loop, Tape tape, List<Statement> body)
    {
        if (loop is For counted && !NeedsCount(loop))
        {
            var (first, comparison, last, step) = Backwards(counted)!.Value;
            var index = counted.Index.Pool.Local(counted.Index.Type, counted.Index.Name);
            tape.Replace(counted.Index, index);
            var pool = index.Pool;
            var start = Offset(tape.Restored(counted.Bound), first);
            return (carried, region, results) => new For(
                index, start, comparison, Offset(tape.Restored(counted.Start), last), pool.Int(step, index.Type), null, carried, region, results);
        }

        return Counted(loop, tape, body);
    }

    private static BackwardLoop Counted(Loop loop, Tape tape, List<Statement> body)
    {
        // The recorder has made the number of iterations the last thing that the loop carries.
        var count = loop.Results[loop.Results.Count - 1];
        var pool = count.Pool;
        var k = pool.Local(IrType.Int, "k");
        if (loop is For stepping)
        {
            var index = pool.Local(stepping.Index.Type, stepping.Index.Name);
            var offset = pool.Operation(Operator.Multiply, index.Type, pool.Convert(index.Type, k), tape.Restored(stepping.Step));
            body.Add(new Let(index, pool.Operation(Operator.Add, index.Type, tape.Restored(stepping.Start), offset)));
            tape.Replace(stepping.Index, index);
        }

        var last = pool.Operation(Operator.Subtract, IrType.Int, tape.Restored(count), pool.Int(1));
        return (carried, region, results) =>
            new For(k, last, Operator.GreaterOrEqual, pool.Int(0), pool.Int(-1), null, carried, region, results);
    }

    private static (int First, Operator Comparison, int Last, int Step)? Backwards(For loop) => (loop.Step, loop.Comparison) switch
    {
        (Constant { Integer: 1 }, Operator.Less) => (-1, Operator.GreaterOrEqual, 0, -1),
        (Constant { Integer: 1 }, Operator.LessOrEqual) => (0, Operator.GreaterOrEqual, 0, -1),
        (Constant { Integer: -1 }, Operator.Greater) => (1, Operator.LessOrEqual, 0, 1),
        (Constant { Integer: -1 }, Operator.GreaterOrEqual) => (0, Operator.LessOrEqual, 0, 1),
        _ => null,
    };

    private static Expression Offset(Expression bound, int offset) =>
        bound.Pool.Operation(offset < 0 ? Operator.Subtract : Operator.Add, bound.Type, bound, bound.Pool.Int(Math.Abs(offset), bound.Type));
}
