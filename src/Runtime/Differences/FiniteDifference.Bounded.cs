namespace SymbolicJacobian;

public static partial class FiniteDifference
{
    /// <summary>
    /// One-sided differences of second order, <c>(−3f₀ + 4f(x+h) − f(x+2h))/2h</c>, h = ∛ε·s with the sign of xⱼ; error
    /// h²/3·f‴; 2n + 1 evaluations.
    /// </summary>
    /// <remarks>For a function that is only defined on the side away from zero.</remarks>
    /// <inheritdoc cref="Forward(VectorFunction, ReadOnlySpan{double}, Span{double}, int, Precision)"/>
    public static void OneSided(
        VectorFunction f, ReadOnlySpan<double> x, Span<double> jacobian, int rows, Precision precision = Precision.Double)
    {
        RequireDense(f, x.Length, jacobian.Length, rows);
        using var workspace = new Workspace(stackalloc double[Workspace.StackLength], x.Length + 3L * rows);
        var point = workspace.TakeCopy(x);
        var here = workspace.Take(rows);
        var near = workspace.Take(rows);
        var far = workspace.Take(rows);

        Evaluate(f, point, here);
        for (var j = 0; j < x.Length; j++)
            OneSidedColumn(f, point, j, Step.Central(x[j], precision), here, near, far, jacobian);
    }

    /// <summary>
    /// Differences that never leave the box <c>lower ≤ x ≤ upper</c>: central where both neighbours lie inside,
    /// otherwise one-sided of second order towards the inside; where the box is narrower than the step, a shorter one.
    /// </summary>
    /// <param name="f">The function, which may be undefined outside the box.</param>
    /// <param name="x">The point, n inputs, inside the box.</param>
    /// <param name="lower">n lower bounds; −∞ where there is none.</param>
    /// <param name="upper">n upper bounds; +∞ where there is none.</param>
    /// <param name="jacobian">Receives rows·n entries, row-major.</param>
    /// <param name="rows">The number of outputs.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <exception cref="ArgumentException">
    /// A length does not suffice, <paramref name="x"/> lies outside the box, or the box leaves no room for a step.
    /// </exception>
    public static void Bounded(
        VectorFunction f,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> lower,
        ReadOnlySpan<double> upper,
        Span<double> jacobian,
        int rows,
        Precision precision = Precision.Double)
    {
        RequireDense(f, x.Length, jacobian.Length, rows);
        Guard.Exactly(lower.Length, x.Length, nameof(lower));
        Guard.Exactly(upper.Length, x.Length, nameof(upper));
        for (var j = 0; j < x.Length; j++) RequireRoom(x[j], lower[j], upper[j], j, precision);

        using var workspace = new Workspace(stackalloc double[Workspace.StackLength], x.Length + 3L * rows);
        var point = workspace.TakeCopy(x);
        var here = workspace.Take(rows);
        var near = workspace.Take(rows);
        var far = workspace.Take(rows);

        Evaluate(f, point, here);
        for (var j = 0; j < x.Length; j++)
        {
            var h = Math.Abs(Step.Central(x[j], precision));
            if (x[j] - h >= lower[j] && x[j] + h <= upper[j])
            {
                EvaluateAt(f, point, j, x[j] + h, near);
                EvaluateAt(f, point, j, x[j] - h, far);
                for (var i = 0; i < rows; i++) jacobian[i * x.Length + j] = (near[i] - far[i]) / (2.0 * h);
                point[j] = x[j];
            }
            else
            {
                OneSidedColumn(f, point, j, InwardStep(x[j], lower[j], upper[j], precision), here, near, far, jacobian);
            }
        }
    }

    private static void OneSidedColumn(
        VectorFunction f, Span<double> point, int j, double h,
        ReadOnlySpan<double> here, Span<double> near, Span<double> far, Span<double> jacobian)
    {
        var xj = point[j];
        EvaluateAt(f, point, j, xj + h, near);
        EvaluateAt(f, point, j, xj + 2.0 * h, far);

        // −3f₀ + 4f₁ − f₂ as two differences: no rounding of the large sum 3f₀ where the three values agree.
        for (var i = 0; i < here.Length; i++)
            jacobian[i * point.Length + j] = (4.0 * (near[i] - here[i]) - (far[i] - here[i])) / (2.0 * h);
        point[j] = xj;
    }

    /// <summary>The step towards the side with more room, at most half of that room.</summary>
    private static double InwardStep(double x, double lower, double upper, Precision precision)
    {
        var length = Step.CentralFactor(precision) * Step.Scale(x);
        var above = upper - x;
        var below = x - lower;
        var step = above >= below ? Math.Min(length, above / 2.0) : -Math.Min(length, below / 2.0);

        // x + step and x + 2·step may round past the bound: step back by halves until both are inside.
        var h = Step.Towards(x, step, precision);
        while (h != 0.0 && (x + 2.0 * h > upper || x + 2.0 * h < lower)) h = Step.Towards(x, h / 2.0, precision);
        return h;
    }

    private static void RequireRoom(double x, double lower, double upper, int j, Precision precision)
    {
        if (!(x >= lower && x <= upper))
            throw new ArgumentException($"'x' lies outside its bounds at index {j}; move it into the box.", nameof(x));
        if (InwardStep(x, lower, upper, precision) == 0.0)
            throw new ArgumentException($"The bounds leave no room for a step at index {j}; leave a fixed input out of 'x'.", nameof(lower));
    }
}
