using System.Diagnostics;
using SymbolicJacobian.Benchmarks.Targets;

namespace SymbolicJacobian.Benchmarks.Curves;

/// <summary>How the time of derivatives grows: gradients with variables, sparse Jacobians with non-zeros, batches with points and threads.</summary>
internal static class CostCurves
{
    private const double NanosecondsOfASample = 2e6;

    public static bool Run()
    {
        int[] sizes = [10, 100, 1000, 10_000, 100_000, 1_000_000];
        Curve("gradient of Rosenbrock's function", "n", sizes, n =>
        {
            var (x, gradient) = (Numbers(n), new double[n]);
            return () => RosenbrockGradient.FGradient(x, gradient);
        });
        Curve("sparse Jacobian, tridiagonal", "non-zeros", [.. sizes.Select(n => 3 * n)], nonZeros =>
        {
            var (x, values) = (Numbers(nonZeros / 3), new double[nonZeros]);
            return () => Kernels.Tridiagonal.FJacobianValues(x, x.Length, values);
        });
        foreach (var threads in new[] { 1, 2 })
        {
            Curve($"batch of reprojections, {threads} thread{(threads > 1 ? "s" : "")}", "points", [10, 100, 1000, 10_000, 100_000], points =>
            {
                var (inputs, results) = (new double[13 * points], new double[26 * points]);
                for (var p = 0; p < points; p++) Snavely.Kernel.Points[p % 16].CopyTo(inputs, p * 13);
                var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
                return threads == 1 ? () => Snavely.FJacobianBatch(points, inputs, results) : () => Snavely.FJacobianBatch(points, inputs, results, options);
            });
        }

        return true;
    }

    private static double[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(i => Math.Sin((0.7 * i) + 0.3))];

    private static void Curve(string name, string unit, int[] sizes, Func<int, Action> make)
    {
        Console.WriteLine($"{name,-44}{unit,12}{"µs",14}{"ns each",12}");
        var points = new List<(double Size, double Time)>();
        foreach (var size in sizes)
        {
            var time = Time(make(size));
            points.Add((size, time));
            Console.WriteLine($"{"",-44}{size,12:N0}{time / 1000,14:F2}{time / size,12:F2}");
        }

        Console.WriteLine($"{"",-44}{"exponent",12}{Exponent(points),14:F2}");
        Console.WriteLine();
    }

    /// <summary>The least time of a call: other programs can only add to it.</summary>
    private static double Time(Action action)
    {
        for (var warm = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(warm).TotalMilliseconds < 150;) action();
        var repetitions = Math.Max(1, (int)(NanosecondsOfASample / Once(action, 3)));
        return Enumerable.Range(0, 9).Min(_ => Once(action, repetitions));
    }

    private static double Once(Action action, int repetitions)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repetitions; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / repetitions;
    }

    /// <summary>The slope of the line of least squares through the logarithms, the first size left out: it is all constant cost.</summary>
    public static double Exponent(IReadOnlyList<(double Size, double Time)> points)
    {
        var logarithms = points.Skip(1).Select(point => (X: Math.Log(point.Size), Y: Math.Log(point.Time))).ToArray();
        var (x, y) = (logarithms.Average(point => point.X), logarithms.Average(point => point.Y));
        return logarithms.Sum(point => (point.X - x) * (point.Y - y)) / logarithms.Sum(point => (point.X - x) * (point.X - x));
    }
}
