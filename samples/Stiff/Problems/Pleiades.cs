namespace Stiff.Problems;

/// <summary>Seven stars in a plane, of the masses 1 to 7 (Hairer, Nørsett, Wanner); not stiff, with a dense Jacobian from nested loops.</summary>
public static partial class Pleiades
{
    private const int Stars = 7;

    public static double[] Start =>
    [
        3, 3, -1, -3, 2, -2, 2,
        3, -3, 2, 0, 0, -4, 4,
        0, 0, 0, 0, 0, 1.75, -1.5,
        0, 0, 0, -1.25, 1, 0, 0,
    ];

    [Differentiable]
    public static void F([Size(28)] ReadOnlySpan<double> z, [Size(28)] Span<double> dz)
    {
        for (int i = 0; i < Stars; i++)
        {
            double ax = 0, ay = 0;
            for (int j = 0; j < Stars; j++)
            {
                if (j == i) continue;
                double dx = z[j] - z[i], dy = z[Stars + j] - z[Stars + i];
                double r2 = dx * dx + dy * dy;
                double pull = (j + 1) / (r2 * Math.Sqrt(r2));
                ax += pull * dx;
                ay += pull * dy;
            }

            dz[i] = z[2 * Stars + i];
            dz[Stars + i] = z[3 * Stars + i];
            dz[2 * Stars + i] = ax;
            dz[3 * Stars + i] = ay;
        }
    }
}
