using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Proof;

/// <summary>Whole numbers and truth values as unchecked C# computes them.</summary>
internal static class Integers
{
    public static Cell Compute(Operator op, IrType type, IrType operand, long a, long b)
    {
        if (type.Kind == TypeKind.Boolean && operand.Kind == TypeKind.Integer)
        {
            return Cell.Truth(Compare(op, operand.CSharp == "ulong" ? ((ulong)a).CompareTo((ulong)b) : a.CompareTo(b)));
        }

        if (op is Operator.Divide or Operator.Remainder && (b == 0 || (b == -1 && a is long.MinValue or int.MinValue)))
        {
            return Cell.Undefined;
        }

        var shift = (int)(b & (type.CSharp is "long" or "ulong" ? 63 : 31));
        var isUnsigned = type.CSharp == "ulong";
        return unchecked(op switch
        {
            Operator.Not => Cell.Truth(a == 0),
            Operator.Equal => Cell.Truth(a == b),
            Operator.NotEqual => Cell.Truth(a != b),
            Operator.Negate => Wrap(type, -a),
            Operator.Complement => Wrap(type, ~a),
            Operator.Add => Wrap(type, a + b),
            Operator.Subtract => Wrap(type, a - b),
            Operator.Multiply => Wrap(type, a * b),
            Operator.Divide => Wrap(type, isUnsigned ? (long)((ulong)a / (ulong)b) : a / b),
            Operator.Remainder => Wrap(type, isUnsigned ? (long)((ulong)a % (ulong)b) : a % b),
            Operator.BitwiseAnd => Wrap(type, a & b),
            Operator.BitwiseOr => Wrap(type, a | b),
            Operator.ExclusiveOr => Wrap(type, a ^ b),
            Operator.ShiftLeft => Wrap(type, a << shift),
            Operator.ShiftRight => Wrap(type, isUnsigned ? (long)((ulong)a >> shift) : a >> shift),
            _ => Cell.Undefined,
        });
    }

    public static Cell Wrap(IrType type, long value) => Cell.Whole(unchecked(type.CSharp switch
    {
        "int" => (int)value,
        "short" => (short)value,
        "byte" => (byte)value,
        "sbyte" => (sbyte)value,
        "ushort" or "char" => (ushort)value,
        "uint" => (uint)value,
        _ => value,
    }));

    private static bool Compare(Operator op, int order) => op switch
    {
        Operator.Less => order < 0,
        Operator.LessOrEqual => order <= 0,
        Operator.Greater => order > 0,
        Operator.GreaterOrEqual => order >= 0,
        Operator.Equal => order == 0,
        _ => order != 0,
    };
}
