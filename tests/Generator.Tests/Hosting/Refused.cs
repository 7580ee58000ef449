using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Tests.Hosting;

/// <summary>What the generator says of a source, and where.</summary>
internal static class Refused
{
    /// <summary>Exactly one diagnostic, but for mere information: its id, the text under the squiggle, its message.</summary>
    public static HostResult Members(string members, string id, string token, string message) =>
        Check(GeneratorHost.RunMembers(members), id, token, message);

    public static HostResult File(string source, string id, string token, string message) =>
        Check(GeneratorHost.Run(GeneratorHost.Usings + source), id, token, message);

    private static HostResult Check(HostResult result, string id, string token, string message)
    {
        Assert.Empty(result.Input.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var diagnostic = Assert.Single(result.Diagnostics, found => found.Severity > DiagnosticSeverity.Info || found.Id == id);
        var span = diagnostic.Location.SourceSpan;
        Assert.Equal(
            $"{id} at «{token}»: {message}",
            $"{diagnostic.Id} at «{diagnostic.Location.SourceTree!.ToString().Substring(span.Start, span.Length)}»: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
        return result;
    }
}
