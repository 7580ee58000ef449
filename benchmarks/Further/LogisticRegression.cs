using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>The loss of logistic regression with a ridge: 100 samples, 10 features; gradient.</summary>
internal static partial class LogisticRegression
{
    private const int N = 100, D = 10;
    private static readonly double[,] _x = Data();
    private static readonly double[] _y = [.. Enumerable.Range(0, N).Select(i => i % 3 == 0 ? 1.0 : 0.0)];

    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("logistic regression, 100×10", 1, new double[D]);

    [Differentiable]
    public static double F(double[] w, [Constant] double[,] x, [Constant] double[] y)
    {
        double loss = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double z = 0;
            for (int j = 0; j < w.Length; j++)
            {
                z += w[j] * x[i, j];
            }

            double p = 1.0 / (1.0 + Math.Exp(-z));
            loss -= y[i] * Math.Log(p) + (1 - y[i]) * Math.Log(1 - p);
        }

        double norm = 0;
        for (int j = 0; j < w.Length; j++)
        {
            norm += w[j] * w[j];
        }

        return loss / y.Length + 0.05 * norm;
    }

    private static double[,] Data()
    {
        var x = new double[N, D];
        for (var k = 0; k < x.Length; k++) x[k / D, k % D] = Math.Sin(0.7 * k + 0.3);
        return x;
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] w, Span<double> gradient)
        {
            var x = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref _x[0, 0], N * D);
            gradient = gradient[..w.Length];
            for (var j = 0; j < w.Length; j++) gradient[j] = 0.1 * w[j];
            for (var i = 0; i < _y.Length; i++)
            {
                var row = x.Slice(i * w.Length, w.Length);
                var z = 0.0;
                for (var j = 0; j < row.Length; j++) z += w[j] * row[j];
                var error = (1 / (1 + Math.Exp(-z)) - _y[i]) / N;
                for (var j = 0; j < row.Length; j++) gradient[j] += error * row[j];
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] w, Span<double> gradient) => FGradient(w, _x, _y, gradient);
    }
}
