using static SymbolicJacobian.Generator.Tests.Language.LanguageRow;

namespace SymbolicJacobian.Generator.Tests.Language;

/// <summary>All rows of docs/language.md: what is there, by section.</summary>
internal static partial class LanguageRows
{
    public static IReadOnlyList<(string Section, LanguageRow[] Rows)> All { get; } =
    [
        ("Where a method may stand", Declarations),
        ("Inputs", Inputs),
        ("Results", Results),
        ("Statements", Statements),
        ("Expressions", Expressions),
        ("Functions of the framework", Functions),
        ("Calls", Calls),
        ("Arrays and spans", Arrays),
        ("Tuples, structs, objects", Types),
        ("Said, and exact", Hints),
        ("Kinds of derivative", Kinds),
    ];

    private static LanguageRow[] Declarations =>
    [
        OfMembers("static method", "[D] public static double F(double x) => x * x;", "FCheckGradient(0.7)"),
        OfMembers("method of a class", "private readonly double k = 2; [D] public double F(double x) => k * x * x; public static Row New() => new Row();", "New().FCheckGradient(0.7)", "fields and properties are constant"),
        OfMembers("method of a struct", "public partial struct S { public double K; [D] public double F(double x) => K * x * x; }", "new S { K = 2 }.FCheckGradient(0.7)"),
        OfMembers("method of a record", "public partial record R(double K) { [D] public double F(double x) => K * x * x; }", "new R(2).FCheckGradient(0.7)"),
        OfMembers("method of a generic type", "public partial class G<T> { [D] public static double F(double x) => x * x; }", "G<int>.FCheckGradient(0.7)"),
        OfMembers("nested type", "private static partial class Inner { [D] internal static double F(double x) => x * x; }", "Inner.FCheckGradient(0.7)"),
        OfMembers("private, internal, protected", "[D] private static double F(double x) => x * x;", "FCheckGradient(0.7)", "members have F's accessibility"),
        OfMembers("overloads", "[D] public static double F(double x) => x * x; [D] public static double F(double x, double y) => x * y;", "FCheckGradient(0.7, 1.3)"),
        OfMembers("override, virtual", "public partial class V { [D] public virtual double F(double x) => x * x; }", "new V().FCheckGradient(0.7)", "the derivative is that of the body marked"),
        OfMembers("partial method", "[D] public static partial double F(double x); public static partial double F(double x) => x * x;", "FCheckGradient(0.7)"),
        OfMembers("type that is not partial", "public static class C { [D] public static double F(double x) => x; }", "", "make it partial", "SJ0001"),
        OfMembers("async method", "[D] public static async System.Threading.Tasks.Task<double> F(double x) { await System.Threading.Tasks.Task.Yield(); return x; }", "", "a value that comes later has no derivative now", "SJ0004"),
        OfMembers("iterator", "[D] public static IEnumerable<double> F(double x) { yield return x; }", "", "return an array", "SJ0005"),
        OfMembers("method without a body", "public abstract partial class N { [D] public abstract double F(double x); }", "", "mark the implementation", "SJ0006"),
        OfMembers("member of an interface", "public partial interface I { [D] static double F(double x) => x; }", "", "mark the implementation", "SJ0010"),
    ];

    private static LanguageRow[] Inputs =>
    [
        OfMembers("double, float", "[D] public static double F(double x, float y) => x * y;", "FCheckGradient(0.7, 1.3f)", "a column each"),
        OfMembers("double[], float[]", "[D] public static double F(double[] u, double[] v) => u[0] * v[1];", "FCheckGradient([0.7, 1.3], [0.4, 0.2])", "a column for each element, of any length"),
        OfMembers("2-D array", "[D] public static double F(double[,] a) => a[0, 1] * a[1, 0];", "FCheckGradient(new double[,] { { 1, 2 }, { 3, 4 } })", "row by row"),
        OfMembers("span", "[D] public static double F(ReadOnlySpan<double> u) => u[0] * u[1];", "FCheckGradient(new double[] { 0.7, 1.3 })"),
        OfMembers("[Size]", "[D] public static double F([Size(3)] double[] u) { double s = 0; for (int i = 0; i < 3; i++) s += u[i] * u[i]; return s; }", "FCheckGradient([0.7, 1.3, 0.4])", "lengths known while compiling; checked on entry"),
        OfMembers("in", "[D] public static double F(in double x) => x * x;", "FCheckGradient(0.7)"),
        OfMembers("ref that is only read", "[D] public static double F(ref double x) => x * x;", "FCheckGradient(0.7)", "by value in the members but that with the value"),
        OfMembers("params", "[D] public static double F(params double[] u) => u[0] * u[1];", "FCheckGradient(0.7, 1.3)"),
        OfMembers("optional parameter", "[D] public static double F(double x, double k = 2) => x * k;", "FCheckGradient(0.7, 2)"),
        OfMembers("this", "[D] public static double F(this double x) => x * x;", "FCheckGradient(0.7)", "extension methods"),
        OfMembers("[Constant]", "[D] public static double F(double x, [Constant] double[] data) => x * data[0];", "FCheckGradient(0.7, [2])", "constant: no column"),
        OfMembers("int, bool, enum, string, delegate without active arguments", "[D] public static double F(double x, int n, bool b, string s) => b ? x * n : x + s.Length;", "FCheckGradient(0.7, 3, true, \"\")", "constant: no column"),
        OfMembers("no input at all", "[D] public static double F(int n) => n;", "", "there is nothing to differentiate", "SJ0003"),
        OfMembers("pointer", "[D] public static unsafe double F(double* p) => p[0];", "", "pass a span", "SJ0016"),
    ];

