using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>What the place of a method allows generated text to say.</summary>
internal static class ContextReader
{
    private static readonly string[] ShortNames =
    [
        "Math", "MathF", "Array", "Span", "ReadOnlySpan", "ArgumentException", "MemoryMarshal", "Unsafe", "Vector",
    ];

    public static CodeContext Read(SemanticModel model, int position)
    {
        var compilation = (CSharpCompilation)model.Compilation;
        return new CodeContext(
            ShortNames.All(name => MeansSystems(model, position, name)),
            (int)compilation.LanguageVersion,
            compilation.GetTypeByMetadataName("System.Runtime.InteropServices.MemoryMarshal") is { } marshal && !marshal.GetMembers("CreateSpan").IsEmpty);
    }

    /// <summary>Nothing in scope is fine too: the generated file imports System.</summary>
    private static bool MeansSystems(SemanticModel model, int position, string name) =>
        model.LookupSymbols(position, name: name).All(symbol => symbol is INamedTypeSymbol && IsInSystem(symbol.ContainingNamespace));

    private static bool IsInSystem(INamespaceSymbol space) =>
        space.ToDisplayString() is var name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));
}
