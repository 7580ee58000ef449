using System.ComponentModel;
using System.Reflection;

namespace SymbolicJacobian.Tests.Generated;

public class GeneratedCodeTests
{
    [Fact]
    public void AShortDestinationIsNamedWithBothLengths()
    {
        GeneratedCode.RequireLength(4, 4, "jacobian");
        GeneratedCode.RequireLength(5, 4, "jacobian");
        var exception = Assert.Throws<ArgumentException>("jacobian", () => GeneratedCode.RequireLength(3, 4, "jacobian"));
        Assert.StartsWith("'jacobian' has length 3 but needs 4.", exception.Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void AFixedSizeMustBeMetExactly(int actual)
    {
        GeneratedCode.RequireSize(3, 3, "x");
        var exception = Assert.Throws<ArgumentException>("x", () => GeneratedCode.RequireSize(actual, 3, "x"));
        Assert.StartsWith($"'x' has length {actual} but its size is fixed at 3; pass exactly 3 elements, or change its [Size].", exception.Message);
    }

    [Fact]
    public void ScratchIsZeroedAndOfExactLengthThoughTheBufferIsReused()
    {
        var dirty = GeneratedCode.Rent(100, out Span<double> first);
        first.Fill(7.0);
        GeneratedCode.Return(dirty);
        var buffer = GeneratedCode.Rent(97, out Span<double> span);
        Assert.Same(dirty, buffer);
        Assert.Equal(97, span.Length);
        Assert.Equal(-1, span.IndexOfAnyExcept(0.0));
        GeneratedCode.Return(buffer);
    }

    [Fact]
    public void ScratchComesInOtherTypesAndMayBeEmpty()
    {
        var floats = GeneratedCode.Rent(3, out Span<float> f);
        var integers = GeneratedCode.Rent(4, out Span<int> i);
        var flags = GeneratedCode.Rent(0, out Span<bool> b);
        Assert.Equal((3, 4, 0), (f.Length, i.Length, b.Length));
        GeneratedCode.Return(floats);
        GeneratedCode.Return(integers);
        GeneratedCode.Return(flags);
        Assert.Throws<OverflowException>(() => { GeneratedCode.Rent(-1, out Span<double> _); });
    }

    [Fact]
    public void MatricesAreFilledRowByRow()
    {
        Assert.Equal(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, GeneratedCode.ToMatrix([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], 2, 3));
        Assert.Equal(new float[,] { { 1 }, { 2 } }, GeneratedCode.ToMatrix([1f, 2f], 2, 1));
        Assert.Equal(3, GeneratedCode.ToMatrix(ReadOnlySpan<double>.Empty, 0, 3).GetLength(1));
        Assert.Throws<ArgumentException>("flat", () => GeneratedCode.ToMatrix([1.0], 2, 3));
    }

    [Theory]
    [InlineData(typeof(GeneratedCode))]
    [InlineData(typeof(Tape<>))]
    public void SupportForGeneratedCodeIsHiddenFromEditors(Type type) =>
        Assert.Equal(EditorBrowsableState.Never, type.GetCustomAttribute<EditorBrowsableAttribute>()!.State);
}
