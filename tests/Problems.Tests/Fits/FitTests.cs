using Problems.Checking;

namespace Problems.Fits;

/// <summary>Fits by Levenberg-Marquardt with the generated Jacobians: they end where the literature says.</summary>
public class FitTests
{
    private static readonly Dictionary<string, Subject> _subjects =
        new[] { nameof(Problems) + ".Fits", nameof(Problems) + ".MoreGarbowHillstrom" }
            .SelectMany(Subject.Methods).SelectMany(Subject.Of).ToDictionary(subject => subject.Name);

    public static TheoryData<string> Models => [.. Subject.Methods(typeof(Models).Namespace!).SelectMany(Subject.Of).Select(subject => subject.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryLawHolds(string name) => KindLaws.AllHold(_subjects[name]);

    /// <summary>The certified residual sums of squares and parameters (NIST StRD, nonlinear regression).</summary>
    [Theory]
    [InlineData("Models.Misra1a", 1.2455138894e-1, 2.3894212918e2, 5.5015643181e-4)]
    [InlineData("Models.Thurber", 5.6427082397e3, 1.2881396800e3, 1.4910792535e3, 5.8323836877e2, 7.5416644291e1, 9.6629502864e-1, 3.9797285797e-1, 4.9727297349e-2)]
    [InlineData("Models.Rat42", 8.0565229338, 7.2462237576e1, 2.6180768402, 6.7359200066e-2)]
    [InlineData("Models.Rat43", 8.7864049080e3, 6.9964151270e2, 5.2771253025, 7.5962938329e-1, 1.2792483859)]
    [InlineData("Models.BoxBod", 1.1680088766e3, 2.1380940889e2, 5.4723748542e-1)]
    [InlineData("Models.Mgh09", 3.0750560385e-4, 1.9280693458e-1, 1.9128232873e-1, 1.2305650693e-1, 1.3606233068e-1)]
    [InlineData("Data.Meyer", 8.7945855171e1, 5.6096364710e-3, 6.1813463463e3, 3.4522363462e2)]
    [InlineData("Data.Osborne1", 5.4648946975e-5, 3.7541005211e-1, 1.9358469127, -1.4646871366, 1.2867534640e-2, 2.2122699662e-2)]
    public void EndsAtTheCertifiedParameters(string name, double sumOfSquares, params double[] parameters)
    {
        var (x, sum, _) = Fit(_subjects[name]);
        Assert.Equal(1, sum / sumOfSquares, 1e-9);
        for (var j = 0; j < parameters.Length; j++) Assert.Equal(1, x[j] / parameters[j], 1e-6);
    }

    /// <summary>Sums of squares at the minima that Moré, Garbow and Hillstrom print.</summary>
    [Theory]
    [InlineData("Systems.Rosenbrock", 0)]
    [InlineData("Systems.FreudensteinRoth", 48.9842)]
    [InlineData("Systems.JennrichSampson", 124.362)]
    [InlineData("Systems.HelicalValley", 0)]
    [InlineData("Systems.BrownDennis", 85822.2)]
    [InlineData("Data.Bard", 8.21487e-3)]
    [InlineData("Data.Gaussian", 1.12793e-8)]
    [InlineData("Data.KowalikOsborne", 3.07505e-4)]
    [InlineData("Data.Osborne2", 4.01377e-2)]
    [InlineData("AnySize.Watson", 2.28767e-3)]
    [InlineData("AnySize.Watson#1", 1.39976e-6)]
    [InlineData("AnySize.PenaltyI", 2.24997e-5)]
    [InlineData("AnySize.PenaltyI#1", 7.08765e-5)]
    [InlineData("AnySize.PenaltyII", 9.37629e-6)]
    [InlineData("AnySize.PenaltyII#1", 2.93660e-4)]
    [InlineData("AnySize.VariablyDimensioned", 0)]
    [InlineData("AnySize.DiscreteBoundaryValue", 0)]
    [InlineData("AnySize.DiscreteIntegralEquation", 0)]
    [InlineData("AnySize.BroydenTridiagonal", 0)]
    [InlineData("AnySize.BroydenBanded", 0)]
    [InlineData("AnySize.LinearFullRank", 5)]
    [InlineData("AnySize.LinearRankOne", 2.142857143)]
    [InlineData("AnySize.LinearRankOneZero", 3.647058824)]
    [InlineData("AnySize.Chebyquad", 0)]
    [InlineData("AnySize.Chebyquad#1", 3.51687e-3)]
    public void EndsAtThePublishedMinimum(string name, double sumOfSquares)
    {
        var (_, sum, _) = Fit(_subjects[name]);
        Assert.Equal(sumOfSquares, sum, sumOfSquares == 0 ? 1e-18 : 5e-6 * sumOfSquares);
    }

    private static (double[] X, double SumOfSquares, int Steps) Fit(Subject subject) => LevenbergMarquardt.Minimise(
        (x, jacobian) =>
        {
            var entries = new double[subject.Rows * subject.Columns];
            subject.Call("Jacobian", x, entries);
            entries.CopyTo(jacobian);
            return subject.Evaluate(x);
        },
        subject.X,
        subject.Rows);
}
