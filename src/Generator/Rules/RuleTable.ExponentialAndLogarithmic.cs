using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

internal static partial class RuleTable
{
    private const double Ln2 = 0.69314718055994530942;
    private const double Ln10 = 2.30258509299404568402;
    private const double Log2E = 1.44269504088896340736;
    private const double Log10E = 0.43429448190325182765;

    /// <summary>
    /// DLMF 4.7. eˣ − 1 has the derivative eˣ, not r + 1, which has no correct digit below x = −37.
    /// </summary>
    private static Rule[] ExponentialAndLogarithmic() =>
    [
        //   name       C#               sampled on          f′(x), with r = f(x)
        Row("Exp",      Home.Everywhere, Reals,              (_, r) => r),
        Row("Exp2",     Home.Number,     Reals,              (_, r) => Ln2 * r),
        Row("Exp10",    Home.Number,     new(-5, 5),         (_, r) => Ln10 * r),
        Row("ExpM1",    Home.Number,     Reals,              (x, _) => Call("Exp", x)),
        Row("Exp2M1",   Home.Number,     Reals,              (x, _) => Ln2 * Call("Exp2", x)),
        Row("Exp10M1",  Home.Number,     new(-5, 5),         (x, _) => Ln10 * Call("Exp10", x)),
        Row("Log",      Home.Everywhere, Positive,           (x, _) => 1 / x),
        Row("Log2",     Home.Everywhere, Positive,           (x, _) => Log2E / x),
        Row("Log10",    Home.Everywhere, Positive,           (x, _) => Log10E / x),
        Row("LogP1",    Home.Number,     new(-1, 10),        (x, _) => 1 / (1 + x)),
        Row("Log2P1",   Home.Number,     new(-1, 10),        (x, _) => Log2E / (1 + x)),
        Row("Log10P1",  Home.Number,     new(-1, 10),        (x, _) => Log10E / (1 + x)),

        //   name       C#               x, base             ∂/∂x, ∂/∂base of ln x / ln base
        Row("LogBase",  Home.Everywhere, Positive, new(1, 10),
                                                             (x, b, r) => [1 / (x * Call("Log", b)), -(r / (b * Call("Log", b)))],
            methods: Methods("Log", Home.Everywhere)),
    ];
}
