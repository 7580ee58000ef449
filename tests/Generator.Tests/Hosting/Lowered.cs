namespace SymbolicJacobian.Generator.Tests.Hosting;

/// <summary>The IR text of the one marked method among some members, verified and without diagnostics but for mere information.</summary>
internal static class Lowered
{
    public static string Of(string members, params string[] hints)
    {
        var result = GeneratorHost.RunMembers(members);
        return Checked(result, hints);
    }

    public static string OfFile(string source) => Checked(GeneratorHost.Run(GeneratorHost.Usings + source), []);

    /// <summary>The statements alone, for constructs where the signature says nothing.</summary>
    public static string Body(string members, params string[] hints)
    {
        var lines = Of(members, hints).Split('\n');
        return string.Join("\n", lines.SkipWhile(line => !line.StartsWith("  gives ", StringComparison.Ordinal)).Skip(1)).TrimEnd();
    }

    private static string Checked(HostResult result, string[] hints)
    {
        Assert.Empty(result.Input.GetDiagnostics().Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        Assert.Equal(hints, result.Diagnostics.Where(diagnostic => diagnostic.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Info || hints.Contains(diagnostic.Id)).Select(diagnostic => diagnostic.Id));
        Assert.Empty(IrVerifier.Check(result.Function));
        return result.Model.Body!.Text.TrimEnd();
    }
}
