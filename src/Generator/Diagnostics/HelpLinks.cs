using System.Reflection;

namespace SymbolicJacobian.Generator.Diagnostics;

/// <summary>Where an editor sends someone who asks what a diagnostic means.</summary>
internal static class HelpLinks
{
    private static readonly string? _repository = typeof(HelpLinks).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(data => data.Key == "RepositoryUrl")?.Value;

    private static readonly string _version = typeof(HelpLinks).Assembly.GetName().Version?.ToString(3) ?? "0.1.0";

    public static string To(string id) => To(id, _repository, _version);

    /// <summary>The page in the repository that the package was built from; where the build names none, the project's own.</summary>
    public static string To(string id, string? repository, string version) => string.IsNullOrEmpty(repository)
        ? $"https://github.com/symbolicjacobian/symbolicjacobian/blob/v{version}/docs/diagnostics/{id}.md"
        : $"{Trimmed(repository!)}/blob/v{version}/docs/diagnostics/{id}.md";

    private static string Trimmed(string repository)
    {
        var url = repository.TrimEnd('/');
        return url.EndsWith(".git", StringComparison.Ordinal) ? url.Substring(0, url.Length - 4) : url;
    }
}
