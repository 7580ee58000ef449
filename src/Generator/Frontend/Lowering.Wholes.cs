using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>From the parts of a value back to the value, for C# that takes it as a whole.</summary>
internal sealed partial class Lowering
{
    /// <summary>Constants that were taken apart, by the first of their leaves.</summary>
    private readonly Dictionary<Expression, List<(Expression[] Leaves, Expression Whole)>> _wholes = [];

    private Operand Remember(Operand parts, Expression whole)
    {
        Expression[] leaves = [.. parts.Leaves()];
        if (leaves.Length > 0)
        {
            if (!_wholes.TryGetValue(leaves[0], out var known))
            {
                _wholes.Add(leaves[0], known = []);
            }

            known.Add((leaves, whole));
        }

        return parts;
    }

    /// <summary>One term for a value: the constant it is, or the C# that makes it; null where there is none.</summary>
    private Expression? Whole(Operand operand, ITypeSymbol? type)
    {
        if (operand.Term is { } term)
        {
            return term;
        }

        Expression[] leaves = [.. operand.Leaves()];
        var text = TypeOf(type);
        if (leaves.Length > 0
            && _wholes.TryGetValue(leaves[0], out var known)
            && known.FirstOrDefault(one => one.Whole.Type == text && one.Leaves.SequenceEqual(leaves)) is { Whole: { } whole })
        {
            return whole;
        }

        if (operand.IsComplete && WholeNullable(operand, type) is { } nullable)
        {
            return nullable;
        }

        return operand.IsComplete && !IsArray(type) && Construction.Of(this, Substitute(type)!) is { } fragments ? _pool.Opaque(text, fragments, leaves) : null;
    }
}
