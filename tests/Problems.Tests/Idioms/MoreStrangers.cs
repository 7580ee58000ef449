using System.Numerics;
using Problems.Checking;

namespace Problems.Idioms;

internal struct Particle2 { public double X, Y, Vx, Vy; public double M; }
internal sealed class Spring { public required double K { get; init; } public double Rest { get; init; } = 1.0; public double Force(double len) => -K * (len - Rest); }
internal static class Ext
{
    public static double Sq(this double x) => x * x;
    public static T Poly<T>(this T x, params T[] c) where T : INumber<T> { T r = T.Zero; for (int i = c.Length - 1; i >= 0; i--) r = r * x + c[i]; return r; }
    public static double Norm(this IEnumerable<double> xs) => Math.Sqrt(xs.Sum(x => x * x));
    public static double Mean(this double[] xs) { double s = 0; foreach (var x in xs) s += x; return s / xs.Length; }
}
internal readonly struct Dual2
{
    public readonly double V, D; public Dual2(double v, double d = 0) { V = v; D = d; }
    public static implicit operator Dual2(double v) => new(v); public static Dual2 operator *(Dual2 a, Dual2 b) => new(a.V * b.V, a.V * b.D + a.D * b.V); public static Dual2 operator +(Dual2 a, Dual2 b) => new(a.V + b.V, a.D + b.D);
    public static Dual2 Sin(Dual2 a) => new(Math.Sin(a.V), Math.Cos(a.V) * a.D);
}
internal sealed class Matrix2(double[,] a)
{
    private readonly double[,] _a = a; public double this[int i, int j] => _a[i, j]; public int Rows => _a.GetLength(0);
    public static Matrix2 operator *(Matrix2 l, Matrix2 r) { var c = new double[l.Rows, r._a.GetLength(1)]; for (int i = 0; i < l.Rows; i++) for (int j = 0; j < r._a.GetLength(1); j++) for (int k = 0; k < r.Rows; k++) c[i, j] += l[i, k] * r[k, j]; return new Matrix2(c); }
}

