using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Operations that Roslyn 4.3, which this is built against, has no name for: they are told by number and by syntax.</summary>
internal static class NewerKinds
{
    private const int CollectionExpression = 127;
    private const int Spread = 128;
    private const int InlineArrayAccess = 126;
    private const int ExtensionBlock = 14;

    public static bool IsCollection(IOperation operation) => (int)operation.Kind == CollectionExpression;

    public static bool IsSpread(IOperation operation) => (int)operation.Kind == Spread;

    /// <summary>b[i] of a struct marked [InlineArray]; its children are the value and the index.</summary>
    public static bool IsInlineElement(IOperation operation) => (int)operation.Kind == InlineArrayAccess;

    /// <summary>Seen as kind None whose child is the length.</summary>
    public static bool IsStackAllocation(IOperation operation) =>
        operation.Kind == OperationKind.None
        && operation.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax;

    public static InitializerExpressionSyntax? InitializerOf(SyntaxNode stackAllocation) => stackAllocation switch
    {
        StackAllocArrayCreationExpressionSyntax creation => creation.Initializer,
        ImplicitStackAllocArrayCreationExpressionSyntax creation => creation.Initializer,
        _ => null,
    };

    /// <summary>Which kinds of node the syntax of a newer C# has for a collection expression; null in Roslyn 4.3.</summary>
    public static bool IsCollectionSyntax(SyntaxNode node) => node.RawKind == 9076 && node is not ParenthesizedExpressionSyntax;

    /// <summary>extension(double x) { … }, which C# sees as a type.</summary>
    public static bool IsExtensionBlock(INamedTypeSymbol? type) => (int?)type?.TypeKind == ExtensionBlock;

    public static bool IsHat(IOperation index) =>
        index is Microsoft.CodeAnalysis.Operations.IUnaryOperation { OperatorKind: Microsoft.CodeAnalysis.Operations.UnaryOperatorKind.Hat }
        || index.Syntax.IsKind(SyntaxKind.IndexExpression);
}
