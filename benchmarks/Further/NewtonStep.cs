using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>One step of Newton's method towards where two curves meet; 2 × 4.</summary>
internal static partial class NewtonStep
{
    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("Newton step, 2×4", 2, [1.2, 0.8, 4, 0.9], 0.2);

    [Differentiable]
    public static double[] F(double x, double y, double a, double b)
    {
        double f = x * x + 4 * y * y - a, g = x * y - b;
        double fx = 2 * x, fy = 8 * y, gx = y, gy = x;
        double determinant = fx * gy - fy * gx;
        return [x - (f * gy - g * fy) / determinant, y - (g * fx - f * gx) / determinant];
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] p, Span<double> jacobian)
        {
            double x = p[0], y = p[1];
            double f = x * x + 4 * y * y - p[2], g = x * y - p[3];
            var inverse = 1 / (2 * x * x - 8 * y * y);
            double xi = x * inverse, yi = y * inverse;
            double dx = f * xi - 8 * g * yi, dy = 2 * g * xi - f * yi;
            var by = -4 * dx * xi;
            jacobian[7] = 2 * xi;
            jacobian[6] = -yi;
            jacobian[5] = 1 - (2 * x * xi - 8 * y * yi) + f * inverse - 16 * dy * yi;
            jacobian[4] = -2 * g * inverse + 4 * dy * xi;
            jacobian[3] = -8 * yi;
            jacobian[2] = xi;
            jacobian[1] = 8 * g * inverse - 16 * dx * yi;
            jacobian[0] = 1 - (2 * x * xi - 8 * y * yi) - f * inverse - by;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], x[2], x[3], jacobian);
    }
}
