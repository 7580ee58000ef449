using System.Buffers;

namespace SymbolicJacobian;

/// <summary>Scratch memory: the caller's stack where it suffices, otherwise a pooled array.</summary>
internal ref struct Workspace
{
    /// <summary>The doubles that a caller offers on its stack: a Jacobian of some tens of rows and columns needs no more.</summary>
    internal const int StackLength = 128;

    private readonly double[]? _rented;
    private readonly Span<double> _memory;
    private int _taken;

    internal Workspace(Span<double> stack, long needed)
    {
        _rented = needed > stack.Length ? ArrayPool<double>.Shared.Rent(checked((int)needed)) : null;
        _memory = _rented ?? stack;
        _taken = 0;
    }

    /// <summary>The next <paramref name="length"/> doubles, not cleared.</summary>
    internal Span<double> Take(int length)
    {
        var part = _memory.Slice(_taken, length);
        _taken += length;
        return part;
    }

    /// <summary>The next doubles, a copy of <paramref name="source"/>.</summary>
    internal Span<double> TakeCopy(ReadOnlySpan<double> source)
    {
        var part = Take(source.Length);
        source.CopyTo(part);
        return part;
    }

    public readonly void Dispose()
    {
        if (_rented is not null) ArrayPool<double>.Shared.Return(_rented);
    }
}
