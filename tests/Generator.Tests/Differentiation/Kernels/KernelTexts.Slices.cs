namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <content>Slices, ranges, spreads, and names that stand for several arrays.</content>
internal static partial class KernelTexts
{
    public const string Slices = """
        // at: new[] { 0.5, -1.2, 2.0, 0.3, 0.9 }
        [Differentiable] public static double RangeSum(double[] x) { double s = 0; foreach (var v in x[1..]) s += v * v; return s; }
        // at: new[] { 0.5, -1.2, 2.0, 0.3, 0.9 }
        [Differentiable] public static double[] RangeCopy(double[] x) { var y = x[1..^1]; y[0] = 3 * y[1]; return y; }
        static double SumOf(ReadOnlySpan<double> s) { double t = 0; for (int i = 0; i < s.Length; i++) t += s[i] * s[i]; return t; }
        static void ScaleIn(Span<double> s, double f) { for (int i = 0; i < s.Length; i++) s[i] *= f; }
        // at: new[] { 0.5, -1.2, 2.0, 0.3, 0.9, 0.2 }, 3
        [Differentiable] public static double[] RowNorms(double[] a, int n)
        {
            var r = new double[a.Length / n];
            for (int i = 0; i < r.Length; i++) r[i] = Math.Sqrt(SumOf(a.AsSpan(i * n, n)));
            return r;
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3, 0.9, 0.2 }, 0.7
        [Differentiable] public static double[] ScaleHalf(double[] a, double f)
        {
            var b = a.ToArray();
            ScaleIn(b.AsSpan(b.Length / 2), f);
            ScaleIn(b.AsSpan()[..2], 2);
            return b;
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3, 0.9, 0.2 }
        [Differentiable] public static double HeadTail(double[] x)
        {
            ReadOnlySpan<double> s = x;
            double p = 0;
            while (s.Length > 1) { p += s[0] * s[^1]; s = s.Slice(1, s.Length - 2); }
            if (!s.IsEmpty) p += s[0];
            return p;
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3, 0.9, 0.2 }
        [Differentiable] public static double Spans2(ReadOnlySpan<double> x)
        {
            var a = x[..3];
            var b = x[3..];
            double d = 0;
            for (int i = 0; i < a.Length; i++) d += a[i] * b[i];
            return d;
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3, 0.9, 0.2 }
        [Differentiable] public static double[] Shift(double[] x)
        {
            var y = (double[])x.Clone();
            Array.Copy(y, 0, y, 1, y.Length - 1);
            y.AsSpan(2).CopyTo(y.AsSpan(1));
            Array.Reverse(y);
            y[0] *= y[1];
            return y;
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3, 0.9, 0.2 }
        [Differentiable] public static double[] Fills(double[] x)
        {
            Span<double> t = stackalloc double[x.Length];
            t.Fill(x[0] * x[1]);
            t[1..3].Clear();
            t.Slice(4).Fill(x[2]);
            t.Reverse();
            return t.ToArray();
        }
        // at: new[] { 0.5, -1.2, 2.0 }, new[] { 1.0, 2.0 }
        [Differentiable] public static double[] Concat(double[] a, double[] b) { double[] c = [1, .. a, a[0] * b[1], .. b]; c[0] += c[^1]; return c; }
        static double Median(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
        // at: new[] { 0.5, -1.2, 2.0, 0.3, 0.9, 0.2 }
        [Differentiable] public static double[] Window(double[] x)
        {
            var y = new double[x.Length - 2];
            for (int i = 0; i < y.Length; i++) { var w = x.AsSpan(i, 3); y[i] = Median(w[0], w[1], w[2]) * w[1]; }
            return y;
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double[] Haar(double[] x)
        {
            double[] a = x.ToArray();
            var details = new double[x.Length];
            int pos = x.Length;
            while (a.Length > 1)
            {
                var half = new double[a.Length / 2];
                for (int i = 0; i < half.Length; i++)
                {
                    half[i] = (a[2 * i] + a[2 * i + 1]) / 2;
                    details[--pos] = (a[2 * i] - a[2 * i + 1]) * a[2 * i] / 2;
                }
                a = half;
            }
            details[0] = a[0];
            return details;
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double HaarEnergy(double[] x)
        {
            double[] a = x;
            double e = 0;
            while (a.Length > 1)
            {
                var half = new double[a.Length / 2];
                for (int i = 0; i < half.Length; i++) { half[i] = (a[2 * i] + a[2 * i + 1]) / 2; double d = a[2 * i] - a[2 * i + 1]; e += d * d * a[2 * i]; }
                a = half;
            }
            return e + a[0] * a[0];
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }, new[] { 0.9, 1.2, 1.0, 0.1 }, 1
        [Differentiable] public static double Pick(double[] x, double[] y, int which)
        {
            double[] z = which > 0 ? x : y;
            double s = 0;
            for (int i = 0; i < z.Length; i++) s += z[i] * z[i];
            return s;
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }, new[] { 0.9, 1.2, 1.0, 0.1 }, 1
        [Differentiable] public static double PickAndWrite(double[] x, double[] y, int which)
        {
            double[] z = which > 0 ? x : y;
            z[0] *= 3;
            return x[0] * y[0] + z[1];
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double Best(double[] x)
        {
            double[] best = null!;
            double bestScore = double.NegativeInfinity;
            for (int k = 1; k <= 3; k++)
            {
                var c = new double[x.Length];
                for (int i = 0; i < c.Length; i++) c[i] = Math.Sin(k * x[i]);
                double score = c[0] + c[1];
                if (score > bestScore) { bestScore = score; best = c; }
            }
            return best[2] * best[0];
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }, 5
        [Differentiable] public static double[] EarlyArray(double[] x, int n)
        {
            var y = x.ToArray();
            for (int k = 0; k < n; k++)
            {
                var z = new double[y.Length];
                for (int i = 0; i < z.Length; i++) z[i] = Math.Cos(y[i]);
                if (z[0] > 0.9) return z;
                y = z;
            }
            return y;
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double AliasWrite(double[] x)
        {
            var a = new double[] { x[0], x[1] };
            var b = new double[] { x[2], x[3] };
            var t = a;
            if (x[0] > 0) t = b;
            t[0] += 5 * x[1];
            return a[0] * 2 + b[0] * b[0];
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }, 3
        [Differentiable] public static double Keep(double[] x, int n)
        {
            double[] cur = new double[x.Length], old = cur;
            for (int k = 0; k < n; k++)
            {
                old = cur;
                cur = new double[x.Length];
                for (int i = 0; i < x.Length; i++) cur[i] = Math.Sin(old[i] + x[i]) + x[i] * x[0];
            }
            return cur[1] * old[2];
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }, 3
        [Differentiable] public static double[] Resized(double[] x, int n)
        {
            var y = new double[1];
            int count = 0;
            foreach (var v in x) { if (count == y.Length) Array.Resize(ref y, 2 * y.Length); y[count++] = v * v; }
            Array.Resize(ref y, n);
            return y;
        }
        """;
}
