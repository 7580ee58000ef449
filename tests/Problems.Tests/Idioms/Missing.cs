using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Objects that never change and may be missing: the nearest so far, what came before, what a search finds.</summary>
internal static partial class Missing
{
    private sealed class Hit
    {
        public readonly double X, Y;

        public Hit(double x, double y)
        {
            X = x;
            Y = y;
        }
    }

    private sealed record Sample(double X, double Y);

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 })]
    public static double Nearest(double[] q)
    {
        Hit? best = null;
        foreach (var v in q) { var p = new Hit(v, v * v); if (best == null || p.Y < best.Y) best = p; }
        return best!.X * 3 + best.Y;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 })]
    public static double NearestByPattern(double[] q)
    {
        Hit? best = null;
        foreach (var v in q) { var p = new Hit(v, v * v); if (best is null || p.Y < best.Y) best = p; }
        return best!.X * 3 + best.Y;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 })]
    public static double NearestRecord(double[] q)
    {
        Sample? best = null;
        foreach (var v in q) { var p = new Sample(v, v * v); if (best == null || p.Y < best.Y) best = p; }
        return best!.X * 3 + best.Y;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 })]
    public static double NearestByAccess(double[] q)
    {
        Sample? best = null;
        foreach (var v in q) { var p = new Sample(v, v * v); if (p.Y < (best?.Y ?? 100)) best = p; }
        return best!.X * 3 + best.Y;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 })]
    public static double Before(double[] q)
    {
        Sample? last = null;
        double s = 0;
        foreach (var v in q) { if (last is { } l) s += l.X * v; last = new Sample(v, v * v); }
        return s + last!.Y;
    }

    private static Hit? Find(double[] q, double m)
    {
        foreach (var v in q) if (v < m) return new Hit(v, v * v);
        return null;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 })]
    public static double FoundOrNot(double[] q)
    {
        var p = Find(q, 0.5);
        var r = Find(q, -10);
        return (p != null ? p.X * p.Y : 0) + (r != null ? r.X : q[1]);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 })]
    public static double FoundOrDefault(double[] q)
    {
        var p = Find(q, 0.5) ?? new Hit(1, 2);
        var r = Find(q, -10) ?? new Hit(q[1], 2);
        return p.X * p.Y + r.X * r.Y;
    }
}
