using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

internal static partial class RuleTable
{
    /// <summary>Arithmetic under a name.</summary>
    private static Rule[] Products() =>
    [
        //   name                   C#               sampled on             partials
        Row("DegreesToRadians",     Home.Number,     new(-360, 360),        (x, _) => Real(x, Math.PI / 180)),
        Row("RadiansToDegrees",     Home.Number,     Reals,                 (x, _) => Real(x, 180 / Math.PI)),
        Row("ScaleB",               Home.Everywhere, Reals, new(-8, 8),     (x, n, _) => [Call("ScaleB", Real(x, 1), n), null]),
        Row("FusedMultiplyAdd",     Home.Everywhere, Reals, Reals, Reals,   (x, y, z, _) => [y, x, Real(z, 1)]),
        Row("MultiplyAddEstimate",  Home.Number,     Reals, Reals, Reals,   (x, y, z, _) => [y, x, Real(z, 1)]),
        Row("Lerp",                 Home.Number,     Reals, Reals, Reals,   (x, y, t, _) => [1 - t, t, y - x]),
    ];
}