/// <summary>What another stranger might write: systems in time, factorisations, transforms, helpers of every sort.</summary>
internal static partial class MoreStrangers
{
    // ODE
    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.0, 0.0 }, 0.01)]
    public static double[] Robertson(double[] y, double dt)
    {
        double[] f = new double[3];
        (double k1, double k2, double k3) = (0.04, 3e7, 1e4);
        f[0] = -k1 * y[0] + k3 * y[1] * y[2];
        f[2] = k2 * y[1].Sq();
        f[1] = -(f[0] + f[2]);
        return f.Select((v, i) => y[i] + dt * v).ToArray();
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.5, -0.2, 0.3, 0.4, 0.1 })]
    public static double[] NBody(double[] p)
    {
        int n = p.Length / 2;
        var acc = new double[p.Length];
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++)
            {
                double dx = p[2 * j] - p[2 * i], dy = p[2 * j + 1] - p[2 * i + 1];
                double r2 = dx * dx + dy * dy + 0.01, inv = 1 / (r2 * Math.Sqrt(r2));
                acc[2 * i] += dx * inv; acc[2 * i + 1] += dy * inv;
                acc[2 * j] -= dx * inv; acc[2 * j + 1] -= dy * inv;
            }
        return acc;
    }

    [Differentiable(Kinds.Scalar), At(0.5, 1.2)]
    public static double SpringEnergy(double k, double x0)
    {
        var s = new Spring { K = k, Rest = 0.7 };
        double x = x0, v = 0, e = 0;
        for (int i = 0; i < 20; i++) { v += s.Force(x) * 0.1; x += v * 0.1; e += 0.5 * v * v + 0.5 * s.K * (x - s.Rest).Sq(); }
        return e;
    }

    [Differentiable(Kinds.Scalar), At(0.5)]
    public static double GenericPoly(double x) => x.Poly(1.0, 2, 3) * x.Poly(0.5, x, x * x);

    [Differentiable(Kinds.Scalar), At(0.5)]
    public static double HandDual(double x) { Dual2 d = new(x, 1); var r = Dual2.Sin(d * d) + 3.0 * d; return r.V * r.D; }

    [Differentiable(Kinds.Scalar), At("1 2; 3 4", 0.7)]
    public static double MatrixPower(double[,] a, double s)
    {
        var m = new Matrix2(a); var r = m;
        for (int i = 0; i < 3; i++) r = r * m;
        return r[0, 0] + s * r[1, 1];
    }

    [Differentiable(Kinds.Vector), At(new[] { 4.0, 1, 2, 1, 5, 1, 2, 1, 6 }, new[] { 1.0, 2, 3 })]
    public static double[] Cholesky(double[] a, double[] b)
    {
        int n = b.Length; var l = new double[n * n];
        for (int j = 0; j < n; j++)
        {
            double d = a[j * n + j];
            for (int k = 0; k < j; k++) d -= l[j * n + k] * l[j * n + k];
            if (d <= 0) throw new InvalidOperationException("not positive definite");
            l[j * n + j] = Math.Sqrt(d);
            for (int i = j + 1; i < n; i++)
            {
                double s = a[i * n + j];
                for (int k = 0; k < j; k++) s -= l[i * n + k] * l[j * n + k];
                l[i * n + j] = s / l[j * n + j];
            }
        }
        var x = (double[])b.Clone();
        for (int i = 0; i < n; i++) { for (int k = 0; k < i; k++) x[i] -= l[i * n + k] * x[k]; x[i] /= l[i * n + i]; }
        for (int i = n - 1; i >= 0; i--) { for (int k = i + 1; k < n; k++) x[i] -= l[k * n + i] * x[k]; x[i] /= l[i * n + i]; }
        return x;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5, 3, 1, 2, 1, 0 })]
    public static Complex Dft1(double[] x)
    {
        Complex sum = Complex.Zero;
        for (int n = 0; n < x.Length; n++) sum += x[n] * Complex.Exp(-Complex.ImaginaryOne * 2 * Math.PI * n / x.Length);
        return Complex.Pow(sum, 2) + Complex.Sqrt(sum);
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5, 3, 1, 2, 1, 0 })]
    public static double[] Fft(double[] signal)
    {
        int n = signal.Length;
        var re = signal.ToArray(); var im = new double[n];
        for (int i = 1, j = 0; i < n; i++)
        {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i < j) { (re[i], re[j]) = (re[j], re[i]); }
        }
        for (int len = 2; len <= n; len <<= 1)
        {
            double ang = -2 * Math.PI / len;
            for (int i = 0; i < n; i += len)
                for (int k = 0; k < len / 2; k++)
                {
                    double wr = Math.Cos(ang * k), wi = Math.Sin(ang * k);
                    int a = i + k, b = a + len / 2;
                    double tr = re[b] * wr - im[b] * wi, ti = re[b] * wi + im[b] * wr;
                    re[b] = re[a] - tr; im[b] = im[a] - ti;
                    re[a] += tr; im[a] += ti;
                }
        }
        return re.Zip(im, (r, i) => r * r + i * i).ToArray();
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5, 3, 1 }, 0.3)]
    public static double[] Ema(double[] x, double alpha) { var l = new List<double> { x[0] }; for (int i = 1; i < x.Length; i++) l.Add(alpha * x[i] + (1 - alpha) * l[^1]); return l.ToArray(); }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 }, new[] { 1.5, 1, 0.7, 2 })]
    public static double Dtw(double[] a, double[] b)
    {
        var d = new double[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) for (int j = 0; j <= b.Length; j++) d[i, j] = double.PositiveInfinity;
        d[0, 0] = 0;
        for (int i = 1; i <= a.Length; i++)
            for (int j = 1; j <= b.Length; j++)
                d[i, j] = (a[i - 1] - b[j - 1]).Sq() + Math.Min(d[i - 1, j], Math.Min(d[i, j - 1], d[i - 1, j - 1]));
        return d[a.Length, b.Length];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.2, 0.8, 0.6, 0.4, 0.5, 0.5 })]
    public static double HmmForward(double[] p)
    {
        int[] obs = [0, 1, 1, 0, 1];
        Span<double> alpha = stackalloc double[2], next = stackalloc double[2];
        alpha[0] = p[4]; alpha[1] = p[5];
        double ll = 0;
        foreach (int o in obs)
        {
            for (int j = 0; j < 2; j++)
            {
                next[j] = 0;
                for (int i = 0; i < 2; i++) next[j] += alpha[i] * (i == j ? 0.7 : 0.3);
                next[j] *= o == 0 ? p[j] : p[2 + j];
            }
            double s = next[0] + next[1];
            ll += Math.Log(s);
            for (int j = 0; j < 2; j++) alpha[j] = next[j] / s;
        }
        return ll;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 4, 7 }, new[] { 1.0, 3, 2, 5 }, 2.5)]
    public static double CubicSpline(double[] x, double[] y, double t)
    {
        int n = x.Length - 1;
        double[] h = new double[n], al = new double[n], l = new double[n + 1], mu = new double[n + 1], z = new double[n + 1], c = new double[n + 1], b = new double[n], d = new double[n];
        for (int i = 0; i < n; i++) h[i] = x[i + 1] - x[i];
        for (int i = 1; i < n; i++) al[i] = 3 / h[i] * (y[i + 1] - y[i]) - 3 / h[i - 1] * (y[i] - y[i - 1]);
        l[0] = 1;
        for (int i = 1; i < n; i++) { l[i] = 2 * (x[i + 1] - x[i - 1]) - h[i - 1] * mu[i - 1]; mu[i] = h[i] / l[i]; z[i] = (al[i] - h[i - 1] * z[i - 1]) / l[i]; }
        for (int j = n - 1; j >= 0; j--) { c[j] = z[j] - mu[j] * c[j + 1]; b[j] = (y[j + 1] - y[j]) / h[j] - h[j] * (c[j + 1] + 2 * c[j]) / 3; d[j] = (c[j + 1] - c[j]) / (3 * h[j]); }
        int k = 0; while (k < n - 1 && t > x[k + 1]) k++;
        double u = t - x[k];
        return y[k] + b[k] * u + c[k] * u * u + d[k] * u * u * u;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.5, 0.5, 1.5, 1.0 })]
    public static double Verlet(double[] s)
    {
        var ps = new Particle2[2];
        for (int i = 0; i < 2; i++) ps[i] = new Particle2 { X = s[2 * i], Y = s[2 * i + 1], M = i + 1 };
        for (int step = 0; step < 5; step++)
        {
            for (int i = 0; i < ps.Length; i++)
            {
                ref var p = ref ps[i];
                var q = ps[1 - i];
                double dx = q.X - p.X, dy = q.Y - p.Y, r = double.Hypot(dx, dy);
                p.Vx += 0.01 * dx / (r * r * r); p.Vy += 0.01 * dy / (r * r * r);
            }
            for (int i = 0; i < ps.Length; i++) { ps[i].X += ps[i].Vx * 0.1; ps[i].Y += ps[i].Vy * 0.1; }
        }
        return ps.Sum(p => 0.5 * p.M * (p.Vx * p.Vx + p.Vy * p.Vy)) + ps[0].X * ps[1].Y;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, -2, 0.5, 3 })]
    public static double Norms(double[] v) => v.Norm() + v.Select(Math.Abs).Max() + v.Where(x => x > 0).Select(x => Math.Log(x)).Sum() + v.Mean();

    private static double Trapz(IReadOnlyList<double> t, IList<double> y) { double s = 0; for (int i = 1; i < t.Count; i++) s += 0.5 * (t[i] - t[i - 1]) * (y[i] + y[i - 1]); return s; }
    private static double Var(IEnumerable<double> xs) { double m = xs.Average(), s = 0; int n = 0; foreach (var x in xs) { s += (x - m) * (x - m); n++; } return s / n; }
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 3.5, 4 })]
    public static double Interfaces(double[] v) { var sq = new double[v.Length]; for (int i = 0; i < v.Length; i++) sq[i] = v[i] * v[i]; IReadOnlyList<double> alias = sq; var l = new List<double>(); foreach (var x in v) l.Add(-x); l.Sort(); return Trapz(v, sq) + Var(v) * alias[1] + Var(v.Select(x => x * x)) + alias.Count + Var(v.Where(x => x > 1.5)) + l[0] * l[1]; }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, -2, 0.5, 3 })]
    public static double GroupedWindows(double[] v)
    {
        double best = double.NegativeInfinity;
        for (int start = 0; start + 2 <= v.Length; start++)
        {
            var window = v[start..(start + 2)];
            var s = window.Sum() * window[^1];
            best = Math.Max(best, s);
        }
        return best;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.6 })]
    public static double[] NewtonSystem(double[] x0)
    {
        double x = x0[0], y = x0[1];
        for (int iter = 0; iter < 3; iter++)
        {
            double f1 = x * x + y * y - 1, f2 = x - y * y, a = 2 * x, b = 2 * y, c = 1, d = -2 * y, det = a * d - b * c;
            if (Math.Abs(det) < 1e-12) break;
            x -= (f1 * d - b * f2) / det;
            y -= (a * f2 - c * f1) / det;
        }
        return [x, y];
    }

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Recursive(double x, double y)
    {
        double Cheb(int n) => n switch { 0 => 1, 1 => x, _ => 2 * x * Cheb(n - 1) - Cheb(n - 2) };
        return Cheb(5) * y;
    }

    [Differentiable(Kinds.Scalar), At(0.4f, 0.7f)]
    public static float FloatShade(float x, float y) { var v = new Vector3(x, y, 1f - x * y); v = Vector3.Normalize(v); return MathF.Pow(Vector3.Dot(v, Vector3.UnitZ), 3f) + Vector3.Distance(v, Vector3.One); }

    [Differentiable(Kinds.Vector), At(0.4f, 0.7f)]
    public static Vector3 Rotated(float a, float b) => Vector3.Transform(new Vector3(1, a, b), Matrix4x4.CreateRotationZ(a) * Matrix4x4.CreateTranslation(b, 0, 1));

    [Differentiable(Kinds.Scalar), At(0.4, 0.7)]
    public static double Try(double x, double y) { if (!TryInvert(x, out var inv)) return 0; return inv * y; static bool TryInvert(double v, out double r) { r = 0; if (v == 0) return false; r = 1 / v; return true; } }

    private static readonly Func<double, double, double>[] Ops = [(a, b) => a * b, (a, b) => a + Math.Sin(b), Math.Atan2];
    [Differentiable(Kinds.Scalar), At(new[] { 0.4, 0.7, 1.2 }, 2), At(new[] { 0.4, 0.7, 1.2 }, 0)]
    public static double Tables(double[] x, int first) { double s = x[0]; for (int i = 1; i < x.Length; i++) { var op = Ops[(first + i) % Ops.Length]; s = op(s, x[i]) + Ops[1](s, s); } return s; }

    [Differentiable(Kinds.Scalar), At(new[] { 0.4, 0.7, 1.2 })]
    public static double DictMemo(double[] x) { var fs = new Func<double, double>[] { Math.Sin, Math.Cos, v => v * v }; double s = 0; for (int i = 0; i < x.Length; i++) s += fs[i](x[i]); return s; }
}
