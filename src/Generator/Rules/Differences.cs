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
            (arguments, result) => [.. arguments.Select((_, i) => Partial(self!, result.Type, arguments, i))]);
        return self;
    }

    /// <summary>(f(…, x + h, …) − f(…, x − h, …)) / 2h with the step h of central differences at x.</summary>
    private static Expression? Partial(ForeignFunction function, IrType type, IReadOnlyList<Expression> arguments, int operand)
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
        var difference = pool.Operation(Operator.Subtract, type, ahead, behind);
        var distance = pool.Operation(Operator.Multiply, x.Type, pool.Real(2, x.Type), h);
        return pool.Operation(Operator.Divide, type, difference, pool.Convert(type, distance));

        Expression At(Expression moved)
        {
            var point = arguments.ToArray();
            point[operand] = moved;
            return pool.Call(function, type, point);
        }
    }

    // Constant between its jumps, and so it is taken where it is differentiated again.
    private static ForeignFunction Step(params string[] spelling) => new("Step", "step", spelling, 1, (_, _) => [null]);
}
