using Course.Lessons;
using MathNet.Numerics.LinearAlgebra.Double;
using static Course.Tests.Printed;

namespace Course.Tests;

public class Document003Tests
{
    [Fact]
    public void Row20()
    {
        var jacobian = Document003.TanhBasisJacobian(Lesson003.X, Lesson003.W);
        var part = Lesson003.NonZeroPart(jacobian, 5, 4, 2);
        Equal(Lesson003.FirstPoint, Enumerable.Range(0, 8).Select(k => part[0, k / 2, k % 2]));
        for (var row = 0; row < 10; row++)
        {
            for (var column = 0; column < 8; column++)
                if (row % 2 != column % 2) Assert.Equal(0, jacobian[row, column]);
        }
    }

    [Fact]
    public void Row20AgainstTheClosedForm()
    {
        var part = Lesson003.NonZeroPart(Document003.TanhBasisJacobian(Lesson003.X, Lesson003.W), 5, 4, 2);
        var phi = Document003.TanhBasis(Lesson003.X, Lesson003.W);
        for (var n = 0; n < 5; n++)
            for (var d = 0; d < 4; d++)
                for (var k = 0; k < 2; k++)
                    Assert.Equal((1 - phi[n, k] * phi[n, k]) * (d < 3 ? Lesson003.X[n, d] : 1), part[n, d, k], 1e-15);
    }

    [Fact]
    public void Row20AgainstTheDocumentsCentralDifferences()
    {
        const double eps = 1e-6;
        var part = Lesson003.NonZeroPart(Document003.TanhBasisJacobian(Lesson003.X, Lesson003.W), 5, 4, 2);
        for (var d = 0; d < 4; d++)
        {
            for (var k = 0; k < 2; k++)
            {
                var (up, down) = ((double[,])Lesson003.W.Clone(), (double[,])Lesson003.W.Clone());
                up[d, k] += eps;
                down[d, k] -= eps;
                var (ahead, behind) = (Document003.TanhBasis(Lesson003.X, up), Document003.TanhBasis(Lesson003.X, down));
                for (var n = 0; n < 5; n++) Assert.Equal((ahead[n, k] - behind[n, k]) / (2 * eps), part[n, d, k], 1e-10);
            }
        }
    }

    [Fact]
    public void Row21()
    {
        var jacobian = Document003.SlopeAndBiasJacobian(Twins.Slopes, Twins.Biases, 150);
        Equal("149.5471634963988", jacobian[0, 0]);
        Equal("117.9671599448891", jacobian[1, 1]);
        for (var k = 0; k < 3; k++)
        {
            for (var j = 0; j < 6; j++)
                if (j % 3 != k) Assert.Equal(0, jacobian[k, j]);
            Assert.Equal(jacobian[k, k], 150 * jacobian[k, k + 3], 1e-12);
        }
    }

    [Fact]
    public void Row22Converges()
    {
        var (times, observations) = (Lesson003.Times, Lesson003.Observations);
        var theta = DenseVector.OfArray(Lesson003.Start);
        var step = double.PositiveInfinity;
        for (var iteration = 0; iteration < 12 && step > 1e-10; iteration++)
        {
            var (_, jtj, jtr) = Lesson003.NormalEquations(theta.ToArray(), times, observations);
            var delta = jtj.Cholesky().Solve(-jtr);
            step = delta.L2Norm();
            theta += (DenseVector)delta;
        }

        Assert.True(step <= 1e-10);
        Assert.All(theta.Zip(Lesson003.True), pair => Assert.Equal(pair.Second, pair.First, 0.5));
    }

    [Fact]
    public void Row22NormalEquationsWithoutTheJacobian()
    {
        var (times, observations) = (Lesson003.Times, Lesson003.Observations);
        var (half, jtj, jtr) = Lesson003.NormalEquations(Lesson003.Start, times, observations);
        var jacobian = DenseMatrix.OfArray(Document003.ResidualsJacobian(Lesson003.Start, times, observations));
        var residuals = DenseVector.OfArray(Document003.Residuals(Lesson003.Start, times, observations));
        Equal(jacobian.TransposeThisAndMultiply(jacobian).ToArray(), jtj.ToArray(), 1e-14);
        Equal(jacobian.TransposeThisAndMultiply(residuals).ToColumnMatrix().ToArray(), jtr.ToColumnMatrix().ToArray(), 1e-13);
        Assert.Equal(0.5 * residuals.DotProduct(residuals), half, 1e-12);
    }
}
