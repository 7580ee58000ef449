using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Whether code can throw at all: arithmetic on reals cannot, whatever its operands are.</summary>
internal static class Exceptions
{
    public static bool CannotArise(IOperation body) => body.DescendantsAndSelf().All(part => part switch
    {
        IBinaryOperation { OperatorMethod: null, IsChecked: false } binary => IsSafe(binary.OperatorKind, binary.Type),
        ICompoundAssignmentOperation { OperatorMethod: null, IsChecked: false } assignment => IsSafe(assignment.OperatorKind, assignment.Type),
        IIncrementOrDecrementOperation { OperatorMethod: null, IsChecked: false } or IUnaryOperation { OperatorMethod: null, IsChecked: false } => true,
        IConversionOperation { OperatorMethod: null, IsChecked: false } conversion => conversion.Type is { IsValueType: true } && conversion.Operand.Type is { IsValueType: true, SpecialType: not SpecialType.System_Decimal },
        IInvocationOperation call => IsSafe(call.TargetMethod),
        IFieldReferenceOperation field => field.Instance is null or IInstanceReferenceOperation || field.Instance.Type is { IsValueType: true },
        IBlockOperation or IExpressionStatementOperation or IReturnOperation or IConditionalOperation or IForLoopOperation or IWhileLoopOperation or IBranchOperation or IEmptyOperation => true,
        IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IVariableDeclaratorOperation or IVariableInitializerOperation => true,
        ISimpleAssignmentOperation or IDeconstructionAssignmentOperation or ITupleOperation or IDeclarationExpressionOperation or IDiscardOperation => true,
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation or ILiteralOperation or IArgumentOperation or IDefaultValueOperation => true,
        _ => false,
    });

    private static bool IsSafe(BinaryOperatorKind kind, ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Boolean
        || (kind is not (BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder) && type?.SpecialType is not SpecialType.System_Decimal);

    /// <summary>Functions of reals alone; the sign of not-a-number and limits the wrong way round throw.</summary>
    private static bool IsSafe(IMethodSymbol method) =>
        method is { IsStatic: true, ContainingType: { } type }
        && type.ToDisplayString() is "System.Math" or "System.MathF" or "double" or "float"
        && method.Name is not ("Sign" or "Clamp" or "Parse")
        && method.Parameters.All(parameter => parameter.Type.SpecialType is SpecialType.System_Double or SpecialType.System_Single);
}
