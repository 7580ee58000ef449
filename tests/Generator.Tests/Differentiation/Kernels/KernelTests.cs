namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>Ordinary kernels, compiled and run: all are exact, in every sweep.</summary>
public class KernelTests
{
    private static readonly Dictionary<string, Lazy<KernelCheck>> _checks = KernelTexts.All.ToDictionary(
        pair => pair.Key,
        pair => new Lazy<KernelCheck>(() => new KernelCheck(pair.Value)));

    public static IEnumerable<object[]> Kernels() => KernelTexts.All.SelectMany(pair => KernelCheck.NamesIn(pair.Value).Select(name => new object[] { pair.Key, name }));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void IsExact(string group, string kernel)
    {
        var fault = _checks[group].Value.FaultOf(kernel);
        Assert.True(fault is null, fault);
    }
}
