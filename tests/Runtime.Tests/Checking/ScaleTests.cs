namespace SymbolicJacobian.Tests.Checking;

/// <summary>Inputs whose own scale is not max(1, |x|), and entries that are rounding alone: right ones agree, wrong ones are found.</summary>
public class ScaleTests
{
    private static readonly VectorFunction _capacitance = (x, y) => y[0] = Math.Log(1 + Math.Pow(1e3 * 2.0 * x[0] * x[1], 2));

    private static double[] Slopes(double c, double r)
    {
        var w = 2e3 * c * r;
        return [2 * w * 2e3 * r / (1 + w * w), 2 * w * 2e3 * c / (1 + w * w)];
    }

    [Fact]
    public void ASmallInputIsSeenAtItsOwnScale() =>
        Assert.Equal(Verdict.Correct, JacobianCheck.Compare(_capacitance, [1e-6, 800.0], Slopes(1e-6, 800), 1).Verdict);

    [Theory]
    [InlineData(2.0)]
    [InlineData(1.01)]
    [InlineData(1.001)]
    [InlineData(1.00001)]
    [InlineData(-1.0)]
    public void AWrongSlopeOfASmallInputIsFound(double factor)
    {
        var slopes = Slopes(1e-6, 800);
        slopes[0] *= factor;
        Assert.NotEqual(Verdict.Correct, JacobianCheck.Compare(_capacitance, [1e-6, 800.0], slopes, 1).Verdict);
    }

    [Fact]
    public void AFastPhaseOfALargeInputIsSeenAtItsOwnScale()
    {
        const double day = 2451545.3;
        VectorFunction f = (x, y) => y[0] = Math.Sin(2 * Math.PI * (x[0] - 2451545));
        var slope = 2 * Math.PI * Math.Cos(2 * Math.PI * (day - 2451545));
        Assert.Equal(Verdict.Correct, JacobianCheck.Compare(f, [day], [slope], 1).Verdict);
        Assert.NotEqual(Verdict.Correct, JacobianCheck.Compare(f, [day], [1.001 * slope], 1).Verdict);
    }

    /// <summary>2x + y = 1 and 4x + 1.5y = 2 have y = 0, so that nothing depends on the coefficients of y but by rounding.</summary>
    [Fact]
    public void WhatIsZeroButForRoundingAgrees()
    {
        VectorFunction f = (a, y) =>
        {
            var det = a[0] * a[3] - a[1] * a[2];
            y[0] = (a[3] * 1.1 - a[1] * 2.2) / det;
            y[1] = (a[0] * 2.2 - a[2] * 1.1) / det;
        };
        double[] at = [2.0, 1.0, 4.0, 1.5];
        var (x, rounding) = (0.55, 3e-16);
        double det = 2 * 1.5 - 4;
        double[] jacobian = [-1.5 * x / det, rounding, x / det, -rounding, 4 * x / det, rounding, -2 * x / det, rounding];
        Assert.Equal(Verdict.Correct, JacobianCheck.Compare(f, at, jacobian, 2).Verdict);
    }
}
