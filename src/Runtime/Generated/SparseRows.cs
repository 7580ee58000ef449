using System.ComponentModel;

namespace SymbolicJacobian;

/// <summary>The gradients of the elements of an array, each with the entries it has: what generated code keeps where the columns are many.</summary>
/// <remarks>
/// Time and memory in proportion to the entries: a product or a sum of values costs what their gradients have non-zeros.
/// Values are held in double precision, whatever the precision of the method.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SparseRows : ColumnSets
{
    /// <summary>Empty gradients.</summary>
    /// <param name="count">The number of elements.</param>
    public SparseRows(int count)
        : base(count, true)
    {
    }

    /// <summary>Adds to one entry.</summary>
    /// <param name="element">Whose gradient.</param>
    /// <param name="column">The column.</param>
    /// <param name="value">What to add.</param>
    public void Add(int element, int column, double value)
    {
        var position = Place(element, column);
        Values[position] += value;
    }

    /// <summary>Adds a multiple of another gradient.</summary>
    /// <param name="element">Whose gradient.</param>
    /// <param name="from">The gradients that have the other one.</param>
    /// <param name="fromElement">Whose that is.</param>
    /// <param name="factor">How many times.</param>
    public void Include(int element, SparseRows from, int fromElement, double factor) => Merge(element, from, fromElement, factor);

    /// <summary>The entries in the order of a pattern, zeros where a gradient has none.</summary>
    /// <param name="pattern">The pattern of the rows, which has every entry that the gradients have.</param>
    /// <param name="values">Receives the entries.</param>
    public void CopyTo(SparsityPattern pattern, Span<double> values)
    {
        var (pointers, columns) = (pattern.RowPointers, pattern.ColumnIndices);
        for (var i = 0; i < Count; i++)
        {
            var (next, count) = Entries(i);
            var end = next + count;
            for (var k = pointers[i]; k < pointers[i + 1]; k++)
            {
                values[k] = next < end && Column(next) == columns[k] ? Values[next++] : 0.0;
            }

            if (next < end) throw Missing(i, Column(next));
        }
    }

    /// <inheritdoc cref="CopyTo(SparsityPattern, Span{double})"/>
    public void CopyTo(SparsityPattern pattern, Span<float> values)
    {
        var (pointers, columns) = (pattern.RowPointers, pattern.ColumnIndices);
        for (var i = 0; i < Count; i++)
        {
            var (next, count) = Entries(i);
            var end = next + count;
            for (var k = pointers[i]; k < pointers[i + 1]; k++)
            {
                values[k] = next < end && Column(next) == columns[k] ? (float)Values[next++] : 0f;
            }

            if (next < end) throw Missing(i, Column(next));
        }
    }

    private static InvalidOperationException Missing(int row, int column) =>
        new(FormattableString.Invariant($"Entry ({row}, {column}) of the Jacobian is not in its pattern; please report this."));
}
