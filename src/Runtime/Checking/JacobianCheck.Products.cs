namespace SymbolicJacobian;

public static partial class JacobianCheck
{
    /// <summary>
    /// Checks that forward and reverse mode belong to the same Jacobian: <c>u·(J·v) = (Jᵀ·u)·v</c> to 1e-12 (float:
    /// 5e-4) for three random pairs u, v. No differences are taken.
    /// </summary>
    /// <remarks>
    /// The tolerance refers to the larger of <c>Σ|uᵢ·(Jv)ᵢ|</c> and <c>Σ|(Jᵀu)ⱼ·vⱼ|</c>. In the report the analytic value
    /// is the left side, the numeric value the right side.
    /// </remarks>
    /// <param name="jvp">Writes J·v (rows entries) from a tangent v (columns entries), at a fixed point.</param>
    /// <param name="vjp">Writes Jᵀ·u (columns entries) from a cotangent u (rows entries), at the same point.</param>
    /// <param name="rows">The number of outputs.</param>
    /// <param name="columns">The number of inputs.</param>
    /// <param name="precision">The arithmetic of the products.</param>
    /// <returns>The verdict, with one row for each pair.</returns>
    public static JacobianReport CompareProducts(
        VectorFunction jvp, VectorFunction vjp, int rows, int columns, Precision precision = Precision.Double)
    {
        Guard.NotNull(jvp, nameof(jvp));
        Guard.NotNull(vjp, nameof(vjp));
        Guard.NotNegative(rows, nameof(rows));
        Guard.NotNegative(columns, nameof(columns));
        var tolerance = new Tolerance(precision);
        var source = new DirectionSource();
        var (u, v) = (new double[rows], new double[columns]);
        var (jv, jtu) = (new double[rows], new double[columns]);
        var builder = new ReportBuilder("Products", "pair", "pairs", Directions, 1, s_identity);
        for (var pair = 0; pair < Directions; pair++)
        {
            source.Fill(u);
            source.Fill(v);
            FiniteDifference.Evaluate(jvp, v, jv);
            FiniteDifference.Evaluate(vjp, u, jtu);
            var (forward, forwardScale) = Dot(u, jv);
            var (reverse, reverseScale) = Dot(jtu, v);
            var bound = tolerance.Identity * Math.Max(forwardScale, reverseScale);
            builder.Add(pair, 0, forward, new Assessment(reverse, bound, Observation.Slope), Identity(forward, reverse, bound));
        }

        return builder.ToReport();
    }

    private static readonly string[] s_identity = ["u.Jv"];

    private static Finding Identity(double forward, double reverse, double bound)
    {
        if (Assessment.IsFinite(forward) && Assessment.IsFinite(reverse))
            return Math.Abs(forward - reverse) <= bound ? Finding.Agrees : Finding.Wrong;
        return Assessment.IsFinite(forward) || Assessment.IsFinite(reverse) ? Finding.Wrong : Finding.Undefined;
    }

    private static (double Sum, double Scale) Dot(double[] a, double[] b)
    {
        var (sum, scale) = (0.0, 0.0);
        for (var k = 0; k < a.Length; k++)
        {
            sum += a[k] * b[k];
            scale += Math.Abs(a[k] * b[k]);
        }

        return (sum, scale);
    }
}
