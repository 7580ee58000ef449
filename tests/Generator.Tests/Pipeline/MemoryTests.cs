using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Pipeline;

/// <summary>A day of typing: what the generator keeps from one edit to the next holds on to no compilation that is over.</summary>
public sealed class MemoryTests
{
    private const string Helper = "public static class Helper { public static double Twice(double v) { var t = 2 * v; return t; } }";

    [Theory]
    [InlineData(1_000, false)]
    [InlineData(100, true)]
    public void Compilations_before_the_last_are_free(int edits, bool isPlanted)
    {
        var (driver, passed, kept) = Type(edits, isPlanted);
        for (var k = 0; k < 3; k++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // The last one is the driver's own; the one before may still lie in a register or in what is compared with.
        var alive = passed.Count(edit => edit.TryGetTarget(out _));
        Assert.InRange(alive, kept.Count, kept.Count + 3);

        GC.KeepAlive(driver);
        GC.KeepAlive(kept);
    }

    /// <param name="edits">How many.</param>
    /// <param name="isPlanted">Whether something holds on to every tenth compilation.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, List<WeakReference<Compilation>> Passed, List<Compilation> Kept) Type(int edits, bool isPlanted)
    {
        var compilation = GeneratorHost.Compile(Marked(0), Helper);
        var driver = GeneratorHost.Driver().RunGenerators(compilation);
        var (passed, kept) = (new List<WeakReference<Compilation>>(), new List<Compilation>());
        for (var k = 1; k <= edits; k++)
        {
            // By turns the method itself, what it calls, and something else.
            compilation = (k % 3) switch
            {
                0 => Replaced(compilation, 0, Marked(k)),
                1 => Replaced(compilation, 1, Helper.Replace("2 * v", FormattableString.Invariant($"{k} * v"))),
                _ => Replaced(compilation, 1, Helper + $" public class Other{k} {{ }}"),
            };
            driver = driver.RunGenerators(compilation);
            passed.Add(new WeakReference<Compilation>(compilation));
            if (isPlanted && k % 10 == 0)
            {
                kept.Add(compilation);
            }
        }

        Assert.Null(driver.GetRunResult().Results[0].Exception);
        return (driver, passed, kept);
    }

    private static string Marked(int k) => GeneratorHost.Usings + $$"""
        public static partial class Sample
        {
            [Differentiable]
            public static double F(double x) => x * Helper.Twice(x) + {{k}};
        }
        """;

    private static CSharpCompilation Replaced(CSharpCompilation compilation, int file, string text)
    {
        var tree = compilation.SyntaxTrees[file];
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, GeneratorHost.ParseOptions, tree.FilePath));
    }
}
