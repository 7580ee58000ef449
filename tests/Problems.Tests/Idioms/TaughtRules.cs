using Library;
using Problems.Checking;

namespace Problems.Idioms.Taught;

/// <summary>Rules for functions of arrays, of objects, and for such as give arrays.</summary>
internal static partial class TaughtRules
{
    private static readonly double[] Weights = [1, 2, 3];
    private static readonly Gas Air = new(8.3);

    [DerivativeRule(typeof(Plain), nameof(Plain.Norm))]
    private static double[] NormSlope(double[] x)
    {
        var g = new double[x.Length];
        double n = Plain.Norm(x);
        for (int i = 0; i < g.Length; i++) g[i] = x[i] / n;
        return g;
    }

    [DerivativeRule(typeof(Plain), nameof(Plain.Weigh))]
    private static (double[] X, double K) WeighSlopes(ReadOnlySpan<double> x, double k, [Constant] double[] w)
    {
        var g = new double[x.Length];
        double s = 0;
        for (int i = 0; i < g.Length; i++)
        {
            g[i] = 2 * x[i] * k * w[i];
            s += x[i] * x[i] * w[i];
        }

        return (g, s);
    }

    [DerivativeRule(typeof(Plain), nameof(Plain.Scale))]
    private static (double[,] X, double[] K) ScaleSlopes(double[] x, double k)
    {
        var (j, d) = (new double[x.Length, x.Length], new double[x.Length]);
        for (int i = 0; i < x.Length; i++)
        {
            j[i, i] += x[0] * k;
            j[i, 0] += x[i] * k;
            d[i] = x[i] * x[0];
        }

        return (j, d);
    }

    [DerivativeRule(typeof(Gas), nameof(Gas.Pressure))]
    private static (double, double) PressureSlopes(Gas gas, double t, double v) => (gas.R / v, -gas.R * t / v / v);

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 })]
    public static double Norms(double[] x)
    {
        double[] t = [x[0] * x[1], x[2]];
        return Plain.Norm(x) * Plain.Norm(t);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 })]
    public static double Weighed(double[] x)
    {
        double s = 0;
        for (int i = 1; i < 3; i++) s += Plain.Weigh(x.AsSpan(0, i), x[i], Weights) * x[0];
        return s;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.2, 0.4, 0.7 })]
    public static double[] Scaled(double[] x)
    {
        var y = Plain.Scale(x, x[1] * 2);
        y[1] *= 3;
        return Plain.Scale(y, 2);
    }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double OfAnObject(double x, double y) => Air.Pressure(x * x, y) * x;
}
