namespace SymbolicJacobian;

public static partial class FiniteDifference
{
    /// <summary>
    /// Second derivatives, <c>(f(x+h) − 2f + f(x−h))/h²</c> on the diagonal and the four-point form beside it, h = ε^¼·s;
    /// error h²/12·f⁗; 2n² + 1 evaluations.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, n inputs.</param>
    /// <param name="hessian">Receives rows·n·n entries: ∂²yᵢ/∂xⱼ∂xₖ at <c>(i·n + j)·n + k</c>; symmetric in j and k.</param>
    /// <param name="rows">The number of outputs.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="hessian"/> is shorter than rows·n·n.</exception>
    public static void Hessian(
        VectorFunction f, ReadOnlySpan<double> x, Span<double> hessian, int rows, Precision precision = Precision.Double)
    {
        Guard.NotNull(f, nameof(f));
        Guard.NotNegative(rows, nameof(rows));
        var n = x.Length;
        Guard.AtLeast(hessian.Length, (long)rows * n * n, nameof(hessian));
        using var workspace = new Workspace(stackalloc double[Workspace.StackLength], n + 3L * rows);
        var point = workspace.TakeCopy(x);
        var here = workspace.Take(rows);
        var ahead = workspace.Take(rows);
        var behind = workspace.Take(rows);

        Evaluate(f, point, here);
        for (var j = 0; j < n; j++)
        {
            var h = Step.Second(x[j], precision);
            EvaluateAt(f, point, j, x[j] + h, ahead);
            EvaluateAt(f, point, j, x[j] - h, behind);
            for (var i = 0; i < rows; i++)
                hessian[(i * n + j) * n + j] = (ahead[i] - here[i] - (here[i] - behind[i])) / (h * h);
            point[j] = x[j];

            for (var k = 0; k < j; k++) MixedEntries(f, point, j, k, hessian, ahead, behind, precision);
        }
    }

    /// <summary>∂²/∂xⱼ∂xₖ ≈ (f(+,+) − f(+,−) − f(−,+) + f(−,−)) / 4hⱼhₖ.</summary>
    private static void MixedEntries(
        VectorFunction f, Span<double> point, int j, int k, Span<double> hessian,
        Span<double> value, Span<double> sum, Precision precision)
    {
        var n = point.Length;
        var (xj, xk) = (point[j], point[k]);
        var (hj, hk) = (Step.Second(xj, precision), Step.Second(xk, precision));
        sum.Clear();
        for (var corner = 0; corner < 4; corner++)
        {
            var (signJ, signK) = (corner < 2 ? 1.0 : -1.0, corner % 2 == 0 ? 1.0 : -1.0);
            point[j] = xj + signJ * hj;
            EvaluateAt(f, point, k, xk + signK * hk, value);
            for (var i = 0; i < value.Length; i++) sum[i] += signJ * signK * value[i];
        }

        for (var i = 0; i < value.Length; i++)
        {
            var mixed = sum[i] / (4.0 * hj * hk);
            hessian[(i * n + j) * n + k] = mixed;
            hessian[(i * n + k) * n + j] = mixed;
        }

        (point[j], point[k]) = (xj, xk);
    }
}
