namespace Problems.Nested;

/// <summary>Inputs of more than two levels: layers of matrices, records that hold arrays.</summary>
public static partial class NestedInputs
{
    public record struct Vec2(double X, double Y);

    public sealed record Dense(double[,] W, double[] B, int Kind);

    public record struct Bone(double Length, double[] Weights, int Kind);

    [Differentiable(Kinds.Scalar)]
    public static double Mlp(double[][][] w, double[][] b, [Constant] double[] x)
    {
        double[] h = x;
        for (int l = 0; l < w.Length; l++)
        {
            var next = new double[w[l].Length];
            for (int i = 0; i < next.Length; i++)
            {
                double z = b[l][i];
                for (int j = 0; j < h.Length; j++) z += w[l][i][j] * h[j];
                next[i] = Math.Tanh(z);
            }
            h = next;
        }
        return h[0];
    }

    [Differentiable(Kinds.Scalar)]
    public static double Layers(Dense[] layers, [Constant] double[] x)
    {
        double[] h = x;
        foreach (var layer in layers)
        {
            var next = new double[layer.W.GetLength(0)];
            for (int i = 0; i < next.Length; i++)
            {
                double z = layer.B[i];
                for (int j = 0; j < h.Length; j++) z += layer.W[i, j] * h[j];
                next[i] = layer.Kind == 0 ? Math.Tanh(z) : z * z;
            }
            h = next;
        }
        return h[0];
    }

    [Differentiable(Kinds.Scalar)]
    public static double Bones(Bone[] bones)
    {
        double s = 0;
        for (int i = 0; i < bones.Length; i++) for (int j = 0; j < bones[i].Weights.Length; j++) s += bones[i].Length * bones[i].Weights[j] * bones[i].Weights[j] * (1 + bones[i].Kind);
        return s;
    }

    [Differentiable(Kinds.Scalar)]
    public static double Polys(Vec2[][] p)
    {
        double s = 0;
        foreach (var q in p) for (int i = 0; i < q.Length; i++) s += q[i].X * q[(i + 1) % q.Length].Y;
        return s;
    }
}

/// <summary>Each is exact, and its gradient that of differences.</summary>
public class NestedInputTests
{
    [Fact]
    public void LayersOfMatrices() => Holds(NestedInputs.MlpCheckGradient(
        [[[0.3, 0.7], [-0.2, 1.1], [0.5, 0.1]], [[0.3, 0.7, 0.2]]], [[0.1, 0.2, 0.3], [0.4]], [1, 2]));

    [Fact]
    public void RecordsOfMatrices() => Holds(NestedInputs.LayersCheckGradient(
        [new(new[,] { { 0.3, 0.7 }, { -0.2, 1.1 }, { 0.5, 0.1 } }, [0.1, 0.2, 0.3], 0), new(new[,] { { 0.3, 0.7, 0.2 } }, [0.4], 1)], [1, 2]));

    [Fact]
    public void StructsWithArrays() => Holds(NestedInputs.BonesCheckGradient([new(1, [0.3, 0.4], 1), new(2, [0.5], 0)]));

    [Fact]
    public void ArraysOfPolygons() => Holds(NestedInputs.PolysCheckGradient([[new(1, 2), new(3, 4)], [new(5, 6)]]));

    private static void Holds(JacobianReport report) => Assert.True(report.Verdict == Verdict.Correct, report.ToString());
}
