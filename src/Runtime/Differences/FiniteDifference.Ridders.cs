namespace SymbolicJacobian;

public static partial class FiniteDifference
{
    /// <summary>
    /// Richardson extrapolation of central differences after Ridders, each entry with its own tableau and error estimate;
    /// 12n evaluations.
    /// </summary>
    /// <remarks>
    /// First step 8·10⁻³·s, ratio 2, six levels. The value kept is the one with the smallest
    /// <c>e = max(|D(k,i) − D(k−1,i)|, |D(k,i) − D(k−1,i−1)|)</c>. Where the function is undefined at a step, that level
    /// drops out.
    /// </remarks>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, n inputs.</param>
    /// <param name="jacobian">Receives rows·n entries, row-major.</param>
    /// <param name="errors">Receives the estimate e of every entry, row-major; infinite where there is none.</param>
    /// <param name="rows">The number of outputs.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <exception cref="ArgumentException">A destination is shorter than rows·n.</exception>
    public static void Ridders(
        VectorFunction f,
        ReadOnlySpan<double> x,
        Span<double> jacobian,
        Span<double> errors,
        int rows,
        Precision precision = Precision.Double)
    {
        RequireDense(f, x.Length, jacobian.Length, rows);
        Guard.AtLeast(errors.Length, (long)rows * x.Length, nameof(errors));
        using var workspace = new Workspace(
            stackalloc double[Workspace.StackLength], (long)x.Length + RiddersSamples.Length(rows));
        var point = workspace.TakeCopy(x);
        var samples = new RiddersSamples(workspace.Take(RiddersSamples.Length(rows)), rows);

        for (var j = 0; j < x.Length; j++)
        {
            samples.SampleColumn(f, point, j, precision);
            for (var i = 0; i < rows; i++)
            {
                var slope = samples.Central(i);
                jacobian[i * x.Length + j] = slope.Value;
                errors[i * x.Length + j] = slope.Error;
            }
        }
    }

    /// <summary>Richardson extrapolation after Ridders, see the form in place.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, n inputs.</param>
    /// <param name="rows">The number of outputs.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <returns>The Jacobian, rows × n.</returns>
    public static double[,] Ridders(
        VectorFunction f, ReadOnlySpan<double> x, int rows, Precision precision = Precision.Double) =>
        Ridders(f, x, rows, out _, precision);

    /// <summary>Richardson extrapolation after Ridders, see the form in place.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, n inputs.</param>
    /// <param name="rows">The number of outputs.</param>
    /// <param name="errors">The error estimate of every entry, rows × n.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <returns>The Jacobian, rows × n.</returns>
    public static double[,] Ridders(
        VectorFunction f, ReadOnlySpan<double> x, int rows, out double[,] errors, Precision precision = Precision.Double)
    {
        Guard.NotNegative(rows, nameof(rows));
        var values = new double[rows * x.Length];
        var estimates = new double[rows * x.Length];
        Ridders(f, x, values, estimates, rows, precision);
        errors = GeneratedCode.ToMatrix(estimates, rows, x.Length);
        return GeneratedCode.ToMatrix(values, rows, x.Length);
    }
}
