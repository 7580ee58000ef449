using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.CodeFixes.Tests;

/// <summary>Jacobians that were written by hand, and arrays without a size.</summary>
public class JacobianFixTests
{
    [Theory]
    [InlineData("double[] F(double x, double y) => [x * x, x * y];", "double[,] J(double x, double y) => new double[,] { { x, 0 }, { y, x } };", "double[,] J(double x, double y) => FJacobian(x, y);")]
    [InlineData("double[] F(double x, double y) => [x * x, x * y];", "double[,] J(double x, double y) { var a = 2 * x; return new double[,] { { a, 0 }, { y, x } }; }", "double[,] J(double x, double y) => FJacobian(x, y);")]
    [InlineData("double F(double x, double y) => x * y;", "double[] J(double x, double y) => [y, x];", "double[] J(double x, double y) => FGradient(x, y);")]
    [InlineData("double F(double x) => x * x;", "double J(double @in) => 2 * @in;", "double J(double @in) => FGradient(@in)[0];")]
    [InlineData("double F(double x, double y) => x * y;", "void J(double x, double y, System.Span<double> g) { g[0] = y; g[1] = x; }", "void J(double x, double y, System.Span<double> g) => FGradient(x, y, g);")]
    public async Task One_written_by_hand_calls_the_generated_one(string function, string before, string after)
    {
        var host = FixHost.Of(Source(function, before));
        var changed = await host.ApplyAsync(new ReplaceJacobianFix(), 0);

        Assert.Equal(Source(function, after), await changed.TextAsync());
        Assert.Empty((await changed.RunAsync()).Diagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info).Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public async Task One_written_by_hand_is_taken_away()
    {
        var host = FixHost.Of(Source("double F(double x) => x * x;", "double J(double x) => 2 * x;"));
        var changed = await host.ApplyAsync(new ReplaceJacobianFix(), 1);

        Assert.DoesNotContain("JacobianOf", await changed.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("double F(double x)", await changed.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_offered_where_nothing_is_generated() =>
        Assert.Empty(await FixHost.Of(Source("double F(double x) => x * x;", "double J(double x) => 3 * x;").Replace("    [Differentiable]\n", "", StringComparison.Ordinal)).OffersAsync(new ReplaceJacobianFix()));

    [Fact]
    public async Task A_form_of_its_own_is_only_taken_away() =>
        Assert.Single(await FixHost.Of(Source("double[] F(double x) => [x * x, x];", "(double, double) J(double x) => (2 * x, 1);")).OffersAsync(new ReplaceJacobianFix()));

    [Fact]
    public async Task A_size_is_said()
    {
        const string Before = """
            using SymbolicJacobian;

            public static partial class Sample
            {
                [Differentiable]
                public static double F(double[] x, double[,] a) => x[0] * x[2] + a[1, 0];
            }
            """;
        var once = await FixHost.Of(Before).ApplyAsync(new AddSizeFix(), 0);
        var twice = await once.ApplyAsync(new AddSizeFix(), 0);

        Assert.Contains("F([Size(3)] double[] x, [Size(2, 1)] double[,] a)", await twice.TextAsync(), StringComparison.Ordinal);
        Assert.Empty((await twice.RunAsync()).Diagnostics.Where(diagnostic => diagnostic.Id != "SJ2004").Select(diagnostic => diagnostic.ToString()));
    }

    private static string Source(string function, string jacobian) => $$"""
        using SymbolicJacobian;

        public static partial class Sample
        {
            [Differentiable]
            public static {{function}}

            [JacobianOf(nameof(F))]
            private static {{jacobian}}
        }
        """;
}
