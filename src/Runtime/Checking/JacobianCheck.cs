namespace SymbolicJacobian;

/// <summary>Compares analytic derivatives with finite differences, entry by entry.</summary>
/// <remarks>
/// <para>
/// An entry a agrees with n, the extrapolated central difference after Ridders with error estimate e, where
/// <c>|a − n| ≤ 1e-6·max(|a|, |n|) + 10·e + 40·ε·|fᵢ|/h</c>, with ε = 2⁻⁵² and h the smallest step, 2.5·10⁻⁴·s; for
/// <see cref="Precision.Single"/> 1e-3 and ε = 2⁻²³.
/// </para>
/// <para>
/// Where that bound exceeds 1e-3·max(|a|, |n|) (float: 0.03), it could not tell a slightly wrong value from a right one.
/// Such an entry is wrong only where the difference is ten times as large; otherwise it is undecidable if it matters. With
/// s = max(1, |x|) and the scale Rᵢ of a row, maxₖ |Jᵢₖ|·sₖ, it does not matter where
/// </para>
/// <list type="bullet">
/// <item>both values are exactly zero, or <c>max(|a|, |n|)·sⱼ ≤ ε·|fᵢ|</c>: moving the input by its own magnitude would not
/// change the last bit of the output; or</item>
/// <item><c>bound·sⱼ ≤ 1e-6·Rᵢ</c>, so that whatever is hidden changes the output by less than a millionth of what its
/// strongest input does, and either the bound is below a tenth of |a| (a sign or a factor could not hide) or |a| is below
/// a thousandth of a value that the check did confirm in its column (the input is known to be right elsewhere), or |a|·sⱼ is no
/// more than what rounding leaves of Rᵢ, 4·ε·Rᵢ.</item>
/// </list>
/// <para>
/// Differences below the roundoff of the row's own terms, 40·ε·Rᵢ/(h·sⱼ), never count: a value that cancels to nothing has
/// lost its digits before it is differenced.
/// </para>
/// <para>
/// An input whose own scale is far below s (a capacitance of 1e-6, the fast phase of a large time) gets a second look: entries that do
/// not agree are differenced with steps of a thousandth and a millionth, and agree after all where <c>|a − n| ≤ 1e-6·max(|a|, |n|)</c>
/// (float: 1e-3) under a bound of the same size.
/// </para>
/// </remarks>
public static partial class JacobianCheck
{
    private static readonly double[] _shorterReaches = [1e-3, 1e-6];

    /// <summary>Checks every entry of a Jacobian; 12n + 1 evaluations of the function, up to 24 more for a column in doubt.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, n inputs.</param>
    /// <param name="jacobian">The Jacobian under test: rows·n entries, row-major.</param>
    /// <param name="rows">The number of outputs.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <param name="columnNames">n names for the report; <c>x_0</c>, <c>x_1</c>, … where there are none.</param>
    /// <returns>The verdict and the worst entries.</returns>
    /// <exception cref="ArgumentException">A length is not the one needed.</exception>
    public static JacobianReport Compare(
        VectorFunction f,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> jacobian,
        int rows,
        Precision precision = Precision.Double,
        IReadOnlyList<string>? columnNames = null)
    {
        Guard.NotNull(f, nameof(f));
        Guard.NotNegative(rows, nameof(rows));
        Guard.AtLeast(jacobian.Length, (long)rows * x.Length, nameof(jacobian));
        if (columnNames is not null) Guard.Exactly(columnNames.Count, x.Length, nameof(columnNames));

        var tolerance = new Tolerance(precision);
        var assessments = new Assessment[rows * x.Length];
        using var workspace = new Workspace(
            stackalloc double[Workspace.StackLength], (long)x.Length + rows + RiddersSamples.Length(rows));
        var point = workspace.TakeCopy(x);
        var here = workspace.Take(rows);
        var samples = new RiddersSamples(workspace.Take(RiddersSamples.Length(rows)), rows);
        FiniteDifference.Evaluate(f, point, here);
        for (var j = 0; j < x.Length; j++)
        {
            samples.SampleColumn(f, point, j, precision);
            for (var i = 0; i < rows; i++)
            {
                var k = i * x.Length + j;
                assessments[k] = Assessment.Of(samples, i, here[i], jacobian[k], double.NaN, tolerance);
            }
        }

        var findings = Findings(x, here, jacobian, assessments, tolerance);
        foreach (var reach in _shorterReaches)
        {
            for (var j = 0; j < x.Length; j++)
            {
                if (!IsDoubtful(findings, x.Length, j)) continue;
                samples.SampleColumn(f, point, j, precision, reach);
                for (var i = 0; i < rows; i++)
                {
                    var k = i * x.Length + j;
                    var closer = Assessment.Of(samples, i, here[i], jacobian[k], double.NaN, tolerance);
                    if (IsDoubtful(findings[k]) && EntryRule.Confirms(jacobian[k], closer, tolerance)) assessments[k] = closer;
                }
            }

            findings = Findings(x, here, jacobian, assessments, tolerance);
        }

        return Report(x.Length, here.Length, jacobian, assessments, findings, columnNames);
    }

