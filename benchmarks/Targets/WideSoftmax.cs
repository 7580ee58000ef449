using SymbolicJacobian.Benchmarks.Numbers;
using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>Softmax with the maximum taken out; 10 × 10.</summary>
internal static partial class WideSoftmax
{
    private const int N = 10;

    public static Kernel Kernel { get; } = Peers.Compare<Body, ByHand, Generated>("softmax, 10×10");

    [Differentiable]
    public static double[] F([Size(N)] double[] x)
    {
        var largest = x[0];
        for (var i = 1; i < x.Length; i++)
            if (x[i] > largest) largest = x[i];
        var y = new double[x.Length];
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = Math.Exp(x[i] - largest);
            sum += y[i];
        }

        for (var i = 0; i < x.Length; i++)
            y[i] /= sum;
        return y;
    }

    private struct Body : IBody
    {
        public static int Rows => N;

        public static int Columns => N;

        public static void Run<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : struct, IReal<T>
        {
            var largest = x[0];
            foreach (var item in x)
            {
                if (item > largest) largest = item;
            }

            T sum = 0;
            for (var i = 0; i < x.Length; i++)
            {
                y[i] = T.Exp(x[i] - largest);
                sum += y[i];
            }

            for (var i = 0; i < x.Length; i++) y[i] /= sum;
        }
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian)
        {
            Span<double> p = stackalloc double[N];
            var largest = x[0];
            for (var i = 1; i < x.Length; i++) largest = x[i] > largest ? x[i] : largest;
            var sum = 0.0;
            for (var i = 0; i < p.Length; i++)
            {
                p[i] = Math.Exp(x[i] - largest);
                sum += p[i];
            }

            var inverse = 1 / sum;
            for (var i = 0; i < p.Length; i++) p[i] *= inverse;
            for (var i = 0; i < p.Length; i++)
            {
                var row = jacobian.Slice(i * N, N);
                var minus = -p[i];
                for (var j = 0; j < row.Length; j++) row[j] = minus * p[j];
                row[i] += p[i];
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x, jacobian);
    }
}
