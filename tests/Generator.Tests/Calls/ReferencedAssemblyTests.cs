using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Calls;

/// <summary>A library that was built with the generator, in an assembly of its own: its methods are differentiated by its own members.</summary>
public sealed class ReferencedAssemblyTests
{
    private static readonly Lazy<MetadataReference> _library = new(Library);

    [Theory]
    [InlineData("[Differentiable] public static double F(double x, double y) => Model.Wave(x * y, y) * x;", "0.7, 1.3", true)]
    [InlineData("[Differentiable] public static double F(double x, int n) => Model.Scaled(x, 2.5, n) + Model.Scaled(k: 3, n: 2, x: x * x);", "0.7, 3", true)]
    [InlineData("[Differentiable] public static double F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) if (x[i] > 0) s += Model.Wave(x[i], i) * x[0]; return s; }", "[0.7, -1.3, 2]", true)]
    [InlineData("[Differentiable] public static double F(double x, double y) => x > y ? Model.Wave(x, y) : Model.Wave(y, 2) * x;", "0.7, 1.3", true)]
    [InlineData("[Differentiable] public static double F(double x) { Func<double, double, double> f = Model.Wave; return f(x, 1) * f(2, x); }", "0.7", true)]
    [InlineData("[Differentiable] public static double F(double[] x) => Model.Size(x) * x[0];", "[0.7, -1.3, 2]", true)]
    [InlineData("[Differentiable] public static double F(double x, double y) { var v = new double[3]; for (int i = 0; i < 3; i++) v[i] = x * i + y; v[1] = y; return Model.Size(v) * Model.Size(v[1..]); }", "0.7, 1.3", true)]
    [InlineData("[Differentiable] public static double F(double[] x) { var du = new double[x.Length]; var u = (double[])x.Clone(); for (int k = 0; k < 3; k++) { Model.Rate(u, du); for (int i = 0; i < u.Length; i++) u[i] += 0.1 * du[i]; } return u[0] * u[1]; }", "[0.7, -1.3, 2]", true)]
    [InlineData("[Differentiable] public static double F(double x, double y) { var (r, n, all) = Model.Parts((x, y * x), 2); return r * n * all[1]; }", "0.7, 1.3", true)]
    [InlineData("static readonly Spring Own = new Spring(3); [Differentiable] public static double F(double x, double y) => Own.Energy(x * y) + new Spring(2).Energy(y);", "0.7, 1.3", true)]
    [InlineData("[Differentiable] public static double F(double x, double y) { int i = 0; double[] v = [x, y]; return Model.Wave(v[i++], v[i++]) * i; }", "0.7, 1.3", true)]
    [InlineData("[Differentiable] public static double F(double x) => Model.Scaled(2, x, 3) * x;", "0.7", false)]
    [InlineData("[Differentiable] public static double F(double x) => Model.Rough(x) * x;", "0.7", false)]
    [InlineData("[Differentiable] public static double F(double x) => Model.Plain(x) * x;", "0.7", false)]
    public void Exactness_is_that_of_the_library(string members, string arguments, bool isExact)
    {
        var executed = Executed.Of(GeneratorHost.Compile($"{GeneratorHost.Usings}using Lib;\npublic static partial class Sample\n{{\n{members}\n}}\n{Executed.Probe(arguments)}").AddReferences(_library.Value));
        string[] said = isExact ? [] : ["SJ1001"];
        Assert.Equal(said, executed.Run.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.Id));
        Assert.Equal(isExact, executed.IsExact);
        Assert.Equal(!isExact, executed.Text.Contains("CentralStep", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Model.Twice(x * y, y) * x", "0.7, 1.3", true)]
    [InlineData("Math.Sin(Model.Held(x * x, 2.5, y))", "0.7, 1.3", true)]
    [InlineData("Model.Long([x, y, x * y]) * x", "0.7, 1.3", true)]
    [InlineData("Model.Wave(x, y) * x", "0.7, 1.3", false)]
    public void Second_derivatives_go_through_its_hessians(string expression, string arguments, bool isExact)
    {
        var executed = Executed.Of(GeneratorHost.Compile($$"""
            {{GeneratorHost.Usings}}using Lib;
            public static partial class Sample
            {
                public static partial class Inner { [Differentiable(Derivatives.Jacobian | Derivatives.Hessian | Derivatives.HessianVectorProduct)] public static double G(double x, double y) => {{expression}}; }
                public static double F(double x, double y) => Inner.G(x, y);
                public static JacobianReport FCheckGradient(double x, double y) => JacobianCheck.Compare((at, into) => Inner.GGradient(at[0], at[1], into), [x, y], Inner.GHessian(x, y).Cast<double>().ToArray(), 2);
                public static double FValueAndGradient(double x, double y, Span<double> gradient) => Inner.GValueAndGradient(x, y, gradient);
                public static double[] FGradient(double x, double y) { var v = new double[2]; Inner.GHessianVectorProduct(x, y, [1, 2], v); var h = Inner.GHessian(x, y); return [v[0] - h[0, 0] - 2 * h[0, 1], v[1] - h[1, 0] - 2 * h[1, 1]]; }
            }
            {{Executed.Probe(arguments)}}
            """).AddReferences(_library.Value));

        Assert.Equal(isExact ? [] : ["SJ1001"], executed.Run.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.Id));
        Assert.Equal(!isExact, executed.Text.Contains("CentralStep", StringComparison.Ordinal));
        Assert.All(executed.Gradient, difference => Assert.Equal(0, difference, 6));
    }

    [Fact]
    public void Second_derivatives_of_arrays_without_a_hessian_are_differences_of_its_jacobian()
    {
        var run = GeneratorHost.Run(GeneratorHost.Compile(
            $"{GeneratorHost.Usings}using Lib;\npublic static partial class Sample {{ [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)] public static double F(double[] x) => Model.Size(x) * x[0]; }}").AddReferences(_library.Value));
        Assert.Equal(["SJ1001"], run.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.Id));
        Assert.All(run.Sources, source => Assert.Equal(source.HintName.Contains("Hessian", StringComparison.Ordinal), source.SourceText.ToString().Contains("IsExact = false", StringComparison.Ordinal)));
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        var hessian = (double[,])Assembly.Load(image.ToArray()).GetType("Sample")!.GetMethod("FHessian", [typeof(double[])])!.Invoke(null, [new[] { 0.6, 0.8 }])!;

        // Of x₀·√(x₀² + x₁² + 1) at this point, where the root is √2.
        Assert.Equal((3 * 0.6 / Math.Sqrt(2)) - (0.6 * 0.6 * 0.6 / Math.Pow(2, 1.5)), hessian[0, 0], 7);
        Assert.Equal((0.8 / Math.Sqrt(2)) - (0.6 * 0.6 * 0.8 / Math.Pow(2, 1.5)), hessian[0, 1], 7);
        Assert.Equal(hessian[0, 1], hessian[1, 0]);
    }

