using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Frontend;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Pipeline;

/// <summary>What is lowered again after an edit: what depends on it, and nothing else.</summary>
public sealed class LoweringMemoTests
{
    private const string Marked = GeneratorHost.Usings + """
        public static partial class Sample
        {
            public static double Near(double v) { return v + 1; }
            [Differentiable]
            public static double F(double x) => x * Helper.Twice(x) * Table.Scale;
            [Differentiable]
            public static double G(double x) => Near(x);
            public static double Unused(double v) { return v + 2; }
        }
        """;

    private const string Helper = "public static class Helper { public static double Twice(double v) { var t = 2 * v; return Inner(t); } static double Inner(double t) => t; public static int Other() { return 1; } }";

    private const string Table = "public static class Table { public const double Scale = 3; public static void Print() { } }";

    [Theory]
    [InlineData(0, "return v + 2;", "var w = v; return w + 2;", "")]
    [InlineData(1, "return 1;", "return 2; /* and more */", "")]
    [InlineData(2, "{ }", "{ var s = 1; }", "")]
    [InlineData(0, "return v + 1;", "return v + 3;", "G")]
    [InlineData(0, "Near(x);", "Near(x * x);", "G")]
    [InlineData(1, "2 * v", "3 * v", "F")]
    [InlineData(1, "=> t;", "=> t * t;", "F")]
    [InlineData(2, "Scale = 3", "Scale = 4", "F,G")]
    [InlineData(2, "static void Print()", "static int Print(int n)", "F,G")]
    [InlineData(1, "public static int Other", "public static double Twice(float v) => v; public static int Other", "F,G")]
    [InlineData(2, "public static class Table", "namespace System { class Math; } public static class Table", "F,G")]
    [InlineData(2, "{ }", "{\n#nullable disable\n}", "F,G")]
    [InlineData(2, "public static class Table", "/* a comment */ public  static class Table // and another\n", "")]
    [InlineData(2, "public static class Table", "\n#pragma warning disable SJ1001\npublic static class Table", "F,G")]
    public void An_edit_lowers_what_depends_on_it(int file, string old, string edited, string expected)
    {
        var lowered = new List<string>();
        var driver = DriverOf(lowered);
        var before = GeneratorHost.Compile(Marked, Helper, Table);
        driver = driver.RunGenerators(before);
        Assert.Equal(["F", "G"], lowered);

        lowered.Clear();
        driver.RunGenerators(Edit(before, file, text => text.Replace(old, edited)));
        Assert.Equal(expected, string.Join(",", lowered));
    }

    [Fact]
    public void Other_references_or_options_lower_all()
    {
        var lowered = new List<string>();
        var before = GeneratorHost.Compile(Marked, Helper, Table);
        var driver = DriverOf(lowered).RunGenerators(before);
        lowered.Clear();
        driver = driver.RunGenerators(before.WithOptions(before.Options.WithOverflowChecks(true)));
        Assert.Equal(["F", "G"], lowered);
        lowered.Clear();
        driver.RunGenerators(before.RemoveReferences(before.References.First(reference => reference.Display!.Contains("Linq", StringComparison.Ordinal))));
        Assert.Equal(["F", "G"], lowered);
    }

    /// <summary>Files are made early for models that are not those of before: what the driver has it does not ask for again.</summary>
    [Theory]
    [InlineData(0, "=> Near(x);", "=> Near(x); // the same", "")]
    [InlineData(2, "static void Print()", "static int Print(int n)", "")]
    [InlineData(0, "return v + 1;", "return v + 3;", "G")]
    [InlineData(1, "2 * v", "3 * v", "F")]
    public void Only_a_model_that_changes_is_planned_ahead(int file, string old, string edited, string expected)
    {
        var changed = new List<string>();
        var driver = CSharpGeneratorDriver.Create([new Ahead(changed).AsSourceGenerator()], parseOptions: GeneratorHost.ParseOptions);
        var before = GeneratorHost.Compile(Marked, Helper, Table);
        var warm = driver.RunGenerators(before);
        Assert.Equal(["F", "G"], changed);
        changed.Clear();
        warm.RunGenerators(Edit(before, file, text => text.Replace(old, edited)));
        Assert.Equal(expected, string.Join(",", changed));
    }

    /// <summary>A method whose diagnostics point into an old tree is lowered again, however little has changed.</summary>
    [Fact]
    public void Diagnostics_point_into_the_tree_of_today()
    {
        var source = Marked.Replace("=> Near(x);", "=> System.IO.Path.GetTempPath().Length * (x + new Random((int)x).NextDouble());");
        var before = GeneratorHost.Compile(source, Helper, Table);
        var driver = DriverOf([]).RunGenerators(before);
        var after = Edit(before, 0, text => text.Replace("return v + 1;", "\n\nreturn v + 1;"));
        var diagnostics = driver.RunGenerators(after).GetRunResult().Diagnostics;
        Assert.NotEmpty(diagnostics);
        Assert.All(diagnostics, diagnostic => Assert.Contains(diagnostic.Location.SourceTree!, after.SyntaxTrees));
    }

