namespace SymbolicJacobian.Benchmarks.SideBySide;

/// <summary>A function whose Jacobian is computed in several ways.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Rows">Outputs.</param>
/// <param name="Columns">Inputs.</param>
/// <param name="Contenders">The first one is what the others are compared with.</param>
internal sealed record Kernel(string Name, int Rows, int Columns, Contender[] Contenders)
{
    private const int PointCount = 16;

    /// <summary>Sixteen points, the same in every run.</summary>
    public double[][] Points { get; init; } = Around(new double[Columns], 1);

    /// <summary>Points that lie within a distance of another in every column.</summary>
    public static double[][] Around(double[] center, double spread) =>
        [.. Enumerable.Range(0, PointCount).Select(p => center.Select((c, i) => c + (spread * Math.Sin((0.7 * ((p * center.Length) + i)) + 0.3))).ToArray())];
}
