using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Tests.Hostile;

namespace SymbolicJacobian.Benchmarks.GeneratorCost;

/// <summary>How long an editor waits for the generator after it has cancelled it, wherever that was: in lowering, in a sweep, in printing.</summary>
internal static class CancellationTime
{
    private const int Tries = 8;

    private static readonly (string Program, string Kind)[] _all =
    [
        ("3,000 statements", "Jacobian"), ("expression of 2,000 levels", "Hessian"), ("500 branches in a row", "Vjp"), ("18 helpers that double", "Jvp"),
        ("300 inputs, 300 full outputs", "Jacobian"), ("array literal of 10,000", "SparseJacobian"), ("switch of 1,000 cases", "Jacobian"),
    ];

    public static bool Run()
    {
        Console.WriteLine($"{"",-34}{"kind",-18}{"whole, ms",12}{"median, ms",12}{"longest, ms",13}{"its processor, ms",19}{"Roslyn, ms",12}   of {Tries} cancellations, evenly spread; the compiler binds one body at a stretch");
        foreach (var (program, kind) in _all)
        {
            var compilation = Host.Compile(Host.Parse(LargePrograms.Of(program, kind)));

            // Binding that the compiler keeps is not repeated; each run gets a compilation of its own.
            var whole = Timed(() => Host.Driver().RunGenerators(compilation.Clone()));
            var waits = Enumerable.Range(0, Tries).Select(i => Wait(() => compilation.Clone(), whole * (i + 0.5) / Tries)).OfType<(double Elapsed, double Processor)>().OrderBy(wait => wait.Elapsed).ToArray();
            Console.WriteLine(waits.Length == 0
                ? $"{program,-34}{kind,-18}{whole,12:F0}   was always faster"
                : $"{program,-34}{kind,-18}{whole,12:F0}{waits[waits.Length / 2].Elapsed,12:F1}{waits[^1].Elapsed,13:F1}{waits.Max(wait => wait.Processor),19:F0}{Binding(compilation),12:F1}");
        }

        return true;
    }

    /// <summary>
    /// Milliseconds from the cancellation to the return, and how long this process ran meanwhile, which a busy machine does not change; null
    /// where the generator had ended before.
    /// </summary>
    private static (double Elapsed, double Processor)? Wait(Func<CSharpCompilation> compilation, double after)
    {
        using var source = new CancellationTokenSource();
        var (fresh, ended) = (compilation(), 0L);
        var thread = new Thread(() =>
        {
            try
            {
                Host.Driver().RunGenerators(fresh, source.Token);
            }
            catch (OperationCanceledException)
            {
                ended = Stopwatch.GetTimestamp();
            }
        });
        thread.Start();
        Thread.Sleep(TimeSpan.FromMilliseconds(after));
        var (cancelled, busy) = (Stopwatch.GetTimestamp(), Processor());
        source.Cancel();
        thread.Join();
        return ended == 0 ? null : (Stopwatch.GetElapsedTime(cancelled, ended).TotalMilliseconds, Processor() - busy);
    }

    /// <summary>The least time in which the compiler binds the longest method of a program: within it no one looks whether it is cancelled.</summary>
    private static double Binding(CSharpCompilation compilation) => Enumerable.Range(0, Tries).Min(_ =>
    {
        var fresh = compilation.Clone();
        var (tree, method) = fresh.SyntaxTrees
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Select(method => (tree, method)))
            .MaxBy(pair => pair.method.Span.Length);
        return Timed(() => fresh.GetSemanticModel(tree).GetOperation(method));
    });

    private static double Processor() => Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;

    private static double Timed(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
