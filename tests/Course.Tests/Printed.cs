using System.Globalization;

namespace Course.Tests;

/// <summary>Numbers as the documents print them.</summary>
internal static class Printed
{
    /// <summary>Each number agrees with the printed one: to half a unit of its last digit, or to 1e-12 of its size.</summary>
    public static void Equal(string[] printed, IEnumerable<double> actual)
    {
        var values = actual.ToArray();
        Assert.Equal(printed.Length, values.Length);
        for (var k = 0; k < printed.Length; k++) Equal(printed[k], values[k]);
    }

    public static void Equal(string printed, double actual)
    {
        var expected = double.Parse(printed, CultureInfo.InvariantCulture);
        var point = printed.IndexOf('.', StringComparison.Ordinal);
        var halfUnit = point < 0 ? 0.0 : 0.5 * Math.Pow(10, point + 1 - printed.Length);
        var allowed = Math.Max(halfUnit, 1e-12 * Math.Abs(expected));
        Assert.True(
            Math.Abs(actual - expected) <= allowed,
            $"{actual.ToString("R", CultureInfo.InvariantCulture)} is not {printed} to within {allowed:E1}");
    }

    /// <summary>Relative to the largest entry.</summary>
    public static void Equal(double[,] expected, double[,] actual, double tolerance = 1e-12)
    {
        Assert.Equal((expected.GetLength(0), expected.GetLength(1)), (actual.GetLength(0), actual.GetLength(1)));
        var scale = expected.Cast<double>().Max(Math.Abs);
        foreach (var (e, a) in expected.Cast<double>().Zip(actual.Cast<double>()))
            Assert.True(Math.Abs(e - a) <= tolerance * scale, $"{a} is not {e}");
    }

    public static double[] Flat(double[,] matrix) => [.. matrix.Cast<double>()];

    public static double[] Row(double[,] matrix, int i) => [.. Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[i, j])];
}
