using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymbolicJacobian.Benchmarks.GeneratorCost;

/// <summary>How long the generator takes for samples/Course: the first time, warm, and after edits.</summary>
internal static class GeneratorTime
{
    private const int QuietRuns = 20;

    private const string Unrelated = "internal static class Unrelated { public static int Answer() => 42; /* edit */ }";

    /// <summary>A partial method without body: the body comes from another generator, which does not run here.</summary>
    private const string PartialWithoutBody = "CS8795";

    /// <returns>Whether the project compiles with what is generated, and an edit makes only its own file anew.</returns>
    public static bool Run(int runs)
    {
        var trees = Host.Course();
        var compilation = Host.Compile([.. trees, Host.Parse(Unrelated)]);
        var first = Time(() => Host.Driver().RunGenerators(compilation));

        // A clone keeps the references and has bound nothing of the sources; the compilation itself has its declarations bound.
        var whole = Measure(runs, () => compilation.Clone(), fresh => Host.Driver().RunGenerators(fresh));
        var bound = Measure(runs, () => compilation, same => Host.Driver().RunGenerators(same));

        var warm = Host.Driver(tracked: true).RunGeneratorsAndUpdateCompilation(compilation, out var compiled, out var diagnostics);
        var files = warm.GetRunResult().GeneratedTrees.Length;
        var edits = 0;
        var elsewhere = Edit(warm, runs, () => Replaced(compilation, trees.Length, text => text.Replace("edit", $"edit {++edits}")), out var remadeElsewhere);
        var annotated = Array.FindIndex(trees, tree => AnnotatedExpression(tree) is not null);
        var own = Edit(warm, runs, () => Replaced(compilation, annotated, text => text.Insert(AnnotatedExpression(trees[annotated])!.Value, $" + {++edits}.5")), out var remadeOwn);

        Console.WriteLine($"{"generator on samples/Course",-44}{"median ms",11}{"least ms",11}{"files",8}");
        Row("first run, with the JIT", (first, first), files);
        Row("whole project, warm", whole, files);
        Row("whole project, warm, declarations bound", bound, files);
        foreach (var step in new[] { "Methods", "Sources" })
        {
            Row($"  of which step {step}", OfStep(step, compilation, runs), files);
        }

        Row("an edit elsewhere", elsewhere, remadeElsewhere);
        Row("an edit of one annotated method", own, remadeOwn);

        var errors = compiled.GetDiagnostics().Concat(diagnostics)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != PartialWithoutBody)
            .ToArray();
        foreach (var error in errors.Take(5))
        {
            Console.WriteLine(error);
        }

        Console.WriteLine();
        return errors.Length == 0 && files > 0 && remadeElsewhere == 0 && remadeOwn == 1;
    }

    /// <summary>The compilation as an editor has it after an edit: one tree is new.</summary>
    private static CSharpCompilation Replaced(CSharpCompilation compilation, int tree, Func<string, string> edit)
    {
        var old = compilation.SyntaxTrees[tree];
        return compilation.ReplaceSyntaxTree(old, Host.Parse(edit(old.ToString()), old.FilePath));
    }

    /// <summary>Time of the generator alone after an edit, and how many files it made anew.</summary>
    private static (double Median, double Least) Edit(GeneratorDriver driver, int runs, Func<CSharpCompilation> edit, out int remade)
    {
        var changed = driver;
        var time = Measure(runs, edit, compilation => changed = driver.RunGenerators(compilation));
        // Diagnostics are reported again at every edit; what counts is which methods are planned and printed anew.
        remade = changed.GetRunResult().Results[0].TrackedSteps["Sources"]
            .SelectMany(step => step.Outputs)
            .Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
        return time;
    }

    /// <summary>Where the first annotated expression of a scalar method ends: a term can be added there.</summary>
    private static int? AnnotatedExpression(SyntaxTree tree) => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        .FirstOrDefault(method => method.AttributeLists.ToString().Contains("[Differentiable]")
            && method.ExpressionBody is not null
            && method.ReturnType.ToString() == "double")
        ?.ExpressionBody!.Span.End;

    /// <summary>Time spent in one step of the pipeline: Methods binds and lowers, Sources plans and prints.</summary>
    private static (double Median, double Least) OfStep(string step, CSharpCompilation compilation, int runs)
    {
        var times = Enumerable.Range(0, runs).Select(_ => Host.Driver(tracked: true).RunGenerators(compilation).GetRunResult().Results[0]
            .TrackedSteps[step].Sum(run => run.ElapsedTime.TotalMilliseconds));
        return Summary(times);
    }

    private static void Row(string name, (double Median, double Least) time, int files) =>
        Console.WriteLine($"{name,-44}{time.Median,11:F1}{time.Least,11:F1}{files,8}");

    private static (double Median, double Least) Measure(int runs, Func<CSharpCompilation> prepare, Action<CSharpCompilation> action)
    {
        Warmth.Reach(() => action(prepare()), Math.Min(QuietRuns, runs));
        var times = new List<double>();
        for (var i = 0; i < runs; i++)
        {
            var compilation = prepare();
            times.Add(Time(() => action(compilation)));
        }

        return Summary(times);
    }

    private static (double Median, double Least) Summary(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return (sorted[sorted.Length / 2], sorted[0]);
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
