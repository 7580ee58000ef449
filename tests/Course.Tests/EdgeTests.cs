namespace Course.Tests;

/// <summary>Points and sizes at the edge of what the course's functions are made for.</summary>
public class EdgeTests
{
    /// <summary>exp(−z) overflows far to the left: the value is 0 there and so is the slope, not ∞/∞.</summary>
    [Fact]
    public void TheSigmoidIsFlatFarAway()
    {
        foreach (var entry in Document001.SigmoidLayerJacobian([-1e4, 1e4, -1e4]))
        {
            Assert.True(double.IsFinite(entry), $"{entry}");
        }
    }

    /// <summary>An image smaller than the kernel: no rows can be made, and (−1)·(−1) is not one row.</summary>
    [Fact]
    public void AnImageThatIsTooSmallIsRefusedAsTheMethodRefusesIt()
    {
        var (image, kernel) = (new double[1, 1], new double[3, 3]);
        Assert.Throws<OverflowException>(() => Document002.Convolution(image, kernel));
        Assert.Throws<OverflowException>(() => Document002.ConvolutionJacobian(image, kernel));
        Assert.Throws<OverflowException>(() => Document002.ConvolutionValueAndJacobian(image, kernel, new double[100]));
    }
}
