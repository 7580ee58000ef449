using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Diagnostics;

namespace SymbolicJacobian.Generator.Tests.Diagnostics;

/// <summary>Each diagnostic has a page and an entry in the release notes, and says what to do.</summary>
public sealed class DescriptorTests
{
    public static TheoryData<string> Ids => [.. All.Select(descriptor => descriptor.Id)];

    private static IEnumerable<DiagnosticDescriptor> All => typeof(Descriptors)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(member => member.GetValue(null))
        .OfType<DiagnosticDescriptor>();

    [Fact]
    public void Ids_are_unique() => Assert.Equal(All.Count(), All.Select(descriptor => descriptor.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_a_page(string id)
    {
        var descriptor = All.Single(candidate => candidate.Id == id);
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "diagnostics", id + ".md"));

        Assert.StartsWith($"# {id}: {descriptor.Title}", page, StringComparison.Ordinal);
        Assert.Contains(descriptor.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture), page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_is_in_the_release_notes(string id)
    {
        var notes = string.Concat(Directory.GetFiles(Path.Combine(Root(), "src", "Generator"), "AnalyzerReleases.*.md").Select(File.ReadAllText));

        Assert.Contains($"{id} | ", notes, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_a_message_that_names_the_method_and_goes_on(string id)
    {
        var message = All.Single(candidate => candidate.Id == id).MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture);

        Assert.Contains("'{0}'", message, StringComparison.Ordinal);
        Assert.Contains(';', message);
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
