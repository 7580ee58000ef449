using System.Globalization;

namespace SymbolicJacobian.Benchmarks.Verification;

/// <summary>Kinks, noise, values that are no numbers, functions that are too wild: what the check says of each.</summary>
internal static class SpecialPoints
{
    private static readonly (string Name, VectorFunction Value, double X, double Slope, Verdict Expected)[] _cases =
    [
        ("|x| at 0, slope 0", (x, y) => y[0] = Math.Abs(x[0]), 0, 0, Verdict.Correct),
        ("|x| at 0, slope 1", (x, y) => y[0] = Math.Abs(x[0]), 0, 1, Verdict.Correct),
        ("|x| at 0, slope 3", (x, y) => y[0] = Math.Abs(x[0]), 0, 3, Verdict.Undecidable),
        ("|x| 1e-3 beside 0", (x, y) => y[0] = Math.Abs(x[0]), 1e-3, 1, Verdict.Correct),
        ("max(x, 2x) at 0, slope 2", (x, y) => y[0] = Math.Max(x[0], 2 * x[0]), 0, 2, Verdict.Correct),
        ("floor(x) at 1.5", (x, y) => y[0] = Math.Floor(x[0]), 1.5, 0, Verdict.Correct),
        ("x², noise of 1e-9, right", (x, y) => y[0] = Math.Round(x[0] * x[0] * 1e9) / 1e9, 1.7, 3.4, Verdict.Correct),
        ("x², noise of 1e-9, twice", (x, y) => y[0] = Math.Round(x[0] * x[0] * 1e9) / 1e9, 1.7, 6.8, Verdict.Wrong),
        ("x², noise of 1e-3, right", (x, y) => y[0] = Math.Round(x[0] * x[0] * 1e3) / 1e3, 1.7, 3.4, Verdict.Correct),
        ("log x at -1, NaN", (x, y) => y[0] = Math.Log(x[0]), -1, double.NaN, Verdict.Undecidable),
        ("log x at -1, a number", (x, y) => y[0] = Math.Log(x[0]), -1, -1, Verdict.Undecidable),
        ("√x at 0, infinite", (x, y) => y[0] = Math.Sqrt(x[0]), 0, double.PositiveInfinity, Verdict.Undecidable),
        ("x² at 1, NaN", (x, y) => y[0] = x[0] * x[0], 1, double.NaN, Verdict.Wrong),
        ("sin(1e9 x) at 1, right", (x, y) => y[0] = Math.Sin(1e9 * x[0]), 1, 1e9 * Math.Cos(1e9), Verdict.Wrong),
        ("1e20 + x at 1", (x, y) => y[0] = 1e20 + x[0], 1, 1, Verdict.Correct),
    ];

    /// <returns>Whether nothing right is called Wrong and nothing grossly wrong Correct.</returns>
    public static bool Run()
    {
        Console.WriteLine($"{"one input, one output",-28}{"verdict",13}");
        var holds = true;
        foreach (var (name, value, x, slope, expected) in _cases)
        {
            var report = JacobianCheck.Compare(value, [x], [slope], 1);
            holds &= report.Verdict == expected;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28}{report.Verdict,13}{(report.Verdict == expected ? "" : $"   expected {expected}")}"));
        }

        return holds;
    }
}
