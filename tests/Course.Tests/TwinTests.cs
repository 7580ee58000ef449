using System.Reflection;
using Course.Formulas;
using SymbolicJacobian;

namespace Course.Tests;

/// <summary>What holds for the generated members of every method of the course.</summary>
public class TwinTests
{
    public static TheoryData<string> Names => [.. Twins.All.Select(twin => twin.Name)];

    [Fact]
    public void EveryMethodHasATwin() =>
        Assert.Equal(Catalogue.Methods.Select(method => method.QualifiedName).Order(), Twins.All.Select(twin => twin.Name).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithDifferences(string name)
    {
        var report = Get(name).Check();
        Assert.True(report.Verdict == Verdict.Correct, report.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ValueIsThatOfTheMethodBitForBit(string name)
    {
        var twin = Get(name);
        Assert.Equal(
            twin.Value().Select(BitConverter.DoubleToInt64Bits), twin.ValueInto(new double[twin.Length]).Select(BitConverter.DoubleToInt64Bits));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AllMembersGiveTheSameJacobian(string name)
    {
        var twin = Get(name);
        var expected = Printed.Flat(twin.Jacobian());
        Assert.Equal(twin.Length, expected.Length);

        // Not-a-number first: an entry that is left out would show. One element more: it must stay as it was.
        var (inPlace, withValue) = (Dirty(twin.Length + 1), Dirty(twin.Length + 1));
        twin.Into(inPlace);
        twin.ValueInto(withValue);
        Printed.Equal(AsRow(expected), AsRow(inPlace[..^1]), 1e-15);
        Printed.Equal(AsRow(expected), AsRow(withValue[..^1]), 1e-15);
        Assert.True(double.IsNaN(inPlace[^1]) && double.IsNaN(withValue[^1]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TooShortADestinationIsRefusedBeforeAnythingIsWritten(string name)
    {
        var twin = Get(name);
        var destination = Dirty(twin.Length - 1);
        var inPlace = Assert.Throws<ArgumentException>(() => twin.Into(destination));
        var withValue = Assert.Throws<ArgumentException>(() => twin.ValueInto(destination));
        Assert.All(destination, entry => Assert.True(double.IsNaN(entry)));
        foreach (var exception in new[] { inPlace, withValue })
        {
            Assert.Equal(twin.Destination, exception.ParamName);
            Assert.Contains($"has length {twin.Length - 1} but needs {twin.Length}", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryMemberIsExact(string name)
    {
        var method = Assert.Single(Catalogue.Find(name));
        var members = method.Document.GetMethods()
            .Select(member => member.GetCustomAttribute<GeneratedDerivativeAttribute>())
            .Where(attribute => attribute?.Method == method.Name)
            .ToList();
        Assert.Equal(4, members.Count);
        Assert.All(members, attribute => Assert.True(attribute!.IsExact && attribute.Kind == Derivatives.Jacobian));
    }

    private static Twin Get(string name) => Twins.All.Single(twin => twin.Name == name);

    private static double[] Dirty(int length)
    {
        var array = new double[length];
        Array.Fill(array, double.NaN);
        return array;
    }

    private static double[,] AsRow(double[] values) => Presentation.Example.Row(values);
}
