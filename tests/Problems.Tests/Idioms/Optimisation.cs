using Problems.Checking;
using static System.Math;

namespace Problems.Idioms;

/// <summary>The classics of global optimisation.</summary>
internal static partial class Optimisation
{
    [Differentiable(Kinds.Scalar), At(new[] { 0.3, -1.1, 2.4 })]
    public static double Rastrigin(double[] x)
    {
        const double A = 10;
        double sum = A * x.Length;
        for (int i = 0; i < x.Length; i++) sum += x[i] * x[i] - A * Cos(2 * PI * x[i]);
        return sum;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, -1.1, 2.4 })]
    public static double Ackley(double[] x)
    {
        double a = 20, b = 0.2, c = 2 * PI;
        double s1 = 0, s2 = 0;
        foreach (double xi in x)
        {
            s1 += xi * xi;
            s2 += Cos(c * xi);
        }

        return -a * Exp(-b * Sqrt(s1 / x.Length)) - Exp(s2 / x.Length) + a + E;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, -1.1, 2.4 })]
    public static double Griewank(double[] x)
    {
        double sum = 0, product = 1;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i] / 4000;
            product *= Cos(x[i] / Sqrt(i + 1));
        }

        return sum - product + 1;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, -1.1, 2.4 })]
    public static double Levy(double[] x)
    {
        int d = x.Length;
        double W(int i) => 1 + (x[i] - 1) / 4;
        double result = Pow(Sin(PI * W(0)), 2);
        for (int i = 0; i < d - 1; i++)
        {
            double w = W(i);
            result += (w - 1) * (w - 1) * (1 + 10 * Pow(Sin(PI * w + 1), 2));
        }

        double wd = W(d - 1);
        return result + (wd - 1) * (wd - 1) * (1 + Pow(Sin(2 * PI * wd), 2));
    }

    [Differentiable(Kinds.Scalar), At(1.1, 0.4)]
    public static double Beale(double x, double y) => Pow(1.5 - x + x * y, 2) + Pow(2.25 - x + x * y * y, 2) + Pow(2.625 - x + x * Pow(y, 3), 2);

    [Differentiable(Kinds.Scalar), At(1.1, 0.4)]
    public static double Booth(double x, double y) => (x + 2 * y - 7) * (x + 2 * y - 7) + (2 * x + y - 5) * (2 * x + y - 5);

    [Differentiable(Kinds.Scalar), At(1.1, 0.4)]
    public static double Himmelblau(double x, double y)
    {
        double a = x * x + y - 11, b = x + y * y - 7;
        return a * a + b * b;
    }

    [Differentiable(Kinds.Scalar), At(new[] { -1.2, 1, 0.7, 0.3 })]
    public static double Rosenbrock(double[] x)
    {
        double f = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double t1 = x[i + 1] - x[i] * x[i];
            double t2 = 1 - x[i];
            f += 100 * t1 * t1 + t2 * t2;
        }

        return f;
    }

    [Differentiable(Kinds.Scalar), At(0.3, 1.4)]
    public static double GoldsteinPrice(double x, double y)
    {
        double a = 1 + (x + y + 1) * (x + y + 1) * (19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y);
        double b = 30 + (2 * x - 3 * y) * (2 * x - 3 * y) * (18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y);
        return a * b;
    }

    [Differentiable(Kinds.Scalar), At(2.3, 1.4)]
    public static double Easom(double x, double y) => -Cos(x) * Cos(y) * Exp(-((x - PI) * (x - PI) + (y - PI) * (y - PI)));

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 1.4, 2.2 })]
    public static double Michalewicz(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum -= Sin(x[i]) * Pow(Sin((i + 1) * x[i] * x[i] / PI), 20);
        return sum;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 30.3, -110.4, 222.2 })]
    public static double Schwefel(double[] x)
    {
        double total = 418.9829 * x.Length;
        foreach (var v in x) total -= v * Sin(Sqrt(Abs(v)));
        return total;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.4, 0.6, 0.1, 0.9, 0.5 })]
    public static double Hartmann6(double[] x)
    {
        double[] alpha = [1.0, 1.2, 3.0, 3.2];
        double[,] a = { { 10, 3, 17, 3.5, 1.7, 8 }, { 0.05, 10, 17, 0.1, 8, 14 }, { 3, 3.5, 1.7, 10, 17, 8 }, { 17, 8, 0.05, 10, 0.1, 14 } };
        double[,] p =
        {
            { 1312, 1696, 5569, 124, 8283, 5886 },
            { 2329, 4135, 8307, 3736, 1004, 9991 },
            { 2348, 1451, 3522, 2883, 3047, 6650 },
            { 4047, 8828, 8732, 5743, 1091, 381 },
        };
        double outer = 0;
        for (int i = 0; i < 4; i++)
        {
            double inner = 0;
            for (int j = 0; j < 6; j++)
            {
                double d = x[j] - 1e-4 * p[i, j];
                inner += a[i, j] * d * d;
            }

            outer += alpha[i] * Exp(-inner);
        }

        return -outer;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, -1.1, 2.4 })]
    public static double StyblinskiTang(double[] x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += Pow(x[i], 4) - 16 * Pow(x[i], 2) + 5 * x[i];
        return s / 2;
    }

    [Differentiable(Kinds.Scalar), At(0.3, -1.1)]
    public static double SixHumpCamel(double x, double y) => (4 - 2.1 * x * x + x * x * x * x / 3) * x * x + x * y + (-4 + 4 * y * y) * y * y;
}
