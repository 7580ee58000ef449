using System.Numerics;
using Problems.Checking;
using static System.Math;

namespace Problems.Idioms;

/// <summary>Structs, records and tuples in every kind of derivative.</summary>
internal static partial class Types
{
    private const Derivatives Scalar = Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Hessian | Derivatives.HessianVectorProduct;

    private const Derivatives Vector = Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.SparseJacobian | Derivatives.GaussNewton | Derivatives.Hessian;

    private const Derivatives First = Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.SparseJacobian | Derivatives.GaussNewton;

    public readonly record struct V2(double X, double Y)
    {
        public double Length => Sqrt(X * X + Y * Y);

        public static V2 operator +(V2 a, V2 b) => new(a.X + b.X, a.Y + b.Y);

        public static V2 operator -(V2 a, V2 b) => new(a.X - b.X, a.Y - b.Y);

        public static V2 operator *(double k, V2 a) => new(k * a.X, k * a.Y);
    }

    public readonly record struct Pose(V2 Position, double Angle)
    {
        public V2 Apply(V2 p) => new(Position.X + p.X * Cos(Angle) - p.Y * Sin(Angle), Position.Y + p.X * Sin(Angle) + p.Y * Cos(Angle));

        public Pose Then(Pose next) => new(Apply(next.Position), Angle + next.Angle);
    }

    public record Camera(double Focal, double Cx, double Cy)
    {
        public double K1 { get; init; }

        public (double U, double V) Project(V2 p)
        {
            var r2 = p.X * p.X + p.Y * p.Y;
            var d = 1 + K1 * r2;
            return (Focal * d * p.X + Cx, Focal * d * p.Y + Cy);
        }
    }

    public struct Particle
    {
        public double X, V;

        public void Kick(double a, double h) => V += a * h;

        public void Drift(double h) => X += V * h;
    }

    public record Layer(double[] Weights, double Bias);

    [Differentiable(Scalar), At(new[] { 0.7, -0.3 }, new[] { 0.2, 1.1 }, 0.4)]
    public static double Energy(V2 a, V2 b, double k) => 0.5 * k * (a - b).Length * (a - b).Length + a.X * b.Y;

    [Differentiable(Vector), At(new[] { 0.7, -0.3, 0.5 }, new[] { 0.2, 1.1, -0.4 }, new[] { 0.3, 0.9 })]
    public static V2 TwoLinks(Pose first, Pose second, V2 tip) => first.Then(second).Apply(tip);

    [Differentiable(Vector), At(new[] { 0.7, -0.3, 0.5 }, new[] { 0.2, 1.1, -0.4 })]
    public static Pose Compose(Pose first, Pose second) => first.Then(second) with { Angle = first.Angle * second.Angle };

    [Differentiable(Vector), At(new[] { 1.5, 0.1, -0.2, 0.05 }, new[] { 0.4, 0.3 })]
    public static (double, double) Reproject(Camera camera, V2 point)
    {
        var (u, v) = (camera with { Focal = camera.Focal * 2 }).Project(point);
        return (u - camera.Cx, v);
    }

    [Differentiable(First), At(new[] { 0.7, 0.1 }, 1.3, 0.05, 20), At(new[] { 0.7, 0.1 }, 1.3, 0.05, 0)]
    public static Particle Leapfrog(Particle p, double k, double h, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            p.Kick(-k * Sin(p.X), h / 2);
            p.Drift(h);
            p.Kick(-k * Sin(p.X), h / 2);
        }

        return p;
    }

    [Differentiable(Scalar), At(new[] { 0.7, 0.1 }, 1.3, 0.05, 12)]
    public static double LeapfrogEnergy(Particle p, double k, double h, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            p.Kick(-k * Sin(p.X), h / 2);
            p.Drift(h);
            p.Kick(-k * Sin(p.X), h / 2);
        }

        return p.V * p.V / 2 - k * Cos(p.X);
    }

    [Differentiable(First), At(new[] { 0.7, 0.1 }, 0.3, 0.1, 15)]
    public static V2 RungeKutta(V2 s, double mu, double h, int steps)
    {
        V2 Rate(V2 y) => new(y.Y, mu * (1 - y.X * y.X) * y.Y - y.X);
        for (var i = 0; i < steps; i++)
        {
            var k1 = Rate(s);
            var k2 = Rate(s + h / 2 * k1);
            var k3 = Rate(s + h / 2 * k2);
            var k4 = Rate(s + h * k3);
            s += h / 6 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
        }

        return s;
    }

    [Differentiable(Scalar), At(0.3, 0.4, 8)]
    public static double ComplexPower(double x, double y, int n)
    {
        var z = (Re: x, Im: y);
        for (var i = 0; i < n; i++)
        {
            z = (z.Re * z.Re - z.Im * z.Im + x, 2 * z.Re * z.Im + y);
        }

        return z.Re * z.Re + z.Im * z.Im;
    }

    [Differentiable(Vector & ~Derivatives.GaussNewton), At(new[] { 0.7, -0.3, 0.5 }, new[] { 0.1, 0.2, 0.3, 0.9 })]
    public static Vector3 Rotate(Vector3 p, Quaternion q) => Vector3.Transform(p, Quaternion.Normalize(q)) * p.X;

    [Differentiable(Scalar), At(new[] { 0.7, -0.3, 0.5 }, new[] { 0.1, 0.2, 0.3 })]
    public static float Fall(Vector3 a, Vector3 b) => Vector3.Dot(a, Vector3.Cross(b, a + b)) + Vector3.Distance(a, b) * a.X;

    [Differentiable(Scalar), At(new[] { 0.7, -0.3 })]
    public static double Modulus(Complex z) => Complex.Abs(Complex.Exp(z) * Complex.Sin(z) / (z + 2)) + z.Phase;

    [Differentiable(Vector), At(new[] { 0.7, -0.3 }, 0.8)]
    public static Complex Power(Complex z, double t) => Complex.Pow(z, t) + Complex.Log(z) * Complex.Sqrt(z);

    [Differentiable(First), At(new[] { 0.7, -0.3 }, 3)]
    public static Complex Iterate(Complex z, int n)
    {
        var w = Complex.One;
        for (var i = 0; i < n; i++) w = w * z + Complex.Cos(w);
        return w;
    }
}
