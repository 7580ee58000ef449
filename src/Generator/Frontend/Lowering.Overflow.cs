using System.Numerics;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Arithmetic of integers under <c>checked</c> and <c>unchecked</c>. What the project says anyway needs no word in its generated
/// code; where the method says otherwise, the word goes with the operation.
/// </summary>
internal sealed partial class Lowering
{
    private Expression Whole(Operator op, IrType type, bool isChecked, IOperation at, params Expression[] operands)
    {
        if (type.Kind != Ir.TypeKind.Integer || op is not (Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Negate))
        {
            return Operation(op, type, operands);
        }

        if (operands.All(operand => operand is Constant))
        {
            return !isChecked || Fits(Exact(op, operands), type) ? Operation(op, type, operands) : throw Unsupported.Expression(at);
        }

        if (isChecked == _context.Compilation.Options.CheckOverflow)
        {
            return Operation(op, type, operands);
        }

        string[] signs = op == Operator.Negate ? ["-"] : ["", op == Operator.Add ? " + " : op == Operator.Subtract ? " - " : " * "];
        return Worded(type, isChecked, [.. signs, ""], operands);
    }

    /// <summary>A conversion to an integer type; checked, it throws for what does not fit.</summary>
    private Expression ToWhole(Expression term, IrType type, bool isChecked, IOperation at)
    {
        if (type.Kind != Ir.TypeKind.Integer || term.Type == type || isChecked == _context.Compilation.Options.CheckOverflow)
        {
            return ConvertTo(term, type);
        }

        if (term is Constant { Type.Kind: Ir.TypeKind.Integer } constant)
        {
            return !isChecked || Fits(constant.Integer, type) ? ConvertTo(term, type) : throw Unsupported.Expression(at);
        }

        if (!isChecked)
        {
            return term.Type.IsReal ? ConvertTo(term, type) : Worded(type, false, [$"({type})", ""], term);
        }

        return Worded(type, true, [$"({type})", ""], term);
    }

    private Expression Worded(IrType type, bool isChecked, string[] fragments, params Expression[] operands)
    {
        fragments[0] = (isChecked ? "checked(" : "unchecked(") + fragments[0];
        fragments[fragments.Length - 1] += ")";
        var code = _pool.Opaque(type, fragments, operands);
        return isChecked ? Once(code) : code;
    }

    private static BigInteger Exact(Operator op, Expression[] operands)
    {
        BigInteger[] values = [.. operands.Select(operand => new BigInteger(((Constant)operand).Integer))];
        return op switch
        {
            Operator.Negate => -values[0],
            Operator.Add => values[0] + values[1],
            Operator.Subtract => values[0] - values[1],
            _ => values[0] * values[1],
        };
    }

    private static bool Fits(BigInteger value, IrType type) => type.CSharp switch
    {
        "sbyte" => value >= sbyte.MinValue && value <= sbyte.MaxValue,
        "byte" => value >= byte.MinValue && value <= byte.MaxValue,
        "short" => value >= short.MinValue && value <= short.MaxValue,
        "ushort" => value >= ushort.MinValue && value <= ushort.MaxValue,
        "uint" => value >= uint.MinValue && value <= uint.MaxValue,
        "long" => value >= long.MinValue && value <= long.MaxValue,
        "ulong" => value >= ulong.MinValue && value <= ulong.MaxValue,
        _ => value >= int.MinValue && value <= int.MaxValue,
    };
}
