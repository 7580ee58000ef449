namespace Stiff.Problems;

/// <summary>The Brusselator with diffusion on a line, by the method of lines; u and v take turns, so that the Jacobian is a band.</summary>
public static partial class Brusselator
{
    private const double Diffusion = 1.0 / 50;

    [Differentiable(Derivatives.SparseJacobian)]
    public static void F(ReadOnlySpan<double> y, Span<double> dy)
    {
        int n = y.Length / 2;
        double weight = Diffusion * (n + 1) * (n + 1);
        for (int i = 0; i < n; i++)
        {
            double u = y[2 * i], v = y[2 * i + 1];
            double uLeft = i == 0 ? 1 : y[2 * i - 2], vLeft = i == 0 ? 3 : y[2 * i - 1];
            double uRight = i == n - 1 ? 1 : y[2 * i + 2], vRight = i == n - 1 ? 3 : y[2 * i + 3];
            dy[2 * i] = 1 + u * u * v - 4 * u + weight * (uLeft - 2 * u + uRight);
            dy[2 * i + 1] = 3 * u - u * u * v + weight * (vLeft - 2 * v + vRight);
        }
    }

    /// <summary>1 + sin 2πx and 3 on n inner points.</summary>
    public static double[] Start(int n)
    {
        var y = new double[2 * n];
        for (var i = 0; i < n; i++) (y[2 * i], y[2 * i + 1]) = (1 + Math.Sin(2 * Math.PI * (i + 1) / (n + 1)), 3);
        return y;
    }
}
