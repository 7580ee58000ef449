using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

internal static partial class RuleTable
{
    /// <summary>DLMF 4.20 and 4.24. 1 − x² is written (1 − x)(1 + x), which does not cancel at ±1.</summary>
    private static Rule[] Trigonometric() =>
    [
        //   name       C#               sampled on          f′(x), with r = f(x)
        Row("Sin",      Home.Everywhere, Reals,              (x, _) => Call("Cos", x)),
        Row("Cos",      Home.Everywhere, Reals,              (x, _) => -Call("Sin", x)),
        Row("Tan",      Home.Everywhere, new(-1.5, 1.5),     (_, r) => 1 + (r * r)),
        Row("Asin",     Home.Everywhere, Unit,               (x, _) => 1 / Sqrt((1 - x) * (1 + x))),
        Row("Acos",     Home.Everywhere, Unit,               (x, _) => -1 / Sqrt((1 - x) * (1 + x))),
        Row("Atan",     Home.Everywhere, Reals,              (x, _) => 1 / (1 + (x * x))),
        Row("SinPi",    Home.Number,     Reals,              (x, _) => Math.PI * Call("CosPi", x)),
        Row("CosPi",    Home.Number,     Reals,              (x, _) => -Math.PI * Call("SinPi", x)),
        Row("TanPi",    Home.Number,     new(-0.49, 0.49),   (_, r) => Math.PI * (1 + (r * r))),
        Row("AsinPi",   Home.Number,     Unit,               (x, _) => 1 / (Math.PI * Sqrt((1 - x) * (1 + x)))),
        Row("AcosPi",   Home.Number,     Unit,               (x, _) => -1 / (Math.PI * Sqrt((1 - x) * (1 + x)))),
        Row("AtanPi",   Home.Number,     Reals,              (x, _) => 1 / (Math.PI * (1 + (x * x)))),

        //   name       C#               y, x sampled on     ∂/∂y, ∂/∂x; 0 at the origin, where the angle has no limit
        Row("Atan2",    Home.Everywhere, Reals, Reals,       (y, x, _) => Angle(y, x, 1),       AtOrigin),
        Row("Atan2Pi",  Home.Number,     Reals, Reals,       (y, x, _) => Angle(y, x, Math.PI), AtOrigin),
    ];

    private const string AtOrigin = "At (0, 0) both partials are 0.";

    /// <summary>∂(atan2(y, x)/unit): x/(unit·(x² + y²)) and −y/(unit·(x² + y²)).</summary>
    private static Expression[] Angle(Expression y, Expression x, double unit)
    {
        var square = (x * x) + (y * y);
        return [UnlessZero(square, x / (unit * square), x, y), UnlessZero(square, -(y / (unit * square)), x, y)];
    }

    /// <summary>The quotient, or 0 where its divisor, a length of (x, y), is 0; a literal other than 0 says that it never is.</summary>
    private static Expression UnlessZero(Expression length, Expression quotient, Expression x, Expression y) =>
        x is Constant { Real: not 0 } || y is Constant { Real: not 0 }
            ? quotient
            : Select(IsZero(length), Real(length, 0), quotient);
}
