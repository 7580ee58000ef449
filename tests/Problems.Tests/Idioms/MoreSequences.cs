using Problems.Checking;

namespace Problems.Idioms;

/// <summary>LINQ beyond sums: pieces, several keys, elements by number, dictionaries of constants, pairs.</summary>
internal static partial class MoreSequences
{
    private static readonly Dictionary<string, double> _prices = new() { ["oil"] = 1.5, ["gas"] = 2.5, ["wood"] = -0.5 };
    private static readonly HashSet<int> _orders = [1, 4, 2];

    [Differentiable(Kinds.Scalar), At(0.7)]
    public static double OverADictionary(double x)
    {
        double s = 0;
        foreach (var (name, price) in _prices) s += price * Math.Cos(price * x) * name.Length;
        foreach (var pair in _prices) s *= 1 + (0.1 * x * pair.Value);
        foreach (var key in _prices.Keys) s += _prices[key] * x;
        return s + _prices.Sum(pair => pair.Value * x * x);
    }

    [Differentiable(Kinds.Scalar), At(0.7)]
    public static double OverASet(double x)
    {
        double s = 0;
        foreach (int order in _orders) s += Math.Pow(x, order);
        return s * _orders.Select(order => order * x).Sum();
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 3 }, new[] { 1.0, 0.5, 2 })]
    public static double Pairs(double[] x, double[] y)
    {
        var first = new KeyValuePair<double, double>(x[0], y[0]);
        var second = Tuple.Create(x[1], x[1] * y[1]);
        var list = new List<KeyValuePair<double, double>>();
        for (int i = 0; i < x.Length; i++) list.Add(new(x[i], y[i]));
        double s = 0;
        foreach (var (a, b) in list) s += a * b * b;
        return first.Key * first.Value + second.Item1 * second.Item2 + s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 3, 5 }, new[] { 2.0, 1, 0.5, 1.2 }, new[] { 0.1, 0.2, 0.3, 0.4 })]
    public static double ThreeInStep(double[] a, double[] b, double[] c) =>
        a.Zip(b, c).Sum(t => t.First * t.Second * t.Third) + a.Where(v => v > 1.5).Zip(b.Where(v => v > 0.7)).Sum(t => t.First * t.Second);

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 3, 5, 4 })]
    public static double[] InPieces(double[] a) => a.Chunk(2).Select(c => c.Sum() * c[0] * c.Length).ToArray();

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 3, 5, 4 }, 3)]
    public static double VarianceInPieces(double[] a, int size)
    {
        double s = 0;
        foreach (var piece in a.Chunk(size))
        {
            double mean = piece.Average();
            s += piece.Sum(v => (v - mean) * (v - mean));
        }

        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 3, 5, 4 })]
    public static double Triangle(double[] a) => a.SelectMany((v, i) => a.Take(i).Select(w => v * w)).Sum();

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, -2, 3, -5, 4 })]
    public static double Extremes(double[] a) =>
        a.MaxBy(v => v * v) + a.MinBy(Math.Abs) * 2 + a.Where(v => v < 4).MaxBy(v => -v) * a[0] + a.Select((v, i) => (v, i)).MaxBy(t => t.v).i * a[1];

    [Differentiable(Kinds.Scalar), At(1.1, 6)]
    public static double OfAnIterator(double x, int n) =>
        Powers(x, n).Select((p, i) => p * i).Where(p => p > 0).Take(4).Sum() + Powers(x, n).Where((p, i) => i % 2 == 0).Last() + Powers(x, n).Aggregate((a, b) => a * b);

    [Differentiable(Kinds.Scalar), At("1 2; 0.5 1; 2 0.3; 0.6 0.2")]
    public static double BySeveralKeys(double[,] table)
    {
        var items = Enumerable.Range(0, table.GetLength(0)).Select(i => (A: table[i, 0], B: table[i, 1], Group: i % 2));
        double s = 0;
        int place = 0;
        foreach (var item in items.OrderBy(t => t.Group).ThenByDescending(t => t.B)) s += ++place * item.A * item.B;
        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.5, 3.2 }, 2.0)]
    public static double Query(double[] x, double y) => (from a in x from b in x where a < b let d = a - b orderby d select d * d * y).Sum();

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 3 })]
    public static double OneOfThem(double[] x) =>
        x.Single(v => v > 2.5) * x.Last(v => v < 2.5) + x.FirstOrDefault(v => v > 1.5) + x.FirstOrDefault(v => v > 10) + x.LastOrDefault() + x.Skip(2).Single() + x.Where(v => v > 7).DefaultIfEmpty(x[1]).Sum();

    private static IEnumerable<double> Powers(double x, int n)
    {
        double p = 1;
        for (int i = 0; i < n; i++)
        {
            yield return p;
            p *= x;
        }
    }

    private enum Form
    {
        Linear,
        Quadratic,
    }

    [Differentiable(Kinds.Vector), At(0.3, 0.4)]
    public static double[] ByForm(double t, double a)
    {
        Form[] all = [Form.Linear, Form.Quadratic];
        return all.Select(form => form == Form.Linear ? a * t : a * t * t).ToArray();
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.4)]
    public static double EachForm(double t, double a) => Enum.GetValues<Form>().Sum(form => form == Form.Linear ? a * t : a * t * t);

    [Differentiable(Kinds.Scalar), At(0.3, 0.4)]
    public static double Words(double x, double y)
    {
        double s = 1;
        foreach (var word in "x y x".Split(' ')) s *= word == "x" ? x : y;
        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.4, 0.5 }, 0.7)]
    public static double ByNumber(double[] x, double k) => k * x.TakeWhile((_, i) => i < 2).Sum() + x.SkipWhile((v, i) => i < 1 || v > 0.45).Select(v => v * v).Sum();

    [Differentiable(Kinds.Vector), At(new[] { 0.1, 0.5, 0.7, 0.2, 0.3 })]
    public static double[] LazyInside(double[] s) => Enumerable.Range(0, s.Length).Select(i =>
    {
        var w = Enumerable.Range(0, 2).Select(j => (j, Weight: Math.Exp(s[i] * s[j])));
        return w.Sum(t => t.Weight * s[t.j]) / w.Sum(t => t.Weight);
    }).ToArray();

    [Differentiable(Kinds.Scalar), At(0.3, 0.4)]
    public static double CastMatrix(double x, double y)
    {
        var a = new[,] { { x, y, x * y }, { 1, x * x, y } };
        return a.Cast<double>().Select((v, i) => i * v * v).Sum();
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.5, -0.2, 0.7, 1.1, 0.4 })]
    public static double[] TimesSum(double[] s) => s.Select(x => s.Select(y => x * y).Sum()).ToArray();

    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.5, -0.2, 0.7, 1.1, 0.4 })]
    public static double[] TimesNorm(double[] s)
    {
        var r = new double[s.Length];
        for (int i = 0; i < s.Length; i++)
        {
            double t = 0;
            for (int j = 0; j < s.Length; j++) t += s[i] + s[j] * s[j];
            r[i] = t * s[i];
        }

        return r;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.5, 1.0, 1.5, 0.3, 0.9 })]
    public static double[] BesideTheSum(double[] x)
    {
        var r = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double t = 0;
            for (int j = 0; j < x.Length; j++) t += x[j];
            r[i] = i > 0 ? x[i - 1] + t : t;
        }

        return r;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.5, 1.0, 1.5, 0.3, 0.9 })]
    public static double[] SoftmaxInside(double[] x) => x.Select(v => Math.Exp(v) / x.Sum(u => Math.Exp(u))).ToArray();

    [Differentiable(Kinds.Vector), At(new[] { 0.5, 1.0, 1.5, 0.3, 0.9, 0.2 })]
    public static double[] PairsTimesSum(double[] x)
    {
        var r = new double[x.Length / 2];
        for (int i = 0; i < r.Length; i++)
        {
            double t = 0;
            for (int j = 0; j < x.Length; j++) t += x[j] * x[j];
            r[i] = t * x[2 * i] * x[2 * i + 1];
        }

        return r;
    }

    [Differentiable(Kinds.Vector), At(0.7)]
    public static double[] LazyConstants(double x)
    {
        var w = Enumerable.Range(0, 3).Select(i => i * 0.4);
        return w.Select(g => x * g * x).ToArray();
    }

    [Differentiable(Kinds.Scalar), At(1.2, 0.7)]
    public static double Signs(double a, double b)
    {
        double s = a;
        foreach (char c in "+*+") s = c == '+' ? s + b : s * b;
        return s;
    }

    private static readonly double[][] Design = [[1, 0.2, 0.5], [1, -0.4, 0.9], [1, 0.7, -0.3]];

    [Differentiable(Kinds.Scalar), At(new[] { 0.5, -0.3, 0.2 })]
    public static double Logistic(double[] b) => Design.Select((row, i) => { double eta = row.Zip(b, (u, v) => u * v).Sum(); return Math.Log(1 + Math.Exp(i % 2 == 0 ? eta : -eta)); }).Sum();

    [Differentiable(Kinds.Scalar), At(2.0)]
    public static double Averaged(double x)
    {
        int m = Design.Length / 4;
        double a = 0;
        for (int i = 0; i < Design.Length; i++) a += x * Design[i][1];
        return m == 0 ? a * a : Math.Max(a / m, 0);
    }
}
