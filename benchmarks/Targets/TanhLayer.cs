using SymbolicJacobian.Benchmarks.Numbers;
using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>tanh(W·x + b); 8 × 8.</summary>
internal static partial class TanhLayer
{
    private const int N = 8;

    private static readonly double[,] _w = Weights();
    private static readonly double[] _b = [0.1, -0.2, 0.3, 0, -0.1, 0.2, -0.3, 0.05];

    public static Kernel Kernel { get; } = Peers.Compare<Body, ByHand, Generated>("tanh layer, 8×8");

    [Differentiable]
    public static double[] F([Size(N)] double[] x)
    {
        var y = new double[N];
        for (var i = 0; i < N; i++)
        {
            var z = _b[i];
            for (var j = 0; j < N; j++)
                z += _w[i, j] * x[j];
            y[i] = Math.Tanh(z);
        }

        return y;
    }

    private static double[,] Weights()
    {
        var w = new double[N, N];
        for (var k = 0; k < w.Length; k++) w[k / N, k % N] = 0.5 * Math.Sin(0.7 * k + 0.3);
        return w;
    }

    private struct Body : IBody
    {
        public static int Rows => N;

        public static int Columns => N;

        public static void Run<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : struct, IReal<T>
        {
            for (var i = 0; i < N; i++)
            {
                T z = _b[i];
                for (var j = 0; j < N; j++) z += (T)_w[i, j] * x[j];
                y[i] = T.Tanh(z);
            }
        }
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian)
        {
            var w = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref _w[0, 0], N * N);
            for (var i = 0; i < N; i++)
            {
                var weights = w.Slice(i * N, N);
                var z = _b[i];
                for (var j = 0; j < weights.Length; j++) z += weights[j] * x[j];
                var t = Math.Tanh(z);
                var slope = 1 - t * t;
                var row = jacobian.Slice(i * N, N);
                for (var j = 0; j < row.Length; j++) row[j] = slope * weights[j];
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x, jacobian);
    }
}
