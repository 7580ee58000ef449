using System.Reflection;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>
/// Sparse Jacobians of systems as people write them, compiled and run: the pattern is what any of many random points has, the
/// values are those of the dense Jacobian, memory grows with the non-zeros.
/// </summary>
public class SparseJacobianTests
{
    private static readonly Lazy<Type> _systems = new(Compile);

    [Theory]
    [InlineData("Polar", 3, 5)]
    [InlineData("Broyden", 10, 28)]
    [InlineData("Broyden", 1, 1)]
    [InlineData("Bratu", 16, 64)]
    [InlineData("Bratu", 1, 1)]
    [InlineData("Bundle", 15, 35)]
    [InlineData("Rotated", 15, 61)]
    [InlineData("Edge", 6, 13)]
    [InlineData("Edge", 2, 4)]
    [InlineData("Brusselator", 12, 44)]
    [InlineData("Interleaved", 12, 56)]
    [InlineData("Heat", 8, 26)]
    [InlineData("Heat", 1, 1)]
    [InlineData("Heat", 2, 2)]
    [InlineData("Upwind", 9, 23)]
    [InlineData("Volumes", 9, 25)]
    [InlineData("Banded", 10, 54)]
    [InlineData("Powell", 8, 16)]
    [InlineData("Arrow", 7, 19)]
    [InlineData("Steps", 8, 26)]
    [InlineData("Elements", 6, 14)]
    [InlineData("Sized", 40, 80)]
    [InlineData("Single", 6, 11)]
    [InlineData("Implicit", 6, 11)]
    [InlineData("Otherwise", 3, 9)]
    [InlineData("Whenever", 3, 9)]
    public void PatternIsTheStructureAndValuesAreTheJacobian(string name, int n, int entries)
    {
        var random = new Random(n);
        var union = new HashSet<(int, int)>();
        SparsityPattern? kept = null;
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var x = Enumerable.Range(0, n).Select(_ => (2 * random.NextDouble()) - 1).ToArray();
            var (pattern, values, dense) = (ValueTuple<SparsityPattern, double[], double[,]>)Call("At", name, x);
            Assert.Equal(kept ?? pattern, pattern);
            kept = pattern;
            var sparse = pattern.ToDense(values);
            Assert.Equal((dense.GetLength(0), dense.GetLength(1)), (pattern.RowCount, pattern.ColumnCount));
            for (var i = 0; i < pattern.RowCount; i++)
            {
                for (var j = 0; j < pattern.ColumnCount; j++)
                {
                    Assert.True(Math.Abs(dense[i, j] - sparse[i, j]) <= 1e-12 * (1 + Math.Abs(dense[i, j])), $"({i}, {j}): {sparse[i, j]:R} instead of {dense[i, j]:R}");
                    if (dense[i, j] != 0)
                    {
                        union.Add((i, j));
                    }
                }
            }
        }

        Assert.Equal(SparsityPattern.FromCoordinates(kept!.RowCount, kept.ColumnCount, union), kept);
        Assert.Equal(entries, kept.NonZeroCount);
    }

    [Fact]
    public void ValuesOfAMillionRowsAllocateNothingAndCheckTheirSpanFirst()
    {
        var (bytes, isLeftAlone) = (ValueTuple<long, bool>)Call("Large", 1_000_000);
        Assert.Equal(0, bytes);
        Assert.True(isLeftAlone);
    }

    [Theory]
    [InlineData("LargePattern", 1_000_000, 2_999_998)]
    [InlineData("LargeArrow", 300_000, 899_998)]
    public void MemoryGrowsWithTheNonZeros(string method, int n, int entries)
    {
        var (bytes, found) = (ValueTuple<long, int>)Call(method, n);
        Assert.Equal(entries, found);
        Assert.InRange(bytes, 0, 150L * entries);
    }

    [Fact]
    public void AFixedPatternIsMadeOnce() => Assert.True((bool)Call("IsSame"));

    private static object Call(string method, params object[] arguments)
    {
        try
        {
            return _systems.Value.GetMethod(method)!.Invoke(null, arguments)!;
        }
        catch (TargetInvocationException fault)
        {
            throw new InvalidOperationException(fault.InnerException!.ToString());
        }
    }

    private static Type Compile()
    {
        var result = GeneratorHost.Run(SparseProblems.Source);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        using var image = new MemoryStream();
        var emitted = result.Output.WithOptions(result.Output.Options.WithOptimizationLevel(OptimizationLevel.Release)).Emit(image);
        Assert.Empty(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        return Assembly.Load(image.ToArray()).GetType("Systems")!;
    }
}
