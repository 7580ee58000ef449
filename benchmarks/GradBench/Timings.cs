using System.Diagnostics;
using SymbolicJacobian.GradBench.Problems;

namespace SymbolicJacobian.GradBench;

/// <summary>Derivative against value, each the fastest of batches that take turns in this process.</summary>
internal static class Timings
{
    private const double SecondsEach = 1.5;

    /// <param name="Name">Of the workload.</param>
    /// <param name="ToBeat">The best published ratio of a C or C++ tool on it.</param>
    /// <param name="Value">The function, once.</param>
    /// <param name="Derivative">Value and derivative, once.</param>
    private sealed record Workload(string Name, double ToBeat, Action Value, Action Derivative);

    public static int Run(string[] names)
    {
        Console.WriteLine($"{"workload",-44}{"value µs",12}{"derivative µs",16}{"ratio",8}{"to beat",9}");
        foreach (var workload in All().Where(workload => names.Length == 0 || names.Any(name => workload.Name.Contains(name, StringComparison.OrdinalIgnoreCase))))
        {
            var (value, derivative) = Fastest(workload);
            Console.WriteLine($"{workload.Name,-44}{1e6 * value,12:F1}{1e6 * derivative,16:F1}{derivative / value,8:F2}{workload.ToBeat,9:F2}");
        }

        return 0;
    }

    private static IEnumerable<Workload> All()
    {
        yield return Bundle(49, 7776, 31_843, 4.9);
        yield return Mixture(10, 25, 1000, 1.74);
        yield return Mixture(32, 50, 1000, 3.0);
        yield return Network(2, 1024, 2.15);
        yield return Network(4, 4096, 2.1);
        yield return Hand(544, 100, 4.5);
        yield return HandWithTriangles(544, 100, 7.7);
        yield return Centroids();
        yield return Logarithm();
        yield return Polynomial();
        yield return Steps();
        yield return Minors();
    }

    private static Workload Bundle(int cameras, int points, int observations, double toBeat)
    {
        var b = Samples.BundleAdjustment(cameras, points, observations);
        var values = new double[29 * observations];
        var residuals = new double[b.Rows];
        return new Workload(
            $"BA, {cameras} cameras, {observations} observations",
            toBeat,
            () => BundleAdjustment.Residuals(b.Cameras, b.Points, b.Weights, b.SeenBy, b.Seen, b.Features, residuals),
            () => BundleAdjustment.ResidualsJacobianValues(b.Cameras, b.Points, b.Weights, b.SeenBy, b.Seen, b.Features, b.Rows, values));
    }

    private static Workload Mixture(int d, int k, int n, double toBeat)
    {
        var m = Samples.GaussianMixture(d, k, n);
        var gradient = new double[m.Count];
        return new Workload(
            $"GMM, d {d}, K {k}, n {n}",
            toBeat,
            () => GaussianMixture.LogLikelihood(m.Alphas, m.Means, m.Q, m.L, m.X, 1, 0),
            () => GaussianMixture.LogLikelihoodGradient(m.Alphas, m.Means, m.Q, m.L, m.X, 1, 0, gradient));
    }

    private static Workload Network(int layers, int characters, double toBeat)
    {
        var n = Samples.LongShortTermMemory(layers, characters, 14);
        var gradient = new double[n.Count];
        return new Workload(
            $"LSTM, {layers} layers, {characters} characters",
            toBeat,
            () => LongShortTermMemory.Loss(n.Main, n.Extra, n.State, n.Sequence),
            () => LongShortTermMemory.LossValueAndGradient(n.Main, n.Extra, n.State, n.Sequence, gradient));
    }

    private static Workload Hand(int vertices, int points, double toBeat)
    {
        var h = Samples.HandTracking(vertices, points);
        var jacobian = new double[3 * points * HandTracking.ParameterCount];
        var residuals = new double[3 * points];
        return new Workload(
            $"HT simple, {vertices} vertices, N {points}",
            toBeat,
            () => HandTracking.Simple(h.Theta, h.Model, h.Vertices, h.Points, residuals),
            () => HandTracking.SimpleJacobian(h.Theta, h.Model, h.Vertices, h.Points, jacobian));
    }

    private static Workload HandWithTriangles(int vertices, int points, double toBeat)
    {
        var h = Samples.HandTracking(vertices, points);
        var pattern = HandTracking.ComplicatedJacobianPattern(h.Theta, h.Us, h.Model, h.Triangles, h.Points, 3 * points);
        var values = new double[pattern.ColumnIndices.Length];
        var residuals = new double[3 * points];
        return new Workload(
            $"HT complicated, {vertices} vertices, N {points}",
            toBeat,
            () => HandTracking.Complicated(h.Theta, h.Us, h.Model, h.Triangles, h.Points, residuals),
            () => HandTracking.ComplicatedJacobianValues(h.Theta, h.Us, h.Model, h.Triangles, h.Points, 3 * points, values));
    }

    private static Workload Centroids()
    {
        var (centroids, points) = Samples.KMeans(100, 10_000, 16);
        double[] gradient = new double[centroids.Length], diagonal = new double[centroids.Length], ones = new double[centroids.Length];
        Array.Fill(ones, 1.0);
        return new Workload(
            "k-means, k 100, n 10,000, d 16",
            1.08,
            () => KMeans.Cost(centroids, points),
            () =>
            {
                KMeans.CostGradient(centroids, points, gradient);
                KMeans.CostHessianVectorProduct(centroids, points, ones, diagonal);
            });
    }

    private static Workload Logarithm()
    {
        var x = new Series().Vector(1_280_000);
        var gradient = new double[x.Length];
        return new Workload("log-sum-exp, n 1,280,000", 0.83, () => LogSumExp.Value(x), () => LogSumExp.ValueGradient(x, gradient));
    }

    private static Workload Polynomial()
    {
        var x = new Series().Vector(128);
        var gradient = new double[x.Length];
        return new Workload("llsq, m 128, n 4,096", 1.5, () => LeastSquares.Objective(x, 4096), () => LeastSquares.ObjectiveGradient(x, 4096, gradient));
    }

    private static Workload Steps()
    {
        var x = new Series().Vector(10_000, 0.5, 1);
        var gradient = new double[x.Length];
        return new Workload("ode, n 10,000, 100 steps", 2.6, () => Ode.Last(x, 100), () => Ode.LastValueAndGradient(x, 100, gradient));
    }

    private static Workload Minors()
    {
        var a = Samples.Determinant(9);
        var gradient = new double[a.Length];
        return new Workload("det 9 × 9 by minors", 3.1, () => Determinant.ByMinors(a, 9), () => Determinant.ByMinorsValueAndGradient(a, 9, gradient));
    }

    private static (double Value, double Derivative) Fastest(Workload workload)
    {
        var (value, derivative) = (double.PositiveInfinity, double.PositiveInfinity);
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < 40 || clock.Elapsed.TotalSeconds < SecondsEach; i++)
        {
            value = Math.Min(value, Seconds(workload.Value));
            derivative = Math.Min(derivative, Seconds(workload.Derivative));
            if (i >= 5 && clock.Elapsed.TotalSeconds > 4 * SecondsEach)
            {
                break;
            }
        }

        return (value, derivative);
    }

    private static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
