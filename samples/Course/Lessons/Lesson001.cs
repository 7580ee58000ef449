using Course.Presentation;
using MathNet.Numerics.LinearAlgebra.Double;
using SymbolicJacobian;

namespace Course.Lessons;

/// <summary>What document 001 makes of its functions: rows 2 to 9 and 17.</summary>
internal static class Lesson001
{
    public static void Show(Page page)
    {
        page.Document("001", "Jacobians: the multidimensional calculus of machine learning");
        ShowExample(page);
        ShowExercise1(page);
        ShowComplexSquare(page);
        ShowChainRule(page);
        ShowLinear(page);
        ShowGradient(page);
        ShowSigmoidLayer(page);
        ShowRobotArm(page);
    }

    private static void ShowExample(Page page)
    {
        page.Row(2, "understanding the Jacobian (section 3)");
        var example = Of(1, 2);
        page.Show(example, "F(x, y) = (x² + y, x·y)");
        page.Expect("J of F at (1, 2)", ["2", "1", "2", "1"], Example.Flatten(example.Jacobian));
        page.Say("Increasing x by Δx changes f0 by 2Δx and f1 by 2Δx; increasing y by Δy changes both by Δy.");

        var other = Of(0, 1);
        page.Show(other, "the same function elsewhere");
        page.Expect("J of F at (0, 1)", ["0", "1", "1", "0"], Example.Flatten(other.Jacobian));
        page.Say("Here x does not affect f0, and y does not affect f1.");

        static Example Of(double x, double y) => new()
        {
            Document = typeof(Document001),
            Method = nameof(Document001.F),
            Function = (u, v) => Document001.F(u[0], u[1]).CopyTo(v),
            X = [x, y],
            Jacobian = Document001.FJacobian(x, y),
            Report = Document001.FCheckJacobian(x, y),
            Inputs = ["x", "y"],
            Outputs = ["f0", "f1"],
        };
    }

    private static void ShowExercise1(Page page)
    {
        page.Row(3, "exercise 1");
        var (x, y, z) = (0.5, -1.2, 0.8);
        var example = new Example
        {
            Document = typeof(Document001),
            Method = nameof(Document001.Exercise1),
            Function = (u, v) => Document001.Exercise1(u[0], u[1], u[2]).CopyTo(v),
            X = [x, y, z],
            Jacobian = Document001.Exercise1Jacobian(x, y, z),
            Report = Document001.Exercise1CheckJacobian(x, y, z),
            Inputs = ["x", "y", "z"],
            Outputs = ["f0", "f1", "f2"],
        };
        page.Show(example, "(x² + y·z, sin(x·y), e^(x+z))");
        double[,] expected =
        {
            { 2 * x, z, y },
            { y * Math.Cos(x * y), x * Math.Cos(x * y), 0 },
            { Math.Exp(x + z), 0, Math.Exp(x + z) },
        };
        page.ExpectEqual("J of exercise 1", DenseMatrix.OfArray(example.Jacobian), DenseMatrix.OfArray(expected));

        page.Row(17, "the Jacobian as a linear approximation (section 4)");
        page.Taylor(example, [1, 1, -1]);
    }

    private static void ShowComplexSquare(Page page)
    {
        page.Row(4, "exercise 2: the determinant and the area");
        var example = new Example
        {
            Document = typeof(Document001),
            Method = nameof(Document001.ComplexSquare),
            Function = (u, v) => Document001.ComplexSquare(u[0], u[1]).CopyTo(v),
            X = [1.5, -0.5],
            Jacobian = Document001.ComplexSquareJacobian(1.5, -0.5),
            Report = Document001.ComplexSquareCheckJacobian(1.5, -0.5),
            Inputs = ["x", "y"],
            Outputs = ["f0", "f1"],
        };
        page.Show(example, "(x² − y², 2·x·y), the square of the complex number x + i·y");

        page.Say("det J = 4(x² + y²) is the factor by which areas grow; a square with side 0.001 shows it:");
        var rows = new List<string[]>();
        foreach (var (x, y) in new[] { (1.5, -0.5), (1.0, 0.0), (0.25, 0.25), (-2.0, 1.0) })
        {
            var determinant = DenseMatrix.OfArray(Document001.ComplexSquareJacobian(x, y)).Determinant();
            var growth = AreaOfImage(x, y, 0.001) / (0.001 * 0.001);
            rows.Add([$"({Numbers.Exact(x)}, {Numbers.Exact(y)})", Numbers.Exact(determinant), Numbers.Exact(4 * (x * x + y * y)), Numbers.Short(growth)]);
            page.Expect($"det J at ({x}, {y})", Math.Abs(determinant - 4 * (x * x + y * y)) <= 1e-14 * determinant);
            page.Expect($"the growth of areas at ({x}, {y})", Math.Abs(growth - determinant) < 1e-5);
        }

        page.Table(["(x, y)", "det J", "4(x² + y²)", "area of image / area"], rows);
        page.Say("The map turns by the angle of z and stretches by 2|z|: it never reverses orientation, and only 0 is singular.");
    }

