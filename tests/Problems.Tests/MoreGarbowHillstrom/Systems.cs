using Problems.Checking;
using static System.Math;

namespace Problems.MoreGarbowHillstrom;

/// <summary>The functions of two to four variables. J. J. Moré, B. S. Garbow and K. E. Hillstrom, ACM Transactions on Mathematical Software 7 (1981) 17–41.</summary>
internal static partial class Systems
{
    [Differentiable(Kinds.Vector), At(new[] { -1.2, 1.0 })]
    public static double[] Rosenbrock(double[] x) => [10 * (x[1] - x[0] * x[0]), 1 - x[0]];

    [Differentiable(Kinds.Vector), At(new[] { 0.5, -2.0 })]
    public static double[] FreudensteinRoth(double[] x) =>
        [-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]];

    [Differentiable(Kinds.Vector), At(new[] { 0.0, 1.0 })]
    public static double[] PowellBadlyScaled(double[] x)
    {
        double f1 = 1e4 * x[0] * x[1] - 1;
        double f2 = Exp(-x[0]) + Exp(-x[1]) - 1.0001;
        return new[] { f1, f2 };
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 1.0 })]
    public static double[] BrownBadlyScaled(double[] x) => new double[] { x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2 };

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 1.0 })]
    public static double[] Beale(double[] x)
    {
        double[] y = { 1.5, 2.25, 2.625 };
        var f = new double[3];
        for (int i = 1; i <= 3; i++) f[i - 1] = y[i - 1] - x[0] * (1 - Pow(x[1], i));
        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.4 }, 10)]
    public static double[] JennrichSampson(double[] x, int m)
    {
        var f = new double[m];
        for (int i = 1; i <= m; i++)
        {
            f[i - 1] = 2 + 2 * i - (Exp(i * x[0]) + Exp(i * x[1]));
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { -1.0, 0.0, 0.0 })]
    public static double[] HelicalValley(double[] x)
    {
        double theta = Atan(x[1] / x[0]) / (2 * PI);
        if (x[0] < 0) theta += 0.5;
        return [10 * (x[2] - 10 * theta), 10 * (Sqrt(x[0] * x[0] + x[1] * x[1]) - 1), x[2]];
    }

    [Differentiable(Kinds.Vector), At(new[] { 3.0, -1.0, 0.0, 1.0 })]
    public static double[] PowellSingular(double[] x) =>
        [x[0] + 10 * x[1], Sqrt(5) * (x[2] - x[3]), Pow(x[1] - 2 * x[2], 2), Sqrt(10) * Pow(x[0] - x[3], 2)];

    [Differentiable(Kinds.Vector), At(new[] { -3.0, -1.0, -3.0, -1.0 })]
    public static double[] Wood(double[] x)
    {
        (double x1, double x2, double x3, double x4) = (x[0], x[1], x[2], x[3]);
        return
        [
            10 * (x2 - x1 * x1), 1 - x1,
            Sqrt(90) * (x4 - x3 * x3), 1 - x3,
            Sqrt(10) * (x2 + x4 - 2), (x2 - x4) / Sqrt(10),
        ];
    }

    [Differentiable(Kinds.Vector), At(new[] { 25.0, 5.0, -5.0, -1.0 }, 20)]
    public static double[] BrownDennis(double[] x, int m)
    {
        double[] f = new double[m];
        for (int i = 0; i < m; i++)
        {
            double t = (i + 1) / 5.0;
            double a = x[0] + t * x[1] - Exp(t);
            double b = x[2] + x[3] * Sin(t) - Cos(t);
            f[i] = a * a + b * b;
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.0, 10.0, 20.0 }, 10)]
    public static double[] Box3D(double[] x, int m)
    {
        double[] f = new double[m];
        for (int i = 0; i < m; ++i)
        {
            var t = 0.1 * (i + 1);
            f[i] = Exp(-t * x[0]) - Exp(-t * x[1]) - x[2] * (Exp(-t) - Exp(-10 * t));
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 1, 1, 1, 1 }, 13)]
    public static double[] BiggsExp6(double[] x, int m)
    {
        double[] f = new double[m];
        for (int i = 0; i < m; i++)
        {
            double t = 0.1 * (i + 1);
            double y = Exp(-t) - 5 * Exp(-10 * t) + 3 * Exp(-4 * t);
            f[i] = x[2] * Exp(-t * x[0]) - x[3] * Exp(-t * x[1]) + x[5] * Exp(-t * x[4]) - y;
        }

        return f;
    }
}
