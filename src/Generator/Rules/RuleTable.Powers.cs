using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

internal static partial class RuleTable
{
    /// <summary>Up to this exponent a literal power is multiplied out: at most 8 multiplications and half as many roundings as the exponent.</summary>
    private const int MultipliedPower = 32;

    private const string PowNote =
        "x^c with a literal c is c·x^(c−1), also at 0 and, for an integer c, below. With both active: at x = 0 the partial by x is 0 for " +
        "y > 1 and y = 0, and 1 for y = 1, that by y is 0 for y > 0; below 0 that by y is NaN.";

    /// <summary>DLMF 4.8 for roots and powers.</summary>
    private static Rule[] Powers() =>
    [
        //   name       C#               sampled on          f′(x), with r = f(x)
        Row("Sqrt",     Home.Everywhere, Positive,           (_, r) => 0.5 / r,             "Infinite at 0."),
        Row("Cbrt",     Home.Everywhere, Reals,              (_, r) => 1 / (3 * (r * r)),   "Infinite at 0."),

        //   name       C#               sampled on          ∂/∂x, ∂/∂y
        Row("RootN",    Home.Number,     Positive, new(1, 6), (x, n, r) => [Root(x, n, r), null], "Infinite at 0 for n > 1."),
        Row("Pow",      Home.Everywhere, Positive, new(-3, 3), Power, PowNote),
        Row("Hypot",    Home.Number,     Reals, Reals,       (x, y, r) => [UnlessZero(r, x / r, x, y), UnlessZero(r, y / r, x, y)],
                                                             "At (0, 0) both partials are 0, a subgradient.", kink: true),
    ];

    /// <summary>r = x^(1/n), therefore 1/(n·rⁿ⁻¹): right for odd n below 0 as well, and at 0 infinite for n > 1 and 1 for n = 1.</summary>
    private static Expression Root(Expression x, Expression n, Expression r)
    {
        if (n is Constant { Integer: >= 1 and <= MultipliedPower } literal)
        {
            return literal.Integer == 1 ? Real(x, 1) : 1 / (literal.Integer * IntegerPower(r, (int)literal.Integer - 1));
        }

        var degree = x.Pool.Convert(x.Type, n);
        return 1 / (degree * Call("Pow", r, degree - 1));
    }

    private static Expression?[] Power(Expression x, Expression y, Expression r)
    {
        if (y is Constant exponent)
        {
            return [LiteralPower(x, exponent.Real, r), null];
        }

        // y·r/x spares a second power, but is 0/0 at 0. There y·Pow(0, y − 1) is right for every y except 0, where it would be 0·∞.
        var quotient = y * (r / x);
        var atZero = Select(IsZero(y), Real(x, 0), y * Call("Pow", x, y - 1));

        // r · ln x is 0 · −∞ at 0; below 0 the logarithm is NaN, as the partial by an exponent that must stay an integer has to be.
        var byExponent = r * Call("Log", x);
        if (x is Constant { Real: > 0 })
        {
            return [null, byExponent];
        }

        var vanishes = x.Pool.Operation(Operator.And, IrType.Boolean, IsZero(x), Compare(Operator.Greater, y, Real(y, 0)));
        return [Select(IsZero(x), atZero, quotient), Select(vanishes, Real(x, 0), byExponent)];
    }

    /// <summary>c·x^(c−1); null for x⁰, which does not depend on x.</summary>
    private static Expression? LiteralPower(Expression x, double c, Expression r) => c switch
    {
        0 => null,
        1 => Real(x, 1),
        0.5 => 0.5 / r,
        1.5 => 1.5 * Sqrt(x),
        > 0 and <= MultipliedPower when c == Math.Floor(c) => c * IntegerPower(x, (int)c - 1),
        < 0 and > -MultipliedPower when c == Math.Floor(c) => c / IntegerPower(x, 1 - (int)c),

        // A negative power has no 0 / 0: at 0 it is infinite already.
        < 0 => c * (r / x),
        _ => c * Call("Pow", x, Real(x, c - 1)),
    };

    /// <summary>xⁿ for n ≥ 1 by repeated squaring.</summary>
    private static Expression IntegerPower(Expression x, int n)
    {
        Expression? product = null;
        for (var square = x; ; square *= square)
        {
            if ((n & 1) != 0)
            {
                product = product is null ? square : product * square;
            }

            n >>= 1;
            if (n == 0)
            {
                return product!;
            }
        }
    }
}
