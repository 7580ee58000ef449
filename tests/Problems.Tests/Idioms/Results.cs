using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Methods that give more than numbers, or give them by other ways than <c>return</c>.</summary>
internal static partial class Results
{
    internal readonly record struct RootResult(double Value, int Steps, bool Converged);

    internal sealed record LineFit(double[] Coefficients, double Residual, int Count, string Name);

    [Differentiable(Kinds.Vector), At(2.0)]
    public static (double Value, int Steps) NewtonRoot(double a)
    {
        double x = a;
        int n = 0;
        for (int i = 0; i < 4; i++)
        {
            x = 0.5 * (x + a / x);
            n++;
        }

        return (x, n);
    }

    [Differentiable(Kinds.Vector), At(2.0, 1.0)]
    public static RootResult Solve(double a, double start)
    {
        double x = start;
        for (int i = 0; i < 2; i++)
        {
            double f = x * x - a;
            if (Math.Abs(f) < 1e-6) return new RootResult(x, i, true);
            x -= f / (2 * x);
        }

        return new RootResult(x, 2, false);
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2.0, 3.5 }, 2.0)]
    public static (double[] X, double Norm, int Count) Normalised(double[] v, double scale)
    {
        double s = 0;
        foreach (var e in v) s += e * e;
        double norm = Math.Sqrt(s);
        var x = new double[v.Length];
        for (int i = 0; i < v.Length; i++) x[i] = scale * v[i] / norm;
        return (x, norm, v.Length);
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2.0, 3.5 }, new[] { 1.0, 2.5, 3.5 })]
    public static LineFit Line(double[] x, double[] y)
    {
        double sx = 0, sy = 0, sxx = 0, sxy = 0;
        int n = x.Length;
        for (int i = 0; i < n; i++)
        {
            sx += x[i];
            sy += y[i];
            sxx += x[i] * x[i];
            sxy += x[i] * y[i];
        }

        double b = (n * sxy - sx * sy) / (n * sxx - sx * sx), a = (sy - b * sx) / n, r = 0;
        for (int i = 0; i < n; i++)
        {
            double d = y[i] - a - b * x[i];
            r += d * d;
        }

        return new LineFit(new[] { a, b }, r, n, "linear");
    }

    [Differentiable(Kinds.Vector), At("1 2; 3 4", new[] { 1.0, 2.0 })]
    public static (double[] Solution, double Determinant, int[] Pivots) Lu(double[,] a, double[] b)
    {
        int n = b.Length;
        var m = (double[,])a.Clone();
        var x = (double[])b.Clone();
        var pivots = new int[n];
        double determinant = 1;
        for (int k = 0; k < n; k++)
        {
            int p = k;
            for (int i = k + 1; i < n; i++)
            {
                if (Math.Abs(m[i, k]) > Math.Abs(m[p, k])) p = i;
            }

            pivots[k] = p;
            if (p != k)
            {
                for (int j = 0; j < n; j++) (m[k, j], m[p, j]) = (m[p, j], m[k, j]);
                (x[k], x[p]) = (x[p], x[k]);
                determinant = -determinant;
            }

            determinant *= m[k, k];
            for (int i = k + 1; i < n; i++)
            {
                double f = m[i, k] / m[k, k];
                for (int j = k; j < n; j++) m[i, j] -= f * m[k, j];
                x[i] -= f * x[k];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++) x[i] -= m[i, j] * x[j];
            x[i] /= m[i, i];
        }

        return (x, determinant, pivots);
    }
}
