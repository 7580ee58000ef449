namespace SymbolicJacobian;

public static partial class FiniteDifference
{
    /// <summary>
    /// The product <c>J·v</c> by one central difference along the tangent, <c>(f(x+tv) − f(x−tv))/2t</c>; two evaluations.
    /// </summary>
    /// <remarks>t is chosen so that no input moves by more than its own step ∛ε·s and one moves by exactly that.</remarks>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, n inputs.</param>
    /// <param name="tangent">The direction v, n entries.</param>
    /// <param name="result">Receives J·v; its length is the number of outputs.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="tangent"/> has not the length of <paramref name="x"/>.</exception>
    public static void Directional(
        VectorFunction f,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> tangent,
        Span<double> result,
        Precision precision = Precision.Double)
    {
        Guard.NotNull(f, nameof(f));
        Guard.Exactly(tangent.Length, x.Length, nameof(tangent));
        var reach = RelativeReach(x, tangent);
        if (reach == 0.0)
        {
            result.Clear();
            return;
        }

        using var workspace = new Workspace(stackalloc double[Workspace.StackLength], x.Length + 2L * result.Length);
        var point = workspace.Take(x.Length);
        var ahead = workspace.Take(result.Length);
        var behind = workspace.Take(result.Length);
        var t = Step.CentralFactor(precision) / reach;
        EvaluateAlong(f, x, tangent, t, point, ahead);
        EvaluateAlong(f, x, tangent, -t, point, behind);
        for (var i = 0; i < result.Length; i++) result[i] = (ahead[i] - behind[i]) / (2.0 * t);
    }

    /// <summary>The product <c>J·v</c> by one central difference along the tangent, see the form in place.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, n inputs.</param>
    /// <param name="tangent">The direction v, n entries.</param>
    /// <param name="rows">The number of outputs.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <returns>J·v, one entry per output.</returns>
    public static double[] Directional(
        VectorFunction f,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> tangent,
        int rows,
        Precision precision = Precision.Double)
    {
        Guard.NotNegative(rows, nameof(rows));
        var result = new double[rows];
        Directional(f, x, tangent, result, precision);
        return result;
    }

    /// <summary>The farthest that any input moves along the tangent, in units of its own scale s.</summary>
    internal static double RelativeReach(ReadOnlySpan<double> x, ReadOnlySpan<double> tangent)
    {
        var reach = 0.0;
        for (var j = 0; j < x.Length; j++) reach = Math.Max(reach, Math.Abs(tangent[j]) / Step.Scale(x[j]));
        return reach;
    }

    internal static void EvaluateAlong(
        VectorFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> tangent, double t, Span<double> point, Span<double> y)
    {
        for (var j = 0; j < x.Length; j++) point[j] = x[j] + t * tangent[j];
        Evaluate(f, point, y);
    }
}
