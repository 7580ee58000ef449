using MathNet.Numerics.LinearAlgebra.Double;
using SymbolicJacobian;
using static Course.Tests.Printed;

namespace Course.Tests;

public class Document000Tests
{
    [Fact]
    public void Row1() => Equal(new double[,] { { 4, 0 }, { 3, 2 } }, Document000.FJacobian(2, 3), 0);

    [Fact]
    public void Row1ByTheDocumentsForwardDifference()
    {
        const double h = 1e-5;
        var forward = (Document000.F(2 + h, 3)[0] - Document000.F(2, 3)[0]) / h;
        Assert.Equal(4.00001, Math.Round(forward, 5));
    }

    [Fact]
    public void Row14Tanh()
    {
        var jacobian = DenseMatrix.OfArray(Document000.TanhLayerJacobian(Twins.Input));
        Equal("0.9819466469066415", jacobian.FrobeniusNorm());
        Equal(["0.902294824058463", "0.35242033089703", "0.160882498174697"], jacobian.Svd(false).S);
    }

    [Fact]
    public void Row14Relu()
    {
        var jacobian = DenseMatrix.OfArray(Document000.ReluLayerJacobian(Twins.Input));
        Equal("1.45", jacobian.FrobeniusNorm());
        Equal(["1.151114468847964", "0.881706364900413", "0.005419013098986"], jacobian.Svd(false).S);
        Assert.Equal([0, 0, 0], Row(Document000.ReluLayerJacobian(Twins.Input), 1));
    }

    [Fact]
    public void Row14AcrossLayers()
    {
        var h1 = Document000.TanhLayer(Twins.Input);
        var h2 = Document000.TanhHidden(h1);
        var product = DenseMatrix.OfArray(Document000.TanhHiddenJacobian(h2))
            * DenseMatrix.OfArray(Document000.TanhHiddenJacobian(h1))
            * DenseMatrix.OfArray(Document000.TanhLayerJacobian(Twins.Input));
        Equal(product.ToArray(), Document000.TanhNetworkJacobian(Twins.Input), 1e-14);

        h1 = Document000.ReluLayer(Twins.Input);
        h2 = Document000.ReluHidden(h1);
        product = DenseMatrix.OfArray(Document000.ReluHiddenJacobian(h2))
            * DenseMatrix.OfArray(Document000.ReluHiddenJacobian(h1))
            * DenseMatrix.OfArray(Document000.ReluLayerJacobian(Twins.Input));
        Equal(product.ToArray(), Document000.ReluNetworkJacobian(Twins.Input), 1e-14);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.01)]
    [InlineData(0.001)]
    public void Row17TheErrorOfTheLinearMapFallsAsTheSquare(double size)
    {
        Assert.InRange(Error(size / 2) / Error(size), 0.24, 0.26);

        static double Error(double size)
        {
            var (dx, dy) = (0.6 * size, 0.8 * size);
            var (f, j) = (Document000.F(2, 3), Document000.FJacobian(2, 3));
            var there = Document000.F(2 + dx, 3 + dy);
            return Math.Sqrt(Enumerable.Range(0, 2).Sum(i => Math.Pow(there[i] - f[i] - j[i, 0] * dx - j[i, 1] * dy, 2)));
        }
    }

    [Fact]
    public void AWrongLengthOfAFixedInputIsRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => Document000.TanhLayerJacobian([1, 2, 3, 4]));
        Assert.Equal("x", exception.ParamName);
    }

    [Fact]
    public void DifferencesAgreeWithoutTheGeneratedCheck()
    {
        VectorFunction network = (x, y) => Document000.TanhNetwork(x.ToArray()).CopyTo(y);
        Equal(FiniteDifference.Ridders(network, Twins.Input, 4), Document000.TanhNetworkJacobian(Twins.Input), 1e-10);
    }
}
