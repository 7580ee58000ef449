using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymbolicJacobian.Generator.Tests.Hosting;

/// <summary>Compiles C# text, which must raise nothing, not even a warning, and loads it.</summary>
internal static class CompiledText
{
    private static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "SymbolicJacobian.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static Assembly Load(LanguageVersion version, params string[] sources)
    {
        var options = new CSharpParseOptions(version, DocumentationMode.Diagnose);
        var compilation = CSharpCompilation.Create(
            "Emitted" + Guid.NewGuid().ToString("N"),
            sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, options, $"Source{i}.cs")),
            _references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                warningLevel: 9999,
                specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
                {
                    // Versions of the framework's own assemblies, and the tests' own types without documentation.
                    ["CS1701"] = ReportDiagnostic.Suppress,
                    ["CS1591"] = ReportDiagnostic.Suppress,
                }));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var complaints = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints.Take(10)) + "\n\n" + string.Join("\n----\n", sources));
        return Assembly.Load(image.ToArray());
    }
}
