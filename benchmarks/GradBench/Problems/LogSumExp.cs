namespace SymbolicJacobian.GradBench.Problems;

/// <summary>log Σ exp x, the maximum taken out.</summary>
public static partial class LogSumExp
{
    [Differentiable]
    public static double Value(double[] x)
    {
        double max = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            max = Math.Max(max, x[i]);
        }

        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp(x[i] - max);
        }

        return max + Math.Log(sum);
    }
}
