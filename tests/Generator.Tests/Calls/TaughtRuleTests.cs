using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Tests.Diagnostics;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Calls;

/// <summary>[DerivativeRule]: a library without source, in an assembly of its own, and rules for it in the project that uses it.</summary>
public sealed class TaughtRuleTests
{
    private const string Library = """
        namespace Lib;
        public static class Special
        {
            public static double Erf(double x) { double s = 0, t = x; for (int n = 0; n < 40; n++) { s += t / (2 * n + 1); t *= -x * x / (n + 1); } return s * 2 / System.Math.Sqrt(System.Math.PI); }
            public static double Power(double x, int n) => System.Math.Pow(x, n);
            public static double Blend(double a, double b) => a * a * b + System.Math.Sin(b);
            public static float Cube(float x) => x * x * x;
            public static double Norm(double[] x) { double s = 0; foreach (var v in x) s += v * v; return System.Math.Sqrt(s); }
            public static double Weigh(System.ReadOnlySpan<double> x, double k, double[] w) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i] * k * w[i]; return s; }
            public static double[] Scale(double[] x, double k) { var y = new double[x.Length]; for (int i = 0; i < y.Length; i++) y[i] = x[i] * x[0] * k; return y; }
            public static T Square<T>(T x) where T : System.Numerics.INumber<T> => x * x;
        }
        public class Gas { private readonly double _r = 8.3; public double Pressure(double t, double v) => _r * t / v; public double R() => _r; }
        """;

    private static readonly Lazy<MetadataReference> _library = new(() => Reference("Lib", Library));

