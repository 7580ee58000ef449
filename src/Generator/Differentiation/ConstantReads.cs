using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Input arrays without [Size] of which only elements at constant indices are read, and the lengths that this needs.</summary>
internal static class ConstantReads
{
    private const int LargestSize = 64;

    public static IReadOnlyDictionary<Value, int[]> Of(Function function)
    {
        var open = function.Inputs
            .Where(input => input is { IsActive: true, Size: null, Value.Type.IsArray: true, Layout: null })
            .ToDictionary(input => input.Value, input => new int[Math.Max(1, input.Value.Type.Rank)]);
        if (open.Count == 0)
        {
            return open;
        }

        foreach (var term in Walk.AllTerms(function))
        {
            foreach (var operand in term.Operands.OfType<Value>().Where(open.ContainsKey))
            {
                if (!Widen(open[operand], term))
                {
                    open.Remove(operand);
                    break;
                }
            }
        }

        var whole = new List<Expression>(function.Body.Yields);
        Walk.Statements(function.Body, statement =>
        {
            whole.AddRange(Walk.Roots(statement));
            whole.AddRange(Walk.Regions(statement).SelectMany(region => region.Yields));
        });
        foreach (var used in whole.OfType<Value>())
        {
            open.Remove(used);
        }

        return open.Where(array => array.Value.All(length => length > 0)).ToDictionary(array => array.Key, array => array.Value);
    }

    private static bool Widen(int[] lengths, Expression term)
    {
        if (term is not Operation { Operator: Operator.Element } || !term.Operands.Skip(1).All(index => index is Constant { Integer: >= 0 and < LargestSize }))
        {
            return false;
        }

        for (var d = 0; d < lengths.Length; d++)
        {
            lengths[d] = Math.Max(lengths[d], (int)((Constant)term.Operands[d + 1]).Integer + 1);
        }

        return true;
    }
}
