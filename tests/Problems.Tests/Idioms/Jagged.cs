using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Arrays of arrays: weights, data, matrices by rows.</summary>
internal static partial class Jagged
{
    [Differentiable(Kinds.Scalar), At("0.3 0.7; -0.2 1.1 2; 0.5")]
    public static double SumSquares(double[][] a)
    {
        double s = 0;
        for (int i = 0; i < a.Length; i++) for (int j = 0; j < a[i].Length; j++) s += a[i][j] * a[i][j] * (i + 1);
        return s;
    }

    [Differentiable(Kinds.Vector), At("0.3 0.7; -0.2 1.1; 0.5 0.1", new[] { 0.4, -0.3, 0.2 }, new[] { 0.5, 0.9 })]
    public static double[] DenseLayer(double[][] weights, double[] bias, double[] x)
    {
        var y = new double[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            double z = bias[i];
            double[] row = weights[i];
            for (int j = 0; j < row.Length; j++) z += row[j] * x[j];
            y[i] = Math.Tanh(z);
        }
        return y;
    }

    private static double Dot(double[] a, double[] b) { double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; return s; }

    [Differentiable(Kinds.Scalar), At("0.3 0.7; -0.2 1.1; 0.5 0.1")]
    public static double Gram(double[][] a)
    {
        double s = 0;
        foreach (var r in a) foreach (var q in a) s += Dot(r, q) * Dot(r, q);
        foreach (var r in a) s += r.Sum() * r[^1];
        return s + a[0].Length + a.Length + a.Sum(r => r[0] * r[1]);
    }

    [Differentiable(Kinds.Scalar), At("4 1 0.5; 1 3 0.2; 0.5 0.2 2")]
    public static double LogDet(double[][] a)
    {
        int n = a.Length; double s = 0;
        for (int k = 0; k < n; k++)
        {
            s += Math.Log(a[k][k]);
            for (int i = k + 1; i < n; i++)
            {
                double f = a[i][k] / a[k][k];
                for (int j = k; j < n; j++) a[i][j] -= f * a[k][j];
            }
        }
        return s;
    }

    [Differentiable(Kinds.Scalar), At("0.3 0.7; -0.2 1.1; 0.5 0.1")]
    public static double Choice(double[][] a)
    {
        double[] best = a[0];
        for (int i = 1; i < a.Length; i++) if (a[i][0] > best[0]) best = a[i];
        return best[0] * best[1];
    }

