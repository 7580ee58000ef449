using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Benchmarks.GeneratorCost;

namespace SymbolicJacobian.Benchmarks.Curves;

/// <summary>What a keystroke costs beside 1, 100 and 1,000 marked methods: elsewhere, and inside one of them.</summary>
internal static class KeystrokeCurve
{
    public static bool Run(int[] counts)
    {
        Console.WriteLine($"{"marked methods, 100 operations each",-44}{"whole, ms",12}{"a method, ms",14}{"elsewhere, ms",15}{"in one, ms",12}");
        Warmth.Reach(() => Host.Driver().RunGenerators(Project(100).Clone()), 5);
        foreach (var count in counts)
        {
            var compilation = Project(count);
            var whole = Least(3, () => Host.Driver().RunGenerators(compilation.Clone()));
            var driver = Host.Driver().RunGenerators(compilation);
            var elsewhere = Least(9, i => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[^1], Host.Parse($"static class Other {{ static void Main() {{ /* {i} */ }} }}")), edited => driver.RunGenerators(edited));
            var inOne = Least(9, i => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Host.Parse(Method(0, $" + {i}.5"), "M0.cs")), edited => driver.RunGenerators(edited));
            Console.WriteLine($"{count,-44:N0}{whole,12:F1}{whole / count,14:F2}{elsewhere,15:F2}{inOne,12:F2}");
        }

        Console.WriteLine();
        return true;
    }

    private static CSharpCompilation Project(int count)
    {
        var trees = Enumerable.Range(0, count).Select(i => Host.Parse(Method(i, ""), $"M{i}.cs")).ToArray();
        return Host.Compile([.. trees, Host.Parse("static class Other { static void Main() { } }")]);
    }

    /// <summary>Fifty products and fifty sums of three inputs.</summary>
    private static string Method(int number, string end)
    {
        var text = new StringBuilder($"public static partial class M{number}\n{{\n    [SymbolicJacobian.Differentiable]\n    public static double F(double x, double y, double z)\n    {{\n        var t0 = x;\n");
        for (var i = 0; i < 50; i++) text.Append("        var t").Append(i + 1).Append(" = t").Append(i).Append(" * ").Append("xyz"[i % 3]).Append(" + ").Append("yzx"[i % 3]).Append(";\n");
        return text.Append("        return t50").Append(end).Append(";\n    }\n}\n").ToString();
    }

    private static double Least(int runs, Action action) => Enumerable.Range(0, runs).Min(_ => Time(action));

    private static double Least(int runs, Func<int, CSharpCompilation> edit, Action<CSharpCompilation> run) =>
        Enumerable.Range(0, runs).Select(edit).ToArray().Min(edited => Time(() => run(edited)));

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
