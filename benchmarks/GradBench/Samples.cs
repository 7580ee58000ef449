using SymbolicJacobian.GradBench.Problems;

namespace SymbolicJacobian.GradBench;

/// <summary>Inputs of a size that the caller chooses, out of one running series.</summary>
internal static class Samples
{
    public sealed record Mixture(double[] Alphas, double[,] Means, double[,] Q, double[,] L, double[,] X)
    {
        public int Count => Alphas.Length + Means.Length + Q.Length + L.Length;
    }

    public static Mixture GaussianMixture(int d, int k, int n)
    {
        var series = new Series();
        return new Mixture(series.Vector(k), series.Matrix(k, d), series.Matrix(k, d, 0.5), series.Matrix(k, d * (d - 1) / 2), series.Matrix(n, d));
    }

    public sealed record Network(double[,] Main, double[,] Extra, double[,] State, double[,] Sequence)
    {
        public int Count => Main.Length + Extra.Length;
    }

    public static Network LongShortTermMemory(int layers, int characters, int b)
    {
        var series = new Series();
        var network = new Network(series.Matrix(2 * layers, 4 * b, 0.5), series.Matrix(3, b), series.Matrix(2 * layers, b, 0.25), series.Matrix(characters, b));
        for (int t = 0; t < characters; t++)
        {
            for (int j = 0; j < b; j++)
            {
                network.Sequence[t, j] = network.Sequence[t, j] > 0 ? 1 : 0;
            }
        }

        return network;
    }

    public sealed record Bundle(double[] Cameras, double[] Points, double[] Weights, int[] SeenBy, int[] Seen, double[] Features)
    {
        public int Rows => 3 * Weights.Length;
    }

    /// <summary>The camera and the point of the published check, each moved a little.</summary>
    public static Bundle BundleAdjustment(int cameras, int points, int observations)
    {
        var series = new Series();
        double[] camera = [0.1, -0.2, 0.3, 0.5, -0.4, -6, 500, 320, 240, -0.02, 0.003], point = [0.3, 0.2, 1.1];
        return new Bundle(
            [.. Enumerable.Range(0, cameras).SelectMany(_ => camera).Select(value => value * (1 + (0.01 * series.Next())))],
            [.. Enumerable.Range(0, points).SelectMany(_ => point).Select(value => value * (1 + (0.1 * series.Next())))],
            [.. Enumerable.Range(0, observations).Select(_ => 0.9)],
            [.. Enumerable.Range(0, observations).Select(i => i % cameras)],
            [.. Enumerable.Range(0, observations).Select(i => i % points)],
            [.. Enumerable.Range(0, observations).SelectMany(_ => new[] { 350.0, 260.0 })]);
    }

    public sealed record Hand(HandModel Model, double[] Theta, double[] Us, int[] Vertices, int[] Triangles, double[] Points);

    /// <summary>Five fingers of four bones on a wrist; every vertex hangs on a bone and, partly, on its parent.</summary>
    public static Hand HandTracking(int vertices, int points)
    {
        var series = new Series();
        int[] parents = [-1, 0, .. Enumerable.Range(2, 20).Select(bone => (bone - 2) % 4 == 0 ? 1 : bone - 1)];
        var (relatives, inverses) = (new double[HandModel.BoneCount * HandModel.Entries], new double[HandModel.BoneCount * HandModel.Entries]);
        var place = new double[HandModel.BoneCount, 3];
        for (int bone = 0; bone < HandModel.BoneCount; bone++)
        {
            for (int row = 0; row < 3; row++)
            {
                var offset = series.Next();
                place[bone, row] = offset + (parents[bone] < 0 ? 0 : place[parents[bone], row]);
                relatives[(bone * HandModel.Entries) + (5 * row)] = 1;
                relatives[(bone * HandModel.Entries) + (4 * row) + 3] = offset;
                inverses[(bone * HandModel.Entries) + (5 * row)] = 1;
                inverses[(bone * HandModel.Entries) + (4 * row) + 3] = -place[bone, row];
            }
        }

        var weights = new double[HandModel.BoneCount, vertices];
        for (int vertex = 0; vertex < vertices; vertex++)
        {
            var bone = vertex % HandModel.BoneCount;
            weights[bone, vertex] = parents[bone] < 0 ? 1 : 0.75;
            if (parents[bone] >= 0)
            {
                weights[parents[bone], vertex] = 0.25;
            }
        }

        var model = new HandModel
        {
            Parents = parents,
            BaseRelatives = relatives,
            InverseBaseAbsolutes = inverses,
            BasePositions = series.Matrix(3, vertices, 2),
            Weights = weights,
            Triangles = [.. Enumerable.Range(0, 3 * vertices).Select(corner => ((corner / 3) + (7 * (corner % 3))) % vertices)],
            IsMirrored = false,
        };
        int[] correspondences = [.. Enumerable.Range(0, points).Select(i => i * 5 % vertices)];
        return new Hand(model, series.Vector(Problems.HandTracking.ParameterCount, 0.5), series.Vector(2 * points, 0.3), correspondences, correspondences, series.Vector(3 * points));
    }

    public static (double[,] Centroids, double[,] Points) KMeans(int k, int n, int d)
    {
        var series = new Series();
        return (series.Matrix(k, d), series.Matrix(n, d));
    }

    public static double[] Determinant(int n)
    {
        var a = new Series().Vector(n * n);
        for (int i = 0; i < n; i++)
        {
            a[(i * n) + i] += 2;
        }

        return a;
    }
}
