using SymbolicJacobian.Benchmarks.Numbers;
using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>(x² + y·z, sin(x·y), e^(x + z)).</summary>
internal static partial class Trig
{
    public static Kernel Kernel { get; } = Peers.Compare<Body, ByHand, Generated>("[x² + yz, sin xy, e^(x+z)]");

    [Differentiable]
    public static double[] F(double x, double y, double z) => [x * x + y * z, Math.Sin(x * y), Math.Exp(x + z)];

    private struct Body : IBody
    {
        public static int Rows => 3;

        public static int Columns => 3;

        public static void Run<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : struct, IReal<T>
        {
            y[0] = x[0] * x[0] + x[1] * x[2];
            y[1] = T.Sin(x[0] * x[1]);
            y[2] = T.Exp(x[0] + x[2]);
        }
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] p, Span<double> jacobian)
        {
            var (x, y, z) = (p[0], p[1], p[2]);
            var (c, e) = (Math.Cos(x * y), Math.Exp(x + z));
            jacobian[8] = e;
            jacobian[7] = 0;
            jacobian[6] = e;
            jacobian[5] = 0;
            jacobian[4] = c * x;
            jacobian[3] = c * y;
            jacobian[2] = y;
            jacobian[1] = z;
            jacobian[0] = 2 * x;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], x[2], jacobian);
    }
}
