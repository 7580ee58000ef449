namespace SymbolicJacobian.Benchmarks.SideBySide;

/// <summary>A function whose Jacobian is computed in several ways.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Rows">Outputs.</param>
/// <param name="Columns">Inputs.</param>
/// <param name="Contenders">The first one is what the others are compared with.</param>
internal sealed record Kernel(string Name, int Rows, int Columns, Contender[] Contenders)
{
    /// <summary>Sixteen points in [−1, 1], the same in every run.</summary>
    public double[][] Points { get; } =
        [.. Enumerable.Range(0, 16).Select(p => Enumerable.Range(0, Columns).Select(i => Math.Sin((0.7 * ((p * Columns) + i)) + 0.3)).ToArray())];
}
