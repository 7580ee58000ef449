namespace SymbolicJacobian;

/// <summary>The outcome of a <see cref="JacobianCheck"/>: verdict, counts, and the worst entries.</summary>
public sealed class JacobianReport
{
    private readonly string _subject;
    private readonly string _singular;
    private readonly string _plural;
    private readonly int[] _counts;

    internal JacobianReport(
        string subject, string singular, string plural, int rows, int columns, int[] counts, IReadOnlyList<JacobianEntry> worst)
    {
        _subject = subject;
        _singular = singular;
        _plural = plural;
        _counts = counts;
        RowCount = rows;
        ColumnCount = columns;
        Worst = worst;
    }

    /// <summary>
    /// Wrong if any entry is; otherwise undecidable if any entry is, or if every entry is undefined here; otherwise correct.
    /// </summary>
    public Verdict Verdict
    {
        get
        {
            if (WrongCount > 0) return Verdict.Wrong;
            if (UndecidableCount > 0) return Verdict.Undecidable;
            return UndefinedCount > 0 && UndefinedCount == EntryCount ? Verdict.Undecidable : Verdict.Correct;
        }
    }

    /// <summary>The number of rows compared.</summary>
    public int RowCount { get; }

    /// <summary>The number of columns compared; in projection mode that of the directions.</summary>
    public int ColumnCount { get; }

    /// <summary>The number of entries compared.</summary>
    public int EntryCount => RowCount * ColumnCount;

    /// <summary>The number of entries that contradict the differences.</summary>
    public int WrongCount => Count(Finding.Wrong);

    /// <summary>The number of entries that matter and could not be told right from wrong.</summary>
    public int UndecidableCount => Count(Finding.Undecidable);

    /// <summary>The number of entries at a kink whose value is one of the slopes or lies between them.</summary>
    public int KinkCount => Count(Finding.Kink);

    /// <summary>The number of entries where there is no derivative to compare.</summary>
    public int UndefinedCount => Count(Finding.Undefined);

    /// <summary>
    /// Up to ten entries, the worst first: by finding, then by the difference in units of the bound. Entries that agree are
    /// listed too, where there is room.
    /// </summary>
    public IReadOnlyList<JacobianEntry> Worst { get; }

    /// <summary>Throws where the verdict is <see cref="Verdict.Wrong"/>; an undecidable check passes.</summary>
    /// <exception cref="JacobianCheckException">An entry is wrong; the message is the table.</exception>
    public void ThrowIfWrong()
    {
        if (Verdict == Verdict.Wrong) throw new JacobianCheckException(this);
    }

    /// <summary>The verdict, the counts and the worst entries as an aligned table; the same in every culture.</summary>
    public override string ToString() => ReportTable.Format(this, Headline());

    internal int Count(Finding finding) => _counts[(int)finding];

    private string Headline()
    {
        var counts = new List<string>();
        Tell(WrongCount, "wrong");
        Tell(UndecidableCount, "undecidable");
        Tell(KinkCount, KinkCount == 1 ? "kink" : "kinks");
        Tell(UndefinedCount, "undefined here");
        Tell(Count(Finding.Agrees), EntryCount == Count(Finding.Agrees) ? "agree" : "agreeing");
        var of = FormattableString.Invariant($"{EntryCount} {(EntryCount == 1 ? _singular : _plural)}");
        return FormattableString.Invariant($"{_subject} {RowCount} x {ColumnCount}: {Verdict}, {of}")
            + (counts.Count == 0 ? "" : ": " + string.Join(", ", counts));

        void Tell(int count, string what)
        {
            if (count > 0) counts.Add(FormattableString.Invariant($"{count} {what}"));
        }
    }
}
