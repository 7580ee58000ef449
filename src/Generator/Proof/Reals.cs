using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Proof;

/// <summary>C#'s own operators on reals, each with its slope.</summary>
internal static class Reals
{
    public static Cell Compute(Operator op, IrType type, in Cell a, in Cell b)
    {
        var value = op switch
        {
            Operator.Negate => -a.Real,
            Operator.Add => a.Real + b.Real,
            Operator.Subtract => a.Real - b.Real,
            Operator.Multiply => a.Real * b.Real,
            Operator.Divide => a.Real / b.Real,
            Operator.Remainder => a.Real % b.Real,
            _ => double.NaN,
        };

        // The sum, product or quotient of two floats in double, rounded to float, is the float operation.
        var cell = Cell.Of(type.Kind == TypeKind.Float ? (float)value : value);
        if (((a.Marks | b.Marks) & ~Marks.Undefined) == Marks.None)
        {
            return cell;
        }

        switch (op)
        {
            case Operator.Negate:
                Chain(ref cell, a, -1);
                break;
            case Operator.Add or Operator.Subtract:
                Chain(ref cell, a, 1);
                Chain(ref cell, b, op == Operator.Add ? 1 : -1);
                break;
            case Operator.Multiply:
                Chain(ref cell, a, b.Real);
                Chain(ref cell, b, a.Real);
                break;
            case Operator.Divide:
                Chain(ref cell, a, 1 / b.Real);
                Chain(ref cell, b, -a.Real / (b.Real * b.Real));
                break;
            case Operator.Remainder:
                Chain(ref cell, a, 1);
                Chain(ref cell, b, -Math.Truncate(a.Real / b.Real));
                break;
        }

        return cell;
    }

    /// <summary>Adds what comes through one operand; what does not depend on the inputs has nothing to be multiplied.</summary>
    public static void Chain(ref Cell cell, in Cell operand, double partial)
    {
        cell.Marks |= operand.Marks;
        if (operand.Has(Marks.Depends))
        {
            cell.Slope += partial * operand.Slope;
            cell.Magnitude += Math.Abs(partial) * operand.Magnitude;
        }
    }

    public static Cell Convert(IrType to, IrType from, Cell a)
    {
        switch (to.Kind, from.IsReal)
        {
            case (TypeKind.Double, true):
                return a;
            case (TypeKind.Float, true):
                a.Real = (float)a.Real;
                return a;
            case (TypeKind.Double, false):
                return Cell.Of(from.CSharp == "ulong" ? (ulong)a.Integer : a.Integer);
            case (TypeKind.Float, false):
                return Cell.Of(from.CSharp == "ulong" ? (ulong)a.Integer : (float)a.Integer);
            case (TypeKind.Integer, true):
                // Beyond the range processors differ.
                return Math.Abs(a.Real) < (to.CSharp == "int" ? int.MaxValue : long.MaxValue) ? Integers.Wrap(to, (long)a.Real) : Cell.Undefined;
            case (TypeKind.Integer, false):
                return a.Reference is null ? Integers.Wrap(to, a.Integer) : Cell.Undefined;
            default:
                return a;
        }
    }

    public static bool Compare(Operator op, double a, double b) => op switch
    {
        Operator.Less => a < b,
        Operator.LessOrEqual => a <= b,
        Operator.Greater => a > b,
        Operator.GreaterOrEqual => a >= b,
        Operator.Equal => a == b,
        _ => a != b,
    };
}
