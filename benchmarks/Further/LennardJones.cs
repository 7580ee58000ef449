using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>The energy of 20 particles by the potential of Lennard and Jones; gradient.</summary>
internal static partial class LennardJones
{
    private const int N = 20;

    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("Lennard-Jones, n = 20", 1, Grid(), 0.1);

    [Differentiable]
    public static double F(double[] r, [Constant] double epsilon, [Constant] double sigma)
    {
        int n = r.Length / 3;
        double energy = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                double dx = r[3 * i] - r[3 * j];
                double dy = r[3 * i + 1] - r[3 * j + 1];
                double dz = r[3 * i + 2] - r[3 * j + 2];
                double r2 = dx * dx + dy * dy + dz * dz;
                double s2 = sigma * sigma / r2;
                double s6 = s2 * s2 * s2;
                energy += 4 * epsilon * (s6 * s6 - s6);
            }
        }

        return energy;
    }

    private static double[] Grid() => [.. Enumerable.Range(0, N).SelectMany(i => new double[] { i % 3, i / 3 % 3, i / 9 })];

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] r, Span<double> gradient)
        {
            gradient = gradient[..r.Length];
            gradient.Clear();
            for (var i = 0; i + 2 < r.Length; i += 3)
            {
                double x = r[i], y = r[i + 1], z = r[i + 2], gx = 0.0, gy = 0.0, gz = 0.0;
                for (var j = i + 3; j + 2 < r.Length; j += 3)
                {
                    double dx = x - r[j], dy = y - r[j + 1], dz = z - r[j + 2];
                    var inverse = 1 / (dx * dx + dy * dy + dz * dz);
                    var s6 = inverse * inverse * inverse;
                    var f = (24 - 48 * s6) * s6 * inverse;
                    dx *= f;
                    dy *= f;
                    dz *= f;
                    gx += dx;
                    gy += dy;
                    gz += dz;
                    gradient[j] -= dx;
                    gradient[j + 1] -= dy;
                    gradient[j + 2] -= dz;
                }

                gradient[i] += gx;
                gradient[i + 1] += gy;
                gradient[i + 2] += gz;
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] r, Span<double> gradient) => FGradient(r, 1, 1, gradient);
    }
}
