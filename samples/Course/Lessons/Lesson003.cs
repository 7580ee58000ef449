using Course.Presentation;
using MathNet.Numerics.LinearAlgebra.Double;
using SymbolicJacobian;

namespace Course.Lessons;

/// <summary>What document 003 makes of the tanh basis: rows 20, 21 and 22.</summary>
internal static partial class Lesson003
{
    /// <summary>The document's data: five points of three features.</summary>
    internal static readonly double[,] X =
    {
        { 1.764052345967664, 0.4001572083672233, 0.9787379841057392 },
        { 2.240893199201458, 1.8675579901499675, -0.977277879876411 },
        { 0.9500884175255894, -0.1513572082976979, -0.10321885179355784 },
        { 0.41059850193837233, 0.144043571160878, 1.454273506962975 },
        { 0.7610377251469934, 0.12167501649282841, 0.44386323274542566 },
    };

    /// <summary>The document's parameters of two units: three rows of slopes, one of biases.</summary>
    internal static readonly double[,] W =
    {
        { 0.03336743273742668, 0.14940790731576062 },
        { -0.02051582637658009, 0.03130677016509014 },
        { -0.08540957393017248, -0.25529898158340786 },
        { 0.06536185954403606, 0.08644361988595058 },
    };

    /// <summary>J[0] as the document has it: (D+1)×K, the non-zero part for the first point.</summary>
    internal static readonly string[] FirstPoint =
    [
        "1.7621994564825185", "1.7418491173261117", "0.3997368993636477", "0.3951206333414017", "0.9777099571746748",
        "0.966419107463022", "0.9989496403043929", "0.9874135091896195",
    ];

    public static void Show(Page page)
    {
        page.Document("003", "The Jacobian of tanh basis functions");
        ShowTanhBasis(page);
        ShowSlopeAndBias(page);
        ShowGaussNewton(page);
    }

    /// <summary>The document's J[n, d, k] = ∂φ_nk/∂w_dk out of the full matrix of N·K rows and (D+1)·K columns.</summary>
    internal static double[,,] NonZeroPart(double[,] jacobian, int points, int parameters, int units)
    {
        var part = new double[points, parameters, units];
        for (var n = 0; n < points; n++)
            for (var d = 0; d < parameters; d++)
                for (var k = 0; k < units; k++)
                    part[n, d, k] = jacobian[n * units + k, d * units + k];
        return part;
    }

    private static void ShowTanhBasis(Page page)
    {
        page.Row(20, "the tanh basis with respect to its parameters");
        var example = new Example
        {
            Document = typeof(Document003),
            Method = nameof(Document003.TanhBasis),
            Function = (u, v) => Example.Flatten(Document003.TanhBasis(X, Example.Reshape(u, 4, 2))).CopyTo(v),
            X = Example.Flatten(W),
            Jacobian = Document003.TanhBasisJacobian(X, W),
            Report = Document003.TanhBasisCheckJacobian(X, W),
            Inputs = Example.Indexed("w", 8),
            Outputs = Example.Indexed("φ", 10),
        };
        page.Show(example, "φ_nk = tanh(Σ_d x_nd·a_dk + b_k), N = 5, D = 3, K = 2", "∂φ_nk/∂w_dℓ = (1 − φ_nk²)·x_nd where ℓ = k (1 for x_nd at the bias), else 0");
        page.Say("Rows (n, k), columns (d, ℓ): the k-th unit's parameters affect the k-th output only.");
        page.Pattern(example.Jacobian);

        var part = NonZeroPart(example.Jacobian, 5, 4, 2);
        page.Say("J[n, d, k] for the first point:");
        page.Table(
            ["d", "k = 0", "k = 1"],
            Enumerable.Range(0, 4).Select(d => new[] { d < 3 ? $"a{d}" : "b", Numbers.Exact(part[0, d, 0]), Numbers.Exact(part[0, d, 1]) }));
        page.Expect("J[0]", FirstPoint, Enumerable.Range(0, 8).Select(k => part[0, k / 2, k % 2]));
        page.Expect("∂φ_nk/∂w_dℓ is zero where ℓ ≠ k", Enumerable.Range(0, 80).All(e => e / 8 % 2 == e % 2 || example.Jacobian[e / 8, e % 8] == 0));

        var largest = LargestDifferenceAsInTheDocument(part);
        page.Say($"The document's numerical_jacobian, central with ε = 1e-6: max abs diff {Numbers.Size(largest)}");
        page.Expect("the document's central differences agree to 1e-10", largest <= 1e-10);
    }

