using Course.Presentation;
using MathNet.Numerics.LinearAlgebra.Double;
using SymbolicJacobian;

namespace Course.Lessons;

/// <summary>What document 002 makes of batched and spatial outputs: rows 18 and 19.</summary>
internal static partial class Lesson002
{
    private static void ShowBatch(Page page)
    {
        page.Row(18, "batched inputs: B×n → B×m");
        double[,] x = { { 0.5, -1, 2 }, { 0.1, 0.2, -0.3 }, { -1.5, 0.4, 0.7 } };
        var example = new Example
        {
            Document = typeof(Document002),
            Method = nameof(Document002.BatchLayer),
            Function = (u, v) => Example.Flatten(Document002.BatchLayer(Example.Reshape(u, 3, 3), Layer.W, Layer.B)).CopyTo(v),
            X = Example.Flatten(x),
            Jacobian = Document002.BatchLayerJacobian(x, Layer.W, Layer.B),
            Report = Document002.BatchLayerCheckJacobian(x, Layer.W, Layer.B),
            Inputs = Example.Indexed("x", 9),
            Outputs = Example.Indexed("y", 12),
        };
        page.Show(example, "tanh(X·Wᵀ + b), three points of three features, four units", "∂y[p, i]/∂x[q, j] = (1 − y²)·w[i, j] where p = q, else a structural zero");
        page.Pattern(example.Jacobian);
        for (var p = 0; p < 3; p++)
        {
            for (var q = 0; q < 3; q++)
            {
                var block = DenseMatrix.OfArray(example.Jacobian).SubMatrix(4 * p, 4, 3 * q, 3);
                if (p == q) page.ExpectEqual($"block {p}", block, DenseMatrix.OfArray(Document000.TanhLayerJacobian(Row(x, p))));
                else page.Expect($"block ({p}, {q}) is zero", block.Enumerate().All(entry => entry == 0));
            }
        }

        page.Say("Each diagonal block is the Jacobian of one point; no point affects another.");
    }

    private static void ShowConvolution(Page page)
    {
        page.Row(19, "spatial outputs: a 3×3 convolution with tanh");
        double[,] kernel = { { 0.1, -0.2, 0.1 }, { -0.3, 0.9, -0.3 }, { 0.1, -0.2, 0.1 } };
        var image = SmallImage(5, 5);
        var example = new Example
        {
            Document = typeof(Document002),
            Method = nameof(Document002.Convolution),
            Function = (u, v) => Example.Flatten(Document002.Convolution(Example.Reshape(u, 5, 5), kernel)).CopyTo(v),
            X = Example.Flatten(image),
            Jacobian = Document002.ConvolutionJacobian(image, kernel),
            Report = Document002.ConvolutionCheckJacobian(image, kernel),
            Inputs = Example.Indexed("x", 25),
            Outputs = Example.Indexed("y", 9),
        };
        page.Show(example, "y[r, c] = tanh(Σ k[i, j]·x[r + i, c + j]), a 5×5 image to 3×3", "∂y[r, c]/∂x[r + i, c + j] = (1 − y²)·k[i, j], else a structural zero");
        page.Pattern(example.Jacobian);

        var y = Document002.Convolution(image, kernel);
        for (var r = 0; r < 3; r++)
        {
            for (var c = 0; c < 3; c++)
            {
                for (var pixel = 0; pixel < 25; pixel++)
                {
                    var (i, j) = (pixel / 5 - r, pixel % 5 - c);
                    var expected = i is >= 0 and < 3 && j is >= 0 and < 3 ? (1 - y[r, c] * y[r, c]) * kernel[i, j] : 0;
                    page.Expect($"∂y[{r}, {c}]/∂x[{pixel}]", Math.Abs(example.Jacobian[3 * r + c, pixel] - expected) <= 1e-15);
                }
            }
        }

        page.Say("Nine bands, one for each weight of the kernel: an output pixel sees its 3×3 neighbourhood only.");
    }

    /// <summary>A deterministic image with values in [0, 1].</summary>
    internal static double[,] SmallImage(int height, int width)
    {
        var image = new double[height, width];
        for (var r = 0; r < height; r++)
            for (var c = 0; c < width; c++)
                image[r, c] = (7 * r + 3 * c) % 11 / 10.0;
        return image;
    }
}
