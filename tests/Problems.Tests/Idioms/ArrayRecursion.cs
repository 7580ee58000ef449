using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Methods that call themselves with arrays, references and variables around them.</summary>
internal static partial class ArrayRecursion
{
    [Differentiable(Kinds.Scalar), At(new[] { 0.7, 1.3, -0.4 })]
    public static double RecSum(double[] v) => Sum(v, 0);

    private static double Sum(double[] v, int i) => i == v.Length ? 0 : v[i] * v[i] * v[0] + Sum(v, i + 1);

    [Differentiable(Kinds.Scalar), At(new[] { 0.7, 1.3, -0.4, 0.3 }, 2.0)]
    public static double RecHorner(double[] c, double x) => c.Length == 0 ? 0 : H(c, x, 0);

    private static double H(double[] c, double x, int i) { if (i == c.Length - 1) return c[i]; return c[i] + x * H(c, x, i + 1); }

    [Differentiable(Kinds.Scalar), At("1 2 0.5; 3 4.5 1; -1 0.3 2")]
    public static double Laplace(double[,] a) => Det(a);

    private static double Det(double[,] a)
    {
        int n = a.GetLength(0);
        if (n == 1) return a[0, 0];
        if (n == 2) return a[0, 0] * a[1, 1] - a[0, 1] * a[1, 0];
        double d = 0, s = 1;
        for (int j = 0; j < n; j++)
        {
            var m = new double[n - 1, n - 1];
            for (int r = 1; r < n; r++)
                for (int c = 0, k = 0; c < n; c++)
                    if (c != j) m[r - 1, k++] = a[r, c];
            d += s * a[0, j] * Det(m);
            s = -s;
        }
        return d;
    }

