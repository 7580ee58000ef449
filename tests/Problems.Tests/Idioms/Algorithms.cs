using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Numerical recipes written out.</summary>
internal static partial class Algorithms
{
    [Differentiable(Kinds.Vector), At("2 1 0.5; -1 3 1; 0.3 -0.2 4", new[] { 1.0, 2, 3 })]
    public static double[] SolveWithPivoting(double[,] matrix, double[] rhs)
    {
        int n = rhs.Length;
        var a = (double[,])matrix.Clone();
        var b = (double[])rhs.Clone();
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                if (Math.Abs(a[i, k]) > Math.Abs(a[pivot, k])) pivot = i;
            }

            if (pivot != k)
            {
                for (int j = 0; j < n; j++)
                {
                    double t = a[k, j];
                    a[k, j] = a[pivot, j];
                    a[pivot, j] = t;
                }

                (b[k], b[pivot]) = (b[pivot], b[k]);
            }

            for (int i = k + 1; i < n; i++)
            {
                double factor = a[i, k] / a[k, k];
                for (int j = k; j < n; j++) a[i, j] -= factor * a[k, j];
                b[i] -= factor * b[k];
            }
        }

        var x = new double[n];
        for (int i = n - 1; i >= 0; i--)
        {
            double sum = b[i];
            for (int j = i + 1; j < n; j++) sum -= a[i, j] * x[j];
            x[i] = sum / a[i, i];
        }

        return x;
    }

    [Differentiable(Kinds.Vector), At("0.1 2 0.5; 3 1 1; 0.3 -0.2 4")]
    public static double[,] GaussJordanInverse(double[,] a)
    {
        int n = a.GetLength(0);
        var m = new double[n, 2 * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) m[i, j] = a[i, j];
            m[i, n + i] = 1;
        }

        for (int c = 0; c < n; c++)
        {
            int best = c;
            for (int r = c + 1; r < n; r++) if (Math.Abs(m[r, c]) > Math.Abs(m[best, c])) best = r;
            for (int j = 0; j < 2 * n; j++) (m[c, j], m[best, j]) = (m[best, j], m[c, j]);
            double d = m[c, c];
            for (int j = 0; j < 2 * n; j++) m[c, j] /= d;
            for (int r = 0; r < n; r++)
            {
                if (r == c) continue;
                double f = m[r, c];
                for (int j = 0; j < 2 * n; j++) m[r, j] -= f * m[c, j];
            }
        }

        var inverse = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                inverse[i, j] = m[i, n + j];
        return inverse;
    }

    [Differentiable(Kinds.Scalar), At("1 2 0.5; 3 4.5 1; -1 0.3 2")]
    public static double DeterminantByLu(double[,] input)
    {
        int n = input.GetLength(0);
        double[,] a = (double[,])input.Clone();
        double det = 1;
        for (int k = 0; k < n; k++)
        {
            int p = k;
            for (int i = k; i < n; i++)
            {
                if (Math.Abs(a[i, k]) > Math.Abs(a[p, k])) p = i;
            }

            if (a[p, k] == 0.0) return 0;
            if (p != k)
            {
                det = -det;
                for (int j = k; j < n; j++)
                {
                    (a[p, j], a[k, j]) = (a[k, j], a[p, j]);
                }
            }

            det *= a[k, k];
            for (int i = k + 1; i < n; i++)
            {
                a[i, k] /= a[k, k];
                for (int j = k + 1; j < n; j++) a[i, j] -= a[i, k] * a[k, j];
            }
        }

        return det;
    }

    [Differentiable(Kinds.Vector), At("2 0.5; 1 3; -1 0.4")]
    public static double[,] GramSchmidt(double[,] a)
    {
        int m = a.GetLength(0), n = a.GetLength(1);
        var q = new double[m, n];
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < m; i++) q[i, j] = a[i, j];
            for (int k = 0; k < j; k++)
            {
                double dot = 0;
                for (int i = 0; i < m; i++) dot += q[i, k] * q[i, j];
                for (int i = 0; i < m; i++) q[i, j] -= dot * q[i, k];
            }

            double norm = 0;
            for (int i = 0; i < m; i++) norm += q[i, j] * q[i, j];
            norm = Math.Sqrt(norm);
            for (int i = 0; i < m; i++) q[i, j] /= norm;
        }

        return q;
    }

    [Differentiable(Kinds.FirstOrder), At("2 0.3 0.1; 0.3 1.5 0.2; 0.1 0.2 1")]
    public static double PowerIteration(double[,] a)
    {
        int n = a.GetLength(0);
        double[] v = new double[n];
        v[0] = 1;
        double lambda = 0;
        for (int iteration = 0; iteration < 500; iteration++)
        {
            double[] w = new double[n];
            double norm = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++) w[i] += a[i, j] * v[j];
                norm += w[i] * w[i];
            }

            norm = Math.Sqrt(norm);
            for (int i = 0; i < n; i++) v[i] = w[i] / norm;
            if (Math.Abs(norm - lambda) < 1e-15) break;
            lambda = norm;
        }

        return lambda;
    }

    /// <summary>Cyclic Jacobi rotations; the eigenvalues of a symmetric matrix, sorted.</summary>
    [Differentiable(Kinds.Vector), At("2 0.3 0.1; 0.3 1.5 0.2; 0.1 0.2 1")]
    public static double[] JacobiEigenvalues(double[,] symmetric)
    {
        int n = symmetric.GetLength(0);
        var a = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                a[i, j] = 0.5 * (symmetric[i, j] + symmetric[j, i]);
        for (int sweep = 0; sweep < 12; sweep++)
        {
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    if (Math.Abs(a[p, q]) < 1e-16) continue;
                    double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
                    double t = (theta >= 0 ? 1.0 : -1.0) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
                    double c = 1 / Math.Sqrt(t * t + 1), s = t * c;
                    for (int k = 0; k < n; k++)
                    {
                        double kp = a[k, p], kq = a[k, q];
                        a[k, p] = c * kp - s * kq;
                        a[k, q] = s * kp + c * kq;
                    }

                    for (int k = 0; k < n; k++)
                    {
                        double pk = a[p, k], qk = a[q, k];
                        a[p, k] = c * pk - s * qk;
                        a[q, k] = s * pk + c * qk;
                    }
                }
            }
        }

        var values = new double[n];
        for (int i = 0; i < n; i++) values[i] = a[i, i];
        return values;
    }

    [Differentiable(Kinds.Vector), At("4 1 0; 1 3 0.5; 0 0.5 2", new[] { 1.0, 2, 3 })]
    public static double[] ConjugateGradient(double[,] a, double[] b)
    {
        int n = b.Length;
        double[] x = new double[n], r = new double[n], p = new double[n], ap = new double[n];
        double rr = 0;
        for (int i = 0; i < n; i++)
        {
            r[i] = b[i];
            p[i] = r[i];
            rr += r[i] * r[i];
        }

        for (int k = 0; k < n && rr > 1e-28; k++)
        {
            double pap = 0;
            for (int i = 0; i < n; i++)
            {
                ap[i] = 0;
                for (int j = 0; j < n; j++) ap[i] += 0.5 * (a[i, j] + a[j, i]) * p[j];
                pap += p[i] * ap[i];
            }

            double alpha = rr / pap, next = 0;
            for (int i = 0; i < n; i++)
            {
                x[i] += alpha * p[i];
                r[i] -= alpha * ap[i];
                next += r[i] * r[i];
            }

            double beta = next / rr;
            for (int i = 0; i < n; i++) p[i] = r[i] + beta * p[i];
            rr = next;
        }

        return x;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.5, 0.4, 0.3, 0.0 }, new[] { 4.0, 4.5, 3.8, 5 }, new[] { 0.0, 0.6, 0.2, 0.7 }, new[] { 1.0, 2, 3, 4 })]
    public static double[] Thomas(double[] upper, double[] diagonal, double[] lower, double[] right)
    {
        int n = diagonal.Length;
        Span<double> c = stackalloc double[n];
        Span<double> d = stackalloc double[n];
        c[0] = upper[0] / diagonal[0];
        d[0] = right[0] / diagonal[0];
        for (int i = 1; i < n; i++)
        {
            double m = diagonal[i] - lower[i] * c[i - 1];
            c[i] = upper[i] / m;
            d[i] = (right[i] - lower[i] * d[i - 1]) / m;
        }

        double[] x = new double[n];
        x[n - 1] = d[n - 1];
        for (int i = n - 2; i >= 0; i--) x[i] = d[i] - c[i] * x[i + 1];
        return x;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.0, 1, 2, 3.5, 5 }, new[] { 1.0, 2.2, 0.5, 1.7, 3 }, 2.3)]
    public static double NaturalSpline([Constant] double[] x, double[] y, double at)
    {
        int n = x.Length;
        double[] m = new double[n], u = new double[n];
        for (int i = 1; i < n - 1; i++)
        {
            double sig = (x[i] - x[i - 1]) / (x[i + 1] - x[i - 1]);
            double p = sig * m[i - 1] + 2;
            m[i] = (sig - 1) / p;
            u[i] = (y[i + 1] - y[i]) / (x[i + 1] - x[i]) - (y[i] - y[i - 1]) / (x[i] - x[i - 1]);
            u[i] = (6 * u[i] / (x[i + 1] - x[i - 1]) - sig * u[i - 1]) / p;
        }

        for (int k = n - 2; k >= 0; k--) m[k] = m[k] * m[k + 1] + u[k];

        int low = 0, high = n - 1;
        while (high - low > 1)
        {
            int middle = (high + low) >> 1;
            if (x[middle] > at) high = middle;
            else low = middle;
        }

        double h = x[high] - x[low];
        double a = (x[high] - at) / h, b = (at - x[low]) / h;
        return a * y[low] + b * y[high] + ((a * a * a - a) * m[low] + (b * b * b - b) * m[high]) * (h * h) / 6;
    }

    [Differentiable(Kinds.Scalar), At("1 2 3; 4 5.5 6; 7 8 9.5", 0.6, 1.3)]
    public static double Bilinear(double[,] table, double x, double y)
    {
        int i = (int)Math.Floor(x), j = (int)Math.Floor(y);
        i = Math.Max(0, Math.Min(i, table.GetLength(0) - 2));
        j = Math.Clamp(j, 0, table.GetLength(1) - 2);
        double fx = x - i, fy = y - j;
        return (1 - fx) * (1 - fy) * table[i, j] + fx * (1 - fy) * table[i + 1, j] + (1 - fx) * fy * table[i, j + 1] + fx * fy * table[i + 1, j + 1];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 3, 2.5 }, new[] { 1.1, 2.9, 2.2 })]
    public static double DynamicTimeWarping(double[] a, double[] b)
    {
        int n = a.Length, m = b.Length;
        var d = new double[n + 1, m + 1];
        for (int i = 0; i <= n; i++)
            for (int j = 0; j <= m; j++)
                d[i, j] = double.PositiveInfinity;
        d[0, 0] = 0;
        for (int i = 1; i <= n; i++)
        {
            for (int j = 1; j <= m; j++)
            {
                double cost = (a[i - 1] - b[j - 1]) * (a[i - 1] - b[j - 1]);
                d[i, j] = cost + Math.Min(d[i - 1, j], Math.Min(d[i, j - 1], d[i - 1, j - 1]));
            }
        }

        return d[n, m];
    }

    [Differentiable(Kinds.Vector), At("0 3 8; 1.5 0 2; 4 7 0")]
    public static double[,] FloydWarshall(double[,] weights)
    {
        int n = weights.GetLength(0);
        var d = (double[,])weights.Clone();
        for (int k = 0; k < n; k++)
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++)
                    if (d[i, k] + d[k, j] < d[i, j]) d[i, j] = d[i, k] + d[k, j];
        return d;
    }

    [Differentiable(Kinds.Vector), At(new[] { 3.0, 1, 2, 0.5 })]
    public static double[] BubbleSort(double[] x)
    {
        double[] a = (double[])x.Clone();
        bool swapped;
        do
        {
            swapped = false;
            for (int i = 0; i + 1 < a.Length; i++)
            {
                if (a[i] > a[i + 1])
                {
                    double t = a[i];
                    a[i] = a[i + 1];
                    a[i + 1] = t;
                    swapped = true;
                }
            }
        }
        while (swapped);

        for (int i = 0; i < a.Length; i++) a[i] *= i + 1;
        return a;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 3.0, 1, 2, 0.5, 7 })]
    public static double MedianByInsertion(double[] x)
    {
        var a = (double[])x.Clone();
        for (int i = 1; i < a.Length; i++)
        {
            double key = a[i];
            int j = i - 1;
            while (j >= 0 && a[j] > key)
            {
                a[j + 1] = a[j];
                j--;
            }

            a[j + 1] = key;
        }

        return a.Length % 2 == 1 ? a[a.Length / 2] : (a[a.Length / 2 - 1] + a[a.Length / 2]) / 2;
    }

    [Differentiable(Kinds.FirstOrder), At(2.0, 0.5)]
    public static double Bisection(double a, double b)
    {
        // x³ + a·x = 5·b + 4: the last Newton step makes the derivative that of the root.
        double low = 0, high = 5;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            if (middle * middle * middle + a * middle > 5 * b + 4) high = middle;
            else low = middle;
        }

        double x = (low + high) / 2;
        return x - (x * x * x + a * x - 5 * b - 4) / (3 * x * x + a);
    }

    [Differentiable(Kinds.Scalar), At(2.0, 0.5)]
    public static double ContinuedFraction(double x, double a)
    {
        double tiny = 1e-30;
        double f = x, c = x, d = 0;
        for (int i = 1; i < 200; i++)
        {
            double an = a * i;
            d = x + an * d;
            if (d == 0) d = tiny;
            c = x + an / c;
            if (c == 0) c = tiny;
            d = 1 / d;
            double delta = c * d;
            f *= delta;
            if (Math.Abs(delta - 1) < 1e-15) break;
        }

        return f;
    }

    [Differentiable(Kinds.Scalar), At(1.7)]
    public static double BesselJ0(double x)
    {
        double term = 1, sum = 1, q = -x * x / 4;
        int k = 1;
        while (Math.Abs(term) > 1e-18)
        {
            term *= q / (k * k);
            sum += term;
            k++;
        }

        return sum;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.5, 0.2, -0.3, 0.1 }, 0.4)]
    public static double Clenshaw(double[] c, double x)
    {
        double b1 = 0, b2 = 0;
        for (int k = c.Length - 1; k > 0; k--)
        {
            double t = 2 * x * b1 - b2 + c[k];
            b2 = b1;
            b1 = t;
        }

        return x * b1 - b2 + c[0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 1e-3, -0.5, 2 })]
    public static double KahanSum(double[] x)
    {
        double sum = 0.0, c = 0.0;
        foreach (double v in x)
        {
            double y = v * v - c;
            double t = sum + y;
            c = (t - sum) - y;
            sum = t;
        }

        return sum;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.0, 0.5, 1.2, 2 }, new[] { 1.0, 1.5, 0.7, 0.2 })]
    public static double Trapezoid(double[] x, double[] y)
    {
        double area = 0;
        for (int i = 1; i < x.Length; i++) area += 0.5 * (x[i] - x[i - 1]) * (y[i] + y[i - 1]);
        return area;
    }

    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double MonteCarloWithLcg(double mean, double sigma)
    {
        uint state = 12345;
        double sum = 0;
        for (int i = 0; i < 20; i++)
        {
            state = unchecked(state * 1664525u + 1013904223u);
            double u1 = (state >> 8) / 16777216.0 + 1e-9;
            state = unchecked(state * 1664525u + 1013904223u);
            double u2 = (state >> 8) / 16777216.0;
            double z = Math.Sqrt(-2 * Math.Log(u1)) * Math.Cos(2 * Math.PI * u2);
            sum += Math.Exp(mean + sigma * z);
        }

        return sum / 20;
    }

    [Differentiable(Kinds.Vector), At("0.1 0.5; -0.3 0.2")]
    public static double[,] MatrixExponential(double[,] a)
    {
        int n = a.GetLength(0);
        var result = new double[n, n];
        var term = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            result[i, i] = 1;
            term[i, i] = 1;
        }

        var product = new double[n, n];
        for (int k = 1; k <= 18; k++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    double s = 0;
                    for (int l = 0; l < n; l++) s += term[i, l] * a[l, j];
                    product[i, j] = s / k;
                }
            }

            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    term[i, j] = product[i, j];
                    result[i, j] += term[i, j];
                }
            }
        }

        return result;
    }

    [Differentiable(Kinds.FirstOrder), At(0.3, 2.1, 0.5)]
    public static double GoldenSection(double shift, double curvature, double cubic)
    {
        double Objective(double t) => curvature * (t - shift) * (t - shift) + cubic * Math.Pow(t - shift, 4) + Math.Exp(-t);
        double ratio = (Math.Sqrt(5) - 1) / 2, a = -2, b = 3;
        double c = b - ratio * (b - a), d = a + ratio * (b - a);
        for (int i = 0; i < 40; i++)
        {
            if (Objective(c) < Objective(d)) b = d;
            else a = c;
            c = b - ratio * (b - a);
            d = a + ratio * (b - a);
        }

        return Objective((a + b) / 2);
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, -3, 2.5 }, 0.4)]
    public static (double value, double first, double second) HornerWithDerivatives(double[] c, double x)
    {
        double p = c[^1], p1 = 0, p2 = 0;
        for (int i = c.Length - 2; i >= 0; --i)
        {
            p2 = p2 * x + p1;
            p1 = p1 * x + p;
            p = p * x + c[i];
        }

        return (p, p1, 2 * p2);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.0, 1, 2 }, new[] { 1.0, 3, 2 }, 1.4)]
    public static double Lagrange(double[] x, double[] y, double at)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double basis = 1;
            for (int j = 0; j < x.Length; j++)
            {
                if (i != j) basis *= (at - x[j]) / (x[i] - x[j]);
            }

            sum += y[i] * basis;
        }

        return sum;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.0, 1, 2 }, new[] { 1.0, 3, 2 }, 1.4)]
    public static double Neville(double[] x, double[] y, double at)
    {
        var p = new double[y.Length];
        y.CopyTo(p, 0);
        for (int level = 1; level < p.Length; level++)
            for (int i = 0; i < p.Length - level; i++)
                p[i] = ((at - x[i + level]) * p[i] + (x[i] - at) * p[i + 1]) / (x[i] - x[i + level]);
        return p[0];
    }
}