    private static LanguageRow[] Results =>
    [
        OfMembers("double, float", "[D] public static float F(float x) => x * x;", "FCheckGradient(0.7f)", "a gradient"),
        OfMembers("double[], float[]", "[D] public static double[] F(double x) => [x, x * x];", "FCheckJacobian(0.7)", "a row for each element, of any length"),
        OfMembers("2-D array", "[D] public static double[,] F(double x) { var a = new double[2, 2]; a[0, 1] = x * x; return a; }", "FCheckJacobian(0.7)", "row by row"),
        OfMembers("tuple", "[D] public static (double X, double Y) F(double r, double t) => (r * Math.Cos(t), r * Math.Sin(t));", "FCheckJacobian(0.7, 1.3)", "a row for each item"),
        OfMembers("span that is filled", "[D] public static void F(ReadOnlySpan<double> u, Span<double> y) { for (int i = 0; i < y.Length; i++) y[i] = u[i] * u[i]; }", "FCheckJacobian(new double[] { 0.7, 1.3 }, 2)", "members leave it out, or take the number of rows"),
        OfMembers("array that is filled", "[D] public static void F(double[] u, double[] y) { for (int i = 0; i < y.Length; i++) y[i] = u[i] * u[i]; }", "FCheckJacobian(new double[] { 0.7, 1.3 }, 2)", "as a span"),
        OfMembers("integers, bools, enums, strings beside reals", "[D] public static (double Root, int Steps) F(double a) { double x = a; int n = 0; while (n < 3) { x = (x + a / x) / 2; n++; } return (x, n); }", "FCheckJacobian(1.7)", "the reals are rows; the rest comes with the value"),
        OfMembers("arrays in a tuple, struct or record", "public record Fit(double[] Values, double Norm); [D] public static Fit F(double[] u) { var v = new double[u.Length]; double s = 0; for (int i = 0; i < v.Length; i++) { v[i] = u[i] * u[0]; s += v[i]; } return new Fit(v, s); }", "FCheckJacobian([0.7, 1.3])", "a row for each element"),
        OfMembers("out", "[D] public static bool F(double x, out double y, out int n) { y = x * x; n = 1; return x > 0; }", "FCheckJacobian(0.7)", "its reals are rows, after those that are returned; only the member with the value takes it"),
        OfMembers("ref that is set", "[D] public static void F(ref double x, double v, double dt) => x += v * dt;", "FCheckJacobian(0.7, 1.3, 0.1)", "column and row; only the member with the value takes it by reference"),
        OfMembers("ref to what is no number", "[D] public static double F(double x, ref double[] y) { y = [x]; return x; }", "", "return it", "SJ0009"),
        OfMembers("the input itself", "[D] public static double[] F(double[] u) => u;", "FCheckJacobian([0.7, 1.3])"),
        OfMembers("nothing", "[D] public static void F(double x) { }", "", "return a value, or fill a span", "SJ0002"),
        OfMembers("string, int, object", "[D] public static int F(double x) => (int)x;", "", "return reals", "SJ0008"),
        OfMembers("two spans", "[D] public static void F(double x, Span<double> y, Span<double> z) { y[0] = x; z[0] = x; }", "", "one result", "SJ0014"),
    ];
}
