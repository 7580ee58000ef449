using SymbolicJacobian.Benchmarks.Numbers;
using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>The gradient of Rosenbrock's function of 100 variables.</summary>
internal static partial class RosenbrockGradient
{
    private const int N = 100;

    public static Kernel Kernel { get; } = Peers.Compare<Body, ByHand, Generated>("Rosenbrock gradient, n = 100");

    [Differentiable]
    public static double F(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i + 1 < x.Length; i++)
        {
            var t = x[i + 1] - x[i] * x[i];
            var u = 1 - x[i];
            sum += 100 * t * t + u * u;
        }

        return sum;
    }

    private struct Body : IBody
    {
        public static int Rows => 1;

        public static int Columns => N;

        public static void Run<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : struct, IReal<T>
        {
            T sum = 0;
            for (var i = 0; i + 1 < x.Length; i++)
            {
                var t = x[i + 1] - x[i] * x[i];
                var u = (T)1 - x[i];
                sum += (T)100 * t * t + u * u;
            }

            y[0] = sum;
        }
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> gradient)
        {
            gradient = gradient[..x.Length];
            var carried = 0.0;
            for (var i = 0; i < x.Length - 1; i++)
            {
                var t = 200 * (x[i + 1] - x[i] * x[i]);
                gradient[i] = carried - 2 * (t * x[i] + 1 - x[i]);
                carried = t;
            }

            gradient[x.Length - 1] = carried;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> gradient) => FGradient(x, gradient);
    }
}
