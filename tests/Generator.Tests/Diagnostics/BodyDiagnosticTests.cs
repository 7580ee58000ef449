using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Diagnostics;

/// <summary>SJ1xxx: each refused construct is named at its own token; the method falls back to differences.</summary>
public sealed class BodyDiagnosticTests
{
    [Theory]
    [InlineData("double.Parse(x.ToString())", "ToString", "'F' calls 'Double.ToString', which has no derivative rule and no source here; pass its result as a [Constant] parameter, or write the function in this project")]
    [InlineData("Math.Cos(x) + Math.ReciprocalEstimate(x)", "ReciprocalEstimate", "'F' calls 'Math.ReciprocalEstimate', which has no derivative rule and no source here; pass its result as a [Constant] parameter, or write the function in this project")]
    public void Unknown_calls(string expression, string token, string message) =>
        Approximated($"[Differentiable] public static double F(double x) => {expression};", "SJ1001", token, message);

    [Fact]
    public void Delegates_of_active_values() => Approximated(
        "[Differentiable] public static double F(double x, Func<double, double> g) => x * g(x);",
        "SJ1001", "g", "'F' calls 'g', which has no derivative rule and no source here; call a method or a local function instead");

    [Fact]
    public void Objects_that_take_active_values() => Fallback(
        "[Differentiable] public static double F(double x) { var l = new SortedList<int, double>(); l.Add(0, x); return l[0]; }",
        "SJ1001", "Add", "'F' calls 'SortedList.Add', which has no derivative rule and no source here; pass its result as a [Constant] parameter, or write the function in this project");

    [Fact]
    public void Recursion() => Fallback(
        "static double P(double[] x, ref long n) { n--; return n == 0 ? 1 : x[n] * P(x, ref n); } [Differentiable] public static double F(double[] x) { long n = 3; return P(x, ref n); }",
        "SJ1002", "P", "'F' calls 'Sample.P', which calls itself in a way that cannot be followed; pass reals of one type and arrays of them, or write the recursion as a loop");

    [Fact]
    public void Loops_over_other_collections() => Fallback(
        "[Differentiable] public static double F(double x, System.Collections.ArrayList l) { double s = 0; foreach (int i in l) s += x * i; return s; }",
        "SJ1003", "foreach", "'F' loops over 'System.Collections.ArrayList', which is neither an array nor a span; loop over an array, or by an index");

    [Fact]
    public void Goto() => Fallback(
        "[Differentiable] public static double F(double x) { if (x < 3) goto end; x = x * 2; end: return x; }",
        "SJ1004", "goto", "'F' uses 'goto'; write it with if, loops, break and continue");

    [Theory]
    [InlineData("try { return x; } finally { new Random().Next(); }", "finally", "let 'finally' assign to locals alone")]
    [InlineData("try { return new[] { x }[0]; } catch { return 0; }", "catch", "decide by a test what to compute, before an exception decides it")]
    [InlineData("try { if (x < 0) throw new ArgumentException(); return x; } catch (ArgumentException e) { throw new InvalidOperationException(\"\", e); }", "catch", "decide by a test what to compute, before an exception decides it")]
    [InlineData("using var m = new System.IO.MemoryStream(); return x * m.Length;", "using", "pass what it gives as a parameter")]
    [InlineData("using (var m = new System.IO.MemoryStream()) { return x * m.Length; }", "using", "pass what it gives as a parameter")]
    [InlineData("lock (typeof(int)) { return x * _shared; }", "lock", "read what it protects outside, and pass it as a parameter")]
    public void Statements(string body, string token, string advice) => Fallback(
        $"private static double _shared = 2; [Differentiable] public static double F(double x) {{ {body} }}",
        "SJ1005", token, $"'F' uses '{token}', through which values cannot be followed; {advice}");

