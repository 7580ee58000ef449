using SymbolicJacobian.Tests.Problems;

namespace SymbolicJacobian.Tests.Differences;

public class FiniteDifferenceTests
{
    private static readonly double[] s_x = [0.7, -1.3];

    // y₀ = sin(x₀)·x₁, y₁ = exp(x₀ − x₁), y₂ = x₁³
    private static void F(ReadOnlySpan<double> x, Span<double> y)
    {
        y[0] = Math.Sin(x[0]) * x[1];
        y[1] = Math.Exp(x[0] - x[1]);
        y[2] = x[1] * x[1] * x[1];
    }

    private static double[,] Exact(double[] x) => new[,]
    {
        { Math.Cos(x[0]) * x[1], Math.Sin(x[0]) },
        { Math.Exp(x[0] - x[1]), -Math.Exp(x[0] - x[1]) },
        { 0.0, 3.0 * x[1] * x[1] },
    };

    private static void Near(double[,] expected, double[,] actual, double relative)
    {
        Assert.Equal((expected.GetLength(0), expected.GetLength(1)), (actual.GetLength(0), actual.GetLength(1)));
        var pairs = expected.Cast<double>().Zip(actual.Cast<double>());
        Assert.All(pairs, pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0.0, relative * Math.Max(1.0, Math.Abs(pair.First))));
    }

    [Fact]
    public void ForwardIsGoodToHalfTheDigits() => Near(Exact(s_x), FiniteDifference.Forward(F, s_x, 3), 1e-6);

    [Fact]
    public void CentralIsGoodToTwoThirdsOfTheDigits() => Near(Exact(s_x), FiniteDifference.Central(F, s_x, 3), 1e-9);

    [Fact]
    public void RiddersIsGoodToTwelveDigitsAndSaysSo()
    {
        var jacobian = FiniteDifference.Ridders(F, s_x, 3, out var errors);
        Near(Exact(s_x), jacobian, 1e-11);
        Assert.All(errors.Cast<double>(), error => Assert.InRange(error, 0.0, 1e-9));
        Near(Exact(s_x), FiniteDifference.Ridders(F, s_x, 3), 1e-11);
    }

    [Fact]
    public void RiddersIsRightWhereAStopRuleOnTheColumnFails()
    {
        // Ceres' defaults give −269.5 here.
        var derivative = FiniteDifference.Ridders(
            (x, y) => y[0] = Math.Exp(x[0]) / (Math.Sin(x[0]) - x[0] * x[0]), [1.0], 1)[0, 0];
        var (sine, cosine) = (Math.Sin(1.0), Math.Cos(1.0));
        var exact = Math.E * (sine - 1.0 - (cosine - 2.0)) / ((sine - 1.0) * (sine - 1.0));
        Assert.Equal(140.738, exact, 3);
        Assert.InRange(Math.Abs(derivative - exact), 0.0, 1e-7 * exact);
    }

    [Fact]
    public void OneSidedNeverLooksTowardsZero()
    {
        VectorFunction f = (x, y) => y[0] = x[0] < 1.0 ? double.NaN : x[0] * x[0] * Math.Sqrt(x[0]);
        var jacobian = new double[1];
        FiniteDifference.OneSided(f, [1.0], jacobian, 1);
        Assert.Equal(2.5, jacobian[0], 9);
        FiniteDifference.Central(f, [1.0], jacobian, 1);
        Assert.True(double.IsNaN(jacobian[0]), "central differences must have left the domain, or this test shows nothing");
    }

    [Theory]
    [InlineData(0.0, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(-1.0, 1.0)]
    [InlineData(0.0, 1e-9)]
    [InlineData(-1e-9, 0.0)]
    public void BoundedStaysInsideTheBox(double lower, double upper)
    {
        VectorFunction f = (x, y) => y[0] = x[0] < lower || x[0] > upper ? double.NaN : Math.Exp(2.0 * x[0]);
        var jacobian = new double[1];
        FiniteDifference.Bounded(f, [0.0], [lower], [upper], jacobian, 1);
        Assert.Equal(2.0, jacobian[0], 6);
    }

    [Fact]
    public void BoundedStaysInsideABoxOfThreeBits()
    {
        // Half of the room is one and a half spacings, which rounds to two: twice that would be outside.
        var upper = 1.0 + 3.0 * Math.Pow(2.0, -52);
        VectorFunction f = (x, y) => y[0] = x[0] > upper ? double.NaN : x[0];
        var jacobian = new double[1];
        FiniteDifference.Bounded(f, [1.0], [1.0], [upper], jacobian, 1);
        Assert.Equal(1.0, jacobian[0]);
    }

    [Fact]
    public void BoundedRefusesAFixedInputAndAPointOutside()
    {
        var jacobian = new double[2];
        var fixedInput = Assert.Throws<ArgumentException>(() => FiniteDifference.Bounded(F, s_x, [0.7, -9.0], [0.7, 9.0], new double[6], 3));
        Assert.Contains("no room", fixedInput.Message);
        var outside = Assert.Throws<ArgumentException>(() => FiniteDifference.Bounded(F, s_x, [0.0, 0.0], [1.0, 1.0], new double[6], 3));
        Assert.Contains("index 1", outside.Message);
        Assert.All(jacobian, value => Assert.Equal(0.0, value));
    }

    [Fact]
    public void DirectionalIsTheJacobianTimesTheTangent()
    {
        var (exact, tangent) = (Exact(s_x), new[] { 300.0, -0.2 });
        var product = FiniteDifference.Directional(F, s_x, tangent, 3);
        for (var i = 0; i < 3; i++)
            Assert.InRange(Math.Abs(product[i] - (exact[i, 0] * tangent[0] + exact[i, 1] * tangent[1])), 0.0, 1e-6);
        Assert.Equal([0.0, 0.0, 0.0], FiniteDifference.Directional(F, s_x, [0.0, 0.0], 3));
    }

    [Fact]
    public void HessianIsSymmetricAndRight()
    {
        VectorFunction f = (x, y) => (y[0], y[1]) = (Math.Sin(x[0]) * x[1] * x[1], x[0] * x[1] * x[2]);
        var hessian = new double[18];
        FiniteDifference.Hessian(f, [0.4, 2.0, -3.0], hessian, 2);
        double[] exact =
        [
            -Math.Sin(0.4) * 4.0, Math.Cos(0.4) * 4.0, 0.0, Math.Cos(0.4) * 4.0, Math.Sin(0.4) * 2.0, 0.0, 0.0, 0.0, 0.0,
            0.0, -3.0, 2.0, -3.0, 0.0, 0.4, 2.0, 0.4, 0.0,
        ];
        for (var k = 0; k < 18; k++) Assert.InRange(Math.Abs(hessian[k] - exact[k]), 0.0, 1e-6);
    }

    [Fact]
    public void FloatFunctionsNeedFloatSteps()
    {
        VectorFunction f = (x, y) => y[0] = MathF.Sin((float)x[0]) * 3f;
        double[] x = [(double)0.7f];
        var exact = 3.0 * Math.Cos(x[0]);
        Assert.InRange(Math.Abs(FiniteDifference.Forward(f, x, 1, Precision.Single)[0, 0] - exact), 0.0, 3e-3);
        Assert.InRange(Math.Abs(FiniteDifference.Central(f, x, 1, Precision.Single)[0, 0] - exact), 0.0, 3e-4);
        Assert.InRange(Math.Abs(FiniteDifference.Ridders(f, x, 1, Precision.Single)[0, 0] - exact), 0.0, 3e-5);
        Assert.InRange(Math.Abs(FiniteDifference.Central(f, x, 1)[0, 0] - exact), 1e-3, double.PositiveInfinity);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(-1e-3)]
    [InlineData(1e10)]
    [InlineData(-3e-300)]
    public void StepsAreTakenExactly(double x)
    {
        // On f(x) = x the quotient is 1 exactly if and only if the divisor is the distance between the two points.
        VectorFunction identity = (point, y) => y[0] = point[0];
        Assert.Equal(1.0, FiniteDifference.Forward(identity, [x], 1)[0, 0]);
        Assert.InRange(Math.Abs(FiniteDifference.Central(identity, [x], 1)[0, 0] - 1.0), 0.0, 1e-15 * (1.0 + 1e-12));
        Assert.NotEqual(0.0, FiniteDifference.CentralStep(x));
        Assert.Equal(x < 0.0, FiniteDifference.CentralStep(x) < 0.0);
        Assert.Equal(6.055454452393343e-06 * Math.Max(1.0, Math.Abs(x)), Math.Abs(FiniteDifference.CentralStep(x)), 1e-9 * Math.Max(1.0, Math.Abs(x)));
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(-123.456f)]
    public void FloatStepsAreTakenExactly(float x)
    {
        VectorFunction identity = (point, y) => y[0] = (float)point[0];
        Assert.Equal(1.0, FiniteDifference.Forward(identity, [x], 1, Precision.Single)[0, 0]);
        Assert.Equal(1.0, FiniteDifference.Central(identity, [x], 1, Precision.Single)[0, 0], 6);
    }

    [Fact]
    public void SparseDifferencesEvaluateTwiceForEachColour()
    {
        var problem = EquationSystems.BroydenTridiagonal;
        var x = problem.Perturbed();
        var exact = problem.Jacobian(x);
        var pattern = SparsityPattern.FromCoordinates(
            10, 10, Enumerable.Range(0, 10).SelectMany(i => new[] { (i, Math.Max(0, i - 1)), (i, i), (i, Math.Min(9, i + 1)) }));
        var evaluations = 0;
        var values = new double[pattern.NonZeroCount];
        FiniteDifference.Central(
            (point, y) =>
            {
                evaluations++;
                problem.F(point, y);
            }, x, pattern, values);
        Near(exact, pattern.ToDense(values), 1e-8);
        Assert.Equal(6, evaluations);
    }

    [Fact]
    public void OutputsThatTheFunctionLeavesUnwrittenAreZero()
    {
        VectorFunction f = (x, y) => y[0] += x[0];
        Assert.Equal(1.0, FiniteDifference.Central(f, [2.0], 2)[0, 0], 9);
        Assert.Equal(0.0, FiniteDifference.Central(f, [2.0], 2)[1, 0]);
    }

    public static TheoryData<string, Action<double[], double[]>> TooShort() => new()
    {
        { "jacobian", (x, d) => FiniteDifference.Forward(F, x, d, 3) },
        { "jacobian", (x, d) => FiniteDifference.Central(F, x, d, 3) },
        { "jacobian", (x, d) => FiniteDifference.OneSided(F, x, d, 3) },
        { "jacobian", (x, d) => FiniteDifference.Bounded(F, x, [-9, -9], [9, 9], d, 3) },
        { "jacobian", (x, d) => FiniteDifference.Ridders(F, x, d, new double[6], 3) },
        { "errors", (x, d) => FiniteDifference.Ridders(F, x, new double[6], d, 3) },
    };

    [Theory]
    [MemberData(nameof(TooShort))]
    public void AShortDestinationIsRefusedBeforeAnythingIsWritten(string parameter, Action<double[], double[]> call)
    {
        var destination = Enumerable.Repeat(42.0, 5).ToArray();
        var exception = Assert.Throws<ArgumentException>(parameter, () => call(s_x, destination));
        Assert.StartsWith($"'{parameter}' has length 5 but needs 6.", exception.Message);
        Assert.All(destination, value => Assert.Equal(42.0, value));
    }

    [Fact]
    public void OtherLengthsAreCheckedToo()
    {
        Assert.Throws<ArgumentException>("hessian", () => FiniteDifference.Hessian(F, s_x, new double[11], 3));
        Assert.Throws<ArgumentException>("tangent", () => FiniteDifference.Directional(F, s_x, [1.0], new double[3]));
        Assert.Throws<ArgumentException>("lower", () => FiniteDifference.Bounded(F, s_x, [0.0], [1.0, 1.0], new double[6], 3));
        Assert.Throws<ArgumentException>("upper", () => FiniteDifference.Bounded(F, s_x, [0.0, 0.0], [1.0], new double[6], 3));
        Assert.Throws<ArgumentException>("values", () => FiniteDifference.Central(F, s_x, SparsityPattern.Dense(3, 2), new double[5]));
        Assert.Throws<ArgumentException>("x", () => FiniteDifference.Central(F, [1.0], SparsityPattern.Dense(3, 2), new double[6]));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => FiniteDifference.Forward(F, s_x, new double[6], -1));
        Assert.Throws<ArgumentNullException>("f", () => FiniteDifference.Forward(null!, s_x, new double[6], 3));
    }
}
