using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

/// <summary>
/// Functions whose partials nobody knows: central differences at their own arguments, so that the chain rule around them stays
/// exact. A partial is a term like any other, made of calls of the same function; so is its own derivative.
/// </summary>
internal static class Differences
{
    private static readonly ForeignFunction _doubleStep = Step("global::SymbolicJacobian.FiniteDifference.CentralStep(", ")");

    private static readonly ForeignFunction _floatStep =
        Step("(float)global::SymbolicJacobian.FiniteDifference.CentralStep(", ", global::SymbolicJacobian.Precision.Single)");

    /// <param name="name">How messages and documentation call the function: <c>Special.Gamma</c>.</param>
    /// <param name="spelling">The texts around its operands.</param>
    /// <param name="arity">The number of operands.</param>
    public static ForeignFunction Function(string name, IReadOnlyList<string> spelling, int arity)
    {
        ForeignFunction? self = null;
        self = new ForeignFunction(
            name.Substring(name.LastIndexOf('.') + 1),
            $"differenced {name}",
            spelling,
            arity,
            (arguments, result) => [.. arguments.Select((_, i) => Quotient(arguments, i, point => result.Pool.Call(self!, result.Type, point)))]);
        return self;
    }

    /// <summary>
    /// An item of what a function gives that returns a tuple: taken from the call at hand, and where it is differentiated again, by
    /// differences of calls of its own.
    /// </summary>
    /// <param name="name">The function.</param>
    /// <param name="item">As C# reads it from the tuple.</param>
    /// <param name="whole">The function that gives the tuple.</param>
    /// <param name="tuple">Its type.</param>
    /// <param name="type">That of the item.</param>
    /// <param name="call">The tuple at hand.</param>
    /// <param name="arguments">What it was called with.</param>
    public static Expression Item(string name, string item, ForeignFunction whole, IrType tuple, IrType type, Expression call, IReadOnlyList<Expression> arguments)
    {
        ForeignFunction? self = null;
        self = new ForeignFunction(name, $"item of {name}", ["", item], arguments.Count + 1, (operands, result) =>
        {
            Expression[] at = [.. operands.Skip(1)];
            return [null, .. at.Select((_, i) => Quotient(at, i, point => result.Pool.Call(self!, type, [result.Pool.Call(whole, tuple, point), .. point])))];
        });
        return call.Pool.Call(self, type, [call, .. arguments]);
    }

    /// <summary>(f(…, x + h, …) − f(…, x − h, …)) / 2h with the step h of central differences at x.</summary>
    private static Expression? Quotient(IReadOnlyList<Expression> arguments, int operand, Func<Expression[], Expression> f)
    {
        var x = arguments[operand];
        if (x is Constant || !x.Type.IsReal)
        {
            return null;
        }

        var pool = x.Pool;
        var h = pool.Call(x.Type.Kind == TypeKind.Float ? _floatStep : _doubleStep, x.Type, x);

        // Not by the operators of derivatives, which may rearrange: x + h has to be what the step was made for.
        var ahead = At(pool.Operation(Operator.Add, x.Type, x, h));
        var behind = At(pool.Operation(Operator.Subtract, x.Type, x, h));
        var type = ahead.Type;
        var difference = pool.Operation(Operator.Subtract, type, ahead, behind);
        var distance = pool.Operation(Operator.Multiply, x.Type, pool.Real(2, x.Type), h);
        return pool.Operation(Operator.Divide, type, difference, pool.Convert(type, distance));

        Expression At(Expression moved)
        {
            var point = arguments.ToArray();
            point[operand] = moved;
            return f(point);
        }
    }

    // Constant between its jumps, and so it is taken where it is differentiated again.
    private static ForeignFunction Step(params string[] spelling) => new("Step", "step", spelling, 1, (_, _) => [null]);
}
