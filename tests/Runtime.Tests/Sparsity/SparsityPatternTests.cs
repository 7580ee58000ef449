namespace SymbolicJacobian.Tests.Sparsity;

public class SparsityPatternTests
{
    private static readonly SparsityPattern s_pattern = new(3, 4, [0, 2, 2, 5], [0, 3, 1, 2, 3]);

    [Fact]
    public void TheArraysAreCsr()
    {
        Assert.Equal((3, 4, 5), (s_pattern.RowCount, s_pattern.ColumnCount, s_pattern.NonZeroCount));
        Assert.Equal([0, 2, 2, 5], s_pattern.RowPointers);
        Assert.Equal([0, 3, 1, 2, 3], s_pattern.ColumnIndices);
        Assert.Equal("3 x 4, 5 entries", s_pattern.ToString());
    }

    [Fact]
    public void TheArraysAreCopied()
    {
        int[] columns = [0];
        var pattern = new SparsityPattern(1, 2, [0, 1], columns);
        columns[0] = 1;
        Assert.Equal(0, pattern.ColumnIndices[0]);
    }

    [Fact]
    public void DenseValuesStandInTheirPlaces()
    {
        double[,] expected = { { 1, 0, 0, 2 }, { 0, 0, 0, 0 }, { 0, 3, 4, 5 } };
        Assert.Equal(expected, s_pattern.ToDense([1, 2, 3, 4, 5]));
        Assert.Equal(5f, s_pattern.ToDense([1f, 2f, 3f, 4f, 5f])[2, 3]);
        Assert.Throws<ArgumentException>("values", () => s_pattern.ToDense([1.0, 2.0]));
        Assert.Throws<ArgumentException>("values", () => s_pattern.ToDense([1f, 2f]));
    }

    [Fact]
    public void EntriesAreFound()
    {
        Assert.Equal(3, s_pattern.IndexOf(2, 2));
        Assert.Equal(-1, s_pattern.IndexOf(1, 2));
        Assert.True(s_pattern.Contains(0, 3));
        Assert.False(s_pattern.Contains(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>("row", () => s_pattern.IndexOf(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>("column", () => s_pattern.Contains(0, -1));
    }

    [Fact]
    public void FactoriesAgree()
    {
        bool[,] dense = { { true, false, false, true }, { false, false, false, false }, { false, true, true, true } };
        Assert.Equal(s_pattern, SparsityPattern.FromDense(dense));
        Assert.Equal(s_pattern, SparsityPattern.FromCoordinates(3, 4, [(2, 3), (0, 3), (0, 0), (2, 1), (2, 2), (0, 0)]));
        Assert.Equal(SparsityPattern.FromDense(new[,] { { true, true }, { true, true } }), SparsityPattern.Dense(2, 2));
        Assert.Equal([0, 0, 0], SparsityPattern.FromCoordinates(2, 5, []).RowPointers);
    }

    [Fact]
    public void EqualityIsByContent()
    {
        var twin = new SparsityPattern(3, 4, [0, 2, 2, 5], [0, 3, 1, 2, 3]);
        Assert.True(s_pattern.Equals(twin) && s_pattern.Equals((object)twin));
        Assert.Equal(s_pattern.GetHashCode(), twin.GetHashCode());
        Assert.NotEqual(s_pattern, new SparsityPattern(3, 5, [0, 2, 2, 5], [0, 3, 1, 2, 3]));
        Assert.NotEqual(s_pattern, new SparsityPattern(3, 4, [0, 2, 3, 5], [0, 3, 1, 2, 3]));
        Assert.NotEqual(s_pattern, new SparsityPattern(3, 4, [0, 2, 2, 5], [0, 2, 1, 2, 3]));
        Assert.False(s_pattern.Equals(null));
    }

    public static TheoryData<string, int, int, int[], int[]> Malformed => new()
    {
        { "rowPointers", 2, 2, [0, 1], [0] },
        { "rowPointers", 1, 2, [1, 1], [0] },
        { "rowPointers", 2, 2, [0, 1, 0], [] },
        { "rowPointers", 1, 2, [0, 2], [0] },
        { "columnIndices", 1, 2, [0, 1], [2] },
        { "columnIndices", 1, 2, [0, 1], [-1] },
        { "columnIndices", 1, 2, [0, 2], [1, 0] },
        { "columnIndices", 1, 2, [0, 2], [1, 1] },
        { "rowCount", -1, 2, [], [] },
        { "columnCount", 1, -2, [0, 0], [] },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void MalformedArraysAreRefusedByName(string parameter, int rows, int columns, int[] rowPointers, int[] columnIndices) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(() => new SparsityPattern(rows, columns, rowPointers, columnIndices)).ParamName);

    [Fact]
    public void CoordinatesOutsideAreRefused()
    {
        Assert.Throws<ArgumentException>("coordinates", () => SparsityPattern.FromCoordinates(2, 2, [(2, 0)]));
        Assert.Throws<ArgumentException>("coordinates", () => SparsityPattern.FromCoordinates(2, 2, [(0, -1)]));
    }

    [Fact]
    public void ColoursNeverMeetInARow()
    {
        var random = new Random(1);
        for (var round = 0; round < 50; round++)
        {
            var dense = new bool[random.Next(1, 20), random.Next(1, 20)];
            for (var i = 0; i < dense.GetLength(0); i++)
            {
                for (var j = 0; j < dense.GetLength(1); j++) dense[i, j] = random.Next(5) == 0;
            }

            var pattern = SparsityPattern.FromDense(dense);
            var count = pattern.ColorColumns(out var colors);
            Assert.All(colors, color => Assert.InRange(color, 0, Math.Max(0, count - 1)));
            var longest = 0;
            for (var i = 0; i < pattern.RowCount; i++)
            {
                var row = pattern.ColumnIndices[pattern.RowPointers[i]..pattern.RowPointers[i + 1]].Select(j => colors[j]).ToArray();
                Assert.Equal(row.Length, row.Distinct().Count());
                longest = Math.Max(longest, row.Length);
            }

            Assert.InRange(count, longest, pattern.ColumnCount);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(50, 3)]
    public void ABandNeedsItsWidthInColours(int n, int expected)
    {
        var band = SparsityPattern.FromCoordinates(
            n, n, Enumerable.Range(0, n).SelectMany(i => Enumerable.Range(i - 1, 3).Where(j => j >= 0 && j < n).Select(j => (i, j))));
        Assert.Equal(expected, band.ColorColumns(out var colors));
        colors[0] = 99;
        Assert.Equal(expected, band.ColorColumns(out var again));
        Assert.NotEqual(99, again[0]);
    }

    [Fact]
    public void AnEmptyPatternNeedsNoColour() => Assert.Equal(0, SparsityPattern.FromCoordinates(3, 3, []).ColorColumns(out _));
}
