using System.Numerics;
using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Arrays and spans of structs, records and tuples.</summary>
internal static partial class Particles
{
    public record struct Vec2(double X, double Y)
    {
        public static Vec2 operator +(Vec2 a, Vec2 b) => new(a.X + b.X, a.Y + b.Y);
        public static Vec2 operator *(double k, Vec2 b) => new(k * b.X, k * b.Y);
    }

    public struct Body
    {
        public double Mass;
        public Vec2 P;
        public Vec2 V;
        public int Id;
        public void Move(double dt) { P += dt * V; }
        public readonly double Energy => 0.5 * Mass * (V.X * V.X + V.Y * V.Y);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 })]
    public static double Locals(double[] x)
    {
        var p = new Vec2[x.Length];
        for (int i = 0; i < p.Length; i++) { p[i].X += x[i] * x[i]; p[i].Y = Math.Sin(x[i]); }
        for (int i = 1; i < p.Length; i++) p[i] = p[i] + 0.5 * p[i - 1];
        double s = 0;
        foreach (var q in p) s += q.X * q.Y;
        return s;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double[] Bodies(double[] x)
    {
        int n = x.Length;
        var b = new Body[n];
        for (int i = 0; i < n; i++) b[i] = new Body { Mass = 1 + x[i] * x[i], P = new Vec2(x[i], i), V = new Vec2(Math.Cos(x[i]), x[i] * 0.5), Id = i };
        for (int step = 0; step < 3; step++)
        {
            for (int i = 0; i < n; i++) b[i].Move(0.1);
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++)
                {
                    if (b[i].Id == b[j].Id) continue;
                    double dx = b[j].P.X - b[i].P.X, dy = b[j].P.Y - b[i].P.Y;
                    double r3 = Math.Pow(dx * dx + dy * dy + 0.1, 1.5);
                    b[i].V.X += 0.1 * b[j].Mass * dx / r3;
                    b[i].V.Y += 0.1 * b[j].Mass * dy / r3;
                }
        }
        var y = new double[n];
        for (int i = 0; i < n; i++) y[i] = b[i].Energy;
        return y;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Tuples(double[] x)
    {
        var t = new (double A, double B)[x.Length];
        for (int i = 0; i < x.Length; i++) t[i] = (x[i], x[i] * x[i]);
        (t[0], t[1]) = (t[1], t[0]);
        (t[2].A, t[2].B) = (t[2].B, t[2].A);
        double s = 0;
        foreach (var (a, b) in t) s += Math.Exp(a) * b;
        return s + t[^1].A * t[0].B + t.Sum(q => q.A * q.A * q.B) + t[1..3].Length;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3f, 0.7f, -0.2f, 0.4f })]
    public static float Vectors(float[] x)
    {
        Span<Vector3> v = stackalloc Vector3[2];
        v[0] = new Vector3(x[0], x[1], 1);
        v[1] = Vector3.Cross(v[0], new Vector3(x[2], 2, x[3]));
        v[1].X += v[0].Y;
        ref Vector3 r = ref v[0];
        r.Z *= 2;
        return v[1].Length() + Vector3.Dot(v[0], v[1]);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double ComplexNumbers(double[] x)
    {
        var c = new Complex[] { new(x[0], x[1]), new(x[2], x[3]) };
        c[0] *= c[1];
        c[1] = c[0] + Complex.One;
        return c[1].Real * c[1].Imaginary + c[0].Magnitude;
    }

    private static void Push(Vec2[] p, double k) { for (int i = 0; i < p.Length; i++) { p[i] = k * p[i]; } }
    private static double Norm(ReadOnlySpan<Vec2> p) { double s = 0; foreach (ref readonly var q in p) s += q.X * q.X + q.Y; return s; }
    private static Vec2[] Make(double[] x) { var r = new Vec2[x.Length]; for (int i = 0; i < r.Length; i++) r[i] = new(x[i], 1 / (1 + x[i] * x[i])); return r; }
    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Helpers(double[] x)
    {
        var p = Make(x);
        var q = (Vec2[])p.Clone();
        Push(q, x[0]);
        var next = new Vec2[p.Length];
        for (int k = 0; k < 3; k++)
        {
            for (int i = 0; i < p.Length; i++) next[i] = p[i] + 0.5 * q[(i + k) % q.Length];
            (p, next) = (next, p);
        }
        Array.Reverse(p);
        var list = p.Select(a => new Vec2(a.Y, a.X * a.X)).ToArray();
        var copy = new Vec2[p.Length];
        Array.Copy(list, 1, copy, 0, 2);
        p.AsSpan(1, 2).CopyTo(copy.AsSpan(2));
        return Norm(p) + Norm(list) + Norm(copy.AsSpan(1)) + list[0].X;
    }
    private static readonly Vec2[] Table = { new(1, 2), new(3, 4) };
    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2, 0.4 })]
    public static double Tables(double[] x)
    {
        var t = Table;
        Vec2[] u = { new(1, 2), new(2, 5), new(0, 1) };
        double s = 0;
        foreach (var v in Table) s += v.X * x[0];
        for (int i = 0; i < t.Length; i++) s += t[i].Y * x[i] * x[i];
        foreach (var v in u) s += v.X * x[1] * v.Y * x[0];
        s += Norm(t) * x[2] + Norm(u) * x[3] * x[3];
        return s;
    }
}
