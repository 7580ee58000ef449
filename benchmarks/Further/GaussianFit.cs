using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>Residuals of a Gaussian peak at 50 points; 50 × 3.</summary>
internal static partial class GaussianFit
{
    private const int N = 50;
    private static readonly double[] _t = [.. Enumerable.Range(0, N).Select(i => 0.1 * i)];
    private static readonly double[] _y = [.. _t.Select(t => Math.Exp(-(t - 2) * (t - 2)))];

    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("Gaussian fit, 50×3", N, [1, 2, 0.8], 0.1);

    [Differentiable]
    public static double[] F(double height, double center, double width, [Constant] double[] t, [Constant] double[] y)
    {
        var residuals = new double[t.Length];
        for (int i = 0; i < t.Length; i++)
        {
            double z = (t[i] - center) / width;
            residuals[i] = height * Math.Exp(-0.5 * z * z) - y[i];
        }

        return residuals;
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] p, Span<double> jacobian)
        {
            double height = p[0], center = p[1], inverse = 1 / p[2];
            for (var i = 0; i < _t.Length; i++)
            {
                var z = (_t[i] - center) * inverse;
                var e = Math.Exp(-0.5 * z * z);
                var slope = height * e * z * inverse;
                var row = jacobian.Slice(3 * i, 3);
                row[2] = slope * z;
                row[1] = slope;
                row[0] = e;
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] p, Span<double> jacobian) => FJacobian(p[0], p[1], p[2], _t, _y, jacobian);
    }
}
