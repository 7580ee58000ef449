using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Pipeline;

/// <summary>What an edit makes run again, by the reasons that the driver gives.</summary>
public sealed class IncrementalTests
{
    private const string Marked = GeneratorHost.Usings + """
        public static partial class Sample
        {
            [Differentiable]
            public static double F(double x) => x * Helper.Twice(x);
        }
        """;

    private const string Helper = "public static class Helper { public static double Twice(double v) { var t = 2 * v; return t; } }";

    [Fact]
    public void A_comment_changes_nothing() =>
        AssertReasons(Marked.Replace("[Differentiable]", "// why\n    [Differentiable]"), Helper, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    [Fact]
    public void Moved_lines_change_nothing() =>
        AssertReasons("\n\n\n" + Marked, Helper, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    [Fact]
    public void Another_file_changes_nothing() =>
        AssertReasons(Marked, Helper + " public class Other;", IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);

    [Fact]
    public void A_callee_in_another_file_changes_the_model() =>
        AssertReasons(Marked, Helper.Replace("2 * v", "3 * v"), IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged);

    [Fact]
    public void The_body_changes_the_model() =>
        AssertReasons(Marked.Replace("x * Helper", "x + Helper"), Helper, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged);

    private static void AssertReasons(string marked, string helper, IncrementalStepRunReason model, IncrementalStepRunReason source)
    {
        var before = GeneratorHost.Compile(Marked, Helper);
        var driver = GeneratorHost.Driver(trackSteps: true).RunGenerators(before);
        var after = Edit(Edit(before, 0, marked), 1, helper);
        var run = driver.RunGenerators(after).GetRunResult();
        var result = new HostResult(after, after, run);
        Assert.Equal([model], result.Reasons(TrackingNames.Models));
        var reason = Assert.Single(result.Reasons(TrackingNames.Sources));

        // A changed model may give the same text: only that it is looked at again is asserted here.
        Assert.True(reason == source || (source == IncrementalStepRunReason.Unchanged && reason == IncrementalStepRunReason.Modified), reason.ToString());
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, int file, string text)
    {
        var tree = compilation.SyntaxTrees[file];
        return text == tree.ToString()
            ? compilation
            : compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, GeneratorHost.ParseOptions, tree.FilePath));
    }
}