    [Theory]
    [InlineData("[DerivativeRule(typeof(Special), nameof(Special.Erf))] static double ErfDerivative(double x) => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x); [Differentiable] public static double F(double x) => Special.Erf(x * x) * x;", "0.7")]
    [InlineData("[DerivativeRule(typeof(Special), nameof(Special.Power))] static double PowerDerivative(double x, int n) => n * Special.Power(x, n - 1); [Differentiable] public static double F(double x, int k) => Special.Power(2 * x, k) + Special.Power(n: k, x: x);", "0.7, 3")]
    [InlineData("[DerivativeRule(typeof(Special), nameof(Special.Blend))] static (double, double) BlendDerivative(double a, double b) { double p = 2 * a * b; return (p, a * a + Math.Cos(b)); } [Differentiable] public static double F(double x, double y) => Special.Blend(x, y) * Special.Blend(y, x * 3) + Special.Blend(2, x);", "0.7, 1.3")]
    [InlineData("[DerivativeRule(typeof(Special), nameof(Special.Blend))] static (double Da, double Db) BlendDerivative(double a, double b) { if (a < 0) return (2 * a * b, a * a + Math.Cos(b)); return (a * b * 2, Math.Cos(b) + a * a); } [Differentiable] public static double F(double[] x) { double s = 0; for (int i = 1; i < x.Length; i++) s += Special.Blend(x[i], x[i - 1]); return s; }", "[0.7, -1.3, 2]")]
    [InlineData("[Differentiable] public static double F(double x) => Own.Step(x) + x;\n}\npublic static class Own { public static double Step(double v) => v > 0 ? v : 0; [DerivativeRule(typeof(Own), nameof(Step))] static double Slope(double v) => v > 0 ? 1 : 0;", "0.7")]
    [InlineData("[DerivativeRule(typeof(Special), nameof(Special.Erf))] static double ErfDerivative(double x) => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x); [Differentiable] public static double F(double x) { Func<double, double> f = Special.Erf; return f(x) * f(2 * x); }", "0.7")]
    [InlineData("[DerivativeRule(typeof(Own<>), \"Sq\")] static double Slope(double v) => 2 * v; [Differentiable] public static double F(double x) => Own<int>.Sq(x) * x;\n}\npublic static class Own<T> { public static double Sq(double v) => v * v;", "0.7")]
    [InlineData("[DerivativeRule(typeof(Special), nameof(Special.Norm))] static double[] NormSlope(double[] x) { var g = new double[x.Length]; double n = Special.Norm(x); for (int i = 0; i < g.Length; i++) g[i] = x[i] / n; return g; } [Differentiable] public static double F(double[] x) { double[] t = [x[0] * x[1], x[2]]; return Special.Norm(x) * Special.Norm(t); }", "[0.7, -1.3, 2]")]
    [InlineData("[DerivativeRule(typeof(Special), nameof(Special.Weigh))] static (double[] X, double K) Slopes(ReadOnlySpan<double> x, double k, [Constant] double[] w) { var g = new double[x.Length]; double s = 0; for (int i = 0; i < g.Length; i++) { g[i] = 2 * x[i] * k * w[i]; s += x[i] * x[i] * w[i]; } return (g, s); } static readonly double[] W = { 1, 2, 3 }; [Differentiable] public static double F(double[] x) { double s = 0; for (int i = 1; i < 3; i++) s += Special.Weigh(x.AsSpan(0, i), x[i], W) * x[0]; return s; }", "[0.7, -1.3, 2]")]
    [InlineData("[DerivativeRule(typeof(Special), nameof(Special.Scale))] static (double[,], double[]) Slopes(double[] x, double k) { var j = new double[x.Length, x.Length]; var d = new double[x.Length]; for (int i = 0; i < x.Length; i++) { j[i, i] += x[0] * k; j[i, 0] += x[i] * k; d[i] = x[i] * x[0]; } return (j, d); } [Differentiable] public static double F(double[] x) { var y = Special.Scale(x, x[1] * 2); y[1] *= 3; return y[0] * y[1] + y[2]; }", "[0.7, -1.3, 2]")]
    [InlineData("[DerivativeRule(typeof(Gas), nameof(Gas.Pressure))] static (double, double) Slopes(Gas gas, double t, double v) => (gas.R() / v, -gas.R() * t / v / v); static readonly Gas Air = new(); [Differentiable] public static double F(double x, double y) => Air.Pressure(x * x, y) * x;", "0.7, 1.3")]
    [InlineData("[DerivativeRule(typeof(Special), nameof(Special.Square))] static T Slope<T>(T v) where T : System.Numerics.INumber<T> => v + v; [Differentiable] public static double F(double x) => Special.Square(x * 2) * x;", "0.7")]
    public void Is_exact(string members, string arguments)
    {
        var executed = Executed.Of(Compile(members, arguments));
        Assert.Empty(executed.Run.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        Assert.True(executed.IsExact, executed.Text);
        Assert.DoesNotContain("CentralStep", executed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_wins_over_the_source() => Assert.Contains(
        "return 42 * x",
        GeneratorHost.RunMembers("static double Sq(double v) => v * v; [DerivativeRule(typeof(Sample), nameof(Sq))] static double Slope(double v) => 42 * v; [Differentiable] public static double F(double x) => Sq(x);")
            .Sources[0].SourceText.ToString().Replace("new double[] { 42 * x }", "42 * x", StringComparison.Ordinal),
        StringComparison.Ordinal);

    [Fact]
    public void A_rule_of_another_assembly_is_found_and_called()
    {
        var rules = Reference("Rules", "using Lib; using SymbolicJacobian; namespace Teaching; public static class Rules { [DerivativeRule(typeof(Special), nameof(Special.Blend))] public static (double, double) Blend(double a, double b) => (2 * a * b, a * a + System.Math.Cos(b)); }", _library.Value);
        var executed = Executed.Of(Compile("[Differentiable] public static double F(double x, double y) => Special.Blend(x, y) * x;", "0.7, 1.3").AddReferences(rules));
        Assert.Empty(executed.Run.Diagnostics.Where(diagnostic => diagnostic.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Info).Select(diagnostic => diagnostic.ToString()));
        Assert.True(executed.IsExact, executed.Text);
        Assert.Contains("Teaching.Rules.Blend(x, y).Item1", executed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_member_is_added()
    {
        var compilation = GeneratorHost.Compile(
            """
            using System; using Lib; using SymbolicJacobian;
            public static partial class Sample
            {
                [DerivativeRule(typeof(Special), nameof(Special.Blend))] public static (double, double) Right(double a, double b) => (2 * a * b, a * a + Math.Cos(b));
                [DerivativeRule(typeof(Special), nameof(Special.Weigh))] public static (double[], double, double[]) Spans(ReadOnlySpan<double> x, double k, double[] w) => default;
                [DerivativeRule(typeof(Special), nameof(Special.Norm))] public static double[] Gradient(double[] x) { var g = new double[x.Length]; for (int i = 0; i < g.Length; i++) g[i] = x[i] / Special.Norm(x); return g; }
                [DerivativeRule(typeof(Special), nameof(Special.Power))] public static double Wrong(double point, int n) => n * Math.Pow(point, n);
            }
            """).AddReferences(_library.Value);
        var assembly = Load(GeneratorHost.Run(compilation));
        Assert.Equal(Verdict.Correct, Report("RightCheck", 0.7, 1.3).Verdict);
        Assert.Equal(Verdict.Correct, Report("GradientCheck", new[] { 0.7, -1.3 }).Verdict);
        Assert.Equal(Verdict.Wrong, Report("WrongCheck", 0.7, 3).Verdict);

        JacobianReport Report(string check, params object[] arguments) => (JacobianReport)assembly.GetType("Sample")!.GetMethod(check)!.Invoke(null, arguments)!;
    }

    [Theory]
    [InlineData("static double G(float x) => x;", "nameof(Special.Erf)", "SJ0021", "G", "'G' is a derivative rule of 'Special.Erf' and does not fit it; expected is static double G(double x)")]
    [InlineData("static double G(double a, double b) => b;", "nameof(Special.Blend)", "SJ0021", "G", "'G' is a derivative rule of 'Special.Blend' and does not fit it; expected is static (double, double) G(double a, double b)")]
    [InlineData("static (double, double, double) G(double a, double b) => default;", "nameof(Special.Blend)", "SJ0021", "G", "'G' is a derivative rule of 'Special.Blend' and does not fit it; expected is static (double, double) G(double a, double b)")]
    [InlineData("static double G(double x) => x;", "nameof(Special.Power)", "SJ0021", "G", "'G' is a derivative rule of 'Special.Power' and does not fit it; expected is static double G(double x, int n)")]
    [InlineData("static double G(double[] x) => x[0];", "nameof(Special.Norm)", "SJ0021", "G", "'G' is a derivative rule of 'Special.Norm' and does not fit it; expected is static double[] G(double[] x)")]
    [InlineData("static double[] G(double[] x, double k) => x;", "nameof(Special.Scale)", "SJ0021", "G", "'G' is a derivative rule of 'Special.Scale' and does not fit it; expected is static (double[,], double[]) G(double[] x, double k)")]
    [InlineData("static double G(double t) => t;", "nameof(Special.Of)", "SJ0021", "G", "'G' is a derivative rule of 'Special.Of' and does not fit it; expected is static double G(Special instance, double t)")]
    [InlineData("static double G(double x) => x;", "\"Gama\"", "SJ0022", "DerivativeRule(typeof(Special), \"Gama\")", "'G' is a derivative rule, but 'Special' has no method 'Gama'; name a method of that type")]
    public void A_wrong_signature_is_an_error(string rule, string function, string id, string token, string message) => Refused.File(
        $"using SymbolicJacobian; class Special {{ public static double Norm(double[] x) => 0; public static double[] Scale(double[] x, double k) => x; public double Of(double t) => t; public static double Erf(double x) => x; public static double Power(double x, int n) => x; public static double Blend(double a, double b) => a; }} static class Rules {{ [DerivativeRule(typeof(Special), {function})] {rule} }}",
        id, token, message);

    [Fact]
    public void What_only_a_second_derivative_needs_is_said_only_there()
    {
        const string Members = "[DerivativeRule(typeof(Special), nameof(Special.Erf))] static double Slope(double x) => Special.Power(x, 2); [Differentiable{0}] public static double F(double x) => Special.Erf(x);";
        Assert.Empty(GeneratorHost.Run(Compile(Members.Replace("{0}", "", StringComparison.Ordinal), "1")).Diagnostics.Where(diagnostic => diagnostic.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Info).Select(diagnostic => diagnostic.ToString()));
        var both = GeneratorHost.Run(Compile(Members.Replace("{0}", "(Derivatives.Jacobian | Derivatives.Hessian)", StringComparison.Ordinal), "1"));
        Assert.Equal("SJ1001", Assert.Single(both.Diagnostics, diagnostic => diagnostic.Id != "SJ0017").Id);
        Assert.All(
            both.Sources.Where(source => source.HintName.Contains("Hessian", StringComparison.Ordinal)),
            source => Assert.Contains("IsExact = false", source.SourceText.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("IsExact = false", both.Sources.Single(source => source.HintName.Contains("F.Jacobian", StringComparison.Ordinal)).SourceText.ToString(), StringComparison.Ordinal);
    }

    private static CSharpCompilation Compile(string members, string arguments) =>
        GeneratorHost.Compile($"{GeneratorHost.Usings}using Lib;\npublic static partial class Sample\n{{\n{members}\n}}\n{Executed.Probe(arguments)}").AddReferences(_library.Value);

    private static MetadataReference Reference(string name, string source, params MetadataReference[] references)
    {
        var image = new MemoryStream();
        var result = GeneratorHost.Compile(source).WithAssemblyName(name + Guid.NewGuid().ToString("N")).AddReferences(references).Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        var assembly = Assembly.Load(image.ToArray());
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => wanted.Name == assembly.FullName ? assembly : null;
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static Assembly Load(HostResult run)
    {
        using var image = new MemoryStream();
        var result = run.Output.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }
}
