using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>The squared error of a network of two layers, 8 → 16 → 1, gradient by its weights.</summary>
internal static partial class Perceptron
{
    private const int In = 8, Hidden = 16, Count = Hidden * (In + 2) + 1;
    private static readonly double[] _x = [0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, -0.8];

    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("perceptron 8-16-1, gradient", 1, new double[Count], 0.5);

    /// <param name="w1">Hidden × in, row by row.</param>
    /// <param name="b1">Biases of the hidden layer.</param>
    /// <param name="w2">Weights of the output.</param>
    /// <param name="b2">Its bias.</param>
    /// <param name="x">What goes in.</param>
    /// <param name="target">What should come out.</param>
    [Differentiable]
    public static double F(ReadOnlySpan<double> w1, ReadOnlySpan<double> b1, ReadOnlySpan<double> w2, double b2, [Constant] ReadOnlySpan<double> x, [Constant] double target)
    {
        double output = b2;
        for (int i = 0; i < b1.Length; i++)
        {
            double z = b1[i];
            for (int j = 0; j < x.Length; j++)
            {
                z += w1[i * x.Length + j] * x[j];
            }

            output += w2[i] * Math.Tanh(z);
        }

        double error = output - target;
        return 0.5 * error * error;
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] w, Span<double> gradient)
        {
            ReadOnlySpan<double> all = w, w1 = all[..(Hidden * In)], b1 = all.Slice(Hidden * In, Hidden), w2 = all.Slice(Hidden * In + Hidden, Hidden), x = _x;
            Span<double> g1 = gradient[..(Hidden * In)], gb = gradient.Slice(Hidden * In, Hidden), g2 = gradient.Slice(Hidden * In + Hidden, Hidden);
            var output = w[Count - 1];
            for (var i = 0; i < b1.Length; i++)
            {
                var z = b1[i];
                var row = w1.Slice(i * x.Length, x.Length);
                for (var j = 0; j < row.Length; j++) z += row[j] * x[j];
                g2[i] = Math.Tanh(z);
                output += w2[i] * g2[i];
            }

            var error = output - 0.7;
            gradient[Count - 1] = error;
            for (var i = 0; i < b1.Length; i++)
            {
                var t = g2[i];
                g2[i] = error * t;
                var back = error * w2[i] * (1 - t * t);
                gb[i] = back;
                var row = g1.Slice(i * x.Length, x.Length);
                for (var j = 0; j < row.Length; j++) row[j] = back * x[j];
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] w, Span<double> gradient)
        {
            ReadOnlySpan<double> all = w;
            FGradient(all[..(Hidden * In)], all.Slice(Hidden * In, Hidden), all.Slice(Hidden * In + Hidden, Hidden), w[Count - 1], _x, 0.7, gradient);
        }
    }
}
