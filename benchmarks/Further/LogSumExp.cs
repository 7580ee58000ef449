using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>log Σ exp x, n = 100; gradient.</summary>
internal static partial class LogSumExp
{
    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("log-sum-exp, n = 100", 1, new double[100], 2);

    [Differentiable]
    public static double F(double[] x)
    {
        double sum = 0;
        foreach (double xi in x)
        {
            sum += Math.Exp(xi);
        }

        return Math.Log(sum);
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> gradient)
        {
            var sum = 0.0;
            gradient = gradient[..x.Length];
            for (var i = 0; i < x.Length; i++)
            {
                var e = Math.Exp(x[i]);
                gradient[i] = e;
                sum += e;
            }

            var inverse = 1 / sum;
            for (var i = 0; i < gradient.Length; i++) gradient[i] *= inverse;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> gradient) => FGradient(x, gradient);
    }
}