    [Theory]
    [InlineData("Console.WriteLine(x); return x;", "WriteLine", "Console.WriteLine")]
    [InlineData("System.Diagnostics.Debug.Assert(x > 0); return x;", "Assert", "Debug.Assert")]
    [InlineData("_calls++; return x;", "_calls++", "_calls++")]
    [InlineData("_note = \"called\"; return x;", "_note = \"called\"", "_note = \"called\"")]
    [InlineData("System.Threading.Interlocked.Increment(ref _calls); return x;", "Increment", "Interlocked.Increment")]
    [InlineData("_told?.Invoke(x); return x;", "Invoke", "Invoke(x)")]
    [InlineData("try { return x; } catch { return 0; }", "catch", "catch")]
    [InlineData("using (new System.IO.MemoryStream()) { return x; }", "using", "using")]
    [InlineData("using var m = new System.IO.MemoryStream(); return x;", "using", "using")]
    [InlineData("lock (typeof(int)) { return x; }", "lock", "lock")]
    public void Statements_without_a_part_in_the_value(string body, string token, string shown) => Refused.Members(
        $"private static int _calls; private static string _note = \"\"; private static Action<double>? _told; [Differentiable] public static double F(double x) {{ {body} }}",
        "SJ2010", token, $"'F' runs '{shown}', which has no part in its value; its derivatives leave it out");

    [Theory]
    [InlineData("_calls++; return x * _calls;", "_calls")]
    [InlineData("_calls++; return x * Twice();", "_calls")]
    public void Counters_that_are_read(string body, string shown) => Fallback(
        $"private static int _calls; private static int Twice() {{ int k = 2; return k * _calls; }} [Differentiable] public static double F(double x) {{ {body} }}",
        "SJ1010", shown, $"'F' writes to '{shown}', which outlives the call; write to a local and return it");

    [Theory]
    [InlineData("object o = x; return (double)o;", "x", "'x'")]
    [InlineData("return $\"{x}\".Length;", "Length", "'$\"{x}\".Length'")]
    [InlineData("double y = x; ref double r = ref x; if (x > 1) r = ref y; return r;", "r = ref y", "'r = ref y'")]
    public void Expressions(string body, string token, string shown) => Fallback(
        $"[Differentiable] public static double F(double x) {{ {body} }}",
        "SJ1006", token, $"'F' uses {shown} on a value that depends on the inputs; write it with arithmetic, Math functions and arrays");

    [Fact]
    public void Conversions_through_another_type() => Approximated(
        "[Differentiable] public static double F(double x) => (double)(decimal)x;",
        "SJ1006", "decimal", "'F' uses '(decimal)x' on a value that depends on the inputs; write it with arithmetic, Math functions and arrays");

    [Fact]
    public void Virtual_calls() => ApproximatedFile(
        "public partial class A { public virtual double G(double x) => x; [Differentiable] public double F(double x) => G(x); }",
        "SJ1008", "G", "'F' calls 'A.G', which may be overridden; call a method that is not virtual, or seal it");

    [Fact]
    public void Arrays_that_may_be_null() => Fallback(
        "[Differentiable] public static double F(double[] x) { double[] a = null!; for (int i = 0; i < 3; i++) { if (a == null) a = x; } return a[0]; }",
        "SJ1006", "==", "'F' uses 'a == null' on a value that depends on the inputs; write it with arithmetic, Math functions and arrays");

    [Theory]
    [InlineData("static double[] buffer = new double[2];", "buffer[0] = x;", "buffer[0]")]
    [InlineData("static double last;", "last = x;", "last")]
    public void Writes_that_outlive_the_call(string field, string statement, string shown) => Fallback(
        $"{field} [Differentiable] public static double F(double x) {{ {statement} return x; }}",
        "SJ1010", shown, $"'F' writes to '{shown}', which outlives the call; write to a local and return it");

