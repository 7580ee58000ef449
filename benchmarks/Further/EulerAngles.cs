using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>The rotation matrix of yaw, pitch and roll; 9 × 3.</summary>
internal static partial class EulerAngles
{
    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("Euler angles, 9×3", 9, [0.3, -0.4, 0.8]);

    [Differentiable]
    public static double[] F(double yaw, double pitch, double roll)
    {
        double cy = Math.Cos(yaw), sy = Math.Sin(yaw);
        double cp = Math.Cos(pitch), sp = Math.Sin(pitch);
        double cr = Math.Cos(roll), sr = Math.Sin(roll);
        return new[]
        {
            cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr,
            sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr,
            -sp, cp * sr, cp * cr,
        };
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian)
        {
            var (sy, cy) = Math.SinCos(x[0]);
            var (sp, cp) = Math.SinCos(x[1]);
            var (sr, cr) = Math.SinCos(x[2]);
            double cysp = cy * sp, sysp = sy * sp;
            double r01 = cysp * sr - sy * cr, r02 = cysp * cr + sy * sr, r11 = sysp * sr + cy * cr, r12 = sysp * cr - cy * sr;
            jacobian[26] = -cp * sr;
            jacobian[25] = -sp * cr;
            jacobian[24] = 0;
            jacobian[23] = cp * cr;
            jacobian[22] = -sp * sr;
            jacobian[21] = 0;
            jacobian[20] = 0;
            jacobian[19] = -cp;
            jacobian[18] = 0;
            jacobian[17] = -r11;
            jacobian[16] = sy * cp * cr;
            jacobian[15] = r02;
            jacobian[14] = r12;
            jacobian[13] = sy * cp * sr;
            jacobian[12] = r01;
            jacobian[11] = 0;
            jacobian[10] = -sysp;
            jacobian[9] = cy * cp;
            jacobian[8] = -r01;
            jacobian[7] = cy * cp * cr;
            jacobian[6] = -r12;
            jacobian[5] = r02;
            jacobian[4] = cy * cp * sr;
            jacobian[3] = -r11;
            jacobian[2] = 0;
            jacobian[1] = -cysp;
            jacobian[0] = -sy * cp;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], x[2], jacobian);
    }
}
