using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Lists and stacks that grow.</summary>
internal static partial class Lists
{
    public record struct Vec2(double X, double Y);

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Simple(double[] x)
    {
        var list = new List<double>();
        for (int i = 0; i < x.Length; i++) list.Add(x[i] * x[i]);
        list.Add(x[0]);
        double s = 0;
        foreach (var v in list) s += v * v;
        for (int i = 0; i < list.Count; i++) list[i] *= 2;
        return s + list[0] * list[^1] + list.Sum() + list.Count;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Conditional(double[] x)
    {
        var pos = new List<double>(x.Length) { x[0] };
        foreach (var v in x) { if (v > 0) pos.Add(v * x[1]); else pos[0] += v; }
        var a = pos.ToArray();
        return a.Sum(q => q * q) + a.Length + pos.Max();
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Grown(double[] x)
    {
        var list = new List<double>();
        double t = x[0]; int k = 0;
        while (t < 20 && k < 100) { list.Add(t); t *= 1.5 + x[1] * x[1]; k++; }
        while (list.Count > 3) list.RemoveAt(list.Count - 1);
        list.RemoveAt(0);
        list.Insert(1, x[2] * x[3]);
        list.Reverse();
        return list.Aggregate(1.0, (a, b) => a * b) + list[0];
    }

    private static void Fill(List<double> into, double[] x) { foreach (var v in x) into.Add(Math.Sin(v)); }

    private static List<double> Make(double[] x) { var r = new List<double>(); Fill(r, x); r.AddRange(x); return r; }

    private static double Norm(IReadOnlyList<double> a) { double s = 0; for (int i = 0; i < a.Count; i++) s += a[i] * a[i]; return s; }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Helpers(double[] x)
    {
        var l = Make(x);
        List<double> z = [x[0] * x[1], 3];
        z.Clear();
        z.Add(x[3]);
        return l.Sum() * l[1] + z[0] * z[0] + l.Select(v => v * v).Sum();
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7)]
    public static double Rpn(double a, double b)
    {
        var stack = new Stack<double>();
        stack.Push(a); stack.Push(b); stack.Push(a * b);
        while (stack.Count > 1) { double v = stack.Pop(), w = stack.Pop(); stack.Push(v * w + Math.Sin(v)); }
        return stack.Peek();
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Points(double[] x)
    {
        var pts = new List<Vec2>();
        for (int i = 0; i + 1 < x.Length; i++) pts.Add(new Vec2(x[i], x[i + 1] * x[i]));
        double s = 0;
        foreach (var p in pts) s += p.X * p.Y;
        return s + pts[0].X;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double[] Output(double[] x)
    {
        var y = new List<double>();
        for (int i = 0; i < x.Length; i++) { y.Add(x[i] * x[0]); if (i % 2 == 0) y.Add(x[i]); }
        return y.ToArray();
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Growing(double[] x)
    {
        var l = new List<double> { x[0] };
        for (int i = 0; i < l.Count; i++) if (l.Count < 6) l.Add(l[i] * x[1] + 1);
        return l.Sum() + l[^1] * l[0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Indices(double[] x)
    {
        var idx = new List<int>();
        for (int i = 0; i < 4; i += 2) idx.Add(i);
        double s = 0;
        foreach (int i in idx) s += x[i] * x[i];
        return s;
    }
}