    [Fact]
    public void A_warning_taken_for_an_error_does_not_stop_generation()
    {
        var compilation = GeneratorHost.Compile(GeneratorHost.Usings + "public static partial class C { [Differentiable] public static double F(double x) { int unused; return x * x; } }");
        compilation = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error));
        Assert.NotEmpty(GeneratorHost.Run(compilation).Sources);
    }

    [Fact]
    public void Random_edits_give_what_a_fresh_run_gives()
    {
        var random = new Random(20240);
        var files = RandomEdits.Files.ToArray();
        var compilation = GeneratorHost.Compile(files);
        var lowered = new List<string>();
        var driver = DriverOf(lowered).RunGenerators(compilation);
        var (changed, before) = (0, Text(driver));
        const int Steps = 150;
        for (var step = 0; step < Steps; step++)
        {
            var (file, one, other) = RandomEdits.Toggles[random.Next(RandomEdits.Toggles.Length)];
            compilation = Edit(compilation, file, text => text.Contains(one, StringComparison.Ordinal) ? text.Replace(one, other) : text.Replace(other, one));
            driver = driver.RunGenerators(compilation);
            var text = Text(driver);
            Assert.Equal(Text(DriverOf([]).RunGenerators(compilation)), text);
            changed += text == before ? 0 : 1;
            before = text;
        }

        // The edits matter: a memo that gave what it had would have failed here. And it is of use: most methods were not lowered.
        Assert.InRange(changed, Steps / 4, Steps);
        Assert.InRange(lowered.Count, 1, Steps * RandomEdits.MarkedMethods * 3 / 4);
    }

    /// <summary>Nobody in Frontend gets at the body of another method but through MethodBodies, which notes it.</summary>
    [Fact]
    public void Bodies_are_followed_in_one_place()
    {
        string[] known = ["MethodSource.cs: GetSemanticModel", "TaughtRules.cs: GetSemanticModel", "LateDiagnostics.cs: GetSemanticModel", .. KnownReaders.Select(file => $"{file}: DeclaringSyntaxReferences")];
        var found = new List<string>();
        foreach (var path in Directory.GetFiles(Path.Combine(Repository(), "src", "Generator", "Frontend"), "*.cs"))
        {
            var text = File.ReadAllText(path);
            found.AddRange(new[] { ".GetSemanticModel", ".DeclaringSyntaxReferences" }.Where(name => text.Contains(name, StringComparison.Ordinal)).Select(name => $"{Path.GetFileName(path)}: {name[1..]}"));
        }

        Assert.Empty(found.Except(known));
    }

    /// <summary>
    /// Who reads declarations of the method itself, of its type, or asks only whether there are any; and who reads of other types what
    /// is no body of a method: fields, constructors, initializers.
    /// </summary>
    private static readonly string[] KnownReaders =
    [
        "MethodSource.cs", "SignatureReader.cs", "Lowering.cs", "Lowering.Calls.cs", "VerbatimText.cs", "Effects.cs",
        "Composite.cs", "Lowering.Delegates.cs", "TaughtRules.cs", "RuleReader.cs", "Lowering.Construction.cs", "Lowering.Makers.cs", "Lowering.Members.cs", "AssignedSymbols.cs",
    ];

    private static string Repository([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));

    private static GeneratorDriver DriverOf(List<string> lowered) => CSharpGeneratorDriver.Create(
        [new JacobianGenerator { Lowered = lowered.Add }.AsSourceGenerator()],
        parseOptions: GeneratorHost.ParseOptions);

    private static string Text(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        return string.Join("\n", result.Diagnostics.Select(diagnostic => diagnostic.ToString()))
            + string.Concat(result.GeneratedSources.Select(source => $"\n=== {source.HintName}\n{source.SourceText}"));
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, int file, Func<string, string> edit)
    {
        var tree = compilation.SyntaxTrees[file];
        var text = edit(tree.ToString());
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, GeneratorHost.ParseOptions, tree.FilePath));
    }

    /// <summary>The first stage of the generator alone.</summary>
    private sealed class Ahead(List<string> changed) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var memo = new LoweringMemo(MethodReader.Read, changed: (model, _) => changed.Add(model.Name));
            context.RegisterSourceOutput(context.SyntaxProvider.ForAttributeWithMetadataName("SymbolicJacobian.DifferentiableAttribute", (_, _) => true, memo.Read), (_, _) => { });
        }
    }
}
