using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Kernels;

/// <summary>Row 8: σ(W·x + b).</summary>
internal static partial class SigmoidLayer
{
    public static Kernel Kernel { get; } = Course.Compare<ByHand, Generated, Differences>("σ(Wx + b), 4×3", 4, 3);

    [Differentiable]
    public static double[] F([Size(3)] double[] x)
    {
        var y = new double[4];
        for (var i = 0; i < 4; i++)
        {
            var z = Layer.B[i];
            for (var j = 0; j < 3; j++)
                z += Layer.W[i, j] * x[j];
            y[i] = Sigmoid(z);
        }

        return y;
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian)
        {
            var w = Layer.W;
            var b = Layer.B;
            var (x0, x1, x2) = (x[0], x[1], x[2]);
            for (var i = 0; i < 4; i++)
            {
                var (w0, w1, w2) = (w[i, 0], w[i, 1], w[i, 2]);
                var sigma = 1 / (1 + Math.Exp(-(b[i] + w0 * x0 + w1 * x1 + w2 * x2)));
                var slope = sigma * (1 - sigma);
                var row = jacobian.Slice(3 * i, 3);
                row[2] = slope * w2;
                row[1] = slope * w1;
                row[0] = slope * w0;
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x, jacobian);
    }

    private struct Differences : IContender
    {
        private static readonly VectorFunction _f = static (x, y) =>
        {
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = Sigmoid(Layer.Affine(x, i));
            }
        };

        public static void Jacobian(double[] x, Span<double> jacobian) => FiniteDifference.Central(_f, x, jacobian, 4);
    }
}