    [Differentiable(Kinds.Scalar), At("1 2 0.5; 3 4.5 1; -1 0.3 2")]
    public static double SelfLaplace(double[,] a)
    {
        int n = a.GetLength(0);
        if (n == 1) return a[0, 0];
        double d = 0;
        for (int j = 0; j < n; j++)
        {
            var m = new double[n - 1, n - 1];
            for (int r = 1; r < n; r++)
                for (int c = 0; c < n; c++)
                    if (c != j) m[r - 1, c < j ? c : c - 1] = a[r, c];
            d += (j % 2 == 0 ? 1 : -1) * a[0, j] * SelfLaplace(m);
        }
        return d;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.7, 1.3, -0.4, 0.3 })]
    public static double[] FftPower(double[] x)
    {
        int n = x.Length;
        var re = (double[])x.Clone(); var im = new double[n];
        Fft(re, im);
        var p = new double[n];
        for (int i = 0; i < n; i++) p[i] = re[i] * re[i] + im[i] * im[i];
        return p;
    }

    private static void Fft(double[] re, double[] im)
    {
        int n = re.Length;
        if (n == 1) return;
        var er = new double[n / 2]; var ei = new double[n / 2]; var or = new double[n / 2]; var oi = new double[n / 2];
        for (int i = 0; i < n / 2; i++) { er[i] = re[2 * i]; ei[i] = im[2 * i]; or[i] = re[2 * i + 1]; oi[i] = im[2 * i + 1]; }
        Fft(er, ei); Fft(or, oi);
        for (int k = 0; k < n / 2; k++)
        {
            double a = -2 * Math.PI * k / n, c = Math.Cos(a), s = Math.Sin(a);
            double tr = c * or[k] - s * oi[k], ti = c * oi[k] + s * or[k];
            re[k] = er[k] + tr; im[k] = ei[k] + ti;
            re[k + n / 2] = er[k] - tr; im[k + n / 2] = ei[k] - ti;
        }
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.7, 1.3, -0.4, 0.3 })]
    public static double[] Haar(double[] x)
    {
        if (x.Length == 1) return new[] { x[0] };
        int h = x.Length / 2;
        var s = new double[h];
        for (int i = 0; i < h; i++) s[i] = (x[2 * i] + x[2 * i + 1]) * x[0];
        var t = Haar(s);
        var y = new double[x.Length];
        for (int i = 0; i < h; i++) { y[i] = t[i]; y[h + i] = x[2 * i] - x[2 * i + 1]; }
        return y;
    }

    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double AdaptiveSimpson(double a, double b)
    {
        double F(double t) => Math.Exp(-t * t) * a;
        return Adapt(F, a, b, Simpson(F, a, b), 1e-4, 10);
    }

    private static double Simpson(Func<double, double> f, double a, double b) => (b - a) / 6 * (f(a) + 4 * f((a + b) / 2) + f(b));

    private static double Adapt(Func<double, double> f, double a, double b, double s, double eps, int depth)
    {
        double m = (a + b) / 2, l = Simpson(f, a, m), r = Simpson(f, m, b);
        if (depth <= 0 || Math.Abs(l + r - s) < 15 * eps) return l + r + (l + r - s) / 15;
        return Adapt(f, a, m, l, eps / 2, depth - 1) + Adapt(f, m, b, r, eps / 2, depth - 1);
    }

    [Differentiable(Kinds.Scalar), At(0.7, 1.3, 4)]
    public static double Accumulates(double x, double y, int depth)
    {
        double total = 0;
        int visited = 0;
        void Visit(double w, int d)
        {
            visited++;
            total += w * w;
            if (d == 0) return;
            Visit(w * x, d - 1);
            Visit(w * y, d - 1);
        }
        Visit(x, depth);
        return total + visited * x;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.7, 1.3, -0.4, 0.3 })]
    public static double Captured(double[] v)
    {
        var w = new double[v.Length];
        void Fill(int lo, int hi)
        {
            if (hi - lo == 1) { w[lo] = v[lo] * v[lo]; return; }
            int m = (lo + hi) / 2;
            Fill(lo, m); Fill(m, hi);
            w[lo] += w[m];
        }
        Fill(0, v.Length);
        return w[0] * v[1];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.7, 1.3, -0.4, 0.3 })]
    public static double Spans(ReadOnlySpan<double> v) => v.Length == 1 ? v[0] * v[0] : Spans(v[..(v.Length / 2)]) * 2 + Spans(v[(v.Length / 2)..]) * v[0];

    [Differentiable(Kinds.Scalar), At(new[] { 0.7, 1.3, -0.4, 0.3 })]
    public static double RefAcc(double[] v) { double s = 0; int n = 0; Acc(v, 0, ref s, ref n, out var last); return s * last + n * v[0]; }

    private static void Acc(double[] v, int i, ref double s, ref int n, out double last)
    {
        n++;
        if (i == v.Length - 1) { last = v[i]; s += v[i]; return; }
        Acc(v, i + 1, ref s, ref n, out last);
        s += v[i] * s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.7, 1.3, -0.4, 0.3 })]
    public static double Mutual(double[] v) => Even(v, 0);

    private static double Even(double[] v, int i) => i >= v.Length ? 1 : v[i] + Odd(v, i + 1) * v[i];

    private static double Odd(double[] v, int i) => i >= v.Length ? 2 : Math.Sin(v[i]) * Even(v, i + 1);

    [Differentiable(Kinds.Scalar), At(new[] { 0.7, 1.3, -0.4, 0.3 })]
    public static double TwoArrays(double[] v) { var (a, b) = Split(v, 2); double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i % b.Length]; return s; }

    private static (double[] A, double[] B) Split(double[] v, int d)
    {
        if (d == 0) return ((double[])v.Clone(), new double[] { v[0] });
        var (a, b) = Split(v, d - 1);
        var c = new double[b.Length + 1];
        for (int i = 0; i < b.Length; i++) c[i] = b[i] * a[i];
        c[b.Length] = a[d];
        return (a, c);
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.7, 1.3, -0.4, 0.3 })]
    public static double[] MergeTree(double[] x)
    {
        var y = (double[])x.Clone();
        Work(y, 0, y.Length);
        return y;
    }

    private static void Work(double[] y, int lo, int hi)
    {
        if (hi - lo < 2) return;
        int m = (lo + hi) / 2;
        Work(y, lo, m); Work(y, m, hi);
        for (int i = lo; i < m; i++) { double t = y[i]; y[i] = t + y[i + m - lo]; y[i + m - lo] = t * y[i + m - lo]; }
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.7f, 1.3f, -0.4f, 0.3f })]
    public static float Singles(float[] x) => x.Length == 1 ? x[0] * x[0] : Singles(x[..^1]) * x[^1];
}
