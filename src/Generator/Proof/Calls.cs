using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Proof;

/// <summary>The functions of the rule table, by dual numbers: of a row only its name is read.</summary>
internal static class Calls
{
    public static Cell Compute(Call call, Cell[] operands, bool isDual)
    {
        if (!Dual.Functions.TryGetValue(call.Rule.Name, out var function))
        {
            return Cell.Undefined;
        }

        var arguments = new Dual[operands.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = call.Operands[i].Type.Kind == TypeKind.Integer ? operands[i].Integer : operands[i].Real;
        }

        var value = function(arguments).V;
        var cell = Cell.Of(call.Type.Kind == TypeKind.Float ? (float)value : value);
        if (!isDual)
        {
            return cell;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (operands[i].Has(Marks.Depends))
            {
                arguments[i] = new Dual(arguments[i].V, 1);
                Reals.Chain(ref cell, operands[i], function(arguments).D);
                arguments[i] = arguments[i].V;
            }
        }

        if (call.Rule.HasKink && IsAtKink(operands))
        {
            cell.Marks |= Marks.Kinked;
        }

        return cell;
    }

    /// <summary>|x| at 0, a maximum of equals: where the arguments move alike there is one slope all the same.</summary>
    private static bool IsAtKink(Cell[] operands)
    {
        if (operands.Length == 1)
        {
            return operands[0].Real == 0 && operands[0].Slope != 0;
        }

        for (var i = 1; i < operands.Length; i++)
        {
            if (Math.Abs(operands[i].Real) == Math.Abs(operands[0].Real) && operands[i].Slope != operands[0].Slope)
            {
                return true;
            }
        }

        return false;
    }
}
