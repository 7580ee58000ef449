using Course.Formulas;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Spectre.Console;
using SymbolicJacobian;

namespace Course.Presentation;

/// <summary>Where the lessons write, and where they state what they expect.</summary>
internal sealed class Page(IAnsiConsole console)
{
    private const int MostRows = 6;
    private const int MostColumns = 4;
    private const int LongestFormula = 110;
    private int _agreed;

    /// <summary>What disagreed with the documents, a sentence each.</summary>
    public List<string> Disagreements { get; } = [];

    public void Document(string number, string title)
    {
        console.WriteLine();
        console.Write(new Rule($"[bold]Document {number}[/] {Markup.Escape(title)}") { Border = BoxBorder.Double });
    }

    public void Row(int number, string title)
    {
        console.WriteLine();
        console.Write(new Rule($"[bold]Row {number}[/] {Markup.Escape(title)}") { Justification = Justify.Left });
    }

    public void Say(string text) => console.Write(new Text(text + "\n"));

    /// <summary>Function, point, formula, both Jacobians, the largest difference and the verdict.</summary>
    public void Show(Example example, string definition, string? formula = null)
    {
        Say($"{example.Method}: {definition}");
        if (example.X.Length <= MostRows)
            Say("at " + string.Join(", ", example.Inputs.Zip(example.X, (name, x) => $"{name} = {Numbers.Exact(x)}")));
        ShowFormula(example, formula);

        var (rows, columns) = (example.Jacobian.GetLength(0), example.Jacobian.GetLength(1));
        var numeric = FiniteDifference.Central(example.Function, example.X, rows);
        if (rows <= MostRows && columns <= MostColumns) ShowEntries(example, numeric);
        else Say($"J is {rows} × {columns} with {example.Jacobian.Cast<double>().Count(entry => entry != 0)} entries that are not zero.");

        var extrapolated = FiniteDifference.Ridders(example.Function, example.X, rows);
        Say($"largest difference: {Numbers.Size(LargestDifference(example.Jacobian, numeric))} to central differences, "
            + $"{Numbers.Size(LargestDifference(example.Jacobian, extrapolated))} to Ridders' extrapolation");
        Say("check: " + example.Report.ToString().Split('\n')[0].Trim());
        Expect($"the verdict on {example.Method}", example.Report.Verdict == Verdict.Correct);
    }

