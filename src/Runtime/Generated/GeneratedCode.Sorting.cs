namespace SymbolicJacobian;

/// <content>Where the elements of an array go when they are sorted: places are integers, so derivatives move along with their elements.</content>
public static partial class GeneratedCode
{
    /// <summary>The places of the elements in the order that <c>Array.Sort</c> gives them, also where some are equal: it is asked.</summary>
    /// <typeparam name="T">A type of numbers.</typeparam>
    /// <param name="keys">What is sorted; it stays as it is.</param>
    /// <returns>At each place of the sorted array the place that its element comes from.</returns>
    public static int[] SortedOrder<T>(ReadOnlySpan<T> keys)
        where T : IComparable<T>
    {
        var order = Places(keys.Length);
        Array.Sort(keys.ToArray(), order);
        return order;
    }

    /// <summary>The places of the elements in the order that <c>Array.Sort</c> gives them by a comparison, also where some are equal.</summary>
    /// <typeparam name="T">A type of numbers.</typeparam>
    /// <param name="keys">What is compared; it stays as it is.</param>
    /// <param name="isDescending">As by a comparison of the second with the first.</param>
    /// <returns>At each place of the sorted array the place that its element comes from.</returns>
    public static int[] ComparedOrder<T>(ReadOnlySpan<T> keys, bool isDescending = false)
        where T : IComparable<T>
    {
        var pairs = new (T Key, int Place)[keys.Length];
        for (int i = 0; i < pairs.Length; i++) pairs[i] = (keys[i], i);
        if (isDescending) Array.Sort(pairs, (a, b) => b.Key.CompareTo(a.Key));
        else Array.Sort(pairs, (a, b) => a.Key.CompareTo(b.Key));
        return Array.ConvertAll(pairs, pair => pair.Place);
    }

    /// <summary>The places of the elements in the order that <c>OrderBy</c> gives them: equal ones stay as they stand.</summary>
    /// <typeparam name="T">A type of numbers.</typeparam>
    /// <param name="keys">What is sorted; it stays as it is.</param>
    /// <param name="isDescending">As by <c>OrderByDescending</c>.</param>
    /// <returns>At each place of the sorted sequence the place that its element comes from.</returns>
    public static int[] StableOrder<T>(ReadOnlySpan<T> keys, bool isDescending = false)
        where T : IComparable<T>
    {
        var (sorted, order) = (keys.ToArray(), Places(keys.Length));
        Array.Sort(sorted, order, isDescending ? Descending<T>.Comparer : null);
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && sorted[end].CompareTo(sorted[start]) == 0) end++;
            if (end - start > 1) Array.Sort(order, start, end - start);
        }

        return order;
    }

    private static int[] Places(int count)
    {
        var places = new int[count];
        for (int i = 0; i < places.Length; i++) places[i] = i;
        return places;
    }

    private sealed class Descending<T> : IComparer<T>
        where T : IComparable<T>
    {
        public static readonly Descending<T> Comparer = new();

        public int Compare(T? x, T? y) => y!.CompareTo(x!);
    }
}
