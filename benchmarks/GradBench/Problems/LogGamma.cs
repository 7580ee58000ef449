namespace SymbolicJacobian.GradBench.Problems;

/// <summary>Logarithms of gamma functions at multiples of one half, where they are finite sums.</summary>
public static class LogGamma
{
    public static double Multivariate(double a, int d)
    {
        double sum = 0.25 * d * (d - 1) * Math.Log(Math.PI);
        for (int j = 1; j <= d; j++)
        {
            sum += OfHalves(a + 0.5 * (1 - j));
        }

        return sum;
    }

    /// <param name="x">A positive multiple of one half.</param>
    private static double OfHalves(double x)
    {
        double sum = 0;
        for (; x > 1; x--)
        {
            sum += Math.Log(x - 1);
        }

        // Γ(1) = 1, Γ(1/2) = √π.
        return x == 1 ? sum : sum + 0.5 * Math.Log(Math.PI);
    }
}
