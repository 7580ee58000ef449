namespace SymbolicJacobian.Benchmarks.Verification;

/// <summary>Writes a Jacobian, row by row.</summary>
internal delegate void JacobianFunction(ReadOnlySpan<double> x, Span<double> jacobian);

/// <summary>A function with its generated Jacobian, and where to start.</summary>
internal sealed record Function(string Name, int Rows, double[] Start, VectorFunction Value, JacobianFunction Jacobian)
{
    /// <summary>The start and two points around it, the same ones every time.</summary>
    public IEnumerable<double[]> Points =>
        new[] { 0.0, 0.03, -0.05 }.Select(part => Start.Select((x, j) => x * (1 + (part * (1 + (0.1 * j))))).ToArray());
}

internal static partial class Functions
{
    public static IEnumerable<Function> All => _first.Concat(_second);
}
