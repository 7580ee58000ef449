namespace SymbolicJacobian.Tests.Checking;

/// <summary>Kinks, edges of the domain, values that are not finite, and functions that drown in roundoff.</summary>
public class SpecialPointTests
{
    private static JacobianReport Check(Func<double, double> f, double x, double derivative, Precision precision = Precision.Double) =>
        JacobianCheck.Compare((point, y) => y[0] = f(point[0]), [x], [derivative], 1, precision);

    private static void Expect(Finding finding, Verdict verdict, JacobianReport report)
    {
        Assert.True((finding, verdict) == (report.Worst[0].Finding, report.Verdict), report.ToString());
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    public void AtAKinkEverySlopeBetweenTheTwoIsAccepted(double derivative)
    {
        var report = Check(Math.Abs, 0.0, derivative);
        Expect(Finding.Kink, Verdict.Correct, report);
        Assert.Equal("kink at x_0", report.Worst[0].Note);
        Assert.Equal(1, report.KinkCount);
    }

    [Fact]
    public void AtAKinkAValueOutsideBothSlopesIsUndecidableNotWrong()
    {
        var report = Check(x => Math.Max(x, 0.0), 0.0, 5.0);
        Expect(Finding.Undecidable, Verdict.Undecidable, report);
        Assert.Equal("kink at x_0, value outside both slopes", report.Worst[0].Note);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.1)]
    [InlineData(-2.0)]
    public void BesideAKinkTheDerivativeIsChecked(double x)
    {
        Expect(Finding.Agrees, Verdict.Correct, Check(Math.Abs, x, Math.Sign(x)));
        Expect(Finding.Wrong, Verdict.Wrong, Check(Math.Abs, x, -Math.Sign(x)));
    }

    [Fact]
    public void AKinkAwayFromZeroWithCurvatureIsSeen() =>
        Expect(Finding.Kink, Verdict.Correct, Check(x => Math.Sin(x) + 0.1 * Math.Abs(x - 2.5), 2.5, Math.Cos(2.5) + 0.1));

    [Fact]
    public void AKinkInFloatIsSeen() =>
        Expect(Finding.Kink, Verdict.Correct, Check(x => MathF.Abs((float)x), 0.0, 1.0, Precision.Single));

    [Theory]
    [InlineData(30.0)]
    [InlineData(300.0)]
    public void AWrongDerivativeOfAFastSmoothFunctionIsNoKink(double frequency)
    {
        Expect(Finding.Agrees, Verdict.Correct, Check(x => Math.Sin(frequency * x), 0.3, frequency * Math.Cos(frequency * 0.3)));
        Expect(Finding.Wrong, Verdict.Wrong, Check(x => Math.Sin(frequency * x), 0.3, 1.1 * frequency * Math.Cos(frequency * 0.3)));
    }

    [Fact]
    public void WhereTheFunctionIsUndefinedNothingIsWrong()
    {
        Expect(Finding.Undefined, Verdict.Undecidable, Check(Math.Log, -1.0, double.NaN));
        Expect(Finding.Undefined, Verdict.Undecidable, Check(Math.Log, -1.0, -1.0));
        Expect(Finding.Undefined, Verdict.Undecidable, Check(x => 1.0 / x, 0.0, double.NegativeInfinity));
        Assert.Equal("undefined here", Check(Math.Log, -1.0, double.NaN).Worst[0].Note);
    }

    [Fact]
    public void AnInfiniteSlopeIsUndefinedNotWrong()
    {
        Expect(Finding.Undefined, Verdict.Undecidable, Check(Math.Sqrt, 0.0, double.PositiveInfinity));
        Expect(Finding.Undefined, Verdict.Undecidable, Check(Math.Cbrt, 0.0, double.PositiveInfinity));
        Assert.NotEqual(Verdict.Correct, Check(Math.Cbrt, 0.0, 0.0).Verdict);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AnAnalyticValueThatIsNotFiniteIsWrongWhereTheSlopeIs(double derivative) =>
        Expect(Finding.Wrong, Verdict.Wrong, Check(x => x * x, 3.0, derivative));

    [Fact]
    public void OneUndefinedRowLeavesTheOthersChecked()
    {
        VectorFunction f = (x, y) => (y[0], y[1]) = (Math.Log(x[0]), 2.0 * x[0]);
        Assert.Equal(Verdict.Correct, JacobianCheck.Compare(f, [-1.0], [double.NaN, 2.0], 2).Verdict);
        Assert.Equal(Verdict.Wrong, JacobianCheck.Compare(f, [-1.0], [double.NaN, 3.0], 2).Verdict);
    }

    [Fact]
    public void AtTheEdgeOfTheDomainTheSideThatExistsIsChecked()
    {
        Func<double, double> f = x => x < 0.0 ? double.NaN : x * x + 3.0 * x;
        Expect(Finding.Agrees, Verdict.Correct, Check(f, 0.0, 3.0));
        Expect(Finding.Wrong, Verdict.Wrong, Check(f, 0.0, -3.0));
        Expect(Finding.Undecidable, Verdict.Undecidable, Check(x => x == 0.0 ? 1.0 : double.NaN, 0.0, 1.0));
    }

    [Fact]
    public void AnOffsetThatDrownsTheSlopeIsUndecidable()
    {
        Expect(Finding.Undecidable, Verdict.Undecidable, Check(x => 1e9 + x, 0.5, 1.0));
        Expect(Finding.Undecidable, Verdict.Undecidable, Check(x => 1e9 + x, 0.5, 1.01));
        Expect(Finding.Undecidable, Verdict.Undecidable, Check(x => 1e9 + x, 0.5, 1.2));
        Expect(Finding.Wrong, Verdict.Wrong, Check(x => 1e9 + x, 0.5, -1.0));
        Check(x => 1e9 + x, 0.5, 1.01).ThrowIfWrong();
    }

    [Fact]
    public void AnEntryThatItsColumnLivesOnMattersHoweverSmallInItsRow()
    {
        VectorFunction alone = (x, y) => y[0] = 1e9 * x[0] + 1e-3 * x[1];
        Assert.Equal(Verdict.Undecidable, JacobianCheck.Compare(alone, [1.0, 1.0], [1e9, 1e-3], 1).Verdict);

        VectorFunction confirmed = (x, y) => (y[0], y[1]) = (1e9 * x[0] + 1e-3 * x[1], x[0] + 2.0 * x[1]);
        Assert.Equal(Verdict.Correct, JacobianCheck.Compare(confirmed, [1.0, 1.0], [1e9, 1e-3, 1.0, 2.0], 2).Verdict);
    }

    [Fact]
    public void WhatNoBitOfTheOutputShowsDoesNotMatter()
    {
        Assert.Equal(Verdict.Correct, Check(Math.Tanh, 100.0, 5.5e-87).Verdict);
        Assert.Equal(Verdict.Correct, Check(_ => 7.0, 1.0, 0.0).Verdict);
    }

    [Fact]
    public void RoundoffOfCancelledTermsIsNoMistake()
    {
        // Row 2 of Chebyquad at its start: the terms of x₂ cancel exactly, those of the row nearly do.
        var problem = Problems.EquationSystems.Chebyquad;
        Assert.Equal(Verdict.Correct, JacobianCheck.Compare(problem.F, problem.Start, problem.Jacobian(problem.Start)).Verdict);
    }
}
