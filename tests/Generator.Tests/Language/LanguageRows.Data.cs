using static SymbolicJacobian.Generator.Tests.Language.LanguageRow;

namespace SymbolicJacobian.Generator.Tests.Language;

internal static partial class LanguageRows
{
    private static LanguageRow[] Calls =>
    [
        Of("method of the same compilation", "Blend(x, y) * x", "inlined", helpers: "static double Blend(double a, double b) => a > b ? a * b : a + b * b;"),
        Of("named and optional arguments", "Scaled(x, offset: y)", helpers: "static double Scaled(double a, double by = 3, double offset = 1) => by * a + offset;"),
        Of("params", "Sum(x, y, x * y)", helpers: "static double Sum(params double[] v) { double s = 0; foreach (var e in v) s += e; return s; }"),
        Of("ref, out, in", "double t = x; Add(ref t, y, out double d); return t * d;", helpers: "static void Add(ref double t, in double v, out double d) { t += v; d = t * v; }"),
        Of("extension method", "x.Cube() * y", helpers: "static double Cube(this double v) => v * v * v;"),
        Of("method that returns a tuple", "var (s, p) = Both(x, y); return s * p;", helpers: "static (double, double) Both(double a, double b) => (a + b, a * b);"),
        OfArray("method that takes, returns, fills an array", "return Sum(Squares(u));", helpers: "static double[] Squares(double[] a) { var b = new double[a.Length]; for (int i = 0; i < b.Length; i++) b[i] = a[i] * a[i]; return b; } static double Sum(double[] a) { double s = 0; foreach (var v in a) s += v; return s; }"),
        Of("property, indexer of the same compilation", "Twice * x * y", helpers: "static double Twice => 2;"),
        Of("another differentiable method", "G(x) * y", "inlined like any other", helpers: "[Differentiable] public static double G(double x) => x * x;"),
        Of("lambda, method group, local function", "Func<double, double> f = v => v * y; Func<double, double> g = Math.Sin; double Twice(double v) => 2 * f(v); return g(Twice(x));"),
        Of("delegate as an argument", "Area(v => v * v * y, 0, x)", helpers: "static double Area(Func<double, double> f, double a, double b) { double s = 0; for (int i = 0; i < 10; i++) s += f(a + (b - a) * (i + 0.5) / 10); return s * (b - a) / 10; }"),
        Of("delegate as a result", "Times(x)(y) * x", helpers: "static Func<double, double> Times(double k) => v => k * v;"),
        Of("iterator", "double s = 0; int n = 0; foreach (var t in Terms(x)) { if (++n > 6) break; s += t * y; } return s + Terms(y / 2).Take(5).Sum();", "its body and what uses its elements run in turns", helpers: "static IEnumerable<double> Terms(double q) { double t = 1; for (int k = 1; k < 40; k++) { yield return t; t *= q / k; } }"),
        Of("array of delegates", "int k = 1; return Ops[k](x, y) + Ops[k + 1](y, x);", "an array that is made where it is declared, and only read", helpers: "private static readonly Func<double, double, double>[] Ops = [Math.Atan2, (a, b) => a * b * b, (a, b) => Math.Sin(a) * b];"),
        Of("generic method over T : INumber<T>", "Horner(x, y, y) + Parts<double>.Half(x)", helpers: "static N Horner<N>(N v, N a, N b) where N : System.Numerics.INumber<N> => a + v * (b + N.One); static class Parts<N> where N : System.Numerics.IFloatingPoint<N> { public static N Half(N v) => v / N.CreateChecked(2); }"),
        OfMembers("method of another object", "public sealed class Model { public double Gain = 2; public double At(double v) => Gain * v * v; } [D] public static double F(double x, [Constant] Model m) => m.At(x) * x;", "FCheckGradient(0.7, new Model())", "its fields are constant"),
        OfMembers("member of an interface or base class", "public interface IModel { double At(double v); } public sealed class Gain(double k) : IModel { public double At(double v) => k * v; } static double Twice(IModel m, double v) => m.At(m.At(v)); [D] public static double F(double x, double y) { IModel model = new Gain(y); return Twice(model, x); }", "FCheckGradient(0.7, 1.3)", "followed where the method itself, or the initializer of a static readonly field, has made the object"),
        OfMembers("objects of several classes under one name", "public abstract record Figure { public abstract double Area { get; } } public sealed record Disc(double R) : Figure { public override double Area => R * R; } public sealed record Box(double W, double H) : Figure { public override double Area => W * H; } [D] public static double F(double x, double y) { Figure one = x > y ? new Disc(x) : new Box(x, y); double s = one.Area; foreach (var figure in new Figure[] { new Disc(y), one }) s += figure.Area; return s; }", "FCheckGradient(0.7, 1.3)", "chosen at run time, from factories, in arrays and lists of which it is known what is in them, in one another"),
        Of("recursion over reals", "Fraction(x, y, 1)", "of any depth; a function of its own gives value and slopes together", helpers: "static double Fraction(double a, double b, int k) => k > 9 ? a : a + k * b / Fraction(a * b, b, k + 1);"),
        OfArray("recursion over an array", "return Sum(u, 0);", "a function of its own gives value and Jacobian together; so for ref, out, and variables that are changed from within", helpers: "static double Sum(double[] v, int i) => i == v.Length ? 0 : v[i] * v[i] + Sum(v, i + 1);"),
        OfMembers("virtual method of the same object", "public partial class W { public virtual double H(double v) => v; [D] public double F(double x) => x * H(x); }", "new W().FCheckGradient(0.7)", "seal it: which body runs is not known", "SJ1008"),
    ];

