using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Differences on grids: ends that are treated apart, and rows at a stride.</summary>
internal static partial class Grids
{
    [Differentiable(Kinds.Vector), At(new[] { 1.3, 0.7, 0.2, 0.9, 1.1 }, 0.4)]
    public static double[] Upwind(double[] u, double speed)
    {
        var rate = new double[u.Length];
        for (int i = 0; i < u.Length; i++)
        {
            double flux;
            if (i == 0)
            {
                flux = 2 * u[0];
            }
            else
            {
                flux = u[i - 1] * u[i];
            }

            rate[i] = -speed * flux;
        }

        return rate;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.3, 0.7, 0.2, 0.9, 1.1 })]
    public static double[] OutwardAtTheEnd(double[] u)
    {
        var slope = new double[u.Length];
        for (int i = 0; i < u.Length; i++)
        {
            double ahead, here = u[i] * u[i];
            if (i < u.Length - 1)
            {
                ahead = u[i + 1] * u[i + 1];
            }
            else
            {
                ahead = 2 * here - u[i - 1];
            }

            slope[i] = ahead - here;
        }

        return slope;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.3, 0.7, 0.2, 0.9, 1.1, 0.3, 0.6 }), At(new[] { 1.3, 0.7, 0.2, 0.9, 1.1, 0.3 }), At(new[] { 1.3, 0.7 })]
    public static double[] EveryThird(double[] x)
    {
        var y = new double[(x.Length + 2) / 3];
        for (int i = 0; i < x.Length; i += 3) y[i / 3] = x[i] * x[i];
        return y;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.3, 0.7, 0.2, 0.9, 1.1, 0.3, 0.6 }, 6), At(new[] { 1.3, 0.7, 0.2, 0.9, 1.1, 0.3 }, 5)]
    public static double[] PairsUpTo(double[] x, int last)
    {
        var y = new double[x.Length];
        for (int i = 1; i <= last; i += 2)
        {
            y[i] = x[i] * x[i - 1];
            y[i - 1] = x[i - 1] + x[i];
        }

        return y;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.3, 0.7, 0.2, 0.9, 1.1, 0.3, 0.6 }), At(new[] { 1.3, 0.7, 0.2, 0.9, 1.1, 0.3 })]
    public static double[] DownByTwo(double[] x)
    {
        var y = new double[x.Length];
        for (int i = x.Length - 1; i >= 1; i -= 2) y[i] = Math.Sin(x[i]) * x[i - 1];
        return y;
    }
}
