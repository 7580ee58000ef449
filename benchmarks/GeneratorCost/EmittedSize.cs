using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymbolicJacobian.Benchmarks.GeneratorCost;

/// <summary>How much is emitted: against the operations of a straight-line method, and against the trips of a loop.</summary>
internal static class EmittedSize
{
    /// <summary>Statements for one operation may grow by this factor when the operations are four times as many.</summary>
    private const double MostGrowth = 1.25;

    /// <summary>Once in the range a member becomes too long for the JIT and comes in parts, which declare what they hand on.</summary>
    private const double MostGrowthByParts = 1.75;

    /// <returns>Whether the statements grow no faster than the operations, and not at all with the trips.</returns>
    public static bool Run()
    {
        Console.WriteLine($"{"operations",12}{"statements",12}{"per operation",16}");
        var perOperation = new List<double>();
        foreach (var operations in new[] { 40, 160, 640, 2560 })
        {
            var statements = Statements(StraightLine(operations));
            perOperation.Add((double)statements / operations);
            Console.WriteLine($"{operations,12}{statements,12}{perOperation[^1],16:F2}");
        }

        Console.WriteLine($"{"trips",12}{"statements",12}");
        var ofLoops = new List<int>();
        foreach (var trips in new[] { 100, 10_000, 1_000_000 })
        {
            ofLoops.Add(Statements(Loop(trips)));
            Console.WriteLine($"{trips,12}{ofLoops[^1],12}");
        }

        Console.WriteLine();
        var growth = perOperation.Zip(perOperation.Skip(1), (before, after) => after / before).ToArray();
        var isLinear = growth.Count(factor => factor > MostGrowth) <= 1 && growth.All(factor => factor <= MostGrowthByParts);
        return perOperation[0] > 0 && isLinear && ofLoops[0] > 0 && ofLoops.Distinct().Count() == 1;
    }

    /// <summary>Four operations a line, each line on the two before it.</summary>
    private static string StraightLine(int operations)
    {
        var body = new StringBuilder("var t0 = x; var t1 = y;\n");
        var last = 1;
        for (var count = 0; count < operations; count += 4)
        {
            last++;
            body.Append(System.Globalization.CultureInfo.InvariantCulture, $"var t{last} = Math.Sin(t{last - 1} * t{last - 2}) + 0.5 * t{last - 1};\n");
        }

        return Method($"{body}return new[] {{ t{last}, t{last - 1} }};");
    }

    private static string Loop(int trips) => Method(
        $"var s = x; for (var i = 0; i < {trips}; i++) {{ s = s + 0.1 * Math.Sin(s * y); }} return new[] {{ s, s * y }};");

    private static string Method(string body) =>
        "using System; using SymbolicJacobian; public static partial class Sized"
        + " { [Differentiable] public static double[] F(double x, double y) { " + body + " } public static void Main() { } }";

    /// <summary>Statements of the member that fills the Jacobian in place; the others come from the same plan.</summary>
    private static int Statements(string source)
    {
        var driver = Host.Driver().RunGeneratorsAndUpdateCompilation(Host.Compile(Host.Parse(source)), out var compiled, out _);
        foreach (var diagnostic in compiled.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Take(5))
        {
            Console.WriteLine(diagnostic);
        }

        return driver.GetRunResult().GeneratedTrees
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            .Where(method => method.Identifier.Text == "FJacobian" && method.ReturnType.ToString() == "void")
            .SelectMany(method => method.DescendantNodes().OfType<StatementSyntax>())
            .Count(statement => statement is not BlockSyntax);
    }
}
