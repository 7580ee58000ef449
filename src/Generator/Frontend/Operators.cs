using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>C#'s operators as those of the IR.</summary>
internal static class Operators
{
    public static Operator? Of(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => Operator.Add,
        BinaryOperatorKind.Subtract => Operator.Subtract,
        BinaryOperatorKind.Multiply => Operator.Multiply,
        BinaryOperatorKind.Divide => Operator.Divide,
        BinaryOperatorKind.Remainder => Operator.Remainder,
        BinaryOperatorKind.LeftShift => Operator.ShiftLeft,
        BinaryOperatorKind.RightShift => Operator.ShiftRight,
        BinaryOperatorKind.And => Operator.BitwiseAnd,
        BinaryOperatorKind.Or => Operator.BitwiseOr,
        BinaryOperatorKind.ExclusiveOr => Operator.ExclusiveOr,
        BinaryOperatorKind.ConditionalAnd => Operator.And,
        BinaryOperatorKind.ConditionalOr => Operator.Or,
        BinaryOperatorKind.Equals => Operator.Equal,
        BinaryOperatorKind.NotEquals => Operator.NotEqual,
        BinaryOperatorKind.LessThan => Operator.Less,
        BinaryOperatorKind.LessThanOrEqual => Operator.LessOrEqual,
        BinaryOperatorKind.GreaterThan => Operator.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => Operator.GreaterOrEqual,
        _ => null,
    };

    public static bool IsComparison(Operator op) => op is >= Operator.Less and <= Operator.NotEqual;

    public static bool IsShift(Operator op) => op is Operator.ShiftLeft or Operator.ShiftRight;
}
