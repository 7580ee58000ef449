using Problems.Checking;

namespace Problems.MoreGarbowHillstrom;

/// <summary>The functions of any number of variables.</summary>
internal static partial class AnySize
{
    [Differentiable(Kinds.Vector), At(new[] { 0.0, 0, 0, 0, 0, 0 }), At(new[] { 0.0, 0, 0, 0, 0, 0, 0, 0, 0 }), At(new[] { -0.01, 1, -0.23, 1.26, -1.5, 0.99 })]
    public static double[] Watson(double[] x)
    {
        int n = x.Length;
        double[] f = new double[31];
        for (int i = 1; i <= 29; i++)
        {
            double t = i / 29.0;
            double s1 = 0, s2 = 0;
            for (int j = 1; j < n; j++) s1 += j * x[j] * Math.Pow(t, j - 1);
            for (int j = 0; j < n; j++) s2 += x[j] * Math.Pow(t, j);
            f[i - 1] = s1 - s2 * s2 - 1;
        }

        f[29] = x[0];
        f[30] = x[1] - x[0] * x[0] - 1;
        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { -1.2, 1, -1.2, 1, -1.2, 1 })]
    public static double[] ExtendedRosenbrock(double[] x)
    {
        double[] f = new double[x.Length];
        for (int i = 0; i < x.Length; i += 2)
        {
            f[i] = 10 * (x[i + 1] - x[i] * x[i]);
            f[i + 1] = 1 - x[i];
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 3.0, -1, 0, 1, 3, -1, 0, 1 })]
    public static double[] ExtendedPowellSingular(double[] x)
    {
        int n = x.Length;
        double[] f = new double[n];
        for (int i = 0; i < n / 4; i++)
        {
            double a = x[4 * i], b = x[4 * i + 1], c = x[4 * i + 2], d = x[4 * i + 3];
            f[4 * i] = a + 10 * b;
            f[4 * i + 1] = Math.Sqrt(5.0) * (c - d);
            f[4 * i + 2] = (b - 2 * c) * (b - 2 * c);
            f[4 * i + 3] = Math.Sqrt(10.0) * (a - d) * (a - d);
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 3, 4 }), At(new[] { 1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10 })]
    public static double[] PenaltyI(double[] x)
    {
        int n = x.Length;
        double a = Math.Sqrt(1e-5);
        double[] f = new double[n + 1];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            f[i] = a * (x[i] - 1);
            sum += x[i] * x[i];
        }

        f[n] = sum - 0.25;
        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.5, 0.5, 0.5, 0.5 }), At(new[] { 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 })]
    public static double[] PenaltyII(double[] x)
    {
        int n = x.Length, m = 2 * n;
        double a = Math.Sqrt(1e-5);
        double[] f = new double[m];
        f[0] = x[0] - 0.2;
        for (int i = 2; i <= n; i++)
        {
            double y = Math.Exp(i / 10.0) + Math.Exp((i - 1) / 10.0);
            f[i - 1] = a * (Math.Exp(x[i - 1] / 10) + Math.Exp(x[i - 2] / 10) - y);
        }

        for (int i = n + 1; i < 2 * n; i++) f[i - 1] = a * (Math.Exp(x[i - n] / 10) - Math.Exp(-1.0 / 10));

        double sum = 0;
        for (int j = 1; j <= n; j++) sum += (n - j + 1) * x[j - 1] * x[j - 1];
        f[m - 1] = sum - 1;
        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0 })]
    public static double[] VariablyDimensioned(double[] x)
    {
        int n = x.Length;
        double[] f = new double[n + 2];
        for (int i = 0; i < n; i++)
        {
            f[i] = x[i] - 1;
            f[n] += (i + 1) * (x[i] - 1);
        }

        f[n + 1] = f[n] * f[n];
        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 })]
    public static double[] Trigonometric(double[] x)
    {
        int n = x.Length;
        double cosines = 0;
        foreach (double xj in x) cosines += Math.Cos(xj);
        var f = new double[n];
        for (int i = 0; i < n; i++) f[i] = n - cosines + (i + 1) * (1 - Math.Cos(x[i])) - Math.Sin(x[i]);
        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 })]
    public static double[] BrownAlmostLinear(double[] x)
    {
        int n = x.Length;
        double sum = 0, product = 1;
        for (int j = 0; j < n; j++)
        {
            sum += x[j];
            product *= x[j];
        }

        double[] f = new double[n];
        for (int i = 0; i < n - 1; i++) f[i] = x[i] + sum - (n + 1);
        f[n - 1] = product - 1;
        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { -1 / 12.0 * 11 / 12, -2 / 12.0 * 10 / 12, -0.1875, -0.2222, -0.2430, -0.25, -0.2430, -0.2222, -0.1875, -0.13888, -0.0763 })]
    public static double[] DiscreteBoundaryValue(double[] x)
    {
        int n = x.Length;
        double h = 1.0 / (n + 1);
        double[] f = new double[n];
        for (int i = 0; i < n; i++)
        {
            double t = (i + 1) * h;
            double before = i > 0 ? x[i - 1] : 0;
            double after = i < n - 1 ? x[i + 1] : 0;
            f[i] = 2 * x[i] - before - after + h * h * Math.Pow(x[i] + t + 1, 3) / 2;
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { -0.0826, -0.1487, -0.1983, -0.2314, -0.2479, -0.2479, -0.2314, -0.1983, -0.1487, -0.0826 })]
    public static double[] DiscreteIntegralEquation(double[] x)
    {
        int n = x.Length;
        double h = 1.0 / (n + 1);
        double[] f = new double[n];
        for (int i = 1; i <= n; i++)
        {
            double ti = i * h;
            double lower = 0, upper = 0;
            for (int j = 1; j <= i; j++)
            {
                double tj = j * h;
                lower += tj * Math.Pow(x[j - 1] + tj + 1, 3);
            }

            for (int j = i + 1; j <= n; j++)
            {
                double tj = j * h;
                upper += (1 - tj) * Math.Pow(x[j - 1] + tj + 1, 3);
            }

            f[i - 1] = x[i - 1] + h * ((1 - ti) * lower + ti * upper) / 2;
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { -1.0, -1, -1, -1, -1, -1, -1, -1, -1, -1 })]
    public static double[] BroydenTridiagonal(double[] x)
    {
        int n = x.Length;
        var f = new double[n];
        for (int i = 0; i < n; i++)
        {
            f[i] = (3 - 2 * x[i]) * x[i] + 1;
            if (i > 0) f[i] -= x[i - 1];
            if (i < n - 1) f[i] -= 2 * x[i + 1];
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { -1.0, -1, -1, -1, -1, -1, -1, -1, -1, -1 })]
    public static double[] BroydenBanded(double[] x)
    {
        const int below = 5, above = 1;
        int n = x.Length;
        double[] f = new double[n];
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = Math.Max(0, i - below); j <= Math.Min(n - 1, i + above); j++)
            {
                if (j == i) continue;
                sum += x[j] * (1 + x[j]);
            }

            f[i] = x[i] * (2 + 5 * x[i] * x[i]) + 1 - sum;
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 1, 1, 1, 1 }, 10)]
    public static double[] LinearFullRank(double[] x, int m)
    {
        double[] f = new double[m];
        double sum = 0;
        for (int j = 0; j < x.Length; j++) sum += x[j];
        for (int i = 0; i < m; i++)
        {
            f[i] = -2 * sum / m - 1;
            if (i < x.Length) f[i] += x[i];
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 1, 1, 1, 1 }, 10)]
    public static double[] LinearRankOne(double[] x, int m)
    {
        double sum = 0;
        for (int j = 0; j < x.Length; j++) sum += (j + 1) * x[j];
        double[] f = new double[m];
        for (int i = 0; i < m; i++) f[i] = (i + 1) * sum - 1;
        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 1, 1, 1, 1 }, 10)]
    public static double[] LinearRankOneZero(double[] x, int m)
    {
        double sum = 0;
        for (int j = 1; j < x.Length - 1; j++) sum += (j + 1) * x[j];
        double[] f = new double[m];
        f[0] = -1;
        for (int i = 1; i < m - 1; i++) f[i] = i * sum - 1;
        f[m - 1] = -1;
        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875 }, 7), At(new[] { 1 / 9.0, 2 / 9.0, 3 / 9.0, 4 / 9.0, 5 / 9.0, 6 / 9.0, 7 / 9.0, 8 / 9.0 }, 8)]
    public static double[] Chebyquad(double[] x, int m)
    {
        int n = x.Length;
        double[] f = new double[m];
        for (int j = 0; j < n; j++)
        {
            double t0 = 1, t1 = 2 * x[j] - 1, y = 2 * t1;
            for (int i = 0; i < m; i++)
            {
                f[i] += t1;
                double next = y * t1 - t0;
                t0 = t1;
                t1 = next;
            }
        }

        for (int i = 0; i < m; i++)
        {
            f[i] /= n;
            if ((i + 1) % 2 == 0) f[i] += 1.0 / ((i + 1) * (i + 1) - 1);
        }

        return f;
    }
}
