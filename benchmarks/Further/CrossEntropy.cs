using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>The cross entropy of a softmax, gradient by its logits.</summary>
internal static partial class CrossEntropy
{
    private const int Label = 3;

    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("cross entropy, n = 10", 1, new double[10], 2);

    [Differentiable]
    public static double F(double[] logits, int label)
    {
        double max = logits[0];
        for (int i = 1; i < logits.Length; i++)
        {
            if (logits[i] > max) max = logits[i];
        }

        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            sum += Math.Exp(logits[i] - max);
        }

        return Math.Log(sum) + max - logits[label];
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] logits, Span<double> gradient)
        {
            var max = logits[0];
            for (var i = 1; i < logits.Length; i++) max = Math.Max(max, logits[i]);
            var sum = 0.0;
            gradient = gradient[..logits.Length];
            for (var i = 0; i < logits.Length; i++)
            {
                var e = Math.Exp(logits[i] - max);
                gradient[i] = e;
                sum += e;
            }

            var inverse = 1 / sum;
            for (var i = 0; i < gradient.Length; i++) gradient[i] *= inverse;
            gradient[Label] -= 1;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> gradient) => FGradient(x, Label, gradient);
    }
}
