using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>In how many iterations of a loop a comparison of its index holds.</summary>
/// <param name="loop">With a step of one, upwards.</param>
/// <param name="bound">What the loop binds.</param>
/// <param name="inside">What is known in it.</param>
internal sealed class IndexInterval(For loop, HashSet<Expression> bound, Facts inside)
{
    private readonly ExpressionPool _pool = loop.Index.Pool;

    private Expression End => loop.Comparison == Operator.Less ? loop.Bound : Integer(Operator.Add, loop.Bound, _pool.Int(1));

    /// <summary>Null where nobody knows without running the loop.</summary>
    public Expression? Trips(Expression condition) => condition switch
    {
        Operation { Operator: Operator.Not } negation => Trips(negation.Operands[0]) is { } others ? Integer(Operator.Subtract, Length(loop.Start, End), others) : null,
        Operation { Operator: Operator.NotEqual, Operands: [var a, var b] } => Between(Operator.Equal, a, b) is var (from, to) ? Integer(Operator.Subtract, Length(loop.Start, End), Length(from, to)) : null,
        _ => Interval(condition) is var (from, to) ? Length(from, to) : null,
    };

    /// <summary>The iterations from the first index to (and without) the second.</summary>
    private (Expression From, Expression To)? Interval(Expression condition)
    {
        if (condition is Operation { Operator: Operator.And, Operands: [var left, var right] })
        {
            return Interval(left) is var (from, to) && Interval(right) is var (start, end) ? (Larger(from, start), Smaller(to, end)) : null;
        }

        return condition is Operation { Operands: [var a, var b] } comparison && a.Type == IrType.Int ? Between(comparison.Operator, a, b) : null;
    }

    private (Expression From, Expression To)? Between(Operator comparison, Expression a, Expression b)
    {
        if (Walk.Mentions(a, bound) == Walk.Mentions(b, bound))
        {
            return null;
        }

        if (Walk.Mentions(b, bound))
        {
            return Between(
                comparison switch
                {
                    Operator.Less => Operator.Greater,
                    Operator.LessOrEqual => Operator.GreaterOrEqual,
                    Operator.Greater => Operator.Less,
                    Operator.GreaterOrEqual => Operator.LessOrEqual,
                    _ => comparison,
                },
                b,
                a);
        }

        switch (a)
        {
            case Operation { Operator: Operator.Add, Operands: [var index, var shift] } when ReferenceEquals(index, loop.Index) && !Walk.Mentions(shift, bound):
                return Between(comparison, index, Integer(Operator.Subtract, b, shift));
            case Operation { Operator: Operator.Subtract, Operands: [var index, var shift] } when ReferenceEquals(index, loop.Index) && !Walk.Mentions(shift, bound):
                return Between(comparison, index, Integer(Operator.Add, b, shift));
            case Value when ReferenceEquals(a, loop.Index):
                break;
            default:
                return null;
        }

        var next = Integer(Operator.Add, b, _pool.Int(1));
        return comparison switch
        {
            Operator.Less => (loop.Start, Smaller(b, End)),
            Operator.LessOrEqual => (loop.Start, Smaller(next, End)),
            Operator.Greater => (Larger(next, loop.Start), End),
            Operator.GreaterOrEqual => (Larger(b, loop.Start), End),
            Operator.Equal => (Larger(b, loop.Start), Smaller(next, End)),
            _ => null,
        };
    }

    private Expression Length(Expression from, Expression to)
    {
        var test = _pool.Operation(Operator.Less, IrType.Boolean, from, to);
        var length = Integer(Operator.Subtract, to, from);
        return test is Constant { Bits: not 0 } ? length : _pool.Select(test, length, _pool.Int(0));
    }

    private Expression Larger(Expression a, Expression b) => Difference(a, b) is { } difference ? (difference >= 0 ? a : b) : _pool.Select(_pool.Operation(Operator.Less, IrType.Boolean, a, b), b, a);

    private Expression Smaller(Expression a, Expression b) => Difference(a, b) is { } difference ? (difference <= 0 ? a : b) : _pool.Select(_pool.Operation(Operator.Less, IrType.Boolean, a, b), a, b);

    /// <summary>a − b where it is one number.</summary>
    private long? Difference(Expression a, Expression b) => inside.Of(a).Minus(inside.Of(b)) is { IsConstant: true } difference ? difference.ConstantTerm : null;

    private Expression Integer(Operator op, Expression a, Expression b) => _pool.Operation(op, IrType.Int, a, b);
}
