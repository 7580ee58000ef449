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
        var value = subject.Y;
        var inPlace = Written(subject.Rows * subject.Columns, subject.TakesRowCount, subject, destination => subject.Call(suffix, subject.X, (object)destination));
        var withValue = Written(subject.Rows * subject.Columns, false, subject, destination => value = subject.CallWithValue("ValueAnd" + suffix, destination));
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

    /// <summary>What a member writes to a destination, which has more room than it needs: nothing is written there.</summary>
    /// <param name="length">What it needs.</param>
    /// <param name="isExact">The length of the destination tells the number of rows: it has no room.</param>
    /// <param name="subject">Of which it is a member.</param>
    /// <param name="write">Calls the member.</param>
    public static double[] Written(int length, bool isExact, Subject subject, Action<double[]> write)
    {
        var destination = Dirty(isExact ? length : length + subject.Columns + 3);
        write(destination);
        Assert.True(destination[length..].All(double.IsNaN), $"{subject}: something is written beyond the end.");
        return destination[..length];
    }
}
