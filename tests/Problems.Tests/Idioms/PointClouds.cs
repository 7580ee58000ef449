using System.Numerics;
using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Arrays of structs, records and tuples as inputs and as results.</summary>
internal static partial class PointClouds
{
    public record struct Vec2(double X, double Y);

    public struct Body
    {
        public int Id;
        public double Mass;
        public Vec2 P;
        public Vec2 V;
    }

    public sealed record Node(double A, double W, int K);

    [Differentiable(Kinds.Scalar), At("0.3 0.7; -0.2 1.1; 0.5 -0.4")]
    public static double Perimeter(Vec2[] p)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++) { var a = p[i]; var b = p[(i + 1) % p.Length]; s += Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y)); }
        return s;
    }

    [Differentiable(Kinds.Scalar), At(0.4, "0.3 0.7; -0.2 1.1; 0.5 -0.4", 0.9)]
    public static double Between(double u, ReadOnlySpan<Vec2> p, double v)
    {
        double s = 0;
        foreach (var q in p) s += Math.Sin(q.X * u) * q.Y * v;
        return s * p[0].X;
    }

    [Differentiable(Kinds.Vector), At("2 0.3 0.7 -0.2 1.1; 1.5 0.5 -0.4 0.1 0.2; 1 1.5 1.4 0 0.2")]
    public static double[] Forces(Body[] b)
    {
        var f = new double[2 * b.Length];
        for (int i = 0; i < b.Length; i++)
            for (int j = 0; j < b.Length; j++)
            {
                if (i == j || b[i].Id > 3) continue;
                double dx = b[j].P.X - b[i].P.X, dy = b[j].P.Y - b[i].P.Y;
                double r3 = Math.Pow(dx * dx + dy * dy + 0.1, 1.5);
                f[2 * i] += b[j].Mass * dx / r3;
                f[2 * i + 1] += b[j].Mass * dy / r3;
            }
        return f;
    }

    [Differentiable(Kinds.Scalar), At("2 0.3 0.7 -0.2 1.1; 1.5 0.5 -0.4 0.1 0.2; 1 1.5 1.4 0 0.2")]
    public static double Mutated(Body[] b)
    {
        for (int step = 0; step < 3; step++)
            for (int i = 0; i < b.Length; i++) { b[i].P.X += 0.1 * b[i].V.X; b[i].V.X -= 0.1 * b[i].P.X / b[i].Mass; }
        double e = 0;
        foreach (ref var x in b.AsSpan()) e += x.Mass * x.V.X * x.V.X + x.P.X * x.P.Y;
        return e;
    }

    [Differentiable(Kinds.Scalar), At("0.3 0.7; -0.2 1.1; 0.5 -0.4")]
    public static double Records(Node[] nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        double s = 0;
        foreach (var (a, w, k) in nodes) s += a * a * w * (k + 1);
        return s + nodes.Sum(n => n.A * n.W) + nodes[^1].A;
    }

    [Differentiable(Kinds.Scalar), At("0.3 0.7; -0.2 1.1; 0.5 -0.4")]
    public static double Tuples((double X, double Y)[] p)
    {
        double area = 0;
        var q = p;
        for (int i = 0; i < p.Length; i++) { var (x0, y0) = q[i]; var (x1, y1) = p[i + 1 == p.Length ? 0 : i + 1]; area += x0 * y1 - x1 * y0; }
        return area / 2;
    }

    [Differentiable(Kinds.Scalar), At("0.3 0.7 0.1; -0.2 1.1 2; 0.5 -0.4 1")]
    public static float Cloud(Vector3[] pts)
    {
        var c = Vector3.Zero;
        foreach (var p in pts) c += p;
        c /= pts.Length;
        float s = 0;
        foreach (var p in pts) s += Vector3.DistanceSquared(p, c);
        return s / pts.Length;
    }

    [Differentiable(Kinds.Scalar), At("0.3 0.7; -0.2 1.1; 0.5 -0.4")]
    public static double ComplexSum(Complex[] z)
    {
        Complex s = 0;
        for (int k = 0; k < z.Length; k++) s += z[k] * Complex.FromPolarCoordinates(1, -0.3 * k);
        return s.Magnitude;
    }

    private static Vec2[] Smooth(Vec2[] p) { var r = new Vec2[p.Length]; for (int i = 0; i < p.Length; i++) { int j = i == 0 ? 0 : i - 1; r[i] = new Vec2(0.5 * (p[i].X + p[j].X), 0.5 * (p[i].Y + p[j].Y * p[j].X)); } return r; }
    [Differentiable(Kinds.Scalar), At("0.3 0.7; -0.2 1.1; 0.5 -0.4")]
    public static double Repeated(Vec2[] p)
    {
        for (int k = 0; k < 3; k++) p = Smooth(p);
        return p[0].X * p[1].Y + p[2].X;
    }

    [Differentiable(Kinds.Vector), At("0.3 0.7; -0.2 1.1; 0.5 -0.4")]
    public static Vec2[] Smoothed(Vec2[] p) { var r = new Vec2[p.Length]; for (int i = 0; i < p.Length; i++) { int j = i == 0 ? 0 : i - 1; r[i] = new Vec2(0.5 * (p[i].X + p[j].X), 0.5 * (p[i].Y + p[j].Y * p[j].X)); } return r; }

    [Differentiable(Kinds.Vector), At("0.3 0.7; -0.2 1.1; 0.5 -0.4")]
    public static Vec2[] Same(Vec2[] p) => p;

    [Differentiable(Kinds.Vector), At("0.3 0.7; -0.2 1.1; 0.5 -0.4")]
    public static (double A, double B)[] Selected(Vec2[] p) => p.Select(q => (q.X * q.Y, Math.Sin(q.X))).ToArray();

    [Differentiable(Kinds.Vector), At(0.4, 0.3)]
    public static Vec2[] Literal(double a, double b) => new[] { new Vec2(a * b, b), new Vec2(a, a * a) };

    [Differentiable(Kinds.Vector), At(0.4, 0.3)]
    public static Vec2[] Loop(double a, double b) { var r = new Vec2[3]; for (int i = 0; i < 3; i++) { r[i].X = a * i; r[i].Y = b * b * i; } return r; }

    [Differentiable(Kinds.Vector), At("0.3 0.7 0.2; -0.2 1.1 1; 0.5 -0.4 2", 0.4f)]
    public static Vector3[] Moved(Vector3[] p, float t) { for (int i = 0; i < p.Length; i++) p[i] = p[i] * t + new Vector3(t * t, 0, p[i].X); return p; }

    [Differentiable(Kinds.Vector), At("0.3 0.7; -0.2 1.1; 0.5 -0.4; 1 2")]
    public static Vec2[] Filtered(Vec2[] p) => p.Where(q => q.X > 0).Select(q => new Vec2(q.X * q.X, q.X * q.Y)).ToArray();
}
