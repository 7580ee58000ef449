namespace SymbolicJacobian;

public sealed partial class SparsityPattern
{
    /// <summary>The colouring, computed at the first call; two threads at once compute the same one.</summary>
    internal (int[] Colors, int Count) Coloring
    {
        get
        {
            var coloring = _coloring ??= ColorGreedily();
            return (coloring.Item1, coloring.Item2);
        }
    }

    /// <summary>
    /// Colours the columns so that no row has an entry in two columns of one colour. One difference (or one forward
    /// sweep) for each colour then gives all entries.
    /// </summary>
    /// <remarks>
    /// Greedy, columns with most entries first: A. H. Gebremedhin, F. Manne and A. Pothen, What color is your Jacobian?,
    /// SIAM Review 47 (2005) 629–705. Not always the fewest colours, never fewer than the longest row has entries. A
    /// column without entries has colour 0.
    /// </remarks>
    /// <param name="colors">The colour of every column, from 0; a new array.</param>
    /// <returns>The number of colours; 0 where the pattern has no entry.</returns>
    public int ColorColumns(out int[] colors)
    {
        var (kept, count) = Coloring;
        colors = (int[])kept.Clone();
        return count;
    }

    private Tuple<int[], int> ColorGreedily()
    {
        var (columnPointers, rowIndices) = Transpose();
        var colors = new int[ColumnCount];
        for (var j = 0; j < ColumnCount; j++) colors[j] = -1;

        // forbiddenFor[c] = j: colour c is taken by a neighbour of column j. Stamping avoids clearing it for each column.
        var forbiddenFor = new int[ColumnCount];
        for (var c = 0; c < ColumnCount; c++) forbiddenFor[c] = -1;

        var count = 0;
        foreach (var j in ColumnsByLength(columnPointers))
        {
            for (var r = columnPointers[j]; r < columnPointers[j + 1]; r++)
            {
                for (var k = RowPointers[rowIndices[r]]; k < RowPointers[rowIndices[r] + 1]; k++)
                {
                    var color = colors[ColumnIndices[k]];
                    if (color >= 0) forbiddenFor[color] = j;
                }
            }

            var smallest = 0;
            while (forbiddenFor[smallest] == j) smallest++;
            colors[j] = smallest;
            if (columnPointers[j + 1] > columnPointers[j]) count = Math.Max(count, smallest + 1);
        }

        return Tuple.Create(colors, count);
    }

    private int[] ColumnsByLength(int[] columnPointers)
    {
        var order = new int[ColumnCount];
        var negativeLengths = new long[ColumnCount];
        for (var j = 0; j < ColumnCount; j++)
        {
            order[j] = j;

            // The index breaks ties: Array.Sort is not stable, and the colouring must not depend on the platform.
            negativeLengths[j] = ((long)(columnPointers[j] - columnPointers[j + 1]) << 32) + j;
        }

        Array.Sort(negativeLengths, order);
        return order;
    }

    private (int[] ColumnPointers, int[] RowIndices) Transpose()
    {
        var columnPointers = new int[ColumnCount + 1];
        foreach (var column in ColumnIndices) columnPointers[column + 1]++;
        for (var j = 0; j < ColumnCount; j++) columnPointers[j + 1] += columnPointers[j];

        var next = (int[])columnPointers.Clone();
        var rowIndices = new int[NonZeroCount];
        for (var i = 0; i < RowCount; i++)
        {
            for (var k = RowPointers[i]; k < RowPointers[i + 1]; k++) rowIndices[next[ColumnIndices[k]]++] = i;
        }

        return (columnPointers, rowIndices);
    }
}
