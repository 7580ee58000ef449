using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

internal static partial class RuleTable
{
    private static Domain Digits => new(0, 2);

    /// <summary>
    /// What only jumps has no partial, and its flag asks lowering for a hint; what takes a remainder has slope 1 between the jumps.
    /// </summary>
    private static Rule[] Rounding() =>
    [
        //   name                C#      sampled on
        Step("Floor",            "Floor",    Reals),
        Step("Ceiling",          "Ceiling",  Reals),
        Step("Truncate",         "Truncate", Reals),
        Step("Round",            "Round",    Reals),
        Step("RoundTo",          "Round",    Reals, Digits),
        Step("RoundToDigits",    "Round",    Reals, Digits, Digits),

        //   name                C#                sampled on                f′(x)
        Row("BitIncrement",      Home.Everywhere,  Reals,                    (x, _) => Real(x, 1)),
        Row("BitDecrement",      Home.Everywhere,  Reals,                    (x, _) => Real(x, 1)),

        //   name                C#                sampled on                ∂/∂x, ∂/∂y
        Row("IEEERemainder",     Home.Everywhere,  Reals, new(0.5, 3),       (x, y, r) => [Real(x, 1), -Call("Round", (x - r) / y)],
            "By y −round(x/y), half to even.", kink: true,
            methods: ["System.Math.IEEERemainder", "System.MathF.IEEERemainder", "double.Ieee754Remainder", "float.Ieee754Remainder"]),
    ];

    /// <summary>Round's second argument is a number of digits or a mode, its third a mode; neither is real.</summary>
    private static Rule Step(string name, string method, params Domain[] domains) =>
        new(name, domains.Length, Methods(method, Home.Everywhere), (a, _) => new Expression?[a.Count], domains, "Absent: the result only jumps.")
        {
            IsPiecewiseConstant = true,
        };
}
