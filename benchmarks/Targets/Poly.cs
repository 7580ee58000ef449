using SymbolicJacobian.Benchmarks.Numbers;
using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>(x² + y, x·y).</summary>
internal static partial class Poly
{
    public static Kernel Kernel { get; } = Peers.Compare<Body, ByHand, Generated>("[x² + y, x·y]");

    [Differentiable]
    public static double[] F(double x, double y) => [x * x + y, x * y];

    private struct Body : IBody
    {
        public static int Rows => 2;

        public static int Columns => 2;

        public static void Run<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : struct, IReal<T>
        {
            y[0] = x[0] * x[0] + x[1];
            y[1] = x[0] * x[1];
        }
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian)
        {
            // From the last entry on: one bounds check for all.
            jacobian[3] = x[0];
            jacobian[2] = x[1];
            jacobian[1] = 1;
            jacobian[0] = 2 * x[0];
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], jacobian);
    }
}
