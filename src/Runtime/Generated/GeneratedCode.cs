using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SymbolicJacobian;

/// <summary>What generated derivatives call; not meant to be called by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class GeneratedCode
{
    /// <summary>Checks a destination, which may be longer than needed.</summary>
    /// <param name="actual">The length it has.</param>
    /// <param name="needed">The length it needs.</param>
    /// <param name="parameterName">Its name.</param>
    /// <exception cref="ArgumentException">It is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireLength(int actual, int needed, string parameterName)
    {
        // The throw stands apart, in a method that is nothing but a throw: the compiler sees that it does not return, and what
        // comes after the check knows the length.
        if (actual < needed) ThrowTooShort(actual, needed, parameterName);
    }

    /// <summary>Checks a vector that is read whole: a tangent, a cotangent.</summary>
    /// <param name="actual">The length it has.</param>
    /// <param name="needed">The length it must have.</param>
    /// <param name="parameterName">Its name.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireExactLength(int actual, int needed, string parameterName)
    {
        if (actual != needed) ThrowOtherLength(actual, needed, parameterName);
    }

    /// <summary>Checks an input whose length <see cref="SizeAttribute"/> or another input fixes.</summary>
    /// <param name="actual">The length it has.</param>
    /// <param name="expected">The length it must have.</param>
    /// <param name="parameterName">Its name.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireSize(int actual, int expected, string parameterName)
    {
        if (actual != expected) ThrowOtherSize(actual, expected, parameterName);
    }

    /// <summary>Throws for the dimensions of an array what making it would throw.</summary>
    /// <param name="rows">The first dimension.</param>
    /// <param name="columns">The second, where there is one.</param>
    /// <exception cref="OverflowException">One is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireDimensions(int rows, int columns = 0)
    {
        if ((rows | columns) < 0) ThrowNegativeLength();
    }

    /// <summary>An array of structs, records or tuples from the list of their numbers.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <typeparam name="TElement">The type of the elements.</typeparam>
    /// <param name="rows">The numbers, one element after the other.</param>
    /// <param name="size">How many one element has.</param>
    /// <param name="make">Makes the element whose numbers begin at an index.</param>
    /// <returns>A new array.</returns>
    public static TElement[] Elements<T, TElement>(T[] rows, int size, Func<T[], int, TElement> make)
    {
        var elements = new TElement[rows.Length / size];
        for (int i = 0; i < elements.Length; i++) elements[i] = make(rows, i * size);
        return elements;
    }

    /// <summary>How many columns the elements before one have: arrays of arrays are flattened one after the other.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="items">The elements.</param>
    /// <param name="index">The element; their number, or more, for all of them.</param>
    /// <param name="count">The columns of one element.</param>
    /// <returns>The sum over the elements before it.</returns>
    public static int Before<T>(T[] items, int index, Func<T, int> count)
    {
        int sum = 0;
        for (int i = 0; i < index && i < items.Length; i++) sum += count(items[i]);
        return sum;
    }

    /// <inheritdoc cref="Before{T}(T[], int, Func{T, int})"/>
    public static int Before<T>(ReadOnlySpan<T> items, int index, Func<T, int> count)
    {
        int sum = 0;
        for (int i = 0; i < index && i < items.Length; i++) sum += count(items[i]);
        return sum;
    }

    /// <summary>Pooled scratch memory: a zeroed span of exactly this length, as a new array would be.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number of elements.</param>
    /// <param name="span">The memory to use.</param>
    /// <returns>The buffer behind it, to hand to <see cref="Return{T}(T[])"/> once.</returns>
    /// <exception cref="OverflowException">The length is negative, as for a new array.</exception>
    public static T[] Rent<T>(int length, out Span<T> span)
        where T : unmanaged
    {
        if (length < 0) ThrowNegativeLength();
        var buffer = ArrayPool<T>.Shared.Rent(length);
        span = buffer.AsSpan(0, length);
        span.Clear();
        return buffer;
    }

    /// <summary>How long an array is that the shared pool gives when it is asked for this length.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The least number of elements.</param>
    /// <returns>The number of elements.</returns>
    public static int RentedLength<T>(int length)
    {
        var buffer = ArrayPool<T>.Shared.Rent(length);
        int rented = buffer.Length;
        ArrayPool<T>.Shared.Return(buffer);
        return rented;
    }

    /// <summary>Gives scratch memory back; its span must not be used any more.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="buffer">What <see cref="Rent{T}(int, out Span{T})"/> returned.</param>
    public static void Return<T>(T[] buffer)
        where T : unmanaged
    {
        ArrayPool<T>.Shared.Return(buffer);
    }

    /// <summary>A new matrix from its row-major entries.</summary>
    /// <param name="flat">At least rows·columns entries.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <exception cref="ArgumentException"><paramref name="flat"/> is too short.</exception>
    public static double[,] ToMatrix(ReadOnlySpan<double> flat, int rows, int columns) =>
        Fill(flat, new double[rows, columns]);

    /// <inheritdoc cref="ToMatrix(ReadOnlySpan{double}, int, int)"/>
    public static float[,] ToMatrix(ReadOnlySpan<float> flat, int rows, int columns) =>
        Fill(flat, new float[rows, columns]);

    private static T[,] Fill<T>(ReadOnlySpan<T> flat, T[,] matrix)
        where T : unmanaged
    {
        Guard.AtLeast(flat.Length, matrix.Length, nameof(flat));
#if NET
        var entries = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(
            ref Unsafe.As<byte, T>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(matrix)),
            matrix.Length);
        flat.Slice(0, matrix.Length).CopyTo(entries);
#else
        var k = 0;
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            for (var j = 0; j < matrix.GetLength(1); j++) matrix[i, j] = flat[k++];
        }
#endif
        return matrix;
    }

    [DoesNotReturn]
    private static void ThrowTooShort(int actual, int needed, string parameterName) =>
        throw new ArgumentException(
            string.Format(CultureInfo.InvariantCulture, "'{0}' has length {1} but needs {2}.", parameterName, actual, needed), parameterName);

    [DoesNotReturn]
    private static void ThrowOtherLength(int actual, int needed, string parameterName) =>
        throw new ArgumentException(
            string.Format(CultureInfo.InvariantCulture, "'{0}' has length {1} but needs exactly {2}.", parameterName, actual, needed), parameterName);

    [DoesNotReturn]
    private static void ThrowOtherSize(int actual, int expected, string parameterName) =>
        throw new ArgumentException(
            string.Format(
                CultureInfo.InvariantCulture,
                "'{0}' has length {1} but its size is fixed at {2}; pass exactly {2} elements, or change its [Size].",
                parameterName,
                actual,
                expected),
            parameterName);

    [DoesNotReturn]
    private static void ThrowNegativeLength() => throw new OverflowException("An array cannot have a negative length.");
}
