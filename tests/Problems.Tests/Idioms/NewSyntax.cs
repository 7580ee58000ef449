using Vec = (double X, double Y);
using Reals = double[];
using System.Numerics;
using Problems.Checking;

namespace Problems.Idioms.Newest;

/// <summary>Members of blocks: what stands before the dot is the parameter of the block.</summary>
internal static class Ext
{
    extension(double x)
    {
        public double Squared() => x * x;
        public double Half => x / 2;
        public static double Blend(double a, double b) => a * 0.3 + b * 0.7 * a;
    }

    extension(double[] u)
    {
        public double Norm2() { double s = 0; foreach (var v in u) s += v * v; return Math.Sqrt(s); }
        public double First => u[0];
    }

    extension(Vec2)
    {
        public static Vec2 operator +(Vec2 a, Vec2 b) => new(a.X + b.X, a.Y + b.Y);
    }
}

internal readonly record struct Vec2(double X, double Y)
{
    public static Vec2 operator *(double k, Vec2 v) => new(k * v.X, k * v.Y);
    public static Vec2 operator checked -(Vec2 a) => new(-a.X, -a.Y);
    public static Vec2 operator -(Vec2 a) => new(-a.X, -a.Y);
}

/// <summary>Operators that change the value they are called on.</summary>
internal struct Acc(double start)
{
    public double Sum = start;
    public int Count = 0;
    public void operator +=(double v) { Sum += v; Count++; }
    public void operator *=(double v) { Sum *= v; }
    public void operator ++() { Sum += 1; }
}

internal interface IKernel<T> where T : IKernel<T> { static abstract double Eval(double r); static virtual double Scale => 2; static abstract T operator +(T a, T b); }
internal readonly struct Gauss : IKernel<Gauss> { public static double Eval(double r) => Math.Exp(-r * r); public static Gauss operator +(Gauss a, Gauss b) => a; }

internal sealed partial class Model(double k, double[] weights)
{
    private readonly double _bias = k * 0.5;
    public static Model Sample => new(1.5, [0.3, 0.7]);
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public double Energy(double x, double y) => k * x * x + weights[0] * y * x + _bias + weights.Length;
    public partial double Gain { get; }
    public partial double Gain => k + 1;
    [Differentiable(Kinds.Scalar), At(1.2)]
    public double WithPartialProperty(double x) => Gain * x * x;
}

internal readonly ref struct View(ReadOnlySpan<double> data)
{
    private readonly ReadOnlySpan<double> _data = data;
    public double this[int i] => _data[i];
    public int Length => _data.Length;
    public double Sum() { double s = 0; for (int i = 0; i < _data.Length; i++) s += _data[i] * _data[i]; return s; }
}

