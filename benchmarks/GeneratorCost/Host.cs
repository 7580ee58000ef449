using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator;

namespace SymbolicJacobian.Benchmarks.GeneratorCost;

/// <summary>A compiler with the generator in this process.</summary>
internal static class Host
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
        + " global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions _options = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("SymbolicJacobian.Benchmarks", StringComparison.Ordinal))
            .Where(path => !Path.GetFileName(path).StartsWith("SymbolicJacobian.Generator", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Of samples/Course.</summary>
    public static SyntaxTree[] Course()
    {
        var folder = Path.Combine(Repository(), "samples", "Course");
        var sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);
        return [Parse(ImplicitUsings), .. sources.Select(path => Parse(File.ReadAllText(path), path))];
    }

    public static SyntaxTree Parse(string text, string path = "") => CSharpSyntaxTree.ParseText(text, _options, path);

    /// <summary>A new compilation: nothing of it is bound yet.</summary>
    public static CSharpCompilation Compile(params SyntaxTree[] trees) => CSharpCompilation.Create(
        "Measured",
        trees,
        _references,
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriver Driver(bool tracked = false) => CSharpGeneratorDriver.Create(
        [new JacobianGenerator().AsSourceGenerator()],
        parseOptions: _options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: tracked));

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SymbolicJacobian.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The sources of samples/Course are not above this program.");
    }
}
