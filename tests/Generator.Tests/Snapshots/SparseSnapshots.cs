using SymbolicJacobian.Generator.Tests.Differentiation;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Snapshots;

/// <summary>Sparse Jacobians as text: a fixed pattern, a tridiagonal one, a five-point stencil, blocks. SparseJacobianTests runs them.</summary>
public class SparseSnapshots
{
    [Theory]
    [InlineData("Polar", SparseProblems.Polar)]
    [InlineData("Broyden", SparseProblems.Broyden)]
    [InlineData("Bratu", SparseProblems.Bratu)]
    [InlineData("Bundle", SparseProblems.Bundle)]
    public void Members(string name, string text)
    {
        var result = GeneratorHost.RunMembers(text);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Info).Select(diagnostic => diagnostic.ToString()));
        var source = result.Sources.Single(source => source.HintName.EndsWith("SparseJacobian.g.cs", StringComparison.Ordinal));
        Verifier.Verify(nameof(SparseSnapshots), nameof(Members), $"Sample.{name}.SparseJacobian.g", source.SourceText.ToString());
    }
}
