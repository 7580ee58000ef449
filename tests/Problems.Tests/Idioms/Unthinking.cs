using System.Numerics;
using System.Runtime.CompilerServices;
using System.Diagnostics.CodeAnalysis;
using Problems.Checking;
using static System.Math;
using M = System.Math;

namespace Problems.Idioms.Unthought;

internal readonly record struct Dual(double V, double D) : IAdditionOperators<Dual, Dual, Dual>, IMultiplyOperators<Dual, Dual, Dual>
{
    public static Dual operator +(Dual a, Dual b) => new(a.V + b.V, a.D + b.D);
    public static Dual operator *(Dual a, Dual b) => new(a.V * b.V, a.V * b.D + a.D * b.V);
    public static implicit operator Dual(double v) => new(v, 0);
    public static explicit operator double(Dual d) => d.V;
    public void Deconstruct(out double v, out double d, out double sum) => (v, d, sum) = (V, D, V + D);
    public double this[int i] => i switch { 0 => V, 1 => D, _ => throw new IndexOutOfRangeException() };
}
internal struct Mat2 { public double A, B, C, D; public readonly double Det => A * D - B * C; public Mat2(double a, double b, double c, double d) => (A, B, C, D) = (a, b, c, d); public static Mat2 operator *(in Mat2 x, in Mat2 y) => new(x.A * y.A + x.B * y.C, x.A * y.B + x.B * y.D, x.C * y.A + x.D * y.C, x.C * y.B + x.D * y.D); public void Scale(double k) { A *= k; B *= k; } }
internal ref struct Cursor(Span<double> data) { private readonly Span<double> _d = data; private int _i = 0; public double Next() => _d[_i++]; public void Put(double v) => _d[_i++] = v; public void Reset() => _i = 0; }
internal struct Counter { private double _total; public double Total { readonly get => _total; private set => _total = value; } public Counter Add(double v) { Total += v * v; return this; } }
internal enum Mode { Linear, Square = 2, Cube }
file static class Local { public static double Help(double x) => x * x * x; }

internal interface IModel { double Eval(double x); double Twice(double x) => Eval(x) * 2; }
internal readonly struct Quad(double k) : IModel { private readonly double _k = k; public double Eval(double x) => _k * x * x; }
internal class Base4 { internal double Offset { get; init; } = 1; public virtual double F(double x) => x + Offset; }
internal sealed class Derived4 : Base4 { public required double Gain { get; init; } public override double F(double x) => base.F(x) * Gain + base.Offset; }