    private static double LargestDifferenceAsInTheDocument(double[,,] part)
    {
        const double eps = 1e-6;
        var largest = 0.0;
        for (var d = 0; d < 4; d++)
        {
            for (var k = 0; k < 2; k++)
            {
                var (up, down) = ((double[,])W.Clone(), (double[,])W.Clone());
                up[d, k] += eps;
                down[d, k] -= eps;
                var (ahead, behind) = (Document003.TanhBasis(X, up), Document003.TanhBasis(X, down));
                for (var n = 0; n < 5; n++)
                    largest = Math.Max(largest, Math.Abs(part[n, d, k] - (ahead[n, k] - behind[n, k]) / (2 * eps)));
            }
        }

        return largest;
    }

    private static void ShowSlopeAndBias(Page page)
    {
        page.Row(21, "one input: variation with slope and bias");
        double[] a = [0.1, 0.2, 0.3], b = [-10, -50, -100];
        const double x0 = 150;
        var example = new Example
        {
            Document = typeof(Document003),
            Method = nameof(Document003.SlopeAndBias),
            Function = (u, v) => Document003.SlopeAndBias(u[..3].ToArray(), u[3..].ToArray(), x0).CopyTo(v),
            X = [0.0663, 0.33, 0.665, .. b],
            Jacobian = Document003.SlopeAndBiasJacobian([0.0663, 0.33, 0.665], b, x0),
            Report = Document003.SlopeAndBiasCheckJacobian([0.0663, 0.33, 0.665], b, x0),
            Inputs = ["a0", "a1", "a2", "b0", "b1", "b2"],
            Outputs = Example.Indexed("φ", 3),
        };
        page.Show(example, "φ_k = tanh(a_k·x₀ + b_k), x₀ = 150, b = (−10, −50, −100)", "∂φ_k/∂a_k = (1 − φ_k²)·x₀, ∂φ_k/∂b_k = 1 − φ_k², else 0");
        page.Pattern(example.Jacobian);
        page.Table(
            ["k", "a", "b", "φ", "∂φ/∂a", "∂φ/∂b"],
            Enumerable.Range(0, 3).Select(k => new[]
            {
                $"{k}", Numbers.Exact(example.X[k]), Numbers.Exact(b[k]), Numbers.Exact(example.Value(example.X)[k]),
                Numbers.Exact(example.Jacobian[k, k]), Numbers.Exact(example.Jacobian[k, k + 3]),
            }));
        page.Expect("∂φ₀/∂a at a = 0.0663", "149.5471634963988", example.Jacobian[0, 0]);
        page.Expect("∂φ₁/∂a at a = 0.33", "117.9671599448891", example.Jacobian[1, 1]);

        page.Say("The document's four panels. Against the slope, a from 0 to 1:");
        var slopes = Enumerable.Range(0, 81).Select(k => k / 80.0).ToArray();
        for (var k = 0; k < 3; k++) page.Curve($"φ{k}", [.. slopes.Select(s => Document003.SlopeAndBias([s, s, s], b, x0)[k])]);
        for (var k = 0; k < 3; k++) page.Curve($"∂φ{k}/∂a", [.. slopes.Select(s => Document003.SlopeAndBiasJacobian([s, s, s], b, x0)[k, k])]);
        page.Say("Against the bias, b from −60 to 0:");
        var biases = Enumerable.Range(0, 81).Select(k => -60 + 0.75 * k).ToArray();
        for (var k = 0; k < 3; k++) page.Curve($"φ{k}", [.. biases.Select(s => Document003.SlopeAndBias(a, [s, s, s], x0)[k])]);
        for (var k = 0; k < 3; k++) page.Curve($"∂φ{k}/∂b", [.. biases.Select(s => Document003.SlopeAndBiasJacobian(a, [s, s, s], x0)[k, k + 3])]);
    }
}
