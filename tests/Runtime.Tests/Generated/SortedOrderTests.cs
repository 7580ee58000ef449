namespace SymbolicJacobian.Tests.Generated;

/// <summary>The order that generated code asks for is that of <see cref="Array"/> and of LINQ themselves, among equal elements too.</summary>
public sealed class SortedOrderTests
{
    public static TheoryData<int> Lengths => [0, 1, 2, 3, 5, 16, 17, 100, 1000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sorting_with_items_takes_them_along_as_the_library_does(int length)
    {
        var keys = WithTies(length);
        var (sorted, items) = (keys.ToArray(), Enumerable.Range(0, length).Select(i => (double)i).ToArray());

        Array.Sort(sorted, items);

        Assert.Equal(items.Select(item => (int)item), GeneratedCode.SortedOrder<double>(keys));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sorting_alone_leaves_the_same_bits(int length)
    {
        var keys = WithTies(length);
        var sorted = keys.ToArray();

        Array.Sort(sorted);

        Assert.Equal(sorted.Select(BitConverter.DoubleToInt64Bits), GeneratedCode.SortedOrder<double>(keys).Select(place => BitConverter.DoubleToInt64Bits(keys[place])));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sorting_by_a_comparison_is_that_of_the_library(int length)
    {
        var keys = WithTies(length);
        var (up, down) = (keys.Select((key, i) => (Key: key, Place: i)).ToArray(), keys.Select((key, i) => (Key: key, Place: i)).ToArray());

        Array.Sort(up, (a, b) => a.Key.CompareTo(b.Key));
        Array.Sort(down, (a, b) => b.Key.CompareTo(a.Key));

        Assert.Equal(up.Select(pair => pair.Place), GeneratedCode.ComparedOrder<double>(keys));
        Assert.Equal(down.Select(pair => pair.Place), GeneratedCode.ComparedOrder<double>(keys, isDescending: true));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Ordering_is_that_of_Linq(int length)
    {
        var keys = WithTies(length);
        var places = Enumerable.Range(0, length);

        Assert.Equal(places.OrderBy(i => keys[i]), GeneratedCode.StableOrder<double>(keys));
        Assert.Equal(places.OrderByDescending(i => keys[i]), GeneratedCode.StableOrder<double>(keys, isDescending: true));
    }

    /// <summary>Few values, among them both zeros and NaN.</summary>
    private static double[] WithTies(int length)
    {
        var random = new Random(7 + length);
        double[] values = [-0.0, 0.0, double.NaN, 1, -2, double.PositiveInfinity, 0.5];
        return [.. Enumerable.Range(0, length).Select(_ => values[random.Next(values.Length)])];
    }
}
