using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

internal static partial class RuleTable
{
    private const string TieNote = "At a tie the second argument counts as returned; +0 and −0 tie. NaN where the result is.";
    private const string NumberTieNote = "At a tie the second argument counts as returned; +0 and −0 tie. A NaN beside a number is never returned.";
    private const string NativeTieNote = "At a tie the second argument counts as returned; what happens to NaN is the processor's choice.";

    /// <summary>
    /// The partials are 1 for the argument that the primal returns and 0 for the other, decided as C# decides:
    /// Max and Min return NaN if either is NaN (IEEE 754:2019 maximum), MaxNumber and MinNumber prefer the number.
    /// </summary>
    private static Rule[] MinMax() =>
    [
        //   name                  C#               sampled on          partials
        Row("Abs",                 Home.Everywhere, Reals,              (x, _) => Signum(x), "0 at 0.", kink: true),
        Row("Max",                 Home.Everywhere, Reals, Reals,       (x, y, r) => Extreme(x, y, r, Operator.Less, Operator.LessOrEqual),       TieNote, kink: true),
        Row("Min",                 Home.Everywhere, Reals, Reals,       (x, y, r) => Extreme(x, y, r, Operator.Greater, Operator.GreaterOrEqual), TieNote, kink: true),
        Row("MaxMagnitude",        Home.Everywhere, Reals, Reals,       ReturnedOrNaN, TieNote,       kink: true),
        Row("MinMagnitude",        Home.Everywhere, Reals, Reals,       ReturnedOrNaN, TieNote,       kink: true),
        Row("MaxNumber",           Home.Number,     Reals, Reals,       Returned,      NumberTieNote, kink: true),
        Row("MinNumber",           Home.Number,     Reals, Reals,       Returned,      NumberTieNote, kink: true),
        Row("MaxMagnitudeNumber",  Home.Number,     Reals, Reals,       Returned,      NumberTieNote, kink: true),
        Row("MinMagnitudeNumber",  Home.Number,     Reals, Reals,       Returned,      NumberTieNote, kink: true),
        Row("MaxNative",           Home.Number,     Reals, Reals,       Returned,      NativeTieNote, kink: true),
        Row("MinNative",           Home.Number,     Reals, Reals,       Returned,      NativeTieNote, kink: true),
        Row("CopySign",            Home.Everywhere, Reals, Reals,       (x, _, r) => [SignRatio(x, r), null], "By x 0 at 0; by y absent: the result only jumps.", kink: true),

        //   name                  C#               sampled on          ∂/∂value, ∂/∂low, ∂/∂high
        Row("Clamp",               Home.NotMathF,   Reals, new(-6, -1), new(1, 6), (x, low, high, _) => Clamped(x, low, high), "At a bound the value counts as returned.", kink: true),
        Row("ClampNative",         Home.Number,     Reals, new(-6, -1), new(1, 6), (x, low, high, _) => Clamped(x, low, high), "At a bound the value counts as returned.", kink: true),
    ];

    /// <summary>x > 0 ? 1 : x &lt; 0 ? −1 : 0. Not Math.Sign, which throws on NaN.</summary>
    private static Expression Signum(Expression x) =>
        Select(Compare(Operator.Greater, x, Real(x, 0)), Real(x, 1), Choose(Compare(Operator.Less, x, Real(x, 0)), x, -1, 0));

    /// <summary>|x| with another sign is x or −x.</summary>
    private static Expression SignRatio(Expression x, Expression r) =>
        Select(IsZero(x), Real(x, 0), Choose(Compare(Operator.Equal, r, x), x, 1, -1));

    /// <summary>
    /// Beside a literal one comparison is enough, and reads better: Max(x, 0) has x &lt;= 0 ? 0 : 1. A NaN makes it false, so
    /// that x counts as returned, as it is.
    /// </summary>
    private static Expression?[] Extreme(Expression x, Expression y, Expression r, Operator beyond, Operator beyondOrTied) => (x, y) switch
    {
        (_, Constant c) when !double.IsNaN(c.Real) => new Expression?[] { Choose(Compare(beyondOrTied, x, y), x, 0, 1), null },
        (Constant c, _) when !double.IsNaN(c.Real) => new Expression?[] { null, Choose(Compare(beyond, y, x), y, 0, 1) },
        _ => ReturnedOrNaN(x, y, r),
    };

    /// <summary>The result is y, or it is x, or it is NaN, which equals neither.</summary>
    private static Expression[] ReturnedOrNaN(Expression x, Expression y, Expression r)
    {
        var (isFirst, isSecond) = (Compare(Operator.Equal, r, x), Compare(Operator.Equal, r, y));
        return
        [
            Select(isSecond, Real(x, 0), Choose(isFirst, x, 1, double.NaN)),
            Select(isSecond, Real(x, 1), Choose(isFirst, x, 0, double.NaN)),
        ];
    }

    /// <summary>The result is y or else x: a NaN is returned only where both are.</summary>
    private static Expression[] Returned(Expression x, Expression y, Expression r)
    {
        var isSecond = Compare(Operator.Equal, r, y);
        return [Choose(isSecond, x, 0, 1), Choose(isSecond, x, 1, 0)];
    }

    /// <summary>Clamp throws unless low ≤ high, so that the two comparisons exclude each other; with NaN both are false and C# returns x.</summary>
    private static Expression[] Clamped(Expression x, Expression low, Expression high)
    {
        var (below, above) = (Compare(Operator.Less, x, low), Compare(Operator.Greater, x, high));
        var outside = x.Pool.Operation(Operator.Or, IrType.Boolean, below, above);
        return [Choose(outside, x, 0, 1), Choose(below, x, 1, 0), Choose(above, x, 1, 0)];
    }
}
