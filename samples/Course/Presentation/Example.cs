using SymbolicJacobian;

namespace Course.Presentation;

/// <summary>A function of the course at a point, with its generated Jacobian and the check of it.</summary>
internal sealed class Example
{
    public required Type Document { get; init; }

    /// <summary>The name of the method.</summary>
    public required string Method { get; init; }

    /// <summary>The function over its columns, for differences.</summary>
    public required VectorFunction Function { get; init; }

    public required double[] X { get; init; }

    /// <summary>What the generated member returned.</summary>
    public required double[,] Jacobian { get; init; }

    /// <summary>What the generated check reported.</summary>
    public required JacobianReport Report { get; init; }

    /// <summary>Names of the columns.</summary>
    public required string[] Inputs { get; init; }

    /// <summary>Names of the rows.</summary>
    public required string[] Outputs { get; init; }

    /// <summary>The value as a new vector, rows in order.</summary>
    public double[] Value(double[] x)
    {
        var y = new double[Jacobian.GetLength(0)];
        Function(x, y);
        return y;
    }

    /// <summary>Names with an index: <c>x0, x1, …</c>.</summary>
    public static string[] Indexed(string name, int count) => [.. Enumerable.Range(0, count).Select(i => $"{name}{i}")];

    /// <summary>A gradient as the Jacobian of one row.</summary>
    public static double[,] Row(double[] gradient)
    {
        var row = new double[1, gradient.Length];
        for (var j = 0; j < gradient.Length; j++) row[0, j] = gradient[j];
        return row;
    }

    /// <summary>A row-major span as a 2-D array.</summary>
    public static double[,] Reshape(ReadOnlySpan<double> flat, int rows, int columns)
    {
        var matrix = new double[rows, columns];
        for (var k = 0; k < matrix.Length; k++) matrix[k / columns, k % columns] = flat[k];
        return matrix;
    }

    /// <summary>The elements of a 2-D array, row by row.</summary>
    public static double[] Flatten(double[,] matrix) => [.. matrix.Cast<double>()];
}
