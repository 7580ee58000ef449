using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Tests.Hostile;

namespace SymbolicJacobian.Benchmarks.GeneratorCost;

/// <summary>What the generator makes of very large programs: time, memory, what it says, whether the C# compiler takes the result.</summary>
internal static class LargeTime
{
    /// <summary>As small as a stack that an editor gives it.</summary>
    private const int Stack = 512 * 1024;

    public static bool Run(string? name, string? kind)
    {
        var holds = true;
        foreach (var (program, _) in LargePrograms.All.Where(entry => name is null || entry.Name.Contains(name, StringComparison.Ordinal)))
        {
            foreach (var one in LargePrograms.Kinds.Where(one => kind is null || one == kind))
            {
                Console.Write($"{program,-36}{one,-22}");
                Console.Out.Flush();
                Console.WriteLine(Measure(LargePrograms.Of(program, one), ref holds));
            }
        }

        return holds;
    }

    private static string Measure(string source, ref bool holds)
    {
        // The C# compiler needs more room for these than an editor gives, but that is not our concern.
        var (text, isFine) = ("", true);
        On(1 << 28, () => (text, isFine) = Measure(Host.Compile(Host.Parse(source))));
        holds &= isFine;
        return text;
    }

    private static void On(int stack, Action work)
    {
        var thread = new Thread(() => work(), stack);
        thread.Start();
        thread.Join();
    }

    private static (string Text, bool IsFine) Measure(CSharpCompilation compilation)
    {
        compilation = compilation.WithOptions(compilation.Options.WithConcurrentBuild(false));
        var isBroken = HasErrors(compilation.GetDiagnostics());
        var before = GC.GetTotalAllocatedBytes();
        var start = Processor();
        var (driver, compiled) = (Host.Driver(), (Compilation)compilation);
        On(Stack, () => driver = driver.RunGeneratorsAndUpdateCompilation(compilation.Clone(), out compiled, out _));
        var milliseconds = Processor() - start;
        var memory = (GC.GetTotalAllocatedBytes() - before) >> 20;
        var result = driver.GetRunResult();
        var statements = result.GeneratedTrees.Sum(tree => tree.GetRoot().DescendantNodes().Count(node => node is StatementSyntax and not BlockSyntax));
        start = Processor();
        var errors = HasErrors(compiled.GetDiagnostics());
        var compiler = Processor() - start;
        var said = string.Join(" ", result.Diagnostics.Select(diagnostic => $"{diagnostic.Id}: {Short(diagnostic.GetMessage())}").Distinct().Take(2));
        var isFine = (isBroken || !errors) && result.Results[0].Exception is null && !result.Diagnostics.Any(diagnostic => diagnostic.Id.StartsWith("SJ9", StringComparison.Ordinal));
        return ($"{milliseconds,8:F0} ms{memory,7} MB{statements,8} statements, C# {compiler:F0} ms{(isBroken ? ", BROKEN SOURCE " + First(compilation) : errors ? ", DOES NOT COMPILE " + First(compiled) : "")} {result.Results[0].Exception} {said}", isFine);
    }

    /// <summary>Milliseconds of this process on all processors: other processes do not count.</summary>
    private static double Processor() => Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;

    private static string Short(string text) => text[..Math.Min(text.Length, 160)];

    private static string First(Compilation compilation) =>
        Short(compilation.GetDiagnostics().First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString());

    private static bool HasErrors(IEnumerable<Diagnostic> diagnostics) => diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
