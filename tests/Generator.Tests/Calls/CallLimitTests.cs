using System.Diagnostics;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Calls;

/// <summary>Where following calls ends: said at the token, in bounded time, never by wrong code.</summary>
public sealed class CallLimitTests
{
    [Fact]
    public void Helpers_that_each_call_the_one_before_twice()
    {
        var helpers = string.Concat(Enumerable.Range(1, 40).Select(i => $"static double H{i}(double v) => H{i - 1}(v) * H{i - 1}(v + 1);\n"));
        var watch = Stopwatch.StartNew();
        var result = GeneratorHost.RunMembers($"static double H0(double v) => v;\n{helpers}[Differentiable] public static double F(double x) => H40(x);");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning);
        Assert.Empty(result.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("Func<double, double> f = Math.Sin; for (int i = 0; i < 3; i++) { x = f(x); f = v => v * 2; } return f(x);", "SJ1001")]
    [InlineData("Func<double, double> f = v => v * x; return new Dictionary<int, Func<double, double>> { [0] = f }[0](x);", "SJ1")]
    [InlineData("Func<double, double> f = v => v; object o = f; return x * ((Func<double, double>)o)(x);", "SJ1")]
    public void Delegates_that_are_lost_sight_of(string body, string id)
    {
        var result = GeneratorHost.RunMembers($"[Differentiable] public static double F(double x) {{ {body} }}");
        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Id.StartsWith(id, StringComparison.Ordinal));
        Assert.Empty(result.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }
}