    [Theory]
    [InlineData("private static double Factor = 2; public static double Scale(double v) => v * Factor;")]
    [InlineData("private static readonly double Factor = Environment.TickCount; public static double Scale(double v) => v * Factor;")]
    [InlineData("private static readonly double Factor = 2; static B() { Factor = 3; } public static double Scale(double v) => v * Factor;")]
    [InlineData("private static readonly double[] Factor = { 2 }; public static void Set() => Factor[0] = 3; public static double Scale(double v) => v * Factor[0];")]
    [InlineData("private static readonly double[] Factor = { 2 }; public static double[] Get() => Factor; public static double Scale(double v) => v * Factor[0];")]
    [InlineData("private static readonly double[] Factor = { 2 }; static void Set(double[] f) => f[0]++; public static void Set() => Set(Factor); public static double Scale(double v) => v * Factor[0];")]
    public void Members_out_of_reach(string members) => ApproximatedFile(
        $"public static partial class A {{ [Differentiable] public static double F(double x) => B.Scale(x); }} public static class B {{ {members} }}",
        "SJ1011", "Factor", "'F' reads 'B.Factor' of another type, which the derivative cannot access; make it internal, or pass its value as a parameter");

    [Fact]
    public void Objects_made_of_active_values() => Fallback(
        "[Differentiable] public static double F(double x) { var c = new System.Numerics.Vector<double>(x); return c[0]; }",
        "SJ1012", "System.Numerics.Vector<double>", "'F' keeps a value that depends on the inputs in 'System.Numerics.Vector<double>'; use double, float, arrays of them, or tuples, structs and records made of those");

    private const string RowText = "'F' gives 'a' a row whose length is not known where 'a' is made, or in place of one that may have another name; make each row once, in a loop right after it (for (int i = 0; i < n; i++) rows[i] = new double[m]), or use a 2-D array";

    [Theory]
    [InlineData("var a = new double[2][]; a[0] = x.Where(v => v > 1).ToArray(); return a[0][0];", "SJ1017", "a[0]", RowText)]
    [InlineData("var a = new double[2][]; a[0] = G(x); a[1] = G(x); var keep = a[n]; a[1] = G(keep); return keep[0] * a[1][0];", "SJ1017", "a[1]", RowText)]
    [InlineData("var a = new double[3][]; Array.Fill(a, x); return a[0][0];", "SJ1017", "Fill", RowText)]
    [InlineData("var r = G(x); var a = new[] { r, r }; a[0][0] = x[1]; return a[1][0];", "SJ1018", "r", "'F' puts 'r' into an array of arrays while another row or name means the same array, and writes to one of them; give each row an array of its own (new, Clone) and fill it before")]
    [InlineData("var k = new System.Collections.Generic.List<double[]>(); var y = G(x); for (int i = 0; i < n; i++) { y[0] += x[1]; k.Add(y); } return k[0][0];", "SJ1018", "Add", "'F' puts 'k.Add(y)' into an array of arrays while another row or name means the same array, and writes to one of them; give each row an array of its own (new, Clone) and fill it before")]
    [InlineData("var k = new System.Collections.Generic.List<double[]>(); k.Add(new[] { x[0], x[1] }); k[0][0] *= 2; return k[0][0];", "SJ1018", "Add", "'F' puts 'k.Add(new[] { x[0], x[1] })' into an array of arrays while another row or name means the same array, and writes to one of them; give each row an array of its own (new, Clone) and fill it before")]
    [InlineData("var k = new System.Collections.Generic.List<double[]>(); var p = new double[2]; for (int i = 0; i < n; i++) { p[0] = 3; var r = G(x); k.Add(r); p = r; } return k[0][0];", "SJ1018", "Add", "'F' puts 'k.Add(r)' into an array of arrays while another row or name means the same array, and writes to one of them; give each row an array of its own (new, Clone) and fill it before")]
    [InlineData("var k = new System.Collections.Generic.List<double[]> { G(x) }; var m = new System.Collections.Generic.List<double[]>(); m.Add(k[0]); m[0][0] = x[1]; return k[0][0];", "SJ1018", "Add", "'F' puts 'm.Add(k[0])' into an array of arrays while another row or name means the same array, and writes to one of them; give each row an array of its own (new, Clone) and fill it before")]
    public void Rows_that_cannot_be_followed(string body, string id, string token, string message)
    {
        var result = GeneratorHost.RunMembers($"static double[] G(double[] x) => new[] {{ x[0], x[1] * x[1] }}; [Differentiable] public static double F(double[] x, int n) {{ {body} }}");
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(message, diagnostic.GetMessage());
        Assert.Equal(token, diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
    }

    [Fact]
    public void Parts_of_arrays() => Fallback(
        "[Differentiable] public static double F(double[,] x) { var m = (double[,])x.Clone(); Array.Copy(m, 0, m, 1, 2); return m[0, 0]; }",
        "SJ1014", "Copy", "'F' takes a part of 'm'; pass the whole array and an offset");

    [Fact]
    public void Companions_that_do_not_exist_yet()
    {
        var result = GeneratorHost.RunMembers("[Differentiable] public static double G(double x) => x * x; [Differentiable] public static double F(double x) => GGradient(x)[0];");

        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("SJ1015", diagnostic.Id);
        Assert.Equal("'F' calls 'GGradient', which does not exist before the generator has run; its derivative is approximated", diagnostic.GetMessage());
        Assert.Equal(2, result.Sources.Count);
    }

    [Fact]
    public void A_method_that_only_throws() => Fallback(
        "[Differentiable] public static double F(double x) => throw new NotImplementedException();",
        "SJ1016", "F", "'F' throws on every path; there is no value to differentiate");

    [Fact]
    public void Hints_on_rounding() => Refused.Members(
        "[Differentiable] public static double F(double x) => x * (int)x;",
        "SJ2001", "int", "The derivative of '(int)' in 'F' is zero; whatever depends on the inputs only through it has no derivative");

    [Fact]
    public void Hints_on_equality() => Refused.Members(
        "[Differentiable] public static double F(double x) => x == 1 ? 1 : x * x;",
        "SJ2002", "==", "'F' compares a value that depends on the inputs by '=='; the derivative is that of the branch taken, which differs at single points");

    [Fact]
    public void An_error_is_asked_for()
    {
        var result = GeneratorHost.RunMembers("[Differentiable(Fallback = Fallback.Error)] public static double F(double x) { try { return x; } finally { new global::System.Random().Next(); } }");

        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(result.Diagnostics).Severity);
        Assert.Empty(result.Sources);
    }

