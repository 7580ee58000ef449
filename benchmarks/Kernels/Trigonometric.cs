using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Kernels;

/// <summary>Row 3: (x² + y·z, sin(x·y), e^(x+z)).</summary>
internal static partial class Trigonometric
{
    public static Kernel Kernel { get; } = Course.Compare<ByHand, Generated, Differences>("[x² + yz, sin xy, e^(x+z)]", 3, 3);

    [Differentiable]
    public static double[] F(double x, double y, double z) => [Math.Pow(x, 2) + y * z, Math.Sin(x * y), Math.Exp(x + z)];

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => Fill(x[0], x[1], x[2], jacobian);

        private static void Fill(double x, double y, double z, Span<double> jacobian)
        {
            var cos = Math.Cos(x * y);
            var exp = Math.Exp(x + z);
            jacobian[8] = exp;
            jacobian[7] = 0;
            jacobian[6] = exp;
            jacobian[5] = 0;
            jacobian[4] = x * cos;
            jacobian[3] = y * cos;
            jacobian[2] = y;
            jacobian[1] = z;
            jacobian[0] = 2 * x;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], x[2], jacobian);
    }

    private struct Differences : IContender
    {
        private static readonly VectorFunction _f = static (x, y) =>
        {
            y[2] = Math.Exp(x[0] + x[2]);
            y[1] = Math.Sin(x[0] * x[1]);
            y[0] = x[0] * x[0] + x[1] * x[2];
        };

        public static void Jacobian(double[] x, Span<double> jacobian) => FiniteDifference.Central(_f, x, jacobian, 3);
    }
}
