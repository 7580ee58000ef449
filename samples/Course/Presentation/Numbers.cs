using System.Globalization;

namespace Course.Presentation;

/// <summary>Numbers as text, the same in every culture.</summary>
internal static class Numbers
{
    /// <summary>All digits: the shortest text that reads back as the same number.</summary>
    public static string Exact(double value) => value == 0 ? "0" : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Ten digits, enough to compare by eye.</summary>
    public static string Rounded(double value) => value == 0 ? "0" : value.ToString("G10", CultureInfo.InvariantCulture);

    /// <summary>Two digits, for errors.</summary>
    public static string Size(double value) => value == 0 ? "0" : value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    /// <summary>Four decimals, for tables of many numbers.</summary>
    public static string Short(double value) => value.ToString("0.####", CultureInfo.InvariantCulture) is "-0" ? "0" : value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>(a, b, c).</summary>
    public static string Vector(IEnumerable<double> values) => "(" + string.Join(", ", values.Select(Exact)) + ")";

    /// <summary>
    /// Whether a value is the printed one: within half a unit of its last digit, or within rounding (1e-14) where it is
    /// printed in full.
    /// </summary>
    public static bool IsPrintedAs(double actual, string printed)
    {
        var expected = double.Parse(printed, CultureInfo.InvariantCulture);
        var point = printed.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : printed.Length - point - 1;
        var halfUnit = decimals == 0 ? 0.0 : 0.5 * Math.Pow(10, -decimals);
        return Math.Abs(actual - expected) <= Math.Max(halfUnit, 1e-14 * Math.Max(1, Math.Abs(expected)));
    }
}