    /// <summary>The image of a square, as a polygon of many corners, by the shoelace formula.</summary>
    private static double AreaOfImage(double x, double y, double side)
    {
        const int perSide = 50;
        var corners = new List<(double U, double V)>();
        for (var k = 0; k < 4 * perSide; k++)
        {
            var t = (double)(k % perSide) / perSide - 0.5;
            var (dx, dy) = (k / perSide) switch { 0 => (t, -0.5), 1 => (0.5, t), 2 => (-t, 0.5), _ => (-0.5, -t) };
            var image = Document001.ComplexSquare(x + side * dx, y + side * dy);
            corners.Add((image[0], image[1]));
        }

        // Relative to the first corner: the products of the absolute coordinates would cancel.
        var (u0, v0) = corners[0];
        var twice = 0.0;
        for (var k = 0; k < corners.Count; k++)
        {
            var (a, b) = (corners[k], corners[(k + 1) % corners.Count]);
            twice += (a.U - u0) * (b.V - v0) - (b.U - u0) * (a.V - v0);
        }

        return twice / 2;
    }

    private static void ShowChainRule(Page page)
    {
        page.Row(5, "the chain rule (section 5): J_F = J_G·J_H");
        var (x, y) = (0.7, -1.3);
        var example = new Example
        {
            Document = typeof(Document001),
            Method = nameof(Document001.GAfterH),
            Function = (u, v) => Document001.GAfterH(u[0], u[1]).CopyTo(v),
            X = [x, y],
            Jacobian = Document001.GAfterHJacobian(x, y),
            Report = Document001.GAfterHCheckJacobian(x, y),
            Inputs = ["x", "y"],
            Outputs = ["f0", "f1"],
        };
        page.Show(example, "F = G∘H with H(x, y) = (x + y, x·y, sin x), G(u) = (u0·u1, e^u2 + u0)");

        var inner = DenseMatrix.OfArray(Document001.HJacobian(x, y));
        var outer = DenseMatrix.OfArray(Document001.GJacobian(Document001.H(x, y)));
        var product = outer * inner;
        page.Say("Each entry of J_F sums over all paths through H, which is what a matrix product does:");
        page.Table(
            ["", "J_G (2×3)", "", "", "J_H (3×2)", "", "J_G·J_H", "", "J_F, generated", ""],
            Enumerable.Range(0, 3).Select(i => new[]
            {
                "",
                i < 2 ? Numbers.Short(outer[i, 0]) : "", i < 2 ? Numbers.Short(outer[i, 1]) : "", i < 2 ? Numbers.Short(outer[i, 2]) : "",
                Numbers.Short(inner[i, 0]), Numbers.Short(inner[i, 1]),
                i < 2 ? Numbers.Short(product[i, 0]) : "", i < 2 ? Numbers.Short(product[i, 1]) : "",
                i < 2 ? Numbers.Short(example.Jacobian[i, 0]) : "", i < 2 ? Numbers.Short(example.Jacobian[i, 1]) : "",
            }));
        page.ExpectEqual("J_F against J_G·J_H", DenseMatrix.OfArray(example.Jacobian), product);
        page.Expect("the verdict on H", Document001.HCheckJacobian(x, y).Verdict == Verdict.Correct);
        page.Expect("the verdict on G", Document001.GCheckJacobian(Document001.H(x, y)).Verdict == Verdict.Correct);
    }

    private static void ShowLinear(Page page)
    {
        page.Row(6, "a linear map is its own Jacobian (section 6)");
        double[,] a = { { 2, -1, 0.5 }, { 0, 3, 1 } };
        double[] x = [0.3, -2, 5];
        var example = new Example
        {
            Document = typeof(Document001),
            Method = nameof(Document001.Linear),
            Function = (u, v) => Document001.Linear(a, u.ToArray()).CopyTo(v),
            X = x,
            Jacobian = Document001.LinearJacobian(a, x),
            Report = Document001.LinearCheckJacobian(a, x),
            Inputs = Example.Indexed("x", 3),
            Outputs = Example.Indexed("y", 2),
        };
        page.Show(example, "F(x) = A·x, A of any size", "A, at every x");
        page.ExpectEqual("J of A·x", DenseMatrix.OfArray(example.Jacobian), DenseMatrix.OfArray(a), 0);
        page.ExpectEqual("J of A·x at another x", DenseMatrix.OfArray(Document001.LinearJacobian(a, [9, 9, 9])), DenseMatrix.OfArray(a), 0);
    }

