using System.Globalization;

namespace SymbolicJacobian.Tests.Checking;

public class ReportTests
{
    private static JacobianReport WrongReport() => JacobianCheck.Compare(
        (x, y) => (y[0], y[1]) = (x[0] * x[0] + x[1], x[0] * x[1]), [2.0, 1234.5], [4.0, -1.0, 1234.5, 2.5], 2, columnNames: ["x", "theta"]);

    [Fact]
    public void TheTableShowsRowColumnValuesAndBound()
    {
        var lines = WrongReport().ToString().Split('\n');
        Assert.Equal("Jacobian 2 x 2: Wrong, 4 entries: 2 wrong, 2 agreeing", lines[0]);
        Assert.Equal(["row", "column", "analytic", "numeric", "bound", "finding"], lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches(@"^  0  1 \(theta\) +-1 +(1|0\.99999\d+|1\.00000\d+) +\S+E-0\d  wrong$", lines[2]);
        Assert.Matches(@"^  1  1 \(theta\) +2\.5 +(2|1\.99999\d+|2\.00000\d+) +\S+E-0\d  wrong$", lines[3]);
        Assert.Equal(6, lines.Length);
        var finding = lines[1].IndexOf("finding", StringComparison.Ordinal);
        Assert.All(lines[2..], line => Assert.True(line[finding - 1] == ' ' && line[finding] != ' ', line));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void TheTableIsTheSameInEveryCulture(string culture)
    {
        var previous = CultureInfo.CurrentCulture;
        var expected = WrongReport().ToString();
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.NotEqual(expected, string.Create(CultureInfo.CurrentCulture, $"{1.5}"));
            Assert.Equal(expected, WrongReport().ToString());
            Assert.StartsWith("'jacobian' has length 1 but needs 1000.", Assert.Throws<ArgumentException>(
                () => JacobianCheck.Compare((_, _) => { }, [1.0], [1.0], 1000)).Message);
            Assert.Equal("1000 x 1, 1000 entries", SparsityPattern.Dense(1000, 1).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    [Fact]
    public void ThrowIfWrongCarriesTheTable()
    {
        var report = WrongReport();
        var exception = Assert.Throws<JacobianCheckException>(report.ThrowIfWrong);
        Assert.Same(report, exception.Report);
        Assert.Equal(report.ToString(), exception.Message);
    }

    [Fact]
    public void TheWorstEntriesComeFirstAndTheRestIsCounted()
    {
        var wrong = Enumerable.Range(1, 30).Select(k => 1.0 + k / 100.0).ToArray();
        VectorFunction identity = (x, y) =>
        {
            for (var i = 0; i < y.Length; i++) y[i] = x[0];
        };
        var report = JacobianCheck.Compare(identity, [1.0], wrong, 30);
        Assert.Equal((30, 10), (report.WrongCount, report.Worst.Count));
        Assert.Equal(Enumerable.Range(0, 10).Select(k => 29 - k), report.Worst.Select(entry => entry.Row));
        Assert.EndsWith("\n… and 20 more", report.ToString());
    }

    [Fact]
    public void EntriesKnowTheirNames()
    {
        var report = WrongReport();
        Assert.Equal("theta", report.Worst[0].ColumnName);
        Assert.Equal((2, 2, 4), (report.RowCount, report.ColumnCount, report.EntryCount));
        var unnamed = JacobianCheck.Compare((x, y) => y[0] = Math.Abs(x[1]), [1.0, 0.0], [0.0, 1.0], 1);
        Assert.Equal("kink at x_1", unnamed.Worst[0].Note);
        Assert.StartsWith("Jacobian 1 x 2: Correct, 2 entries: 1 kink, 1 agreeing", unnamed.ToString());
    }

    [Fact]
    public void AnEmptyJacobianIsCorrect()
    {
        var report = JacobianCheck.Compare((_, _) => { }, [], [], 0);
        Assert.Equal(Verdict.Correct, report.Verdict);
        Assert.Equal("Jacobian 0 x 0: Correct, 0 entries", report.ToString());
    }

    [Fact]
    public void LengthsAreChecked()
    {
        VectorFunction f = (_, _) => throw new InvalidOperationException("called too early");
        Assert.Throws<ArgumentException>("jacobian", () => JacobianCheck.Compare(f, [1.0, 2.0], [1.0], 1));
        Assert.Throws<ArgumentException>("jacobian", () => JacobianCheck.Compare(f, [1.0, 2.0], new double[1, 3]));
        Assert.Throws<ArgumentException>("columnNames", () => JacobianCheck.Compare(f, [1.0, 2.0], new double[2], 1, columnNames: ["x"]));
        Assert.Throws<ArgumentNullException>("f", () => JacobianCheck.Compare(null!, [1.0], [1.0], 1));
        Assert.Throws<ArgumentNullException>("jacobian", () => JacobianCheck.Compare(f, [1.0], null!));
        Assert.Throws<ArgumentNullException>("report", () => new JacobianCheckException(null!));
    }

    [Fact]
    public void WhatTheFunctionThrowsPassesThrough() =>
        Assert.Throws<InvalidOperationException>(() => JacobianCheck.Compare((_, _) => throw new InvalidOperationException(), [1.0], [1.0], 1));
}