    private static LanguageRow[] Arrays =>
    [
        OfArray("a[i], a[^1], a[i + 1]", "u[0] * u[^1] * u[1]"),
        OfArray("an index known at run time only", "int k = 0; for (int i = 1; i < u.Length; i++) if (u[i] > u[k]) k = i; return u[k] * u[k];"),
        OfArray("new double[n], initialisers, [ … ]", "double[] a = { u[0], u[1] }; var b = new[] { u[1], 2.0 }; double[] c = [a[0] * b[0], 3]; var d = new double[u.Length]; d[1] = c[0]; return d[1] * a[1];"),
        OfArray("stackalloc, Span, ReadOnlySpan", "Span<double> a = stackalloc double[u.Length]; for (int i = 0; i < a.Length; i++) a[i] = u[i] * u[0]; return a[1] * a[2];"),
        OfArray("writes and reads in turn", "var a = new double[u.Length]; for (int i = 1; i < u.Length; i++) a[i] = a[i - 1] * 0.5 + u[i] * u[i - 1]; return a[^1];", "every version of an element has its derivative"),
        OfArray("writes into the input", "u[0] *= u[1]; u[1] += u[0]; return u[0] * u[1];", "F's caller sees them; the derivative's does not"),
        OfArray("a result of any length", "var y = new double[u.Length]; for (int i = 0; i < y.Length; i++) y[i] = u[i] * u[0]; return y;", result: "double[]"),
        OfArray("swap of elements", "var a = (double[])u.Clone(); (a[0], a[2]) = (a[2], a[0]); return a[0] * a[1];"),
        OfArray("Clone, CopyTo, ToArray, Length, GetLength", "var a = (double[])u.Clone(); return a[0] * a[1] * a.Length;"),
        OfArray("2-D arrays", "var m = new double[2, 2]; m[0, 1] = u[0]; m[1, 0] = u[1]; return m[0, 1] * m[1, 0] * m.GetLength(0);"),
        OfArray("Array.Sort, OrderBy, List.Sort", "var a = (double[])u.Clone(); Array.Sort(a); var b = u.OrderByDescending(v => v).ToArray(); return a[0] * a[1] * b[0] + a[2] * b[1];", "each element goes to its place with its derivative; equal ones as the library leaves them"),
        OfArray("search in a table", "int k = Array.BinarySearch(Table, u[0]); if (k < 0) k = ~k; return Table[k - 1] * u[0] + Array.IndexOf(u, u[1]) * u[1];", "a library's integer or bool is constant between its jumps", helpers: "private static readonly double[] Table = [0, 0.5, 2, 3];"),
        OfArray("ArrayPool", "var b = System.Buffers.ArrayPool<double>.Shared.Rent(u.Length); for (int i = 0; i < u.Length; i++) b[i] = u[i] * u[0]; double s = b[1] * b[2]; System.Buffers.ArrayPool<double>.Shared.Return(b); return s;", "memory of the method's own"),
        OfArray("Queue, Stack", "var q = new Queue<double>(); var s = new Stack<double>(); foreach (var v in u) { q.Enqueue(v * u[0]); s.Push(v); if (q.Count > 2) s.Push(q.Dequeue()); } double r = q.Peek(); foreach (var v in s) r = r * 0.5 + v; return r * s.Pop();", "an array, and where it begins and ends"),
        OfArray("List, Stack of arrays", "var states = new List<double[]> { u }; for (int i = 0; i < 3; i++) states.Add(states[^1].Select(v => v * u[0]).ToArray()); double s = 0; foreach (var y in states) s += y[0] * y[1]; return s;", "the rows lie one after the other in an array that grows; writing to one after it was added is refused (SJ1018)"),
        OfArray("IEnumerable, IReadOnlyList, IList of an array or a sequence", "return Ends(u) + Ends(u.Select(v => v * v).ToList()) * Total(u.Where(v => v > 0.5));", "its elements are the array's own", helpers: "static double Ends(IReadOnlyList<double> v) => v[0] * v[v.Count - 1]; static double Total(IEnumerable<double> v) { double s = 0; foreach (var e in v) s += e * e; return s; }"),
        OfArray("tables in static readonly fields", "return Table[1] * u[0] * u[1];", "constant", helpers: "private static readonly double[] Table = [2, 3];"),
    ];

