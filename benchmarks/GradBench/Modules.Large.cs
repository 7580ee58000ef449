using System.Text.Json.Nodes;
using SymbolicJacobian.GradBench.Problems;

namespace SymbolicJacobian.GradBench;

/// <summary>Of ADBench and k-means.</summary>
internal static partial class Modules
{
    private static Func<Func<JsonNode>> MixtureObjective(JsonNode input)
    {
        var (m, gamma, degrees) = Mixture(input);
        return () => Number(GaussianMixture.LogLikelihood(m.Alphas, m.Means, m.Q, m.L, m.X, gamma, degrees));
    }

    private static Func<Func<JsonNode>> MixtureGradient(JsonNode input)
    {
        var (m, gamma, degrees) = Mixture(input);
        var gradient = new double[m.Count];
        return () =>
        {
            GaussianMixture.LogLikelihoodGradient(m.Alphas, m.Means, m.Q, m.L, m.X, gamma, degrees, gradient);
            return () =>
            {
                int k = m.Alphas.Length, means = k, q = means + m.Means.Length, l = q + m.Q.Length;
                return new JsonObject
                {
                    ["alpha"] = Json.Of(gradient.AsSpan(0, k)),
                    ["mu"] = Json.Rows(gradient.AsSpan(means, m.Means.Length), k),
                    ["q"] = Json.Rows(gradient.AsSpan(q, m.Q.Length), k),
                    ["l"] = Json.Rows(gradient.AsSpan(l), k),
                };
            };
        };
    }

    private static (Samples.Mixture Mixture, double Gamma, int Degrees) Mixture(JsonNode input) => (
        new Samples.Mixture(input.Vector("alpha"), input.Matrix("mu"), input.Matrix("q"), input.Matrix("l"), input.Matrix("x")),
        input.Real("gamma"),
        input.Integer("m"));

    private static Func<Func<JsonNode>> NetworkObjective(JsonNode input)
    {
        var n = Network(input);
        return () => Number(LongShortTermMemory.Loss(n.Main, n.Extra, n.State, n.Sequence));
    }

    private static Func<Func<JsonNode>> NetworkGradient(JsonNode input)
    {
        var n = Network(input);
        var gradient = new double[n.Count];
        return () =>
        {
            LongShortTermMemory.LossGradient(n.Main, n.Extra, n.State, n.Sequence, gradient);
            return () => Json.Of(gradient);
        };
    }

    private static Samples.Network Network(JsonNode input) =>
        new(input.Matrix("main_params"), input.Matrix("extra_params"), input.Matrix("state"), input.Matrix("sequence"));

    private static Func<Func<JsonNode>> Cost(JsonNode input) => Scalar(input.Matrix("points"), points => KMeans.Cost(input.Matrix("centroids"), points));

    /// <summary>Newton's step: the curvature has entries on its diagonal alone, which its product with ones is.</summary>
    private static Func<Func<JsonNode>> Direction(JsonNode input)
    {
        var (centroids, points) = (input.Matrix("centroids"), input.Matrix("points"));
        double[] gradient = new double[centroids.Length], diagonal = new double[centroids.Length], ones = new double[centroids.Length];
        Array.Fill(ones, 1.0);
        return () =>
        {
            KMeans.CostGradient(centroids, points, gradient);
            KMeans.CostHessianVectorProduct(centroids, points, ones, diagonal);
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] /= diagonal[i];
            }

            return () => Json.Rows(gradient, centroids.GetLength(0));
        };
    }

    private static Func<Func<JsonNode>> BundleObjective(JsonNode input)
    {
        var b = Bundle(input);
        var residuals = new double[b.Rows];
        return () =>
        {
            BundleAdjustment.Residuals(b.Cameras, b.Points, b.Weights, b.SeenBy, b.Seen, b.Features, residuals);
            return () => new JsonObject
            {
                ["reproj_error"] = new JsonObject { ["elements"] = Json.Of(residuals.AsSpan(0, 2)), ["repeated"] = b.Weights.Length },
                ["w_err"] = new JsonObject { ["element"] = residuals[^1], ["repeated"] = b.Weights.Length },
            };
        };
    }

    /// <summary>
    /// All observations are alike: the entries of the first, and that of the last weight, stand for all. Each coordinate depends on one
    /// coordinate of the principal point; the zeros of the other are printed, too.
    /// </summary>
    private static Func<Func<JsonNode>> BundleJacobian(JsonNode input)
    {
        const int EntriesOfRow = BundleAdjustment.CameraSize + BundleAdjustment.PointSize + 1;
        var b = Bundle(input);
        var pattern = BundleAdjustment.ResidualsJacobianPattern(b.Cameras, b.Points, b.Weights, b.SeenBy, b.Seen, b.Features, b.Rows);
        var values = new double[pattern.ColumnIndices.Length];
        return () =>
        {
            BundleAdjustment.ResidualsJacobianValues(b.Cameras, b.Points, b.Weights, b.SeenBy, b.Seen, b.Features, b.Rows, values);
            return () =>
            {
                int[] ofRow = [.. Enumerable.Range(0, BundleAdjustment.CameraSize), .. Enumerable.Range(b.Cameras.Length, BundleAdjustment.PointSize), b.Cameras.Length + b.Points.Length];
                var count = b.Weights.Length;
                return new JsonObject
                {
                    ["rows"] = Whole([.. Enumerable.Range(0, 2 * EntriesOfRow).Select(row => Math.Min(row, 2 * count) * EntriesOfRow + Math.Max(row - (2 * count), 0)), (2 * EntriesOfRow + 1) * count]),
                    ["cols"] = Whole([.. ofRow, .. ofRow, pattern.ColumnCount - 1]),
                    ["vals"] = Json.Of([.. ofRow.Select(column => Entry(0, column)), .. ofRow.Select(column => Entry(1, column)), values[^1]]),
                };
            };
        };

        double Entry(int row, int column)
        {
            var (from, to) = (pattern.RowPointers[row], pattern.RowPointers[row + 1]);
            var found = pattern.ColumnIndices[from..to].IndexOf(column);
            return found < 0 ? 0 : values[from + found];
        }

        static JsonArray Whole(int[] numbers) => new([.. numbers.Select(number => (JsonNode)number)]);
    }

    private static Samples.Bundle Bundle(JsonNode input)
    {
        var (cameras, points, observations) = (input.Integer("n"), input.Integer("m"), input.Integer("p"));
        return new Samples.Bundle(
            Repeated(input.Vector("cam"), cameras),
            Repeated(input.Vector("x"), points),
            Repeated([input.Real("w")], observations),
            [.. Enumerable.Range(0, observations).Select(i => i % cameras)],
            [.. Enumerable.Range(0, observations).Select(i => i % points)],
            Repeated(input.Vector("feat"), observations));
    }

    private static double[] Repeated(double[] values, int times) => [.. Enumerable.Repeat(values, times).SelectMany(copy => copy)];
}
