using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>A matrix is cleared first, unless the text shows that every entry is stored. That the entries are right is <see cref="KernelTests"/>' to say.</summary>
public sealed class OverwrittenZerosTests
{
    private static readonly Lazy<HostResult> _host = new(() => GeneratorHost.RunMembers(KernelTexts.LinearAlgebra));

    [Theory]
    [InlineData("AddedOnce", false)]
    [InlineData("AddedTwice", true)]
    [InlineData("AddedFromTheSecondOn", true)]
    [InlineData("AddedUnless", true)]
    public void Zeros_are_written_where_they_stay_or_are_added_to(string kernel, bool isCleared)
    {
        var text = Assert.Single(_host.Value.Sources, source => source.HintName == $"Sample.{kernel}.Jacobian.g.cs").SourceText.ToString();
        Assert.Equal(isCleared, text.Contains(".Clear()", StringComparison.Ordinal));
    }
}
