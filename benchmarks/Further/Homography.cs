using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>The image of a point under a homography, by its nine entries; 2 × 9.</summary>
internal static partial class Homography
{
    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("homography, 2×9", 2, [1, 0.1, 2, -0.1, 1, 3, 0.01, 0.02, 1], 0.005);

    [Differentiable]
    public static (double U, double V) F([Size(9)] double[] h, [Constant] double x, [Constant] double y)
    {
        double w = h[6] * x + h[7] * y + h[8];
        return ((h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w);
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] h, Span<double> jacobian)
        {
            double x = 3.5, y = -1.25;
            var inverse = 1 / (h[6] * x + h[7] * y + h[8]);
            double u = (h[0] * x + h[1] * y + h[2]) * inverse, v = (h[3] * x + h[4] * y + h[5]) * inverse;
            double xw = x * inverse, yw = y * inverse;
            jacobian[17] = -v * inverse;
            jacobian[16] = -v * yw;
            jacobian[15] = -v * xw;
            jacobian[14] = inverse;
            jacobian[13] = yw;
            jacobian[12] = xw;
            jacobian[11] = 0;
            jacobian[10] = 0;
            jacobian[9] = 0;
            jacobian[8] = -u * inverse;
            jacobian[7] = -u * yw;
            jacobian[6] = -u * xw;
            jacobian[5] = 0;
            jacobian[4] = 0;
            jacobian[3] = 0;
            jacobian[2] = inverse;
            jacobian[1] = yw;
            jacobian[0] = xw;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x, 3.5, -1.25, jacobian);
    }
}
