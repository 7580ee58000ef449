namespace SymbolicJacobian;

/// <summary>The entries of a Jacobian that can differ from zero, in compressed sparse row (CSR) order.</summary>
/// <remarks>
/// Row <c>i</c> holds the columns <c>ColumnIndices[RowPointers[i] … RowPointers[i + 1] − 1]</c>, ascending; values belong to
/// these positions. Immutable and equal by content. The arrays are the pattern's own, so that solvers which take CSR can
/// be handed them without a copy: read them only.
/// </remarks>
public sealed partial class SparsityPattern : IEquatable<SparsityPattern>
{
    private readonly int _hash;
    private Tuple<int[], int>? _coloring;

    /// <summary>A pattern from its CSR arrays, which are copied.</summary>
    /// <param name="rowCount">The number of rows (outputs).</param>
    /// <param name="columnCount">The number of columns (inputs).</param>
    /// <param name="rowPointers">rowCount + 1 positions, ascending from 0 to the number of entries.</param>
    /// <param name="columnIndices">The column of every entry, ascending within a row.</param>
    /// <exception cref="ArgumentException">The arrays are not a CSR pattern of this size; the message says where.</exception>
    public SparsityPattern(
        int rowCount, int columnCount, ReadOnlySpan<int> rowPointers, ReadOnlySpan<int> columnIndices)
    {
        Guard.NotNegative(rowCount, nameof(rowCount));
        Guard.NotNegative(columnCount, nameof(columnCount));
        Guard.Exactly(rowPointers.Length, rowCount + 1L, nameof(rowPointers));
        RequireAscending(rowPointers, columnIndices.Length);
        for (var i = 0; i < rowCount; i++) RequireRow(i, columnIndices.Slice(rowPointers[i], rowPointers[i + 1] - rowPointers[i]), columnCount);

        RowCount = rowCount;
        ColumnCount = columnCount;
        RowPointers = rowPointers.ToArray();
        ColumnIndices = columnIndices.ToArray();
        _hash = ContentHash();
    }

    /// <summary>The number of rows (outputs).</summary>
    public int RowCount { get; }

    /// <summary>The number of columns (inputs).</summary>
    public int ColumnCount { get; }

    /// <summary>For each row the position of its first entry, and at the end the number of entries: rowCount + 1 numbers.</summary>
    public int[] RowPointers { get; }

    /// <summary>The column of every entry, row by row, ascending within a row.</summary>
    public int[] ColumnIndices { get; }

    /// <summary>The number of entries.</summary>
    public int NonZeroCount => ColumnIndices.Length;

    /// <summary>The position of an entry in <see cref="ColumnIndices"/> and among the values, or −1 for a structural zero.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The matrix has no such row or column.</exception>
    public int IndexOf(int row, int column)
    {
        if (row < 0 || row >= RowCount) throw new ArgumentOutOfRangeException(nameof(row), row, $"There are {RowCount} rows.");
        if (column < 0 || column >= ColumnCount)
            throw new ArgumentOutOfRangeException(nameof(column), column, $"There are {ColumnCount} columns.");
        var found = Array.BinarySearch(ColumnIndices, RowPointers[row], RowPointers[row + 1] - RowPointers[row], column);
        return found < 0 ? -1 : found;
    }

    /// <summary>Whether an entry can differ from zero.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The matrix has no such row or column.</exception>
    public bool Contains(int row, int column) => IndexOf(row, column) >= 0;

    /// <summary>The full matrix, with zeros outside the pattern.</summary>
    /// <param name="values">The values in the pattern's order, <see cref="NonZeroCount"/> of them.</param>
    /// <returns>A new matrix, <see cref="RowCount"/> × <see cref="ColumnCount"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> is too short.</exception>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(1)]
    public double[,] ToDense(ReadOnlySpan<double> values)
    {
        Guard.AtLeast(values.Length, NonZeroCount, nameof(values));
        var dense = new double[RowCount, ColumnCount];
        for (var i = 0; i < RowCount; i++)
        {
            for (var k = RowPointers[i]; k < RowPointers[i + 1]; k++) dense[i, ColumnIndices[k]] = values[k];
        }

        return dense;
    }

    /// <inheritdoc cref="ToDense(ReadOnlySpan{double})"/>
    public float[,] ToDense(ReadOnlySpan<float> values)
    {
        Guard.AtLeast(values.Length, NonZeroCount, nameof(values));
        var dense = new float[RowCount, ColumnCount];
        for (var i = 0; i < RowCount; i++)
        {
            for (var k = RowPointers[i]; k < RowPointers[i + 1]; k++) dense[i, ColumnIndices[k]] = values[k];
        }

        return dense;
    }

    /// <summary>Whether the other pattern has the same size and the same entries.</summary>
    /// <param name="other">Another pattern.</param>
    public bool Equals(SparsityPattern? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (_hash == other._hash
                && RowCount == other.RowCount
                && ColumnCount == other.ColumnCount
                && RowPointers.AsSpan().SequenceEqual(other.RowPointers)
                && ColumnIndices.AsSpan().SequenceEqual(other.ColumnIndices)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SparsityPattern);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The size and the number of entries.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{RowCount} x {ColumnCount}, {NonZeroCount} entries");

    private static void RequireAscending(ReadOnlySpan<int> rowPointers, int entries)
    {
        if (rowPointers[0] != 0)
            throw new ArgumentException($"'rowPointers' starts with {rowPointers[0]} but must start with 0.", nameof(rowPointers));
        for (var i = 1; i < rowPointers.Length; i++)
        {
            if (rowPointers[i] < rowPointers[i - 1])
                throw new ArgumentException($"'rowPointers' descends at index {i}; row {i - 1} would have a negative length.", nameof(rowPointers));
        }

        if (rowPointers[rowPointers.Length - 1] != entries)
        {
            throw new ArgumentException(
                $"'rowPointers' ends with {rowPointers[rowPointers.Length - 1]} but there are {entries} column indices.", nameof(rowPointers));
        }
    }

    private static void RequireRow(int row, ReadOnlySpan<int> columns, int columnCount)
    {
        var previous = -1;
        foreach (var column in columns)
        {
            if (column < 0 || column >= columnCount)
                throw new ArgumentException($"'columnIndices' names column {column} in row {row}, but there are {columnCount} columns.", "columnIndices");
            if (column <= previous)
                throw new ArgumentException($"'columnIndices' must ascend within a row: column {column} follows {previous} in row {row}.", "columnIndices");
            previous = column;
        }
    }

    private int ContentHash()
    {
        unchecked
        {
            var hash = RowCount * 31 + ColumnCount;
            foreach (var pointer in RowPointers) hash = hash * 31 + pointer;
            foreach (var column in ColumnIndices) hash = hash * 31 + column;
            return hash;
        }
    }
}
