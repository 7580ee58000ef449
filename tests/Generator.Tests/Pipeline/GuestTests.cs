using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Pipeline;

/// <summary>What an editor does to a generator all day: edits of every sort, from several threads, in any culture, for hours.</summary>
public class GuestTests
{
    private static readonly string[] _kinds = ["Jacobian", "Jvp", "Vjp", "Hessian", "SparseJacobian", "GaussNewton"];

    private static readonly string _marked = Marked(string.Join(" | ", _kinds.Select(kind => "Derivatives." + kind)));

    private const string Helper = "public static class Helper { public static double Twice(double v) { var t = 2 * v; return t; } }";

    private static string Marked(string kinds) => GeneratorHost.Usings + $$"""
        public static partial class Sample
        {
            /* above */
            [Differentiable({{kinds}})]
            public static double[] F(double[] x, double a)
            {
                var y = new double[x.Length];
                for (var i = 1; i < x.Length; i++) { y[i] = x[i - 1] > a ? x[i] * 1.5 : Helper.Twice(x[i]); }
                return y;
            }
            public static int Other() { return 1; }
        }
        """;

    public static TheoryData<string, string, string, bool> Edits() => new()
    {
        { "a comment", "/* above */", "// above\n", false },
        { "typing beside it", "return 1;", "return 1 + ", false },
        { "another method", "return 1;", "return 2;", false },
        { "a new member", "public static int Other", "public static int More; public static int Other", false },
        { "typing in the body", "x[i] * 1.5", "x[i] * 2.5", true },
        { "a new name", "double a)", "double b)", true },
        { "the kinds", "Derivatives.Jvp | ", "", true },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_makes_anew_what_it_concerns_and_nothing_else(string edit, string old, string text, bool changes)
    {
        var before = GeneratorHost.Compile(_marked, Helper);
        var driver = GeneratorHost.Driver(trackSteps: true).RunGenerators(before);
        var after = before.ReplaceSyntaxTree(before.SyntaxTrees[0], Parse(_marked.Replace(old, text, StringComparison.Ordinal).Replace(edit == "a new name" ? "> a" : "\0", "> b", StringComparison.Ordinal), before.SyntaxTrees[0].FilePath));
        var result = new HostResult(after, after, driver.RunGenerators(after).GetRunResult());
        Assert.Null(result.Exception);
        Assert.Equal([changes ? IncrementalStepRunReason.Modified : IncrementalStepRunReason.Unchanged], result.Reasons(TrackingNames.Models));
        Assert.Equal([changes ? IncrementalStepRunReason.Modified : IncrementalStepRunReason.Cached], result.Reasons(TrackingNames.Sources));
    }

    [Fact]
    public void A_mark_that_goes_takes_all_with_it_and_one_that_comes_brings_it_back()
    {
        var before = GeneratorHost.Compile(_marked, Helper);
        var driver = GeneratorHost.Driver(trackSteps: true).RunGenerators(before);
        var first = Text(driver);
        var without = before.ReplaceSyntaxTree(before.SyntaxTrees[0], Parse(_marked.Replace("[Differentiable(", "//[Differentiable(", StringComparison.Ordinal), before.SyntaxTrees[0].FilePath));
        driver = driver.RunGenerators(without);
        Assert.Empty(driver.GetRunResult().GeneratedTrees);
        Assert.Equal(first, Text(driver.RunGenerators(before)));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void The_bytes_are_the_same_in_every_culture_order_and_folder(string culture)
    {
        var expected = Text(GeneratorHost.Driver().RunGenerators(GeneratorHost.Compile(_marked, Helper)));
        var earlier = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var compilation = GeneratorHost.Compile("");
            compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(Parse(Helper, @"C:\somewhere\else\Helper.cs"), Parse(_marked, "/home/other/Ä ö/Marked.cs"));
            Assert.Equal(expected, Text(GeneratorHost.Driver().RunGenerators(compilation)));
        }
        finally
        {
            CultureInfo.CurrentCulture = earlier;
        }
    }

    public static TheoryData<string> Cultures() => new("tr-TR", "de-DE", "fa-IR", "ar-SA", "th-TH", "");

    [Fact]
    public void Several_threads_get_the_same()
    {
        var compilation = GeneratorHost.Compile(_marked, Helper);
        var expected = Text(GeneratorHost.Driver().RunGenerators(compilation));
        var driver = GeneratorHost.Driver();
        var texts = new string[16];
        Parallel.For(0, texts.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => texts[i] = Text((i % 2 == 0 ? driver : GeneratorHost.Driver()).RunGenerators(compilation)));
        Assert.All(texts, text => Assert.Equal(expected, text));
    }

    /// <summary>Nothing of an earlier compilation is kept: what one edit leaves behind, a thousand would.</summary>
    [Fact]
    public void Memory_does_not_grow_with_edits()
    {
        const int Edits = 300;
        var compilation = GeneratorHost.Compile(Marked("Derivatives.Jacobian"), Helper);
        var driver = GeneratorHost.Driver();
        var seen = new List<WeakReference>();
        for (var i = 0; i < Edits; i++)
        {
            driver = Step(driver, ref compilation, i, seen);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.InRange(seen.Count(reference => reference.IsAlive), 0, 10);
        GC.KeepAlive(driver);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static GeneratorDriver Step(GeneratorDriver driver, ref CSharpCompilation compilation, int step, List<WeakReference> seen)
    {
        var text = Marked("Derivatives.Jacobian").Replace("1.5", (step / 2).ToString(CultureInfo.InvariantCulture) + ".5", StringComparison.Ordinal);
        compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Parse(text, compilation.SyntaxTrees[0].FilePath)).Clone();
        seen.Add(new WeakReference(compilation.SyntaxTrees[0]));
        return driver.RunGenerators(compilation);
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, GeneratorHost.ParseOptions, path);

    private static string Text(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        return string.Concat(result.GeneratedSources.OrderBy(source => source.HintName, StringComparer.Ordinal).Select(source => $"=== {source.HintName}\n{source.SourceText}"));
    }
}
