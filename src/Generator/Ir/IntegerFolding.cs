namespace SymbolicJacobian.Generator.Ir;

/// <summary>
/// Exact rewrites of index arithmetic and logic, made wherever a term is built: unrolled loops, fixed sizes and
/// flattened indices become constants. Of floating point only comparisons of literals are decided here.
/// </summary>
internal static class IntegerFolding
{
    public static Expression? Fold(ExpressionPool pool, Operator op, IrType type, Expression[] operands) => op switch
    {
        Operator.Select when operands[0] is Constant c => operands[c.Bits != 0 ? 1 : 2],
        Operator.Select when ReferenceEquals(operands[1], operands[2]) => operands[1],
        Operator.Not when operands[0] is Constant c => pool.Boolean(c.Bits == 0),
        Operator.Not when operands[0] is Operation { Operator: Operator.Equal } e => pool.Operation(Operator.NotEqual, type, [.. e.Operands]),
        Operator.Not when operands[0] is Operation { Operator: Operator.NotEqual } e => pool.Operation(Operator.Equal, type, [.. e.Operands]),
        Operator.Not when operands[0] is Operation { Operator: Operator.Not } n => n.Operands[0],
        Operator.And when operands[0] is Constant c => c.Bits != 0 ? operands[1] : operands[0],
        Operator.Or when operands[0] is Constant c => c.Bits != 0 ? operands[0] : operands[1],
        Operator.Convert when operands[0].Type == type => operands[0],
        Operator.Convert when operands[0] is Constant { Type.Kind: TypeKind.Integer } c => Convert(pool, type, c.Integer),
        _ when operands.Length == 2 && IsInt(operands[0]) && IsInt(operands[1]) => Binary(pool, op, type, operands[0], operands[1]),
        _ when operands.Length == 2 && operands[0] is Constant { Type.IsReal: true } a && operands[1] is Constant { Type.IsReal: true } b => Compare(op, a.Real, b.Real) is { } truth ? pool.Boolean(truth) : null,
        Operator.Negate when type == IrType.Int && operands[0] is Constant c && c.Integer != int.MinValue => pool.Int(-c.Integer),
        _ => null,
    };

    private static bool? Compare(Operator op, double a, double b) => op switch
    {
        Operator.Less => a < b,
        Operator.LessOrEqual => a <= b,
        Operator.Greater => a > b,
        Operator.GreaterOrEqual => a >= b,
        Operator.Equal => a == b,
        Operator.NotEqual => a != b,
        _ => null,
    };

    private static bool IsInt(Expression operand) => operand.Type == IrType.Int;

    private static Expression? Convert(ExpressionPool pool, IrType type, long value) => type.Kind switch
    {
        TypeKind.Double => pool.Real(value),
        TypeKind.Float when Math.Abs(value) <= 1 << 24 => pool.Real(value, type),
        TypeKind.Integer when type == IrType.Long || (type == IrType.Int && value == (int)value) => pool.Int(value, type),
        _ => null,
    };

    private static Expression? Binary(ExpressionPool pool, Operator op, IrType type, Expression left, Expression right) =>
        (left, right) switch
        {
            (Constant a, Constant b) => Constants(pool, op, a.Integer, b.Integer),
            (_, Constant { Integer: 0 }) when op is Operator.Add or Operator.Subtract => left,
            (Constant { Integer: 0 }, _) when op is Operator.Add => right,
            (_, Constant { Integer: 1 }) when op is Operator.Multiply or Operator.Divide => left,
            (Constant { Integer: 1 }, _) when op is Operator.Multiply => right,
            (_, Constant { Integer: 0 }) when op is Operator.Multiply => right,
            (Constant { Integer: 0 }, _) when op is Operator.Multiply => left,
            _ => null,
        };

    private static Expression? Constants(ExpressionPool pool, Operator op, long a, long b) => op switch
    {
        Operator.Add => Int(pool, a + b),
        Operator.Subtract => Int(pool, a - b),
        Operator.Multiply => Int(pool, a * b),
        Operator.Divide when b != 0 => Int(pool, a / b),
        Operator.Remainder when b != 0 => Int(pool, a % b),
        Operator.Less => pool.Boolean(a < b),
        Operator.LessOrEqual => pool.Boolean(a <= b),
        Operator.Greater => pool.Boolean(a > b),
        Operator.GreaterOrEqual => pool.Boolean(a >= b),
        Operator.Equal => pool.Boolean(a == b),
        Operator.NotEqual => pool.Boolean(a != b),
        Operator.BitwiseAnd => Int(pool, a & b),
        Operator.BitwiseOr => Int(pool, a | b),
        Operator.ExclusiveOr => Int(pool, a ^ b),
        _ => null,
    };

    // An overflow is left to the program: in a checked context it throws, otherwise it wraps.
    private static Expression? Int(ExpressionPool pool, long value) => value == (int)value ? pool.Int(value) : null;
}
