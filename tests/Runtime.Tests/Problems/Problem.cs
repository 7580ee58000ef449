namespace SymbolicJacobian.Tests.Problems;

/// <summary>A test function with its Jacobian derived by hand.</summary>
/// <remarks>
/// J. J. Moré, B. S. Garbow and K. E. Hillstrom, Testing Unconstrained Optimization Software, ACM Transactions on
/// Mathematical Software 7 (1981) 17–41.
/// </remarks>
public sealed record Problem(string Name, int Rows, double[] Start, VectorFunction F, Action<double[], double[,]> FillJacobian)
{
    public int Columns => Start.Length;

    public double[,] Jacobian(double[] x)
    {
        var jacobian = new double[Rows, Columns];
        FillJacobian(x, jacobian);
        return jacobian;
    }

    /// <summary>The standard start, ten and a hundred times it (as MINPACK's own driver), and a point that has no symmetry.</summary>
    public IEnumerable<double[]> Points()
    {
        foreach (var factor in new[] { 1.0, 10.0, 100.0 })
            yield return Start.All(x => x == 0.0) && factor > 1.0 ? [.. Start.Select(_ => factor)] : [.. Start.Select(x => factor * x)];
        yield return Perturbed();
    }

    public double[] Perturbed() => [.. Start.Select((x, j) => x * (1.0 + 0.07 * Math.Sin(1.0 + 3.0 * j)) + 0.05 * Math.Cos(2.0 + j))];

    public override string ToString() => Name;
}
