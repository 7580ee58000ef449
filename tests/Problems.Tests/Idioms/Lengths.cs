using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Elements at constant indices that are there only where an array is long enough.</summary>
internal static partial class Lengths
{
    [Differentiable(Kinds.Scalar), At(new[] { 1.3 }), At(new[] { 1.3, 0.7 })]
    public static double Pick(double[] x) => x.Length < 2 ? x[0] * x[0] : x[0] * x[1];

    [Differentiable(Kinds.Vector), At(new[] { 1.3 }), At(new[] { 1.3, 0.7 })]
    public static double[] TwoRows(double[] x)
    {
        if (x.Length < 2) return [x[0] * x[0], Math.Sin(x[0])];
        return [x[0] * x[1], x[1] * x[1]];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.3 }), At(new[] { 1.3, 0.4 }), At(new[] { 1.3, 0.4, 0.2 })]
    public static double AsFarAsThere(double[] c)
    {
        double s = Math.Exp(c[0]);
        if (c.Length > 1) s += c[1] * c[1] * c[0];
        if (c.Length > 2) s *= Math.Cos(c[2]);
        return s;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.3, 0.4 }, new[] { 0.1, 0.2, 0.3 }), At(new[] { 1.3, 0.4, 0.2 }, new[] { 0.1, 0.2 })]
    public static double[] Decay(double[] p, [Constant] double[] t)
    {
        var y = new double[t.Length];
        for (int i = t.Length - 1; i >= 0; i--)
        {
            y[i] = p[0] * Math.Exp(-p[1] * t[i]);
            if (p.Length > 2) y[i] += p[2] * p[0];
        }

        return y;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.3, 0.4 }, new[] { 0.1, 0.2, 0.3 }), At(new[] { 1.3, 0.4, 0.2 }, new[] { 0.1, 0.2 })]
    public static double[] DecayByChoice(double[] p, [Constant] double[] t)
    {
        var y = new double[t.Length];
        for (int i = 0; i < t.Length; i++) y[i] = p[0] * Math.Exp(-p[1] * t[i]) + (p.Length > 2 ? p[2] * p[0] : 0);
        return y;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.3, 0.4 }, new double[0]), At(new[] { 1.3, 0.4, 0.2 }, new[] { 0.1, 0.2 })]
    public static double LoopThatNeedNotRun(double[] p, [Constant] double[] t)
    {
        double s = p[0] * p[1];
        foreach (var u in t) s += p[2] * p[0] * u;
        return s;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.3, 0.4 }, new double[0]), At(new[] { 1.3, 0.4, 0.2 }, new[] { 0.1, 0.2 })]
    public static double[] LoopThatNeedNotRunTwice(double[] p, [Constant] double[] t)
    {
        double s = p[0] * p[1];
        foreach (var u in t) s += p[2] * p[0] * u;
        return [s, s * s];
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.3, 0.4 }, 3, 0), At(new[] { 1.3, 0.4, 0.2 }, 3, 1)]
    public static double[] ByAFlag(double[] p, int n, int flag)
    {
        double c = flag == 1 ? p[2] * p[1] : p[0];
        var y = new double[n];
        for (int i = n - 1; i >= 0; i--) y[i] = c * i + p[1] * p[0];
        return y;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.3 }, new[] { 0.4, 0.7 }), At(new[] { 1.3, 0.1 }, new[] { 0.4, 0.7 }), At(new[] { 1.3, 0.2, 0.5 }, new[] { 0.4, 0.7, 0.9, 1 })]
    public static double TwoArrays(double[] a, double[] b)
    {
        double s = a[0] * b[0];
        if (a.Length > 1) s += a[1] * b[1];
        if (a.Length > 2 && b.Length > 2) s *= a[2] + b[2];
        return s;
    }

    [Differentiable(Kinds.Vector), At("1.3 0.4"), At("1.3 0.4; 0.2 0.9")]
    public static double[] Pairs((double X, double Y)[] p)
    {
        double s = p[0].X * p[0].Y;
        if (p.Length > 1) s += p[1].X * p[0].X * p[1].Y;
        return [s, s * p[0].X];
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.3, 0.4 }, new[] { 0.1, 0.2, 0.3 }, 3), At(new[] { 1.3, 0.4, 0.2 }, new[] { 0.1, 0.2 }, 2)]
    public static void Fill(double[] p, [Constant] double[] t, Span<double> y)
    {
        for (int i = t.Length - 1; i >= 0; i--)
        {
            y[i] = p[0] * Math.Exp(-p[1] * t[i]);
            if (p.Length > 2) y[i] += p[2];
        }
    }
}
