namespace Stiff.Problems;

/// <summary>High irradiance response of photomorphogenesis (Schäfer, 1975): eight reactants.</summary>
public static partial class Hires
{
    [Differentiable]
    public static double[] F([Size(8)] double[] y)
    {
        double exchange = 280 * y[5] * y[7];
        return
        [
            -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007,
            1.71 * y[0] - 8.75 * y[1],
            -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4],
            8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3],
            -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6],
            -exchange + 0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6],
            exchange - 1.81 * y[6],
            -exchange + 1.81 * y[6],
        ];
    }
}
