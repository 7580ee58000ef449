namespace SymbolicJacobian.Generator.Tests.Fuzzing.Witness;

/// <summary>What each generated member gave at one point, or threw.</summary>
public sealed class Recording(Func<Pack<double>> arguments, int rows, int columns, IReadOnlyList<double[]> points)
{
    /// <summary>Not written by anybody.</summary>
    public const double Untouched = 77.125;

    public Dictionary<string, double[]> Results { get; } = [];

    public Dictionary<string, Exception> Faults { get; } = [];

    public int Rows => rows;

    public int Columns => columns;

    public double[] Tangent { get; } = [.. Enumerable.Range(0, columns).Select(j => Math.Cos((3 * j) + 1))];

    public double[] Cotangent { get; } = [.. Enumerable.Range(0, rows).Select(i => Math.Sin((5 * i) + 2))];

    /// <summary>The points of a batch, one after the other.</summary>
    public double[] Batch { get; } = [.. points.SelectMany(point => point)];

    public int BatchCount => points.Count;

    public void Take(string name, Func<Pack<double>, double[]> call)
    {
        try
        {
            Results[name] = call(arguments());
        }
        catch (Exception fault)
        {
            Faults[name] = fault;
        }
    }

    public static double[] Dirty(int length) => [.. Enumerable.Repeat(Untouched, length)];

    public static double[] Join(params double[][] parts) => [.. parts.SelectMany(part => part)];
}
