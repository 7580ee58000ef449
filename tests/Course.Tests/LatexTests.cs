using Course.Formulas;

namespace Course.Tests;

public class LatexTests
{
    [Theory]
    [InlineData("2 * x", "2 x")]
    [InlineData("x * x", "x^{2}")]
    [InlineData("x * y", @"x \, y")]
    [InlineData("2 * (x * y)", @"2 x \, y")]
    [InlineData("x * 2", @"x \cdot 2")]
    [InlineData("(x + y) * (x + y)", @"\left(x + y\right)^{2}")]
    [InlineData("x + y - z", "x + y - z")]
    [InlineData("x - (y - z)", @"x - \left(y - z\right)")]
    [InlineData("x + -y", @"x + \left(-y\right)")]
    [InlineData("-x * y", @"-x \, y")]
    [InlineData("-(x + y)", @"-\left(x + y\right)")]
    [InlineData("x / (y * z)", @"\frac{x}{y \, z}")]
    [InlineData("x / y / y", @"\frac{x}{y^{2}}")]
    [InlineData("-x / y", @"-\frac{x}{y}")]
    [InlineData("exp * (1 / sum) / sum", @"\frac{\mathrm{exp}}{\mathrm{sum}^{2}}")]
    [InlineData("1 / x", @"\frac{1}{x}")]
    [InlineData("x / (y / z)", @"\frac{x \, z}{y}")]
    [InlineData("x * -(y + 1)", @"-x \, \left(y + 1\right)")]
    [InlineData("x * y * x", @"x^{2} \, y")]
    [InlineData("x - y * z", @"x - y \, z")]
    [InlineData("x - -y * z", @"x - \left(-y \, z\right)")]
    [InlineData("Math.Exp(x + z)", "e^{x + z}")]
    [InlineData("y * Math.Cos(x * y)", @"y \, \cos\left(x \, y\right)")]
    [InlineData("1 - phi * phi", @"1 - \phi^{2}")]
    [InlineData("Math.Pow(x + 1, 3)", @"\left(x + 1\right)^{3}")]
    [InlineData("Math.Sqrt(x)", @"\sqrt{x}")]
    [InlineData("Math.Abs(x)", @"\left|x\right|")]
    [InlineData("double.Sinh(x)", @"\sinh\left(x\right)")]
    [InlineData("Special.Gamma(x)", @"\operatorname{Gamma}\left(x\right)")]
    [InlineData("global::Course.Layer.W[0, 1] * x[2]", @"W_{0, 1} \, x_{2}")]
    [InlineData("q1", "q_{1}")]
    [InlineData("@class", @"\mathrm{class}")]
    [InlineData("dz_dx", @"\frac{\partial z}{\partial x}")]
    [InlineData("z > 0 ? a : b", @"\begin{cases} a & z > 0 \\ b & \text{otherwise} \end{cases}")]
    [InlineData("(double)x + 1.5f", "x + 1.5")]
    [InlineData("1E-05 * x", @"1 \cdot 10^{-5} x")]
    [InlineData("(L1 ) * x", @"L_{1} \, x")]
    public void Terms(string code, string latex) => Assert.Equal(latex, Latex.Of(TermParser.Parse(code)));

    [Theory]
    [InlineData("")]
    [InlineData("x +")]
    [InlineData("f(x")]
    [InlineData("x ; y")]
    [InlineData("x => y")]
    public void WhatIsNoFormulaIsRefused(string code) => Assert.Throws<FormatException>(() => TermParser.Parse(code));

    [Fact]
    public void LongSharedTermsKeepTheirNamesAndShortOnesDoNot()
    {
        const string source = """
            /// <summary>The Jacobian of <see cref="F"/>.</summary>
            public static double[,] FJacobian(double[] x)
            {
                GeneratedCode.RequireSize(x.Length, 3, nameof(x));
                double z = B[0];
                z += W[0, 0] * x[0];
                z += W[0, 1] * x[1];
                double tanh = Math.Tanh(z);
                return new double[,]
                {
                    { W[0, 0] * (1 - tanh * tanh), 0 },
                };
            }
            """;
        var matrix = GeneratedMember.ReadMatrix(source, "F");
        Assert.NotNull(matrix);
        Assert.Equal(
            """
            J = \begin{bmatrix}
              W_{0, 0} \, \left(1 - \tanh\left(z\right)^{2}\right) & 0
            \end{bmatrix}
            \quad\text{where}\quad
            \begin{aligned}
              z &= B_{0} + W_{0, 0} \, x_{0} + W_{0, 1} \, x_{1}
            \end{aligned}
            """,
            matrix.ToLatex(),
            ignoreLineEndingDifferences: true);
        Assert.Equal(["The Jacobian of F."], GeneratedMember.ReadDocumentation(source, "F"));
    }

    [Fact]
    public void LoopsAreNoMatrix()
    {
        const string source = """
            public static double[,] FJacobian(double[] x)
            {
                for (int i = 0; i < 3; i++) { }
                return new double[,] { { 1 } };
            }
            """;
        Assert.Null(GeneratedMember.ReadMatrix(source, "F"));
    }

    [Fact]
    public void AVariableThatChangesAfterItWasReadIsNoMatrix()
    {
        const string source = """
            public static double[,] FJacobian(double x)
            {
                double a = x;
                double b = a * x;
                a += 1;
                return new double[,] { { a * b } };
            }
            """;
        Assert.Null(GeneratedMember.ReadMatrix(source, "F"));
    }
}
