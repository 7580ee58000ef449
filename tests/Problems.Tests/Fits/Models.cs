using Problems.Checking;

namespace Problems.Fits;

/// <summary>Nonlinear regressions of NIST's Statistical Reference Datasets: residuals of the model at the data.</summary>
internal static partial class Models
{
    private static readonly double[] ThurberX =
    [
        -3.067, -2.981, -2.921, -2.912, -2.840, -2.797, -2.702, -2.699, -2.633, -2.481, -2.363, -2.322, -1.501, -1.460, -1.274,
        -1.212, -1.100, -1.046, -0.915, -0.714, -0.566, -0.545, -0.400, -0.309, -0.109, -0.103, 0.010, 0.119, 0.377, 0.790,
        0.963, 1.006, 1.115, 1.572, 1.841, 2.047, 2.200,
    ];

    private static readonly double[] ThurberY =
    [
        80.574, 84.248, 87.264, 87.195, 89.076, 89.608, 89.868, 90.101, 92.405, 95.854, 100.696, 101.060, 401.672, 390.724,
        567.534, 635.316, 733.054, 759.087, 894.206, 990.785, 1090.109, 1080.914, 1122.643, 1178.351, 1260.531, 1273.514,
        1288.339, 1327.543, 1353.863, 1414.509, 1425.208, 1421.384, 1442.962, 1464.350, 1468.705, 1447.894, 1457.628,
    ];

    private static readonly (double X, double Y)[] MisraData =
    [
        (77.6, 10.07), (114.9, 14.73), (141.1, 17.94), (190.8, 23.93), (239.9, 29.61), (289.0, 35.18), (332.8, 40.02),
        (378.4, 44.82), (434.8, 50.76), (477.3, 55.05), (536.8, 61.01), (593.1, 66.40), (689.1, 75.47), (760.0, 81.78),
    ];

    [Differentiable(Kinds.Vector), At(new[] { 500, 0.0001 })]
    public static double[] Misra1a(double[] b)
    {
        double[] r = new double[MisraData.Length];
        for (int i = 0; i < r.Length; i++)
        {
            var (x, y) = MisraData[i];
            r[i] = b[0] * (1 - Math.Exp(-b[1] * x)) - y;
        }

        return r;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1000, 1000, 400, 40, 0.7, 0.3, 0.03 })]
    public static double[] Thurber(double[] b)
    {
        var r = new double[ThurberX.Length];
        for (int i = 0; i < r.Length; i++)
        {
            double x = ThurberX[i];
            double above = b[0] + b[1] * x + b[2] * x * x + b[3] * x * x * x;
            double below = 1 + b[4] * x + b[5] * x * x + b[6] * x * x * x;
            r[i] = above / below - ThurberY[i];
        }

        return r;
    }

    [Differentiable(Kinds.Vector), At(new[] { 100, 1, 0.1 }, new double[] { 9, 14, 21, 28, 42, 57, 63, 70, 79 }, new[] { 8.930, 10.800, 18.590, 22.330, 39.350, 56.110, 61.730, 64.620, 67.080 })]
    public static double[] Rat42(double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i++) r[i] = b[0] / (1 + Math.Exp(b[1] - b[2] * x[i])) - y[i];
        return r;
    }

    [Differentiable(Kinds.Vector), At(new[] { 700, 5, 0.75, 1.3 }, new[] { 16.08, 33.83, 65.80, 97.20, 191.55, 326.20, 386.87, 520.53, 590.03, 651.92, 724.93, 699.56, 689.96, 637.56, 717.41 })]
    public static double[] Rat43(double[] b, [Constant] double[] y)
    {
        double[] r = new double[y.Length];
        for (int i = 0; i < y.Length; i++)
        {
            double x = i + 1;
            r[i] = b[0] / Math.Pow(1 + Math.Exp(b[1] - b[2] * x), 1 / b[3]) - y[i];
        }

        return r;
    }

    [Differentiable(Kinds.Vector), At(new[] { 100, 0.75 }, new double[] { 1, 2, 3, 5, 7, 10 }, new double[] { 109, 149, 149, 191, 213, 224 })]
    public static double[] BoxBod([Size(2)] double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        double[] r = new double[x.Length];
        for (int i = 0; i < x.Length; i++) r[i] = b[0] * (1 - Math.Exp(-b[1] * x[i])) - y[i];
        return r;
    }

    [Differentiable(Kinds.Vector), At(new[] { 25, 39, 41.5, 39 }, new[] { 4.0, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625 }, new[] { 0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246 })]
    public static double[] Mgh09(double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        double[] r = new double[x.Length];
        for (int i = 0; i < x.Length; i++) r[i] = b[0] * (x[i] * x[i] + x[i] * b[1]) / (x[i] * x[i] + x[i] * b[2] + b[3]) - y[i];
        return r;
    }
}