    /// <summary>Checks every entry of a Jacobian, see the form over spans.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, n inputs.</param>
    /// <param name="jacobian">The Jacobian under test, m × n.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <param name="columnNames">n names for the report.</param>
    /// <returns>The verdict and the worst entries.</returns>
    /// <exception cref="ArgumentException">A length is not the one needed.</exception>
    public static JacobianReport Compare(
        VectorFunction f,
        ReadOnlySpan<double> x,
        double[,] jacobian,
        Precision precision = Precision.Double,
        IReadOnlyList<string>? columnNames = null)
    {
        Guard.NotNull(jacobian, nameof(jacobian));
        Guard.Exactly(jacobian.GetLength(1), x.Length, nameof(jacobian));
        var flat = new double[jacobian.Length];
        Buffer.BlockCopy(jacobian, 0, flat, 0, flat.Length * sizeof(double));
        return Compare(f, x, flat, jacobian.GetLength(0), precision, columnNames);
    }

    private static bool IsDoubtful(Finding finding) => finding is Finding.Wrong or Finding.Undecidable;

    private static bool IsDoubtful(Finding[] findings, int columns, int column)
    {
        for (var k = column; k < findings.Length; k += columns)
        {
            if (IsDoubtful(findings[k])) return true;
        }

        return false;
    }

    private static JacobianReport Report(
        int columns, int rows, ReadOnlySpan<double> jacobian, Assessment[] assessments, Finding[] findings, IReadOnlyList<string>? columnNames)
    {
        var builder = new ReportBuilder("Jacobian", "entry", "entries", rows, columns, columnNames);
        for (var k = 0; k < findings.Length; k++) builder.Add(k / columns, k % columns, jacobian[k], assessments[k], findings[k]);
        return builder.ToReport();
    }

    private static Finding[] Findings(
        ReadOnlySpan<double> x, ReadOnlySpan<double> here, ReadOnlySpan<double> jacobian, Assessment[] assessments, Tolerance tolerance)
    {
        var columns = x.Length;
        var findings = new Finding[assessments.Length];
        var columnScales = ColumnScales(jacobian, assessments, columns, tolerance);
        for (var i = 0; i < here.Length; i++)
        {
            var rowScale = 0.0;
            for (var j = 0; j < columns; j++)
            {
                var k = i * columns + j;
                var strength = EntryRule.Magnitude(jacobian[k], assessments[k].Numeric) * Step.Scale(x[j]);
                if (Assessment.IsFinite(strength)) rowScale = Math.Max(rowScale, strength);
            }

            for (var j = 0; j < columns; j++)
            {
                var k = i * columns + j;
                var surroundings = new Surroundings(here[i], rowScale, columnScales[j], Step.Scale(x[j]));
                var magnitude = EntryRule.Magnitude(jacobian[k], assessments[k].Numeric);
                findings[k] = EntryRule.Find(jacobian[k], assessments[k], magnitude, surroundings, tolerance);
            }
        }

        return findings;
    }

    /// <summary>For each column the largest value that the differences confirm sharply.</summary>
    private static double[] ColumnScales(
        ReadOnlySpan<double> jacobian, Assessment[] assessments, int columns, Tolerance tolerance)
    {
        var scales = new double[columns];
        for (var k = 0; k < assessments.Length; k++)
        {
            var magnitude = EntryRule.Magnitude(jacobian[k], assessments[k].Numeric);
            if (assessments[k].Observation == Observation.Slope && assessments[k].Bound <= tolerance.Blunt * magnitude)
                scales[k % columns] = Math.Max(scales[k % columns], magnitude);
        }

        return scales;
    }
}
