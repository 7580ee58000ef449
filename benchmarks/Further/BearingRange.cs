using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>Range and bearing of a landmark from a pose; 2 × 5.</summary>
internal static partial class BearingRange
{
    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("bearing and range, 2×5", 2, [1, 2, 0.5, 4, 6]);

    [Differentiable]
    public static double[] F(double x, double y, double heading, double landmarkX, double landmarkY)
    {
        double dx = landmarkX - x;
        double dy = landmarkY - y;
        double range = Math.Sqrt(dx * dx + dy * dy);
        double bearing = Math.Atan2(dy, dx) - heading;
        return [range, bearing];
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] p, Span<double> jacobian)
        {
            double dx = p[3] - p[0], dy = p[4] - p[1];
            var square = dx * dx + dy * dy;
            var inverse = 1 / Math.Sqrt(square);
            double cx = dx * inverse, cy = dy * inverse, bx = cx * inverse, by = cy * inverse;
            jacobian[9] = bx;
            jacobian[8] = -by;
            jacobian[7] = -1;
            jacobian[6] = -bx;
            jacobian[5] = by;
            jacobian[4] = cy;
            jacobian[3] = cx;
            jacobian[2] = 0;
            jacobian[1] = -cy;
            jacobian[0] = -cx;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], x[2], x[3], x[4], jacobian);
    }
}
