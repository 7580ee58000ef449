using SymbolicJacobian.Generator.Tests.Hostile;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Types;

/// <summary>
/// Structs, records and tuples as people write them, as inputs, outputs and locals: compiled, run, the value bit for bit that of
/// the method, the Jacobian against differences. None of them falls back.
/// </summary>
public class UserTypeTests
{
    public static readonly TheoryData<string, string> Programs = new()
    {
        { "plain fields", "public struct P { public double X, Y; } [Differentiable] public static double F(P p) => p.X * p.X + Math.Sin(p.Y);" },
        { "auto properties", "public struct P { public double X { get; set; } public double Y { get; set; } } [Differentiable] public static double[] F(P p, double t) => [p.X * t, p.Y / p.X];" },
        { "record struct", "public readonly record struct P(double X, double Y); [Differentiable] public static double F(P p) => p.X * p.Y * p.Y;" },
        { "record class", "public record P(double X, double Y); [Differentiable] public static double F(P p) => p.X * p.Y * p.Y;" },
        { "sealed class of get-only properties", "public sealed class P { public P(double x, double y) { X = x; Y = y; } public double X { get; } public double Y { get; } } [Differentiable] public static double F(P p) { var q = new P(p.Y, p.X * 2); return q.X * q.X * q.Y; }" },
        { "returns a record struct", "public readonly record struct P(double X, double Y); [Differentiable] public static P F(P p, double t) => new(p.X * Math.Cos(t) - p.Y * Math.Sin(t), p.X * Math.Sin(t) + p.Y * Math.Cos(t));" },
        { "returns a record", "public record P(double X, double Y); [Differentiable] public static P F(double t) => new(Math.Cos(t), t * t);" },
        { "returns a struct with a constructor", "public readonly struct P { public readonly double X, Y; public P(double x, double y) { X = x; Y = y; } } [Differentiable] public static P F(double t) => new P(t * t, Math.Exp(t));" },
        { "returns a struct with settable fields", "public struct P { public double X, Y; } [Differentiable] public static P F(double t) { P p; p.X = t * t; p.Y = p.X * t; return p; }" },
        { "returns a struct by initializer", "public struct P { public double X { get; set; } public double Y { get; init; } } [Differentiable] public static P F(double t) => new() { X = t * t, Y = Math.Exp(t) };" },
        { "nested", "public readonly record struct V(double X, double Y); public readonly record struct Pose(V Position, double Angle); [Differentiable] public static V F(Pose pose, V point) => new(pose.Position.X + point.X * Math.Cos(pose.Angle) - point.Y * Math.Sin(pose.Angle), pose.Position.Y + point.X * Math.Sin(pose.Angle) + point.Y * Math.Cos(pose.Angle));" },
        { "nested result", "public readonly record struct V(double X, double Y); public readonly record struct Pose(V Position, double Angle); [Differentiable] public static Pose F(Pose pose, double w) => pose with { Position = pose.Position with { X = pose.Position.X * w }, Angle = pose.Angle + w * w };" },
        { "operators", Vec + "[Differentiable] public static double F(Vec a, Vec b, double t) { var c = a + t * (b - a); var d = -c / 2.0; return d.Dot(c) + (a * b).Norm(); }" },
        { "operators returning", Vec + "[Differentiable] public static Vec F(Vec a, Vec b, double t) => a + t * (b - a);" },
        { "compound operators", Vec + "[Differentiable] public static Vec F(Vec a, Vec b, double t) { a += b; a *= t; a -= b; return a; }" },
        { "static members", Vec + "[Differentiable] public static double F(Vec a, double t) => Vec.Dot(a, Vec.UnitX) + Vec.Dot(a + Vec.Zero, new Vec(t, t)) + Vec.One.X;" },
        { "computed property", Vec + "[Differentiable] public static double F(Vec a) => a.Length * a.LengthSquared;" },
        { "normalized in a loop", Vec + "[Differentiable] public static Vec F(Vec a, double t, int n = 5) { for (int i = 0; i < n; i++) { a = (a + t * Vec.UnitX).Normalized(); } return a; }" },
        { "cross and triple product", Vec3 + "[Differentiable] public static double F(V3 a, V3 b, V3 c) => V3.Dot(a, V3.Cross(b, c)) / a.Length;" },
        { "Rodrigues", Vec3 + "[Differentiable] public static V3 F(V3 axis, V3 p) { double angle = axis.Length; var k = axis / angle; return p * Math.Cos(angle) + V3.Cross(k, p) * Math.Sin(angle) + k * (V3.Dot(k, p) * (1 - Math.Cos(angle))); }" },
        { "dual numbers", "public readonly struct Dual { public readonly double Re, Eps; public Dual(double re, double eps = 0) { Re = re; Eps = eps; } public static implicit operator Dual(double x) => new(x); public static explicit operator double(Dual d) => d.Re; public static Dual operator +(Dual a, Dual b) => new(a.Re + b.Re, a.Eps + b.Eps); public static Dual operator *(Dual a, Dual b) => new(a.Re * b.Re, a.Re * b.Eps + a.Eps * b.Re); public static Dual Sin(Dual d) => new(Math.Sin(d.Re), Math.Cos(d.Re) * d.Eps); } [Differentiable] public static double[] F(double x) { Dual d = new(x, 1); Dual y = 2 * d * d + Dual.Sin(d) + 1; return [(double)y, y.Eps]; }" },
        { "camera with", "public record Camera(double Focal, double Cx, double Cy) { public double Skew { get; init; } public (double U, double V) Project(double x, double y, double z) => (Focal * x / z + Skew * y + Cx, Focal * y / z + Cy); } [Differentiable] public static (double, double) F(Camera camera, double x, double y, double z) { var zoomed = camera with { Focal = camera.Focal * 2, Skew = 0.1 }; var (u, v) = zoomed.Project(x, y, z); return (u, v * camera.Skew); }" },
        { "Runge-Kutta over a state", "public readonly record struct State(double X, double V) { public static State operator +(State a, State b) => new(a.X + b.X, a.V + b.V); public static State operator *(double h, State s) => new(h * s.X, h * s.V); } private static State Rate(State s, double k) => new(s.V, -k * Math.Sin(s.X)); [Differentiable] public static State F(State s, double k, double h, int n = 7) { for (int i = 0; i < n; i++) { var k1 = Rate(s, k); var k2 = Rate(s + h / 2 * k1, k); var k3 = Rate(s + h / 2 * k2, k); var k4 = Rate(s + h * k3, k); s += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4); } return s; }" },
        { "complex iteration", "public readonly struct C { public readonly double Re, Im; public C(double re, double im) => (Re, Im) = (re, im); public static C operator *(C a, C b) => new(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re); public static C operator +(C a, C b) => new(a.Re + b.Re, a.Im + b.Im); public double Abs2 => Re * Re + Im * Im; } [Differentiable] public static double F(double x, double y, int n = 6) { var c = new C(0.3 * x, 0.2 * y); var z = new C(0, 0); for (int i = 0; i < n && z.Abs2 < 4; i++) z = z * z + c; return z.Abs2; }" },
        { "mutating methods", "public struct Particle { public double X, V; public void Kick(double a) { V += a; } public void Drift(double h) => X += h * V; } [Differentiable] public static double[] F(double x, double v, double k, int n = 5) { var p = new Particle { X = x, V = v }; for (int i = 0; i < n; i++) { p.Kick(-k * p.X * 0.1); p.Drift(0.1); } return [p.X, p.V]; }" },
        { "copies are copies", "public struct P { public double X, Y; public void Scale(double k) { X *= k; Y *= k; } } [Differentiable] public static double[] F(P p, double t) { var q = p; q.Scale(t); q.X += 1; var r = q; r.Y = p.X; return [p.X * q.X, q.Y, r.X * r.Y]; }" },
        { "in, ref and out", "public struct P { public double X, Y; } private static double Dot(in P a, in P b) => a.X * b.X + a.Y * b.Y; private static void Double(ref P p) { p.X *= 2; p.Y *= 2; } private static void Make(double t, out P p) { p = new P { X = t, Y = t * t }; } [Differentiable] public static double F(in P p, double t) { Make(t, out var q); var r = p; Double(ref r); Double(ref r); return Dot(q, r) + Dot(p, p); }" },
        { "ref of a part", "public struct P { public double X, Y; } private static void Add(ref double x, double t) { x += t * t; } [Differentiable] public static double F(P p, double t) { Add(ref p.X, t); return p.X * p.Y; }" },
        { "indexer", "public struct V { public double A, B; public double this[int i] { readonly get => i == 0 ? A : B; set { if (i == 0) A = value; else B = value; } } } [Differentiable] public static double F(double x, double y) { var v = new V(); v[0] = x * y; v[1] = y; v[1] += x; return v[0] * v[1]; }" },
        { "setter with a body", "public struct Polar { private double r; public double Angle { get; set; } public double Radius { get => r; set { r = value * value; } } } [Differentiable] public static double F(double x, double y) { var p = new Polar { Angle = y }; p.Radius = x; return p.Radius * Math.Cos(p.Angle); }" },
        { "chained constructors and initializers", "public readonly struct P { public readonly double X, Y = 3, Z; public P(double x) : this(x, 2 * x) { } public P(double x, double z) { X = x; Z = z; } } [Differentiable] public static double F(double x) { var p = new P(x); return p.X * p.Y + p.Z * p.Z; }" },
        { "primary constructor of a struct", "public readonly struct P(double x, double y) { public double X { get; } = x; private readonly double twice = 2 * y; public double Sum() => X * twice + y; } [Differentiable] public static double F(double x, double y) => new P(x * y, y).Sum();" },
        { "generic", "public readonly record struct Vec<T>(T X, T Y) where T : System.Numerics.INumber<T> { public static Vec<T> operator +(Vec<T> a, Vec<T> b) => new(a.X + b.X, a.Y + b.Y); public T Dot(Vec<T> o) => X * o.X + Y * o.Y; } [Differentiable] public static double F(Vec<double> a, double t) => (a + new Vec<double>(t, 2)).Dot(a);" },
        { "generic pair of structs", "public readonly record struct V(double X, double Y); public readonly record struct Pair<TA, TB>(TA First, TB Second); private static Pair<TB, TA> Swap<TA, TB>(Pair<TA, TB> p) => new(p.Second, p.First); [Differentiable] public static double F(V v, double t) { var p = Swap(new Pair<V, double>(v, t)); return p.First * p.Second.X * p.Second.Y; }" },
        { "struct with an interface", "public interface IForce { double At(double x); } public readonly record struct Spring(double K) : IForce { public double At(double x) => -K * x; } private static double Run<T>(T force, double x) where T : struct, IForce { for (int i = 0; i < 3; i++) x += 0.1 * force.At(x); return x; } [Differentiable] public static double F(Spring s, double x) => Run(s, x);" },
        { "tuple in and out", "[Differentiable] public static (double A, (double B, double C) Others) F((double X, double Y) p, double t) => (p.X * t, (p.Y * p.Y, p.X));" },
        { "tuple of structs", Vec + "[Differentiable] public static (Vec A, double B) F(Vec v, double t) => (v * t, v.X);" },
        { "tuples in loops", "[Differentiable] public static double F(double x, int n = 6) { (double a, double b) = (x, 1); for (int i = 0; i < n; i++) (a, b) = (b * x, a + b); var p = (first: a, second: b); p.first += 1; return p.first * p.second; }" },
        { "tuple carried", "[Differentiable] public static double F(double x, int n = 6) { var s = (value: x, slope: 1.0); for (int i = 0; i < n; i++) { s.slope *= 2 * s.value; s.value = s.value * s.value + 0.1; } return s.value * s.slope; }" },
        { "nested tuples", "private static ((double, double), double) G(double x) => ((x, x * x), 3 * x); [Differentiable] public static double F(double x) { var ((a, b), c) = G(x); return a * b * c; }" },
        { "record deconstruction", "public record struct P(double X, double Y); [Differentiable] public static double F(P p) { var (x, y) = p; var (a, _) = p with { X = y }; return x * y * a; }" },
        { "user deconstruction", "public readonly struct P { public readonly double R, A; public P(double r, double a) { R = r; A = a; } public void Deconstruct(out double x, out double y) { x = R * Math.Cos(A); y = R * Math.Sin(A); } } [Differentiable] public static double F(double r, double a) { var (x, y) = new P(r, a); double z; (z, y) = new P(x, y); return x * y * z; }" },
        { "anonymous", "[Differentiable] public static double F(double x, double y) { var p = new { Sum = x + y, Product = x * y }; var q = p with { Sum = p.Product }; return p.Sum * q.Sum * q.Product; }" },
        { "default and new", "public struct P { public double X, Y; } [Differentiable] public static double F(double x) { P p = default; var q = new P(); P r = new(); p.X += x; q.Y = x * x; r = p; return p.X * q.Y + r.Y + r.X; }" },
        { "choice of structs", Vec + "[Differentiable] public static double F(Vec a, Vec b) { var c = a.X > b.X ? a : b; Vec d = a.Y < 0 ? a + b : c; if (d.X > 0) d = d * 2; else d = d with { Y = 1 }; return c.X * d.Y; }" },
        { "switch to structs", Vec + "private static Vec G(Vec a, int k) => k switch { 0 => a, 1 => a * 2, _ => a + Vec.One }; [Differentiable] public static double F(Vec a, int k = 1) => G(a, k).Length;" },
        { "early return", Vec + "private static Vec Clamp(Vec v, double most) { var l = v.Length; if (l < most) return v; return v * (most / l); } [Differentiable] public static Vec F(Vec v, double m) { for (int i = 0; i < 3; i++) v = Clamp(v + v, m); return v; }" },
        { "local functions and lambdas", Vec + "[Differentiable] public static double F(Vec a, double t) { var sum = Vec.Zero; void Add(Vec v) { sum += v * t; } Add(a); Add(a * t); Func<Vec, double> norm = v => v.Dot(v) + sum.X; return norm(sum); }" },
        { "extension methods", "public static double F0(double x) => x; [Differentiable] public static double F(System.ValueTuple<double, double> p) => p.Item1 * p.Item2;" },
        { "equality", "public readonly record struct P(double X, int K); [Differentiable] public static double F(double x, int k = 2) { var p = new P(1, k); var q = new P(1, 2); return p == q && p.Equals(q) ? x * x : x; }" },
        { "integers and enums inside", "public enum Kind { Linear, Square } public readonly record struct Term(Kind Kind, double Factor, int Power) { public double At(double x) { double y = 1; for (int i = 0; i < Power; i++) y *= x; return Kind == Kind.Square ? Factor * y * y : Factor * y; } } [Differentiable] public static double F(Term term, double x) { var other = term with { Kind = Kind.Square, Power = 3 }; return term.At(x) + other.At(x); }" },
        { "float", "public readonly record struct V(float X, float Y) { public static V operator *(V v, float k) => new(v.X * k, v.Y * k); public float Length => MathF.Sqrt(X * X + Y * Y); } [Differentiable] public static float F(V v, float k) => (v * k).Length; [Differentiable] public static V G(V v, float k) => v * k;" },
        { "float in double", "public readonly record struct V(float X, double Y); [Differentiable] public static double F(V v) => v.X * v.Y; [Differentiable] public static V G(float x) => new(x * x, x);" },
        { "constant parameter", "public record Camera(double Focal, int Width, double[] Table) { public double Half => Width / 2.0; public double Lens(double r) => Focal * r + Table[0]; } [Differentiable] public static double F(double x, [Constant] Camera camera) => x * camera.Focal + camera.Lens(x) * camera.Half + camera.Table[1];" },
        { "arrays inside", "public record Net(double[] W, double B); [Differentiable] public static double F(Net net, double x) { double s = net.B; for (int i = 0; i < net.W.Length; i++) s += net.W[i] * x; return Math.Tanh(s); }" },
        { "inherited record", "public abstract record Shape(double Scale); public sealed record Disk(double Scale, double R) : Shape(Scale) { public double Area => Scale * Math.PI * R * R; } [Differentiable] public static double F(Disk d) => d.Area * d.Scale;" },
        { "private fields behind properties", "public readonly struct P { private readonly double x, y; public P(double a, double b) { x = a; y = b; } public double X => x; public double Y { get { return y; } } } [Differentiable] public static double F(P p) => p.X * p.Y; [Differentiable] public static P G(P p, double t) => new P(p.X * t, p.Y);" },
        { "property pattern", "public readonly record struct P(double X, double Y); [Differentiable] public static double F(P p) => p is { X: > 0, Y: var y } ? y * p.X : p.Y; [Differentiable] public static double G(P p) => p switch { (> 1, _) => p.X * p.Y, (var a, var b) => a + b * b };" },
        { "patterns that declare", "public readonly record struct P(double X, double Y) { public double Sum => X + Y; } [Differentiable] public static double F(P p, double t) { if (t > 0 && p is { Sum: var s } q && s is > 0.1 and var z) { return q.X * s * z; } return p is (var a, > 0) ? a * a : t; }" },
        { "static using this", "public partial struct Mat { public double A, B, C, D; public readonly double Det => A * D - B * C; public static Mat operator *(in Mat l, in Mat r) => new() { A = l.A * r.A + l.B * r.C, B = l.A * r.B + l.B * r.D, C = l.C * r.A + l.D * r.C, D = l.C * r.B + l.D * r.D }; [Differentiable] public static double F(Mat m) { var p = m; for (int i = 0; i < 3; i++) p = p * m; return p.Det; } }" },
        { "instance method of a struct", "public readonly partial record struct Line(double Slope, double Offset) { [Differentiable] public double At(double x) => Slope * x * x + Offset; [Differentiable] public double Through(Line other, double x) => other.At0(x) + At0(x); public double At0(double x) => Slope * x + Offset; }" },
        { "ternary with throw", Vec + "[Differentiable] public static double F(Vec a) { var b = a.X > -100 ? a : throw new ArgumentException($\"bad {a.X} {a}\"); return b.X * b.Y; }" },
        { "hyperdual", "public readonly record struct HyperDual(double F, double E1, double E2, double E12) { public static HyperDual operator *(HyperDual a, HyperDual b) => new(a.F * b.F, a.F * b.E1 + a.E1 * b.F, a.F * b.E2 + a.E2 * b.F, a.F * b.E12 + a.E1 * b.E2 + a.E2 * b.E1 + a.E12 * b.F); public static HyperDual operator +(HyperDual a, HyperDual b) => new(a.F + b.F, a.E1 + b.E1, a.E2 + b.E2, a.E12 + b.E12); public static implicit operator HyperDual(double x) => new(x, 0, 0, 0); public static HyperDual Exp(HyperDual a) { var e = Math.Exp(a.F); return new(e, e * a.E1, e * a.E2, e * (a.E12 + a.E1 * a.E2)); } } [Differentiable] public static HyperDual F(double x) { HyperDual h = new(x, 1, 1, 0); return h * h * 3.0 + HyperDual.Exp(h) + 1.0; }" },
    };

