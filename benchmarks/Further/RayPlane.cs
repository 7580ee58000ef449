using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>Where a ray meets a plane, by origin, direction, normal and distance; 3 × 10.</summary>
internal static partial class RayPlane
{
    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("ray and plane, 3×10", 3, [0.1, 0.2, 0.3, 0.4, 0.5, 1, 0.2, 0.1, 0.9, 2], 0.1);

    [Differentiable]
    public static double[] F(double ox, double oy, double oz, double dx, double dy, double dz, double nx, double ny, double nz, double d)
    {
        double t = (d - (nx * ox + ny * oy + nz * oz)) / (nx * dx + ny * dy + nz * dz);
        return [ox + t * dx, oy + t * dy, oz + t * dz];
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian)
        {
            double dx = x[3], dy = x[4], dz = x[5], nx = x[6], ny = x[7], nz = x[8];
            var inverse = 1 / (nx * dx + ny * dy + nz * dz);
            var t = (x[9] - (nx * x[0] + ny * x[1] + nz * x[2])) * inverse;
            double px = x[0] + t * dx, py = x[1] + t * dy, pz = x[2] + t * dz;
            double ax = nx * inverse, ay = ny * inverse, az = nz * inverse;
            Row(jacobian.Slice(20, 10), dz);
            jacobian[22] += 1;
            jacobian[25] += t;
            Row(jacobian.Slice(10, 10), dy);
            jacobian[11] += 1;
            jacobian[14] += t;
            Row(jacobian[..10], dx);
            jacobian[0] += 1;
            jacobian[3] += t;

            void Row(Span<double> row, double along)
            {
                var s = along * inverse;
                row[9] = s;
                row[8] = -pz * s;
                row[7] = -py * s;
                row[6] = -px * s;
                row[5] = -az * along * t;
                row[4] = -ay * along * t;
                row[3] = -ax * along * t;
                row[2] = -az * along;
                row[1] = -ay * along;
                row[0] = -ax * along;
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], jacobian);
    }
}
