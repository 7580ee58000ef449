using System.Reflection;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Survey;

/// <summary>All derivatives of an assembly in one line: right ones pass, of every kind, and a planted mistake is found in each.</summary>
public class GeneratedDerivativesTests
{
    private const string Vector = "Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.Hessian | Derivatives.GaussNewton | Derivatives.SparseJacobian | Derivatives.Batch";

    private const string Scalar = "Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Hessian | Derivatives.HessianVectorProduct | Derivatives.Batch";

    [Fact]
    public void All_kinds_of_right_derivatives_pass()
    {
        var result = GeneratorHost.RunMembers($$"""
            [Differentiable({{Vector}})] public static double[] List(double x, double y) => new[] { x * y, Math.Sin(x), y * y * x };
            [Differentiable({{Vector}})] public static double[] Loop(double[] x, [Constant] double a) { var y = new double[x.Length]; for (var i = 0; i < x.Length; i++) { y[i] = x[i] * x[i] * a + x[0]; } return y; }
            [Differentiable({{Vector}})] public static void Filled([Size(3)] ReadOnlySpan<double> x, [Size(2)] Span<double> y) { y[0] = x[0] * x[1]; y[1] = Math.Exp(x[2]); }
            [Differentiable({{Vector}})] public static (double A, double B) Pair(double x, int n) => (x * n, x * x);
            [Differentiable({{Scalar}})] public static double Norm(double[,] m) { var s = 0.0; foreach (var e in m) { s += e * e; } return Math.Sqrt(s); }
            [Differentiable({{Scalar}})] public static double Number(double x, double y) => x * Math.Log(y) + y / x;
            [Differentiable(Derivatives.Jacobian | Derivatives.Batch)] public static double[] Two(double[] x, double[,] m, [Constant] double[] c, int k) => new[] { x[0] * m[1, 2] * c[k], m[0, 0] * m[0, 0] };
            [Differentiable] public static float Single(float x, float y) => x * y + MathF.Sin(x);
            """);
        var (assembly, errors) = GeneratedAssembly.Load(result);
        Assert.True(assembly is not null, string.Join("\n", errors.Take(5)));

        var survey = GeneratedDerivatives.CheckAll(assembly);

        survey.ThrowIfWrong();
        Assert.True(!survey.Unchecked.Any(), survey.ToString());
        Assert.Equal((4 * 7) + (2 * 5) + 2 + 1, survey.Checks.Count);
        Assert.All(survey.Checks, check => Assert.Equal(Verdict.Correct, check.Report!.Verdict));
    }

    [Theory]
    [InlineData("Jacobian", "public static void FGradient(double x, double y, Span<double> gradient) { gradient[0] = y; gradient[1] = 1.001 * x; }")]
    [InlineData("Jvp", "public static double FJvp(double x, double y, ReadOnlySpan<double> tangent) => y * tangent[0] - x * tangent[1];")]
    [InlineData("Vjp", "public static void FVjp(double x, double y, ReadOnlySpan<double> cotangent, Span<double> result) { result[0] = y * cotangent[0]; result[1] = y * cotangent[0]; }")]
    [InlineData("GaussNewton", "public static double FGaussNewton(double x, double y, Span<double> jtj, Span<double> jtr) { jtr[0] = x * y * y; jtr[1] = x * y; return x * x * y * y / 2; }")]
    [InlineData("SparseJacobian", "public static void FJacobianValues(double x, double y, Span<double> values) { values[0] = x; values[1] = x; } [GeneratedDerivative(nameof(F), Derivatives.SparseJacobian)] public static SparsityPattern FJacobianPattern() => new SparsityPattern(1, 2, new[] { 0, 2 }, new[] { 0, 1 });")]
    [InlineData("Hessian", "public static void FHessian(double x, double y, Span<double> hessian) { hessian[0] = 0; hessian[1] = 1; hessian[2] = 0; hessian[3] = 0; } [GeneratedDerivative(nameof(F), Derivatives.Jacobian)] public static void FGradient(double x, double y, Span<double> gradient) { gradient[0] = y; gradient[1] = x; }")]
    [InlineData("HessianVectorProduct", "public static void FHessianVectorProduct(double x, double y, ReadOnlySpan<double> vector, Span<double> result) { result[0] = vector[0]; result[1] = vector[1]; } [GeneratedDerivative(nameof(F), Derivatives.Jacobian)] public static void FGradient(double x, double y, Span<double> gradient) { gradient[0] = y; gradient[1] = x; }")]
    [InlineData("Batch", "public static void FGradientBatch(int count, ReadOnlySpan<double> inputs, Span<double> gradients) { for (int i = 0; i < count; i++) { gradients[2 * i] = inputs[(2 * i) + 1]; gradients[(2 * i) + 1] = inputs[i < 5 ? 2 * i : 0]; } }")]
    public void A_mistake_in_any_kind_is_found(string kind, string member)
    {
        var survey = GeneratedDerivatives.CheckAll(Load($"[Differentiable] public static double F(double x, double y) => x * y; [GeneratedDerivative(nameof(F), Derivatives.{kind})] {member}"));

        Assert.Equal(kind, Assert.Single(survey.Wrong).Kind.ToString());
        Assert.Contains($"F {kind}: Wrong", Assert.Throws<JacobianCheckException>(survey.ThrowIfWrong).Message);
    }

    [Fact]
    public void The_point_may_be_given()
    {
        // Wrong for x above 5 alone.
        const string Members = "[Differentiable] public static double F(double x) => x * x; [GeneratedDerivative(nameof(F), Derivatives.Jacobian)] public static void FGradient(double x, Span<double> gradient) => gradient[0] = x > 5 ? x : 2 * x;";
        var assembly = Load(Members);

        Assert.Empty(GeneratedDerivatives.CheckAll(assembly).Wrong);
        Assert.Single(GeneratedDerivatives.CheckAll(assembly, method => method.Name == "F" ? [7.0] : null).Wrong);
    }

    [Fact]
    public void What_cannot_be_called_is_said()
    {
        var survey = GeneratedDerivatives.CheckAll(Load("""
            public struct P { public double X; }
            [Differentiable] public static double F(P p) => p.X; [GeneratedDerivative(nameof(F), Derivatives.Jacobian)] public static void FGradient(P p, Span<double> gradient) => gradient[0] = 1;
            [Differentiable] public static double G(double x) { if (x < 100) throw new ArgumentException("too small"); return x; } [GeneratedDerivative(nameof(G), Derivatives.Jacobian)] public static void GGradient(double x, Span<double> gradient) => gradient[0] = 1;
            """));

        Assert.Equal(["'p' is neither a real nor an array of reals", "at the point made up for it: too small"], survey.Unchecked.Select(check => check.Reason));
        Assert.Contains("No generated derivative was checked", Assert.Throws<InvalidOperationException>(survey.ThrowIfWrong).Message);
    }

    private static Assembly Load(string members)
    {
        using var image = new MemoryStream();
        var emitted = GeneratorHost.Compile(GeneratorHost.Usings + "public static class Written\n{\n" + members + "\n}\n").Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Take(5)));
        return Assembly.Load(image.ToArray());
    }
}
