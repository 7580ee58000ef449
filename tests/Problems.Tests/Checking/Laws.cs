namespace Problems.Checking;

/// <summary>What holds for the generated members of every method at every point.</summary>
internal static class Laws
{
    /// <summary>No part is approximated.</summary>
    public static void AreExact(Subject subject)
    {
        foreach (var kind in Enum.GetValues<Derivatives>().Where(kind => subject.Kinds.HasFlag(kind)))
        {
            var members = subject.Members(kind);
            Assert.True(members.Count > 0, $"{subject} has no members of the kind {kind}.");
            Assert.All(members, member => Assert.True(
                ((GeneratedDerivativeAttribute)Attribute.GetCustomAttribute(member, typeof(GeneratedDerivativeAttribute))!).IsExact, $"{member} is not exact."));
        }
    }

    /// <summary>The derivative that comes with the value is the derivative, and the value has F's own bits.</summary>
    public static double[] Jacobian(Subject subject)
    {
        var suffix = subject.IsScalar ? "Gradient" : "Jacobian";
        var (inPlace, withValue) = (Dirty(subject.Rows * subject.Columns), Dirty(subject.Rows * subject.Columns));
        subject.Call(suffix, subject.X, inPlace);
        var value = subject.CallWithValue("ValueAnd" + suffix, withValue);
        Assert.Equal(subject.Y.Select(BitConverter.DoubleToInt64Bits), value.Select(BitConverter.DoubleToInt64Bits));
        Agree(inPlace, withValue, subject.IsSingle ? 1e-5 : 1e-13, "the Jacobian with the value", subject);
        return inPlace;
    }

    /// <summary>The runtime's own rule, on differences taken from outside.</summary>
    public static void AgreesWithDifferences(Subject subject, double[] jacobian)
    {
        var report = JacobianCheck.Compare(subject.Evaluate, subject.X, jacobian, subject.Rows, subject.IsSingle ? Precision.Single : Precision.Double);
        // Of float, differences cannot always decide.
        Assert.True(report.Verdict == Verdict.Correct || (subject.IsSingle && report.Verdict == Verdict.Undecidable), $"{subject}: {report}");
    }

    /// <summary>Every number is the other, but for rounding in terms as large as the largest.</summary>
    public static void Agree(double[] expected, double[] actual, double tolerance, string what, Subject subject)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Select(Math.Abs).Append(1e-300).Max();
        for (var k = 0; k < expected.Length; k++)
        {
            var isNear = Math.Abs(expected[k] - actual[k]) <= tolerance * scale || expected[k].Equals(actual[k]);
            Assert.True(isNear, FormattableString.Invariant($"{subject}, {what}: entry {k} is {actual[k]:R} and should be {expected[k]:R}."));
        }
    }

    /// <summary>Not-a-number everywhere: an entry that is left out shows.</summary>
    public static double[] Dirty(int length)
    {
        var array = new double[length];
        Array.Fill(array, double.NaN);
        return array;
    }
}
