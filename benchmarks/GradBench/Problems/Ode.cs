namespace SymbolicJacobian.GradBench.Problems;

/// <summary>y₀′ = x₀, yᵢ′ = xᵢ·yᵢ₋₁ from 0 to 2 by the classical Runge-Kutta method.</summary>
public static partial class Ode
{
    private const double End = 2;

    [Differentiable]
    public static double Last(double[] x, int steps) => Solution(x, steps)[x.Length - 1];

    public static double[] Solution(double[] x, int steps)
    {
        int n = x.Length;
        double h = End / steps;
        double[] y = new double[n], stage = new double[n];
        double[] k1 = new double[n], k2 = new double[n], k3 = new double[n], k4 = new double[n];
        for (int step = 0; step < steps; step++)
        {
            Slope(x, y, k1);
            Advance(y, k1, h / 2, stage);
            Slope(x, stage, k2);
            Advance(y, k2, h / 2, stage);
            Slope(x, stage, k3);
            Advance(y, k3, h, stage);
            Slope(x, stage, k4);
            for (int i = 0; i < n; i++)
            {
                y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
            }
        }

        return y;
    }

    private static void Slope(double[] x, double[] y, double[] slope)
    {
        slope[0] = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            slope[i] = x[i] * y[i - 1];
        }
    }

    private static void Advance(double[] y, double[] slope, double h, double[] result)
    {
        for (int i = 0; i < y.Length; i++)
        {
            result[i] = y[i] + h * slope[i];
        }
    }
}
