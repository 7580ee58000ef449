namespace SymbolicJacobian.Generator.Tests.Differentiation.Programs;

/// <summary>What the parameters of random methods are: all arrays have n elements a dimension, w has four.</summary>
internal static class Point
{
    public static string Declaration(string parameter) => parameter switch
    {
        "x" or "y" => $"double {parameter}",
        "g" => "float g",
        "u" => "double[] u",
        "v" => "ReadOnlySpan<double> v",
        "m" => "double[,] m",
        "w" => "[Size(4)] double[] w",
        "c" => "[Constant] double[] c",
        "n" => "int n",
        "result" => "Span<double> result",
        _ => throw new ArgumentException(parameter),
    };

    /// <summary>The value of a parameter at a random point whose arrays have this length.</summary>
    public static object Value(string parameter, int length, Random random)
    {
        switch (parameter)
        {
            case "x" or "y":
                return Real(random);
            case "g":
                return (float)Real(random);
            case "u" or "v" or "c":
                return Enumerable.Range(0, length).Select(_ => Real(random)).ToArray();
            case "w":
                return Enumerable.Range(0, 4).Select(_ => Real(random)).ToArray();
            case "m":
                var matrix = new double[length, length];
                foreach (var (i, j) in from i in Enumerable.Range(0, length) from j in Enumerable.Range(0, length) select (i, j))
                {
                    matrix[i, j] = Real(random);
                }

                return matrix;
            case "n":
                return length;
            case "result":
                return new double[length];
            default:
                throw new ArgumentException(parameter);
        }
    }

    private static double Real(Random random) => (random.NextDouble() * 3) - 1.5;
}
