using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>Where terms that nest deep are to be cut by a name.</summary>
internal static class Heights
{
    /// <summary>More levels than these nobody reads, and the compiler's own recursion would end somewhere beyond.</summary>
    private const int Most = 40;

    /// <param name="terms">Operands before what uses them.</param>
    /// <param name="tall">Takes up the terms that are to be cut.</param>
    public static void Mark(IReadOnlyList<Expression> terms, HashSet<Expression> tall)
    {
        var heights = TermMap<int>.Rent();
        foreach (var term in terms)
        {
            var height = 0;
            for (var k = 0; k < term.Operands.Count; k++)
            {
                var below = heights.TryGetValue(term.Operands[k], out var known) ? known : 0;
                height = Math.Max(height, below + (k == 0 && IsChain(term, term.Operands[0]) ? 0 : 1));
            }

            if (height >= Most && tall.Add(term))
            {
                height = 0;
            }

            heights[term] = height;
        }

        heights.Return();
    }

    /// <summary>A sum goes on from its left operand, as the compiler does, without a level more.</summary>
    private static bool IsChain(Expression term, Expression left) =>
        term is Operation { Operator: Operator.Add or Operator.Subtract } && left is Operation { Operator: Operator.Add or Operator.Subtract }
        || term is Operation { Operator: Operator.Multiply } && left is Operation { Operator: Operator.Multiply };
}
