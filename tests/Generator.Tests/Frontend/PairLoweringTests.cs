using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Frontend;

/// <summary>Functions that give two values at once.</summary>
public sealed class PairLoweringTests
{
    [Theory]
    [InlineData("double", "Math.SinCos", "Sin", "Cos")]
    [InlineData("float", "MathF.SinCos", "Sin", "Cos")]
    [InlineData("double", "double.SinCosPi", "SinPi", "CosPi")]
    public void AreTakenApart(string type, string method, string first, string second)
    {
        var result = GeneratorHost.RunMembers($"[Differentiable] public static {type} F({type} x) {{ var (s, c) = {method}(2 * x); return s * c + {method}(x).Item1; }}");

        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Info).Select(diagnostic => diagnostic.ToString()));
        var text = Ir.IrText.Of(result.Function);
        Assert.Contains(first, text, StringComparison.Ordinal);
        Assert.Contains(second, text, StringComparison.Ordinal);
    }
}
