namespace SymbolicJacobian.GradBench.Problems;

/// <summary>Gradient descent that doubles its step after ten that went well and halves it after one that did not (Siskind and Pearlmutter).</summary>
internal static class Descent
{
    private const double Tolerance = 1e-5;
    private const double FirstStep = 1e-5;
    private const int StepsBeforeDoubling = 10;

    /// <param name="x">Where to start; at the end, the minimum.</param>
    /// <param name="value">Of a function.</param>
    /// <param name="gradient">Of the same function, into its second argument.</param>
    public static void Minimise(double[] x, Func<double[], double> value, Action<double[], double[]> gradient)
    {
        double[] slope = new double[x.Length], next = new double[x.Length];
        double best = value(x), step = FirstStep;
        gradient(x, slope);
        int good = 0;
        while (Norm(slope) > Tolerance)
        {
            if (good == StepsBeforeDoubling)
            {
                (step, good) = (2 * step, 0);
                continue;
            }

            double distance = 0;
            for (int i = 0; i < x.Length; i++)
            {
                next[i] = x[i] - step * slope[i];
                distance += (next[i] - x[i]) * (next[i] - x[i]);
            }

            if (Math.Sqrt(distance) <= Tolerance)
            {
                return;
            }

            double there = value(next);
            if (there < best)
            {
                next.CopyTo(x, 0);
                best = there;
                gradient(x, slope);
                good++;
            }
            else
            {
                (step, good) = (step / 2, 0);
            }
        }
    }

    private static double Norm(double[] x) => Math.Sqrt(x.Sum(item => item * item));
}
