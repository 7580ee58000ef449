using static SymbolicJacobian.Generator.Tests.Language.LanguageRow;

namespace SymbolicJacobian.Generator.Tests.Language;

internal static partial class LanguageRows
{
    private static LanguageRow[] Statements =>
    [
        Of("declaration", "double a = x * y, b; b = a * a; return a + b;"),
        Of("const, static readonly", "const double k = 2; return k * x + y;", "constant"),
        Of("if, else", "if (x > y) return x * y; else return x + y * y;", "the derivative of the branch taken"),
        Of("switch, case, when, default", "switch ((int)(4 * y)) { case 1: return x; case 5: return x * x * y; case > 7 when x > 0: return y; default: return x; }", hint: "SJ2001"),
        OfArray("for", "double s = 0; for (int i = 0; i < u.Length; i++) s += u[i] * u[i]; return s;", "stays a loop; short constant ones unroll"),
        OfArray("for with other steps", "double s = 0; for (int i = u.Length - 1, j = 0; i >= 0; i -= 2, j++) s += j * u[i]; return s;"),
        OfArray("foreach over an array or a span", "double s = 0; foreach (var v in u) s += v * v; return s;"),
        OfArray("foreach over a sequence of LINQ", "double s = 0; foreach (var v in u.Where(v => v > 0.5)) s += v * v; return s;"),
        OfArray("foreach over literals", "double s = 0; foreach (var kind in new[] { 'a', 'b' }) s += kind == 'a' ? u[0] : u[1] * u[1]; return s;", "the body for each"),
        OfMembers("foreach over a 2-D array", "[D] public static double F(double[,] a) { double s = 0; foreach (var v in a) s += v * v; return s; }", "FCheckGradient(new double[,] { { 1, 2 }, { 3, 4 } })"),
        Of("while", "double r = y; while (r * r > 1.01) r = (r + 1 / r) / 2; return r * x;", "the derivative of the iterations carried out"),
        Of("do", "double r = y, d; do { d = (r * r - x) / (2 * r); r -= d; } while (Math.Abs(d) > 1e-14); return r;"),
        OfArray("break, continue", "double s = 0; foreach (var v in u) { if (v < 0.5) continue; s += v * v; if (s > 1) break; } return s;", "as bools that guard what follows"),
        OfArray("return from within loops", "foreach (var v in u) if (v > 1) return v * v; return 0;"),
        Of("throw", "if (x < 0) throw new ArgumentException(\"x\"); return x * y;", "acts as in F"),
        Of("block, empty statement", "{ double a = x; ; return a * y; }"),
        Of("local function", "return Square(x) + Square(y); double Square(double v) => v * v * x;", "inlined; may capture"),
        Of("checked, unchecked", "checked { return x * y; }"),
        Of("goto", "if (x < 3) goto end; x *= 2; end: return x;", "if, loops, break, continue", "SJ1004"),
        Of("goto case, goto default", "int k = 2; switch (y > 0 ? k / 2 : k) { case 1: x *= y; goto case 0; case 0: x += y; goto default; default: return x * y; }", "the section runs where the jump stands; one that leads back to itself is SJ1004"),
        Of("try, finally", "double r = x; try { if (x > 3) return y; r *= y; } finally { r += x; } return r * x;", "what finally assigns is assigned on every path"),
        Of("catch that throws", "try { return Math.Sqrt(x) * y; } catch (ArithmeticException) { Console.Error.WriteLine(); throw; }", "exceptions pass through", hint: "SJ2010"),
        Of("catch that computes", "double[] t = { x, y }; try { return t[1] * x; } catch (IndexOutOfRangeException) { return 0; }", "followed only where nothing in the try can throw; else decide by a test", "SJ1005"),
        Of("using", "using var stream = new System.IO.MemoryStream(); return x * y;", "the resource is not made; refused where it is read", hint: "SJ2010"),
        Of("lock", "lock (typeof(Math)) { x *= y; } return x;", "refused where it protects fields that are read", hint: "SJ2010"),
        Of("logging, asserting, timing", "double r = x * y; Console.WriteLine($\"r = {r}\"); return r;", "not in the derivative", hint: "SJ2010"),
        Of("counter in a field", "_calls++; return x * y;", "not in the derivative; refused where the field is read", helpers: "static int _calls;", hint: "SJ2010"),
        Of("unsafe, fixed", "unsafe { double a = x; double* p = &a; return *p * y; }", "arrays and indices", "SJ1006"),
    ];