/// <summary>What a C# programmer writes without a second thought.</summary>
internal static partial class Unthinking
{
    private static readonly Func<double, double>[] Acts = [Math.Tanh, v => v * v];
    private static double Apply<TModel>(in TModel m, double x) where TModel : struct, IModel => m.Eval(x) + m.Twice(x);
    private static T Pow<T>(T x, int n) where T : IMultiplicativeIdentity<T, T>, IMultiplyOperators<T, T, T> { var r = T.MultiplicativeIdentity; for (int i = 0; i < n; i++) r *= x; return r; }
    private static TOut Convert<TIn, TOut>(TIn x) where TIn : INumber<TIn> where TOut : INumber<TOut> => TOut.CreateChecked(x * x);
    private static T Sum<T>(params T[] xs) where T : IAdditionOperators<T, T, T> { T s = xs[0]; for (int i = 1; i < xs.Length; i++) s += xs[i]; return s; }
    private static (T Min, T Max) Range<T>(IReadOnlyList<T> xs) where T : INumber<T> { T lo = xs[0], hi = xs[0]; foreach (var x in xs) { lo = T.Min(lo, x); hi = T.Max(hi, x); } return (lo, hi); }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double DualNumbers(double x, double y) { Dual a = new(x, 1), b = y; var (v, d, s) = a * b + a * a; return v * d + s + a[1] * (double)b; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double GenericPow(double x, double y) => Pow(x, 3) * Pow(y, 2) + Convert<double, double>(x);

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double SumDual(double x, double y) => Sum<Dual>(new(x, y), new(y, x), x * y).V + Sum(x, y, x * y);

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 2.0 })]
    public static double RangeOf(double[] u) { var (lo, hi) = Range(u); return hi - lo * lo; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Matrices(double x, double y) { var m = new Mat2(x, y, 1, x); m.Scale(y); var p = m * m * new Mat2 { A = 1, D = y }; return p.Det + p.A; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Cursors(double x, double y) { Span<double> b = stackalloc double[4]; var c = new Cursor(b); c.Put(x); c.Put(x * y); c.Reset(); return c.Next() * c.Next() + b[1]; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Fluent(double x, double y) => new Counter().Add(x).Add(y * x).Total;

    [Differentiable(Kinds.Scalar), At(1.2, 0.4, 2), At(1.2, 0.4, 3)]
    public static double Enums(double x, double y, int k) => (Mode)k switch { Mode.Linear => x, Mode.Square => x * x, Mode.Cube when y > 0 => Local.Help(x), _ => y };

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Statics(double x, double y) => Sin(x) * M.Cos(y) + Exp(-x) * E + Tau;

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Compose(double x, double y) { Func<Func<double, double>, Func<double, double>> twice = f => v => f(f(v)); return twice(v => v * y + 1)(x); }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Nested(double x, double y) { double Outer(double a) { double Inner(double b) => b * a * y; return Inner(a) + Inner(x); } return Outer(x) * Outer(y); }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 2.0 })]
    public static double Linq(double[] u) => u.Zip(u.Skip(1), (a, b) => a * b).Sum() + u.Select((v, i) => v * i).Where(v => v > 0).Aggregate(1.0, (a, v) => a * v) + (from v in u let w = v * v where w > 0.1 select w * v).Sum() + u.Max() * u.Min() + u.Average();

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 2.0 })]
    public static double SumOfSquares(double[] u) { double s = 0; checked { for (var i = u.GetLowerBound(0); i <= u.GetUpperBound(0); ++i) unchecked { s += Pow(u[i], 2); } } return double.Sqrt(s); }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 2.0, 1.0 })]
    public static double Tuples(double[] u) { (double lo, double hi) = (u[0], u[1]); ((lo, hi), var n) = ((hi, lo), u.Length); var t = (a: (x: lo, y: hi), b: u[2]); t.a.x += t.b; (t.a, t.b) = ((t.b, t.a.y), t.a.x); return t.a.x * t.a.y * t.b * n; }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 2.0, 1.0 })]
    public static double Spans(double[] u) { ReadOnlySpan<double> s = u; var a = s[..2]; var b = s[2..]; Span<double> t = stackalloc double[2]; a.CopyTo(t); t.Reverse(); b[..1].CopyTo(t[1..]); t.Fill(t[0] * t[1]); var w = t.ToArray(); Array.Resize(ref w, 3); w[2] = s[^1]; return w[0] * w[2] + w.Length; }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 2.0, 1.0 })]
    public static double ArrayFns(double[] u) { var v = Array.ConvertAll(u, a => a * a); Array.Reverse(v, 0, 2); var w = new double[6]; Buffer.BlockCopy(v, 0, w, 8, 16); Array.Copy(v, 0, w, 3, 2); Array.Fill(w, u[0], 5, 1); return w.Sum() * w[1] + Array.FindIndex(u, a => a > 1); }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Bits(double x, double y) { int n = 0b1011_0010 >>> 2; n ^= 0x_0F; long big = 1L << 40; return x * n + y * (big >> 38) + (~n & 7) * x + uint.MaxValue % 7 + int.PopCount(n) + BitOperations.Log2(64) * y; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Dates(double x, double y) { var span = TimeSpan.FromSeconds(90); return x * span.TotalMinutes + y * new DateTime(2020, 1, 2).Day; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Attr(double x, double y) { [MethodImpl(MethodImplOptions.AggressiveInlining)] static double Sq([DisallowNull] double v) => v * v; return Sq(x) + Sq(y); }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Loops(double x, double y) { double s = 0; for (double t = 0; t < 1; t += 0.25) s += x * t * t; for (int i = 0, j = 10; i < j; i += 3, j--) s += y * i * j * s * 0.01; int k = 5; while (k-- > 0) { if (k == 2) continue; s += x / (k + 1); } do s *= y; while (s > 100); return s; }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 2.0, 1.0 })]
    public static double Jagged(double[] u) { double[][] a = [[u[0], u[1]], [u[2]], []]; double s = 0; foreach (var row in a) foreach (var v in row) s += v * row.Length; a[1][0] *= 2; return s * a[1][0] + a[2].Length; }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 2.0, 1.0 })]
    public static double Multi(double[] u) { double[,,] a = new double[2, 2, 1]; a[0, 1, 0] = u[0]; a[1, 0, 0] = u[1] * u[0]; double s = 0; foreach (var v in a) s += v * v; return s + a.Length + a.Rank; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Discards(double x, double y) { _ = x * y; (_, var b, _) = (1, x * x, 2); var f = (double v, int _, int _) => v * y; return f(b, 1, 2) + (x is var z and > 0 ? z : 0); }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Switches(double x, double y) { switch ((x > 1, y)) { case (true, > 0.3 and < 0.5): return x * y; case (false, _): return x; case (true, not 2) when x > y: return y * y; default: return 0; } }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double LambdaNatural(double x, double y) { var sq = double (double v) => v * v; var g = Sq2; return sq(x) + g(y); static double Sq2(double v) => v * v * v; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Local2(double x, double y) { const double k = 2.5; static double Scale(double v) => v * k; ref readonly double r = ref x; return Scale(r) * y; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Constrained(double x, double y) { var q = new Quad(y); return Apply(in q, x); }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Objects4(double x, double y) { var d = new Derived4 { Gain = x * y, Offset = y }; return d.F(x); }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Caller1(double x, double y) => Guarded1(x) * y;
    private static double Guarded1(double v, [CallerArgumentExpression(nameof(v))] string e = "") { return v * v * e.Length; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Caller2(double x, double y) => Guarded2(x) * y;
    private static double Guarded2(double v) { ArgumentOutOfRangeException.ThrowIfNegative(v); return v * v; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Caller3(double x, double y) => Guarded3(x) * y;
    private static double Guarded3(double v, string e = "") { ArgumentNullException.ThrowIfNull(e); return v * v; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Pipeline(double x, double y) { Func<double, double>[] steps = [v => v * v, Math.Sin, v => v + y]; double r = x; foreach (var s in steps) r = s(r); return r; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Pipeline2(double x, double y) { Func<double, double>[] steps = { v => v * v, Math.Sin, v => v + y }; double r = x; for (int i = 0; i < steps.Length; i++) r = steps[i](r); return r; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Strings(double x, double y) { string s = "abc"; return (s is ['a', ..] ? x * y : 0) + (s is { Length: 3 } ? y : x); }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Fields(double x, double y) { double r = x; foreach (var s in Acts) r = s(r) * y; foreach (var f in new Func<double, double>[] { v => v + y, Math.Exp }) r += f(x); return r; }
}
