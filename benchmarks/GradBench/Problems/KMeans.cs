namespace SymbolicJacobian.GradBench.Problems;

/// <summary>The sum over points of the squared distance to the nearest of the centroids.</summary>
public static partial class KMeans
{
    [Differentiable(Derivatives.Jacobian | Derivatives.HessianVectorProduct)]
    public static double Cost(double[,] centroids, [Constant] double[,] points)
    {
        double cost = 0;
        for (int i = 0; i < points.GetLength(0); i++)
        {
            double nearest = double.PositiveInfinity;
            for (int j = 0; j < centroids.GetLength(0); j++)
            {
                double distance = 0;
                for (int k = 0; k < points.GetLength(1); k++)
                {
                    double difference = centroids[j, k] - points[i, k];
                    distance += difference * difference;
                }

                nearest = Math.Min(nearest, distance);
            }

            cost += nearest;
        }

        return cost;
    }
}
