using SymbolicJacobian.Benchmarks.Numbers;
using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>A point turned by a quaternion that is normalised first; 3 × 7.</summary>
internal static partial class Quaternion
{
    public static Kernel Kernel { get; } = Peers.Compare<Body, ByHand, Generated>("quaternion, 3×7", [0.9, 0.2, -0.3, 0.4, 0.3, 0.2, 1.1], 0.1, 1e-12);

    [Differentiable]
    public static double[] F(double w, double x, double y, double z, double p0, double p1, double p2)
    {
        var norm = Math.Sqrt(w * w + x * x + y * y + z * z);
        double a = w / norm, b = x / norm, c = y / norm, d = z / norm;
        double t0 = 2 * (c * p2 - d * p1), t1 = 2 * (d * p0 - b * p2), t2 = 2 * (b * p1 - c * p0);
        return [p0 + a * t0 + (c * t2 - d * t1), p1 + a * t1 + (d * t0 - b * t2), p2 + a * t2 + (b * t1 - c * t0)];
    }

    private struct Body : IBody
    {
        public static int Rows => 3;

        public static int Columns => 7;

        public static void Run<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : struct, IReal<T>
        {
            var norm = T.Sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3]);
            T a = x[0] / norm, b = x[1] / norm, c = x[2] / norm, d = x[3] / norm;
            T t0 = (T)2 * (c * x[6] - d * x[5]), t1 = (T)2 * (d * x[4] - b * x[6]), t2 = (T)2 * (b * x[5] - c * x[4]);
            y[0] = x[4] + a * t0 + (c * t2 - d * t1);
            y[1] = x[5] + a * t1 + (d * t0 - b * t2);
            y[2] = x[6] + a * t2 + (b * t1 - c * t0);
        }
    }

    /// <summary>By the unit quaternion first, then with what points along it taken out.</summary>
    private struct ByHand : IContender
    {
        public static void Jacobian(double[] q, Span<double> jacobian)
        {
            var inverse = 1 / Math.Sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
            double a = q[0] * inverse, b = q[1] * inverse, c = q[2] * inverse, d = q[3] * inverse;
            double p0 = q[4], p1 = q[5], p2 = q[6], twice = 2 * inverse;

            // y = p + 2a(v × p) + 2v × (v × p) with v = (b, c, d).
            double m0 = c * p2 - d * p1, m1 = d * p0 - b * p2, m2 = b * p1 - c * p0;
            var dot = b * p0 + c * p1 + d * p2;
            var square = b * b + c * c + d * d;
            double e0 = c * m2 - d * m1, e1 = d * m0 - b * m2, e2 = b * m1 - c * m0;

            // ∂y/∂v = 2(−a[p]ₓ + v·pᵀ + (v·p)I − 2p·vᵀ).
            Row(jacobian.Slice(14, 7), m2, b * p2, c * p2, d * p2, a * p1, -a * p0, 0, d * p0, d * p1, d * p2 + dot, 2 * (a * m2 + e2));
            Row(jacobian.Slice(7, 7), m1, b * p1, c * p1, d * p1, -a * p2, 0, a * p0, c * p0, c * p1 + dot, c * p2, 2 * (a * m1 + e1));
            Row(jacobian.Slice(0, 7), m0, b * p0, c * p0, d * p0, 0, a * p2, -a * p1, b * p0 + dot, b * p1, b * p2, 2 * (a * m0 + e0));
            Turn(jacobian);

            void Row(Span<double> row, double byA, double vp0, double vp1, double vp2, double x0, double x1, double x2, double pv0, double pv1, double pv2, double radial)
            {
                row[3] = twice * (x2 + pv2 - 2 * vp2 - radial * d);
                row[2] = twice * (x1 + pv1 - 2 * vp1 - radial * c);
                row[1] = twice * (x0 + pv0 - 2 * vp0 - radial * b);
                row[0] = twice * (byA - radial * a);
            }

            void Turn(Span<double> rows)
            {
                rows[20] = 1 + 2 * (d * d - square);
                rows[19] = 2 * (c * d + a * b);
                rows[18] = 2 * (b * d - a * c);
                rows[13] = 2 * (c * d - a * b);
                rows[12] = 1 + 2 * (c * c - square);
                rows[11] = 2 * (b * c + a * d);
                rows[6] = 2 * (b * d + a * c);
                rows[5] = 2 * (b * c - a * d);
                rows[4] = 1 + 2 * (b * b - square);
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], x[2], x[3], x[4], x[5], x[6], jacobian);
    }
}
