namespace SymbolicJacobian;

public static partial class FiniteDifference
{
    /// <summary>
    /// Central differences of a sparse Jacobian, h = ∛ε·s: columns that share no row are moved together, so that the
    /// function is evaluated twice for each colour of the pattern and not for each column.
    /// </summary>
    /// <remarks>
    /// A. R. Curtis, M. J. D. Powell and J. K. Reid, On the estimation of sparse Jacobian matrices, IMA Journal of Applied
    /// Mathematics 13 (1974) 117–119. Wrong where the function depends on more than the pattern says.
    /// </remarks>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, one input per column of the pattern.</param>
    /// <param name="pattern">The entries that can differ from zero; its colouring is computed once and kept.</param>
    /// <param name="values">Receives the entries in the order of the pattern (CSR).</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <exception cref="ArgumentException">A length does not suit the pattern.</exception>
    public static void Central(
        VectorFunction f,
        ReadOnlySpan<double> x,
        SparsityPattern pattern,
        Span<double> values,
        Precision precision = Precision.Double)
    {
        Guard.NotNull(f, nameof(f));
        Guard.NotNull(pattern, nameof(pattern));
        Guard.Exactly(x.Length, pattern.ColumnCount, nameof(x));
        Guard.AtLeast(values.Length, pattern.NonZeroCount, nameof(values));
        var (colors, colorCount) = pattern.Coloring;
        var (rowPointers, columnIndices) = (pattern.RowPointers, pattern.ColumnIndices);
        var rows = pattern.RowCount;

        using var workspace = new Workspace(stackalloc double[Workspace.StackLength], 2L * x.Length + 2L * rows);
        var point = workspace.TakeCopy(x);
        var steps = workspace.Take(x.Length);
        var ahead = workspace.Take(rows);
        var behind = workspace.Take(rows);
        for (var j = 0; j < x.Length; j++) steps[j] = Step.Central(x[j], precision);

        for (var color = 0; color < colorCount; color++)
        {
            EvaluateMoved(f, x, steps, 1.0, colors, color, point, ahead);
            EvaluateMoved(f, x, steps, -1.0, colors, color, point, behind);
            for (var i = 0; i < rows; i++)
            {
                for (var k = rowPointers[i]; k < rowPointers[i + 1]; k++)
                {
                    var j = columnIndices[k];
                    if (colors[j] == color) values[k] = (ahead[i] - behind[i]) / (2.0 * steps[j]);
                }
            }
        }
    }

    private static void EvaluateMoved(
        VectorFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> steps, double sign,
        int[] colors, int color, Span<double> point, Span<double> y)
    {
        for (var j = 0; j < x.Length; j++) point[j] = colors[j] == color ? x[j] + sign * steps[j] : x[j];
        Evaluate(f, point, y);
    }
}
