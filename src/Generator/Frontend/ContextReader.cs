using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>What the place of a method allows generated text to say.</summary>
internal static class ContextReader
{
    private static readonly string[] ShortNames =
    [
        "Math", "MathF", "Array", "Span", "ReadOnlySpan", "ArgumentException", "MemoryMarshal", "Vector256",
    ];

    private static readonly string[] RuntimeNames =
    [
        "GeneratedCode", "Tape", "GeneratedDerivative", "GeneratedDerivativeAttribute", "Derivatives", "FiniteDifference",
        "JacobianCheck", "JacobianReport", "Precision", "VectorFunction", "SparsityPattern", "ColumnSets", "SparseRows", "EntryWriter", "EntryCounter", "Lanes",
    ];

    /// <summary>What names mean in a type declaration: asked once for all its marked methods, for it takes twenty searches.</summary>
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<SyntaxNode, bool>> Known = new();

    /// <param name="model">Of the file that the declaration stands in.</param>
    /// <param name="declaration">The method, or another member of a type.</param>
    public static CodeContext Read(SemanticModel model, SyntaxNode declaration)
    {
        var compilation = (CSharpCompilation)model.Compilation;
        return new CodeContext(
            !HidesNames(declaration) && (declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
                ? Known.GetOrCreateValue(compilation).GetOrAdd(type, _ => HasShortNames(model, type.OpenBraceToken.SpanStart))
                : HasShortNames(model, declaration.SpanStart)),
            (int)compilation.LanguageVersion,
            compilation.GetTypeByMetadataName("System.Runtime.InteropServices.MemoryMarshal") is { } marshal && !marshal.GetMembers("CreateSpan").IsEmpty)
        {
            HasSinCos = compilation.GetTypeByMetadataName("System.Math") is { } math && !math.GetMembers("SinCos").IsEmpty,
            HasLanes = compilation.GetTypeByMetadataName("SymbolicJacobian.Lanes") is not null,
        };
    }

    /// <summary>The names of parameters and type parameters are those of the generated members as well.</summary>
    private static bool HidesNames(SyntaxNode declaration) => declaration is MethodDeclarationSyntax method
        && (method.ParameterList.Parameters.Any(parameter => IsOurs(parameter.Identifier)) || method.TypeParameterList?.Parameters.Any(parameter => IsOurs(parameter.Identifier)) == true);

    private static bool IsOurs(SyntaxToken name) =>
        name.ValueText is "nameof" or "System" || ShortNames.Contains(name.ValueText) || RuntimeNames.Contains(name.ValueText);

    private static bool HasShortNames(SemanticModel model, int position) =>
        model.LookupSymbols(position, name: "nameof").IsEmpty
        && model.LookupSymbols(position, name: "System").All(symbol => symbol is INamespaceSymbol)
        && ShortNames.All(name => Means(model, position, name, IsInSystem))
        && RuntimeNames.All(name => Means(model, position, name, IsInRuntime));

    /// <summary>Nothing in scope is fine too: the generated file imports what it needs.</summary>
    private static bool Means(SemanticModel model, int position, string name, Func<INamespaceSymbol, bool> isExpected) =>
        model.LookupSymbols(position, name: name).All(symbol => symbol is INamedTypeSymbol && isExpected(symbol.ContainingNamespace));

    private static bool IsInRuntime(INamespaceSymbol space) => space.ToDisplayString() == "SymbolicJacobian";

    private static bool IsInSystem(INamespaceSymbol space) =>
        space.ToDisplayString() is var name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));
}
