using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Contract;

/// <summary>How loud a diagnostic is belongs to the user: .editorconfig, #pragma, [SuppressMessage], Fallback.</summary>
public sealed class SeverityTests
{
    private const string Text = GeneratorHost.Usings + """
        public static partial class Sample
        {
            [Differentiable]
            public static double F(double x) => Math.ReciprocalEstimate(x) + Math.Floor(x);
        }
        """;

    [Theory]
    [InlineData("SJ1001", "error", DiagnosticSeverity.Error)]
    [InlineData("SJ1001", "warning", DiagnosticSeverity.Warning)]
    [InlineData("SJ1001", "suggestion", DiagnosticSeverity.Info)]
    [InlineData("SJ1001", "silent", DiagnosticSeverity.Hidden)]
    [InlineData("SJ1001", "none", null)]
    [InlineData("SJ2001", "warning", DiagnosticSeverity.Warning)]
    [InlineData("SJ2001", "none", null)]
    public void Editorconfig_sets_the_severity(string id, string severity, DiagnosticSeverity? expected)
    {
        var found = Run($"root = true\n[*.cs]\ndotnet_diagnostic.{id}.severity = {severity}\n", Text).SingleOrDefault(diagnostic => diagnostic.Id == id);

        Assert.Equal(expected, found?.Severity);
    }

    [Fact]
    public void Editorconfig_says_so_for_the_folder_it_stands_in() => Assert.Equal(
        [DiagnosticSeverity.Error, DiagnosticSeverity.Warning],
        Run("[Source0.cs]\ndotnet_diagnostic.SJ1001.severity = error\n", Text, Text.Replace("Sample", "Other", StringComparison.Ordinal))
            .Where(diagnostic => diagnostic.Id == "SJ1001").Select(diagnostic => diagnostic.Severity));

