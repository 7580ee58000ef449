namespace SymbolicJacobian;

/// <summary>Counts findings and keeps the worst entries, so that a report of a million entries stays small.</summary>
internal sealed class ReportBuilder(
    string subject, string singular, string plural, int rows, int columns, IReadOnlyList<string>? columnNames)
{
    /// <summary>The number of entries that a report lists.</summary>
    internal const int Listed = 10;

    private readonly int[] _counts = new int[(int)Finding.Wrong + 1];
    private readonly List<JacobianEntry> _worst = new(Listed + 1);

    internal void Add(int row, int column, double analytic, Assessment assessment, Finding finding)
    {
        _counts[(int)finding]++;
        var excess = JacobianEntry.ExcessOf(analytic, assessment.Numeric, assessment.Bound);
        var position = _worst.Count;
        while (position > 0 && IsWorse(finding, excess, _worst[position - 1])) position--;
        if (position == Listed) return;

        var name = columnNames?[column] ?? FormattableString.Invariant($"x_{column}");
        var note = Note(finding, assessment, name);
        _worst.Insert(position, new JacobianEntry(row, column, name, analytic, assessment.Numeric, assessment.Bound, finding, note));
        if (_worst.Count > Listed) _worst.RemoveAt(Listed);
    }

    internal JacobianReport ToReport() => new(subject, singular, plural, rows, columns, _counts, _worst);

    private static bool IsWorse(Finding finding, double excess, JacobianEntry other) =>
        finding != other.Finding ? finding > other.Finding : excess > other.Excess;

    private static string Note(Finding finding, Assessment assessment, string column) => finding switch
    {
        Finding.Agrees => "agrees",
        Finding.Undefined => "undefined here",
        Finding.Kink => "kink at " + column,
        Finding.Wrong => "wrong",
        _ => assessment.Observation switch
        {
            Observation.KinkBeyond => "kink at " + column + ", value outside both slopes",
            Observation.NoSlope => "undecidable: no differences here",
            _ => "undecidable: bound too wide",
        },
    };
}
