namespace SymbolicJacobian.GradBench.Problems;

/// <summary>The log-likelihood of a mixture of Gaussians with a Wishart prior on their inverse covariances.</summary>
public static partial class GaussianMixture
{
    /// <param name="alphas">Logarithms of the weights, up to a common factor: k of them.</param>
    /// <param name="means">k × d.</param>
    /// <param name="q">k × d: roots of the inverse covariances, the logarithms of their diagonals.</param>
    /// <param name="l">k × d(d − 1)/2: what is below their diagonals, column by column.</param>
    /// <param name="x">n × d, the points.</param>
    /// <param name="gamma">Scale of the prior.</param>
    /// <param name="m">Degrees of freedom of the prior above d + 1.</param>
    [Differentiable]
    public static double LogLikelihood(double[] alphas, double[,] means, double[,] q, double[,] l, [Constant] double[,] x, [Constant] double gamma, int m)
    {
        int n = x.GetLength(0), d = x.GetLength(1), k = alphas.Length;
        double[,] diagonal = new double[k, d];
        double[] sums = new double[k];
        for (int c = 0; c < k; c++)
        {
            for (int j = 0; j < d; j++)
            {
                diagonal[c, j] = Math.Exp(q[c, j]);
                sums[c] += q[c, j];
            }
        }

        double likelihood = 0;
        double[] difference = new double[d], main = new double[k];
        for (int i = 0; i < n; i++)
        {
            for (int c = 0; c < k; c++)
            {
                for (int j = 0; j < d; j++)
                {
                    difference[j] = x[i, j] - means[c, j];
                }

                main[c] = alphas[c] + sums[c] - 0.5 * SquaredNorm(diagonal, l, difference, c);
            }

            likelihood += LogSumExp.Value(main);
        }

        double prior = 0;
        for (int c = 0; c < k; c++)
        {
            double square = 0;
            for (int j = 0; j < d; j++)
            {
                square += diagonal[c, j] * diagonal[c, j];
            }

            for (int j = 0; j < l.GetLength(1); j++)
            {
                square += l[c, j] * l[c, j];
            }

            prior += 0.5 * gamma * gamma * square - m * sums[c];
        }

        return -0.5 * n * d * Math.Log(2 * Math.PI) + likelihood - n * LogSumExp.Value(alphas) + PriorConstant(d, k, gamma, m) - prior;
    }

    /// <summary>‖Q·difference‖² for the triangle Q of one component.</summary>
    private static double SquaredNorm(double[,] diagonal, double[,] l, double[] difference, int c)
    {
        int d = difference.Length;
        double square = 0;
        for (int row = 0; row < d; row++)
        {
            double sum = diagonal[c, row] * difference[row];
            int entry = row - 1;
            for (int column = 0; column < row; column++)
            {
                sum += l[c, entry] * difference[column];
                entry += d - column - 2;
            }

            square += sum * sum;
        }

        return square;
    }

    private static double PriorConstant(int d, int k, double gamma, int m)
    {
        int degrees = d + m + 1;
        return k * (degrees * d * (Math.Log(gamma) - 0.5 * Math.Log(2)) - LogGamma.Multivariate(0.5 * degrees, d));
    }
}
