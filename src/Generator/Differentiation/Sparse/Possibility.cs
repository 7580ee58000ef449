using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>Of a condition that hidden values may decide: what is known of it, as a condition on known values.</summary>
internal sealed class Possibility(ExpressionPool pool, HiddenValues hidden)
{
    /// <summary>Holds wherever the condition can.</summary>
    public Expression OfTrue(Expression condition) => Of(condition, true);

    /// <summary>Holds wherever the negation of the condition can.</summary>
    public Expression OfFalse(Expression condition) => Of(condition, false);

    public static bool IsAlways(Expression condition) => condition is Constant { Bits: not 0 };

    public static bool IsNever(Expression condition) => condition is Constant { Bits: 0 };

    public Expression Both(Expression a, Expression b) =>
        IsAlways(a) ? b : IsAlways(b) ? a : IsNever(a) || IsNever(b) ? pool.Boolean(false) : pool.Operation(Operator.And, IrType.Boolean, a, b);

    public Expression Either(Expression a, Expression b) =>
        IsNever(a) ? b : IsNever(b) ? a : IsAlways(a) || IsAlways(b) || AreOpposite(a, b) ? pool.Boolean(true) : pool.Operation(Operator.Or, IrType.Boolean, a, b);

    public Expression Not(Expression a) => a switch
    {
        Constant constant => pool.Boolean(constant.Bits == 0),
        Operation { Operator: Operator.Not } negation => negation.Operands[0],
        _ => pool.Operation(Operator.Not, IrType.Boolean, a),
    };

    private static bool AreOpposite(Expression a, Expression b) =>
        (a is Operation { Operator: Operator.Not } left && ReferenceEquals(left.Operands[0], b))
        || (b is Operation { Operator: Operator.Not } right && ReferenceEquals(right.Operands[0], a));

    private Expression Of(Expression condition, bool wanted)
    {
        if (!hidden.Is(condition))
        {
            return wanted ? condition : Not(condition);
        }

        return condition switch
        {
            Operation { Operator: Operator.Not } not => Of(not.Operands[0], !wanted),
            Operation { Operator: Operator.And } all when wanted => Both(Of(all.Operands[0], true), Of(all.Operands[1], true)),
            Operation { Operator: Operator.And } all => Either(Of(all.Operands[0], false), Of(all.Operands[1], false)),
            Operation { Operator: Operator.Or } any when wanted => Either(Of(any.Operands[0], true), Of(any.Operands[1], true)),
            Operation { Operator: Operator.Or } any => Both(Of(any.Operands[0], false), Of(any.Operands[1], false)),
            Operation { Operator: Operator.Select } choice => Either(
                Both(Of(choice.Operands[0], true), Of(choice.Operands[1], wanted)),
                Both(Of(choice.Operands[0], false), Of(choice.Operands[2], wanted))),
            _ => pool.Boolean(true),
        };
    }
}
