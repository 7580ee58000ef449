using System.ComponentModel;

namespace SymbolicJacobian;

/// <summary>The columns that each element of an array depends on, while generated code finds a sparsity pattern.</summary>
/// <remarks>
/// One ascending list of columns per element, all in one buffer: memory in proportion to the entries. Elements that are
/// filled one after the other lie without gaps; one that grows later moves to the end.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public class ColumnSets
{
    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly int[] _capacities;
    private int[] _columns;
    private int _used;
    private long _added;
    private long _addedBefore;

    /// <summary>Empty sets.</summary>
    /// <param name="count">The number of elements.</param>
    public ColumnSets(int count)
        : this(count, false)
    {
    }

    private protected ColumnSets(int count, bool hasValues)
    {
        _starts = new int[count];
        _counts = new int[count];
        _capacities = new int[count];
        _columns = new int[Math.Max(4, count)];
        Values = hasValues ? new double[_columns.Length] : Array.Empty<double>();
    }

    /// <summary>The number of elements.</summary>
    public int Count => _starts.Length;

    /// <summary>Whether anything was put in since this was last asked.</summary>
    public bool HasGrown()
    {
        var hasGrown = _added != _addedBefore;
        _addedBefore = _added;
        return hasGrown;
    }

    /// <summary>Beside each column its value, where there are values.</summary>
    private protected double[] Values { get; private set; }

    private bool HasValues => Values.Length > 0;

    /// <summary>Puts a column into a set.</summary>
    /// <param name="element">Whose set.</param>
    /// <param name="column">The column.</param>
    public void Add(int element, int column)
    {
        if ((uint)element < (uint)Count) Place(element, column);
    }

    /// <summary>Puts a range of columns into a set.</summary>
    /// <param name="element">Whose set.</param>
    /// <param name="first">The first column.</param>
    /// <param name="count">How many.</param>
    public void AddRange(int element, int first, int count)
    {
        for (var column = first; column < first + count; column++) Add(element, column);
    }

    /// <summary>Puts all that another set has into a set.</summary>
    /// <param name="element">Whose set.</param>
    /// <param name="from">The sets that have the other one.</param>
    /// <param name="fromElement">Whose that is.</param>
    public void Include(int element, ColumnSets from, int fromElement) => Merge(element, from, fromElement, 0.0);

    /// <summary>Puts all that any of other sets has into a set.</summary>
    /// <param name="element">Whose set.</param>
    /// <param name="from">The other sets.</param>
    public void IncludeAll(int element, ColumnSets from)
    {
        for (var i = 0; i < from.Count; i++) Merge(element, from, i, 0.0);
    }

    /// <summary>Puts all that one set has into every set of these.</summary>
    /// <param name="from">The sets that have the one.</param>
    /// <param name="fromElement">Whose that is.</param>
    public void IncludeInAll(ColumnSets from, int fromElement)
    {
        for (var i = 0; i < Count; i++) Merge(i, from, fromElement, 0.0);
    }

    /// <summary>Puts into each set what the other sets have for the same element.</summary>
    /// <param name="from">The other sets, no more than there are here.</param>
    public void IncludeEach(ColumnSets from)
    {
        for (var i = 0; i < from.Count; i++) Merge(i, from, i, 0.0);
    }

    /// <summary>Makes a set (and its values) equal to another one.</summary>
    /// <param name="element">Whose set.</param>
    /// <param name="from">The sets that have the other one.</param>
    /// <param name="fromElement">Whose that is.</param>
    public void Assign(int element, ColumnSets from, int fromElement)
    {
        if (ReferenceEquals(this, from) && element == fromElement) return;
        Clear(element);
        Merge(element, from, fromElement, 1.0);
    }

    /// <summary>Makes the sets of the first elements equal to those of another array.</summary>
    /// <param name="from">The other sets, no more than there are here.</param>
    public void AssignEach(ColumnSets from)
    {
        for (var i = 0; i < from.Count; i++) Assign(i, from, i);
    }

    /// <summary>Empties one set.</summary>
    /// <param name="element">Whose.</param>
    public void Clear(int element) => _counts[element] = 0;

    /// <summary>Empties the sets of consecutive elements.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    public void Clear(int start, int count) => Array.Clear(_counts, start, count);

    /// <summary>The pattern whose rows these sets are.</summary>
    /// <param name="columnCount">The number of columns.</param>
    public SparsityPattern ToPattern(int columnCount)
    {
        var rowPointers = new int[Count + 1];
        for (var i = 0; i < Count; i++) rowPointers[i + 1] = checked(rowPointers[i] + _counts[i]);
        var columnIndices = new int[rowPointers[Count]];
        for (var i = 0; i < Count; i++) Array.Copy(_columns, _starts[i], columnIndices, rowPointers[i], _counts[i]);
        return new SparsityPattern(Count, columnCount, rowPointers, columnIndices);
    }

    /// <summary>Where the entries of an element lie.</summary>
    private protected (int Start, int Count) Entries(int element) => (_starts[element], _counts[element]);

    private protected int Column(int position) => _columns[position];

    /// <summary>The position of an entry, which is made (with value 0) where there is none.</summary>
    private protected int Place(int element, int column)
    {
        var (start, count) = (_starts[element], _counts[element]);
        var at = count;
        if (count > 0 && _columns[start + count - 1] >= column)
        {
            var found = Array.BinarySearch(_columns, start, count, column);
            if (found >= 0) return found;
            at = ~found - start;
        }

        Reserve(element, count + 1);
        var position = _starts[element] + at;
        if (at < count)
        {
            Array.Copy(_columns, position, _columns, position + 1, count - at);
            if (HasValues) Array.Copy(Values, position, Values, position + 1, count - at);
        }

        _added++;
        _columns[position] = column;
        if (HasValues) Values[position] = 0.0;
        _counts[element] = count + 1;
        return position;
    }

    /// <summary>Adds factor times the entries of an element of <paramref name="from"/>; from the end, so that it is done in place.</summary>
    private protected void Merge(int element, ColumnSets from, int fromElement, double factor)
    {
        // Structure is found along branches that the method does not take as well: there an index may lie outside.
        if ((uint)element >= (uint)Count || (uint)fromElement >= (uint)from.Count) return;
        var added = from._counts[fromElement];
        var own = _counts[element];
        if (added == 0 || (ReferenceEquals(this, from) && element == fromElement)) return;
        var union = Union(element, from, fromElement);
        Reserve(element, union);
        var (start, fromStart) = (_starts[element], from._starts[fromElement]);
        for (var k = union - 1; added > 0; k--)
        {
            var column = from._columns[fromStart + added - 1];
            var isOwn = own > 0 && _columns[start + own - 1] >= column;
            if (isOwn)
            {
                own--;
                _columns[start + k] = _columns[start + own];
                if (HasValues) Values[start + k] = Values[start + own];
            }

            if (!isOwn || _columns[start + k] == column)
            {
                added--;
                _columns[start + k] = column;
                if (HasValues) Values[start + k] = (isOwn ? Values[start + k] : 0.0) + factor * from.Values[fromStart + added];
            }
        }

        _added += union - _counts[element];
        _counts[element] = union;
    }

    private int Union(int element, ColumnSets from, int fromElement)
    {
        var (i, end) = (_starts[element], _starts[element] + _counts[element]);
        var (j, fromEnd) = (from._starts[fromElement], from._starts[fromElement] + from._counts[fromElement]);
        var union = 0;
        while (i < end && j < fromEnd)
        {
            var (a, b) = (_columns[i], from._columns[j]);
            if (a <= b) i++;
            if (b <= a) j++;
            union++;
        }

        return union + (end - i) + (fromEnd - j);
    }

    /// <summary>Room for the entries of an element: at the end of the buffer as much as needed, elsewhere by moving to the end.</summary>
    private void Reserve(int element, int needed)
    {
        var capacity = _capacities[element];
        if (needed <= capacity) return;
        var (start, count) = (_starts[element], _counts[element]);
        if (capacity > 0 && start + capacity == _used)
        {
            Grow(start + needed);
            _used = start + needed;
            _capacities[element] = needed;
            return;
        }

        var room = Math.Max(needed, 2 * capacity);
        Grow(checked(_used + room));
        Array.Copy(_columns, start, _columns, _used, count);
        if (HasValues) Array.Copy(Values, start, Values, _used, count);
        _starts[element] = _used;
        _capacities[element] = room;
        _used += room;
    }

    private void Grow(int needed)
    {
        if (needed <= _columns.Length) return;
        var length = (int)Math.Max(needed, Math.Min(2L * _columns.Length, int.MaxValue / 2));
        Array.Resize(ref _columns, length);
        if (HasValues)
        {
            var values = Values;
            Array.Resize(ref values, length);
            Values = values;
        }
    }
}
