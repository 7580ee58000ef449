using Course.Presentation;
using MathNet.Numerics.LinearAlgebra.Double;
using SymbolicJacobian;

namespace Course.Lessons;

/// <summary>What document 002 makes of basis functions and maps of the plane: rows 10, 11 and 17.</summary>
internal static partial class Lesson002
{
    private static readonly double[] s_centers = [-2, 0, 2];

    public static void Show(Page page)
    {
        page.Document("002", "Basis functions, maps of the plane, and the Jacobian in machine learning");
        ShowRadialBasis(page);
        ShowMap(page);
        ShowSoftmax(page);
        ShowFlow(page);
        ShowPenalty(page);
        ShowInnerStep(page);
        ShowBatch(page);
        ShowConvolution(page);
    }

    private static void ShowRadialBasis(Page page)
    {
        page.Row(10, "three radial basis functions and their derivatives");
        var example = new Example
        {
            Document = typeof(Document002),
            Method = nameof(Document002.RadialBasis),
            Function = (u, v) => Document002.RadialBasis(u[0], s_centers, 1).CopyTo(v),
            X = [0.5],
            Jacobian = Document002.RadialBasisJacobian(0.5, s_centers, 1),
            Report = Document002.RadialBasisCheckJacobian(0.5, s_centers, 1),
            Inputs = ["x"],
            Outputs = Example.Indexed("φ", 3),
        };
        page.Show(example, "φᵢ(x) = exp(−(x − cᵢ)² / (2σ²)), centres −2, 0, 2, σ = 1", "φᵢ′ = −φᵢ·(x − cᵢ)/σ²");
        page.Expect(
            "φ′ at 0.5", ["-0.109842334058519", "-0.441248451292298", "0.486978701037525"], Example.Flatten(example.Jacobian));
        page.Expect(
            "φ′ at 0",
            ["-0.270670566473225", "0", "0.270670566473225"],
            Example.Flatten(Document002.RadialBasisJacobian(0, s_centers, 1)));

        page.Say("The document's two panels, x from −5 to 5; the mark is x₀ = 0:");
        var grid = Enumerable.Range(0, 61).Select(k => -5 + k / 6.0).ToArray();
        for (var i = 0; i < 3; i++) page.Curve($"φ{i}", [.. grid.Select(x => Document002.RadialBasis(x, s_centers, 1)[i])]);
        for (var i = 0; i < 3; i++) page.Curve($"φ{i}′", [.. grid.Select(x => Document002.RadialBasisJacobian(x, s_centers, 1)[i, 0])]);
        page.Say("  " + new string(' ', 11 + 30) + "↑ x₀");
    }

    private static void ShowMap(Page page)
    {
        page.Row(11, "a map of the plane and the norm of its Jacobian");
        var example = new Example
        {
            Document = typeof(Document002),
            Method = nameof(Document002.Map),
            Function = (u, v) => Document002.Map(u[0], u[1]).CopyTo(v),
            X = [1, 1],
            Jacobian = Document002.MapJacobian(1, 1),
            Report = Document002.MapCheckJacobian(1, 1),
            Inputs = ["x", "y"],
            Outputs = ["f0", "f1"],
        };
        page.Show(example, "f(x, y) = (x² − y, y² + x)");

        var norms = new double[25, 25];
        Span<double> jacobian = stackalloc double[4];
        for (var i = 0; i < 25; i++)
        {
            for (var j = 0; j < 25; j++)
            {
                Document002.MapJacobian(-2 + j / 6.0, 2 - i / 6.0, jacobian);
                norms[i, j] = Math.Sqrt(
                    jacobian[0] * jacobian[0] + jacobian[1] * jacobian[1] + jacobian[2] * jacobian[2] + jacobian[3] * jacobian[3]);
            }
        }

        page.Say("‖J‖_F on a 25×25 grid over [−2, 2]², x to the right, y upwards, darker is larger:");
        page.HeatMap(norms);
        var all = Example.Flatten(norms);
        page.Table(["", "min", "max", "mean"], [["‖J‖_F", Numbers.Exact(all.Min()), Numbers.Exact(all.Max()), Numbers.Exact(all.Average())]]);
        page.Expect("the least ‖J‖_F is √2", Math.Abs(all.Min() - Math.Sqrt(2)) < 1e-15);
        page.Expect("the largest ‖J‖_F", "5.830951894845301", all.Max());
        page.Expect("the mean ‖J‖_F", "3.5338212256113444", all.Average());

        page.Say("Images of the basis vectors: the columns of J.");
        page.Table(
            ["at", "J·e1", "J·e2", "det J"],
            new[] { (-1.0, -1.0), (0.0, 0.0), (1.0, 1.0) }.Select(p =>
            {
                var j = Document002.MapJacobian(p.Item1, p.Item2);
                return new[] { $"({p.Item1}, {p.Item2})", $"({j[0, 0]}, {j[1, 0]})", $"({j[0, 1]}, {j[1, 1]})", $"{DenseMatrix.OfArray(j).Determinant():0}" };
            }));
        page.ExpectEqual("J at (−1, −1)", DenseMatrix.OfArray(Document002.MapJacobian(-1, -1)), DenseMatrix.OfArray(new double[,] { { -2, -1 }, { 1, -2 } }), 0);
        page.ExpectEqual("J at (0, 0)", DenseMatrix.OfArray(Document002.MapJacobian(0, 0)), DenseMatrix.OfArray(new double[,] { { 0, -1 }, { 1, 0 } }), 0);
        page.ExpectEqual("J at (1, 1)", DenseMatrix.OfArray(Document002.MapJacobian(1, 1)), DenseMatrix.OfArray(new double[,] { { 2, -1 }, { 1, 2 } }), 0);

        page.Row(17, "Taylor expansion");
        page.Taylor(example, [-0.8, 0.6]);
    }
}
