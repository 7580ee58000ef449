namespace SymbolicJacobian.CodeFixes.Tests;

/// <summary>Does a fix make the diagnostic go away, and does it write what a colleague would?</summary>
public class FixTests
{
    [Fact]
    public async Task Partial_is_added_to_every_type_around_the_method()
    {
        var after = await FixHost.Of("""
            using SymbolicJacobian;

            // Kept.
            class Outer
            {
                public static class Inner
                {
                    [Differentiable]
                    public static double F(double x) => x * x;
                }
            }
            """).ApplyAsync(new MakePartialFix());

        Assert.Equal("""
            using SymbolicJacobian;

            // Kept.
            partial class Outer
            {
                public static partial class Inner
                {
                    [Differentiable]
                    public static double F(double x) => x * x;
                }
            }
            """, await after.TextAsync());
        Assert.Empty((await after.RunAsync()).Diagnostics);
    }

    [Fact]
    public async Task A_parameter_without_columns_becomes_constant()
    {
        var after = await FixHost.Of("""
            using SymbolicJacobian;

            public static partial class Sample
            {
                [Differentiable]
                public static double F(double x, decimal rate) => x * x * (double)rate;
            }
            """).ApplyAsync(new AddConstantFix());

        Assert.Contains("public static double F(double x, [Constant] decimal rate)", await after.TextAsync(), StringComparison.Ordinal);
        Assert.Empty((await after.RunAsync()).Diagnostics);
    }

    [Fact]
    public async Task All_parameters_of_a_file_become_constant_at_once()
    {
        var after = await FixHost.Of("""
            using SymbolicJacobian;

            public static partial class Sample
            {
                [Differentiable]
                public static double F(double x, decimal rate) => x * x * (double)rate;

                [Differentiable]
                public static double G(double x, decimal rate) => x * (double)rate;
            }
            """).ApplyToAllAsync(new AddConstantFix());

        Assert.Equal(2, (await after.TextAsync()).Split("[Constant] decimal rate").Length - 1);
        Assert.Empty((await after.RunAsync()).Diagnostics);
    }

    [Fact]
    public async Task The_name_is_written_out_where_no_using_shortens_it()
    {
        var after = await FixHost.Of("""
            public static partial class Sample
            {
                [SymbolicJacobian.Differentiable]
                public static double F(double x, decimal rate) => x * x * (double)rate;
            }
            """).ApplyAsync(new AddConstantFix());

        Assert.Contains("[SymbolicJacobian.Constant] decimal rate", await after.TextAsync(), StringComparison.Ordinal);
        Assert.Empty((await after.RunAsync()).Diagnostics);
    }

    [Fact]
    public async Task A_rule_is_written_for_a_call_without_one()
    {
        var after = await FixHost.Of("""
            using SymbolicJacobian;

            public static partial class Sample
            {
                [Differentiable]
                public static double F(double x) => x * System.Numerics.BigInteger.Log10(3) * System.Xml.XmlConvert.ToDouble("1") * System.Convert.ToDouble(x);
            }
            """).ApplyAsync(new WriteRuleFix());

        var text = await after.TextAsync();
        Assert.Contains("""
                /// <summary>The derivative of Convert.ToDouble.</summary>
                [DerivativeRule(typeof(System.Convert), nameof(System.Convert.ToDouble))]
                private static double ToDoubleDerivative(double value)
                {
                    throw new System.NotImplementedException("Return ∂ToDouble/∂value.");
                }
            """, text, StringComparison.Ordinal);
        Assert.DoesNotContain((await after.RunAsync()).Diagnostics, diagnostic => diagnostic.Id == "SJ1001" || diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
    }
}
