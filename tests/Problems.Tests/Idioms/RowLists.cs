using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Lists and stacks of arrays: trajectories, batches, polygons.</summary>
internal static partial class RowLists
{
    public struct Vec2(double x, double y)
    {
        public double X = x, Y = y;
    }

    private sealed class Box
    {
        public double[] A = new double[2];
    }

    private static double[] Step(double[] y, double h)
    {
        var r = new double[y.Length];
        for (int i = 0; i < y.Length; i++) r[i] = y[i] + h * Math.Sin(y[(i + 1) % y.Length]);
        return r;
    }

    private static void Fill(List<double[]> k, double[] x, int n)
    {
        for (int i = 0; i < n; i++) k.Add(new[] { x[0] * i, x[1] });
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 }, 3)]
    public static double Trajectory(double[] x, int n)
    {
        var k = new List<double[]> { x };
        for (int i = 0; i < n; i++) k.Add(Step(k[^1], 0.1));
        double s = 0;
        foreach (var r in k) s += r[0] * r[1];
        return s;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.7 }, 3)]
    public static double[] LastState(double[] x, int n)
    {
        var k = new List<double[]>();
        var y = x;
        for (int i = 0; i < n; i++) { y = Step(y, 0.1); k.Add(y); }
        return k[^1];
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.7 }, 3)]
    public static double[] InPlace(double[] x, int n)
    {
        var k = new List<double[]>();
        var y = (double[])x.Clone();
        for (int i = 0; i < n; i++) { y[0] += y[1] * 0.1; y[1] *= 1.1; k.Add((double[])y.Clone()); }
        return k.SelectMany(r => r).ToArray();
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 }, 3)]
    public static double Fields(double[] x, int n)
    {
        var k = new List<double[]>();
        var b = new Box();
        for (int i = 0; i < n; i++) { b.A = new double[2]; b.A[0] = x[0] * i; k.Add(b.A); }
        return k.Sum(r => r[0] * x[1]);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 }, 3)]
    public static double InBoth(double[] x, int n)
    {
        var k = new List<double[]>();
        var q = new double[n][];
        for (int i = 0; i < n; i++) { var r = new double[2]; r[0] = x[0] * i; k.Add(r); q[i] = r; }
        return k.Sum(r => (r[0] + r[1]) * x[1]) + q[2][0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 }, 3)]
    public static double Pushed(double[] x, int n)
    {
        var k = new Stack<double[]>();
        for (int i = 0; i < n; i++) { k.Push(new[] { x[0] * i, x[1] }); }
        double s = 0;
        while (k.Count > 0) { var r = k.Pop(); s = s * 0.5 + r[0] * r[1]; }
        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 }, 3)]
    public static double Points(double[] x, int n)
    {
        var k = new List<Vec2[]>();
        for (int i = 0; i < n; i++) { k.Add(new[] { new Vec2(x[0] * i, x[1]), new Vec2(i, x[0]) }); }
        double s = 0;
        foreach (var r in k) foreach (var p in r) s += p.X * p.Y;
        return s;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.7 }, 3)]
    public static double[] Chosen(double[] x, int n)
    {
        var k = new List<double[]>();
        for (int i = 0; i < n; i++) if (x[0] * i < 0.5) k.Add(new[] { x[0] * i, x[1] });
        var a = k.ToArray();
        var res = new double[a.Length];
        for (int i = 0; i < a.Length; i++) res[i] = a[i][0] * a[i][1];
        return res;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 }, 3)]
    public static double Sequence(double[] x, int n)
    {
        var k = System.Linq.Enumerable.Range(0, n).Select(i => new[] { x[0] * i, x[1] }).ToList();
        return k.Sum(r => r[0] * r[1]) + k[1][0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 }, 3)]
    public static double Filled(double[] x, int n)
    {
        var k = new List<double[]>();
        for (int i = 0; i < n; i++) { var r = new double[3]; r[0] = x[0] * i; r[1] = r[0] * x[1]; for (int j = 0; j < 2; j++) r[2] += r[j]; k.Add(r); }
        double s = 0;
        for (int i = 1; i < k.Count; i++) s += k[i][2] * k[i - 1][0];
        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 }, 3)]
    public static double Twice(double[] x, int n)
    {
        var k = new List<double[]> { new[] { x[0], 1.0 } };
        for (int i = 0; i < n; i++) { var p = k[0]; k.Add(new[] { p[0] * x[1], p[1] }); k.Add(k[^1]); }
        return k.Sum(r => r[0] * r[1]);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 }, 3)]
    public static double Names(double[] x, int n)
    {
        var k = new List<double[]> { new[] { x[0], 1.0 } };
        var p = k[0];
        for (int i = 0; i < n; i++) { k.Add(new[] { p[0] * x[1], p[1] }); p = k[i]; }
        return k.Sum(r => r[0] * r[1]) + p[0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 }, 3)]
    public static double Cleared(double[] x, int n)
    {
        var k = new List<double[]>();
        Fill(k, x, n);
        k.Clear();
        Fill(k, x, 2);
        return k.Sum(r => r[0] * r[1]) * k.Count;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 }, 3)]
    public static double Moved(double[] x, int n)
    {
        var k = new List<double[]>(n);
        var m = new List<double[]>();
        Fill(k, x, n);
        foreach (var r in k) if (r[0] > 0.2) m.Add(r);
        return m.Sum(r => r[0] * r[1]) + m.Count * x[0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 }, 3)]
    public static double Lengths(double[] x, int n)
    {
        var k = new List<double[]>(n);
        for (int i = 0; i < n; i++) { double[] r; if (i % 2 == 0) r = new[] { x[0], 2.0, x[1] }; else r = new[] { x[1] }; k.Add(r); }
        return k.Sum(r => r[0] * r.Length);
    }
}
