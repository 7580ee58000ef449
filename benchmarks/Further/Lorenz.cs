using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>Lorenz's equations by state and parameters; 3 × 6.</summary>
internal static partial class Lorenz
{
    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("Lorenz, 3×6", 3, [1, 2, 20, 10, 28, 2.7]);

    [Differentiable]
    public static double[] F(double x, double y, double z, double sigma, double rho, double beta) => [sigma * (y - x), x * (rho - z) - y, x * y - beta * z];

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] p, Span<double> jacobian)
        {
            double x = p[0], y = p[1], z = p[2];
            jacobian[17] = -z;
            jacobian[16] = 0;
            jacobian[15] = 0;
            jacobian[14] = -p[5];
            jacobian[13] = x;
            jacobian[12] = y;
            jacobian[11] = 0;
            jacobian[10] = x;
            jacobian[9] = 0;
            jacobian[8] = -x;
            jacobian[7] = -1;
            jacobian[6] = p[4] - z;
            jacobian[5] = 0;
            jacobian[4] = 0;
            jacobian[3] = y - x;
            jacobian[2] = 0;
            jacobian[1] = p[3];
            jacobian[0] = -p[3];
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], x[2], x[3], x[4], x[5], jacobian);
    }
}
