using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>The energy of a chain of 50 masses on springs in the plane; gradient.</summary>
internal static partial class Springs
{
    private const int N = 50;

    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("spring chain, n = 50", 1, [.. Enumerable.Range(0, N).SelectMany(i => new double[] { i, 0.1 * i })], 0.2);

    [Differentiable]
    public static double F(double[] p, [Constant] double stiffness, [Constant] double rest, [Constant] double weight)
    {
        int n = p.Length / 2;
        double energy = 0;
        for (int i = 0; i < n; i++)
        {
            energy += weight * p[2 * i + 1];
        }

        for (int i = 0; i < n - 1; i++)
        {
            double dx = p[2 * i + 2] - p[2 * i];
            double dy = p[2 * i + 3] - p[2 * i + 1];
            double stretch = Math.Sqrt(dx * dx + dy * dy) - rest;
            energy += 0.5 * stiffness * stretch * stretch;
        }

        return energy;
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] p, Span<double> gradient)
        {
            gradient = gradient[..p.Length];
            double fx = 0, fy = 9.81 * 0.1;
            var i = 0;
            for (; i + 3 < p.Length; i += 2)
            {
                double dx = p[i + 2] - p[i], dy = p[i + 3] - p[i + 1];
                var f = 20 - 20 * 0.9 / Math.Sqrt(dx * dx + dy * dy);
                dx *= f;
                dy *= f;
                gradient[i] = fx - dx;
                gradient[i + 1] = fy - dy;
                fx = dx;
                fy = 9.81 * 0.1 + dy;
            }

            gradient[i] = fx;
            gradient[i + 1] = fy;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] p, Span<double> gradient) => FGradient(p, 20, 0.9, 9.81 * 0.1, gradient);
    }
}
