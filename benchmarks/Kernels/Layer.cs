namespace SymbolicJacobian.Benchmarks.Kernels;

/// <summary>The course's layer: W is 4×3, b has 4 entries.</summary>
internal static class Layer
{
    public static readonly double[,] W =
    {
        { 0.2, -0.5, 0.1 },
        { 0.4, 0.3, -0.2 },
        { -0.3, 0.8, 0.5 },
        { 0.05, -0.1, 0.9 },
    };

    public static readonly double[] B = [0.1, -0.2, 0.3, 0.0];

    /// <summary>Row i of W·x + b.</summary>
    public static double Affine(ReadOnlySpan<double> x, int i) => W[i, 0] * x[0] + W[i, 1] * x[1] + W[i, 2] * x[2] + B[i];
}
