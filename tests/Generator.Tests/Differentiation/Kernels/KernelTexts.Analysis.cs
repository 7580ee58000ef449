namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <content>Transforms, splines, quadrature, iterations.</content>
internal static partial class KernelTexts
{
    public const string Analysis = """
        // at: new[] { 1.0, 2.0, 3.0, 4.0 }, new[] { 0.5, -1.0, 0.25 }
        [Differentiable] public static double[] Convolve(double[] x, double[] h)
        {
            var y = new double[x.Length + h.Length - 1];
            for (int n = 0; n < y.Length; n++)
                for (int k = Math.Max(0, n - x.Length + 1); k <= Math.Min(n, h.Length - 1); k++)
                    y[n] += h[k] * x[n - k];
            return y;
        }
        // at: new[] { 1.0, 2.0, 0.5, -1.0 }, new[] { 0.0, 0.3, -0.2, 0.7 }
        [Differentiable] public static double[] FftPower(double[] re0, double[] im0)
        {
            double[] re = (double[])re0.Clone(), im = (double[])im0.Clone();
            int n = re.Length;
            for (int i = 1, j = 0; i < n; i++)
            {
                int bit = n >> 1;
                for (; (j & bit) != 0; bit >>= 1) j ^= bit;
                j ^= bit;
                if (i < j) { (re[i], re[j]) = (re[j], re[i]); (im[i], im[j]) = (im[j], im[i]); }
            }
            for (int len = 2; len <= n; len <<= 1)
            {
                double ang = -2 * Math.PI / len;
                for (int i = 0; i < n; i += len)
                    for (int k = 0; k < len / 2; k++)
                    {
                        double wr = Math.Cos(ang * k), wi = Math.Sin(ang * k);
                        int u = i + k, v = i + k + len / 2;
                        double tr = re[v] * wr - im[v] * wi, ti = re[v] * wi + im[v] * wr;
                        re[v] = re[u] - tr; im[v] = im[u] - ti;
                        re[u] += tr; im[u] += ti;
                    }
            }
            var p = new double[n];
            for (int i = 0; i < n; i++) p[i] = re[i] * re[i] + im[i] * im[i];
            return p;
        }
        // at: new[] { 0.0, 1.0, 2.5, 3.0 }, new[] { 1.0, 0.5, 2.0, -1.0 }, 1.7
        [Differentiable] public static double CubicSpline(double[] xs, double[] ys, double t)
        {
            int n = xs.Length - 1;
            double[] h = new double[n], alpha = new double[n], l = new double[n + 1], mu = new double[n], z = new double[n + 1];
            double[] c = new double[n + 1], b = new double[n], d = new double[n];
            for (int i = 0; i < n; i++) h[i] = xs[i + 1] - xs[i];
            for (int i = 1; i < n; i++) alpha[i] = 3 / h[i] * (ys[i + 1] - ys[i]) - 3 / h[i - 1] * (ys[i] - ys[i - 1]);
            l[0] = 1;
            for (int i = 1; i < n; i++)
            {
                l[i] = 2 * (xs[i + 1] - xs[i - 1]) - h[i - 1] * mu[i - 1];
                mu[i] = h[i] / l[i];
                z[i] = (alpha[i] - h[i - 1] * z[i - 1]) / l[i];
            }
            l[n] = 1;
            for (int j = n - 1; j >= 0; j--)
            {
                c[j] = z[j] - mu[j] * c[j + 1];
                b[j] = (ys[j + 1] - ys[j]) / h[j] - h[j] * (c[j + 1] + 2 * c[j]) / 3;
                d[j] = (c[j + 1] - c[j]) / (3 * h[j]);
            }
            int s = 0;
            while (s < n - 1 && t > xs[s + 1]) s++;
            double u = t - xs[s];
            return ys[s] + u * (b[s] + u * (c[s] + u * d[s]));
        }
        // at: new[] { 0.5, 1.5, -0.3, 2.0 }, 0.35
        [Differentiable] public static double DeCasteljau(double[] p, double t)
        {
            double[] q = p.ToArray();
            for (int r = 1; r < q.Length; r++)
                for (int i = 0; i < q.Length - r; i++)
                    q[i] = (1 - t) * q[i] + t * q[i + 1];
            return q[0];
        }
        // at: 0.3, 1.7, 4
        [Differentiable] public static double Romberg(double a, double b, int levels)
        {
            static double F(double x) => Math.Exp(-x * x);
            var r = new double[levels, levels];
            double h = b - a;
            r[0, 0] = h / 2 * (F(a) + F(b));
            int n = 1;
            for (int i = 1; i < levels; i++)
            {
                h /= 2;
                double s = 0;
                for (int k = 1; k <= n; k++) s += F(a + (2 * k - 1) * h);
                r[i, 0] = r[i - 1, 0] / 2 + h * s;
                double f = 4;
                for (int j = 1; j <= i; j++) { r[i, j] = (f * r[i, j - 1] - r[i - 1, j - 1]) / (f - 1); f *= 4; }
                n *= 2;
            }
            return r[levels - 1, levels - 1];
        }
        // at: 0.3, 1.7, 10
        [Differentiable] public static double Simpson(double a, double b, int n)
        {
            Func<double, double> f = x => Math.Sin(x) / (1 + x * x);
            double h = (b - a) / n, s = f(a) + f(b);
            for (int i = 1; i < n; i++) s += (i % 2 == 0 ? 2 : 4) * f(a + i * h);
            return s * h / 3;
        }
        static double[] Rhs(double[] y, double k) => [y[1], -k * Math.Sin(y[0])];
        static double[] Axpy(double[] y, double h, double[] k) { var r = new double[y.Length]; for (int i = 0; i < r.Length; i++) r[i] = y[i] + h * k[i]; return r; }
        static double[] Rk4Step(double[] y, double h, double k)
        {
            var k1 = Rhs(y, k);
            var k2 = Rhs(Axpy(y, h / 2, k1), k);
            var k3 = Rhs(Axpy(y, h / 2, k2), k);
            var k4 = Rhs(Axpy(y, h, k3), k);
            var r = new double[y.Length];
            for (int i = 0; i < r.Length; i++) r[i] = y[i] + h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
            return r;
        }
        // at: 0.5, -0.2, 1.3, 7
        [Differentiable] public static double[] Rk4Helpers(double x, double v, double k, int steps)
        {
            double[] y = [x, v];
            for (int i = 0; i < steps; i++) y = Rk4Step(y, 0.05, k);
            return y;
        }
        // at: new[] { 0.5, -0.2 }, 1.3, 7
        [Differentiable] public static double Rk4Array(double[] y0, double k, int steps)
        {
            var y = y0;
            for (int i = 0; i < steps; i++) y = Rk4Step(y, 0.05, k);
            return y[0] * y[0] + y[1];
        }
        // at: new[] { 0.1, 0.5, -0.2, 0.3 }, new[] { 0.0, 0.1, 0.0, 0.2 }, 5
        [Differentiable] public static double[] WaveSwap(double[] u0, double[] u1, int steps)
        {
            int n = u0.Length;
            double[] prev = (double[])u0.Clone(), cur = (double[])u1.Clone(), next = new double[n];
            for (int s = 0; s < steps; s++)
            {
                for (int i = 1; i < n - 1; i++) next[i] = 2 * cur[i] - prev[i] + 0.1 * (cur[i - 1] - 2 * cur[i] + cur[i + 1]) * cur[i];
                var t = prev; prev = cur; cur = next; next = t;
            }
            return cur;
        }
        // at: new[,] { { 4.0, 1.0, 0.5 }, { 1.0, 3.0, 0.2 }, { 0.5, 0.2, 2.0 } }, new[] { 1.0, 2.0, 3.0 }
        [Differentiable] public static double[] Jacobi(double[,] a, double[] b)
        {
            int n = b.Length;
            double[] x = new double[n], y = new double[n];
            for (int it = 0; it < 200; it++)
            {
                double delta = 0;
                for (int i = 0; i < n; i++)
                {
                    double s = b[i];
                    for (int j = 0; j < n; j++) if (j != i) s -= a[i, j] * x[j];
                    y[i] = s / a[i, i];
                    delta = Math.Max(delta, Math.Abs(y[i] - x[i]));
                }
                (x, y) = (y, x);
                if (delta < 1e-13) break;
            }
            return x;
        }
        // at: 2.0
        [Differentiable] public static double Bisection(double c)
        {
            double lo = 0, hi = 3;
            for (int i = 0; i < 60; i++)
            {
                double mid = 0.5 * (lo + hi);
                if (mid * mid > 2.0) hi = mid; else lo = mid;
            }
            return lo * Math.Sin(c);
        }
        // at: 2.5
        [Differentiable] public static double NewtonSqrt(double a)
        {
            double x = a;
            for (int i = 0; i < 50; i++)
            {
                double next = 0.5 * (x + a / x);
                if (Math.Abs(next - x) < 1e-15 * next) return next;
                x = next;
            }
            throw new InvalidOperationException("no convergence");
        }
        """;
}
