using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>Residuals of a polynomial by Horner's rule at 50 points; 50 × 6.</summary>
internal static partial class PolynomialFit
{
    private const int N = 50;
    private static readonly double[] _t = [.. Enumerable.Range(0, N).Select(i => 0.04 * i - 1)];
    private static readonly double[] _y = [.. _t.Select(t => Math.Exp(t))];

    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("polynomial fit, 50×6", N, new double[6]);

    [Differentiable]
    public static double[] F(double[] c, [Constant] double[] t, [Constant] double[] y)
    {
        var residuals = new double[t.Length];
        for (int i = 0; i < t.Length; i++)
        {
            double p = 0;
            for (int k = c.Length - 1; k >= 0; k--)
            {
                p = p * t[i] + c[k];
            }

            residuals[i] = p - y[i];
        }

        return residuals;
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] c, Span<double> jacobian)
        {
            for (var i = 0; i < _t.Length; i++)
            {
                var power = 1.0;
                var t = _t[i];
                var row = jacobian.Slice(i * c.Length, c.Length);
                for (var k = 0; k < row.Length; k++)
                {
                    row[k] = power;
                    power *= t;
                }
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] c, Span<double> jacobian) => FJacobian(c, _t, _y, jacobian);
    }
}
