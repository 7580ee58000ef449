using SymbolicJacobian.GradBench.Problems;

namespace SymbolicJacobian.GradBench;

/// <summary>Values and derivatives against published numbers, and where there are none against central differences.</summary>
internal sealed class Checks
{
    /// <summary>The published numbers have at least this many digits.</summary>
    private const double Relative = 2e-7;

    /// <summary>Of central differences.</summary>
    private const double Rough = 1e-6;

    private bool _holds = true;

    public static bool Run()
    {
        var checks = new Checks();
        checks.SmallOnes();
        checks.Mixture();
        checks.Network();
        checks.Bundle();
        checks.Hand();
        checks.Centroids();
        checks.Nested();
        Console.WriteLine(checks._holds ? "All agree." : "Not all agree.");
        return checks._holds;
    }

    private void SmallOnes()
    {
        var x = new Series().Vector(8, 3);
        Is("log-sum-exp", LogSumExp.Value(x), 3.77282428385);
        var gradient = new double[8];
        LogSumExp.ValueGradient(x, gradient);
        Is("  sum of its gradient", gradient.Sum(), 1);

        x = new Series().Vector(6);
        gradient = LeastSquares.ObjectiveGradient(x, 16);
        Is("llsq", LeastSquares.Objective(x, 16), 7.27671155989);
        Is("  first slope", gradient[0], 10.8923983);
        Is("  last slope", gradient[5], -0.5140533);

        x = new Series().Vector(5, 0.5, 1);
        gradient = Ode.LastGradient(x, 10);
        Is("ode", Ode.Last(x, 10), 0.888133237209);
        Is("  first slope", gradient[0], 0.773796924);
        Is("  last slope", gradient[4], 0.870044719);

        var a = Samples.Determinant(4);
        gradient = Determinant.ByMinorsGradient(a, 4);
        Is("det", Determinant.ByMinors(a, 4), 11.8614993281);
        double[] expected = [5.41151191, -0.595925235, 1.64222589, -2.49875862];
        for (int j = 0; j < 4; j++)
        {
            Is($"  slope {j}", gradient[j], expected[j]);
        }
    }

    private void Mixture()
    {
        var m = Samples.GaussianMixture(3, 4, 6);
        var gradient = new double[m.Count];
        Is("GMM", GaussianMixture.LogLikelihoodValueAndGradient(m.Alphas, m.Means, m.Q, m.L, m.X, 1, 0, gradient), -55.6789091484);
        Is("  alpha 0", gradient[0], -0.273070466);
        Is("  mean 0 0", gradient[4], -0.145059806);
        Is("  q 0 0", gradient[16], 0.248074162);
        Is("  last l", gradient[^1], -0.670115092);
        Is("  sum of sizes", gradient.Sum(Math.Abs), 22.92692);
    }

    private void Network()
    {
        var n = Samples.LongShortTermMemory(2, 5, 3);
        var gradient = new double[n.Count];
        Is("LSTM", LongShortTermMemory.LossValueAndGradient(n.Main, n.Extra, n.State, n.Sequence, gradient), 0.853997662265);
        Is("  last slope", gradient[^1], 0.01630377);
        Is("  sum of sizes", gradient.Sum(Math.Abs), 0.2530095);
    }

    private void Bundle()
    {
        double[] camera = [0.1, -0.2, 0.3, 0.5, -0.4, -6, 500, 320, 240, -0.02, 0.003], point = [0.3, 0.2, 1.1];
        var jacobian = new double[30];
        var (x, y) = BundleAdjustment.ResidualValueAndJacobian(camera, point, 0.9, 350, 260, jacobian);
        Is("BA", x, -134.166675896);
        Is("  second residual", y, -43.3422492845);
        double[] rotation = [65.663035803, 467.98568752, -2.4527176254, -451.41899104, 69.794848785, -64.302091056];
        for (int i = 0; i < 6; i++)
        {
            Is($"  rotation {i / 3} {i % 3}", jacobian[(15 * (i / 3)) + (i % 3)], rotation[i]);
        }

        Is("  weight 0", jacobian[14], -149.07408433);
        Is("  weight 1", jacobian[29], -48.158054760);

        var bundle = Samples.BundleAdjustment(3, 5, 11);
        var pattern = BundleAdjustment.ResidualsJacobianPattern(bundle.Cameras, bundle.Points, bundle.Weights, bundle.SeenBy, bundle.Seen, bundle.Features, bundle.Rows);
        var values = new double[pattern.ColumnIndices.Length];
        BundleAdjustment.ResidualsJacobianValues(bundle.Cameras, bundle.Points, bundle.Weights, bundle.SeenBy, bundle.Seen, bundle.Features, bundle.Rows, values);
        // The principal point moves one coordinate each.
        Is("  entries of the sparse Jacobian", values.Length, 11 * 29);
        double[] flat = [.. bundle.Cameras, .. bundle.Points, .. bundle.Weights];
        Agree("  sparse Jacobian", pattern.ToDense(values), flat, bundle.Rows, (at, result) => BundleAdjustment.Residuals(
            at[..33], at.Slice(33, 15), at.Slice(48, 11), bundle.SeenBy, bundle.Seen, bundle.Features, result));
    }