    private static LanguageRow[] Expressions =>
    [
        Of("+ − * / %", "x % 0.5 + (x - y) * -x / +y"),
        Of("= += −= *= /=", "double a, b; a = b = x; a += y; b *= a; a /= b; return a - b;"),
        Of("++ −−", "double a = x++; return a * x * --y;"),
        Of("?:", "x > y ? x : y * y", "only the operand taken is differentiated"),
        Of("switch expression", "x switch { < 0 => -x, >= 0 and < 1 => x * x * y, _ => x }"),
        Of("patterns", "x is > 0.5 and not > 2 ? x * y : y"),
        Of("var pattern, when", "(x * y) switch { var p when p > 0.5 => p * p, var p => p }"),
        Of("tuple patterns", "(x > 1, y > 1) switch { (true, _) => x, (false, true) => x * y, _ => y }"),
        Of("&& || !", "x > 0 && !(y < 0) || x < -5 ? x * y : x"),
        Of("== != < <= > >=", "x != 3 && x <= y ? x * y : x", "comparisons have no derivative", hint: "SJ2002"),
        Of("tuples, deconstruction", "var (a, b) = (x * y, x + y); (a, b) = (b, a); return a * a * b;"),
        Of("discard", "(_, double b) = (x, y); return b * b;"),
        Of("nullable numbers and structs", "double? best = null; if (x > 0.5) best = x * y; best ??= x; best += y; return best.Value * (best > 1 ? x : y) + (best ?? 0);", "whether there is a value, and the value"),
        OfArray("list patterns", "return u is [> 0, var b, .. var rest] ? b * u[^1] * rest[0] : 0;", "element by element"),
        Of("out of a library's method", "int q = Math.DivRem(7, 2, out int r); return x * q + y * r;", "constant; one call, whose results are a tuple"),
        Of("decimal, char, string variables that change", "decimal d = 1.5m; d *= 2; char c = 'a'; c++; return x * (double)d + y * c;", "constant"),
        Of("reference to one of two variables", "ref double r = ref (x > y ? ref x : ref y); r *= 2; return x * y * r;", "the condition as it was when the reference was taken"),
        Of("casts between double and float", "(float)(x * x) * 2.0 + (double)y", "as 1"),
        Of("cast from int", "int n = 3; return n * x + (double)n / 2 * y;"),
        Of("integer arithmetic", "int n = 7 / 2 << 1 ^ 3; return n % 4 * x * y;", "constant"),
        Of("literals, Math.PI, double.Epsilon, nameof, sizeof, default", "0x10 * x * Math.PI + default(double) + 1_000e-3 * y"),
        Of("string interpolation in a guard", "if (x < 0) throw new ArgumentException($\"{x}\"); return x * y;"),
        Of("conversion to decimal", "(double)(decimal)x * y", "double", "SJ1006"),
        Of("boxing", "object o = x; return (double)o * y;", "a variable of its type", "SJ1006"),
        Of("[InlineArray] struct", "Pair p = default; p[0] = x; p[1] = p[0] * y; double s = 0; for (int i = 0; i < 2; i++) s += p[i] * p[i]; return s;", "a part for each element, up to 16", helpers: "[System.Runtime.CompilerServices.InlineArray(2)] struct Pair { double _first; }"),
        Of("ref return", "double a = x, b = y; Larger(ref a, ref b) *= 2; return a * a * b; static ref double Larger(ref double p, ref double q) { if (p > q) return ref p; return ref q; }", "methods, indexers and properties; found by following the body"),
        Of("ref local", "ref double r = ref x; r = 2 * r; return x * y;", "also to an element"),
        Of("dynamic", "dynamic d = x; return (double)d * y;", "a variable of its type", "SJ1006"),
    ];

    private static LanguageRow[] Functions =>
    [
        Of("exp, log, powers", "Math.Exp(x) + Math.Log(y) + Math.Log2(y) + Math.Log10(y) + Math.Log(y, 3) + Math.Sqrt(x) + Math.Cbrt(y) + Math.Pow(x, y)"),
        Of("trigonometric", "Math.Sin(x) + Math.Cos(y) + Math.Tan(x) + Math.Asin(x) + Math.Acos(x) + Math.Atan(y) + Math.Atan2(x, y)"),
        Of("hyperbolic", "Math.Sinh(x) + Math.Cosh(y) + Math.Tanh(x) + Math.Asinh(x) + Math.Acosh(y) + Math.Atanh(x)"),
        Of("SinCos", "var (s, c) = Math.SinCos(x); return s * c * y;"),
        Of("Abs, Min, Max, Clamp", "Math.Abs(x) * Math.Min(x, y) + Math.Max(x, 1) + Math.Clamp(y, 0, 2)", "a slope of one side at a kink"),
        Of("FusedMultiplyAdd, CopySign, IEEERemainder, ScaleB", "Math.FusedMultiplyAdd(x, y, x) + Math.CopySign(x, -y) + Math.IEEERemainder(y, x) + Math.ScaleB(x, 3)"),
        Of("double.Sin …, double.Hypot, double.Lerp", "double.Sin(x) + double.Hypot(x, y) + double.Lerp(x, y, 0.3) + double.Exp2(x)"),
        OfMembers("MathF, float.Sin …", "[D] public static float F(float x) => MathF.Sin(x) * float.Sqrt(x);", "FCheckGradient(0.7f)"),
        Of("IsNaN, IsFinite, Sign in a test", "double.IsNaN(x) || Math.Sign(x) < 0 ? y : x * y", "no derivative", hint: "SJ2001"),
        Of("estimates", "Math.ReciprocalEstimate(x) * y", "not a function of the reals: differs between machines", "SJ1001"),
        Of("functions without source and rule", "double.Parse(x.ToString()) * y", "[DerivativeRule], or write it in this project", "SJ1001"),
    ];

    private static LanguageRow[] Hints =>
    [
        Of("(int), Floor, Round, Truncate of a value", "x * (int)(3 * y)", "their derivative is 0", hint: "SJ2001"),
        Of("== of a value", "x == 1 ? 1 : x * y", "the derivative of the branch taken", hint: "SJ2002"),
    ];
}
