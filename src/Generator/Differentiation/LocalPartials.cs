using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>∂op/∂operand of one term, from the rule table; both sweeps ask here.</summary>
internal sealed class LocalPartials
{
    private readonly Dictionary<(Expression Term, Expression Result), Expression?[]> _known = [];

    /// <summary>One partial per operand, null where the term does not depend on it smoothly (or at all).</summary>
    /// <param name="term">A real-valued operation or call.</param>
    /// <param name="result">What names its value: the term itself, or the local it was assigned to.</param>
    public Expression?[] Of(Expression term, Expression result)
    {
        if (!_known.TryGetValue((term, result), out var partials))
        {
            partials = Compute(term, result);
            _known.Add((term, result), partials);
        }

        return partials;
    }

    /// <summary>
    /// What a change of the term comes from, and how much of it: its real operands with their partials. Where several terms
    /// together have a derivative that stays finite when the chain rule through each would not, they are passed over at once.
    /// </summary>
    public IEnumerable<(Expression Operand, Expression Partial)> Links(Expression term, Expression result)
    {
        if (Patterns.Logistic(term) is { } exponent)
        {
            foreach (var link in Patterns.LogisticLinks(term, exponent, result))
            {
                yield return link;
            }

            yield break;
        }

        if (Patterns.Softplus(term) is { } power)
        {
            yield return (power, Patterns.SoftplusPartial(term, power));
            yield break;
        }

        if (Patterns.LogarithmOfQuotient(term) is { } quotient)
        {
            foreach (var link in Patterns.LogarithmOfQuotientLinks(quotient))
            {
                yield return link;
            }

            yield break;
        }

        var partials = Of(term, result);
        for (var i = 0; i < partials.Length; i++)
        {
            if (partials[i] is { } partial && term.Operands[i].Type.IsReal)
            {
                yield return (term.Operands[i], partial);
            }
        }
    }

    public bool DependsOn(Expression term, int operand) => term.Operands[operand].Type.IsReal && Of(term, term)[operand] is not null;

    private static Expression?[] Compute(Expression term, Expression result)
    {
        var none = new Expression?[term.Operands.Count];
        if (!term.Type.IsReal)
        {
            return none;
        }

        switch (term)
        {
            case Call call:
                return call.Rule.Partials(call.Operands, result);
            case Operation { Operator: Operator.Element or Operator.Length }:
                return none;
            case Operation { Operator: Operator.Convert } conversion:
                none[0] = conversion.Operands[0].Type.IsReal ? term.Pool.Real(1, term.Type) : null;
                return none;
            case Operation { Operator: Operator.Select }:
                // Handled by the sweeps: only the operand that the primal takes is differentiated.
                none[1] = term.Pool.Real(1, term.Type);
                none[2] = none[1];
                return none;
            case Operation operation:
                return ArithmeticRules.Partials(operation, result);
            default:
                return none;
        }
    }
}
