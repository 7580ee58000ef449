using Course.Presentation;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using SymbolicJacobian;

namespace Course.Lessons;

/// <summary>What document 000 makes of its functions: rows 1, 17 and 14.</summary>
internal static class Lesson000
{
    private static readonly double[] s_input = [0.5, -1, 2];

    public static void Show(Page page)
    {
        page.Document("000", "The Jacobian: sensitivity, local linearity and vector-valued functions");
        ShowDemo(page);
        ShowLayers(page);
        ShowNetworks(page);
    }

    private static void ShowDemo(Page page)
    {
        page.Row(1, "numeric against analytic");
        var example = new Example
        {
            Document = typeof(Document000),
            Method = nameof(Document000.F),
            Function = (x, y) => Document000.F(x[0], x[1]).CopyTo(y),
            X = [2, 3],
            Jacobian = Document000.FJacobian(2, 3),
            Report = Document000.FCheckJacobian(2, 3),
            Inputs = ["x", "y"],
            Outputs = ["f0", "f1"],
        };
        page.Show(example, "f(x, y) = (x², x·y)");
        page.Expect("J of f at (2, 3)", ["4", "0", "3", "2"], Example.Flatten(example.Jacobian));

        var forward = ForwardAsInTheDocument(example, 1e-5);
        page.Say("The document's forward difference with h = 1e-5 is off in the fifth decimal, because x² is not linear:");
        page.Table(
            ["∂f0/∂x", "value", "error"],
            [
                ["generated", Numbers.Exact(example.Jacobian[0, 0]), "0"],
                ["forward, h = 1e-5", Numbers.Exact(forward), Numbers.Size(forward - 4)],
                ["forward, h = √ε·s", .. ValueAndError(FiniteDifference.Forward(example.Function, example.X, 2)[0, 0])],
                ["central, h = ∛ε·s", .. ValueAndError(FiniteDifference.Central(example.Function, example.X, 2)[0, 0])],
                ["Ridders", .. ValueAndError(FiniteDifference.Ridders(example.Function, example.X, 2)[0, 0])],
            ]);
        page.Expect("the document's forward difference, rounded as it prints it,", "4.00001", Math.Round(forward, 5));

        page.Row(17, "the local linear map");
        page.Taylor(example, [0.6, 0.8]);

        static string[] ValueAndError(double value) => [Numbers.Exact(value), Numbers.Size(value - 4)];
    }

    private static double ForwardAsInTheDocument(Example example, double h)
    {
        var moved = example.Value([example.X[0] + h, example.X[1]]);
        return (moved[0] - example.Value(example.X)[0]) / h;
    }

    private static void ShowLayers(Page page)
    {
        page.Row(14, "one layer of an MLP: ReLU against tanh");
        var tanh = new Example
        {
            Document = typeof(Document000),
            Method = nameof(Document000.TanhLayer),
            Function = (x, y) => Document000.TanhLayer(x.ToArray()).CopyTo(y),
            X = s_input,
            Jacobian = Document000.TanhLayerJacobian(s_input),
            Report = Document000.TanhLayerCheckJacobian(s_input),
            Inputs = Example.Indexed("x", 3),
            Outputs = Example.Indexed("y", 4),
        };
        page.Show(tanh, "tanh(W·x + b), ℝ³ → ℝ⁴", "diag(1 − y²)·W: a diagonal matrix from the activation times the weights");

        var relu = new Example
        {
            Document = typeof(Document000),
            Method = nameof(Document000.ReluLayer),
            Function = (x, y) => Document000.ReluLayer(x.ToArray()).CopyTo(y),
            X = s_input,
            Jacobian = Document000.ReluLayerJacobian(s_input),
            Report = Document000.ReluLayerCheckJacobian(s_input),
            Inputs = tanh.Inputs,
            Outputs = tanh.Outputs,
        };
        page.Show(relu, "max(0, W·x + b), ℝ³ → ℝ⁴", "the rows of W whose unit is active, and rows of zeros");

        var (tanhMatrix, reluMatrix) = (DenseMatrix.OfArray(tanh.Jacobian), DenseMatrix.OfArray(relu.Jacobian));
        var (tanhSigma, reluSigma) = (tanhMatrix.Svd(false).S, reluMatrix.Svd(false).S);
        page.Table(
            ["", "‖J‖_F", "σ₁", "σ₂", "σ₃"],
            [
                ["tanh", Numbers.Exact(tanhMatrix.FrobeniusNorm()), .. tanhSigma.Select(Numbers.Exact)],
                ["ReLU", Numbers.Exact(reluMatrix.FrobeniusNorm()), .. reluSigma.Select(Numbers.Exact)],
            ]);
        page.Expect("‖J‖_F of the tanh layer", "0.9819466469066415", tanhMatrix.FrobeniusNorm());
        page.Expect("the singular values of the tanh layer", ["0.902294824058463", "0.35242033089703", "0.160882498174697"], tanhSigma);
        page.Expect("‖J‖_F of the ReLU layer", "1.45", reluMatrix.FrobeniusNorm());
        page.Expect("the singular values of the ReLU layer", ["1.151114468847964", "0.881706364900413", "0.005419013098986"], reluSigma);
    }

    private static void ShowNetworks(Page page)
    {
        page.Say("Across three layers the Jacobians multiply, and tanh shrinks every singular value on the way:");
        var rows = new List<string[]>();
        var tanh = Multiply("tanh", Document000.TanhLayer, Document000.TanhLayerJacobian, Document000.TanhHidden, Document000.TanhHiddenJacobian);
        var relu = Multiply("ReLU", Document000.ReluLayer, Document000.ReluLayerJacobian, Document000.ReluHidden, Document000.ReluHiddenJacobian);
        page.Table(["", "layers", "‖J‖_F", "σ₁", "σ₂", "σ₃"], rows);

        page.Say("The composed network, differentiated as one method, gives the same matrix:");
        page.ExpectEqual("the tanh network against the product of its layers", DenseMatrix.OfArray(Document000.TanhNetworkJacobian(s_input)), tanh);
        page.ExpectEqual("the ReLU network against the product of its layers", DenseMatrix.OfArray(Document000.ReluNetworkJacobian(s_input)), relu);
        page.Say("  tanh: " + Document000.TanhNetworkCheckJacobian(s_input).ToString().Split('\n')[0]);
        page.Say("  ReLU: " + Document000.ReluNetworkCheckJacobian(s_input).ToString().Split('\n')[0]);
        page.Expect("the verdict on TanhNetwork", Document000.TanhNetworkCheckJacobian(s_input).Verdict == Verdict.Correct);
        page.Expect("the verdict on ReluNetwork", Document000.ReluNetworkCheckJacobian(s_input).Verdict == Verdict.Correct);

        Matrix<double> Multiply(
            string name,
            Func<double[], double[]> first, Func<double[], double[,]> firstJacobian,
            Func<double[], double[]> hidden, Func<double[], double[,]> hiddenJacobian)
        {
            var h = first(s_input);
            Matrix<double> product = DenseMatrix.OfArray(firstJacobian(s_input));
            Add(1);
            for (var layer = 2; layer <= 3; layer++)
            {
                product = DenseMatrix.OfArray(hiddenJacobian(h)) * product;
                h = hidden(h);
                Add(layer);
            }

            return product;

            void Add(int layers) => rows.Add(
                [name, $"{layers}", Numbers.Short(product.FrobeniusNorm()), .. product.Svd(false).S.Select(Numbers.Short)]);
        }
    }
}
