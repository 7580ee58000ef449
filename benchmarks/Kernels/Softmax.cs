using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Kernels;

/// <summary>Row 12: softmax(W·x + b).</summary>
internal static partial class Softmax
{
    public static Kernel Kernel { get; } = Course.Compare<ByHand, Generated, Differences>("softmax(Wx + b), 4×3", 4, 3);

    [Differentiable]
    public static double[] F([Size(3)] double[] x)
    {
        var z = new double[4];
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            z[i] = Layer.B[i];
            for (var j = 0; j < 3; j++)
                z[i] += Layer.W[i, j] * x[j];
            z[i] = Math.Exp(z[i]);
            sum += z[i];
        }

        for (var i = 0; i < 4; i++)
            z[i] /= sum;
        return z;
    }

    // J[i, j] = p_i · (W_ij − Σ_k p_k·W_kj)
    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian)
        {
            var w = Layer.W;
            var b = Layer.B;
            var (x0, x1, x2) = (x[0], x[1], x[2]);
            Span<double> p = stackalloc double[4];
            var sum = 0.0;
            for (var i = 0; i < 4; i++)
            {
                p[i] = Math.Exp(b[i] + w[i, 0] * x0 + w[i, 1] * x1 + w[i, 2] * x2);
                sum += p[i];
            }

            var inverse = 1 / sum;
            var (mean0, mean1, mean2) = (0.0, 0.0, 0.0);
            for (var i = 0; i < 4; i++)
            {
                p[i] *= inverse;
                mean0 += p[i] * w[i, 0];
                mean1 += p[i] * w[i, 1];
                mean2 += p[i] * w[i, 2];
            }

            for (var i = 0; i < 4; i++)
            {
                var row = jacobian.Slice(3 * i, 3);
                row[2] = p[i] * (w[i, 2] - mean2);
                row[1] = p[i] * (w[i, 1] - mean1);
                row[0] = p[i] * (w[i, 0] - mean0);
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
            var sum = 0.0;
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = Math.Exp(Layer.Affine(x, i));
                sum += y[i];
            }

            for (var i = 0; i < y.Length; i++)
            {
                y[i] /= sum;
            }
        };

        public static void Jacobian(double[] x, Span<double> jacobian) => FiniteDifference.Central(_f, x, jacobian, 4);
    }
}
