using Course.Presentation;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using SymbolicJacobian;

namespace Course.Lessons;

/// <summary>Row 22: the parameters of a tanh basis fitted by Gauss-Newton.</summary>
internal static partial class Lesson003
{
    /// <summary>The parameters behind the observations: a rise in spring, a fall in autumn.</summary>
    internal static readonly double[] True = [8, 10, -3, -9, 12, -9];

    /// <summary>Where the fit starts.</summary>
    internal static readonly double[] Start = [7, 9, -2.5, -8, 11, -8.5];

    /// <summary>The year in 61 days out of 366.</summary>
    internal static double[] Times => [.. Enumerable.Range(0, 61).Select(k => k / 60.0)];

    /// <summary>The model at its true parameters and a small deterministic disturbance.</summary>
    internal static double[] Observations =>
        [.. Times.Select((t, k) => Document003.Model(True, t) + 0.2 * Math.Sin(12.9898 * k * k))];

    /// <summary>½‖r‖², JᵀJ and Jᵀr from one gradient for each observation: J itself is never formed.</summary>
    internal static (double HalfSquares, Matrix<double> Jtj, Vector<double> Jtr) NormalEquations(
        double[] theta, double[] times, double[] observations)
    {
        var n = theta.Length;
        var (jtj, jtr, halfSquares) = (new DenseMatrix(n, n), new DenseVector(n), 0.0);
        Span<double> gradient = stackalloc double[n];
        for (var i = 0; i < times.Length; i++)
        {
            var r = Document003.ModelValueAndGradient(theta, times[i], gradient) - observations[i];
            halfSquares += 0.5 * r * r;
            for (var p = 0; p < n; p++)
            {
                jtr[p] += gradient[p] * r;
                for (var q = 0; q < n; q++) jtj[p, q] += gradient[p] * gradient[q];
            }
        }

        return (halfSquares, jtj, jtr);
    }

    private static void ShowGaussNewton(Page page)
    {
        page.Row(22, "Gauss-Newton on the tanh basis: temperature over the year");
        var (times, observations) = (Times, Observations);
        var example = new Example
        {
            Document = typeof(Document003),
            Method = nameof(Document003.Residuals),
            Function = (u, v) => Document003.Residuals(u.ToArray(), times, observations).CopyTo(v),
            X = Start,
            Jacobian = Document003.ResidualsJacobian(Start, times, observations),
            Report = Document003.ResidualsCheckJacobian(Start, times, observations),
            Inputs = Example.Indexed("θ", 6),
            Outputs = Example.Indexed("r", 61),
        };
        page.Show(example, "r_i = Σ_k w_k·tanh(a_k·t_i + b_k) − y_i, 61 days, two units", "∂r/∂w_k = tanh(z_k), ∂r/∂a_k = w_k·(1 − tanh²(z_k))·t, ∂r/∂b_k = w_k·(1 − tanh²(z_k))");

        var theta = DenseVector.OfArray(Start);
        var rows = new List<string[]>();
        var (step, iteration) = (double.PositiveInfinity, 0);
        for (; iteration < 12 && step > 1e-10; iteration++)
        {
            var (halfSquares, jtj, jtr) = NormalEquations(theta.ToArray(), times, observations);
            var delta = jtj.Cholesky().Solve(-jtr);
            step = delta.L2Norm();
            rows.Add([$"{iteration}", Numbers.Rounded(halfSquares), Numbers.Size(jtr.L2Norm()), Numbers.Size(step)]);
            theta += (DenseVector)delta;
        }

        page.Table(["iteration", "½‖r‖²", "‖Jᵀr‖", "‖step‖"], rows);
        page.Table(
            ["", "w0", "a0", "b0", "w1", "a1", "b1"],
            [["true", .. True.Select(Numbers.Short)], ["fitted", .. theta.Select(Numbers.Short)], ["start", .. Start.Select(Numbers.Short)]]);
        page.Expect("Gauss-Newton converges", step <= 1e-10);
        page.Expect("the fit is near the parameters behind the data", theta.Zip(True, (fit, truth) => Math.Abs(fit - truth)).Max() < 0.5);

        var jacobian = DenseMatrix.OfArray(Document003.ResidualsJacobian(theta.ToArray(), times, observations));
        var residuals = DenseVector.OfArray(Document003.Residuals(theta.ToArray(), times, observations));
        var (_, sumJtj, sumJtr) = NormalEquations(theta.ToArray(), times, observations);
        page.Say("JᵀJ and Jᵀr were summed from one gradient a day (ModelValueAndGradient), without J; with the full Jacobian they are the same:");
        page.ExpectEqual("JᵀJ summed against JᵀJ of the whole Jacobian", sumJtj, jacobian.TransposeThisAndMultiply(jacobian), 1e-13);
        page.ExpectEqual(
            "Jᵀr summed against Jᵀr of the whole Jacobian",
            sumJtr.ToColumnMatrix(), jacobian.TransposeThisAndMultiply(residuals).ToColumnMatrix(), 1e-10);
        page.Expect("the verdict on Model", Document003.ModelCheckGradient(Start, 0.4).Verdict == Verdict.Correct);
        page.Say("  ‖JᵀJ − Σ ∇m·∇mᵀ‖ = " + Numbers.Size((sumJtj - jacobian.TransposeThisAndMultiply(jacobian)).InfinityNorm()));
        page.Curve("data", observations);
        page.Curve("fit", [.. times.Select(t => Document003.Model(theta.ToArray(), t))]);
    }
}
