using System.Diagnostics;
using SymbolicJacobian.Benchmarks.Targets;

namespace SymbolicJacobian.Benchmarks.SideBySide;

/// <summary>Many reprojections at once, against a loop over points with the Jacobian written by hand. The ways take turns.</summary>
internal static class BatchTable
{
    private const int Turns = 9;
    private const double Tolerance = 1e-11;

    /// <param name="points">How many.</param>
    /// <returns>Whether all ways agree.</returns>
    public static bool Run(int points)
    {
        var (inputs, expected, results) = Allocate(points);
        (string Name, Action<double[]> Run)[] ways =
        [
            ("by hand, point by point", jacobians => ByHand(inputs, jacobians, points)),
            ("batch, one thread", jacobians => Snavely.FJacobianBatch(points, inputs, jacobians)),
            ("batch, two threads", jacobians => Snavely.FJacobianBatch(points, inputs, jacobians, new ParallelOptions { MaxDegreeOfParallelism = 2 })),
        ];
        ways[0].Run(expected);
        var times = ways.Select(_ => new double[Turns]).ToArray();
        var holds = true;
        var differences = new double[ways.Length];
        for (var turn = -1; turn < Turns; turn++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                ways[i].Run(results);
                var time = Stopwatch.GetElapsedTime(start).TotalNanoseconds / points;
                if (turn >= 0)
                {
                    times[i][turn] = time;
                    continue;
                }

                differences[i] = Difference(expected, results);
                holds &= differences[i] <= Tolerance;
            }
        }

        Console.WriteLine($"{$"{points:N0} reprojections, 2×13",-44}{"ns a point",12}{"ratio",8}{"difference",12}");
        for (var i = 0; i < ways.Length; i++)
        {
            var ratio = times[i].Zip(times[0], (own, first) => own / first).Order().ElementAt(Turns / 2);
            Console.WriteLine($"{ways[i].Name,-44}{times[i].Order().ElementAt(Turns / 2),12:F1}{ratio,8:F2}{differences[i],12:E1}{(differences[i] <= Tolerance ? "" : "  WRONG")}");
        }

        Console.WriteLine();
        return holds;
    }

    private static (double[] Inputs, double[] Expected, double[] Results) Allocate(int points)
    {
        var sixteen = Snavely.Kernel.Points;
        var inputs = new double[points * 13];
        for (var p = 0; p < points; p++) sixteen[p % sixteen.Length].CopyTo(inputs, p * 13);
        return (inputs, new double[points * 26], new double[points * 26]);
    }

    private static void ByHand(double[] inputs, double[] jacobians, int points)
    {
        for (var p = 0; p < points; p++) Snavely.ByHand.Fill(inputs.AsSpan(p * 13, 13), jacobians.AsSpan(p * 26, 26));
    }

    private static double Difference(double[] expected, double[] actual)
    {
        var (scale, largest) = (expected.Max(Math.Abs), 0.0);
        for (var k = 0; k < expected.Length; k++) largest = Math.Max(largest, Math.Abs(expected[k] - actual[k]) / scale);
        return largest;
    }
}
