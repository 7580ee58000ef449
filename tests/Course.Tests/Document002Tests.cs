using Course.Lessons;
using MathNet.Numerics.LinearAlgebra.Double;
using static Course.Tests.Printed;

namespace Course.Tests;

public class Document002Tests
{
    [Fact]
    public void Row10()
    {
        Equal(["-0.270670566473225", "0", "0.270670566473225"], Flat(Document002.RadialBasisJacobian(0, Twins.Centers, 1)));
        Equal(
            ["-0.109842334058519", "-0.441248451292298", "0.486978701037525"],
            Flat(Document002.RadialBasisJacobian(0.5, Twins.Centers, 1)));
    }

    [Fact]
    public void Row10WithoutCentersHasNoRows() => Assert.Equal((0, 1), Size(Document002.RadialBasisJacobian(0.5, [], 1)));

    [Fact]
    public void Row11()
    {
        var norms = new List<double>();
        for (var i = 0; i < 25; i++)
        {
            for (var j = 0; j < 25; j++)
                norms.Add(DenseMatrix.OfArray(Document002.MapJacobian(-2 + j / 6.0, -2 + i / 6.0)).FrobeniusNorm());
        }

        Assert.Equal(Math.Sqrt(2), norms.Min(), 1e-15);
        Equal("5.830951894845301", norms.Max());
        Equal("3.5338212256113444", norms.Average());
    }

    [Fact]
    public void Row12()
    {
        Equal(["0.219012866616492", "0.044217935165898", "0.126359431865272", "0.610409766352339"], Document002.Softmax(Twins.Input));
        var jacobian = Document002.SoftmaxJacobian(Twins.Input);
        Equal(["0.031953450262042", "-0.097199118300946", "-0.115114521729397"], Row(jacobian, 0));
        Equal(["-0.002504148778096", "-0.026739314846633", "0.167492652124659"], Row(jacobian, 3));
    }

    [Theory]
    [InlineData(0.3, 0.1, 0.9)]
    [InlineData(1000, 999, 1001)]
    [InlineData(5, 5, 5)]
    public void Row12OfAnySize(double a, double b, double c)
    {
        double[] scores = [a, b, c];
        var p = Document002.StableSoftmax(scores);
        var expected = new double[3, 3];
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
                expected[i, j] = (i == j ? p[i] : 0) - p[i] * p[j];
        Equal(expected, Document002.StableSoftmaxJacobian(scores), 1e-14);
    }

    [Fact]
    public void Row13()
    {
        var (s0, s1) = Document002.LogScales(Twins.Flow[0], Twins.Flow[1]);
        var jacobian = DenseMatrix.OfArray(Document002.CouplingJacobian(Twins.Flow));
        Assert.Equal(s0 + s1, Math.Log(Math.Abs(jacobian.Determinant())), 1e-14);
        Assert.Equal(Twins.Flow, Document002.CouplingInverse(Document002.Coupling(Twins.Flow)), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Row15()
    {
        var jacobian = DenseMatrix.OfArray(Document000.TanhLayerJacobian(Twins.Input));
        Assert.Equal(Math.Pow(jacobian.FrobeniusNorm(), 2), Document002.JacobianPenalty(Twins.Input), 1e-14);

        var expected = new double[3];
        for (var i = 0; i < 4; i++)
        {
            var t = Document000.TanhLayer(Twins.Input)[i];
            var squares = Enumerable.Range(0, 3).Sum(j => Layer.W[i, j] * Layer.W[i, j]);
            for (var j = 0; j < 3; j++) expected[j] -= 4 * Math.Pow(1 - t * t, 2) * t * squares * Layer.W[i, j];
        }

        Assert.Equal(expected, Document002.JacobianPenaltyGradient(Twins.Input), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Row16()
    {
        var hessian = Lesson002.TaskHessian(Twins.Theta, Twins.TaskX, Twins.TaskY);
        var expected = DenseMatrix.CreateIdentity(2) - 0.1 * hessian;
        Equal(expected.ToArray(), Document002.InnerStepJacobian(Twins.Theta, Twins.TaskX, Twins.TaskY, 0.1), 1e-14);
    }

    [Fact]
    public void Row16TheStepFollowsTheGradient()
    {
        var gradient = Document002.TaskLossGradient(Twins.Theta, Twins.TaskX, Twins.TaskY);
        var step = Document002.InnerStep(Twins.Theta, Twins.TaskX, Twins.TaskY, 0.1);
        for (var j = 0; j < 2; j++) Assert.Equal(Twins.Theta[j] - 0.1 * gradient[j], step[j], 1e-15);
    }

    [Fact]
    public void Row18()
    {
        var jacobian = Document002.BatchLayerJacobian(Twins.Batch, Layer.W, Layer.B);
        Assert.Equal((8, 6), Size(jacobian));
        for (var p = 0; p < 2; p++)
        {
            var block = Document000.TanhLayerJacobian(Row(Twins.Batch, p));
            for (var i = 0; i < 4; i++)
            {
                for (var j = 0; j < 6; j++)
                {
                    var expected = j / 3 == p ? block[i, j % 3] : 0;
                    Assert.Equal(expected, jacobian[4 * p + i, j], 1e-15);
                    if (j / 3 != p) Assert.Equal(0, jacobian[4 * p + i, j]);
                }
            }
        }
    }

    [Fact]
    public void Row18OfAnEmptyBatchIsEmpty() => Assert.Equal((0, 0), Size(Document002.BatchLayerJacobian(new double[0, 3], Layer.W, Layer.B)));

    [Fact]
    public void Row19()
    {
        var jacobian = Document002.ConvolutionJacobian(Twins.Image, Twins.Kernel);
        var y = Document002.Convolution(Twins.Image, Twins.Kernel);
        Assert.Equal((6, 20), Size(jacobian));
        for (var output = 0; output < 6; output++)
        {
            var (r, c) = (output / 2, output % 2);
            for (var pixel = 0; pixel < 20; pixel++)
            {
                var (i, j) = (pixel / 4 - r, pixel % 4 - c);
                var sees = i is >= 0 and < 3 && j is >= 0 and < 3;
                Assert.Equal(sees ? (1 - y[r, c] * y[r, c]) * Twins.Kernel[i, j] : 0, jacobian[output, pixel], 1e-15);
                if (!sees) Assert.Equal(0, jacobian[output, pixel]);
            }
        }
    }

    private static (int Rows, int Columns) Size(double[,] matrix) => (matrix.GetLength(0), matrix.GetLength(1));
}
