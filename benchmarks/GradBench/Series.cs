namespace SymbolicJacobian.GradBench;

/// <summary>Data for checks and timings: sin(0.7·i + 0.3), taken in order.</summary>
internal sealed class Series
{
    private int _next;

    public double Next() => Math.Sin((0.7 * _next++) + 0.3);

    public double[] Vector(int length, double scale = 1, double shift = 0)
    {
        var vector = new double[length];
        for (int i = 0; i < length; i++)
        {
            vector[i] = (scale * Next()) + shift;
        }

        return vector;
    }

    public double[,] Matrix(int rows, int columns, double scale = 1)
    {
        var matrix = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                matrix[i, j] = scale * Next();
            }
        }

        return matrix;
    }
}
