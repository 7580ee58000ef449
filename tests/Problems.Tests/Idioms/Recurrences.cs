using Problems.Checking;

namespace Problems.Idioms;

/// <summary>
/// Loops that look like those over independent elements and are not: each element is made of others of the same array, on either side, first or last in the sum. The
/// arrays are longer than a vector.
/// </summary>
internal static partial class Recurrences
{
    private const double A = 0.1, B = 0.8, C = 1.1, D = 0.7, E = -0.2, F = 0.4, G = 0.9, H = -0.6, I = 0.3;

    [Differentiable(Kinds.Scalar), At(new[] { A, B, C, D, E, F, G, H, I })]
    public static double Prefix(double[] y)
    {
        var x = new double[y.Length];
        x[0] = y[0];
        for (int i = 1; i < y.Length; i++) x[i] = y[i] + x[i - 1];
        return Math.Exp(x[y.Length - 1]) * x[3];
    }

    [Differentiable(Kinds.Scalar), At(new[] { A, B, C, D, E, F, G, H, I })]
    public static double PrefixFirst(double[] y)
    {
        var x = new double[y.Length];
        x[0] = y[0];
        for (int i = 1; i < y.Length; i++) x[i] = x[i - 1] + y[i];
        return Math.Exp(x[y.Length - 1]) * x[3];
    }

    [Differentiable(Kinds.Scalar), At(new[] { A, B, C, D, E, F, G, H, I })]
    public static double Suffix(double[] y)
    {
        int n = y.Length;
        var x = new double[n];
        x[n - 1] = y[n - 1];
        for (int i = n - 2; i >= 0; i--) x[i] = y[i] - 0.5 * x[i + 1];
        return Math.Exp(x[0]) * x[4];
    }

    [Differentiable(Kinds.Scalar), At(new[] { A, B, C, D, E, F, G, H, I })]
    public static double Substitution(double[] y)
    {
        int n = y.Length;
        var (c, x) = (new double[n], new double[n]);
        for (int i = 0; i < n; i++) c[i] = 0.3 + 0.1 * i;
        x[n - 1] = y[n - 1] * y[0];
        for (int i = n - 2; i >= 0; i--) x[i] = y[i] - c[i] * x[i + 1];
        return x[0] * x[2];
    }

    [Differentiable(Kinds.Vector), At(new[] { A, B, C, D, E, F, G, H, I })]
    public static double[] Lag(double[] y)
    {
        var x = new double[y.Length];
        for (int i = 0; i < 3; i++) x[i] = y[i];
        for (int i = 3; i < y.Length; i++) x[i] = y[i] + 0.5 * x[i - 3];
        return x;
    }

    [Differentiable(Kinds.Vector), At(new[] { A, B, C, D, E, F, G, H, I })]
    public static double[] PrefixSums(double[] y)
    {
        var x = new double[y.Length];
        x[0] = y[0];
        for (int i = 1; i < y.Length; i++) x[i] = y[i] + x[i - 1];
        return x;
    }

    [Differentiable(Kinds.Vector), At(new[] { A, B, C, D, E, F, G, H, I })]
    public static double[] SuffixSums(double[] y)
    {
        int n = y.Length;
        var x = new double[n];
        x[n - 1] = y[n - 1];
        for (int i = n - 2; i >= 0; i--) x[i] = y[i] + x[i + 1];
        return x;
    }

    [Differentiable(Kinds.Scalar), At(new[] { A, B, C, D, E, F, G, H, I }, 0.7)]
    public static double Named(double[] y, double t)
    {
        var x = new double[y.Length];
        x[0] = y[0];
        for (int i = 1; i < y.Length; i++) { double p = 0.5 * x[i - 1]; x[i] = y[i] + p; }
        return x[y.Length - 1] * t;
    }

    [Differentiable(Kinds.Scalar), At(new[] { A, B, C, D, E, F, G, H, I })]
    public static double OwnElement(double[] y)
    {
        var x = (double[])y.Clone();
        for (int i = 1; i < y.Length; i++) x[i] = x[i] + 0.5 * x[i - 1];
        for (int i = y.Length - 2; i >= 0; i--) x[i] -= 0.25 * x[i + 1];
        return x[0] * x[5];
    }

    [Differentiable(Kinds.Scalar), At(new[] { A, B, C, D, E, F, G, H, I })]
    public static double Ahead(double[] y)
    {
        var x = (double[])y.Clone();
        for (int i = 0; i + 1 < y.Length; i++) x[i + 1] = y[i] * y[i + 1] + 0.5 * x[i];
        for (int i = 0; i + 2 < y.Length; i++) x[i] = y[i] + 0.5 * x[i + 2];
        return x[0] * x[4] + x[y.Length - 1];
    }

    [Differentiable(Kinds.Scalar), At(new[] { A, B, C, D, E, F, G, H, I })]
    public static double Square(double[] y)
    {
        int n = y.Length;
        var x = new double[2, n];
        for (int i = 0; i < n; i++) x[0, i] = y[i];
        for (int i = 1; i < n; i++) x[1, i] = x[0, i] + 0.5 * x[1, i - 1];
        return x[1, n - 1] * x[1, 3];
    }

    [Differentiable(Kinds.Scalar), At(new[] { A, B, C }, new[] { D, E })]
    public static double Longer(double[] y, double[] z)
    {
        var x = new double[4];
        y.CopyTo(x, 0);
        Array.Resize(ref y, y.Length + 1);
        double s = z[0] * z[1];
        for (int i = 0; i < 4; i++) s += x[i] * y[i] * (i + 0.5);
        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { A, B, C }, new[] { D, E })]
    public static double LongerOfSize([Size(3)] double[] y, [Size(2)] double[] z)
    {
        var x = new double[4];
        y.CopyTo(x, 0);
        Array.Resize(ref y, 4);
        double s = z[0] * z[1];
        for (int i = 0; i < 4; i++) s += x[i] * y[i] * (i + 0.5);
        return s;
    }

    /// <summary>Two arrays take turns, one of them is the input, and the loop that fills the other one stays a loop.</summary>
    [Differentiable(Kinds.Scalar), At(new[] { A, B }, new[] { C, D, E }, new[] { F, G })]
    public static double TakingTurns(double[] a, double[] b, double[] c)
    {
        var now = a;
        var other = new double[1];
        for (int i = 0; i < c.Length; i++) other[0] = b[i % b.Length] * now[1 % now.Length];
        foreach (var unused in b)
        {
            a[0] = a[^1];
            (other, now) = (now, other);
            if (a.Length == b.Length) return c[^1] * b[0];
        }

        double s = 0;
        for (int n = 0; n < now.Length; n++) s += now[n] * (n + 0.5);
        return s;
    }

    /// <summary>An array that two loops hand on, one after the other.</summary>
    [Differentiable(Kinds.Vector), At(A, B, 3)]
    public static double[] HandedOnTwice(double a, double b, int n)
    {
        var first = new double[n];
        for (int i = 0; i < n; i++) first[i] = a * (i + b);
        var now = first;
        var other = new double[n];
        for (int k = 0; k < n; k++) (now, other) = (other, now);
        for (int k = 0; k < n - 3; k++) (other, first) = (first, other);
        double s = 0;
        for (int i = 0; i < n; i++) s += first[i] * (i + 0.5);
        return [s, b];
    }
}
