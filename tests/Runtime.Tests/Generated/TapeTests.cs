namespace SymbolicJacobian.Tests.Generated;

public class TapeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(100_000)]
    public void ValuesComeBackInReverse(int count)
    {
        var tape = new Tape<double>(count / 3);
        for (var k = 0; k < count; k++) tape.Push(k * 0.5);
        Assert.Equal(count, tape.Count);
        for (var k = count - 1; k >= 0; k--) Assert.Equal(k * 0.5, tape.Pop());
        Assert.Equal(0, tape.Count);
        tape.Dispose();
    }

    [Fact]
    public void TheDefaultTapeWorksAndPushesInterleaveWithPops()
    {
        Tape<int> tape = default;
        tape.Push(1);
        tape.Push(2);
        Assert.Equal(2, tape.Pop());
        tape.Push(3);
        Assert.Equal(3, tape.Pop());
        Assert.Equal(1, tape.Pop());
        tape.Dispose();
        tape.Dispose();
        Assert.Equal(0, tape.Count);
    }

    [Fact]
    public void PopFromAnEmptyTapeIsRefused()
    {
        Assert.Throws<InvalidOperationException>(() => new Tape<bool>(8).Pop());
        Assert.Throws<InvalidOperationException>(() => default(Tape<bool>).Pop());
    }

    [Fact]
    public void ADisposedTapeStartsAnew()
    {
        var tape = new Tape<float>(4);
        tape.Push(1f);
        tape.Dispose();
        tape.Push(2f);
        Assert.Equal((1, 2f), (tape.Count, tape.Pop()));
        tape.Dispose();
    }
}
