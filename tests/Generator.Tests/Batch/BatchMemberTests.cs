using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Batch;

/// <summary>Batches as their callers meet them: compiled, compared with the member for one point, misused, as text.</summary>
public class BatchMemberTests
{
    private static readonly Lazy<HostResult> _run = new(() =>
        GeneratorHost.Run(GeneratorHost.Usings + BatchPrograms.Methods + "\n" + BatchPrograms.More + "\n" + BatchPrograms.Driver));

    private static readonly Lazy<Type> _driver = new(() =>
    {
        var (assembly, errors) = GeneratedAssembly.Load(_run.Value);
        Assert.Empty(errors.Select(error => error.ToString()));
        return assembly!.GetType("Driver")!;
    });

    [Theory]
    [InlineData("Branch")]
    [InlineData("Newton")]
    [InlineData("Guard")]
    [InlineData("Smooth")]
    [InlineData("Table")]
    [InlineData("Parallel")]
    [InlineData("Functions")]
    [InlineData("Kepler")]
    [InlineData("Series")]
    [InlineData("Layer")]
    [InlineData("Skewed")]
    [InlineData("Cross")]
    [InlineData("OfKind")]
    [InlineData("Fill")]
    [InlineData("Pairs")]
    [InlineData("Taught")]
    [InlineData("TaughtElsewhere")]
    [InlineData("Only")]
    public void ABatchIsTheDerivativePointByPoint(string name) =>
        Assert.InRange((double)_driver.Value.GetMethod("Worst")!.Invoke(null, [name])!, 0, 1e-13);

    [Theory]
    [InlineData("Thrown", "too small")]
    [InlineData("ShortResult", "'gradients' has length 1 but needs 2. (Parameter 'gradients')")]
    [InlineData("LongInputs", "'inputs' has length 3 but needs exactly 2. (Parameter 'inputs')")]
    [InlineData("Negative", "The number of points is negative. (Parameter 'count')\nActual value was -1.")]
    public void WrongUseIsSaid(string misuse, string message)
    {
        var fault = Assert.Throws<TargetInvocationException>(() => _driver.Value.GetMethod(misuse)!.Invoke(null, []));
        Assert.Equal(message, Assert.IsAssignableFrom<ArgumentException>(fault.InnerException).Message.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void PointsBeforeTheOneThatThrowsAreWritten()
    {
        Assert.Throws<TargetInvocationException>(() => _driver.Value.GetMethod("Thrown")!.Invoke(null, []));
        var last = (double[])_driver.Value.GetProperty("Last")!.GetValue(null)!;
        Assert.Equal([1.7, 0.15, 0, 0, 0], last);
    }

    [Fact]
    public void NothingIsAllocated() => Assert.Equal(0L, _driver.Value.GetMethod("Allocated")!.Invoke(null, []));

    [Fact]
    public void SinglePrecisionGoesPointByPoint() => Assert.Equal("True True", _driver.Value.GetMethod("OfSingle")!.Invoke(null, []));

    [Theory]
    [InlineData("Branch", "four points at a time, in vectors")]
    [InlineData("Kepler", "four points at a time, in vectors")]
    [InlineData("Smooth", "four points at a time, in vectors")]
    [InlineData("Table", "one point after the other, because an integer differs between points")]
    [InlineData("Single", "one point after the other, because it computes in single precision")]
    [InlineData("Mixed", "one point after the other, because it computes in single precision")]
    [InlineData("Taught", "four points at a time, in vectors")]
    [InlineData("TaughtElsewhere", "one point after the other, because a branch calls a function that is not known to be safe for the points outside of it")]
    public void TheDocumentationSaysHow(string name, string how) =>
        Assert.Contains($"Exact: {how}.", Source(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("Branch")]
    [InlineData("Newton")]
    [InlineData("Guard")]
    [InlineData("Smooth")]
    [InlineData("Table")]
    public void Shape(string name) => Verifier.Verify(nameof(BatchMemberTests), nameof(Shape), $"Shapes.{name}.Batch.g", Source(name));

    [Fact]
    public void OldCompilersTakeThem()
    {
        const string Text = """
            using System;
            using SymbolicJacobian;
            public static partial class Sample
            {
                [Differentiable(Derivatives.Batch)] public static double F(double x, [Constant] double[] w) { if (x > w[0]) { x = Math.Tan(x) * x; } return x; }
                [Differentiable(Derivatives.Batch)] public static double G(double[] x, int k) { if (x[0] > 1) { throw new ArgumentException("no"); } return x[k] * x[0]; }
            }
            """;
        var options = new CSharpParseOptions(LanguageVersion.CSharp7_3);
        var compilation = GeneratorHost.Compile("").RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText(Text, options));
        compilation = compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable));
        var driver = CSharpGeneratorDriver.Create([new JacobianGenerator().AsSourceGenerator()], parseOptions: options);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        Assert.Empty(output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(error => error.ToString()));
        Assert.Equal(3, output.SyntaxTrees.Count());
    }

    private static string Source(string name) =>
        _run.Value.Sources.Single(source => source.HintName.EndsWith($".{name}.Batch.g.cs", StringComparison.Ordinal)).SourceText.ToString();
}
