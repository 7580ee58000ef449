namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>A small program that makes it hard, and what comes of it.</summary>
/// <param name="Name">What makes it hard.</param>
/// <param name="Result">What its Run returns, if it has one: "Correct" of a check, or a value.</param>
/// <param name="Source">A whole file, or several with //file between them.</param>
/// <param name="Said">The ids and texts under the squiggles of what is said, but for hints on the mathematics.</param>
internal sealed record HostileProgram(string Name, string Result, string Source, params string[] Said)
{
    /// <summary>State, aliases, the order of things, names, declarations, numbers: more than a hundred.</summary>
    public static HostileProgram[] All { get; } =
    [
        new("span aliasing in place", "Correct", """
            public static partial class S { [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { var t = y.Slice(0, 2); t[0] = x[0] * x[1]; y[1] = t[0] * x[0]; } public static object Run() => FCheckJacobian(new double[] { 0.7, 1.3 }, 2); }
            """),
        new("two names of one array", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] x) { var a = new double[2]; var b = a; b[0] = x[0]; a[1] = b[0] * x[1]; return a[0] + b[1]; } public static object Run() => FCheckGradient(new double[] { 0.7, 1.3 }); }
            """),
        new("static mutable counter", "n 0", """
            public static partial class S { static int n; [Differentiable] public static double F(double x) { n++; return x * n; } public static object Run() => "n " + n; }
            """, "SJ1010 n"),
        new("property with side effect", "1 2", """
            public static partial class S { static int c; static double K { get { c++; return 2 + c; } } [Differentiable] public static double F(double x) => x * K; public static object Run() { c = 0; F(1); int a = c; FGradient(1.0); return a + " " + c; } }
            """, "SJ2011 K"),
        new("list log", "2", """
            public static partial class S { static readonly List<double> log = new(); [Differentiable] public static double F(double x) { log.Add(x); return x * x; } public static object Run() { FGradient(1.0); return log.Count; } }
            """, "SJ1001 Add"),
        new("list log const", "1", """
            public static partial class S { static readonly List<double> log = new(); [Differentiable] public static double F(double x, int n) { log.Add(n); return x * x; } public static object Run() { FGradient(1.0, 3); return log.Count; } }
            """, "SJ2011 Add"),
        new("loop without end", "", """
            public static partial class S { [Differentiable] public static double F(double x) { while (true) { } } }
            """, "SJ1016 F"),
        new("read-only reference beside a write", "Correct", """
            public struct E { public double K; } public static partial class S { [Differentiable] public static double F(double x) { var a = new E[2]; a[0].K = x; ref readonly E e = ref a[0]; a[0].K *= x; return e.K * x; } public static object Run() => FCheckGradient(0.7); }
            """),
        new("properties of what is null", "Correct", """
            public class T { public int N = 3; public T? Next; } public static partial class S { [Differentiable] public static double F(double x, [Constant] T? t) => t is { Next: { N: > 2 } } ? x : t is { N: 3 } ? x * x : 2 * x; public static object Run() { var r = FCheckGradient(0.7, null); if (r.Verdict != Verdict.Correct || FGradient(0.7, null)[0] != 2 || FGradient(0.7, new T())[0] != 1.4) return "wrong"; return FCheckGradient(0.7, new T { Next = new T() }); } }
            """),
        new("arguments without number", "", """
            public static partial class S { static double H(__arglist) => 1; [Differentiable] public static double F(double x) => H(__arglist(x)) * x; }
            """, "SJ1001 H"),
        new("random", "", """
            public static partial class S { static readonly Random r = new(1); [Differentiable] public static double F(double x) => x * r.NextDouble(); }
            """, "SJ2011 NextDouble"),
        new("time", "", """
            public static partial class S { [Differentiable] public static double F(double x) => x * DateTime.Now.Ticks; }
            """, "SJ2011 Now"),
        new("volatile field", "Correct", """
            public static partial class S { static volatile int v = 3; [Differentiable] public static double F(double x) => x * v; public static object Run() => FCheckGradient(0.7); }
            """),
        new("threadstatic write by ref", "Correct", """
            public static partial class S { static double cache; static void Set(ref double c, double v) => c = v; [Differentiable] public static double F(double x) { Set(ref cache, x); return cache * x; } public static object Run() => FCheckGradient(0.7); }
            """, "SJ1010 cache"),
        new("memo dictionary", "1", """
            public static partial class S { static readonly Dictionary<int, double> memo = new(); [Differentiable] public static double F(double x, int n) { if (!memo.TryGetValue(n, out var k)) { k = n * 2; memo[n] = k; } return x * k; } public static object Run() { FGradient(1.0, 3); return memo.Count; } }
            """, "SJ1010 memo[n]"),
        new("input overwritten", "0.7", """
            public static partial class S { [Differentiable] public static double F(double[] x) { x[0] *= 2; return x[0] * x[1]; } public static object Run() { var v = new double[] { 0.7, 1.3 }; FGradient(v); return v[0]; } }
            """),
        new("overlapping in and out", "Correct", """
            public static partial class S { [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < 3; i++) y[i] = x[i] * x[2 - i]; } public static object Run() { return FCheckJacobian(new double[] { 1, 2, 3 }, 3); } }
            """),
        new("NaN guard", "Correct 0", """
            public static partial class S { [Differentiable] public static double F(double x) { var y = Math.Log(x); return double.IsNaN(y) ? 0 : y * x; } public static object Run() => FCheckGradient(0.7).Verdict + " " + FGradient(-1.0)[0]; }
            """),
        new("partial across files nullable", "Correct", """
            #nullable disable
            public static partial class S { [Differentiable] public static double F(double x, string s) => x * H(x, s); public static object Run() => FCheckGradient(0.7, null); }
            //file
            #nullable enable
            public static partial class S { static double H(double v, string? s) => v * (s?.Length ?? 2); }
            """),
        new("generated-name clash field", "", """
            public static partial class S { static double FGradient; [Differentiable] public static double F(double x) => x * x; }
            """, "SJ0015 F"),
        new("generic containing types", "", """
            public static partial class Outer<T> where T : struct { public partial struct Inner<U> { [Differentiable] public static double F(double x, T t) => x * x; } }
            public static partial class R { public static object Run() => Outer<int>.Inner<string>.FCheckGradient(0.7, 3); }
            """, "SJ0007 t"),
        new("private nested", "Correct", """
            public static partial class S { private partial class P { private protected static double k = 2; [Differentiable] private protected static double F(double x) => k * x * x; public static object Run() => FCheckGradient(0.7); } }
            """),
        new("interface default", "Correct", """
            public interface I { double G(double x) => x * x; }
            public sealed partial class S : I { [Differentiable] public double F(double x) => ((I)this).G(x); public static object Run() => new S().FCheckGradient(0.7); }
            """, "SJ1008 G"),
        new("operators", "Correct", """
            public readonly partial struct V { public readonly double A; public V(double a) { A = a; } public static V operator *(V a, V b) => new(a.A * b.A); public static implicit operator V(double d) => new(d); public static explicit operator double(V v) => v.A; [Differentiable] public static double F(double x, V v) => (double)(x * v * 3.0); public static object Run() => FCheckGradient(0.7, new V(2)); }
            """),
        new("keyword identifiers", "Correct", """
            public static partial class @class { [Differentiable] public static double @event(double @double, double @in) => @double * @in; public static object Run() => eventCheckGradient(0.7, 2); }
            """),
        new("unicode", "Correct", """
            public static partial class Größe { [Differentiable] public static double Fläche(double ñ, double 変数) { var été = ñ * 変数; return été * ñ; } public static object Run() => FlächeCheckGradient(0.7, 2); }
            """),
        new("conditional compilation", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) {
            #if !NEVER
             return x * x;
            #else
             return x;
            #endif
             } public static object Run() => FCheckGradient(0.7); }
            """),
        new("obsolete", "", """
            public static partial class S { [Obsolete("no")] static double H(double v) => v * v; [Obsolete, Differentiable] public static double F(double x) => H(x); }
            """),
        new("Conditional attribute", "Correct 0", """
            public static partial class S { static double last; [System.Diagnostics.Conditional("NEVER")] static void Log(double v) { last = v; } [Differentiable] public static double F(double x) { Log(x); return x * x; } public static object Run() { var r = FCheckGradient(0.7).Verdict; return r + " " + last; } }
            """, "SJ2010 Log"),
        new("Debug.Assert", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) { System.Diagnostics.Debug.Assert(x > 0); return x * x; } public static object Run() => FCheckGradient(0.7); }
            """, "SJ2010 Assert"),
        new("params span", "Correct", """
            public static partial class S { static double Sum(params ReadOnlySpan<double> v) { double s = 0; foreach (var e in v) s += e * e; return s; } [Differentiable] public static double F(double x, double y) => Sum(x, y, x * y); public static object Run() => FCheckGradient(0.7, 2); }
            """),
        new("ref struct local", "Correct", """
            public static partial class S { ref struct B { public Span<double> D; public double K; } [Differentiable] public static double F(double x, double y) { Span<double> d = stackalloc double[2]; var b = new B { D = d, K = x }; b.D[0] = y; return b.D[0] * b.K; } public static object Run() => FCheckGradient(0.7, 2); }
            """),
        new("out var of helper with early return", "Correct", """
            public static partial class S { static bool Try(double v, out double r) { r = v; if (v < 0) return false; r = v * v; return true; } [Differentiable] public static double F(double x) => Try(x, out var r) ? r : -r; public static object Run() => FCheckGradient(0.7); }
            """),
        new("short circuit effects", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) { double a = 0; bool b = x > 0 && (a = x * x) > 0.1 || (a = 3 * x) > 1; return a; } public static object Run() => FCheckGradient(0.7); }
            """),
        new("order of evaluation", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) { double a = x; return a + (a *= 2) * a++ - --a; } public static object Run() => FCheckGradient(0.7); }
            """),
        new("struct copy semantics", "Correct", """
            public static partial class S { struct P { public double V; public void Twice() => V *= 2; } [Differentiable] public static double F(double x) { var p = new P { V = x }; var q = p; q.Twice(); return p.V * q.V; } public static object Run() => FCheckGradient(0.7); }
            """),
        new("readonly struct field defensive copy", "Correct", """
            public partial struct P { public double V; public double Next() { V += 1; return V; } }
            public static partial class S { static readonly P p = new P { V = 2 }; [Differentiable] public static double F(double x) => x * p.Next() * p.Next(); public static object Run() => FCheckGradient(0.7); }
            """),
        new("closure captures by reference", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) { double a = x; Func<double> g = () => a * a; a = 3 * x; return g(); } public static object Run() => FCheckGradient(0.7); }
            """),
        new("lambda writes captured", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) { double s = 0; Action<double> add = v => s += v * v; add(x); add(2 * x); return s; } public static object Run() => FCheckGradient(0.7); }
            """),
        new("foreach captured loop closures", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] u) { var fs = new List<Func<double>>(); foreach (var v in u) fs.Add(() => v * v); double s = 0; foreach (var f in fs) s += f(); return s; } public static object Run() => FCheckGradient(new double[] { 1, 2 }); }
            """, "SJ1006 *"),
        new("exceptions as control flow", "Correct", """
            public static partial class S { static double H(double v) { if (v > 0.5) throw new InvalidOperationException(); return v; } [Differentiable] public static double F(double x) { try { return H(x); } catch (InvalidOperationException) { return x * x; } } public static object Run() => FCheckGradient(0.7); }
            """, "SJ1005 catch"),
        new("integer overflow wrap and huge cast", "True", """
            public static partial class S { [Differentiable] public static double F(double x, int n) => x * (n * n * n * 1000003); public static object Run() => F(1.5, 99999) == FValue(); static double FValue() { Span<double> g = stackalloc double[1]; return FValueAndGradient(1.5, 99999, g); } }
            """),
        new("float double mix", "Correct", """
            public static partial class S { [Differentiable] public static double F(float x, double y) { float z = x * x; return z * y + (float)(y * x); } public static object Run() => FCheckGradient(0.7f, 1.3); }
            """),
        new("jagged const", "Correct", """
            public static partial class S { static readonly double[][] T = { new[] { 1.0 }, new[] { 2.0, 3.0 } }; [Differentiable] public static double F(double x) { double s = 0; foreach (var r in T) foreach (var v in r) s += v * x; return s; } public static object Run() => FCheckGradient(0.7); }
            """),
        new("clone and mutate input", "Correct", """
            public static partial class S { [Differentiable] public static double[] F(double[] x) { var y = (double[])x.Clone(); Array.Reverse(y); y[0] *= x[0]; return y; } public static object Run() => FCheckJacobian(new double[] { 1, 2, 3 }); }
            """),
        new("Array.Sort", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] x) { var y = (double[])x.Clone(); Array.Sort(y); return y[0] * y[0] + y[1]; } public static object Run() => FCheckGradient(new double[] { 3, 1, 2 }); }
            """),
        new("switch on type pattern of record hierarchy", "Correct", """
            public abstract record Shape; public sealed record Circle(double R) : Shape; public sealed record Square(double A) : Shape;
            public static partial class S { static double Area(Shape s) => s switch { Circle c => Math.PI * c.R * c.R, Square q => q.A * q.A, _ => 0 }; [Differentiable] public static double F(double x) => Area(new Circle(x)) + Area(new Square(2 * x)); public static object Run() => FCheckGradient(0.7); }
            """, "SJ1013 Circle c"),
        new("recursion mutual", "Correct", """
            public static partial class S { static double A(double v, int n) => n == 0 ? v : v * B(v, n - 1); static double B(double v, int n) => n == 0 ? 1 : A(v + 1, n - 1); [Differentiable] public static double F(double x) => A(x, 5); public static object Run() => FCheckGradient(0.7); }
            """),
        new("unchecked cast of negative to uint", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x, int n) => x * (uint)n * unchecked((byte)(n * 7)); public static object Run() => FCheckGradient(0.7, 77); }
            """),
        new("default interface generic math", "Correct", """
            public static partial class S { static T Sq<T>(T v) where T : System.Numerics.INumber<T> => v * v; [Differentiable] public static double F(double x) => Sq(x) + Sq(3) ; public static object Run() => FCheckGradient(0.7); }
            """),
        new("Lazy and static ctor", "Correct", """
            public static partial class S { static readonly Lazy<double> K = new(() => 2.5); [Differentiable] public static double F(double x) => x * K.Value; public static object Run() => FCheckGradient(0.7); }
            """),
        new("string building of number then parse", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) => double.Parse(x.ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture) * x; public static object Run() => FCheckGradient(0.7); }
            """, "SJ1001 ToString"),
        new("bit tricks", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) { long b = BitConverter.DoubleToInt64Bits(x); return BitConverter.Int64BitsToDouble(b & ~1L) * x; } public static object Run() => FCheckGradient(0.7); }
            """, "SJ1001 DoubleToInt64Bits"),
        new("Unsafe.As", "", """
            public static partial class S { [Differentiable] public static double F(double x) { long b = System.Runtime.CompilerServices.Unsafe.As<double, long>(ref x); return b * 1e-18; } }
            """, "SJ1006 As<double, long>"),
        new("Interlocked", "Correct", """
            public static partial class S { static double total; [Differentiable] public static double F(double x) { System.Threading.Interlocked.Exchange(ref total, x); return total * x; } public static object Run() => FCheckGradient(0.7); }
            """, "SJ1010 Exchange"),
        new("Volatile read of written", "Correct", """
            public static partial class S { static double w; [Differentiable] public static double F(double x) { System.Threading.Volatile.Write(ref w, x); return System.Threading.Volatile.Read(ref w) * x; } public static object Run() => FCheckGradient(0.7); }
            """, "SJ1001 Write"),
        new("indexer with side effects", "2 4", """
            public sealed class Tab { public int N; public double this[int i] { get { N++; return i + N; } } }
            public static partial class S { static readonly Tab t = new(); [Differentiable] public static double F(double x) => x * t[1] * t[2]; public static object Run() { t.N = 0; F(1); int a = t.N; FGradient(1.0); return a + " " + t.N; } }
            """, "SJ2011 t[1]", "SJ2011 t[2]"),
        new("parallel for", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] x) { var y = new double[x.Length]; System.Threading.Tasks.Parallel.For(0, x.Length, i => y[i] = x[i] * x[i]); double s = 0; foreach (var v in y) s += v; return s; } public static object Run() => FCheckGradient(new double[] { 1, 2 }); }
            """, "SJ1006 y[i]"),
        new("array covariance / System.Array", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] x) { Array a = x; return (double)a.GetValue(0)! * x[1]; } public static object Run() => FCheckGradient(new double[] { 1, 2 }); }
            """, "SJ1006 x"),
        new("Buffer.BlockCopy / Span.CopyTo", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] x) { var y = new double[2]; Buffer.BlockCopy(x, 0, y, 0, 16); x.AsSpan(0, 1).CopyTo(y.AsSpan(1)); return y[0] * y[1]; } public static object Run() => FCheckGradient(new double[] { 1, 2 }); }
            """, "SJ1001 BlockCopy"),
        new("MemoryMarshal", "", """
            public static partial class S { [Differentiable] public static double F(double[] x) { var b = System.Runtime.InteropServices.MemoryMarshal.AsBytes(x.AsSpan()); return b[0] * x[0]; } }
            """, "SJ1001 AsSpan"),
        new("NaN comparisons and negated comparisons", "1 1", """
            public static partial class S { [Differentiable] public static double F(double x) => !(x > 0) ? 1 : x * x; public static object Run() => F(double.NaN) + " " + FV(double.NaN); static double FV(double x) { Span<double> g = stackalloc double[1]; return FValueAndGradient(x, g); } }
            """),
        new("negative zero", "True", """
            public static partial class S { [Differentiable] public static double F(double x) => 1 / (x * 0.0 * -1) ; public static object Run() { Span<double> g = stackalloc double[1]; return F(1).Equals(FValueAndGradient(1, g)); } }
            """),
        new("const false branch", "Correct", """
            public static partial class S { const bool On = false; [Differentiable] public static double F(double x) { if (On) return 3; double y = x; while (On) y++; return y * y; } public static object Run() => FCheckGradient(0.7); }
            """),
        new("local shadowing in lambdas static local", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) { static double G(double x) { double y = x * x; return y; } double y = G(x); Func<double, double> h = x => x * y; return h(y); } public static object Run() => FCheckGradient(0.7); }
            """),
        new("events raise", "0", """
            public static partial class S { static event Action<double>? Done; static double seen; [Differentiable] public static double F(double x) { Done?.Invoke(x); return x * x; } public static object Run() { Done += v => seen += 1; FGradient(0.7); return seen; } }
            """, "SJ2010 Invoke"),
        new("cast precedence", "Correct", """
            public static partial class S { static decimal D(decimal d) => d; [Differentiable] public static double F(double x) => 3 * (double)(decimal)(x * x) + (double)-(decimal)x; public static object Run() => FCheckGradient(0.7); }
            """, "SJ1006 decimal", "SJ1006 decimal"),
        new("conditional operand in index", "Correct", """
            public static partial class S { static readonly double[] T = { 1, 2, 3 }; [Differentiable] public static double F(double x, int n) => x * T[n > 1 ? 2 : 0] * T[^1]; public static object Run() => FCheckGradient(0.7, 2); }
            """),
        new("const index from enum", "Correct", """
            public enum E { A = 1, B = 2 }
            public static partial class S { [Differentiable] public static double F(double[] x, E e) => x[(int)e] * (e == E.A ? x[0] : x[2]); public static object Run() => FCheckGradient(new double[] { 1, 2, 3 }, E.A); }
            """),
        new("char arithmetic", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x, char c) => x * (c - '0') * x; public static object Run() => FCheckGradient(0.7, '7'); }
            """),
        new("decimal const", "", """
            public static partial class S { [Differentiable] public static double F(double x, decimal d) => x * (double)d; }
            """, "SJ0007 d"),
        new("decimal Constant", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x, [Constant] decimal d) => x * (double)(d + 1m); public static object Run() => FCheckGradient(0.7, 2.5m); }
            """),
        new("nullable int const", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x, int? n) => x * (n ?? 3) * n.GetValueOrDefault(2); public static object Run() => FCheckGradient(0.7, (int?)null); }
            """),
        new("nullable double param", "", """
            public static partial class S { [Differentiable] public static double F(double x, double? y) => x * (y ?? 2); }
            """, "SJ0007 y"),
        new("string interpolation in exception with format", "bad -1.00 {} (Parameter 'x') Actual value was -1.", """
            public static partial class S { [Differentiable] public static double F(double x) { if (x < 0) throw new ArgumentOutOfRangeException(nameof(x), x, $"bad {x:F2} {{}}"); return x * x; } public static object Run() { try { FGradient(-1.0); return "no"; } catch (ArgumentOutOfRangeException e) { return e.Message.Replace("\n", " "); } } }
            """),
        new("for loop with two variables & decreasing & modified bound", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] u) { double s = 0; int n = u.Length; for (int i = 0, j = n - 1; i < j; i++, j--) { s += u[i] * u[j]; if (i == 1) n--; } return s * n; } public static object Run() => FCheckGradient(new double[] { 1, 2, 3, 4, 5 }); }
            """),
        new("loop var captured and modified in body", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] u) { double s = 0; for (int i = 0; i < u.Length; i++) { s += u[i]; i++; } return s * s; } public static object Run() => FCheckGradient(new double[] { 1, 2, 3, 4, 5 }); }
            """),
        new("swap via tuple in loop", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x, double y) { for (int i = 0; i < 40; i++) (x, y) = (y, x * 0.5 + y * 0.25); return x * y; } public static object Run() => FCheckGradient(0.7, 1.3); }
            """),
        new("array alias in loop (double buffering)", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] u) { var a = (double[])u.Clone(); var b = new double[u.Length]; for (int k = 0; k < 20; k++) { for (int i = 0; i < u.Length; i++) b[i] = a[i] * 0.5 + a[(i + 1) % u.Length] * 0.5; var t = a; a = b; b = t; } return a[0] * a[1]; } public static object Run() => FCheckGradient(new double[] { 1, 2, 3, 4, 5 }); }
            """),
        new("array returned which is also kept static", "Correct", """
            public static partial class S { static double[]? last; [Differentiable] public static double[] F(double x) { var r = new[] { x, x * x }; last = r; return r; } public static object Run() => FCheckJacobian(0.7); }
            """, "SJ1010 last"),
        new("same array in & out by user helper", "Correct", """
            public static partial class S { static void Scale(double[] a, double[] r) { for (int i = 0; i < a.Length; i++) r[i] = a[i] * a[(i + 1) % a.Length]; } [Differentiable] public static double[] F(double[] u) { var a = (double[])u.Clone(); Scale(a, a); return a; } public static object Run() => FCheckJacobian(new double[] { 1, 2, 3 }); }
            """),
        new("overlapping CopyTo", "Correct", """
            public static partial class S { [Differentiable] public static double[] F(double[] u) { var a = (double[])u.Clone(); Array.Copy(a, 0, a, 1, 2); a.AsSpan(1, 2).CopyTo(a); a[0] *= a[2]; return a; } public static object Run() => FCheckJacobian(new double[] { 1, 2, 3 }); }
            """),
        new("out array param", "Correct", """
            public static partial class S { static void H(double v, out double[] r) => r = new[] { v, v * v }; [Differentiable] public static double F(double x) { H(x, out var r); return r[0] * r[1]; } public static object Run() => FCheckGradient(0.7); }
            """),
        new("ref return", "Correct", """
            public static partial class S { static ref double First(double[] a) => ref a[0]; [Differentiable] public static double F(double[] u) { var a = (double[])u.Clone(); First(a) = a[1] * 2; return a[0] * u[0]; } public static object Run() => FCheckGradient(new double[] { 1, 2, 3 }); }
            """, "SJ1010 First"),
        new("ref ternary", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x, double y) { double a = x, b = y; ref double r = ref (x > 1 ? ref a : ref b); r *= 3; return a * b * b; } public static object Run() => FCheckGradient(0.7, 1.3); }
            """, "SJ1010 x > 1 ? ref a : ref b"),
        new("in parameter aliasing", "Correct", """
            public static partial class S { static double H(in double a, ref double b) { b *= 2; return a * b; } [Differentiable] public static double F(double x) { double v = x; return H(in v, ref v); } public static object Run() => FCheckGradient(0.7); }
            """),
        new("by-value struct with array inside", "Correct", """
            public struct Q { public double[] A; }
            public static partial class S { [Differentiable] public static double F(double x) { var q = new Q { A = new double[] { x, 2 } }; var r = q; r.A[0] *= 3; return q.A[0] * r.A[1]; } public static object Run() => FCheckGradient(0.7); }
            """),
        new("static readonly array written elsewhere", "Correct", """
            public static partial class S { static readonly double[] w = { 1, 2 }; [Differentiable] public static double F(double[] u) { double s = 0; for (int i = 0; i < 2; i++) s += w[i] * u[i] * u[i]; return s; } public static object Run() { w[0] = 5; return FCheckGradient(new double[] { 1, 2 }); } }
            """),
        new("constant array written in F", "3 1", """
            public static partial class S { [Differentiable] public static double F(double x, [Constant] double[] w) { w[0] = 3; return x * w[0]; } public static object Run() { var w = new double[] { 1 }; return FGradient(0.7, w)[0] + " " + w[0]; } }
            """),
        new("constant span written with active", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x, [Constant] Span<double> work) { work[0] = x * x; return work[0] * x; } public static object Run() => FCheckGradient(0.7, new double[1]); }
            """),
        new("pow with integer-valued double and negative base", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) => Math.Pow(x, 3) + Math.Pow(x, 2) * Math.Pow(2, x); public static object Run() => FCheckGradient(-0.7); }
            """),
        new("pow 0", "2", """
            public static partial class S { [Differentiable] public static double F(double x) => Math.Pow(x, 0) * x + Math.Pow(x, 1); public static object Run() => FGradient(0.0)[0]; }
            """),
        new("norm at 0", "0,0", """
            public static partial class S { [Differentiable] public static double F(double x, double y) => Math.Sqrt(x * x + y * y); public static object Run() => string.Join(",", FGradient(0.0, 0.0)); }
            """),
        new("masked division", "0 Correct", """
            public static partial class S { [Differentiable] public static double F(double x) => x == 0 ? 1 : Math.Sin(x) / x; public static object Run() => 0 + FGradient(0.0)[0] + " " + FCheckGradient(0.7).Verdict; }
            """),
        new("where-NaN: unselected branch infinite", "-1 -1", """
            public static partial class S { [Differentiable] public static double F(double x) { double a = Math.Sqrt(x); return x > 0 ? a : -x; } public static object Run() => FGradient(-1.0)[0] + " " + FGradient(0.0)[0]; }
            """),
        new("float loops accumulate", "Correct", """
            public static partial class S { [Differentiable] public static float F(float[] u) { float s = 0; foreach (var v in u) s += v * v; return MathF.Sqrt(s); } public static object Run() => FCheckGradient(new float[] { 1, 2 }); }
            """),
        new("checked overflow", "overflow", """
            public static partial class S { [Differentiable] public static double F(double x, int n) => checked(n * n) * x; public static object Run() { try { FGradient(0.7, 99999); return "none"; } catch (OverflowException) { return "overflow"; } } }
            """),
        new("checked cast of active", "overflow", """
            public static partial class S { [Differentiable] public static double F(double x) => checked((int)x) * x; public static object Run() { try { FGradient(1e12); return "none"; } catch (OverflowException) { return "overflow"; } } }
            """, "SJ1006 int"),
        new("division by zero int", "dbz", """
            public static partial class S { [Differentiable] public static double F(double x, int n) => x * (6 / n); public static object Run() { try { FGradient(0.7, 0); return "none"; } catch (DivideByZeroException) { return "dbz"; } } }
            """),
        new("array out of range", "range", """
            public static partial class S { [Differentiable] public static double F(double[] u, int n) => u[n] * u[0]; public static object Run() { try { Span<double> g = stackalloc double[2]; FValueAndGradient(new double[] { 1, 2 }, 5, g); return "none"; } catch (IndexOutOfRangeException) { return "range"; } } }
            """),
        new("null array", "NullReferenceException", """
            public static partial class S { [Differentiable] public static double F(double[] u) => u[0]; public static object Run() { try { FGradient(null!); return "none"; } catch (Exception e) { return e.GetType().Name; } } }
            """),
        new("async local function, iterator local function inside", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) { return Sum().Sum() * x; IEnumerable<double> Sum() { yield return x; yield return 2 * x; } } public static object Run() => FCheckGradient(0.7); }
            """, "SJ1001 Sum"),
        new("generic method with constraint and static abstract", "Correct", """
            public interface IFn<TSelf> where TSelf : IFn<TSelf> { static abstract double Eval(double v); }
            public sealed class Sq : IFn<Sq> { public static double Eval(double v) => v * v; }
            public static partial class S { static double Ap<T>(double v) where T : IFn<T> => T.Eval(v) * v; [Differentiable] public static double F(double x) => Ap<Sq>(x); public static object Run() => FCheckGradient(0.7); }
            """, "SJ1008 Eval"),
        new("extension members old style & chained", "Correct", """
            public static class Ext { public static double Sq(this double v) => v * v; public static double Plus(this double a, double b) => a + b; }
            public static partial class S { [Differentiable] public static double F(double x) => x.Sq().Plus(x).Sq(); public static object Run() => FCheckGradient(0.7); }
            """),
        new("local const shadows field, using static, alias", "Correct", """
            public static partial class S { const double K = 3; [Differentiable] public static double F(double x) { const double K = 2; double y = K * x; return y * S.K; } public static object Run() => FCheckGradient(0.7); }
            """),
        new("switch fallthrough goto case", "Correct/Correct", """
            public static partial class S { [Differentiable] public static double F(double x, int n) { double s = 0; switch (n) { case 1: s += x; goto case 2; case 2: s += x * x; break; default: s = 3 * x; goto case 1; } return s; } public static object Run() => FCheckGradient(0.7, 1).Verdict + "/" + FCheckGradient(0.7, 7).Verdict; }
            """),
        new("do while(false) with continue", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) { double s = x; do { s *= x; if (s < 1) continue; s += 1; } while (false); return s; } public static object Run() => FCheckGradient(0.7); }
            """),
        new("compound on array element with side-effect index", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] u) { var a = new double[3]; int i = 0; a[i++] += u[0]; a[i++] *= u[1]; a[i] -= u[i]; return a[0] * a[2] + a[1] + i; } public static object Run() => FCheckGradient(new double[] { 1, 2, 3 }); }
            """),
        new("2D array row copies GetLength", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[,] a) { double s = 0; for (int i = 0; i < a.GetLength(0); i++) for (int j = 0; j < a.GetLength(1); j++) s += a[i, j] * a[j % a.GetLength(0), i % a.GetLength(1)]; return s; } public static object Run() => FCheckGradient(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }); }
            """),
        new("Length changes: Array.Resize", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] u) { var a = (double[])u.Clone(); Array.Resize(ref a, 5); a[4] = a[0]; return a[4] * a.Length; } public static object Run() => FCheckGradient(new double[] { 1, 2, 3 }); }
            """),
        new("Span fill/reverse/slice overlapping destination reading", "Correct", """
            public static partial class S { [Differentiable] public static void F(ReadOnlySpan<double> u, Span<double> r) { u.CopyTo(r); r.Reverse(); for (int i = 1; i < r.Length; i++) r[i] += r[i - 1]; } public static object Run() => FCheckJacobian(new double[] { 1, 2, 3 }, 3); }
            """),
        new("Tuple equality, deconstruct of user type", "Correct", """
            public readonly record struct Pt(double X, double Y) { public static Pt operator +(Pt a, Pt b) => new(a.X + b.X, a.Y + b.Y); }
            public static partial class S { [Differentiable] public static Pt F(Pt p, double k) { var (a, b) = p + new Pt(k, k * k); return new Pt(a * b, a) with { Y = b }; } public static object Run() => FCheckJacobian(new Pt(1, 2), 0.5); }
            """),
        new("Min/Max of NaN; Sum of empty", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] u) => u.Sum() + u.Where(v => v > 1e9).Sum() + u.Max() * u.Min() + u.Average(); public static object Run() => FCheckGradient(new double[] { 1, 2, 3 }); }
            """),
        new("Aggregate/Zip/Select index", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] u) => u.Select((v, i) => v * i).Zip(u, (a, b) => a * b).Aggregate(1.0, (s, v) => s + v * s / 10); public static object Run() => FCheckGradient(new double[] { 1, 2, 3 }); }
            """),
        new("delegate field", "Correct", """
            public static partial class S { static readonly Func<double, double> g = v => v * v; [Differentiable] public static double F(double x) => g(x) * x; public static object Run() => FCheckGradient(0.7); }
            """),
        new("delegate mutable field", "Correct", """
            public static partial class S { static Func<double, double> g = v => v * v; [Differentiable] public static double F(double x) => g(x) * x; public static object Run() { g = v => v; return FCheckGradient(0.7); } }
            """, "SJ1001 g"),
        new("multicast", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) { double s = 0; Action a = () => s += x; a += () => s *= x; a(); return s; } public static object Run() => FCheckGradient(0.7); }
            """, "SJ1006 a += () => s *= x"),
        new("base virtual call through override", "Correct", """
            public class B0 { public virtual double G(double v) => v; }
            public sealed partial class S : B0 { public override double G(double v) => v * v; [Differentiable] public double F(double x) => G(x) * base.G(x); public static object Run() => new S().FCheckGradient(0.7); }
            """),
        new("open virtual self", "Correct", """
            public partial class S { public virtual double G(double v) => v * v; [Differentiable] public double F(double x) => G(x); public static object Run() => new S2().FCheckGradient(0.7); }
            public class S2 : S { public override double G(double v) => v * v * v; }
            """, "SJ1008 G"),
        new("hiding new", "Correct", """
            public class B1 { public double G(double v) => v; }
            public partial class S : B1 { public new double G(double v) => v * v; [Differentiable] public double F(double x) => G(x) + base.G(x) + ((B1)this).G(x); public static object Run() => new S().FCheckGradient(0.7); }
            """),
        new("in ref", "Correct", """
            public static partial class S { static double H(in double a, ref double b) { b *= 2; return a * b; } [Differentiable] public static double F(double x) { double v = x; return H(in v, ref v); } public static object Run() => FCheckGradient(0.7); }
            """),
        new("in elem", "Correct", """
            public static partial class S { static double H(in double a, double[] b) { b[0] *= 2; return a * b[0]; } [Differentiable] public static double F(double x) { var v = new[] { x, 1 }; return H(in v[0], v); } public static object Run() => FCheckGradient(0.7); }
            """),
        new("in captured", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) { double v = x; return H(v); double H(in double a) { v *= 3; return a * v; } } public static object Run() => FCheckGradient(0.7); }
            """),
        new("in plain", "Correct", """
            public static partial class S { static double H(in double a, in double b) => a * b; [Differentiable] public static double F(double x) { double v = x; return H(v, x * 2); } public static object Run() => FCheckGradient(0.7); }
            """),
        new("ref readonly", "Correct", """
            public static partial class S { static double H(ref readonly double a, ref double b) { b *= 2; return a * b; } [Differentiable] public static double F(double x) { double v = x; return H(in v, ref v); } public static object Run() => FCheckGradient(0.7); }
            """),
        new("ref arr elem vs array", "Correct", """
            public static partial class S { static double H(ref double a, double[] b) { b[0] *= 2; a += 1; return a * b[0]; } [Differentiable] public static double F(double x) { var v = new[] { x, 1 }; return H(ref v[0], v); } public static object Run() => FCheckGradient(0.7); }
            """),
        new("ref local to local, then changed", "Correct", """
            public static partial class S { [Differentiable] public static double F(double x) { double v = x; ref readonly double r = ref v; v *= 3; return r * v; } public static object Run() => FCheckGradient(0.7); }
            """, "SJ1006 r"),
        new("foreach ref", "Correct", """
            public static partial class S { [Differentiable] public static double F(double[] u) { var a = (double[])u.Clone(); foreach (ref var v in a.AsSpan()) v *= v; return a[0] * a[1]; } public static object Run() => FCheckGradient(new double[] { 1, 2 }); }
            """),
        new("struct field of array of structs by ref", "Correct", """
            public struct P { public double X; }
            public static partial class S { [Differentiable] public static double F(double x) { var a = new P[2]; ref var p = ref a[0]; p.X = x; a[1] = a[0]; p.X *= 2; return a[0].X * a[1].X; } public static object Run() => FCheckGradient(0.7); }
            """),
    ];
}