    [Fact]
    public void SuppressMessage_silences()
    {
        var attribute = "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"SymbolicJacobian\", \"SJ1001:A called method has no derivative rule\")]";
        var found = Run("", Text.Replace("[Differentiable]", attribute + "\n    [Differentiable]", StringComparison.Ordinal));

        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "SJ1001");
        Assert.Contains(found, diagnostic => diagnostic.Id == "SJ2001");
    }

    /// <summary>Each refusal of the contract's programs, in turn with Fallback.Error, with a pragma, and with both.</summary>
    [Fact]
    public void Fallback_Error_turns_every_fall_back_into_an_error()
    {
        var result = Refused(source => source.Replace("[Differentiable]", "[Differentiable(Fallback = Fallback.Error)]", StringComparison.Ordinal));

        Assert.All(Loud(result.Diagnostics), diagnostic => Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity));
        Assert.Equal(result.Input.SyntaxTrees.Count() - FilesOf(result.Diagnostics).Length, result.Sources.Count);
        Assert.All(result.Sources, source => Assert.Contains("IsExact = true", source.SourceText.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_pragma_silences_every_refusal()
    {
        var result = Refused(source => "#pragma warning disable SJ1001, SJ1002, SJ1003, SJ1004, SJ1005, SJ1006, SJ1008, SJ1010, SJ1012, SJ1013, SJ1014\n" + source);

        Assert.Empty(Loud(result.Shown));
        Assert.Equal(result.Input.SyntaxTrees.Count(), result.Sources.Count);
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void A_pragma_silences_what_is_said_of_a_declaration(string id, string source)
    {
        Assert.Contains(GeneratorHost.Run(GeneratorHost.Usings + source).Shown, diagnostic => diagnostic.Id == id);
        Assert.DoesNotContain(GeneratorHost.Run($"#pragma warning disable {id}\n" + GeneratorHost.Usings + source).Shown, diagnostic => diagnostic.Id == id);
    }

    public static TheoryData<string, string> Declarations => new()
    {
        { "SJ0001", "class A { [Differentiable] static double F(double x) => x; }" },
        { "SJ0002", "partial class A { [Differentiable] static void F(double x) { } }" },
        { "SJ0003", "partial class A { [Differentiable] static double F(int n) => n; }" },
        { "SJ0004", "partial class A { [Differentiable] static async System.Threading.Tasks.Task<double> F(double x) { await System.Threading.Tasks.Task.Yield(); return x; } }" },
        { "SJ0005", "partial class A { [Differentiable] static IEnumerable<double> F(double x) { yield return x; } }" },
        { "SJ0006", "abstract partial class A { [Differentiable] public abstract double F(double x); }" },
        { "SJ0007", "partial class A { [Differentiable] static double F(double x, decimal d) => x; }" },
        { "SJ0008", "partial class A { [Differentiable] static string F(double x) => \"\"; }" },
        { "SJ0009", "partial class A { [Differentiable] static double F(double x, out object y) { y = 1; return x; } }" },
        { "SJ0010", "partial interface A { [Differentiable] static double F(double x) => x; }" },
        { "SJ0012", "file partial class A { [Differentiable] static double F(double x) => x; }" },
        { "SJ0013", "partial class A { [Differentiable] static double F([Size(0)] double[] x) => x[0]; }" },
        { "SJ0014", "partial class A { [Differentiable] static void F(double x, Span<double> y, Span<double> z) { y[0] = x; z[0] = x; } }" },
        { "SJ0015", "partial class A { [Differentiable] static double F(double x) => x; static double[] FGradient(double x) => null!; }" },
        { "SJ0016", "unsafe partial class A { [Differentiable] static double F(double* x) => *x; }" },
        { "SJ0017", "partial class A { [Differentiable(Derivatives.Jacobian | (Derivatives)256)] static double F(double x) => x; }" },
        { "SJ0019", "ref partial struct A { [Differentiable] public double F(double x) { try { return x; } finally { new Random().Next(); } } }" },
        { "SJ0020", "partial class A { class @var { } [Differentiable] static double F(double x) => x; }" },
        { "SJ0021", "class A { [DerivativeRule(typeof(Math), nameof(Math.Sin))] static int D(double x) => 0; }" },
        { "SJ0022", "class A { [DerivativeRule(typeof(Math), \"Nothing\")] static double D(double x) => 0; }" },
        { "SJ2001", "partial class A { [Differentiable] static double F(double x) => x * Math.Floor(x); }" },
        { "SJ2002", "partial class A { [Differentiable] static double F(double x) => x == 1 ? x * x : x; }" },
    };

    private static HostResult Refused(Func<string, string> change) => GeneratorHost.Run(GeneratorHost.Compile(
            [.. KindRows.All.Where(row => row.Outcome != KindRow.Exact).Select((row, i) => change(row.Source.Replace("{0}", $"Of{i}", StringComparison.Ordinal)))])
        .AddReferences(MetadataReference.CreateFromFile(typeof(Microsoft.CSharp.RuntimeBinder.Binder).Assembly.Location)));

    private static Diagnostic[] Loud(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)];

    private static string[] FilesOf(IEnumerable<Diagnostic> diagnostics) => [.. Loud(diagnostics).Select(diagnostic => diagnostic.Location.SourceTree!.FilePath).Distinct()];

    private static IReadOnlyList<Diagnostic> Run(string editorconfig, params string[] sources)
    {
        var compilation = GeneratorHost.Compile([.. sources]);
        var trees = compilation.SyntaxTrees.Select((tree, i) => tree.WithFilePath($"/project/Source{i}.cs")).ToArray();
        var configured = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees)
            .WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Configured(editorconfig)));
        return GeneratorHost.Run((CSharpCompilation)configured).Shown;
    }

    /// <summary>Severities from the text of an .editorconfig, as the compiler reads it.</summary>
    private sealed class Configured(string text) : SyntaxTreeOptionsProvider
    {
        private readonly AnalyzerConfigSet _set = AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(text, "/project/.editorconfig") });

        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            _set.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            _set.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }
}
