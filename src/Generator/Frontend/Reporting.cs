using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Methods that tell somebody something, or measure time: nothing of them comes back into a number.</summary>
internal static class Reporting
{
    private static readonly HashSet<string> _types = new(StringComparer.Ordinal)
    {
        "System.Console", "System.GC", "System.IProgress<T>", "System.Diagnostics.Activity", "System.Diagnostics.ActivitySource", "System.Diagnostics.Debug",
        "System.Diagnostics.Debugger", "System.Diagnostics.Stopwatch", "System.Diagnostics.Trace", "System.Diagnostics.TraceSource", "System.IO.StringWriter",
        "System.IO.TextWriter", "System.Text.StringBuilder", "System.Threading.Interlocked", "System.Threading.Monitor", "System.Threading.Thread",
        "System.Threading.Lock", "System.Threading.SpinLock", "System.Threading.ReaderWriterLockSlim", "System.Threading.SemaphoreSlim",
    };

    private static readonly string[] _namespaces = ["Microsoft.Extensions.Logging", "Serilog", "NLog", "log4net", "Xunit.Abstractions", "System.Diagnostics.Metrics", "System.Diagnostics.Tracing"];

    /// <summary>A call whose result nobody uses has no part in the value.</summary>
    public static bool Is(IMethodSymbol method, ITypeSymbol? receiver) =>
        IsConditional(method)
        || IsReporter(method.ContainingType)
        || IsReporter(receiver as INamedTypeSymbol)
        || (method.IsExtensionMethod && (method.ReducedFrom ?? method).Parameters is [var first, ..] && IsReporter(first.Type as INamedTypeSymbol));

    /// <summary>A type whose objects take reports, time or locks.</summary>
    public static bool IsReporter(INamedTypeSymbol? type)
    {
        for (var level = type; level is { SpecialType: not SpecialType.System_Object }; level = level.BaseType)
        {
            var space = level.ContainingNamespace?.ToDisplayString() ?? "";
            if (_types.Contains(level.OriginalDefinition.ToDisplayString())
                || _namespaces.Any(known => space == known || space.StartsWith(known + ".", StringComparison.Ordinal))
                || level.Name is "ILog" or "Log"
                || level.Name.EndsWith("Logger", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsConditional(IMethodSymbol method) =>
        method.GetAttributes().Any(attribute => attribute.Is("System.Diagnostics.ConditionalAttribute"));
}
