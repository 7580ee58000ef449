using System.Globalization;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.HandWritten;

/// <summary>[JacobianOf]: right ones are silent, a wrong entry is underlined where it is written, what cannot be compared is said.</summary>
public sealed class JacobianOfTests
{
    private const string Residual = "public static double[] F(double x, double y) => [x * x + y, x * y]; ";

    public static TheoryData<string> Right =>
    [
        Residual + "[JacobianOf(nameof(F))] static double[,] J(double x, double y) => new double[,] { { 2 * x, 1 }, { y, x } };",
        Residual + "[JacobianOf(nameof(F))] static double[,] J(double x, double y) { var j = new double[2, 2]; j[0, 0] = 2 * x; j[0, 1] = 1; j[1, 0] = y; j[1, 1] = x; return j; }",
        Residual + "[JacobianOf(nameof(F))] static double[] J(double a, double b) => [2 * a, 1, b, a];",
        Residual + "[JacobianOf(nameof(F))] static void J(double x, double y, Span<double> j) { j[0] = x + x; j[1] = 1; j[2] = y; j[3] = x; }",
        Residual + "[JacobianOf(nameof(F))] static (double, double, double, double) J(double x, double y) => (2 * x, 1, y, x);",
        "public static double F(double x, double y) => Math.Sin(x) * y; [JacobianOf(nameof(F))] static double[] J(double x, double y) => [Math.Cos(x) * y, Math.Sin(x)];",
        "public static double F(double x, double y) => Math.Sin(x) * y; [JacobianOf(nameof(F))] static (double X, double Y) J(double x, double y) => (Math.Cos(x) * y, Math.Sin(x));",
        "public static double F(double x) => Math.Exp(-x * x); [JacobianOf(nameof(F))] static double D(double x) => -2 * x * Math.Exp(-x * x);",
        "public static double F(double x, int n) => n * x * x; [JacobianOf(nameof(F))] static double D(double x, int n) => 2 * n * x;",
        "public static double F(double x, [Constant] double k) => k * x * x; [JacobianOf(nameof(F))] static double D(double x, double k) => 2 * k * x;",
        "public static double F(double x) => x > 1 ? x * x : x; [JacobianOf(nameof(F))] static double D(double x) => x > 1 ? 2 * x : 1;",
        "public static double F(double[] x) { double s = 0; foreach (var v in x) s += v * v; return s; } [JacobianOf(nameof(F))] static double[] G(double[] x) { var g = new double[x.Length]; for (int i = 0; i < x.Length; i++) g[i] = 2 * x[i]; return g; }",
        "public static void F(ReadOnlySpan<double> x, Span<double> r) { for (int i = 0; i < r.Length; i++) r[i] = x[i] * x[i] * x[i]; } [JacobianOf(nameof(F))] static void J(ReadOnlySpan<double> x, Span<double> j) { j.Clear(); for (int i = 0; i < x.Length; i++) j[i * x.Length + i] = 3 * x[i] * x[i]; }",
        "public static double F(double x) => Math.Sin(Math.PI * x); [JacobianOf(nameof(F))] static double D(double x) => 3.14159265358979323846 * Math.Cos(Math.Tau / 2 * x);",
        "const double K = 2.5; public static double F(double x) => K * x * x; [JacobianOf(nameof(F))] static double D(double x) => 5 * x;",
        "static readonly double K = 2.5; public static double F(double x) => K * x * x; [JacobianOf(nameof(F))] static double D(double x) => 2 * K * x;",
        "public static float F(float x) => x * x * x; [JacobianOf(nameof(F))] static float D(float x) => 3 * x * x;",
        "public static double F(double x) => Math.Abs(x); [JacobianOf(nameof(F))] static double D(double x) => Math.Sign(x);",
        "static double H(double v) => v * v; static double DH(double v) => 2 * v; public static double F(double x) => H(Math.Sin(x)); [JacobianOf(nameof(F))] static double D(double x) => DH(Math.Sin(x)) * Math.Cos(x);",
        "public static double F(double x) { if (x < 0) throw new ArgumentException(\"x\"); return Math.Sqrt(x); } [JacobianOf(nameof(F))] static double D(double x) => 0.5 / Math.Sqrt(x);",
        "public struct P { public double X, Y; } public static double F(P p, double t) => p.X * p.Y * t; [JacobianOf(nameof(F))] static double[] G(P p, double t) => [p.Y * t, p.X * t, p.X * p.Y];",
        "public static double F(double x) => x; public static double F(double x, double y) => x * y; [JacobianOf(nameof(F))] static double[] G(double x, double y) => [y, x];",
        "public static double F(double x) => double.IsNaN(x) || Math.Sign(x) < 0 ? 0 : x * x; [JacobianOf(nameof(F))] static double D(double x) => double.IsNaN(x) || x < 0 ? 0 : 2 * x;",
        "static readonly double b = 100; public static double[] F(double[] x) => new[] { 1 - x[0], b * (x[1] - x[0] * x[0]) }; [JacobianOf(nameof(F))] static double[,] J(double[] x) => new double[,] { { -1, 0 }, { -2 * b * x[0], b } };",
        "public static double F(double[] x) { double s = 0; foreach (var v in x) s += v * v; return s; } [JacobianOf(nameof(F))] static double[] G(double[] x) => [2 * x[0], 2 * x[1]];",
        "public static double[] F(double[] x, [Constant] double[] t) { var r = new double[t.Length]; for (int i = 0; i < t.Length; i++) r[i] = x[0] * Math.Exp(-x[1] * t[i]); return r; } [JacobianOf(nameof(F))] static double[,] J(double[] x, double[] t) { var j = new double[t.Length, 2]; for (int i = 0; i < t.Length; i++) { var e = Math.Exp(-x[1] * t[i]); j[i, 0] = e; j[i, 1] = -t[i] * x[0] * e; } return j; }",
        "public static double F(double x) { double r = x; for (int i = 0; i < 20; i++) r = (r + x / r) / 2; return r; } [JacobianOf(nameof(F))] static double D(double x) => 0.5 / Math.Sqrt(x);",
        "[Differentiable] public static double F(double x) => x * x; [JacobianOf(nameof(F))] static double D(double x) => 2 * x;",
    ];

