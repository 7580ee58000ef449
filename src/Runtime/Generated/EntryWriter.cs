using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace SymbolicJacobian;

/// <summary>Writes the values of a sparse Jacobian one after the other.</summary>
/// <typeparam name="T">double or float.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct EntryWriter<T>
    where T : unmanaged
{
    private readonly Span<T> _values;
    private int _next;

    /// <summary>Starts at the beginning.</summary>
    /// <param name="values">Receives the values.</param>
    public EntryWriter(Span<T> values)
    {
        _values = values;
        _next = 0;
    }

    /// <summary>Writes the next value.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value) => _values[_next++] = value;

    /// <summary>Writes the next values.</summary>
    /// <param name="row">Has them one after the other.</param>
    /// <param name="start">Where they begin.</param>
    /// <param name="count">How many there are.</param>
    public void Add(scoped ReadOnlySpan<T> row, int start, int count)
    {
        row.Slice(start, count).CopyTo(_values.Slice(_next));
        _next += count;
    }
}

/// <summary>Counts the values of a sparse Jacobian before they are written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct EntryCounter
{
    /// <summary>How many there are.</summary>
    public int Count { readonly get; private set; }

    /// <summary>Counts some more.</summary>
    /// <param name="entries">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int entries) => Count += entries;
}
