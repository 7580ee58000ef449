using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Proof;

/// <summary>
/// The slope of a function that is only spelled: by the partials it was given, for nothing else is known of it. They are terms in a
/// pool of their own, so that a function that others hold is not touched.
/// </summary>
internal static class TaughtSlope
{
    public static Cell Of(Call call, Cell[] operands, Cell value, Budget budget, CancellationToken cancellation)
    {
        if (!Array.Exists(operands, operand => operand.Has(Marks.Depends)))
        {
            return value;
        }

        var pool = new ExpressionPool();
        Input[] inputs = [.. call.Operands.Select(operand => new Input(pool.Input(operand.Type, "", "argument"), false))];
        Expression[] arguments = [.. call.Operands.Select((operand, i) => operand is Constant c ? pool.Constant(c.Type, c.Bits) : (Expression)inputs[i].Value)];
        var partials = call.Rule.Partials(arguments, pool.Call(call.Rule, call.Type, arguments));
        Expression[] given = [.. partials.Where(partial => partial is not null).Select(partial => partial!)];
        var function = new Function("", pool, inputs, new Region([], given), new Output(OutputShape.List, call.Type, "", [], null));
        var machine = new Machine(function, cancellation);
        if (machine.Run(Plain(operands), false, budget) != Outcome.Done)
        {
            return Cell.Undefined;
        }

        var next = 0;
        for (var i = 0; i < partials.Length; i++)
        {
            if (partials[i] is not null)
            {
                Reals.Chain(ref value, operands[i], machine.Yields[next++].Real);
            }
        }

        return value;
    }

    private static Cell[] Plain(Cell[] operands)
    {
        var plain = new Cell[operands.Length];
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = operands[i];
            (plain[i].Slope, plain[i].Magnitude, plain[i].Marks) = (0, 0, Marks.None);
        }

        return plain;
    }
}
