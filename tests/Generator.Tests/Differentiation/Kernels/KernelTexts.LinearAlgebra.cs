namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <content>Elimination, factorisations, products.</content>
internal static partial class KernelTexts
{
    public const string LinearAlgebra = """
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double[] PrefixSums(double[] x)
        {
            var y = (double[])x.Clone();
            for (int i = 1; i < y.Length; i++) y[i] += y[i - 1];
            return y;
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }, 0.7
        [Differentiable] public static double Horner(double[] c, double t)
        {
            double p = 0;
            for (int i = c.Length - 1; i >= 0; i--) p = p * t + c[i];
            return p;
        }
        // at: new[] { 0.0, 0.5, -0.4 }, new[] { 4.0, 5.0, 6.0 }, new[] { 1.0, 0.3, 0.0 }, new[] { 1.0, 2.0, 3.0 }
        [Differentiable] public static double[] Thomas(double[] a, double[] b, double[] c, double[] d)
        {
            int n = d.Length;
            var cp = new double[n];
            var dp = new double[n];
            cp[0] = c[0] / b[0];
            dp[0] = d[0] / b[0];
            for (int i = 1; i < n; i++)
            {
                double m = 1.0 / (b[i] - a[i] * cp[i - 1]);
                cp[i] = c[i] * m;
                dp[i] = (d[i] - a[i] * dp[i - 1]) * m;
            }
            var x = new double[n];
            x[n - 1] = dp[n - 1];
            for (int i = n - 2; i >= 0; i--) x[i] = dp[i] - cp[i] * x[i + 1];
            return x;
        }
        // at: new[,] { { 0.1, 2.0, 1.0 }, { 3.0, 1.0, -1.0 }, { 1.0, 0.5, 2.0 } }, new[] { 1.0, 2.0, 3.0 }
        [Differentiable] public static double[] GaussPivot(double[,] a0, double[] b0)
        {
            int n = b0.Length;
            var a = (double[,])a0.Clone();
            var b = b0.ToArray();
            for (int k = 0; k < n; k++)
            {
                int p = k;
                for (int i = k + 1; i < n; i++) if (Math.Abs(a[i, k]) > Math.Abs(a[p, k])) p = i;
                if (p != k)
                {
                    for (int j = 0; j < n; j++) (a[k, j], a[p, j]) = (a[p, j], a[k, j]);
                    (b[k], b[p]) = (b[p], b[k]);
                }
                for (int i = k + 1; i < n; i++)
                {
                    double f = a[i, k] / a[k, k];
                    for (int j = k; j < n; j++) a[i, j] -= f * a[k, j];
                    b[i] -= f * b[k];
                }
            }
            var x = new double[n];
            for (int i = n - 1; i >= 0; i--)
            {
                double s = b[i];
                for (int j = i + 1; j < n; j++) s -= a[i, j] * x[j];
                x[i] = s / a[i, i];
            }
            return x;
        }
        // at: new[,] { { 4.0, 1.0, 0.5 }, { 1.0, 3.0, 0.2 }, { 0.5, 0.2, 2.0 } }
        [Differentiable] public static double[,] Cholesky(double[,] a)
        {
            int n = a.GetLength(0);
            var l = new double[n, n];
            for (int i = 0; i < n; i++)
                for (int j = 0; j <= i; j++)
                {
                    double s = a[i, j];
                    for (int k = 0; k < j; k++) s -= l[i, k] * l[j, k];
                    if (i == j) { if (s <= 0) throw new ArgumentException("not positive definite"); l[i, i] = Math.Sqrt(s); }
                    else l[i, j] = s / l[j, j];
                }
            return l;
        }
        // at: new[,] { { 4.0, 1.0, 0.5 }, { 1.0, 3.0, 0.2 }, { 0.5, 0.2, 2.0 } }
        [Differentiable] public static double LogDetLu(double[,] m)
        {
            int n = m.GetLength(0);
            double[,] lu = new double[n, n];
            Array.Copy(m, lu, m.Length);
            double logDet = 0;
            for (int k = 0; k < n; k++)
            {
                for (int i = k + 1; i < n; i++)
                {
                    lu[i, k] /= lu[k, k];
                    for (int j = k + 1; j < n; j++) lu[i, j] -= lu[i, k] * lu[k, j];
                }
                logDet += Math.Log(Math.Abs(lu[k, k]));
            }
            return logDet;
        }
        // at: new[,] { { 1.0, 2.0 }, { 3.0, -1.0 }, { 0.5, 2.0 } }
        [Differentiable] public static double[,] HouseholderR(double[,] a0)
        {
            var a = (double[,])a0.Clone();
            int m = a.GetLength(0), n = a.GetLength(1);
            var v = new double[m];
            for (int k = 0; k < n; k++)
            {
                double norm = 0;
                for (int i = k; i < m; i++) norm += a[i, k] * a[i, k];
                norm = Math.Sqrt(norm);
                double alpha = a[k, k] > 0 ? -norm : norm;
                double vv = 0;
                for (int i = k; i < m; i++)
                {
                    v[i] = a[i, k];
                    if (i == k) v[i] -= alpha;
                    vv += v[i] * v[i];
                }
                for (int j = k; j < n; j++)
                {
                    double dot = 0;
                    for (int i = k; i < m; i++) dot += v[i] * a[i, j];
                    double f = 2 * dot / vv;
                    for (int i = k; i < m; i++) a[i, j] -= f * v[i];
                }
            }
            for (int i = 0; i < m; i++) for (int j = 0; j < Math.Min(i, n); j++) a[i, j] = 0;
            return a;
        }
        // at: new[] { 1.0, 2.0, 3.0, 4.0 }, new[] { 0.5, -1.0, 0.25, 2.0 }, 2
        [Differentiable] public static double[] FlatMatMul(double[] a, double[] b, int n)
        {
            var c = new double[n * n];
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++)
                {
                    double s = 0;
                    for (int k = 0; k < n; k++) s += a[i * n + k] * b[k * n + j];
                    c[i * n + j] = s;
                }
            return c;
        }
        // at: new[] { 0.4, 0.9, 1.3 }, new[,] { { 1.0, 2, 0.5 }, { 0.3, 1.1, 2.2 } }
        [Differentiable] public static double[] AddedOnce(double[] x, [Constant] double[,] a)
        {
            var y = new double[a.GetLength(0)];
            for (int i = a.GetLength(0) - 1; i >= 0; i--)
                for (int j = 0; j < x.Length; j++) y[i] += a[i, j] * x[j];
            return y;
        }
        // at: new[] { 0.4, 0.9, 1.3 }, new[,] { { 1.0, 2, 0.5 }, { 0.3, 1.1, 2.2 } }
        [Differentiable] public static double[] AddedTwice(double[] x, [Constant] double[,] a)
        {
            var y = new double[a.GetLength(0)];
            for (int i = 0; i < a.GetLength(0); i++)
            {
                for (int j = 0; j < x.Length; j++) y[i] += a[i, j] * x[j];
                for (int j = 0; j < x.Length; j++) y[i] += x[j] * x[j];
            }
            return y;
        }
        // at: new[] { 0.4, 0.9, 1.3 }, new[,] { { 1.0, 2, 0.5 }, { 0.3, 1.1, 2.2 } }
        [Differentiable] public static double[] AddedFromTheSecondOn(double[] x, [Constant] double[,] a)
        {
            var y = new double[a.GetLength(0)];
            for (int i = 0; i < a.GetLength(0); i++)
                for (int j = 1; j < x.Length; j++) y[i] += a[i, j] * x[j];
            return y;
        }
        // at: new[] { 0.4, 0.9, 1.3 }, new[,] { { 1.0, 2, 0.5 }, { 0.3, 1.1, 2.2 } }
        [Differentiable] public static double[] AddedUnless(double[] x, [Constant] double[,] a)
        {
            var y = new double[a.GetLength(0)];
            for (int i = 0; i < a.GetLength(0); i++)
                for (int j = 0; j < x.Length; j++)
                    if (a[i, j] < 2) y[i] += a[i, j] * x[j];
            return y;
        }
        // at: new[] { 0.4, 0.9, 1.3 }, new[] { 2.0, 0.5, -1.0 }
        [Differentiable] public static double[] EitherSide(double[] x, double[] z)
        {
            var y = new double[x.Length];
            for (int i = 0; i < x.Length; i++)
                if (z[i] > 0) y[i] = x[i] * z[i];
                else y[i] = x[i] - z[i];
            return y;
        }
        """;
}
