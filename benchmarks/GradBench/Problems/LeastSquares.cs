namespace SymbolicJacobian.GradBench.Problems;

/// <summary>A polynomial fitted to the sign of t at n points of [−1, 1]: half the sum of squares.</summary>
public static partial class LeastSquares
{
    [Differentiable]
    public static double Objective(double[] x, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double t = -1 + 2.0 * i / (n - 1);
            double residual = Math.Sign(t);
            double power = 1;
            for (int j = 0; j < x.Length; j++)
            {
                residual -= x[j] * power;
                power *= t;
            }

            sum += residual * residual;
        }

        return sum / 2;
    }
}
