using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>½xᵀ·A·x − bᵀ·x with any A, n = 32; gradient.</summary>
internal static partial class QuadraticForm
{
    private const int N = 32;
    private static readonly double[,] _a = Data();
    private static readonly double[] _b = [.. Enumerable.Range(0, N).Select(i => Math.Cos(i))];

    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("quadratic form, n = 32", 1, new double[N], 1);

    [Differentiable]
    public static double F(double[] x, [Constant] double[,] a, [Constant] double[] b)
    {
        double value = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                value += 0.5 * x[i] * a[i, j] * x[j];
            }

            value -= b[i] * x[i];
        }

        return value;
    }

    private static double[,] Data()
    {
        var a = new double[N, N];
        for (var k = 0; k < a.Length; k++) a[k / N, k % N] = Math.Sin(0.7 * k + 0.3);
        return a;
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> gradient)
        {
            var a = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref _a[0, 0], N * N);
            gradient = gradient[..x.Length];
            for (var i = 0; i < gradient.Length; i++) gradient[i] = -_b[i];
            for (var i = 0; i < x.Length; i++)
            {
                var row = a.Slice(i * x.Length, x.Length);
                double half = 0.5 * x[i], sum = 0;
                for (var j = 0; j < row.Length; j++)
                {
                    sum += row[j] * x[j];
                    gradient[j] += half * row[j];
                }

                gradient[i] += 0.5 * sum;
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> gradient) => FGradient(x, _a, _b, gradient);
    }
}
