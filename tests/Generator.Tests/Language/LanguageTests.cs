using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Language;

/// <summary>docs/language.md, held to what it says.</summary>
public class LanguageTests
{
    private static readonly LanguageRow[] _rows = [.. LanguageRows.All.SelectMany(section => section.Rows)];

    private static readonly Lazy<(HostResult Result, Assembly Assembly)> _compiled = new(Compile);

    public static IEnumerable<object[]> Rows => _rows.Select((row, i) => new object[] { i, row.Construct });

    [Theory]
    [MemberData(nameof(Rows))]
    public void OutcomeIsTheOneStated(int index, string construct)
    {
        var row = _rows[index];
        Assert.Equal(construct, row.Construct);
        var (result, assembly) = _compiled.Value;
        var said = result.Diagnostics.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == $"Source{index}.cs" && (diagnostic.Severity > DiagnosticSeverity.Info || row.Hint.Contains(diagnostic.Id, StringComparison.Ordinal))).Select(diagnostic => diagnostic.Id).Distinct().ToArray();
        Assert.Equal(row.IsExact ? row.Hint : row.Outcome, string.Join(", ", said));

        var runner = assembly.GetType($"Of{index}.Row")!;
        var members = runner.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Append(runner)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(member => member.GetCustomAttribute<GeneratedDerivativeAttribute>()).Where(attribute => attribute?.Method == "F").ToArray();
        if (row.Call.Length == 0)
        {
            Assert.Empty(members);
            return;
        }

        Assert.NotEmpty(members);
        Assert.All(members, attribute => Assert.Equal(row.IsExact, attribute!.IsExact));
        var kinds = runner.GetMethods().FirstOrDefault(method => method.Name == "F")?.GetCustomAttribute<DifferentiableAttribute>()?.Derivatives ?? Derivatives.Jacobian;
        Assert.All(Enum.GetValues<Derivatives>().Where(kind => kinds.HasFlag(kind)), kind => Assert.Contains(members, member => member!.Kind == kind));
        var report = (JacobianReport)runner.GetMethod("Run")!.Invoke(null, null)!;
        Assert.True(!row.IsExact || report.Verdict == Verdict.Correct, report.ToString());
    }

    [Fact]
    public void ThePageIsWrittenFromTheRows()
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "language.md");
        var text = LanguagePage.Text();
        if (Environment.GetEnvironmentVariable("LANGUAGE_ACCEPT") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(text, File.ReadAllText(path));
    }

    private static (HostResult Result, Assembly Assembly) Compile()
    {
        var dynamic = MetadataReference.CreateFromFile(typeof(Microsoft.CSharp.RuntimeBinder.Binder).Assembly.Location);
        var result = GeneratorHost.Run(GeneratorHost.Compile([.. _rows.Select(Source)]).AddReferences(dynamic));
        var (assembly, errors) = GeneratedAssembly.Load(result);
        Assert.True(assembly is not null, string.Join("\n", errors.Take(10)));
        return (result, assembly);
    }

    private static string Source(LanguageRow row, int index)
    {
        var run = row.Call.Length == 0 ? "" : $"public static JacobianReport Run() => {row.Call};";
        var isInstance = row.Members.Contains("Row New()", StringComparison.Ordinal);
        return $"{GeneratorHost.Usings}namespace Of{index};\npublic {(isInstance ? "" : "static ")}partial class Row\n{{\n{row.Members}\n{run}\n}}\n";
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
