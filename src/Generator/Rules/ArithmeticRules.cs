using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

/// <summary>
/// The partials of C#'s own operators, in the shape of the table. A literal operand has none, nor has anything that is not
/// real. <see cref="Operator.Select"/> and <see cref="Operator.Element"/> are not here: which operand counts is the sweeps' business.
/// </summary>
internal static class ArithmeticRules
{
    /// <summary>One partial per operand; null where there is none.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="result">What names its value: the operation itself, or the local it was assigned to.</param>
    public static Expression?[] Partials(Operation operation, Expression? result = null)
    {
        var operands = operation.Operands;
        var partials = operation.Type.IsReal ? Real(operation, operands, result ?? operation) : new Expression?[operands.Count];
        for (var i = 0; i < partials.Length; i++)
        {
            if (operands[i] is Constant || !operands[i].Type.IsReal)
            {
                partials[i] = null;
            }
        }

        return partials;
    }

    // r is the operation's own result.
    private static Expression?[] Real(Operation o, IReadOnlyList<Expression> a, Expression r) => o.Operator switch
    {
        Operator.Negate    => [One(r, -1)],
        Operator.Add       => [One(r), One(r)],
        Operator.Subtract  => [One(r), One(r, -1)],
        Operator.Multiply  => [a[1], a[0]],
        Operator.Divide    => a[1] is Constant ? [Inverse(a[1]), null] : Algebra.IsConstant(a[0], 1) ? [null, -(r * r)] : [1 / a[1], -(r / a[1])],
        Operator.Remainder => a[1] is Constant ? [One(r), null] : [One(r), -Quotient(a[0], a[1], r)],

        // Between double and float; the sweep converts the tangent as the value is converted.
        Operator.Convert   => [One(r)],
        _ => throw new InvalidOperationException($"{o.Operator} has no partials of its own."),
    };

    // Left as it stands: dx / 3 is shorter and more exact than 0.333… * dx.
    private static Expression Inverse(Expression literal) => literal.Pool.Operation(Operator.Divide, literal.Type, One(literal), literal);

    private static Expression One(Expression like, double value = 1) => like.Pool.Real(value, like.Type);

    /// <summary>
    /// trunc(x/y), as the integer that the remainder r itself saw: 1 / 0.1 rounds to 10, yet 1 % 0.1 is 1 − 9·0.1.
    /// Computed in double, since MathF does not exist wherever float has a remainder.
    /// </summary>
    private static Expression Quotient(Expression x, Expression y, Expression r)
    {
        var pool = x.Pool;
        var quotient = pool.Convert(IrType.Double, (x - r) / y);
        return pool.Convert(x.Type, pool.Call(RuleTable.Find("System.Math.Round", 1)!, IrType.Double, quotient));
    }
}
