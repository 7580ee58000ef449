namespace SymbolicJacobian.GradBench.Problems;

/// <summary>The determinant by expansion in minors, row after row.</summary>
public static partial class Determinant
{
    [Differentiable]
    public static double ByMinors(double[] a, int n) => Minor(a, n, 0, 0);

    /// <param name="a">n × n, row by row.</param>
    /// <param name="n">Order of the matrix.</param>
    /// <param name="row">The first row of the minor.</param>
    /// <param name="used">The columns, as bits, that are not in it.</param>
    private static double Minor(double[] a, int n, int row, int used)
    {
        if (row == n)
        {
            return 1;
        }

        double sum = 0, sign = 1;
        for (int column = 0; column < n; column++)
        {
            if ((used & (1 << column)) == 0)
            {
                sum += sign * a[row * n + column] * Minor(a, n, row + 1, used | (1 << column));
                sign = -sign;
            }
        }

        return sum;
    }
}
