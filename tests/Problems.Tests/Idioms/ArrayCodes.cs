using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Array-heavy numerics as robotics, simulation, finance and vision programmers write them.</summary>
internal static partial class ArrayCodes
{
    [Differentiable(Kinds.Vector), At("4 1 0.5; 1 3 0.2; 0.5 0.2 2")]
    public static double[,] InverseByGaussJordan(double[,] m)
    {
        int n = m.GetLength(0);
        var a = new double[n, 2 * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) a[i, j] = m[i, j];
            a[i, n + i] = 1;
        }

        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
                if (Math.Abs(a[i, k]) > Math.Abs(a[pivot, k])) pivot = i;
            if (pivot != k)
                for (int j = 0; j < 2 * n; j++) (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            double p = a[k, k];
            for (int j = 0; j < 2 * n; j++) a[k, j] /= p;
            for (int i = 0; i < n; i++)
            {
                if (i == k) continue;
                double f = a[i, k];
                for (int j = 0; j < 2 * n; j++) a[i, j] -= f * a[k, j];
            }
        }

        var inverse = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) inverse[i, j] = a[i, n + j];
        return inverse;
    }

    [Differentiable(Kinds.Scalar), At("4 1 0.5; 1 3 0.2; 0.5 0.2 2")]
    public static double LogDetByCholesky(double[,] a)
    {
        int n = a.GetLength(0);
        var l = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = a[i, j];
                for (int k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                if (i == j)
                {
                    if (sum <= 0) throw new ArgumentException("not positive definite", nameof(a));
                    l[i, i] = Math.Sqrt(sum);
                }
                else
                {
                    l[i, j] = sum / l[j, j];
                }
            }
        }

        double logDet = 0;
        for (int i = 0; i < n; i++) logDet += 2 * Math.Log(l[i, i]);
        return logDet;
    }

    [Differentiable(Kinds.Vector), At("4 1; 1 3; 0.5 0.2", new[] { 1.0, 2, 0.5 })]
    public static double[] LeastSquaresByHouseholder(double[,] matrix, double[] rhs)
    {
        int m = matrix.GetLength(0), n = matrix.GetLength(1);
        var a = (double[,])matrix.Clone();
        var b = (double[])rhs.Clone();
        for (int k = 0; k < n; k++)
        {
            double norm = 0;
            for (int i = k; i < m; i++) norm += a[i, k] * a[i, k];
            norm = Math.Sqrt(norm);
            double alpha = a[k, k] > 0 ? -norm : norm;
            var v = new double[m];
            v[k] = a[k, k] - alpha;
            for (int i = k + 1; i < m; i++) v[i] = a[i, k];
            double vv = 0;
            for (int i = k; i < m; i++) vv += v[i] * v[i];
            for (int j = k; j < n; j++)
            {
                double dot = 0;
                for (int i = k; i < m; i++) dot += v[i] * a[i, j];
                for (int i = k; i < m; i++) a[i, j] -= 2 * v[i] * dot / vv;
            }

            double bd = 0;
            for (int i = k; i < m; i++) bd += v[i] * b[i];
            for (int i = k; i < m; i++) b[i] -= 2 * v[i] * bd / vv;
        }

        var x = new double[n];
        for (int i = n - 1; i >= 0; i--)
        {
            x[i] = b[i];
            for (int j = i + 1; j < n; j++) x[i] -= a[i, j] * x[j];
            x[i] /= a[i, i];
        }

        return x;
    }

    [Differentiable(Kinds.Vector), At("1 2 0.5; 4 1 0.3; 0.5 0.2 2", new[] { 1.0, 2, 0.5 })]
    public static double[] SolveByPivotedLu(double[][] matrix, double[] b)
    {
        int n = b.Length;
        var lu = new double[n][];
        for (int i = 0; i < n; i++)
        {
            lu[i] = new double[n];
            Array.Copy(matrix[i], lu[i], n);
        }

        var perm = new int[n];
        for (int i = 0; i < n; i++) perm[i] = i;
        for (int k = 0; k < n; k++)
        {
            int p = k;
            for (int i = k + 1; i < n; i++)
                if (Math.Abs(lu[i][k]) > Math.Abs(lu[p][k])) p = i;
            if (p != k)
            {
                var tmp = lu[k];
                lu[k] = lu[p];
                lu[p] = tmp;
                (perm[k], perm[p]) = (perm[p], perm[k]);
            }

            for (int i = k + 1; i < n; i++)
            {
                lu[i][k] /= lu[k][k];
                for (int j = k + 1; j < n; j++) lu[i][j] -= lu[i][k] * lu[k][j];
            }
        }

        var x = new double[n];
        for (int i = 0; i < n; i++)
        {
            x[i] = b[perm[i]];
            for (int j = 0; j < i; j++) x[i] -= lu[i][j] * x[j];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++) x[i] -= lu[i][j] * x[j];
            x[i] /= lu[i][i];
        }

        return x;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4, 1, -1, 0.5, 0.2 })]
    public static double SpectrumByFft(double[] signal)
    {
        int n = signal.Length;
        var re = new double[n];
        var im = new double[n];
        Array.Copy(signal, re, n);
        for (int i = 1, j = 0; i < n; i++)
        {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i < j)
            {
                (re[i], re[j]) = (re[j], re[i]);
                (im[i], im[j]) = (im[j], im[i]);
            }
        }

        for (int len = 2; len <= n; len <<= 1)
        {
            double angle = -2 * Math.PI / len;
            for (int i = 0; i < n; i += len)
            {
                for (int k = 0; k < len / 2; k++)
                {
                    double wr = Math.Cos(angle * k), wi = Math.Sin(angle * k);
                    int u = i + k, v = i + k + len / 2;
                    double tr = re[v] * wr - im[v] * wi, ti = re[v] * wi + im[v] * wr;
                    re[v] = re[u] - tr;
                    im[v] = im[u] - ti;
                    re[u] += tr;
                    im[u] += ti;
                }
            }
        }

        double power = 0;
        for (int k = 0; k < n; k++) power += k * (re[k] * re[k] + im[k] * im[k]);
        return power;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double SpectrumOfComplexArray(double[] signal)
    {
        int n = signal.Length;
        var f = new System.Numerics.Complex[n];
        for (int k = 0; k < n; k++)
            for (int t = 0; t < n; t++)
                f[k] += signal[t] * System.Numerics.Complex.Exp(new System.Numerics.Complex(0, -2 * Math.PI * k * t / n));
        double power = 0;
        foreach (var c in f) power += c.Real * c.Real + c.Imaginary * c.Imaginary * c.Real;
        return power;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.0, 1, 1 }, new[] { 4.0, 4, 5 }, new[] { 1.0, 1, 0 }, new[] { 1.0, 2, 3 })]
    public static double[] Thomas(double[] a, double[] b, double[] c, double[] d)
    {
        int n = d.Length;
        Span<double> cp = stackalloc double[n];
        Span<double> dp = stackalloc double[n];
        cp[0] = c[0] / b[0];
        dp[0] = d[0] / b[0];
        for (int i = 1; i < n; i++)
        {
            double m = b[i] - a[i] * cp[i - 1];
            cp[i] = c[i] / m;
            dp[i] = (d[i] - a[i] * dp[i - 1]) / m;
        }

        var x = new double[n];
        x[^1] = dp[^1];
        for (int i = n - 2; i >= 0; i--) x[i] = dp[i] - cp[i] * x[i + 1];
        return x;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.0, 1, 2.5, 3 }, new[] { 1.0, 0.5, 2, 1.5 }, 1.7)]
    public static double NaturalSpline(double[] x, double[] y, double at)
    {
        int n = x.Length - 1;
        double[] h = new double[n], alpha = new double[n], l = new double[n + 1], mu = new double[n + 1], z = new double[n + 1];
        double[] c = new double[n + 1], b = new double[n], d = new double[n];
        for (int i = 0; i < n; i++) h[i] = x[i + 1] - x[i];
        for (int i = 1; i < n; i++) alpha[i] = 3 / h[i] * (y[i + 1] - y[i]) - 3 / h[i - 1] * (y[i] - y[i - 1]);
        l[0] = 1;
        for (int i = 1; i < n; i++)
        {
            l[i] = 2 * (x[i + 1] - x[i - 1]) - h[i - 1] * mu[i - 1];
            mu[i] = h[i] / l[i];
            z[i] = (alpha[i] - h[i - 1] * z[i - 1]) / l[i];
        }

        l[n] = 1;
        for (int j = n - 1; j >= 0; j--)
        {
            c[j] = z[j] - mu[j] * c[j + 1];
            b[j] = (y[j + 1] - y[j]) / h[j] - h[j] * (c[j + 1] + 2 * c[j]) / 3;
            d[j] = (c[j + 1] - c[j]) / (3 * h[j]);
        }

        int s = 0;
        while (s < n - 1 && at > x[s + 1]) s++;
        double t = at - x[s];
        return y[s] + t * (b[s] + t * (c[s] + t * d[s]));
    }

    [Differentiable(Kinds.Vector), At("1 2 3 4; 0.5 0.2 0.1 1; 2 1 0 1", "0.1 0.2; 0.3 0.4")]
    public static double[,] Convolve2D(double[,] image, double[,] kernel)
    {
        int h = image.GetLength(0), w = image.GetLength(1), kh = kernel.GetLength(0), kw = kernel.GetLength(1);
        var output = new double[h - kh + 1, w - kw + 1];
        for (int y = 0; y < output.GetLength(0); y++)
            for (int x = 0; x < output.GetLength(1); x++)
            {
                double sum = 0;
                for (int dy = 0; dy < kh; dy++)
                    for (int dx = 0; dx < kw; dx++)
                        sum += image[y + dy, x + dx] * kernel[dy, dx];
                output[y, x] = sum;
            }

        return output;
    }

    [Differentiable(Kinds.Vector), At("0.1 0.2; 0.3 0.4; 0.5 1", "1.0 2.0")]
    public static double[] BilinearSample(double[,] image, double[][] points)
    {
        var result = new double[points.Length];
        for (int k = 0; k < points.Length; k++)
        {
            double px = Math.Clamp(points[k][0] * 0.7, 0, 0.99), py = Math.Clamp(points[k][1] * 0.6, 0, 1.99);
            int x0 = (int)Math.Floor(px), y0 = (int)Math.Floor(py);
            double fx = px - x0, fy = py - y0;
            result[k] = (1 - fy) * ((1 - fx) * image[y0, x0] + fx * image[y0, x0 + 1]) + fy * ((1 - fx) * image[y0 + 1, x0] + fx * image[y0 + 1, x0 + 1]);
        }

        return result;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.7 }, "1 0.1; 0.1 1", 0.9, 0.1)]
    public static double[] KalmanStep(double[] state, double[,] p, double z, double dt)
    {
        double[,] f = { { 1, dt }, { 0, 1 } };
        double[] predicted = MatVec(f, state);
        double[,] pp = Add(Mul(Mul(f, p), Transpose(f)), new double[,] { { 0.01, 0 }, { 0, 0.02 } });
        double innovation = z - predicted[0];
        double s = pp[0, 0] + 0.5;
        double[] gain = { pp[0, 0] / s, pp[1, 0] / s };
        for (int i = 0; i < 2; i++) predicted[i] += gain[i] * innovation;
        double[] result = [.. predicted, pp[0, 0] * (1 - gain[0]), pp[1, 1] - gain[1] * pp[0, 1]];
        return result;
    }

    private static double[] MatVec(double[,] a, double[] x)
    {
        var y = new double[a.GetLength(0)];
        for (int i = 0; i < y.Length; i++)
            for (int j = 0; j < x.Length; j++) y[i] += a[i, j] * x[j];
        return y;
    }

    private static double[,] Mul(double[,] a, double[,] b)
    {
        var c = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < c.GetLength(0); i++)
            for (int j = 0; j < c.GetLength(1); j++)
                for (int k = 0; k < b.GetLength(0); k++) c[i, j] += a[i, k] * b[k, j];
        return c;
    }

    private static double[,] Transpose(double[,] a)
    {
        var t = new double[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < a.GetLength(0); i++)
            for (int j = 0; j < a.GetLength(1); j++) t[j, i] = a[i, j];
        return t;
    }

    private static double[,] Add(double[,] a, double[,] b)
    {
        var c = (double[,])a.Clone();
        for (int i = 0; i < c.GetLength(0); i++)
            for (int j = 0; j < c.GetLength(1); j++) c[i, j] += b[i, j];
        return c;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.5 }, new[] { 1.5, 1, 3, 1 })]
    public static double[] LotkaVolterraByRk4(double[] y0, double[] theta)
    {
        double[] y = (double[])y0.Clone();
        const int steps = 5;
        const double h = 0.1;
        for (int s = 0; s < steps; s++)
        {
            double[] k1 = Rate(y, theta);
            double[] k2 = Rate(Axpy(y, h / 2, k1), theta);
            double[] k3 = Rate(Axpy(y, h / 2, k2), theta);
            double[] k4 = Rate(Axpy(y, h, k3), theta);
            for (int i = 0; i < y.Length; i++) y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }

        return y;
    }

    private static double[] Rate(double[] y, double[] p) => new[] { p[0] * y[0] - p[1] * y[0] * y[1], -p[2] * y[1] + p[3] * y[0] * y[1] };

    private static double[] Axpy(double[] y, double a, double[] x)
    {
        var r = new double[y.Length];
        for (int i = 0; i < r.Length; i++) r[i] = y[i] + a * x[i];
        return r;
    }

    private static readonly double[][] Butcher =
    [
        [],
        [1.0 / 5],
        [3.0 / 40, 9.0 / 40],
        [44.0 / 45, -56.0 / 15, 32.0 / 9],
        [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
        [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
    ];

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.5 }, new[] { 1.5, 1, 3, 1 }, 0.2)]
    public static double[] DormandPrinceStep(double[] y, double[] theta, double h)
    {
        int n = y.Length;
        var k = new double[7][];
        for (int s = 0; s < 7; s++)
        {
            k[s] = new double[n];
            var ys = new double[n];
            for (int i = 0; i < n; i++)
            {
                double sum = y[i];
                for (int j = 0; j < s; j++) sum += h * Butcher[s][j] * k[j][i];
                ys[i] = sum;
            }

            double[] rate = Rate(ys, theta);
            for (int i = 0; i < n; i++) k[s][i] = rate[i];
        }

        var next = new double[n];
        for (int i = 0; i < n; i++)
        {
            next[i] = y[i];
            for (int s = 0; s < 6; s++) next[i] += h * Butcher[6][s] * k[s][i];
        }

        return next;
    }

    [Differentiable(Kinds.Scalar), At(100.0, 105.0, 0.05, 0.2, 1.0)]
    public static double AmericanPutByBinomialTree(double s0, double strike, double r, double sigma, double t)
    {
        const int n = 12;
        double dt = t / n, u = Math.Exp(sigma * Math.Sqrt(dt)), d = 1 / u;
        double p = (Math.Exp(r * dt) - d) / (u - d), discount = Math.Exp(-r * dt);
        var values = new double[n + 1];
        for (int i = 0; i <= n; i++) values[i] = Math.Max(0, strike - s0 * Math.Pow(u, 2 * i - n));
        for (int step = n - 1; step >= 0; step--)
            for (int i = 0; i <= step; i++)
            {
                double hold = discount * (p * values[i + 1] + (1 - p) * values[i]);
                double exercise = strike - s0 * Math.Pow(u, 2 * i - step);
                values[i] = Math.Max(hold, exercise);
            }

        return values[0];
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.0, 0.3, 1, 0.3, 0 }, 0.1, 0.01)]
    public static double[] HeatSteps(double[] u, double dx, double dt)
    {
        var current = (double[])u.Clone();
        var next = new double[u.Length];
        for (int step = 0; step < 4; step++)
        {
            next[0] = current[0];
            next[^1] = current[^1];
            for (int i = 1; i < u.Length - 1; i++)
                next[i] = current[i] + 0.1 * dt / (dx * dx) * (current[i + 1] - 2 * current[i] + current[i - 1]);
            (current, next) = (next, current);
        }

        return current;
    }

    [Differentiable(Kinds.Vector), At("0 0.3 1; 0.2 0.5 0.1; 1 0 0.4", 0.1)]
    public static double[,] ReactionDiffusion(double[,] u, double dt)
    {
        int n = u.GetLength(0), m = u.GetLength(1);
        var v = new double[n, m];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < m; j++)
            {
                double lap = u[(i + 1) % n, j] + u[(i + n - 1) % n, j] + u[i, (j + 1) % m] + u[i, (j + m - 1) % m] - 4 * u[i, j];
                v[i, j] = u[i, j] + dt * (lap + u[i, j] * (1 - u[i, j] * u[i, j]));
            }

        return v;
    }

    [Differentiable(Kinds.Scalar), At("0.3 0.7; -0.2 1.1; 0.5 0.1", "0.2 0.4; 0.1 0.3")]
    public static double ForwardAlgorithm(double[][] emissions, double[][] transitions)
    {
        int states = transitions.Length;
        double[] alpha = new double[states];
        for (int s = 0; s < states; s++) alpha[s] = emissions[0][s];
        for (int t = 1; t < emissions.Length; t++)
        {
            var next = new double[states];
            for (int s = 0; s < states; s++)
            {
                var terms = new double[states];
                for (int q = 0; q < states; q++) terms[q] = alpha[q] + transitions[q][s];
                next[s] = emissions[t][s] + LogSumExp(terms);
            }

            alpha = next;
        }

        return LogSumExp(alpha);
    }

    private static double LogSumExp(double[] x)
    {
        double max = x.Max();
        double sum = 0;
        foreach (double v in x) sum += Math.Exp(v - max);
        return max + Math.Log(sum);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 }, new[] { 0.1, 0.5, 0.6, -0.3 })]
    public static double SoftDtw(double[] a, double[] b)
    {
        const double gamma = 0.5;
        int n = a.Length, m = b.Length;
        var r = new double[n + 1, m + 1];
        for (int i = 0; i <= n; i++)
            for (int j = 0; j <= m; j++) r[i, j] = 1e6;
        r[0, 0] = 0;
        for (int i = 1; i <= n; i++)
            for (int j = 1; j <= m; j++)
            {
                double cost = (a[i - 1] - b[j - 1]) * (a[i - 1] - b[j - 1]);
                double x = -r[i - 1, j] / gamma, y = -r[i, j - 1] / gamma, z = -r[i - 1, j - 1] / gamma;
                double top = Math.Max(x, Math.Max(y, z));
                r[i, j] = cost - gamma * (top + Math.Log(Math.Exp(x - top) + Math.Exp(y - top) + Math.Exp(z - top)));
            }

        return r[n, m];
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.7, -0.2 }, new[] { 1.0, 0.8, 0.5 })]
    public static double[,] DenavitHartenberg(double[] angles, double[] lengths)
    {
        double[,] t = Identity(4);
        for (int i = 0; i < angles.Length; i++)
        {
            double c = Math.Cos(angles[i]), s = Math.Sin(angles[i]);
            double[,] link =
            {
                { c, -s, 0, lengths[i] * c },
                { s, c, 0, lengths[i] * s },
                { 0, 0, 1, 0.1 * i },
                { 0, 0, 0, 1 },
            };
            t = Mul(t, link);
        }

        return t;
    }

    private static double[,] Identity(int n)
    {
        var id = new double[n, n];
        for (int i = 0; i < n; i++) id[i, i] = 1;
        return id;
    }

    public sealed record Joint(double Theta, double D, double A, double Alpha);

    [Differentiable(Kinds.Vector), At("0.1 0.2 1 0.3; 0.4 0 0.5 -0.2; 0.3 0.1 0.2 0")]
    public static (double X, double Y, double Z) EndEffector(Joint[] joints)
    {
        double[,] t = Identity(4);
        foreach (var (theta, d, a, alpha) in joints)
        {
            double ct = Math.Cos(theta), st = Math.Sin(theta), ca = Math.Cos(alpha), sa = Math.Sin(alpha);
            t = Mul(t, new[,] { { ct, -st * ca, st * sa, a * ct }, { st, ct * ca, -ct * sa, a * st }, { 0, sa, ca, d }, { 0, 0, 0, 1 } });
        }

        return (t[0, 3], t[1, 3], t[2, 3]);
    }
}