    private const string Vec = """
        public readonly record struct Vec(double X, double Y)
        {
            public static readonly Vec Zero = new(0, 0);
            public static readonly Vec UnitX = new Vec(1.0, 0.0);
            public static Vec One => new(1, 1);
            public double Length => Math.Sqrt(LengthSquared);
            public double LengthSquared => X * X + Y * Y;
            public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y);
            public static Vec operator -(Vec a, Vec b) => new(a.X - b.X, a.Y - b.Y);
            public static Vec operator -(Vec a) => new(-a.X, -a.Y);
            public static Vec operator *(double k, Vec a) => new(k * a.X, k * a.Y);
            public static Vec operator *(Vec a, double k) => k * a;
            public static Vec operator *(Vec a, Vec b) => new(a.X * b.X, a.Y * b.Y);
            public static Vec operator /(Vec a, double k) => new(a.X / k, a.Y / k);
            public double Dot(Vec other) => Dot(this, other);
            public double Norm() => Length;
            public Vec Normalized() => this / Length;
            public static double Dot(Vec a, Vec b) => a.X * b.X + a.Y * b.Y;
        }

        """;

    private const string Vec3 = """
        public struct V3
        {
            public double X, Y, Z;
            public V3(double x, double y, double z) { X = x; Y = y; Z = z; }
            public double Length { get { return Math.Sqrt(Dot(this, this)); } }
            public static double Dot(V3 a, V3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;
            public static V3 Cross(V3 a, V3 b) => new V3(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);
            public static V3 operator +(V3 a, V3 b) => new V3(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
            public static V3 operator *(V3 a, double k) => new V3(a.X * k, a.Y * k, a.Z * k);
            public static V3 operator /(V3 a, double k) => new V3(a.X / k, a.Y / k, a.Z / k);
        }

        """;

    [Theory]
    [MemberData(nameof(Programs))]
    public void AreExact(string name, string members)
    {
        Assert.NotEmpty(name);
        var result = Guest.IsFollowedAsMember(members);
        Assert.All(result.Models, model => Assert.NotNull(model.Body));
    }
}