    public record struct Vec2(double X, double Y);

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Rect(double[] x)
    {
        int n = 3, m = x.Length;
        var a = new double[n][];
        for (int i = 0; i < n; i++)
        {
            a[i] = new double[m];
            for (int j = 0; j < m; j++) a[i][j] = x[j] * (i + 1) + x[i] * x[j];
        }
        double s = 0;
        foreach (var row in a) foreach (var v in row) s += v * v;
        return s + a[1].Length + a.Length + a[0][^1];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Triangle(double[] x)
    {
        double[][] b = new double[x.Length][];
        for (int i = 0; i < x.Length; i++)
        {
            var row = new double[i + 1];
            for (int j = 0; j <= i; j++) row[j] = j == 0 || j == i ? x[j] : b[i - 1][j - 1] + b[i - 1][j] * x[i];
            b[i] = row;
            row[0] += 0.5 * x[i] * x[i];
        }
        return b[^1].Sum() + b[1][0] * b[2][1];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 4.0, 1, 0.5, 1, 3, 0.2, 0.5, 0.2, 2 })]
    public static double Pivoted(double[] x)
    {
        int n = 3;
        var a = new double[n][];
        for (int i = 0; i < n; i++) { a[i] = new double[n]; for (int j = 0; j < n; j++) a[i][j] = x[i * n + j]; }
        double det = 1;
        for (int k = 0; k < n; k++)
        {
            int p = k;
            for (int i = k + 1; i < n; i++) if (Math.Abs(a[i][k]) > Math.Abs(a[p][k])) p = i;
            if (p != k) { (a[k], a[p]) = (a[p], a[k]); det = -det; }
            det *= a[k][k];
            for (int i = k + 1; i < n; i++)
            {
                double f = a[i][k] / a[k][k];
                for (int j = k; j < n; j++) a[i][j] -= f * a[k][j];
            }
        }
        return det;
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7)]
    public static double Literals(double x, double y)
    {
        double[][] a = { new[] { x, y }, new[] { x * y, 2, y } };
        var b = new double[][] { new double[] { 1, x }, new double[] { y, 3 } };
        double[][] c = [[x, x], [y]];
        c[1][0] += b[1][0];
        var t = a[0]; a[0] = a[1]; a[1] = t;
        return a[0][0] * b[0][1] + a[0].Length + a[1][1] * b[1][0] * c[1][0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 })]
    public static double Aliased(double[] x)
    {
        double[][] j = { new double[2], x };
        j[1][0] *= 2;
        j[0][1] = x[0] * x[1];
        return j[1][0] * j[0][1] + x[0];
    }

    private static double[][] Zeros(int n, int m) { var a = new double[n][]; for (int i = 0; i < n; i++) a[i] = new double[m]; return a; }

    private static double[][] Product(double[][] a, double[][] b)
    {
        int n = a.Length, m = b[0].Length, k = b.Length;
        double[][] c = Zeros(n, m);
        for (int i = 0; i < n; ++i) for (int j = 0; j < m; ++j) for (int l = 0; l < k; ++l) c[i][j] += a[i][l] * b[l][j];
        return c;
    }

    [Differentiable(Kinds.Scalar), At("0.3 0.7; -0.2 1.1")]
    public static double Power(double[][] a)
    {
        var p = Product(a, a);
        p = Product(p, a);
        double t = 0;
        for (int i = 0; i < p.Length; i++) t += p[i][i];
        return t;
    }

    [Differentiable(Kinds.Scalar), At("0.3 0.7; -0.2 1.1")]
    public static double Copied(double[][] a)
    {
        var c = a.Select(r => (double[])r.Clone()).ToArray();
        c[0][0] += a[1][1] * a[0][0];
        var d = Enumerable.Range(0, 2).Select(i => new double[3]).ToArray();
        d[1][2] = c[0][0];
        return c[0][0] * c[1][0] + a[0][0] + d[1][2] * d[0][0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Polygons(double[] x)
    {
        var p = new Vec2[2][];
        for (int i = 0; i < 2; i++) { p[i] = new Vec2[x.Length]; for (int j = 0; j < x.Length; j++) p[i][j] = new Vec2(x[j] * i, x[j] * x[j]); }
        double s = 0;
        foreach (var q in p) foreach (var v in q) s += v.X * v.Y;
        return s;
    }

    private static double Rec(double[] a, int i) => i == a.Length ? 0 : a[i] * a[i] * (i + 1) + Rec(a, i + 1);

    [Differentiable(Kinds.FirstOrder), At("0.3 0.7; -0.2 1.1")]
    public static double Rows(double[][] w) => Rec(w[0], 0) * Rec(w[1], 1);

    private static double Area(Vec2[] p, int i) => i + 1 >= p.Length ? 0 : p[i].X * p[i + 1].Y + Area(p, i + 1);

    [Differentiable(Kinds.FirstOrder), At("0.3 0.7; -0.2 1.1; 2 3")]
    public static double Areas(Vec2[] p) => Area(p, 0);

    private static void Scale(Vec2[] p, int i) { if (i < p.Length) { p[i].X *= p[i].Y; Scale(p, i + 1); } }

    [Differentiable(Kinds.FirstOrder), At("0.3 0.7; -0.2 1.1; 2 3")]
    public static double Scaled(Vec2[] p) { Scale(p, 0); return p[0].X * p[1].X + p[2].X; }

    private static void ScaleRow(double[] p, int i) { if (i < p.Length) { p[i] *= p[0] + 1; ScaleRow(p, i + 1); } }

    [Differentiable(Kinds.FirstOrder), At("0.3 0.7; -0.2 1.1; 2 3")]
    public static double ScaledRows(double[][] p) { ScaleRow(p[1], 0); return p[0][0] * p[1][0] + p[2][1] * p[1][1]; }

    [Differentiable(Kinds.FirstOrder), At(new[] { 0.3, 0.7 }, 3)]
    public static double[] Kept(double[] x, int n)
    {
        var k = new double[n][];
        for (int i = 0; i < n; i++) { k[i] = new double[i + 1]; k[i][i] = x[0] * i * x[1]; }
        return k.Where(r => r[0] >= 0).SelectMany(r => r).ToArray();
    }

    [Differentiable(Kinds.Scalar), At("0.3 0.7; 1.3 0.4")]
    public static double Rated(double[][] w) => w.SelectMany((r, i) => r.Select(v => v * v * i)).Sum() + w.SelectMany(r => r, (r, v) => v * r[0]).Sum() + w.OrderBy(r => r[0]).Select(r => r[1] * r[1]).First();

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 })]
    public static double Functions(double[] x)
    {
        System.Func<double, double>[] all = [v => v * v, v => System.Math.Sin(v)];
        return all.Where((f, i) => i > 0).Sum(f => f(x[0]) * f(x[1]));
    }
}
