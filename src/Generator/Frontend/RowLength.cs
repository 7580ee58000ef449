using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>The length of a row, where it follows from the inputs and from the number of the row: it means the same when lowering begins again.</summary>
internal sealed class RowLength
{
    private readonly Func<ExpressionPool, IReadOnlyDictionary<string, Value>, Expression, Expression> _build;

    private RowLength(string text, bool isUniform, Func<ExpressionPool, IReadOnlyDictionary<string, Value>, Expression, Expression> build)
    {
        (Text, IsUniform, _build) = (text, isUniform, build);
    }

    /// <summary>Equal texts are equal lengths.</summary>
    public string Text { get; }

    /// <summary>It does not depend on the number of the row.</summary>
    public bool IsUniform { get; }

    /// <summary>Null for what only a run of the body can tell.</summary>
    /// <param name="definition">What a name was defined as.</param>
    /// <param name="number">A name that the number of the row is a constant more than.</param>
    public static RowLength? Of(Expression term, Func<Value, Expression?> definition, (Expression? Name, long More) number)
    {
        switch (term)
        {
            case Constant constant:
                return new RowLength($"{constant.Type}:{constant.Bits}", true, (pool, _, _) => pool.Constant(constant.Type, constant.Bits));
            case Value when ReferenceEquals(term, number.Name) && term.Type == IrType.Int:
                return new RowLength($"row-{number.More}", false, (pool, _, row) => number.More == 0 ? row : pool.Operation(Operator.Subtract, IrType.Int, row, pool.Int(number.More)));
            case Value { Access: { } access } input when !input.Type.IsReal:
                return new RowLength(access, true, (_, inputs, _) => inputs[access]);
            case Value value:
                return definition(value) is { } defined ? Of(defined, definition, number) : null;
            case Opaque { Operands.Count: 0 } field when !field.Type.IsReal:
                return new RowLength("`" + string.Concat(field.Fragments) + "`", true, (pool, _, _) => pool.Opaque(field.Type, field.Fragments));
            case Operation { Type.IsReal: false } operation:
                RowLength?[] operands = [.. operation.Operands.Select(operand => Of(operand, definition, number))];
                // The shorter of two that are equally long is either.
                return operation.Operator == Operator.Select && operands[1] is { } then && operands[2]?.Text == then.Text ? then
                    : operands.Any(operand => operand is null) || !IsHarmless(operation) ? null : new RowLength(
                    $"{operation.Operator}<{operation.Type}>({string.Join(",", operands.Select(operand => operand!.Text))})",
                    operands.All(operand => operand!.IsUniform),
                    (pool, inputs, row) => Again(operation, pool, [.. operands.Select(operand => operand!._build(pool, inputs, row))]));
            default:
                return null;
        }
    }

    public Expression In(ExpressionPool pool, IReadOnlyDictionary<string, Value> inputs, Expression row)
    {
        var term = _build(pool, inputs, row);
        return term is Constant { Bits: >= 0 } or Operation { Operator: Operator.Length } ? term : pool.Select(pool.Operation(Operator.Less, IrType.Boolean, term, pool.Int(0)), pool.Int(0), term);
    }

    /// <summary>Whether it may be computed before the method comes to it, and for rows that it never comes to: it throws nowhere.</summary>
    private static bool IsHarmless(Operation operation) => operation.Operator switch
    {
        Operator.Element => operation.Operands.Count == 2 && operation.Type == IrType.Int,
        Operator.Divide or Operator.Remainder => operation.Operands[1] is Constant { Bits: > 0 },
        _ => true,
    };

    private static Expression Again(Operation operation, ExpressionPool pool, Expression[] operands)
    {
        var term = pool.Operation(operation.Operator, operation.Type, operands);
        if (operation.Operator != Operator.Element)
        {
            return term;
        }

        // There may be no such element for rows that the method never comes to.
        var isThere = pool.Operation(
            Operator.And,
            IrType.Boolean,
            pool.Operation(Operator.LessOrEqual, IrType.Boolean, pool.Int(0), operands[1]),
            pool.Operation(Operator.Less, IrType.Boolean, operands[1], pool.Length(operands[0])));
        return pool.Select(isThere, term, pool.Int(0));
    }
}
