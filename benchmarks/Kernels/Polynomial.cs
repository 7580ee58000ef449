using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Kernels;

/// <summary>Row 2: (x² + y, x·y).</summary>
internal static partial class Polynomial
{
    public static Kernel Kernel { get; } = Course.Compare<ByHand, Generated, Differences>("[x² + y, x·y]", 2, 2);

    [Differentiable]
    public static double[] F(double x, double y) => [x * x + y, x * y];

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => Fill(x[0], x[1], jacobian);

        private static void Fill(double x, double y, Span<double> jacobian)
        {
            // From the last entry on: one bounds check for all.
            jacobian[3] = x;
            jacobian[2] = y;
            jacobian[1] = 1;
            jacobian[0] = 2 * x;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], jacobian);
    }

    private struct Differences : IContender
    {
        private static readonly VectorFunction _f = static (x, y) =>
        {
            y[1] = x[0] * x[1];
            y[0] = x[0] * x[0] + x[1];
        };

        public static void Jacobian(double[] x, Span<double> jacobian) => FiniteDifference.Central(_f, x, jacobian, 2);
    }
}
