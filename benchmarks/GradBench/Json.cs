using System.Text.Json.Nodes;

namespace SymbolicJacobian.GradBench;

/// <summary>Numbers in and out of messages.</summary>
internal static class Json
{
    public static double Real(this JsonNode input, string name) => input[name]?.GetValue<double>() ?? throw new KeyNotFoundException($"The input has no '{name}'.");

    public static int Integer(this JsonNode input, string name) => (int)input.Real(name);

    public static double[] Vector(this JsonNode input, string name) => Vector(Array(input, name));

    public static int[] Integers(this JsonNode input, string name) => [.. input.Vector(name).Select(value => (int)value)];

    /// <summary>Rows of equal length.</summary>
    public static double[,] Matrix(this JsonNode input, string name)
    {
        double[][] rows = [.. Array(input, name).Select(row => Vector(row!.AsArray()))];
        var matrix = new double[rows.Length, rows.Length == 0 ? 0 : rows[0].Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < matrix.GetLength(1); j++)
            {
                matrix[i, j] = rows[i][j];
            }
        }

        return matrix;
    }

    public static JsonArray Array(this JsonNode input, string name) => input[name]?.AsArray() ?? throw new KeyNotFoundException($"The input has no '{name}'.");

    public static double[] Vector(JsonArray array) => [.. array.Select(item => item!.GetValue<double>())];

    public static JsonArray Of(ReadOnlySpan<double> values)
    {
        var array = new JsonArray();
        foreach (var value in values)
        {
            array.Add(value);
        }

        return array;
    }

    /// <summary>Row by row.</summary>
    public static JsonArray Rows(ReadOnlySpan<double> values, int rows)
    {
        var array = new JsonArray();
        for (int i = 0; i < rows; i++)
        {
            array.Add(Of(values.Slice(i * (values.Length / rows), values.Length / rows)));
        }

        return array;
    }
}
