using Problems.Checking;

namespace Problems.MoreGarbowHillstrom;

/// <summary>All thirty-five at their standard starts.</summary>
public class StandardStartTests
{
    private static readonly Dictionary<string, Subject> _subjects =
        Subject.Methods(typeof(Systems).Namespace!).SelectMany(Subject.Of).ToDictionary(subject => subject.Name);

    /// <summary>The sums of squares, worked out apart from this code.</summary>
    private static readonly Dictionary<string, double> _sums = new()
    {
        ["Systems.Rosenbrock"] = 24.2,
        ["Systems.FreudensteinRoth"] = 400.5,
        ["Systems.PowellBadlyScaled"] = 1.1352622717,
        ["Systems.BrownBadlyScaled"] = 999998000003,
        ["Systems.Beale"] = 14.203125,
        ["Systems.HelicalValley"] = 2500,
        ["Systems.PowellSingular"] = 215,
        ["Systems.Wood"] = 19192,
        ["Systems.BrownDennis"] = 7926693.337,
        ["Systems.Box3D"] = 1031.153810,
        ["Systems.BiggsExp6"] = 0.779070,
        ["Data.Bard"] = 41.6816959,
        ["Data.Gaussian"] = 3.888107e-6,
        ["Data.Meyer"] = 1693607809,
        ["Data.KowalikOsborne"] = 5.313172e-3,
        ["Data.Osborne1"] = 0.8790262,
        ["Data.Osborne2"] = 2.0934192,
        ["AnySize.Watson"] = 30,
        ["AnySize.ExtendedRosenbrock"] = 72.6,
        ["AnySize.ExtendedPowellSingular"] = 430,
        ["AnySize.PenaltyI"] = 885.06264,
        ["AnySize.PenaltyII"] = 2.3400088,
        ["AnySize.VariablyDimensioned"] = 2198551.1625,
        ["AnySize.Trigonometric"] = 0.00707575,
        ["AnySize.BrownAlmostLinear"] = 273.248,
        ["AnySize.LinearFullRank"] = 25,
    };

    public static TheoryData<string> Names => [.. _subjects.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> Published => [.. _sums.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void ThereAreThirtyFive() => Assert.Equal(35, _subjects.Values.DistinctBy(subject => subject.Method).Count());

    [Theory]
    [MemberData(nameof(Published))]
    public void SumOfSquaresIsThePublishedOne(string name)
    {
        var sum = _subjects[name].Y.Sum(residual => residual * residual);
        Assert.Equal(1.0, sum / _sums[name], 2e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryLawHolds(string name) => KindLaws.AllHold(_subjects[name]);
}
