using Course.Presentation;
using MathNet.Numerics.LinearAlgebra.Double;
using SymbolicJacobian;

namespace Course.Lessons;

/// <summary>What document 002 makes of the Jacobian in machine learning: rows 12, 13, 15 and 16.</summary>
internal static partial class Lesson002
{
    private static readonly double[] s_input = [0.5, -1, 2];

    private static void ShowSoftmax(Page page)
    {
        page.Row(12, "softmax: how each probability reacts");
        var example = new Example
        {
            Document = typeof(Document002),
            Method = nameof(Document002.Softmax),
            Function = (u, v) => Document002.Softmax(u.ToArray()).CopyTo(v),
            X = s_input,
            Jacobian = Document002.SoftmaxJacobian(s_input),
            Report = Document002.SoftmaxCheckJacobian(s_input),
            Inputs = Example.Indexed("x", 3),
            Outputs = Example.Indexed("p", 4),
        };
        page.Show(example, "softmax(W·x + b), ℝ³ → ℝ⁴", "(diag(p) − p·pᵀ)·W");
        var p = Document002.Softmax(s_input);
        page.Say("value: " + Numbers.Vector(p));
        page.Expect("softmax(W·x + b)", ["0.219012866616492", "0.044217935165898", "0.126359431865272", "0.610409766352339"], p);
        page.Expect("row 0 of softmax", ["0.031953450262042", "-0.097199118300946", "-0.115114521729397"], Row(example.Jacobian, 0));
        page.Expect("row 3 of softmax", ["-0.002504148778096", "-0.026739314846633", "0.167492652124659"], Row(example.Jacobian, 3));

        var sums = DenseMatrix.OfArray(example.Jacobian).ColumnSums();
        page.Say("The probabilities always sum to 1, so every column sums to 0: " + string.Join(", ", sums.Select(Numbers.Size)));
        page.Expect("the columns of the softmax Jacobian sum to 0", sums.AbsoluteMaximum() < 1e-15);

        double[] scores = [1000, 999, 1001];
        var stable = DenseMatrix.OfArray(Document002.StableSoftmaxJacobian(scores));
        var q = DenseVector.OfArray(Document002.StableSoftmax(scores));
        page.Say($"Scores of {Numbers.Vector(scores)} overflow the exponential unless the largest is subtracted; StableSoftmax does, and p = {Numbers.Vector(q)}.");
        page.ExpectEqual("J of StableSoftmax against diag(p) − p·pᵀ", stable, DenseMatrix.OfDiagonalVector(q) - (DenseMatrix)q.OuterProduct(q));
        page.Expect("the verdict on StableSoftmax", Document002.StableSoftmaxCheckJacobian([0.3, 0.1, 0.9]).Verdict == Verdict.Correct);
    }

    private static void ShowFlow(Page page)
    {
        page.Row(13, "a normalizing flow and log|det J|");
        double[] x = [0.4, -0.7, 1.1, 0.2];
        var example = new Example
        {
            Document = typeof(Document002),
            Method = nameof(Document002.Coupling),
            Function = (u, v) => Document002.Coupling(u.ToArray()).CopyTo(v),
            X = x,
            Jacobian = Document002.CouplingJacobian(x),
            Report = Document002.CouplingCheckJacobian(x),
            Inputs = Example.Indexed("x", 4),
            Outputs = Example.Indexed("z", 4),
        };
        page.Show(example, "z = (x0, x1, x2·e^s0 + t0, x3·e^s1 + t1); s and t depend on x0, x1 only", "lower block triangular, with e^s0 and e^s1 on its diagonal");
        page.Pattern(example.Jacobian);

        var z = Document002.Coupling(x);
        var (s0, s1) = Document002.LogScales(x[0], x[1]);
        var logDeterminant = Math.Log(Math.Abs(DenseMatrix.OfArray(example.Jacobian).Determinant()));
        var logDensity = z.Sum(value => -0.5 * value * value - 0.5 * Math.Log(2 * Math.PI)) + logDeterminant;
        var back = Document002.CouplingInverse(z);
        page.Table(
            ["log|det J| by LU", "s0 + s1", "log density of x", "‖inverse(z) − x‖"],
            [[Numbers.Exact(logDeterminant), Numbers.Exact(s0 + s1), Numbers.Short(logDensity), Numbers.Size(back.Zip(x, (a, b) => Math.Abs(a - b)).Max())]]);
        page.Expect("log|det J| is the sum of the log scales", Math.Abs(logDeterminant - (s0 + s1)) < 1e-14);
        page.Expect("the flow is invertible", back.Zip(x, (a, b) => Math.Abs(a - b)).Max() < 1e-14);
    }

