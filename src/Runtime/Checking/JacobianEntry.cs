namespace SymbolicJacobian;

/// <summary>One entry of a checked Jacobian: both values, how far they may differ, and what that means.</summary>
public sealed class JacobianEntry
{
    internal JacobianEntry(
        int row, int column, string columnName, double analytic, double numeric, double bound, Finding finding, string note)
    {
        Row = row;
        Column = column;
        ColumnName = columnName;
        Analytic = analytic;
        Numeric = numeric;
        Bound = bound;
        Finding = finding;
        Note = note;
    }

    /// <summary>The output, from 0.</summary>
    public int Row { get; }

    /// <summary>The input, from 0; in projection mode the number of the random direction.</summary>
    public int Column { get; }

    /// <summary>The name of the input, <c>x_0</c>, <c>x_1</c>, … where none was given.</summary>
    public string ColumnName { get; }

    /// <summary>The value under test.</summary>
    public double Analytic { get; }

    /// <summary>The value by differences; NaN where there is none.</summary>
    public double Numeric { get; }

    /// <summary>How far the two values may differ; at a kink the larger uncertainty of the two slopes.</summary>
    public double Bound { get; }

    /// <summary>What the comparison means.</summary>
    public Finding Finding { get; }

    /// <summary>The finding in words, such as <c>wrong</c> or <c>kink at x_2</c>.</summary>
    public string Note { get; }

    /// <summary>The difference of the two values in units of the bound; infinite where one is not finite and the entry is wrong.</summary>
    internal double Excess => ExcessOf(Analytic, Numeric, Bound);

    internal static double ExcessOf(double analytic, double numeric, double bound)
    {
        var difference = Math.Abs(analytic - numeric);
        if (difference == 0.0) return 0.0;
        return double.IsNaN(difference) ? double.PositiveInfinity : difference / bound;
    }
}
