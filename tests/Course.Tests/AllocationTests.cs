namespace Course.Tests;

/// <summary>The in-place members of the fixed-size rows allocate nothing.</summary>
public class AllocationTests
{
    [Fact]
    public void Row2() => AllocatesNothing(jacobian => Document001.FJacobian(1, 2, jacobian), 4);

    [Fact]
    public void Row3() => AllocatesNothing(jacobian => Document001.Exercise1Jacobian(0.5, -1.2, 0.8, jacobian), 9);

    [Fact]
    public void Row8() => AllocatesNothing(jacobian => Document001.SigmoidLayerJacobian(Twins.Input, jacobian), 12);

    [Fact]
    public void Row12() => AllocatesNothing(jacobian => Document002.SoftmaxJacobian(Twins.Input, jacobian), 12);

    [Fact]
    public void Row12OfAnySize() => AllocatesNothing(jacobian => Document002.StableSoftmaxJacobian(Twins.Hidden, jacobian), 16);

    [Fact]
    public void Row19() => AllocatesNothing(jacobian => Document002.ConvolutionJacobian(Twins.Image, Twins.Kernel, jacobian), 120);

    [Fact]
    public void Row20() => AllocatesNothing(jacobian => Document003.TanhBasisJacobian(Lessons.Lesson003.X, Lessons.Lesson003.W, jacobian), 80);

    [Fact]
    public void AllocationIsSeen()
    {
        var destination = new double[12];
        Assert.NotEqual(0, Allocated(jacobian => Document000.TanhLayerValueAndJacobian(Twins.Input, jacobian), destination));
    }

    private static void AllocatesNothing(InPlace jacobian, int length) => Assert.Equal(0, Allocated(jacobian, new double[length]));

    private static long Allocated(InPlace jacobian, double[] destination)
    {
        for (var warmUp = 0; warmUp < 100; warmUp++) jacobian(destination);
        // A collection that another thread starts moves the count by the room that was left: what is allocated is in every round.
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var call = 0; call < 200; call++) jacobian(destination);
            least = Math.Min(least, Math.Abs(GC.GetAllocatedBytesForCurrentThread() - before));
        }

        return least;
    }
}
