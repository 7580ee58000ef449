using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>The cosine between two vectors, n = 64 each; gradient by both.</summary>
internal static partial class CosineSimilarity
{
    private const int N = 64;

    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("cosine similarity, n = 64", 1, new double[2 * N], 1);

    [Differentiable]
    public static double F(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double dot = 0, aa = 0, bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            dot += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }

        return dot / (Math.Sqrt(aa) * Math.Sqrt(bb));
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> gradient)
        {
            ReadOnlySpan<double> a = x.AsSpan(0, N), b = x.AsSpan(N, a.Length);
            double dot = 0, aa = 0, bb = 0;
            for (var i = 0; i < a.Length; i++)
            {
                dot += a[i] * b[i];
                aa += a[i] * a[i];
                bb += b[i] * b[i];
            }

            var inverse = 1 / Math.Sqrt(aa * bb);
            var cosine = dot * inverse;
            double ca = cosine / aa, cb = cosine / bb;
            Span<double> ga = gradient[..a.Length], gb = gradient.Slice(a.Length, a.Length);
            for (var i = 0; i < a.Length; i++)
            {
                ga[i] = inverse * b[i] - ca * a[i];
                gb[i] = inverse * a[i] - cb * b[i];
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> gradient) => FGradient(x.AsSpan(0, N), x.AsSpan(N, N), gradient);
    }
}
