using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace SymbolicJacobian;

/// <summary>
/// The stack on which a forward sweep leaves what the reverse sweep needs and the program overwrites; last in, first out.
/// </summary>
/// <remarks>
/// A mutable struct over one pooled buffer that doubles when it is full: no object for a step, none for the tape. Keep it
/// in one local, pass it by <c>ref</c> only, and dispose it. The default value is an empty tape.
/// </remarks>
/// <typeparam name="T">What is kept: values, indices, the branches taken, or the arrays that a branch made.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Tape<T> : IDisposable
{
    private const int FirstCapacity = 64;

    // A pooled buffer must not keep arrays alive.
    private static readonly bool _holdsReferences = default(T) is null;

    private T[]? _buffer;
    private int _count;

    /// <summary>An empty tape with room for a number of values.</summary>
    /// <param name="capacity">The number expected; more is possible.</param>
    public Tape(int capacity)
    {
        _buffer = capacity > 0 ? ArrayPool<T>.Shared.Rent(capacity) : null;
        _count = 0;
    }

    /// <summary>The number of values on the tape.</summary>
    public readonly int Count => _count;

    /// <summary>Puts a value on top.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T value)
    {
        var buffer = _buffer;
        if (buffer is null || _count >= buffer.Length) buffer = Grow();
        buffer[_count++] = value;
    }

    /// <summary>Takes the value on top.</summary>
    /// <exception cref="InvalidOperationException">The tape is empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop()
    {
        if (_count == 0) ThrowEmpty();
        return _buffer![--_count];
    }

    /// <summary>Gives the buffer back and leaves an empty tape.</summary>
    public void Dispose()
    {
        if (_buffer is not null) ArrayPool<T>.Shared.Return(_buffer, _holdsReferences);
        _buffer = null;
        _count = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowEmpty() =>
        throw new InvalidOperationException("The tape is empty: the reverse sweep takes more values than the forward sweep left.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T[] Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(_buffer is null ? FirstCapacity : checked(_buffer.Length * 2));
        if (_buffer is not null)
        {
            _buffer.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<T>.Shared.Return(_buffer, _holdsReferences);
        }

        _buffer = larger;
        return larger;
    }
}
