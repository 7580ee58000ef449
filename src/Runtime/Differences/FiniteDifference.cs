namespace SymbolicJacobian;

/// <summary>Jacobians by finite differences, over a function that writes its value in place.</summary>
/// <remarks>
/// <para>
/// Dense results are row-major: entry <c>(i, j)</c> = ∂yᵢ/∂xⱼ stands at <c>i·n + j</c>, with <c>n</c> the length of
/// <c>x</c>. Every step is one that the machine can represent, and scales with <c>s = max(1, |xⱼ|)</c>; ε is 2⁻⁵², or
/// 2⁻²³ for <see cref="Precision.Single"/>. Forms that take a destination allocate nothing; they throw
/// <see cref="ArgumentException"/> before anything is written where a length does not suffice. What the function
/// itself throws passes through.
/// </para>
/// <para>Source of steps and error terms: Nocedal and Wright, Numerical Optimization, 2nd ed., section 8.1.</para>
/// </remarks>
public static partial class FiniteDifference
{
    /// <summary>Forward differences <c>(f(x+h) − f(x))/h</c>, h = √ε·s with the sign of xⱼ; error h/2·f″; n + 1 evaluations.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, n inputs.</param>
    /// <param name="jacobian">Receives rows·n entries, row-major.</param>
    /// <param name="rows">The number of outputs.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="jacobian"/> is shorter than rows·n.</exception>
    public static void Forward(
        VectorFunction f, ReadOnlySpan<double> x, Span<double> jacobian, int rows, Precision precision = Precision.Double)
    {
        RequireDense(f, x.Length, jacobian.Length, rows);
        using var workspace = new Workspace(stackalloc double[Workspace.StackLength], x.Length + 2L * rows);
        var point = workspace.TakeCopy(x);
        var here = workspace.Take(rows);
        var there = workspace.Take(rows);

        Evaluate(f, point, here);
        for (var j = 0; j < x.Length; j++)
        {
            var h = Step.Forward(x[j], precision);
            EvaluateAt(f, point, j, x[j] + h, there);
            for (var i = 0; i < rows; i++) jacobian[i * x.Length + j] = (there[i] - here[i]) / h;
            point[j] = x[j];
        }
    }

    /// <summary>Central differences <c>(f(x+h) − f(x−h))/2h</c>, h = ∛ε·s; error h²/6·f‴; 2n evaluations.</summary>
    /// <inheritdoc cref="Forward(VectorFunction, ReadOnlySpan{double}, Span{double}, int, Precision)"/>
    public static void Central(
        VectorFunction f, ReadOnlySpan<double> x, Span<double> jacobian, int rows, Precision precision = Precision.Double)
    {
        RequireDense(f, x.Length, jacobian.Length, rows);
        using var workspace = new Workspace(stackalloc double[Workspace.StackLength], x.Length + 2L * rows);
        var point = workspace.TakeCopy(x);
        var ahead = workspace.Take(rows);
        var behind = workspace.Take(rows);

        for (var j = 0; j < x.Length; j++)
        {
            var h = Step.Central(x[j], precision);
            EvaluateAt(f, point, j, x[j] + h, ahead);
            EvaluateAt(f, point, j, x[j] - h, behind);
            for (var i = 0; i < rows; i++) jacobian[i * x.Length + j] = (ahead[i] - behind[i]) / (2.0 * h);
            point[j] = x[j];
        }
    }

    /// <summary>The step <c>h = ∛ε·s</c> of central differences at <paramref name="x"/>, as the machine can represent it.</summary>
    /// <param name="x">One input.</param>
    /// <param name="precision">The arithmetic of the function.</param>
    /// <returns>The step, in the units of <paramref name="x"/>, with its sign; never zero.</returns>
    public static double CentralStep(double x, Precision precision = Precision.Double) => Step.Central(x, precision);

    /// <summary>Forward differences, see the form in place.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, n inputs.</param>
    /// <param name="rows">The number of outputs.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <returns>The Jacobian, rows × n.</returns>
    public static double[,] Forward(
        VectorFunction f, ReadOnlySpan<double> x, int rows, Precision precision = Precision.Double)
    {
        Guard.NotNegative(rows, nameof(rows));
        var jacobian = new double[rows * x.Length];
        Forward(f, x, jacobian, rows, precision);
        return GeneratedCode.ToMatrix(jacobian, rows, x.Length);
    }

    /// <summary>Central differences, see the form in place.</summary>
    /// <inheritdoc cref="Forward(VectorFunction, ReadOnlySpan{double}, int, Precision)"/>
    public static double[,] Central(
        VectorFunction f, ReadOnlySpan<double> x, int rows, Precision precision = Precision.Double)
    {
        Guard.NotNegative(rows, nameof(rows));
        var jacobian = new double[rows * x.Length];
        Central(f, x, jacobian, rows, precision);
        return GeneratedCode.ToMatrix(jacobian, rows, x.Length);
    }

    internal static void Evaluate(VectorFunction f, ReadOnlySpan<double> point, Span<double> y)
    {
        // What an earlier evaluation left behind must not show through in an output that f does not write.
        y.Clear();
        f(point, y);
    }

    internal static void EvaluateAt(VectorFunction f, Span<double> point, int j, double xj, Span<double> y)
    {
        point[j] = xj;
        Evaluate(f, point, y);
    }

    private static void RequireDense(VectorFunction f, int columns, int length, int rows)
    {
        Guard.NotNull(f, nameof(f));
        Guard.NotNegative(rows, nameof(rows));
        Guard.AtLeast(length, (long)rows * columns, "jacobian");
    }
}
