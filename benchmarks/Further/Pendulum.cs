using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>The equations of motion of a double pendulum; 4 × 4.</summary>
internal static partial class Pendulum
{
    private const double G = 9.81, L1 = 1, L2 = 0.8, M1 = 1.5, M2 = 1;

    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("double pendulum, 4×4", 4, [0.5, -0.4, 0.8, 0.3]);

    [Differentiable]
    public static void F([Size(4)] double[] state, [Size(4)] double[] slope)
    {
        double a = state[0], b = state[1], u = state[2], v = state[3];
        double delta = b - a;
        double d1 = (M1 + M2) * L1 - M2 * L1 * Math.Cos(delta) * Math.Cos(delta);
        double d2 = L2 / L1 * d1;
        slope[0] = u;
        slope[1] = v;
        slope[2] = (M2 * L1 * u * u * Math.Sin(delta) * Math.Cos(delta) + M2 * G * Math.Sin(b) * Math.Cos(delta)
            + M2 * L2 * v * v * Math.Sin(delta) - (M1 + M2) * G * Math.Sin(a)) / d1;
        slope[3] = (-M2 * L2 * v * v * Math.Sin(delta) * Math.Cos(delta) + (M1 + M2) * G * Math.Sin(a) * Math.Cos(delta)
            - (M1 + M2) * L1 * u * u * Math.Sin(delta) - (M1 + M2) * G * Math.Sin(b)) / d2;
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] state, Span<double> jacobian)
        {
            double a = state[0], b = state[1], u = state[2], v = state[3];
            var (s, c) = Math.SinCos(b - a);
            var (sa, ca) = Math.SinCos(a);
            var (sb, cb) = Math.SinCos(b);
            double u2 = u * u, v2 = v * v, sc = s * c, cc = c * c - s * s;
            const double M = M1 + M2;
            var i1 = 1 / (M * L1 - M2 * L1 * c * c);
            var i2 = L1 / L2 * i1;
            var ratio = 2 * M2 * L1 * sc * i1;
            var f2 = (M2 * L1 * u2 * sc + M2 * G * sb * c + M2 * L2 * v2 * s - M * G * sa) * i1;
            var f3 = (-M2 * L2 * v2 * sc + M * G * sa * c - M * L1 * u2 * s - M * G * sb) * i2;
            var by2 = (M2 * L1 * u2 * cc - M2 * G * sb * s + M2 * L2 * v2 * c) * i1 - f2 * ratio;
            var by3 = (-M2 * L2 * v2 * cc - M * G * sa * s - M * L1 * u2 * c) * i2 - f3 * ratio;
            jacobian[15] = -2 * M2 * L2 * v * sc * i2;
            jacobian[14] = -2 * M * L1 * u * s * i2;
            jacobian[13] = by3 - M * G * cb * i2;
            jacobian[12] = M * G * ca * c * i2 - by3;
            jacobian[11] = 2 * M2 * L2 * v * s * i1;
            jacobian[10] = 2 * M2 * L1 * u * sc * i1;
            jacobian[9] = by2 + M2 * G * cb * c * i1;
            jacobian[8] = -M * G * ca * i1 - by2;
            jacobian[7] = 1;
            jacobian[6] = 0;
            jacobian[5] = 0;
            jacobian[4] = 0;
            jacobian[3] = 0;
            jacobian[2] = 1;
            jacobian[1] = 0;
            jacobian[0] = 0;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x, jacobian);
    }
}
