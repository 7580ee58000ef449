namespace SymbolicJacobian.Tests.Differences;

public class AllocationTests
{
    private static readonly VectorFunction s_f = static (x, y) =>
    {
        for (var i = 0; i < y.Length; i++) y[i] = x[i % x.Length] * x[0];
    };

    public static TheoryData<int> Sizes => [2, 60];

    private static long AllocatedBy(Action action)
    {
        // The first rounds fill the pool and compile.
        for (var round = 0; round < 50; round++) action();
        // A collection that another thread starts moves the count by the room that was left: what is allocated is in every round.
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, Math.Abs(GC.GetAllocatedBytesForCurrentThread() - before));
        }

        return least;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void FormsInPlaceAllocateNothing(int n)
    {
        var x = Enumerable.Range(1, n).Select(k => (double)k).ToArray();
        var (jacobian, errors, hessian) = (new double[n * n], new double[n * n], new double[n * n * n]);
        var (lower, upper, result) = (x.Select(v => v - 1.0).ToArray(), x.ToArray(), new double[n]);
        var pattern = SparsityPattern.Dense(n, n);

        Assert.Equal(0, AllocatedBy(() => FiniteDifference.Forward(s_f, x, jacobian, n)));
        Assert.Equal(0, AllocatedBy(() => FiniteDifference.Central(s_f, x, jacobian, n)));
        Assert.Equal(0, AllocatedBy(() => FiniteDifference.OneSided(s_f, x, jacobian, n)));
        Assert.Equal(0, AllocatedBy(() => FiniteDifference.Bounded(s_f, x, lower, upper, jacobian, n)));
        Assert.Equal(0, AllocatedBy(() => FiniteDifference.Ridders(s_f, x, jacobian, errors, n)));
        Assert.Equal(0, AllocatedBy(() => FiniteDifference.Directional(s_f, x, upper, result)));
        Assert.Equal(0, AllocatedBy(() => FiniteDifference.Hessian(s_f, x, hessian, n)));
        Assert.Equal(0, AllocatedBy(() => FiniteDifference.Central(s_f, x, pattern, jacobian)));
    }

    [Fact]
    public void AnAllocationWouldBeSeen()
    {
        double[]? kept = null;
        Assert.True(AllocatedBy(() => kept = new double[1]) > 0);
        Assert.NotNull(kept);
    }

    [Fact]
    public void ScratchAndTapeAllocateNothing() =>
        Assert.Equal(0, AllocatedBy(static () =>
        {
            var buffer = GeneratedCode.Rent(500, out Span<double> z);
            var tape = new Tape<double>();
            for (var k = 0; k < 1000; k++) tape.Push(k);
            for (var k = 0; k < 500; k++) z[k] = tape.Pop();
            tape.Dispose();
            GeneratedCode.Return(buffer);
        }));
}