    [Fact]
    public void An_error_is_asked_for_a_part()
    {
        var result = GeneratorHost.RunMembers("[Differentiable(Fallback = Fallback.Error)] public static double F(double x, Func<double, double> g) => g(x);");

        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(result.Diagnostics).Severity);
        Assert.Empty(result.Sources);
    }

    [Fact]
    public void A_pragma_silences() => Assert.True(Assert.Single(GeneratorHost.RunMembers("""
        [Differentiable]
        public static double F(double x)
        {
        #pragma warning disable SJ1005
            try { return x; } finally { new global::System.Random().Next(); }
        #pragma warning restore SJ1005
        }
        """).Suppressed).IsSuppressed);

    [Fact]
    public void What_does_not_compile_is_the_compilers_to_report()
    {
        foreach (var body in new[] { "=> x + nothing;", "{ return x", "=> \"\";", "=> H(x);" })
        {
            var result = GeneratorHost.RunMembers($"static double H(double v) => v + nothing; [Differentiable] public static double F(double x) {body}");
            Assert.Empty(result.Diagnostics);
            Assert.Empty(result.Sources);
        }
    }

    private static void Fallback(string members, string id, string token, string message) =>
        Differences(Refused.Members(members, id, token, message));

    /// <summary>Only the part concerned is differenced.</summary>
    private static void Approximated(string members, string id, string token, string message) =>
        Approximated(Refused.Members(members, id, token, message));

    private static void ApproximatedFile(string source, string id, string token, string message) =>
        Approximated(Refused.File(source, id, token, message));

    private static void Approximated(HostResult result)
    {
        Assert.Equal(DiagnosticSeverity.Warning, result.Diagnostics[0].Severity);
        Assert.NotNull(result.Model.Body);
        Assert.Contains("IsExact = false", Assert.Single(result.Sources).SourceText.ToString(), StringComparison.Ordinal);
    }

    private static void Differences(HostResult result)
    {
        Assert.Equal(DiagnosticSeverity.Warning, result.Diagnostics[0].Severity);
        Assert.Null(result.Model.Body);
        Assert.Single(result.Sources);
    }
}
