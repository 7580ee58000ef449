using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Differentiation;
using SymbolicJacobian.Generator.Tests.Hosting;
using Xunit.Abstractions;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>
/// Torn C#: never an exception, never a fault of ours, nothing generated that does not parse, and what compiles without the
/// generator compiles with it. SJ_BROKEN_SOURCES says how many, for a long run; SJ_RANDOM_SEED where to start.
/// </summary>
public class BrokenSourceTests(ITestOutputHelper output)
{
    private const int MostFaults = 10;

    [Fact]
    public void TornSourcesAreTakenAsTheyAre()
    {
        var (count, first) = (Setting.Of("SJ_BROKEN_SOURCES", 80), Setting.Of("SJ_RANDOM_SEED", 0));
        var (tried, compiled, generated) = (0, 0, 0);
        var faults = new List<string>();
        for (var seed = first; seed < first + count && faults.Count < MostFaults; seed++)
        {
            tried++;
            var text = BrokenSources.Make(seed);
            var compilation = GeneratorHost.Compile(text, BrokenSources.Surroundings);
            HostResult result;
            try
            {
                result = GeneratorHost.Run(compilation);
            }
            catch (Exception fault)
            {
                faults.Add($"seed {seed}: {fault}\n{text}");
                continue;
            }

            var isWhole = !HasErrors(compilation);
            compiled += isWhole ? 1 : 0;
            generated += result.Sources.Count > 0 ? 1 : 0;
            if (FaultOf(result, isWhole) is { } wrong)
            {
                faults.Add($"seed {seed}: {wrong}\n{text}");
            }
        }

        output.WriteLine($"{tried} torn sources, {compiled} of which compile, {generated} of which have derivatives");
        Assert.True(faults.Count == 0, string.Join("\n=====\n", faults));
    }

    /// <summary>Else there would be nothing to tear.</summary>
    [Fact]
    public void MostOriginalsCompile()
    {
        string[] some = [.. BrokenSources.All.Where((_, i) => i % 8 == 0)];
        var broken = some.Count(text => HasErrors(GeneratorHost.Compile(text, BrokenSources.Surroundings)));
        output.WriteLine($"{broken} of {some.Length} originals do not compile by themselves");
        Assert.True(broken < some.Length / 3, $"{broken} of {some.Length}");
    }

    private static string? FaultOf(HostResult result, bool isWhole)
    {
        if (result.Exception is { } exception)
        {
            return exception.ToString();
        }

        if (result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Id.StartsWith("SJ9", StringComparison.Ordinal)) is { } own)
        {
            return own.ToString();
        }

        if (result.Sources.SelectMany(source => source.SyntaxTree.GetDiagnostics()).FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } syntax)
        {
            return $"generated text does not parse: {syntax}";
        }

        return isWhole && result.Output.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error
            ? $"does not compile any more: {error}"
            : null;
    }

    /// <summary>Errors of the user's; a call of a derivative that is to come is none.</summary>
    private static bool HasErrors(Compilation compilation) => compilation.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
