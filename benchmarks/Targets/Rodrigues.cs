using SymbolicJacobian.Benchmarks.Numbers;
using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>A point turned by a rotation vector; 3 × 6.</summary>
internal static partial class Rodrigues
{
    public static Kernel Kernel { get; } = Peers.Compare<Body, ByHand, Generated>("Rodrigues, 3×6", [0.6, -0.7, 0.9, 0.3, 0.2, 1.1], 0.2, 1e-12);

    [Differentiable]
    public static double[] F(double r0, double r1, double r2, double x0, double x1, double x2)
    {
        var angle = Math.Sqrt(r0 * r0 + r1 * r1 + r2 * r2);
        double k0 = r0 / angle, k1 = r1 / angle, k2 = r2 / angle;
        double sine = Math.Sin(angle), cosine = Math.Cos(angle);
        var along = (k0 * x0 + k1 * x1 + k2 * x2) * (1 - cosine);
        return
        [
            x0 * cosine + (k1 * x2 - k2 * x1) * sine + k0 * along,
            x1 * cosine + (k2 * x0 - k0 * x2) * sine + k1 * along,
            x2 * cosine + (k0 * x1 - k1 * x0) * sine + k2 * along,
        ];
    }

    private struct Body : IBody
    {
        public static int Rows => 3;

        public static int Columns => 6;

        public static void Run<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : struct, IReal<T>
        {
            var angle = T.Sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
            T k0 = x[0] / angle, k1 = x[1] / angle, k2 = x[2] / angle;
            T sine = T.Sin(angle), cosine = T.Cos(angle);
            var along = (k0 * x[3] + k1 * x[4] + k2 * x[5]) * ((T)1 - cosine);
            y[0] = x[3] * cosine + (k1 * x[5] - k2 * x[4]) * sine + k0 * along;
            y[1] = x[4] * cosine + (k2 * x[3] - k0 * x[5]) * sine + k1 * along;
            y[2] = x[5] * cosine + (k0 * x[4] - k1 * x[3]) * sine + k2 * along;
        }
    }

    /// <summary>∂(R·X)/∂r = −[R·X]ₓ·J_l with the left Jacobian J_l of the rotation group; ∂(R·X)/∂X = R.</summary>
    private struct ByHand : IContender
    {
        public static void Jacobian(double[] t, Span<double> jacobian)
        {
            var (x0, x1, x2) = (t[3], t[4], t[5]);
            var angle = Math.Sqrt(t[0] * t[0] + t[1] * t[1] + t[2] * t[2]);
            var inverse = 1 / angle;
            double k0 = t[0] * inverse, k1 = t[1] * inverse, k2 = t[2] * inverse;
            var (sine, cosine) = Math.SinCos(angle);
            var versine = 1 - cosine;
            double v0 = versine * k0, v1 = versine * k1, s0 = sine * k0, s1 = sine * k1, s2 = sine * k2;
            double a00 = cosine + v0 * k0, a01 = v0 * k1 - s2, a02 = v0 * k2 + s1;
            double a10 = v0 * k1 + s2, a11 = cosine + v1 * k1, a12 = v1 * k2 - s0;
            double a20 = v0 * k2 - s1, a21 = v1 * k2 + s0, a22 = cosine + versine * k2 * k2;
            double y0 = a00 * x0 + a01 * x1 + a02 * x2, y1 = a10 * x0 + a11 * x1 + a12 * x2, y2 = a20 * x0 + a21 * x1 + a22 * x2;
            double s = sine * inverse, c = versine * inverse, d = 1 - s, d0 = d * k0, d1 = d * k1, c0 = c * k0, c1 = c * k1, c2 = c * k2;
            double l00 = s + d0 * k0, l01 = d0 * k1 - c2, l02 = d0 * k2 + c1;
            double l10 = d0 * k1 + c2, l11 = s + d1 * k1, l12 = d1 * k2 - c0;
            double l20 = d0 * k2 - c1, l21 = d1 * k2 + c0, l22 = s + d * k2 * k2;
            jacobian[17] = a22;
            jacobian[16] = a21;
            jacobian[15] = a20;
            jacobian[14] = y1 * l02 - y0 * l12;
            jacobian[13] = y1 * l01 - y0 * l11;
            jacobian[12] = y1 * l00 - y0 * l10;
            jacobian[11] = a12;
            jacobian[10] = a11;
            jacobian[9] = a10;
            jacobian[8] = y0 * l22 - y2 * l02;
            jacobian[7] = y0 * l21 - y2 * l01;
            jacobian[6] = y0 * l20 - y2 * l00;
            jacobian[5] = a02;
            jacobian[4] = a01;
            jacobian[3] = a00;
            jacobian[2] = y2 * l12 - y1 * l22;
            jacobian[1] = y2 * l11 - y1 * l21;
            jacobian[0] = y2 * l10 - y1 * l20;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], x[2], x[3], x[4], x[5], jacobian);
    }
}