    [Theory]
    [MemberData(nameof(Right))]
    public void A_right_one_is_silent(string members)
    {
        var result = GeneratorHost.RunMembers(members);

        Assert.Empty(result.Input.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden).Select(diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [InlineData(Residual + "[JacobianOf(nameof(F))] static double[,] J(double x, double y) => new double[,] { { 3 * x, 1 }, { y, x } };", "3 * x", "2 * x")]
    [InlineData(Residual + "[JacobianOf(nameof(F))] static double[,] J(double x, double y) => new double[,] { { 2 * x, 1 }, { y, 1.01 * x } };", "1.01 * x", "x")]
    [InlineData(Residual + "[JacobianOf(nameof(F))] static double[,] J(double x, double y) { var j = new double[2, 2]; j[0, 0] = 2 * x; j[0, 1] = 1; j[1, 0] = -y; j[1, 1] = x; return j; }", "-y", "y")]
    [InlineData(Residual + "[JacobianOf(nameof(F))] static double[] J(double x, double y) => [2 * x, 1, x, x];", "x", "y")]
    [InlineData(Residual + "[JacobianOf(nameof(F))] static void J(double x, double y, Span<double> j) { j[0] = 2 * x; j[1] = 1; j[2] = y; j[3] = x + 1e-5; }", "x + 1e-5", "x")]
    [InlineData(Residual + "[JacobianOf(nameof(F))] static (double, double, double, double) J(double x, double y) => (2 * x, 0, y, x);", "0", null)]
    [InlineData("public static double F(double x) => Math.Exp(-x * x); [JacobianOf(nameof(F))] static double D(double x) => 2 * x * Math.Exp(-x * x);", "2 * x * Math.Exp(-x * x)", "-2 * (x * Math.Exp(-x * x))")]
    [InlineData("public static double F(double x) => x > 1 ? x * x : x; [JacobianOf(nameof(F))] static double D(double x) => x > 1 ? 3 * x : 1;", "x > 1 ? 3 * x : 1", "x > 1 ? 2 * x : 1")]
    [InlineData("public static double F(double[] x) { double s = 0; foreach (var v in x) s += v * v; return s; } [JacobianOf(nameof(F))] static double[] G(double[] x) { var g = new double[x.Length]; for (int i = 0; i < x.Length; i++) g[i] = x[i]; return g; }", "x[i]", null)]
    [InlineData("static readonly double K = 2.5; public static double F(double x) => K * x * x; [JacobianOf(nameof(F))] static double D(double x) => K * x;", "K * x", "2 * (K * x)")]
    [InlineData("public static double F(double x) => x < -3 ? x * x * x : x < 0 ? x * x : x < 5 ? Math.Sin(x) : Math.Exp(-x); [JacobianOf(nameof(F))] static double D(double x) { if (x < -3) return 3 * x * x; if (x < 0) return 2 * x; if (x < 5) return Math.Cos(x); return Math.Exp(-x); }", "Math.Exp(-x)", null)]
    [InlineData("public static double[] F(double x, double y) => x > 1 ? [x, y] : [y, x]; [JacobianOf(nameof(F))] static double[] J(double x, double y) { if (x > 1) return [1, 0, 0, 1]; return [0, 1, 2, 0]; }", "2", null)]
    public void A_wrong_entry_is_underlined(string members, string token, string? formula)
    {
        var said = Assert.Single(GeneratorHost.RunMembers(members).Diagnostics);

        Assert.Equal(("SJ0018", DiagnosticSeverity.Warning), (said.Id, said.Severity));
        Assert.Equal(token, TextAt(said));
        var message = said.GetMessage(CultureInfo.InvariantCulture);
        Assert.Equal(formula is not null, message.Contains("which is ", StringComparison.Ordinal));
        if (formula is not null)
        {
            Assert.EndsWith("which is " + formula, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_message_has_both_values_and_the_point()
    {
        var said = Assert.Single(GeneratorHost.RunMembers("public static double[] F(double x, double y) => [x * y, y]; [JacobianOf(nameof(F))] static double[] J(double x, double y) => [y, 7, 0, 1];").Diagnostics);

        Assert.Matches(@"^'J' gives 7 for the derivative of row 0 of 'F' by y at x = (0\.\d+), y = 0\.\d+; it should be 0\.\d+, which is x$", said.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Every_wrong_entry_has_its_own_squiggle() => Assert.Equal(
        ["5", "6"],
        GeneratorHost.RunMembers(Residual + "[JacobianOf(nameof(F))] static double[] J(double x, double y) => [2 * x, 5, 6, x];").Diagnostics.Select(TextAt));

    [Theory]
    [InlineData("[JacobianOf(\"Nothing\")] static double J(double x) => 1;", "JacobianOf(\"Nothing\")", "'Sample' has no other method 'Nothing'")]
    [InlineData(Residual + "[JacobianOf(nameof(F))] static double[,] J(double x) => new double[,] { { x } };", "JacobianOf(nameof(F))", "their parameters differ")]
    [InlineData(Residual + "[JacobianOf(nameof(F))] static double[,] J(double x, double y) => new double[,] { { 2 * x, 1, 0 }, { y, x, 0 } };", "JacobianOf(nameof(F))", "it gives 2 × 3 entries for 2 outputs and 2 inputs")]
    [InlineData("public static double[] F(double x) => [x, x * x]; [JacobianOf(nameof(F))] static double[,] J(double x) => new double[,] { { 1, 2 * x } };", "JacobianOf(nameof(F))", "it gives 1 × 2 entries for 2 outputs and 1 input")]
    [InlineData(Residual + "[JacobianOf(nameof(F))] static double[] J(double x, double y) => [1, 2, 3];", "JacobianOf(nameof(F))", "it gives 3 numbers for 2 outputs and 2 inputs")]
    public void One_that_does_not_fit_is_an_error(string members, string token, string what)
    {
        var said = Assert.Single(GeneratorHost.RunMembers(members).Diagnostics);

        Assert.Equal(("SJ0025", DiagnosticSeverity.Error), (said.Id, said.Severity));
        Assert.Equal(token, TextAt(said));
        Assert.Contains(what, said.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public static double F(double x) => Math.ReciprocalEstimate(x); [JacobianOf(nameof(F))] static double D(double x) => -1 / (x * x);", "ReciprocalEstimate", "calls 'Math.ReciprocalEstimate'")]
    [InlineData("public static double F(double x) => x * x; [JacobianOf(nameof(F))] static double D(double x) => double.Parse($\"{2 * x}\");", "Parse", "")]
    [InlineData("public static double F(double x) { if (x < 1e9) throw new ArgumentException(\"x\"); return x; } [JacobianOf(nameof(F))] static double D(double x) => 1;", "D", "could not be run")]
    [InlineData("static double K2; static double K; public static double F(double x) => K * K * x; [JacobianOf(nameof(F))] static double D(double x) => K2;", "D", "depends on 'K2'")]
    [InlineData("public static double[] F(double x) => [x]; [JacobianOf(nameof(F))] static double[][] J(double x) => [[1.0]];", "J", "which has no rows")]
    public void What_cannot_be_compared_is_said(string members, string token, string why)
    {
        var said = Assert.Single(GeneratorHost.RunMembers(members).Diagnostics);

        Assert.Equal(("SJ0026", DiagnosticSeverity.Warning), (said.Id, said.Severity));
        Assert.Equal(token, TextAt(said));
        Assert.Contains(why, said.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pragma_silences() => Assert.Empty(GeneratorHost.RunMembers("#pragma warning disable SJ0018\npublic static double F(double x) => x * x;\n[JacobianOf(nameof(F))] static double D(double x) => x;").Shown);

    [Fact]
    public void What_does_not_compile_is_the_compilers_to_report() =>
        Assert.Empty(GeneratorHost.RunMembers("public static double F(double x) => x * nothing; [JacobianOf(nameof(F))] static double D(double x) => x;").Diagnostics);

    private static string TextAt(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
}
