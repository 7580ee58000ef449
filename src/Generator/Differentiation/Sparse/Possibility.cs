using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>Of a condition that hidden values may decide: what is known of it, as a condition on known values.</summary>
internal sealed class Possibility(ExpressionPool pool, HiddenValues hidden)
{
    /// <summary>Holds wherever the condition can.</summary>
    public Expression OfTrue(Expression condition) => Of(condition, true);

    /// <summary>Holds wherever the negation of the condition can.</summary>
    public Expression OfFalse(Expression condition) => Of(condition, false);

    private Expression Of(Expression condition, bool wanted)
    {
        if (!hidden.Is(condition))
        {
            return wanted ? condition : Conditions.Not(condition);
        }

        return condition switch
        {
            Operation { Operator: Operator.Not } not => Of(not.Operands[0], !wanted),
            Operation { Operator: Operator.And } all when wanted => Conditions.Both(Of(all.Operands[0], true), Of(all.Operands[1], true)),
            Operation { Operator: Operator.And } all => Conditions.Either(Of(all.Operands[0], false), Of(all.Operands[1], false)),
            Operation { Operator: Operator.Or } any when wanted => Conditions.Either(Of(any.Operands[0], true), Of(any.Operands[1], true)),
            Operation { Operator: Operator.Or } any => Conditions.Both(Of(any.Operands[0], false), Of(any.Operands[1], false)),
            Operation { Operator: Operator.Select } choice => Conditions.Either(
                Conditions.Both(Of(choice.Operands[0], true), Of(choice.Operands[1], wanted)),
                Conditions.Both(Of(choice.Operands[0], false), Of(choice.Operands[2], wanted))),
            _ => pool.Boolean(true),
        };
    }
}
