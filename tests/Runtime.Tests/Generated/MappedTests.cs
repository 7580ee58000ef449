namespace SymbolicJacobian.Tests.Generated;

/// <summary>Functions of whole spans: the results lie in memory of their own.</summary>
public sealed class MappedTests
{
    private static readonly double[] _x = [1, -2, 3];

    [Fact]
    public void Each_element() => Assert.Equal([2, -4, 6], GeneratedCode.Mapped<double>(_x, (from, to) => Each(from, to, v => 2 * v)));

    [Fact]
    public void Two_spans() => Assert.Equal([2, -4, 6], GeneratedCode.Mapped<double>(_x, _x, (from, other, to) => Each(from, to, v => 2 * v)));

    [Fact]
    public void A_span_and_a_number() => Assert.Equal([4, 1, 6], GeneratedCode.Mapped<double>(_x, 3, (from, number, to) => Each(from, to, v => v + number)));

    [Fact]
    public void A_number_and_a_span() => Assert.Equal([2, 5, 0], GeneratedCode.Mapped<double>(3, _x, (number, from, to) => Each(from, to, v => number - v)));

    [Fact]
    public void The_largest()
    {
        Assert.Equal(3, GeneratedCode.Largest<double>(_x));
        Assert.Equal(0, GeneratedCode.Largest<double>([]));
    }

    private static void Each(ReadOnlySpan<double> from, Span<double> to, Func<double, double> map)
    {
        for (int i = 0; i < from.Length; i++) to[i] = map(from[i]);
    }
}