/// <summary>What C# 12, 13 and 14 have brought.</summary>
internal static partial class Syntax
{
    private static double SumOf(params ReadOnlySpan<double> xs) { double s = 0; foreach (var x in xs) s += x * x; return s; }
    private static double SumList(params IEnumerable<double> xs) { double s = 0; foreach (var x in xs) s += x * x; return s; }
    private static double SumCol(params List<double> xs) { double s = 0; foreach (var x in xs) s += x * x; return s; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Extension(double x, double y) => x.Squared() * y.Half + double.Blend(x, y);
    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4 })]
    public static double ExtensionOfArrays(double[] u) => u.Norm2() * u.First;
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double ExtensionOperator(double x, double y) { var v = new Vec2(x, y) + y * new Vec2(y, x); return v.X * v.Y; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double ParamsSpan(double x, double y) => SumOf(x, y, x * y) + SumOf();
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double ParamsEnumerable(double x, double y) => SumList(x, y, x * y);
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double ParamsList(double x, double y) => SumCol(x, y, x * y);
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Compound(double x, double y) { var a = new Acc(x); a += y; a *= x; a += x * y; a++; return a.Sum * a.Count; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Alias(double x, double y) { Vec v = (x * y, x + y); Reals r = [v.X, v.Y, .. new[] { x, y }]; return r[0] * r[1] * r[^1] + v.X; }
    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 })]
    public static double Spreads(double[] u) { double[] v = [.. u, 1, .. u[1..], u[0] * 2]; double s = 0; for (int i = 0; i < v.Length; i++) s += v[i] * v[i] * (i + 1); return s; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double SpanLiteral(double x, double y) { Span<double> s = [x, y, x * y]; ReadOnlySpan<double> r = [1, x, .. s]; return r[4] * s[1]; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double ListLiteral(double x, double y) { List<double> s = [x, y]; s.Add(x * y); return s[0] * s[2] + s.Count; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Checked(double x, double y) { var v = checked(-new Vec2(x, y)); int n = checked(3 * 4); return v.X * v.Y * n; }
    private static double Use<T>(double r) where T : IKernel<T> => T.Eval(r) * T.Scale;
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double StaticAbstract(double x, double y) => Use<Gauss>(x * y) + Gauss.Eval(x);
    private static T Generic<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp(-x * x) * T.Pi + T.CreateChecked(2) * T.Sin(x) / T.Sqrt(T.One + x * x) + T.E - T.Tau;
    [Differentiable(Kinds.Scalar), At(1.2)]
    public static double GenericMath(double x) => Generic(x);
    private static T SumG<T>(ReadOnlySpan<T> u) where T : struct, INumber<T> { T s = T.Zero; foreach (var v in u) s += v * v; return s / T.CreateChecked(u.Length); }
    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 })]
    public static double GenericSpan(double[] u) => SumG<double>(u);
    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 })]
    public static double Nint(double[] u) { double s = 0; for (nint i = 0; i < u.Length; i++) s += u[i] * i * u[i]; for (nuint i = 0; i < (nuint)u.Length; i++) s += u[i]; return s; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double RawThrow(double x, double y) { if (x < 0) throw new ArgumentException($$"""x is {{x}} "quoted" {brace}"""); return x * y * y + "abc"u8.Length; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double NameOf(double x, double y) => x * x * nameof(List<>).Length + y;
    private delegate bool Try(double v, out double r);
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double LambdaModifiers(double x, double y) { Try t = (v, out r) => { r = v * v; return true; }; t(x, out var q); return q * y; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double LambdaDefaults(double x, double y) { var f = (double v, double k = 2) => v * k * v; return f(x) + f(y, 3); }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double RefStructs(double x, double y) { var v = new View([x, y, x * y]); return v.Sum() * v[1] + v.Length; }
    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 })]
    public static double ListPatterns(double[] u) => u switch { [] => 0, [var a] => a, [var a, .., var b] when a > b => a * b * b, [_, .. var rest] => rest[0] };
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double RefReadonly(double x, double y) { return G(ref x, in y); static double G(ref readonly double a, in double b) => a * a * b; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double ImplicitSpan(double x, double y) { double[] a = [x, y, x * y]; return Tot(a) + a.AsSpan()[1..].ToArray()[0]; static double Tot(ReadOnlySpan<double> s) => s[0] * s[1] * s[2]; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Pow10(double x, double y) => double.Exp10(x) * double.Log2P1(y) + double.RootN(x, 3) + double.SinPi(x) + double.DegreesToRadians(y) + double.Clamp(x, 0, 1) + double.MultiplyAddEstimate(x, y, 1) + double.ReciprocalEstimate(2);
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Locks(double x, double y) { System.Threading.Lock l = new(); lock (l) { x *= y; } return x * x; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double WithTuple(double x, double y) { var p = (A: x, B: y); p = p with { A = p.B * p.A }; var q = new { U = x, W = y } with { U = y * x }; return p.A * q.U * q.W; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double RefTernary(double x, double y) { double a = x, b = y; (a > b ? ref a : ref b) *= 2; return a * a * b; }
}