    private static void ShowGradient(Page page)
    {
        page.Row(7, "m = 1: the Jacobian is a row, the gradient (section 6)");
        var (x, y, z) = (1.5, 0.5, 2.0);
        var example = new Example
        {
            Document = typeof(Document001),
            Method = nameof(Document001.Scalar),
            Function = (u, v) => v[0] = Document001.Scalar(u[0], u[1], u[2]),
            X = [x, y, z],
            Jacobian = Example.Row(Document001.ScalarGradient(x, y, z)),
            Report = Document001.ScalarCheckGradient(x, y, z),
            Inputs = ["x", "y", "z"],
            Outputs = ["f"],
        };
        page.Show(example, "f(x, y, z) = x²·y + sin(y·z)");
        double[] expected = [2 * x * y, x * x + z * Math.Cos(y * z), y * Math.Cos(y * z)];
        page.ExpectEqual("∇f", DenseMatrix.OfArray(example.Jacobian), DenseMatrix.OfArray(Example.Row(expected)));
    }

    private static void ShowSigmoidLayer(Page page)
    {
        page.Row(8, "exercise 4: a neural network layer");
        double[] x = [0.5, -1, 2];
        var example = new Example
        {
            Document = typeof(Document001),
            Method = nameof(Document001.SigmoidLayer),
            Function = (u, v) => Document001.SigmoidLayer(u.ToArray()).CopyTo(v),
            X = x,
            Jacobian = Document001.SigmoidLayerJacobian(x),
            Report = Document001.SigmoidLayerCheckJacobian(x),
            Inputs = Example.Indexed("x", 3),
            Outputs = Example.Indexed("y", 4),
        };
        page.Show(example, "σ(W·x + b), ℝ³ → ℝ⁴", "diag(y·(1 − y))·W");
        var y = Document001.SigmoidLayer(x);
        page.Say("value: " + Numbers.Vector(y));
        page.Expect("σ(W·x + b)", ["0.710949502625004", "0.331812227831834", "0.58661757891733", "0.872694961924628"], y);
        page.Expect("row 0 of the sigmoid layer", ["0.041100061468453", "-0.102750153671132", "0.020550030734226"], RowOf(example, 0));
        page.Expect("row 3 of the sigmoid layer", ["0.0055549232678", "-0.0111098465356", "0.0999886188204"], RowOf(example, 3));

        var slopes = DenseMatrix.OfDiagonalArray([.. y.Select(value => value * (1 - value))]);
        page.ExpectEqual("J against diag(y(1 − y))·W", DenseMatrix.OfArray(example.Jacobian), slopes * DenseMatrix.OfArray(Layer.W));
    }

    private static void ShowRobotArm(Page page)
    {
        page.Row(9, "robotics (section 7): joint velocities to end-effector velocities");
        var example = new Example
        {
            Document = typeof(Document001),
            Method = nameof(Document001.RobotArm),
            Function = (u, v) => (v[0], v[1]) = Document001.RobotArm(u[0], u[1], u[2]),
            X = [0.3, 0.5, -0.4],
            Jacobian = Document001.RobotArmJacobian(0.3, 0.5, -0.4),
            Report = Document001.RobotArmCheckJacobian(0.3, 0.5, -0.4),
            Inputs = ["q1", "q2", "q3"],
            Outputs = ["X", "Y"],
        };
        page.Show(example, "three links of 1, 0.7 and 0.4; each angle is measured from the link before");

        var rows = new List<string[]>();
        foreach (var q in new double[][] { [0.3, 0.5, -0.4], [0.3, 1.5, 0.5], [0.3, 0, 0] })
        {
            var jacobian = DenseMatrix.OfArray(Document001.RobotArmJacobian(q[0], q[1], q[2]));
            var velocity = jacobian * DenseVector.OfArray([0.1, 0.1, 0.1]);
            var manipulability = Math.Sqrt(Math.Max(0, (jacobian * jacobian.Transpose()).Determinant()));
            rows.Add(
            [
                Numbers.Vector(q), $"({Numbers.Short(velocity[0])}, {Numbers.Short(velocity[1])})",
                .. jacobian.Svd(false).S.Select(Numbers.Short), Numbers.Short(manipulability),
            ]);
            if (q[1] == 0) page.Expect("the straight arm is singular", jacobian.Svd(false).S[1] < 1e-15);
        }

        page.Table(["q", "velocity for q̇ = (0.1, 0.1, 0.1)", "σ₁", "σ₂", "√det JJᵀ"], rows);
        page.Say("The straight arm cannot move along itself: σ₂ = 0, a singular configuration.");
    }

    private static double[] RowOf(Example example, int i) =>
        [.. Enumerable.Range(0, example.Jacobian.GetLength(1)).Select(j => example.Jacobian[i, j])];
}
