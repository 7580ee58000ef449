using System.Globalization;
using System.Text;

namespace SymbolicJacobian;

/// <summary>Lays the entries of a report out in columns; numbers to the right, words to the left.</summary>
internal static class ReportTable
{
    private const int NumberCells = 5;
    private static readonly string[] s_titles = ["row", "column", "analytic", "numeric", "bound", "finding"];

    internal static string Format(JacobianReport report, string headline)
    {
        var text = new StringBuilder(headline);
        if (report.Worst.Count == 0) return text.ToString();

        var lines = new List<string[]> { s_titles };
        lines.AddRange(report.Worst.Select(Cells));
        var widths = Enumerable.Range(0, NumberCells).Select(cell => lines.Max(line => line[cell].Length)).ToArray();
        foreach (var line in lines)
        {
            text.Append('\n');
            for (var cell = 0; cell < NumberCells; cell++) text.Append(line[cell].PadLeft(widths[cell])).Append("  ");
            text.Append(line[NumberCells]);
        }

        var unlisted = report.EntryCount - report.Count(Finding.Agrees) - report.Worst.Count(entry => entry.Finding != Finding.Agrees);
        if (unlisted > 0) text.Append(FormattableString.Invariant($"\n… and {unlisted} more"));
        return text.ToString();
    }

    private static string[] Cells(JacobianEntry entry) =>
    [
        entry.Row.ToString(CultureInfo.InvariantCulture),
        FormattableString.Invariant($"{entry.Column} ({entry.ColumnName})"),
        Number(entry.Analytic, "G10"),
        Number(entry.Numeric, "G10"),
        Number(entry.Bound, "G3"),
        entry.Note,
    ];

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
