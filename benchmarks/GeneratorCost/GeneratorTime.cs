using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymbolicJacobian.Benchmarks.GeneratorCost;

/// <summary>How long the generator takes for samples/Course: the first time, warm, and after edits.</summary>
internal static class GeneratorTime
{
    private const string Unrelated = "internal static class Unrelated { public static int Answer() => 42; /* edit */ }";

    /// <returns>Whether the project compiles with what is generated and an unrelated edit generates nothing anew.</returns>
    public static bool Run(int runs)
    {
        var trees = Host.Course();
        var first = Time(() => Host.Driver().RunGenerators(Host.Compile(trees)));
        var whole = Median(runs, () =>
        {
            var (driver, compilation) = (Host.Driver(), Host.Compile(trees));
            return Time(() => driver.RunGenerators(compilation));
        });

        var warm = Host.Driver(tracked: true).RunGeneratorsAndUpdateCompilation(
            Host.Compile([.. trees, Host.Parse(Unrelated)]), out var compiled, out var diagnostics);
        var methods = warm.GetRunResult().GeneratedTrees.Length;
        var unrelated = Edit(warm, runs, trees, edit => [.. trees, Host.Parse(Unrelated.Replace("edit", $"edit {edit}"))], out var remade);
        var related = Edit(warm, runs, trees, edit => Touched(trees, edit), out var remadeRelated);

        Console.WriteLine($"{"generator on samples/Course",-44}{"ms",8}{"files",8}");
        Row("first run, with the JIT", first, methods);
        Row("whole project, warm", whole, methods);
        Row("an edit elsewhere", unrelated, remade);
        Row("an edit of one annotated method", related, remadeRelated);

        var errors = compiled.GetDiagnostics().Concat(diagnostics).Where(d => d.Severity == DiagnosticSeverity.Error).Take(5).ToArray();
        foreach (var error in errors)
        {
            Console.WriteLine(error);
        }

        Console.WriteLine();
        return errors.Length == 0 && methods > 0 && remade == 0 && remadeRelated == 1;
    }

    /// <summary>Time of the generator alone after an edit, and how many files it made anew.</summary>
    private static double Edit(GeneratorDriver driver, int runs, SyntaxTree[] trees, Func<int, SyntaxTree[]> edit, out int remade)
    {
        var number = 0;
        var changed = driver;
        var time = Median(runs, () =>
        {
            var compilation = Host.Compile(edit(number++));
            return Time(() => changed = driver.RunGenerators(compilation));
        });
        remade = changed.GetRunResult().Results[0].TrackedOutputSteps.Values
            .SelectMany(steps => steps)
            .SelectMany(step => step.Outputs)
            .Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
        return time;
    }

    /// <summary>One more term in the first annotated method that is an expression.</summary>
    private static SyntaxTree[] Touched(SyntaxTree[] trees, int edit)
    {
        foreach (var (tree, position) in trees.Select((tree, position) => (tree, position)))
        {
            var scalar = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().FirstOrDefault(method =>
                method.AttributeLists.ToString().Contains("[Differentiable]")
                && method.ExpressionBody is not null
                && method.ReturnType.ToString() == "double");
            if (scalar is not null)
            {
                var end = scalar.ExpressionBody!.Span.End;
                return [.. trees[..position], Host.Parse(tree.ToString().Insert(end, $" + {edit + 1}.5"), tree.FilePath), .. trees[(position + 1)..]];
            }
        }

        throw new InvalidOperationException("samples/Course has no annotated expression.");
    }

    private static void Row(string name, double time, int files) => Console.WriteLine($"{name,-44}{time,8:F1}{files,8}");

    private static double Median(int runs, Func<double> time)
    {
        for (var i = 0; i < 3; i++)
        {
            _ = time();
        }

        return Enumerable.Range(0, runs).Select(_ => time()).Order().ElementAt(runs / 2);
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
