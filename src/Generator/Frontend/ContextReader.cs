using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>What the place of a method allows generated text to say.</summary>
internal static class ContextReader
{
    private static readonly string[] ShortNames =
    [
        "Math", "MathF", "Array", "Span", "ReadOnlySpan", "ArgumentException", "MemoryMarshal",
    ];

    private static readonly string[] RuntimeNames =
    [
        "GeneratedCode", "Tape", "GeneratedDerivative", "GeneratedDerivativeAttribute", "Derivatives", "FiniteDifference",
        "JacobianCheck", "JacobianReport", "Precision", "VectorFunction", "SparsityPattern", "ColumnSets", "SparseRows", "EntryWriter", "EntryCounter",
    ];

    public static CodeContext Read(SemanticModel model, int position)
    {
        var compilation = (CSharpCompilation)model.Compilation;
        return new CodeContext(
            model.LookupSymbols(position, name: "nameof").IsEmpty && model.LookupSymbols(position, name: "System").All(symbol => symbol is INamespaceSymbol) && ShortNames.All(name => Means(model, position, name, IsInSystem)) && RuntimeNames.All(name => Means(model, position, name, IsInRuntime)),
            (int)compilation.LanguageVersion,
            compilation.GetTypeByMetadataName("System.Runtime.InteropServices.MemoryMarshal") is { } marshal && !marshal.GetMembers("CreateSpan").IsEmpty);
    }

    /// <summary>Nothing in scope is fine too: the generated file imports what it needs.</summary>
    private static bool Means(SemanticModel model, int position, string name, Func<INamespaceSymbol, bool> isExpected) =>
        model.LookupSymbols(position, name: name).All(symbol => symbol is INamedTypeSymbol && isExpected(symbol.ContainingNamespace));

    private static bool IsInRuntime(INamespaceSymbol space) => space.ToDisplayString() == "SymbolicJacobian";

    private static bool IsInSystem(INamespaceSymbol space) =>
        space.ToDisplayString() is var name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));
}
