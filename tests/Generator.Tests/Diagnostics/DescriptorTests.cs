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

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_a_link_that_an_editor_can_open(string id)
    {
        var link = All.Single(candidate => candidate.Id == id).HelpLinkUri;

        Assert.True(Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps, link);
        Assert.Contains(id, link, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.org/owner/name", "https://example.org/owner/name/blob/v1.2.3/docs/diagnostics/SJ1001.md")]
    [InlineData("https://example.org/owner/name.git", "https://example.org/owner/name/blob/v1.2.3/docs/diagnostics/SJ1001.md")]
    [InlineData("", "https://github.com/symbolicjacobian/symbolicjacobian/blob/v1.2.3/docs/diagnostics/SJ1001.md")]
    public void Links_lead_into_the_repository_that_the_build_names(string repository, string expected) =>
        Assert.Equal(expected, HelpLinks.To("SJ1001", repository, "1.2.3"));

    [Fact]
    public void Every_page_belongs_to_a_diagnostic() => Assert.Equal(
        All.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(Root(), "docs", "diagnostics"), "SJ*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_page_has_an_example_and_a_remedy(string id)
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "diagnostics", id + ".md"));

        Assert.Contains("```csharp", page, StringComparison.Ordinal);
        Assert.True(page.Split('\n').Count(line => line.Length > 0) >= 5, "too short");
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