    [Theory]
    [InlineData("Open open, [Constant] double k", "x * open.G(x) * k", "SJ1008 G")]
    [InlineData("[Constant] double k", "Into(x)", "SJ1001 Add")]
    [InlineData("[Constant] double k", "x * Model.Weighted(k, [x])", "SJ1006 [x]")]
    public void What_its_members_do_not_say_is_refused(string parameters, string expression, string expected)
    {
        var run = GeneratorHost.Run(GeneratorHost.Compile($$"""
            {{GeneratorHost.Usings}}using Lib;
            public static partial class Sample
            {
                [Differentiable] public static double F(double x, {{parameters}}) => {{expression}};
                static double Into(double x) { double[] u = [x], y = [x]; Model.Add(u, y); return y[0]; }
            }
            """).AddReferences(_library.Value));
        var diagnostic = Assert.Single(run.Diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.Equal(expected, $"{diagnostic.Id} {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}");
    }

    private static MetadataReference Library()
    {
        const string Source = """
            using System; using SymbolicJacobian;
            namespace Lib;
            public static partial class Model
            {
                [Differentiable] public static double Wave(double a, double b) { double s = a; for (int i = 0; i < 3; i++) s = Math.Sin(s * b) + a; return s; }
                [Differentiable] public static double Scaled(double x, [Constant] double k, int n) => Math.Pow(x, n) * k;
                [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)] public static double Twice(double a, double b) { double s = a; for (int i = 0; i < 3; i++) s = Math.Sin(s * b) + a; return s; }
                [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)] public static double Held(double x, [Constant] double k, double y) => Math.Exp(x * y) * k + y * y * x;
                [Differentiable] public static double Rough(double x) => (double)(decimal)x * x;
                public static double Plain(double x) => x * x;
                [Differentiable] public static double Size(double[] x) { double s = 0; foreach (var v in x) s += v * v; return Math.Sqrt(s + 1); }
                [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)] public static double Long(double[] x) { double s = 0; foreach (var v in x) s += v * v; return Math.Sqrt(s + 1); }
                [Differentiable] public static void Rate(ReadOnlySpan<double> u, Span<double> du) { du[0] = u[1]; for (int i = 1; i < u.Length; i++) { du[i] = -u[i] * u[i - 1]; du[i] *= 2; } }
                [Differentiable] public static (double, int, double[]) Parts((double A, double B) p, int n) { var a = new double[n]; for (int i = 0; i < n; i++) a[i] = p.A * p.B * i; return (p.A / p.B, n, a); }
                [Differentiable] public static void Add(ReadOnlySpan<double> u, Span<double> y) { for (int i = 0; i < u.Length; i++) y[i] += u[i] * u[i]; }
                [Differentiable] public static double Weighted(double x, [Constant] double[] w) => x * w[0];
            }
            public partial class Spring(double k) { private readonly double _k = k; [Differentiable] public double Energy(double x) => _k * x * x; }
            public partial class Open { [Differentiable] public virtual double G(double x) => x * x; }
            """;
        var image = new MemoryStream();
        var result = GeneratorHost.Run(GeneratorHost.Compile(Source).WithAssemblyName("Built" + Guid.NewGuid().ToString("N"))).Output.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        var assembly = Assembly.Load(image.ToArray());
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => wanted.Name == assembly.FullName ? assembly : null;
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
