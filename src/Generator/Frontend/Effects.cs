using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Whether an expression must run exactly once and in its place.</summary>
internal static class Effects
{
    public static bool May(IOperation operation) => operation.DescendantsAndSelf().Any(part => part switch
    {
        IInvocationOperation call => !IsPure(call.TargetMethod),
        IPropertyReferenceOperation { Property: { IsStatic: true } property } => property.DeclaringSyntaxReferences.Length == 0,
        IObjectCreationOperation { Type.IsReferenceType: true } or IArrayCreationOperation => true,
        IAssignmentOperation or IIncrementOrDecrementOperation or IAwaitOperation or IDynamicInvocationOperation => true,
        _ => false,
    });

    private static bool IsPure(IMethodSymbol method) =>
        method is { IsStatic: true, ContainingType: { Name: "Math" or "MathF" or "BitOperations", ContainingNamespace: { } space } }
        && space.ToDisplayString() is "System" or "System.Numerics";
}
