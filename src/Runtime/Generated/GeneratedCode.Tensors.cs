namespace SymbolicJacobian;

/// <summary>A function of a library that is applied to each element of a span.</summary>
/// <typeparam name="T">A type of numbers.</typeparam>
/// <param name="x">The elements.</param>
/// <param name="destination">Where the results go.</param>
public delegate void SpanMap<T>(ReadOnlySpan<T> x, Span<T> destination);

/// <summary>A function of a library that is applied to the elements of two spans in step.</summary>
/// <typeparam name="T">A type of numbers.</typeparam>
/// <param name="x">The first elements.</param>
/// <param name="y">The second elements.</param>
/// <param name="destination">Where the results go.</param>
public delegate void SpanSpanMap<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination);

/// <summary>A function of a library that is applied to each element of a span and a number.</summary>
/// <typeparam name="T">A type of numbers.</typeparam>
/// <param name="x">The elements.</param>
/// <param name="y">The number.</param>
/// <param name="destination">Where the results go.</param>
public delegate void SpanNumberMap<T>(ReadOnlySpan<T> x, T y, Span<T> destination);

/// <summary>A function of a library that is applied to a number and each element of a span.</summary>
/// <typeparam name="T">A type of numbers.</typeparam>
/// <param name="x">The number.</param>
/// <param name="y">The elements.</param>
/// <param name="destination">Where the results go.</param>
public delegate void NumberSpanMap<T>(T x, ReadOnlySpan<T> y, Span<T> destination);

/// <content>Values that a library computes for whole spans, rounded as the machine's vectors are wide.</content>
public static partial class GeneratedCode
{
    /// <summary>What a library makes of each element.</summary>
    /// <typeparam name="T">A type of numbers.</typeparam>
    /// <param name="x">The elements.</param>
    /// <param name="map">The library's function.</param>
    /// <returns>The results, in memory of their own.</returns>
    public static T[] Mapped<T>(ReadOnlySpan<T> x, SpanMap<T> map)
    {
        var result = new T[x.Length];
        map(x, result);
        return result;
    }

    /// <summary>What a library makes of two spans, element by element.</summary>
    /// <typeparam name="T">A type of numbers.</typeparam>
    /// <param name="x">The first elements.</param>
    /// <param name="y">The second elements.</param>
    /// <param name="map">The library's function.</param>
    /// <returns>The results, in memory of their own.</returns>
    public static T[] Mapped<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, SpanSpanMap<T> map)
    {
        var result = new T[x.Length];
        map(x, y, result);
        return result;
    }

    /// <summary>What a library makes of each element and a number.</summary>
    /// <typeparam name="T">A type of numbers.</typeparam>
    /// <param name="x">The elements.</param>
    /// <param name="y">The number.</param>
    /// <param name="map">The library's function.</param>
    /// <returns>The results, in memory of their own.</returns>
    public static T[] Mapped<T>(ReadOnlySpan<T> x, T y, SpanNumberMap<T> map)
    {
        var result = new T[x.Length];
        map(x, y, result);
        return result;
    }

    /// <summary>What a library makes of a number and each element.</summary>
    /// <typeparam name="T">A type of numbers.</typeparam>
    /// <param name="x">The number.</param>
    /// <param name="y">The elements.</param>
    /// <param name="map">The library's function.</param>
    /// <returns>The results, in memory of their own.</returns>
    public static T[] Mapped<T>(T x, ReadOnlySpan<T> y, NumberSpanMap<T> map)
    {
        var result = new T[y.Length];
        map(x, y, result);
        return result;
    }

    /// <summary>The largest of some numbers; the default of none.</summary>
    /// <typeparam name="T">A type of numbers.</typeparam>
    /// <param name="x">The numbers.</param>
    /// <returns>The largest of them.</returns>
    public static T Largest<T>(ReadOnlySpan<T> x)
        where T : struct, IComparable<T>
    {
        var largest = x.Length == 0 ? default : x[0];
        foreach (var element in x)
        {
            if (element.CompareTo(largest) > 0) largest = element;
        }

        return largest;
    }
}