    private void Hand()
    {
        var hand = Samples.HandTracking(40, 12);
        var jacobian = new double[36 * HandTracking.ParameterCount];
        HandTracking.SimpleJacobian(hand.Theta, hand.Model, hand.Vertices, hand.Points, jacobian);
        var dense = new double[36, HandTracking.ParameterCount];
        Buffer.BlockCopy(jacobian, 0, dense, 0, 8 * jacobian.Length);
        Agree("HT, simple", dense, hand.Theta, 36, (at, result) => HandTracking.Simple(at, hand.Model, hand.Vertices, hand.Points, result));

        var pattern = HandTracking.ComplicatedJacobianPattern(hand.Theta, hand.Us, hand.Model, hand.Triangles, hand.Points, 36);
        var values = new double[pattern.ColumnIndices.Length];
        HandTracking.ComplicatedJacobianValues(hand.Theta, hand.Us, hand.Model, hand.Triangles, hand.Points, 36, values);
        double[] flat = [.. hand.Theta, .. hand.Us];
        Agree("HT, complicated", pattern.ToDense(values), flat, 36, (at, result) => HandTracking.Complicated(
            at[..HandTracking.ParameterCount], at[HandTracking.ParameterCount..], hand.Model, hand.Triangles, hand.Points, result));
    }

    private void Centroids()
    {
        var (centroids, points) = Samples.KMeans(3, 40, 2);
        double[] gradient = new double[6], diagonal = new double[6];
        KMeans.CostGradient(centroids, points, gradient);
        KMeans.CostHessianVectorProduct(centroids, points, [1, 1, 1, 1, 1, 1], diagonal);
        var (slopes, counts) = Nearest(centroids, points);
        for (int i = 0; i < 6; i++)
        {
            Is($"k-means {i}", gradient[i], slopes[i]);
            Is("  curvature", diagonal[i], 2 * counts[i / 2]);
        }
    }

    /// <summary>What is known of k-means: twice the distances to the points of a centroid, and twice their number.</summary>
    private static (double[] Slopes, int[] Counts) Nearest(double[,] centroids, double[,] points)
    {
        var (slopes, counts) = (new double[6], new int[3]);
        for (int i = 0; i < points.GetLength(0); i++)
        {
            var nearest = Enumerable.Range(0, 3).MinBy(j => Math.Pow(centroids[j, 0] - points[i, 0], 2) + Math.Pow(centroids[j, 1] - points[i, 1], 2));
            counts[nearest]++;
            slopes[2 * nearest] += 2 * (centroids[nearest, 0] - points[i, 0]);
            slopes[(2 * nearest) + 1] += 2 * (centroids[nearest, 1] - points[i, 1]);
        }

        return (slopes, counts);
    }

    private void Nested()
    {
        Is("particle", Particle.Minimise(0), 0.207191874648612);
        foreach (var coordinate in Saddle.Find([1, 1]))
        {
            Is("saddle", coordinate, 0, 1e-4);
        }
    }

    private void Agree(string name, double[,] jacobian, double[] at, int rows, VectorFunction function)
    {
        var differences = new double[rows * at.Length];
        FiniteDifference.Central(function, at, differences, rows);
        double worst = 0;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < at.Length; j++)
            {
                worst = Math.Max(worst, Math.Abs(jacobian[i, j] - differences[(i * at.Length) + j]) / (1 + Math.Abs(jacobian[i, j])));
            }
        }

        Is($"{name} against differences", worst, 0, Rough);
    }

    private void Is(string name, double actual, double expected, double absolute = 0)
    {
        var agrees = Math.Abs(actual - expected) <= Math.Max(absolute, Relative * Math.Abs(expected));
        _holds &= agrees;
        Console.WriteLine($"{name,-44}{actual,22:G13}{expected,22:G13}  {(agrees ? "" : "DIFFERENT")}");
    }
}