    private static void ShowPenalty(Page page)
    {
        page.Row(15, "robustness: the Jacobian penalty ‖J‖_F² and the largest singular value");
        var example = new Example
        {
            Document = typeof(Document002),
            Method = nameof(Document002.JacobianPenalty),
            Function = (u, v) => v[0] = Document002.JacobianPenalty(u.ToArray()),
            X = s_input,
            Jacobian = Example.Row(Document002.JacobianPenaltyGradient(s_input)),
            Report = Document002.JacobianPenaltyCheckGradient(s_input),
            Inputs = Example.Indexed("x", 3),
            Outputs = ["‖J‖²"],
        };
        page.Show(example, "‖J‖_F² of tanh(W·x + b) as a function of x; its gradient holds second derivatives of the layer", "−4·Σᵢ (1 − tᵢ²)²·tᵢ·‖wᵢ‖²·wᵢ with tᵢ = tanh(zᵢ)");

        page.Say("Descending the penalty makes the layer flatter around the point:");
        var rows = new List<string[]>();
        var x = s_input.ToArray();
        var last = double.PositiveInfinity;
        for (var step = 0; step <= 40; step++)
        {
            if (step % 10 == 0)
            {
                var jacobian = DenseMatrix.OfArray(Document000.TanhLayerJacobian(x));
                var squared = Math.Pow(jacobian.FrobeniusNorm(), 2);
                var penalty = Document002.JacobianPenalty(x);
                rows.Add([$"{step}", Numbers.Exact(penalty), Numbers.Exact(squared), Numbers.Short(jacobian.L2Norm())]);
                page.Expect("the penalty is ‖J‖_F² of the generated Jacobian", Math.Abs(penalty - squared) < 1e-14);
                page.Expect("the penalty falls", penalty < last);
                last = penalty;
            }

            var gradient = Document002.JacobianPenaltyGradient(x);
            for (var j = 0; j < 3; j++) x[j] -= 0.1 * gradient[j];
        }

        page.Table(["step", "penalty", "‖J‖_F² of TanhLayerJacobian", "σ₁"], rows);
    }

    private static void ShowInnerStep(Page page)
    {
        page.Row(16, "MAML: the Jacobian of a gradient step");
        double[] theta = [1.2, 0.8], xs = [-1.5, -0.5, 0.4, 1.1, 2], ys = [-0.9, -0.3, 0.5, 0.7, 1.1];
        const double alpha = 0.1;
        var example = new Example
        {
            Document = typeof(Document002),
            Method = nameof(Document002.InnerStep),
            Function = (u, v) => Document002.InnerStep(u.ToArray(), xs, ys, alpha).CopyTo(v),
            X = theta,
            Jacobian = Document002.InnerStepJacobian(theta, xs, ys, alpha),
            Report = Document002.InnerStepCheckJacobian(theta, xs, ys, alpha),
            Inputs = ["a", "c"],
            Outputs = ["a′", "c′"],
        };
        page.Show(example, "θ′ = θ − α·∇L(θ) for the model a·tanh(c·x), α = 0.1, five points", "I − α·H: second derivatives, because the step holds a gradient");

        var hand = TaskHessian(theta, xs, ys);
        var expected = DenseMatrix.CreateIdentity(2) - alpha * hand;
        page.Table(
            ["", "", "generated", "", "I − α·H by hand"],
            Enumerable.Range(0, 2).Select(i => new[]
            {
                Numbers.Exact(example.Jacobian[i, 0]), Numbers.Exact(example.Jacobian[i, 1]), "", Numbers.Exact(expected[i, 0]), Numbers.Exact(expected[i, 1]),
            }));
        page.ExpectEqual("the Jacobian of the inner step against I − α·H", DenseMatrix.OfArray(example.Jacobian), expected);

        var numeric = new double[4];
        FiniteDifference.Hessian((u, v) => v[0] = Document002.TaskLoss(u.ToArray(), xs, ys), theta, numeric, 1);
        page.ExpectEqual("H against second differences of the loss", DenseMatrix.OfArray(Example.Reshape(numeric, 2, 2)), hand, 1e-6);

        var gradient = Document002.TaskLossGradient(theta, xs, ys);
        var step = Document002.InnerStep(theta, xs, ys, alpha);
        page.Say($"The gradient that the step holds by hand is the generated one of TaskLoss: {Numbers.Vector(gradient)}");
        for (var j = 0; j < 2; j++)
            page.Expect("the step uses the gradient of the loss", Math.Abs(step[j] - (theta[j] - alpha * gradient[j])) < 1e-15);
        page.Expect("the verdict on TaskLoss", Document002.TaskLossCheckGradient(theta, xs, ys).Verdict == Verdict.Correct);
    }

    /// <summary>The Hessian of the loss ½Σ(a·tanh(c·x) − y)², by hand.</summary>
    internal static DenseMatrix TaskHessian(double[] theta, double[] xs, double[] ys)
    {
        var (a, c) = (theta[0], theta[1]);
        var hessian = new DenseMatrix(2, 2);
        foreach (var (x, y) in xs.Zip(ys))
        {
            var t = Math.Tanh(c * x);
            var slope = (1 - t * t) * x;
            var r = a * t - y;
            hessian[0, 0] += t * t;
            hessian[0, 1] += a * t * slope + r * slope;
            hessian[1, 1] += a * a * slope * slope - 2 * r * a * t * slope * x;
        }

        hessian[1, 0] = hessian[0, 1];
        return hessian;
    }

    private static double[] Row(double[,] matrix, int i) => [.. Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[i, j])];
}
