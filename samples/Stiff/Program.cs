using System.Globalization;
using Spectre.Console;
using Stiff.Solver;

namespace Stiff;

/// <summary>Solves the problems with the generated Jacobians, prints what it took, and fails where an end value has fewer than six digits right.</summary>
public static class Program
{
    private const double SixDigits = 1e-6;

    public static int Main()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var table = new Table().Border(TableBorder.Ascii2);
        foreach (var column in new[] { "problem", "t", "steps", "f", "J", "LU", "end value", "reference", "difference", "from" }) table.AddColumn(column);
        var isRight = true;
        foreach (var problem in Collection.Of(500))
        {
            var solution = Radau.Solve(problem);
            var reference = problem.Reference ?? Radau.Solve(problem, 0.01).End;
            var worst = Enumerable.Range(0, reference.Length).MaxBy(i => Difference(solution.End[i], reference[i]));
            var difference = Difference(solution.End[worst], reference[worst]);
            isRight &= difference <= SixDigits;
            table.AddRow(
                problem.Name, $"{problem.End:G6}", $"{solution.Steps} + {solution.Rejected}", $"{solution.Evaluations}", $"{solution.Jacobians}",
                $"{solution.Factorisations}", $"y_{worst} = {solution.End[worst]:G10}", $"{reference[worst]:G10}", $"{difference:E1}", problem.Source);
        }

        AnsiConsole.Profile.Width = 200;
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("Radau IIA of order 5. Steps: taken + rejected; f, J: evaluations; LU: pairs of factorisations. The component shown is the worst one,");
        AnsiConsole.WriteLine("its difference is relative.");
        if (!isRight) AnsiConsole.WriteLine("An end value is wrong.");
        return isRight ? 0 : 1;
    }

    private static double Difference(double value, double reference) => Math.Abs(value - reference) / Math.Abs(reference);
}