    private static LanguageRow[] Types =>
    [
        Of("tuple variables and items", "var p = (X: x, Y: y); p.X *= 2; return p.X * p.Y;"),
        OfMembers("struct as input, result, local", "public struct P { public double X, Y; } [D] public static P F(P p, double k) { var q = p; q.X *= k; q.Y += q.X; return q; }", "FCheckJacobian(new P { X = 0.7, Y = 1.3 }, 2)", "a column or a row for each field, in order"),
        OfMembers("operators, constructors, methods, properties of a struct", "public readonly struct V { public V(double x, double y) { X = x; Y = y; } public double X { get; } public double Y { get; } public double Norm => Math.Sqrt(X * X + Y * Y); public static V operator +(V a, V b) => new V(a.X + b.X, a.Y + b.Y); public V Turned() => new V(-Y, X); } [D] public static double F(V a, V b) => (a + b.Turned()).Norm;", "FCheckGradient(new V(0.7, 1.3), new V(0.4, 0.2))", "inlined"),
        OfMembers("record struct, with", "public record struct P(double X, double Y); [D] public static double F(P p) { var q = p with { X = p.X * p.Y }; return q.X * q.Y; }", "FCheckGradient(new P(0.7, 1.3))"),
        OfMembers("record class as input", "public record P(double A, double K); [D] public static double F(P p, double t) => p.A * Math.Exp(-p.K * t);", "FCheckGradient(new P(0.7, 1.3), 2)"),
        OfMembers("class with fields that change", "public sealed class Pid(double gain) { private double sum; public double Limit { get; set; } = 5; public double Step(double e) { sum += e; return Math.Min(gain * sum, Limit); } } [D] public static double F(double x, double y) { var pid = new Pid(x) { Limit = 9 }; var same = pid; double u = 0; for (int i = 0; i < 4; i++) u += same.Step(y - u / 10); return u; }", "FCheckGradient(0.7, 1.3)", "an object that the method makes: its fields are locals, whatever names it has"),
        OfMembers("System.Numerics: Vector2, 3, 4, Quaternion, Matrix, Complex", "[D] public static float F(System.Numerics.Vector3 a, System.Numerics.Vector3 b) => System.Numerics.Vector3.Dot(System.Numerics.Vector3.Normalize(a), System.Numerics.Vector3.Cross(a, b) + b);", "FCheckGradient(new System.Numerics.Vector3(1, 2, 3), new System.Numerics.Vector3(0.5f, -1, 0.2f))", "taken apart into their parts"),
        OfMembers("tuple as input", "[D] public static double F((double X, double Y) p) => p.X * p.Y;", "FCheckGradient((0.7, 1.3))"),
    ];

    private static LanguageRow[] Kinds =>
    [
        OfMembers("Jacobian", "[Differentiable(Derivatives.Jacobian)] public static double[] F(double[] u) => [u[0] * u[1], u[1]];", "FCheckJacobian([0.7, 1.3])", "dense, row-major; for a number the gradient; forward or in reverse, whichever is cheaper"),
        OfMembers("Jvp", "[Differentiable(Derivatives.Jacobian | Derivatives.Jvp)] public static double[] F(double[] u) => [u[0] * u[1], u[1]];", "FCheckJacobian([0.7, 1.3])", "forward, one sweep"),
        OfMembers("Vjp", "[Differentiable(Derivatives.Jacobian | Derivatives.Vjp)] public static double[] F(double[] u) => [u[0] * u[1], u[1]];", "FCheckJacobian([0.7, 1.3])", "in reverse, one sweep"),
        OfMembers("SparseJacobian", "[Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)] public static double[] F(double[] u) { var y = new double[u.Length]; for (int i = 0; i < y.Length; i++) y[i] = u[i] * u[i]; return y; }", "FCheckJacobian([0.7, 1.3])", "the pattern from the structure, at run time where lengths are; the values in its order"),
        OfMembers("GaussNewton", "[Differentiable(Derivatives.Jacobian | Derivatives.GaussNewton)] public static double[] F(double[] u) => [u[0] * u[1], u[1]];", "FCheckJacobian([0.7, 1.3])", "½‖f‖², JᵀJ and Jᵀf; each row is used up where its output is stored"),
        OfMembers("Hessian", "[Differentiable(Derivatives.Jacobian | Derivatives.Hessian)] public static double F(double x, double y) => Math.Sin(x) * y;", "FCheckGradient(0.7, 1.3)", "the sweeps over what a sweep has made"),
        OfMembers("HessianVectorProduct", "[Differentiable(Derivatives.Jacobian | Derivatives.HessianVectorProduct)] public static double F(double[] u) { double s = 0; foreach (var v in u) s += Math.Sin(v) * v; return s; }", "FCheckGradient([0.7, 1.3])", "H is not formed"),
        OfMembers("Batch", "[Differentiable(Derivatives.Jacobian | Derivatives.Batch)] public static double F(double x, double y) => x > 1 ? Math.Sin(x) * y : x * y;", "FCheckGradient(0.7, 1.3)", "many points, four at a time; branches by selection"),
    ];
}
