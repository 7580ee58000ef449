using Problems.Checking;

namespace Problems.MoreGarbowHillstrom;

/// <summary>The functions that fit data.</summary>
internal static partial class Data
{
    private static readonly double[] BardY = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39];

    private static readonly double[] GaussianY =
        [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989, 0.3521, 0.2420, 0.1295, 0.0540, 0.0175, 0.0044, 0.0009];

    private static readonly double[] MeyerY =
        { 34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872 };

    private static readonly double[] KowalikY = { 0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246 };

    private static readonly double[] KowalikU = { 4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625 };

    private static readonly double[] Osborne1Y =
    [
        0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.580,
        0.558, 0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406,
    ];

    private static readonly double[] Osborne2Y =
    [
        1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606, 0.602,
        0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375,
        0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591,
        0.559, 0.597, 0.625, 0.739, 0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054,
    ];

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 1.0, 1.0 })]
    public static double[] Bard(double[] x)
    {
        var f = new double[15];
        for (int i = 1; i <= 15; i++)
        {
            double u = i, v = 16 - i, w = Math.Min(u, v);
            f[i - 1] = BardY[i - 1] - (x[0] + u / (v * x[1] + w * x[2]));
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.4, 1.0, 0.0 })]
    public static double[] Gaussian(double[] x)
    {
        var f = new double[GaussianY.Length];
        for (int i = 0; i < f.Length; i++)
        {
            double t = (8 - (i + 1)) / 2.0;
            f[i] = x[0] * Math.Exp(-x[1] * Math.Pow(t - x[2], 2) / 2) - GaussianY[i];
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.02, 4000, 250.0 })]
    public static double[] Meyer(double[] x)
    {
        double[] f = new double[16];
        for (int i = 0; i < 16; i++)
        {
            double t = 45 + 5 * (i + 1);
            f[i] = x[0] * Math.Exp(x[1] / (t + x[2])) - MeyerY[i];
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 5.0, 2.5, 0.15 }, 99)]
    public static double[] Gulf(double[] x, int m)
    {
        double[] f = new double[m];
        for (int i = 1; i <= m; i++)
        {
            double t = i / 100.0;
            double y = 25 + Math.Pow(-50 * Math.Log(t), 2.0 / 3.0);
            f[i - 1] = Math.Exp(-Math.Pow(Math.Abs(y - x[1]), x[2]) / x[0]) - t;
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.25, 0.39, 0.415, 0.39 })]
    public static double[] KowalikOsborne(double[] x)
    {
        double[] f = new double[KowalikY.Length];
        for (int i = 0; i < KowalikY.Length; i++)
        {
            double u = KowalikU[i];
            f[i] = KowalikY[i] - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3]);
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.5, 1.5, -1, 0.01, 0.02 })]
    public static double[] Osborne1(double[] x)
    {
        double[] f = new double[33];
        for (int i = 0; i < 33; i++)
        {
            double t = 10 * i;
            f[i] = Osborne1Y[i] - (x[0] + x[1] * Math.Exp(-t * x[3]) + x[2] * Math.Exp(-t * x[4]));
        }

        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5 })]
    public static double[] Osborne2(double[] x)
    {
        double[] f = new double[65];
        for (int i = 0; i < f.Length; i++)
        {
            double t = i / 10.0;
            double fit = x[0] * Math.Exp(-t * x[4]);
            for (int k = 1; k <= 3; k++)
            {
                double d = t - x[7 + k];
                fit += x[k] * Math.Exp(-d * d * x[4 + k]);
            }

            f[i] = Osborne2Y[i] - fit;
        }

        return f;
    }
}
