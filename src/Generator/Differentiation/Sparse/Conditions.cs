using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>Conditions put together, those that are known while compiling left out.</summary>
internal static class Conditions
{
    public static bool IsAlways(Expression condition) => condition is Constant { Bits: not 0 };

    public static bool IsNever(Expression condition) => condition is Constant { Bits: 0 };

    public static Expression Both(Expression a, Expression b) =>
        IsAlways(a) || ReferenceEquals(a, b) ? b : IsAlways(b) ? a : IsNever(a) || IsNever(b) ? a.Pool.Boolean(false) : a.Pool.Operation(Operator.And, IrType.Boolean, a, b);

    public static Expression Either(Expression a, Expression b) =>
        IsNever(a) || ReferenceEquals(a, b) ? b : IsNever(b) ? a : IsAlways(a) || IsAlways(b) || AreOpposite(a, b) ? a.Pool.Boolean(true) : a.Pool.Operation(Operator.Or, IrType.Boolean, a, b);

    public static Expression Not(Expression a) => a switch
    {
        Constant constant => a.Pool.Boolean(constant.Bits == 0),
        Operation { Operator: Operator.Not } negation => negation.Operands[0],
        _ => a.Pool.Operation(Operator.Not, IrType.Boolean, a),
    };

    private static bool AreOpposite(Expression a, Expression b) =>
        (a is Operation { Operator: Operator.Not } left && ReferenceEquals(left.Operands[0], b))
        || (b is Operation { Operator: Operator.Not } right && ReferenceEquals(right.Operands[0], a));
}
