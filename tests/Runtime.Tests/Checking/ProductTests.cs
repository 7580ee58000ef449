using SymbolicJacobian.Tests.Problems;

namespace SymbolicJacobian.Tests.Checking;

public class ProductTests
{
    private static readonly double[,] s_jacobian = LeastSquares.KowalikOsborne.Jacobian(LeastSquares.KowalikOsborne.Start);

    private static void Jvp(ReadOnlySpan<double> v, Span<double> result)
    {
        for (var i = 0; i < 11; i++)
        {
            for (var j = 0; j < 4; j++) result[i] += s_jacobian[i, j] * v[j];
        }
    }

    private static void Vjp(ReadOnlySpan<double> u, Span<double> result)
    {
        for (var j = 0; j < 4; j++)
        {
            for (var i = 0; i < 11; i++) result[j] += s_jacobian[i, j] * u[i];
        }
    }

    [Fact]
    public void ForwardAndReverseOfOneJacobianAgree()
    {
        var report = JacobianCheck.CompareProducts(Jvp, Vjp, 11, 4);
        Assert.True(report.Verdict == Verdict.Correct, report.ToString());
        Assert.StartsWith("Products 3 x 1: Correct, 3 pairs: 3 agree", report.ToString());
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(0.0)]
    [InlineData(1.0 + 1e-9)]
    [InlineData(double.NaN)]
    public void AReverseSweepThatGetsOneColumnWrongIsFound(double factor)
    {
        VectorFunction wrong = (u, result) =>
        {
            Vjp(u, result);
            result[0] *= factor;
        };
        Assert.Equal(Verdict.Wrong, JacobianCheck.CompareProducts(Jvp, wrong, 11, 4).Verdict);
    }

    [Fact]
    public void FloatProductsAgreeToTheirOwnPrecision()
    {
        VectorFunction single = (u, result) =>
        {
            Vjp(u, result);
            for (var j = 0; j < 4; j++) result[j] = (float)result[j];
        };
        Assert.Equal(Verdict.Wrong, JacobianCheck.CompareProducts(Jvp, single, 11, 4).Verdict);
        Assert.Equal(Verdict.Correct, JacobianCheck.CompareProducts(Jvp, single, 11, 4, Precision.Single).Verdict);
    }
}
