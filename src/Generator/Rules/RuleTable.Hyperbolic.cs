using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

internal static partial class RuleTable
{
    /// <summary>DLMF 4.34 and 4.38. Differences of squares are factored, so that they do not cancel at ±1.</summary>
    private static Rule[] Hyperbolic() =>
    [
        //   name       C#               sampled on          f′(x), with r = f(x)
        Row("Sinh",     Home.Everywhere, Reals,              (x, _) => Call("Cosh", x)),
        Row("Cosh",     Home.Everywhere, Reals,              (x, _) => Call("Sinh", x)),
        Row("Tanh",     Home.Everywhere, new(-4, 4),         (_, r) => 1 - (r * r)),
        Row("Asinh",    Home.Everywhere, Reals,              (x, _) => 1 / Sqrt((x * x) + 1)),
        Row("Acosh",    Home.Everywhere, new(1, 10),         (x, _) => 1 / Sqrt((x - 1) * (x + 1))),
        Row("Atanh",    Home.Everywhere, Unit,               (x, _) => 1 / ((1 - x) * (1 + x))),
    ];
}
