using Problems.Checking;

namespace Problems.Idioms;

internal readonly struct Vec3(double x, double y, double z)
{
    public readonly double X = x, Y = y, Z = z;

    public double Length => Math.Sqrt(Dot(this, this));

    public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vec3 operator -(Vec3 a, Vec3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vec3 operator *(double s, Vec3 v) => new(s * v.X, s * v.Y, s * v.Z);

    public static double Dot(Vec3 a, Vec3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;

    public static Vec3 Cross(Vec3 a, Vec3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

    public Vec3 Normalized() => (1 / Length) * this;
}

internal record struct Pose(double X, double Y, double Heading)
{
    public Pose Forward(double distance) => this with { X = X + distance * Math.Cos(Heading), Y = Y + distance * Math.Sin(Heading) };

    public Pose Turn(double angle) => this with { Heading = Heading + angle };
}

internal struct Particle
{
    public double Position;
    public double Velocity;

    public void Step(double dt, double k)
    {
        Velocity -= dt * k * Position;
        Position += dt * Velocity;
    }
}

internal record Parameters(double Amplitude, double Rate, double Offset);

/// <summary>Structs and records of the author's own.</summary>
internal static partial class Structs
{
    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 3 }, new[] { 0.5, -1, 0.2 })]
    public static Vec3 Reflect(Vec3 v, Vec3 normal)
    {
        var n = normal.Normalized();
        return v - 2 * Vec3.Dot(v, n) * n;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 3 }, new[] { 0.5, -1, 0.2 }, new[] { 0.1, 0.7, -0.4 })]
    public static double TripleProduct(Vec3 a, Vec3 b, Vec3 c) => Vec3.Dot(a, Vec3.Cross(b, c));

    [Differentiable(Kinds.Scalar), At(new[] { 0.0, 0, 0 }, new[] { 1.0, 0.1, 0 }, new[] { 0.2, 1.1, 0.3 })]
    public static double TriangleArea(Vec3 a, Vec3 b, Vec3 c) => 0.5 * Vec3.Cross(b - a, c - a).Length;

    [Differentiable(Kinds.Vector), At(new[] { 0.1, 0.2, 0.3 }, 0.5, 0.4)]
    public static Pose Drive(Pose start, double distance, double angle) => start.Forward(distance).Turn(angle).Forward(2 * distance);

    [Differentiable(Kinds.Scalar), At(1.0, 0.5, 2.0, 30)]
    public static double Spring(double x0, double v0, double k, int steps)
    {
        var p = new Particle { Position = x0, Velocity = v0 };
        for (int i = 0; i < steps; i++) p.Step(0.02, k);
        return p.Position;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.5, 0.3, 0.2 }, new[] { 0.0, 1, 2 }, new[] { 1.6, 1.3, 1.1 })]
    public static double RecordFit(Parameters p, [Constant] double[] t, [Constant] double[] y)
    {
        double sum = 0;
        for (int i = 0; i < t.Length; i++)
        {
            double r = p.Amplitude * Math.Exp(-p.Rate * t[i]) + p.Offset - y[i];
            sum += r * r;
        }

        return sum;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2.0 }, 0.5)]
    public static (double X, double Y) TupleParameter((double X, double Y) p, double angle) =>
        (p.X * Math.Cos(angle) - p.Y * Math.Sin(angle), p.X * Math.Sin(angle) + p.Y * Math.Cos(angle));
}
