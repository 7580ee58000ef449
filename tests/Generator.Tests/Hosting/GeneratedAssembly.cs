using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Tests.Hosting;

/// <summary>What a run of the generator gave, compiled and loaded.</summary>
internal static class GeneratedAssembly
{
    /// <summary>The assembly, or the complaints about what was generated.</summary>
    public static (Assembly? Assembly, IReadOnlyList<Diagnostic> Errors) Load(HostResult result)
    {
        using var image = new MemoryStream();
        var emitted = result.Output.Emit(image);
        return emitted.Success
            ? (Assembly.Load(image.ToArray()), [])
            : (null, [.. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)]);
    }
}
