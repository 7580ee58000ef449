using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Sorting, searching, order statistics.</summary>
internal static partial class Sorting
{
    private static readonly double[] Grid = [0, 0.5, 1.2, 2, 3.5];
    private static readonly double[] Level = [1, 0.4, 2, 1.1, 3];

    [Differentiable(Kinds.Scalar), At(1.7), At(0.2)]
    public static double Lookup(double t)
    {
        int k = Array.BinarySearch(Grid, t);
        if (k < 0) k = ~k;
        k = Math.Clamp(k, 1, Grid.Length - 1);
        double w = (t - Grid[k - 1]) / (Grid[k] - Grid[k - 1]);
        return Level[k - 1] * (1 - w) + Level[k] * w * w;
    }

    [Differentiable(Kinds.Scalar), At(1.7)]
    public static double LookupByLinq(double t)
    {
        int k = Array.FindIndex(Grid, g => g > t);
        return Level[k - 1] + (t - Grid[k - 1]) * (Level[k] - Level[k - 1]);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 3.0, 1.5, 2.5, -1, 0.3 })]
    public static double Median(double[] x)
    {
        var s = (double[])x.Clone();
        Array.Sort(s);
        int n = s.Length;
        return n % 2 == 1 ? s[n / 2] * s[0] : 0.5 * (s[n / 2 - 1] + s[n / 2]);
    }

    [Differentiable(Kinds.Vector), At(new[] { 3.0, 1.5, 2.5, -1, 0.3 })]
    public static double[] Descending(double[] x)
    {
        var s = x.ToArray();
        Array.Sort(s, (a, b) => b.CompareTo(a));
        for (int i = 0; i < s.Length; i++) s[i] *= (i + 1) * s[0];
        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 3.0, 1.5, 2.5 }, new[] { 0.45, 0.2, 0.3 })]
    public static double WeightedMedian(double[] values, double[] weights)
    {
        double[] v = [.. values], w = [.. weights];
        Array.Sort(v, w);
        double total = w.Sum(), acc = 0;
        for (int i = 0; i < v.Length; i++)
        {
            acc += w[i];
            if (acc >= total / 2) return v[i] * acc / total;
        }
        return v[^1];
    }

    private readonly record struct Event(double Time, double Weight);

    [Differentiable(Kinds.Scalar), At(new[] { 3.0, 1.5, 2.5 }, new[] { 0.45, 0.2, 0.3 })]
    public static double EventsInOrder(double[] times, double[] weights)
    {
        var events = new Event[times.Length];
        for (int i = 0; i < events.Length; i++) events[i] = new Event(times[i], weights[i]);
        Array.Sort(events, (p, q) => p.Time.CompareTo(q.Time));
        double survival = 1;
        for (int i = 0; i < events.Length; i++) survival *= 1 - events[i].Weight / (1 + events[i].Time + i);
        return survival;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 3.0, 1.5, -2.5, -1, 0.3 })]
    public static double LargestSteps(double[] x)
    {
        var steps = new List<double>();
        for (int i = 1; i < x.Length; i++) steps.Add(x[i] - x[i - 1]);
        steps.Sort((a, b) => Math.Abs(b).CompareTo(Math.Abs(a)));
        return steps[0] * steps[0] + 2 * steps[1] * steps[2];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 3.0, 1.5, 2.5, -1, 0.3 }, 0.3)]
    public static double TrimmedMean(double[] x, double trim)
    {
        int k = (int)(trim * x.Length);
        return x.OrderBy(v => v).Skip(k).Take(x.Length - 2 * k).Average();
    }

    [Differentiable(Kinds.Scalar), At(new[] { 3.0, 1.5, 2.5, -1, 0.3 })]
    public static double TopTwo(double[] x) => x.OrderByDescending(v => v * v).Take(2).Sum(v => v * v * v);

    [Differentiable(Kinds.Scalar), At(new[] { 3.0, 1.5, 2.5, -1, 0.3 })]
    public static double Quantile(double[] x)
    {
        double[] sorted = x.OrderBy(v => v).ToArray();
        double h = (sorted.Length - 1) * 0.3;
        int lo = (int)Math.Floor(h);
        return sorted[lo] + (h - lo) * (sorted[lo + 1] - sorted[lo]);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 3.0, 1.5, 4.5, -1, 0.3 })]
    public static double NextToMax(double[] x)
    {
        int k = Array.IndexOf(x, x.Max());
        return x[k] * x[k - 1] + x[(k + 1) % x.Length];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 3.0, 1.5, 4.5, -1, 0.3 })]
    public static double LogSumExpSorted(Span<double> x)
    {
        x.Sort();
        double m = x[^1], s = 0;
        foreach (var v in x) s += Math.Exp(v - m);
        return m + Math.Log(s);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.7, 1.3, 0.4 })]
    public static double Lists(double[] u)
    {
        var l = u.Select(v => v * v).ToList();
        l.Add(u[0]);
        l.Sort();
        double s = 0;
        for (int i = 0; i < l.Count; i++) s += l[i] * l[i] * (i + 1);
        foreach (var x in l) s += x;
        return s + l.Sum() + l.Max();
    }
}
