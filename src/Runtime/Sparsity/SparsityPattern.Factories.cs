namespace SymbolicJacobian;

public sealed partial class SparsityPattern
{
    /// <summary>The pattern of a full matrix.</summary>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="columnCount">The number of columns.</param>
    public static SparsityPattern Dense(int rowCount, int columnCount)
    {
        Guard.NotNegative(rowCount, nameof(rowCount));
        Guard.NotNegative(columnCount, nameof(columnCount));
        var rowPointers = new int[rowCount + 1];
        var columnIndices = new int[checked(rowCount * columnCount)];
        for (var i = 0; i < rowCount; i++) rowPointers[i + 1] = (i + 1) * columnCount;
        for (var k = 0; k < columnIndices.Length; k++) columnIndices[k] = k % columnCount;
        return new SparsityPattern(rowCount, columnCount, rowPointers, columnIndices);
    }

    /// <summary>The pattern of the entries that are <see langword="true"/>.</summary>
    /// <param name="entries">One flag per entry of the matrix.</param>
    public static SparsityPattern FromDense(bool[,] entries)
    {
        Guard.NotNull(entries, nameof(entries));
        var (rows, columns) = (entries.GetLength(0), entries.GetLength(1));
        var rowPointers = new int[rows + 1];
        var columnIndices = new List<int>();
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                if (entries[i, j]) columnIndices.Add(j);
            }

            rowPointers[i + 1] = columnIndices.Count;
        }

        return new SparsityPattern(rows, columns, rowPointers, columnIndices.ToArray());
    }

    /// <summary>The pattern of the given entries, in any order; one that is named twice counts once.</summary>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="columnCount">The number of columns.</param>
    /// <param name="coordinates">Row and column of every entry, from 0.</param>
    /// <exception cref="ArgumentException">An entry lies outside the matrix.</exception>
    public static SparsityPattern FromCoordinates(
        int rowCount, int columnCount, IEnumerable<(int Row, int Column)> coordinates)
    {
        Guard.NotNegative(rowCount, nameof(rowCount));
        Guard.NotNegative(columnCount, nameof(columnCount));
        Guard.NotNull(coordinates, nameof(coordinates));
        var entries = new SortedSet<(int Row, int Column)>(coordinates);
        var rowPointers = new int[rowCount + 1];
        var columnIndices = new List<int>(entries.Count);
        foreach (var (row, column) in entries)
        {
            if (row < 0 || row >= rowCount || column < 0 || column >= columnCount)
            {
                throw new ArgumentException(
                    $"'coordinates' names entry ({row}, {column}), which lies outside {rowCount} x {columnCount}.", nameof(coordinates));
            }

            columnIndices.Add(column);
            rowPointers[row + 1] = columnIndices.Count;
        }

        // A row without entries begins where the one before it ended.
        for (var i = 1; i <= rowCount; i++) rowPointers[i] = Math.Max(rowPointers[i], rowPointers[i - 1]);
        return new SparsityPattern(rowCount, columnCount, rowPointers, columnIndices.ToArray());
    }
}
