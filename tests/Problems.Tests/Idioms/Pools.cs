using System.Buffers;
using Problems.Checking;

namespace Problems.Idioms;

internal delegate double Field(double x, double y);

/// <summary>Memory from the shared pool; delegates in lists and arrays that are handed on; what lists do to each of their elements.</summary>
internal static partial class Pools
{
    [Differentiable(Kinds.Scalar), At(5, 1.3)]
    public static double Series(int n, double x)
    {
        double[] terms = ArrayPool<double>.Shared.Rent(n);
        try
        {
            terms[0] = 1;
            for (int i = 1; i < n; i++) terms[i] = terms[i - 1] * x / i;
            double s = 0;
            for (int i = 0; i < n; i++) s += terms[i];
            return s;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(terms);
        }
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 3 })]
    public static double Sections(double[] x)
    {
        var buffer = ArrayPool<double>.Shared.Rent(x.Length);
        var span = buffer.AsSpan(0, x.Length);
        x.CopyTo(span);
        foreach (ref var v in span) v *= v;
        double s = 0;
        for (int k = 0; k < x.Length; k++) s += span[k] * buffer[x.Length - 1 - k];
        ArrayPool<double>.Shared.Return(buffer, true);
        return s * (buffer.Length > 4 ? 1 : 2);
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.8)]
    public static double DelegatesInLists(double x, double y)
    {
        var steps = new List<Func<double, double>> { v => v * y, Math.Sin, v => v + x };
        double r = x;
        foreach (var step in steps) r = step(r);
        for (int i = 0; i < steps.Count; i++) r += steps[i](r);
        return r + steps.Sum(step => step(y)) + Weighted(new Func<double, double>[] { Math.Sin, v => v * y }, x);
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.9)]
    public static double DelegatesByName(double x, double y)
    {
        Field f = (a, b) => a * a * b;
        Field g = (a, b) => Math.Sin(a) * b;
        var fields = new[] { f, g };
        double s = 0;
        foreach (var field in fields) s += field(x, y) - field(y, x);
        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.5, 4, 3 })]
    public static double ForEach(double[] x)
    {
        double total = 0;
        var halves = x.Select(v => v / 2).ToList();
        halves.ForEach(v => total += v * v);
        return total + x.Zip(x.Skip(1), (a, b) => b - a).Where(d => d > 0).DefaultIfEmpty().Average();
    }

    private static double Weighted(Func<double, double>[] functions, double x)
    {
        double s = 0;
        for (int i = 0; i < functions.Length; i++) s += functions[i](x) * (i + 1);
        return s;
    }
}
