#if NET9_0_OR_GREATER
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SymbolicJacobian;

/// <content>Neighbouring elements of arrays, for loops over them.</content>
public static partial class Lanes
{
    /// <summary>Four elements in a row.</summary>
    /// <param name="values">The array.</param>
    /// <param name="start">The first of the four.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ReadOnlySpan<double> values, int start)
    {
        Require(start, values.Length);
        return Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)start);
    }

    /// <summary>Four elements in a row, without a conversion that the JIT would have to take in.</summary>
    /// <param name="values">The array.</param>
    /// <param name="start">The first of the four.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(Span<double> values, int start)
    {
        Require(start, values.Length);
        return Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)start);
    }

    /// <summary>Four elements in a row of a matrix.</summary>
    /// <param name="values">The matrix.</param>
    /// <param name="row">The row.</param>
    /// <param name="start">The first of the four.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double[,] values, int row, int start)
    {
        // All four are there if the last one is.
        _ = values[row, start + Count - 1];
        return Vector256.LoadUnsafe(ref values[row, start]);
    }

    /// <summary>Puts four elements in a row.</summary>
    /// <param name="vector">The elements.</param>
    /// <param name="values">The array.</param>
    /// <param name="start">Where the first one goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> vector, Span<double> values, int start)
    {
        Require(start, values.Length);
        vector.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)start);
    }

    /// <summary>Puts four elements in a row of a matrix.</summary>
    /// <param name="vector">The elements.</param>
    /// <param name="values">The matrix.</param>
    /// <param name="row">The row.</param>
    /// <param name="start">Where the first one goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> vector, double[,] values, int row, int start)
    {
        _ = values[row, start + Count - 1];
        vector.StoreUnsafe(ref values[row, start]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Require(int start, int length)
    {
        if ((ulong)(uint)start + Count > (ulong)(uint)length) ThrowOutside();
    }

    /// <summary>As where one element is read.</summary>
    private static void ThrowOutside() => throw new IndexOutOfRangeException();
}
#endif
