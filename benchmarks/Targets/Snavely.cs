using SymbolicJacobian.Benchmarks.Numbers;
using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>The reprojection of Bundler (N. Snavely): camera (rotation, translation, f, k1, k2), point and a weight; 2 × 13.</summary>
internal static partial class Snavely
{
    public static Kernel Kernel { get; } = Peers.Compare<Body, ByHand, Generated>(
        "Snavely reprojection, 2×13", [0.1, -0.2, 0.3, 0.5, -0.4, -6, 500, -0.02, 0.003, 0.3, 0.2, 1.1, 0.9], 0.01, 1e-12);

    [Differentiable(Derivatives.Jacobian | Derivatives.Batch)]
    public static double[] F([Size(9)] ReadOnlySpan<double> c, [Size(3)] ReadOnlySpan<double> p, double w)
    {
        var square = c[0] * c[0] + c[1] * c[1] + c[2] * c[2];
        var angle = Math.Sqrt(square);
        var (sine, cosine) = (Math.Sin(angle), Math.Cos(angle));
        double k0 = c[0] / angle, k1 = c[1] / angle, k2 = c[2] / angle;
        var along = (k0 * p[0] + k1 * p[1] + k2 * p[2]) * (1 - cosine);
        var x = p[0] * cosine + (k1 * p[2] - k2 * p[1]) * sine + k0 * along + c[3];
        var y = p[1] * cosine + (k2 * p[0] - k0 * p[2]) * sine + k1 * along + c[4];
        var z = p[2] * cosine + (k0 * p[1] - k1 * p[0]) * sine + k2 * along + c[5];
        double u = -x / z, v = -y / z;
        var r = u * u + v * v;
        var scale = c[6] * (1 + c[7] * r + c[8] * r * r);
        return [w * (scale * u), w * (scale * v)];
    }

    internal struct Body : IBody
    {
        public static int Rows => 2;

        public static int Columns => 13;

        public static void Run<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : struct, IReal<T>
        {
            var c = x[..9];
            var p = x[9..12];
            var angle = T.Sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2]);
            var (sine, cosine) = (T.Sin(angle), T.Cos(angle));
            T k0 = c[0] / angle, k1 = c[1] / angle, k2 = c[2] / angle;
            var along = (k0 * p[0] + k1 * p[1] + k2 * p[2]) * ((T)1 - cosine);
            var a = p[0] * cosine + (k1 * p[2] - k2 * p[1]) * sine + k0 * along + c[3];
            var b = p[1] * cosine + (k2 * p[0] - k0 * p[2]) * sine + k1 * along + c[4];
            var d = p[2] * cosine + (k0 * p[1] - k1 * p[0]) * sine + k2 * along + c[5];
            T u = -a / d, v = -b / d;
            var r = u * u + v * v;
            var scale = c[6] * ((T)1 + c[7] * r + c[8] * r * r);
            y[0] = x[12] * (scale * u);
            y[1] = x[12] * (scale * v);
        }
    }

    /// <summary>Backwards from each row to the camera's coordinates, then through the left Jacobian of the rotation group.</summary>
    internal struct ByHand : IContender
    {
        public static void Jacobian(double[] t, Span<double> jacobian) => Fill(t, jacobian);

        public static void Fill(ReadOnlySpan<double> t, Span<double> jacobian)
        {
            var w = t[12];
            var angle = Math.Sqrt(t[0] * t[0] + t[1] * t[1] + t[2] * t[2]);
            var (sine, cosine) = Math.SinCos(angle);
            var inverse = 1 / angle;
            double k0 = t[0] * inverse, k1 = t[1] * inverse, k2 = t[2] * inverse, versine = 1 - cosine;
            double x0 = t[9], x1 = t[10], x2 = t[11];
            var along = (k0 * x0 + k1 * x1 + k2 * x2) * versine;
            var r0 = x0 * cosine + (k1 * x2 - k2 * x1) * sine + k0 * along;
            var r1 = x1 * cosine + (k2 * x0 - k0 * x2) * sine + k1 * along;
            var r2 = x2 * cosine + (k0 * x1 - k1 * x0) * sine + k2 * along;
            var depth = 1 / (r2 + t[5]);
            double u = -(r0 + t[3]) * depth, v = -(r1 + t[4]) * depth;
            var q = u * u + v * v;
            var distortion = 1 + (t[7] + t[8] * q) * q;
            var f = t[6];
            var slope = 2 * f * (t[7] + 2 * t[8] * q);
            var (wf, scale, wd) = (w * f, f * distortion, w * depth);
            Row(jacobian.Slice(13, 13), v, slope * u * v, scale + slope * v * v);
            Row(jacobian.Slice(0, 13), u, scale + slope * u * u, slope * u * v);

            void Row(Span<double> row, double image, double byU, double byV)
            {
                row[12] = scale * image;
                double a0 = -wd * byU, a1 = -wd * byV, a2 = -wd * (byU * u + byV * v);
                row[5] = a2;
                row[4] = a1;
                row[3] = a0;
                var weighted = w * image;
                row[6] = weighted * distortion;
                var first = wf * image * q;
                row[8] = first * q;
                row[7] = first;

                // ∂(R·X)/∂r = −[R·X]ₓ·J_l, transposed: J_lᵀ·(R·X × a); and ∂/∂X = Rᵀ·a.
                double b0 = r1 * a2 - r2 * a1, b1 = r2 * a0 - r0 * a2, b2 = r0 * a1 - r1 * a0;
                var (s, c) = (sine * inverse, versine * inverse);
                var kb = (k0 * b0 + k1 * b1 + k2 * b2) * (1 - s);
                row[0] = s * b0 + c * (b1 * k2 - b2 * k1) + k0 * kb;
                row[1] = s * b1 + c * (b2 * k0 - b0 * k2) + k1 * kb;
                row[2] = s * b2 + c * (b0 * k1 - b1 * k0) + k2 * kb;
                var ka = (k0 * a0 + k1 * a1 + k2 * a2) * versine;
                row[9] = cosine * a0 + sine * (a1 * k2 - a2 * k1) + k0 * ka;
                row[10] = cosine * a1 + sine * (a2 * k0 - a0 * k2) + k1 * ka;
                row[11] = cosine * a2 + sine * (a0 * k1 - a1 * k0) + k2 * ka;
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x.AsSpan(0, 9), x.AsSpan(9, 3), x[12], jacobian);
    }
}
