namespace Course;

/// <summary>The small layer of the documents: W is 4×3, b has 4 entries. Rows 8, 12, 14 and 15 put an activation on it.</summary>
public static class Layer
{
    public static readonly double[,] W =
    {
        { 0.2, -0.5, 0.1 },
        { 0.4, 0.3, -0.2 },
        { -0.3, 0.8, 0.5 },
        { 0.05, -0.1, 0.9 },
    };

    public static readonly double[] B = [0.1, -0.2, 0.3, 0.0];

    /// <summary>A second, square layer, for networks that are deeper than one.</summary>
    public static readonly double[,] V =
    {
        { 0.6, -0.3, 0.2, 0.1 },
        { -0.2, 0.7, 0.4, -0.5 },
        { 0.3, 0.1, -0.6, 0.4 },
        { -0.1, 0.5, 0.2, 0.8 },
    };

    /// <summary>W·x + b.</summary>
    public static double[] Affine(double[] x)
    {
        var z = new double[4];
        for (var i = 0; i < 4; i++)
        {
            z[i] = B[i];
            for (var j = 0; j < 3; j++)
                z[i] += W[i, j] * x[j];
        }

        return z;
    }
}
