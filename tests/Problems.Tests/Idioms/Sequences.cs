using Problems.Checking;

namespace Problems.Idioms;

/// <summary>LINQ, lists, ranges, jagged arrays, buffers that change places.</summary>
internal static partial class Sequences
{
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, -2, 0.5 })]
    public static double Checked(double[] x)
    {
        if (x is null) throw new ArgumentNullException(nameof(x));
        if (x.Length == 0) return 0;
        double max = x[0];
        foreach (double v in x[1..]) max = Math.Max(max, v);
        return max * max;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, -2, 0.5 })]
    public static double SumOfSquares(double[] x) => x.Sum(v => v * v);

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, -2, 0.5 }, new[] { 0.3, 0.2, 0.9 })]
    public static double DotProduct(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    [Differentiable(Kinds.Vector), At(new[] { 1.0, -2, 0.5 })]
    public static double[] Normalised(double[] x)
    {
        var norm = Math.Sqrt(x.Select(v => v * v).Sum());
        return x.Select(v => v / norm).ToArray();
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, -2, 0.5 })]
    public static double[] LinqSoftmax(double[] x)
    {
        var max = x.Max();
        var exps = x.Select(v => Math.Exp(v - max)).ToArray();
        var sum = exps.Sum();
        return exps.Select(e => e / sum).ToArray();
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, -2, 0.5 })]
    public static double MeanSquaredDeviation(double[] x)
    {
        double mean = x.Average();
        return x.Average(v => (v - mean) * (v - mean));
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 })]
    public static double Aggregated(double[] x) => x.Aggregate(1.0, (product, v) => product * (1 + v));

    [Differentiable(Kinds.Scalar), At(0.4, 6)]
    public static double RangeSeries(double x, int n) => Enumerable.Range(1, n).Sum(k => Math.Pow(x, k) / k);

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5 })]
    public static double[] IndexedSelect(double[] x) => [.. x.Select((v, i) => v * (i + 1))];

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, -2, 0.5 })]
    public static double WhereSum(double[] x) => x.Where(v => v > 0).Sum(v => v * v);

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5, 4 })]
    public static double[] Slices(double[] x)
    {
        double[] left = x[..2], right = x[2..];
        return [left[0] * right[1], left[1] + right[0], x[^1] * x[^2]];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5, 4 })]
    public static double SpanSlices(ReadOnlySpan<double> x)
    {
        var head = x[..2];
        var tail = x.Slice(2);
        double s = 0;
        for (int i = 0; i < head.Length; i++) s += head[i] * tail[i];
        return s;
    }

    /// <summary>The wave equation with three buffers that change places.</summary>
    [Differentiable(Kinds.Vector), At(new[] { 0.0, 0.5, 1, 0.5, 0 }, 0.3, 6)]
    public static double[] Wave(double[] u0, double courant, int steps)
    {
        int n = u0.Length;
        double[] previous = (double[])u0.Clone();
        double[] current = (double[])u0.Clone();
        double[] next = new double[n];
        for (int s = 0; s < steps; s++)
        {
            for (int i = 1; i < n - 1; i++)
                next[i] = 2 * current[i] - previous[i] + courant * courant * (current[i - 1] - 2 * current[i] + current[i + 1]);
            var t = previous;
            previous = current;
            current = next;
            next = t;
        }

        return current;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.0, 0.5, 1, 0.5, 0 }, 0.3, 4)]
    public static double[] SwappedBuffers(double[] u0, double r, int steps)
    {
        double[] a = (double[])u0.Clone(), b = (double[])u0.Clone();
        for (int s = 0; s < steps; s++)
        {
            for (int i = 1; i < a.Length - 1; i++) b[i] = a[i] + r * (a[i - 1] - 2 * a[i] + a[i + 1]);
            (a, b) = (b, a);
        }

        return a;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.2, 0.5, 1.3 }, 3)]
    public static double[] SwappedBuffersOfFixedSize([Size(3)] double[] u0, int steps)
    {
        double[] a = { u0[0], u0[1] * u0[2], u0[2] }, b = new double[3];
        for (int s = 0; s < steps; s++)
        {
            for (int i = 0; i < a.Length; i++) b[i] = a[i] * a[(i + 1) % 3];
            (a, b) = (b, a);
        }

        return a;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.2, 0.5 }, 0.1, 10)]
    public static double[] RungeKuttaWithArrays(double[] y0, double h, int steps)
    {
        var y = y0;
        for (int i = 0; i < steps; i++)
        {
            var k1 = Rhs(y);
            var k2 = Rhs(Axpy(h / 2, k1, y));
            var k3 = Rhs(Axpy(h / 2, k2, y));
            var k4 = Rhs(Axpy(h, k3, y));
            var next = new double[y.Length];
            for (int j = 0; j < y.Length; j++) next[j] = y[j] + h / 6 * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]);
            y = next;
        }

        return y;
    }

    private static double[] Rhs(double[] y) => [y[1], -Math.Sin(y[0])];

    private static double[] Axpy(double a, double[] x, double[] y)
    {
        var z = new double[x.Length];
        for (int i = 0; i < x.Length; i++) z[i] = a * x[i] + y[i];
        return z;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5 })]
    public static double[] ArrayMethods(double[] x)
    {
        var y = new double[x.Length + 1];
        Array.Copy(x, y, x.Length);
        y[^1] = x[0] * x[1];
        Array.Reverse(y);
        return y;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5 })]
    public static double[] Filled(double[] x)
    {
        var y = new double[x.Length];
        Array.Fill(y, x[1]);
        y[0] *= x[0];
        return y;
    }

    [Differentiable(Kinds.Scalar), At("1 2 3; 4 5 6")]
    public static double ForeachMatrix(double[,] a)
    {
        double s = 0;
        foreach (double v in a) s += v * v;
        return s;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5 })]
    public static double[] Spread(double[] x) => [0, .. x, x[0] * x[^1]];

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5, 4 })]
    public static double ForeachOverSlice(double[] x)
    {
        double s = 0;
        foreach (var v in x.AsSpan(1, 2)) s += v * v * x[0];
        return s;
    }
}
