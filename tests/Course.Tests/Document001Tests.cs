using MathNet.Numerics.LinearAlgebra.Double;
using static Course.Tests.Printed;

namespace Course.Tests;

public class Document001Tests
{
    [Fact]
    public void Row2()
    {
        Equal(new double[,] { { 2, 1 }, { 2, 1 } }, Document001.FJacobian(1, 2), 0);
        Equal(new double[,] { { 0, 1 }, { 1, 0 } }, Document001.FJacobian(0, 1), 0);
    }

    [Theory]
    [InlineData(0.5, -1.2, 0.8)]
    [InlineData(-2, 3, 0.1)]
    [InlineData(0, 0, 0)]
    public void Row3(double x, double y, double z)
    {
        double[,] expected =
        {
            { 2 * x, z, y },
            { y * Math.Cos(x * y), x * Math.Cos(x * y), 0 },
            { Math.Exp(x + z), 0, Math.Exp(x + z) },
        };
        Equal(expected, Document001.Exercise1Jacobian(x, y, z), 1e-15);
    }

    [Theory]
    [InlineData(1.5, -0.5)]
    [InlineData(-2, 1)]
    [InlineData(0, 0)]
    public void Row4(double x, double y) =>
        Assert.Equal(4 * (x * x + y * y), DenseMatrix.OfArray(Document001.ComplexSquareJacobian(x, y)).Determinant(), 1e-13);

    [Theory]
    [InlineData(0.7, -1.3)]
    [InlineData(-4, 2)]
    public void Row5(double x, double y)
    {
        var product = DenseMatrix.OfArray(Document001.GJacobian(Document001.H(x, y))) * DenseMatrix.OfArray(Document001.HJacobian(x, y));
        Equal(product.ToArray(), Document001.GAfterHJacobian(x, y), 1e-15);
        double[,] byHand =
        {
            { x * y + y * (x + y), x * y + x * (x + y) },
            { Math.Exp(Math.Sin(x)) * Math.Cos(x) + 1, 1 },
        };
        Equal(byHand, Document001.GAfterHJacobian(x, y), 1e-15);
    }

    [Fact]
    public void Row6()
    {
        Equal(Twins.A, Document001.LinearJacobian(Twins.A, Twins.Input), 0);
        Equal(Twins.A, Document001.LinearJacobian(Twins.A, [7, 8, 9]), 0);
    }

    [Fact]
    public void Row7()
    {
        var (x, y, z) = (1.5, 0.5, 2.0);
        double[] expected = [2 * x * y, x * x + z * Math.Cos(y * z), y * Math.Cos(y * z)];
        Assert.Equal(expected, Document001.ScalarGradient(x, y, z), (a, b) => Math.Abs(a - b) <= 1e-15);
    }

    [Fact]
    public void Row8()
    {
        Equal(["0.710949502625004", "0.331812227831834", "0.58661757891733", "0.872694961924628"], Document001.SigmoidLayer(Twins.Input));
        var jacobian = Document001.SigmoidLayerJacobian(Twins.Input);
        Equal(["0.041100061468453", "-0.102750153671132", "0.020550030734226"], Row(jacobian, 0));
        Equal(["0.0055549232678", "-0.0111098465356", "0.0999886188204"], Row(jacobian, 3));
    }

    [Fact]
    public void Row9()
    {
        var (q1, q2, q3) = (0.3, 0.5, -0.4);
        var (a2, a3) = (q1 + q2, q1 + q2 + q3);
        double[,] expected =
        {
            {
                -Math.Sin(q1) - 0.7 * Math.Sin(a2) - 0.4 * Math.Sin(a3), -0.7 * Math.Sin(a2) - 0.4 * Math.Sin(a3), -0.4 * Math.Sin(a3),
            },
            {
                Math.Cos(q1) + 0.7 * Math.Cos(a2) + 0.4 * Math.Cos(a3), 0.7 * Math.Cos(a2) + 0.4 * Math.Cos(a3), 0.4 * Math.Cos(a3),
            },
        };
        Equal(expected, Document001.RobotArmJacobian(q1, q2, q3), 1e-15);
    }

    [Fact]
    public void Row9StraightArmIsSingular() =>
        Assert.True(DenseMatrix.OfArray(Document001.RobotArmJacobian(0.3, 0, 0)).Svd(false).S[1] < 1e-15);
}
