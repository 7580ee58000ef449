namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <content>LINQ: sums, means, extremes, folds, arrays made of sequences.</content>
internal static partial class KernelTexts
{
    public const string Linq = """
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double LSum(double[] x) => x.Sum();
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double LNorm(double[] x) => Math.Sqrt(x.Select(v => v * v).Sum());
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double[] LSoftmax(double[] x)
        {
            double m = x.Max();
            double[] e = x.Select(v => Math.Exp(v - m)).ToArray();
            double s = e.Sum();
            return e.Select(v => v / s).ToArray();
        }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }, new[] { 1.5, 0.2, 1.0, 0.7 }
        [Differentiable] public static double LDot(double[] a, double[] b) => a.Zip(b, (p, q) => p * q).Sum();
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }, new[] { 1.5, 0.2, 1.0 }
        [Differentiable] public static double LZipTuple(double[] a, double[] b) => a.Zip(b).Sum(t => t.First * t.Second * t.Second);
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }, 0.7
        [Differentiable] public static double LPoly(double[] c, double t) => c.Reverse().Aggregate(0.0, (p, a) => p * t + a);
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double LVariance(double[] x) { double m = x.Average(); return x.Average(v => (v - m) * (v - m)); }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double LLogSumExp(double[] x) { var max = x.Max(); return max + Math.Log(x.Sum(v => Math.Exp(v - max))); }
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double LRosen(double[] x) => Enumerable.Range(0, x.Length - 1).Sum(i => 100 * Math.Pow(x[i + 1] - x[i] * x[i], 2) + Math.Pow(1 - x[i], 2));
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double LRosen2(double[] x) => Enumerable.Range(0, x.Length - 1).Select(i => 100 * Math.Pow(x[i + 1] - x[i] * x[i], 2) + Math.Pow(1 - x[i], 2)).Sum();
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double LWhere(double[] x) => x.Where(v => v > 0).Sum(v => v * v * v);
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double LMin(double[] x) => x.Min() * x.Max(v => v * v) + x.Where(v => v < 1).Max();
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double[] LIndexed(double[] x) => x.Select((v, i) => v * (i + 1)).ToArray();
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double LProduct(double[] x) => x.Aggregate((a, b) => a * b);
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double LDiffs(double[] x) => x.Skip(1).Zip(x, (b, a) => (b - a) * (b - a)).Sum();
        // at: new[] { 0.5, -1.2, 2.0, 0.3 }
        [Differentiable] public static double[] LConcat(double[] x) => x.Take(2).Concat(x.Skip(2).Reverse()).Append(x[0] * x[1]).Prepend(1.0).ToArray();
        // at: new[] { 0.5, 1.2, 2.0, 0.3 }
        [Differentiable] public static double LMethodGroup(double[] x) => x.Select(Math.Sin).Sum() + x.Sum(Cube) + x.Select(Math.Abs).Max();
        static double Cube(double v) => v * v * v;
        // at: new[] { 0.5, 1.2, 2.0, 0.3 }
        [Differentiable] public static double LQuery(double[] x) => (from v in x where v > 0.4 select v * v).Sum();
        // at: new[] { 0.5, 1.2, 2.0, 0.3 }
        [Differentiable] public static double LDeferred(double[] x) { double k = 2; var q = x.Select(v => v * k); k = 3; return q.Sum() + q.Last(); }
        // at: new[] { 0.5, 1.2, 2.0, 0.3 }
        [Differentiable] public static double LForeach(double[] x) { double s = 0; foreach (var (v, i) in x.Select((v, i) => (v, i))) { if (i == 2) continue; s += v * v * i; } foreach (int i in Enumerable.Range(1, 2)) s *= x[i]; return s; }
        // at: new[] { 0.5, 1.2, 2.0, 0.3 }
        [Differentiable] public static double[] LFilter(double[] x) { var y = x.Where(v => v > 0.4).Select(v => v * x[0]).ToArray(); y[0] += x.Count(v => v > 1) + (x.Any(v => v > 1.9) ? x[1] : 0); return y; }
        // at: new[] { 0.5, 1.2, 2.0, 0.3 }
        [Differentiable] public static double LTupleAgg(double[] x) { var (s, q) = x.Aggregate((S: 0.0, Q: 0.0), (a, v) => (a.S + v, a.Q + v * v)); return q / x.Length - s * s; }
        // at: new[] { 0.5, 1.2, 2.0, 0.3 }
        [Differentiable] public static double LDist(double[] x) { double[] w = { 1, 2, 3, 4 }; double total = w.Sum(); return x.Zip(w, (a, b) => a * b / total).Sum() + x.First() * x.ElementAt(2) + Enumerable.Repeat(x[0], 3).Sum(); }
        // at: new[] { 0.5f, 1.2f, 2.0f, 0.3f }
        [Differentiable] public static float LFloat(float[] x) => x.Sum() * x.Average() + x.Max();
        // at: new[,] { { 1.0, 2.0 }, { 0.5, 3.0 } }, new[] { 0.3, 0.7 }
        [Differentiable] public static double[] LMatVec(double[,] a, double[] x) => Enumerable.Range(0, a.GetLength(0)).Select(i => Enumerable.Range(0, a.GetLength(1)).Sum(j => a[i, j] * x[j])).ToArray();
        // at: new[] { 0.5, 1.2, 2.0, 0.3 }, new[] { 0.4, 1.0, 2.2, 0.5 }
        [Differentiable] public static double LRmse(double[] p, [Constant] double[] t) => Math.Sqrt(p.Select((v, i) => v - t[i]).Select(d => d * d).Average());
        """;
}
