using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Snapshots;

/// <summary>
/// Does the output read well and stay put? One approved file for every function of the course. Whether it is right is shown by
/// the executed twins in Course.Tests.
/// </summary>
public class CourseSnapshots
{
    private static readonly Lazy<HostResult> Run = new(() => GeneratorHost.Run(
        [GlobalUsings, .. Directory.GetFiles(CourseDirectory(), "*.cs").OrderBy(file => file, StringComparer.Ordinal).Select(File.ReadAllText)]));

    private const string GlobalUsings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.IO;";

    public static TheoryData<string> Hints() => [.. Run.Value.Sources.Select(source => source.HintName)];

    [Theory]
    [MemberData(nameof(Hints))]
    public void Document(string hint)
    {
        var source = Run.Value.Sources.Single(source => source.HintName == hint);
        Verifier.Verify(nameof(CourseSnapshots), nameof(Document), Stem(hint), source.SourceText.ToString());
    }

    [Fact]
    public void EveryMarkedMethodHasItsSnapshotAndNoneIsLeftOver()
    {
        Assert.NotEmpty(Run.Value.Sources);
        Assert.Empty(Verifier.Orphans(nameof(CourseSnapshots), nameof(Document), Run.Value.Sources.Select(source => Stem(source.HintName))));
        Assert.DoesNotContain(Run.Value.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id.StartsWith("SJ1", StringComparison.Ordinal));
    }

    private static string Stem(string hint) => hint.EndsWith(".cs", StringComparison.Ordinal) ? hint.Substring(0, hint.Length - 3) : hint;

    private static string CourseDirectory([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "samples", "Course");
}
