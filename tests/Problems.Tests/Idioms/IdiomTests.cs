using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Small methods in the style of many authors: every one is exact, with the value's own bits and the derivatives of differences.</summary>
public class IdiomTests
{
    private static readonly Lazy<Dictionary<string, Subject>> _subjects =
        new(() => Subject.Methods(typeof(IdiomTests).Namespace!).SelectMany(Subject.Of).ToDictionary(subject => subject.Name));

    public static TheoryData<string> Names => [.. Subject.Methods(typeof(IdiomTests).Namespace!).SelectMany(Subject.NamesOf)];

    [Fact]
    public void EveryMethodHasAPoint() =>
        Assert.DoesNotContain(Subject.Methods(typeof(IdiomTests).Namespace!), method => !Subject.NamesOf(method).Any());

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryLawHolds(string name) => KindLaws.AllHold(_subjects.Value[name]);
}