    /// <summary>A table of texts, numbers to the right.</summary>
    public void Table(string[] header, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var title in header) table.AddColumn(new TableColumn(new Text(title)).RightAligned().NoWrap());
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        console.Write(table);
    }

    /// <summary>The error of the linear approximation along a direction, which must fall as ‖δ‖².</summary>
    public void Taylor(Example example, double[] direction)
    {
        Say($"Taylor: {example.Method}(x + δ) against {example.Method}(x) + J·δ, δ along {Numbers.Vector(direction)}");
        var jacobian = DenseMatrix.OfArray(example.Jacobian);
        var here = DenseVector.OfArray(example.Value(example.X));
        var unit = DenseVector.OfArray(direction).Normalize(2);
        var errors = new List<double>();
        var rows = new List<string[]>();
        for (var size = 0.1; size > 5e-6; size /= 10)
        {
            var delta = unit * size;
            var there = DenseVector.OfArray(example.Value([.. example.X.Zip(delta, (x, d) => x + d)]));
            var linear = here + jacobian * delta;
            errors.Add((there - linear).L2Norm());
            rows.Add(
            [
                Numbers.Size(size), Numbers.Rounded(there[0]), Numbers.Rounded(linear[0]), Numbers.Size(errors[^1]),
                Numbers.Short(errors[^1] / (size * size)),
            ]);
        }

        Table(["‖δ‖", "true (first output)", "linear", "‖error‖", "‖error‖ / ‖δ‖²"], rows);
        for (var k = 1; k < 4; k++)
            Expect($"the error of {example.Method} falls as the square of the step", Math.Log10(errors[k - 1] / errors[k]) is > 1.9 and < 2.1);
    }

    /// <summary>Draws which entries can differ from zero.</summary>
    public void Pattern(double[,] matrix)
    {
        for (var i = 0; i < matrix.GetLength(0); i++)
            Say("  " + string.Concat(Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[i, j] == 0 ? "· " : "● ")));
    }

    /// <summary>A small curve made of blocks, with its range.</summary>
    public void Curve(string name, IReadOnlyList<double> values)
    {
        const string blocks = "▁▂▃▄▅▆▇█";
        var (least, most) = (values.Min(), values.Max());
        var scale = most > least ? (blocks.Length - 1) / (most - least) : 0.0;
        var text = string.Concat(values.Select(value => blocks[(int)Math.Round((value - least) * scale)]));
        Say($"  {name,-10} {text}  {Numbers.Short(least)} … {Numbers.Short(most)}");
    }

    /// <summary>A matrix drawn in shades, light for small.</summary>
    public void HeatMap(double[,] values)
    {
        const string shades = " ░▒▓█";
        var all = Example.Flatten(values);
        var (least, most) = (all.Min(), all.Max());
        for (var i = 0; i < values.GetLength(0); i++)
        {
            Say("  " + string.Concat(Enumerable.Range(0, values.GetLength(1)).Select(j =>
                new string(shades[(int)Math.Min(shades.Length - 1, (values[i, j] - least) / (most - least) * shades.Length)], 2))));
        }
    }

    /// <summary>States that a number is the printed one, to all its digits.</summary>
    public void Expect(string what, string printed, double actual) =>
        Expect($"{what} is {Numbers.Exact(actual)}, expected {printed}", Numbers.IsPrintedAs(actual, printed));

    /// <summary>States the same of a list of numbers.</summary>
    public void Expect(string what, string[] printed, IEnumerable<double> actual)
    {
        var values = actual.ToArray();
        Expect($"{what} has {values.Length} numbers, expected {printed.Length}", values.Length == printed.Length);
        for (var i = 0; i < Math.Min(printed.Length, values.Length); i++) Expect($"{what} [{i}]", printed[i], values[i]);
    }

    /// <summary>States that two matrices agree within rounding.</summary>
    public void ExpectEqual(string what, Matrix<double> actual, Matrix<double> expected, double tolerance = 1e-14)
    {
        var difference = (actual - expected).InfinityNorm();
        Expect($"{what} differs by {Numbers.Size(difference)}", difference <= tolerance * Math.Max(1, expected.InfinityNorm()));
    }

    /// <summary>States that something holds.</summary>
    public void Expect(string what, bool holds)
    {
        if (holds)
        {
            _agreed++;
            return;
        }

        Disagreements.Add(what);
        console.Write(new Text($"DISAGREES: {what}\n", new Style(Color.Red)));
    }

    /// <summary>The last lines: what was compared, and what disagreed.</summary>
    public void Summary()
    {
        console.WriteLine();
        console.Write(new Rule("[bold]Summary[/]"));
        Say($"{_agreed + Disagreements.Count} comparisons with the documents: {_agreed} agree, {Disagreements.Count} disagree");
        foreach (var what in Disagreements) Say("  " + what);
    }

    /// <summary>The formula given, else the matrix of formulas in the generated documentation, where it is short enough to read.</summary>
    private void ShowFormula(Example example, string? formula)
    {
        if (formula is not null)
        {
            Say("J: " + formula);
            return;
        }

        var source = Catalogue.Get(example.Document, example.Method).GeneratedCode();
        var rows = GeneratedMember.ReadDocumentation(source, example.Method).Where(line => line.StartsWith("[ ", StringComparison.Ordinal)).ToArray();
        if (rows.Length == 0 || rows.Max(row => row.Length) > LongestFormula) return;
        for (var i = 0; i < rows.Length; i++) Say((i == rows.Length / 2 ? "J = " : "    ") + rows[i]);
    }

    private void ShowEntries(Example example, double[,] numeric)
    {
        var rows = new List<string[]>();
        for (var i = 0; i < example.Outputs.Length; i++)
        {
            var row = i;
            rows.Add([$"∂{example.Outputs[i]}", "generated", .. example.Inputs.Select((_, j) => Numbers.Exact(example.Jacobian[row, j]))]);
            rows.Add(["", "differences", .. example.Inputs.Select((_, j) => Numbers.Rounded(numeric[row, j]))]);
        }

        Table(["", "", .. example.Inputs.Select(name => "/∂" + name)], rows);
    }

    private static double LargestDifference(double[,] left, double[,] right) =>
        left.Cast<double>().Zip(right.Cast<double>(), (a, b) => Math.Abs(a - b)).Max();
}
