using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Diagnostics;

/// <summary>SJ2xxx: what has no slope though it looks as if it had one, each at its token, once; and nothing where nothing is lost.</summary>
public sealed class HintTests
{
    [Theory]
    // Rounding
    [InlineData("double x, double y", "double", "{ int n = (int)x; double s = Math.Round(y) + Math.Sign(x); return x * y + n / 2 * s; }", "SJ2001 Round", "SJ2001 Sign", "SJ2001 int")]
    [InlineData("double x", "double", "=> x * (Math.Floor(x) + Math.Ceiling(x) + Math.Truncate(x))", "SJ2001 Ceiling", "SJ2001 Floor", "SJ2001 Truncate")]
    [InlineData("double x", "double", "=> x * (long)(x / 3) * ((byte)x >> 1)", "SJ2001 byte", "SJ2001 long")]
    [InlineData("double x", "double", "{ var n = Math.Floor(x); n = 2; return n * x; }")]
    [InlineData("double x, [Constant] double c", "double", "=> x * Math.Floor(c) * (int)c")]
    [InlineData("double x, int n", "double", "=> x * (n / 2) * (n >> 1)")]
    // Equality
    [InlineData("double x", "double", "{ if (x == 2) return 1; return x != 3 ? x * x : x; }", "SJ2002 !=", "SJ2002 ==")]
    [InlineData("double x", "double", "{ switch (x) { case 1.5: return x; } return x is 3.5 ? x : x * x; }", "SJ2002 1.5", "SJ2002 3.5")]
    [InlineData("double x, double y", "double", "=> (x, y) == (1.0, 2.0) ? x : x * y", "SJ2002 ==")]
    [InlineData("double x", "double", "=> x != x || x is double.NaN ? 0 : x * x")]
    [InlineData("double x, [Constant] double c, int n", "double", "=> c == 2 && n == 3 ? x : x * x")]
    // Rows
    [InlineData("double x, double y", "double[]", "=> [x * y, 1, Math.Floor(x), x > 0 ? y : 2]", "SJ2001 Floor", "SJ2003 1", "SJ2005 Math.Floor(x)")]
    [InlineData("double x, double y", "(double A, double B)", "=> (x * y, 3)", "SJ2003 3")]
    [InlineData("double x", "double", "=> x > 0 ? 1 : 0", "SJ2005 F")]
    [InlineData("double x", "double", "=> 3", "SJ2003 F")]
    [InlineData("double[] u", "double", "{ int n = 0; foreach (var v in u) if (v > 0) n++; return n; }", "SJ2005 F")]
    [InlineData("double[] u", "double", "{ int n = 0; double s = 0; foreach (var v in u) if (v > 0) { n++; s += v; } return s / n; }")]
    [InlineData("double x, Span<double> r", "void", "{ r[0] = x; r[1] = 3; r[2] = x > 0 ? 1 : 0; }", "SJ2003 r[1]", "SJ2005 r[2]")]
    [InlineData("double x", "double[]", "{ var r = new double[3]; r[0] = x; r[1] = 3; r[1] += x; r[2] = 4; return r; }", "SJ2003 r[2]")]
    [InlineData("double x, Span<double> r", "void", "{ for (int i = 0; i < 3; i++) r[i] = 1; r[0] = x; }")]
    // Inputs
    [InlineData("double t, double y", "double", "=> -y", "SJ2004 t")]
    [InlineData("double x, double[] u, (double A, double B) p", "double", "{ double s = 0; for (int i = 0; i < u.Length; i++) s += x; return s * p.B; }", "SJ2004 p", "SJ2004 u")]
    [InlineData("double x, ReadOnlySpan<double> w", "double", "{ double s = 0; foreach (var v in w) s += v; return s * x; }")]
    [InlineData("double x, double[] u", "double", "{ double[] a = x > 1 ? u : new double[2]; return a[0] * x; }")]
    [InlineData("double x, [Constant] double t", "double", "=> x * x")]
    // Loops
    [InlineData("double x", "double", "{ double r = x; while (Math.Abs(r * r - x) > 1e-12) r = (r + x / r) / 2; return r; }", "SJ2006 while")]
    [InlineData("double x", "double", "{ double r = x; do r /= 2; while (r > 1); return r; }", "SJ2006 do")]
    [InlineData("double x", "double", "{ double r = x; for (int i = 0; i < (int)x; i++) r += x; return r; }", "SJ2001 int", "SJ2006 for")]
    [InlineData("double[] u", "double", "{ double s = 0; foreach (var v in u) { if (s > 3) break; s += v; } return s; }", "SJ2006 foreach")]
    [InlineData("double[] u, int n", "double", "{ double s = 1; foreach (var v in u) s += v; for (int i = 0; i < n; i++) s *= 1.1; while (n > 0) { n--; s *= 2; } return s; }")]
    // Kinks
    [InlineData("double x, [Constant] double c", "double", "=> Math.Abs(x) + Math.Max(x, 0) + Math.Abs(c) * Math.Clamp(x, 0, c)", "SJ2007 Abs", "SJ2007 Clamp", "SJ2007 Max")]
    [InlineData("double x", "double", "=> Math.Abs(x) > 1 ? x : x * x")]
    // No functions
    [InlineData("double x", "double", "=> x * new Random(1).NextDouble() * DateTime.Now.Ticks", "SJ2011 NextDouble", "SJ2011 Now")]
    public void Are_given_where_they_are_due(string parameters, string result, string body, params string[] expected)
    {
        var run = GeneratorHost.RunMembers($"[Differentiable] public static {result} F({parameters}) {body}{(body[0] == '=' ? ";" : "")}");

        Assert.Empty(run.Input.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Equal(expected, run.Diagnostics.Select(Shown).Order(StringComparer.Ordinal));
        Assert.NotNull(run.Model.Body);
    }

    [Theory]
    [InlineData("static int c; static double K { get { c++; return c; } }", "x * K", "SJ2011 K")]
    [InlineData("static int c; static double K() { c = c + 1; return c; }", "x * K()", "SJ2011 K")]
    [InlineData("static double[] t = null!; static double[] K => t ??= new double[] { 1 };", "x * K[0]")]
    [InlineData("static double k; static double K() { if (k == 0) k = 3; return k; }", "x * K()")]
    [InlineData("static double K { get; set; }", "x * K")]
    public void What_changes_things_is_named(string members, string expression, params string[] expected) => Assert.Equal(
        expected,
        GeneratorHost.RunMembers($"{members} [Differentiable] public static double F(double x) => {expression};").Diagnostics.Select(Shown));

    [Fact]
    public void A_statement_for_its_effect_is_named() => Assert.Equal(
        ["SJ2011 Add"],
        GeneratorHost.RunMembers("static readonly List<double> l = new(); [Differentiable] public static double F(double x, int n) { l.Add(n); return x * x; }").Diagnostics.Select(Shown));

    [Fact]
    public void A_place_in_a_helper_is_named_once() => Assert.Equal(
        ["SJ2007 Abs"],
        GeneratorHost.RunMembers("static double H(double v) => Math.Abs(v); [Differentiable] public static double F(double x, [Constant] double c) => H(x) * H(2 * x) + H(c);").Diagnostics.Select(Shown));

    [Fact]
    public void A_helper_of_constants_is_not_meant() => Assert.Empty(
        GeneratorHost.RunMembers("static double H(double v) => Math.Abs(v) + Math.Floor(v); [Differentiable] public static double F(double x, [Constant] double c) => x * H(c);").Diagnostics);

    [Fact]
    public void Recursion_is_looked_into() => Assert.Equal(
        ["SJ2007 Abs"],
        GeneratorHost.RunMembers("static double P(double x, int n) => n == 0 ? 1 : Math.Abs(x) * P(x, n - 1); [Differentiable] public static double F(double x, int n) => P(x, n);").Diagnostics.Select(Shown));

    [Fact]
    public void Part_of_a_parameter_is_named()
    {
        var said = Assert.Single(GeneratorHost.Run(GeneratorHost.Usings
            + "public struct P { public double X, Y; } public static partial class A { [Differentiable] public static double F(P p, double x) => x * p.Y; }").Diagnostics);

        Assert.Equal("'p.X' of 'F' reaches no output; its derivatives are zero, mark it [Constant] if it is meant to have none", said.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("SJ2001", DiagnosticSeverity.Info)]
    [InlineData("SJ2003", DiagnosticSeverity.Info)]
    [InlineData("SJ2005", DiagnosticSeverity.Info)]
    public void They_are_information(string id, DiagnosticSeverity severity) => Assert.Equal(
        severity,
        GeneratorHost.RunMembers("[Differentiable] public static double[] F(double x) => [x, 1, Math.Floor(x)];").Diagnostics.First(said => said.Id == id).Severity);

    [Fact]
    public void Where_nothing_has_a_slope_it_is_a_warning() => Assert.Equal(
        DiagnosticSeverity.Warning,
        GeneratorHost.RunMembers("[Differentiable] public static double F(double x) => x > 0 ? 1 : 0;").Diagnostics.Single().Severity);

    [Fact]
    public void Arrays_of_structs_are_inputs_by_their_parts()
    {
        var result = GeneratorHost.Run(GeneratorHost.Usings + """
            public struct P { public double X, Y; }
            public static partial class A { [Differentiable] public static double F(P[] p, double t) { double s = 0; foreach (var q in p) s += q.X * q.X; return s * t; } }
            """);

        Assert.All(result.Diagnostics, said => Assert.Equal("SJ2004", said.Id));
        Assert.NotNull(result.Model.Body);
    }

    private static string Shown(Diagnostic diagnostic) =>
        $"{diagnostic.Id} {diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}";
}
