using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Tests.Calls;

/// <summary>A call without a rule is differenced at its own arguments; the chain rule around it stays exact, and it is said where.</summary>
public sealed class UnknownCallTests
{
    [Fact]
    public void Only_the_call_is_differenced()
    {
        var executed = Executed.Of(
            "[Differentiable] public static double F(double x, double y, IFormatProvider culture) => Math.Sin(y) * Convert.ToDouble(2 * x, culture) + y;",
            "0.3, 1.2, System.Globalization.CultureInfo.InvariantCulture");
        Warns(executed, "SJ1001");
        Assert.Contains("Math.Cos(y)", executed.Text, StringComparison.Ordinal);
        Assert.Contains("double step = FiniteDifference.CentralStep(", executed.Text, StringComparison.Ordinal);
        Assert.Contains("but for Convert.ToDouble, differentiated by central differences", executed.Text, StringComparison.Ordinal);
        Assert.False(executed.IsExact);
    }

    [Fact]
    public void A_delegate_parameter() => Warns(
        Executed.Of("[Differentiable] public static double F(double x, Func<double, double> g) => x * g(x);", "0.3, t => t * t"), "SJ1001");

    [Fact]
    public void In_a_loop_over_an_array() => Warns(
        Executed.Of(
            "[Differentiable] public static double F(double[] x, Func<double, int, double> g) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * g(x[i], i); return s; }",
            "[0.3, 1.5, -2], (t, i) => t * t + i * t"),
        "SJ1001");

    [Fact]
    public void A_tuple() => Warns(
        Executed.Of(
            "[Differentiable] public static double F(double x, double y, Func<double, double, (double A, int N, double B)> g) { var (a, n, b) = g(x, 2 * y); return a * b + n * x; }",
            "0.3, 1.5, (a, b) => (a * b, 3, a + b)"),
        "SJ1001");

    [Fact]
    public void An_object_that_takes_reals() => Warns(
        Executed.Of("[Differentiable] public static double F(double x, double y) => y * new HashSet<double> { x, y * y }.Max();", "0.3, 1.5"), "SJ1001");

    [Fact]
    public void In_both_branches() => Warns(
        Executed.Of("[Differentiable] public static double F(double x, Func<double, double> g) => x > 1 ? g(x) : x < 0 ? x * g(-x) : x;", "-0.5, t => t * t"),
        "SJ1001",
        "SJ1001");

    [Theory]
    [InlineData("static double H(double v) { try { return v * v; } finally { new global::System.Random().Next(); } } [Differentiable] public static double F(double x, double y) => H(x * y) * Math.Sin(y);", "SJ1005")]
    [InlineData("static double H(double v) { var l = new SortedList<int, double>(); l.Add(0, v); l.Add(1, 2 * v); return l[0] * l[1]; } static double G(double v) => H(v) + v; [Differentiable] public static double F(double x, double y) => G(x * y) * Math.Sin(y);", "SJ1001")]
    [InlineData("[Differentiable] public static double F(double x, double y) => B.Scale(x) * y;\n}\npublic static class B { private static double Factor = 2; public static double Scale(double v) => v * v * Factor;", "SJ1011")]
    public void A_helper_that_cannot_be_followed(string members, string id)
    {
        var executed = Executed.Of(members, "0.7, 1.3");
        Assert.Contains(executed.Run.Diagnostics, diagnostic => diagnostic.Id == id);
        Assert.Contains("double step = FiniteDifference.CentralStep(", executed.Text, StringComparison.Ordinal);
        Assert.False(executed.IsExact);
    }

    [Fact]
    public void With_float() => Assert.Contains(
        "(float)FiniteDifference.CentralStep(x, Precision.Single)",
        Hosting.GeneratorHost.RunMembers("[Differentiable] public static float F(float x, Func<float, float> g) => x * g(x);").Sources[0].SourceText.ToString(),
        StringComparison.Ordinal);

    private static void Warns(Executed executed, params string[] ids) =>
        Assert.Equal(ids, executed.Run.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.Id));
}
