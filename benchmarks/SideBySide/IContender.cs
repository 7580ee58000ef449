namespace SymbolicJacobian.Benchmarks.SideBySide;

/// <summary>One way to compute a Jacobian. A struct, so that the loop around it is compiled for it alone.</summary>
internal interface IContender
{
    /// <param name="x">The point.</param>
    /// <param name="jacobian">Receives all entries, row-major.</param>
    static abstract void Jacobian(double[] x, Span<double> jacobian);
}
