using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Arrays of arrays whose rows come from anywhere: stages of Runge-Kutta methods, layers of networks, tables that grow shorter.</summary>
internal static partial class GivenRows
{
    private static double[] Slope(double[] y)
    {
        var f = new double[y.Length];
        for (int i = 0; i < y.Length; i++) f[i] = Math.Sin(y[(i + 1) % y.Length]) * y[i];
        return f;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5 }, 3)]
    public static double[] Stages(double[] y0, int s)
    {
        var k = new double[s][];
        for (int i = 0; i < s; i++)
        {
            var y = (double[])y0.Clone();
            if (i > 0) for (int j = 0; j < y.Length; j++) y[j] += 0.1 * k[i - 1][j];
            k[i] = Slope(y);
        }
        return k[s - 1];
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5 }, 4)]
    public static double[] RungeKutta(double[] y0, int steps)
    {
        var y = (double[])y0.Clone();
        double[][] k = new double[4][];
        for (int n = 0; n < steps; n++)
        {
            k[0] = Slope(y);
            k[1] = Slope(y.Zip(k[0], (a, b) => a + 0.05 * b).ToArray());
            k[2] = Slope(y.Zip(k[1], (a, b) => a + 0.05 * b).ToArray());
            k[3] = Slope(y.Zip(k[2], (a, b) => a + 0.1 * b).ToArray());
            for (int i = 0; i < y.Length; i++) y[i] += 0.1 / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
        }
        return y;
    }

    private static double[] Dense(double[,] w, double[] x)
    {
        var y = new double[w.GetLength(0)];
        for (int i = 0; i < y.Length; i++)
        {
            for (int j = 0; j < x.Length; j++) y[i] += w[i, j] * x[j];
            y[i] = Math.Tanh(y[i]);
        }
        return y;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 }, "0.1 0.2 0.3; 0.4 -0.5 0.6", "0.7 -0.3")]
    public static double Layers(double[] x, double[,] w1, double[,] w2)
    {
        var activations = new double[3][];
        activations[0] = x;
        activations[1] = Dense(w1, activations[0]);
        activations[2] = Dense(w2, activations[1]);
        return activations[2][0] + activations[1][1] + activations[0][2];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 }, new[] { 3, 4, 2, 1 })]
    public static double Perceptron(double[] x, int[] sizes)
    {
        int layers = sizes.Length - 1;
        var a = new double[sizes.Length][];
        a[0] = x;
        for (int l = 0; l < layers; l++)
        {
            a[l + 1] = new double[sizes[l + 1]];
            for (int i = 0; i < sizes[l + 1]; i++)
            {
                double z = 0.1 * i;
                for (int j = 0; j < sizes[l]; j++) z += Math.Cos(i + 2 * j + l) * a[l][j];
                a[l + 1][i] = l < layers - 1 ? Math.Max(0, z) : z;
            }
        }
        return a[layers][0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 })]
    public static double NameOfTheRowBefore(double[] x)
    {
        var a = new double[2][];
        a[0] = Slope(x);
        var keep = a[0];
        a[0] = Slope(keep);
        keep[1] += x[2];
        return keep[0] * a[0][1] + keep[1];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 })]
    public static double InputAsRow(double[] x)
    {
        var a = new double[3][];
        a[0] = x;
        a[1] = Slope(x);
        a[2] = Slope(a[1]);
        a[0][0] *= x[1];
        return a[1][0] * a[2][1] + x[0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 }, 2), At(new[] { 1.0, 2, 0.5 }, 6)]
    public static double OneOfTwoLengths(double[] x, int n)
    {
        var a = new double[3][];
        if (n > 3) a[0] = new double[n - 3]; else a[0] = x.Take(n).ToArray();
        a[1] = x.Skip(1).ToArray();
        return a[0][1] * a[1][1] + a[0].Length * a[1][0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 }, 2)]
    public static double Windows(double[] x, int n)
    {
        var a = new double[x.Length - n + 1][];
        for (int i = 0; i + n <= x.Length; i++) a[i] = x[i..(i + n)];
        double s = 0;
        foreach (var w in a) s += w.Sum() * w[0] * w[^1];
        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5, 0.3 })]
    public static double Triangle(double[] x)
    {
        var t = new double[x.Length][];
        t[0] = x;
        for (int level = 1; level < x.Length; level++)
        {
            t[level] = new double[x.Length - level];
            for (int i = 0; i < t[level].Length; i++) t[level][i] = 0.5 * (t[level - 1][i] + t[level - 1][i + 1] * t[level - 1][i]);
        }
        return t[^1][0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 })]
    public static double RowsInAWhile(double[] x)
    {
        var a = new double[3][];
        int k = 0;
        while (k < 3)
        {
            a[k] = new double[k + 1];
            a[k][k] = x[k] * x[k];
            k++;
        }
        return a[0][0] * a[2][2] + a[1][1] * a[2][1];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 })]
    public static double OneRowReadTwice(double[] x)
    {
        var r = Slope(x);
        var a = new[] { r, x, r };
        double s = 0;
        foreach (var row in a) s += row[0] * row[1];
        var b = new[] { a[2], a[0] };
        return s * b[1][2] * a[1][2];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 })]
    public static double SortedRows(double[] x)
    {
        var points = x.Select(v => new[] { v, v * v }).ToArray();
        var copy = (double[][])points.Clone();
        var sorted = copy.OrderBy(p => p[0]).ToArray();
        return sorted[0][0] * sorted[1][1] + sorted[2][0] * points[0][1];
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2 }, "0.3 0.05; 0.05 0.2")]
    public static double[] SigmaPoints(double[] x, double[,] root)
    {
        int n = x.Length;
        var points = new double[2 * n + 1][];
        points[0] = x;
        for (int j = 0; j < n; j++)
        {
            double[] plus = new double[n], minus = new double[n];
            for (int i = 0; i < n; i++) { plus[i] = x[i] + root[i, j]; minus[i] = x[i] - root[i, j]; }
            points[1 + j] = plus;
            points[1 + n + j] = minus;
        }
        return points.Select(p => Math.Sqrt(p[0] * p[0] + p[1] * p[1])).ToArray();
    }

    [Differentiable(Kinds.Scalar), At("0.1 2 0.5; 3 1 1; 0.3 -0.2 4")]
    public static double PermutedRows(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        int[] order = Enumerable.Range(0, n).ToArray();
        double log = 0;
        var a = (double[,])matrix.Clone();
        for (int k = 0; k < n; k++)
        {
            int p = k;
            for (int i = k + 1; i < n; i++) if (Math.Abs(a[order[i], k]) > Math.Abs(a[order[p], k])) p = i;
            (order[k], order[p]) = (order[p], order[k]);
            log += Math.Log(Math.Abs(a[order[k], k]));
            for (int i = k + 1; i < n; i++)
            {
                double f = a[order[i], k] / a[order[k], k];
                for (int j = k; j < n; j++) a[order[i], j] -= f * a[order[k], j];
            }
        }
        return log;
    }

    /// <summary>Large numbers cancel at the points that the proof makes up: its second differences are rounding there, and say nothing.</summary>
    [Differentiable(Kinds.Vector), At(4000e3, 1000e3, 4800e3)]
    public static double[] Geodetic(double x, double y, double z)
    {
        const double a = 6378137.0, e2 = 6.69437999014e-3;
        double p = Math.Sqrt(x * x + y * y), lat = Math.Atan2(z, p * (1 - e2)), h = 0;
        for (int i = 0; i < 6; i++)
        {
            double n = a / Math.Sqrt(1 - e2 * Math.Sin(lat) * Math.Sin(lat));
            h = p / Math.Cos(lat) - n;
            lat = Math.Atan2(z, p * (1 - e2 * n / (n + h)));
        }
        return [lat, Math.Atan2(y, x), h];
    }
}
