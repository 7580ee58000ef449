using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Terms made of several functions whose derivative has a better form than the product of theirs.</summary>
internal static class Patterns
{
    private static readonly Rule _exp = RuleTable.Find("System.Math.Exp", 1)!;

    /// <summary>u, where the term is c / (1 + exp(u)); null elsewhere.</summary>
    public static Expression? Logistic(Expression term)
    {
        if (term is not Operation { Operator: Operator.Divide } quotient
            || quotient.Operands[0] is not Constant { Real: not 0 }
            || quotient.Operands[1] is not Operation { Operator: Operator.Add } sum)
        {
            return null;
        }

        return (sum.Operands[0], sum.Operands[1]) switch
        {
            (Constant { Real: 1 }, Call call) when ReferenceEquals(call.Rule, _exp) => call.Operands[0],
            (Call call, Constant { Real: 1 }) when ReferenceEquals(call.Rule, _exp) => call.Operands[0],
            _ => null,
        };
    }

    /// <summary>−y·(1 − y/c) for y = c / (1 + exp(u)): where the exponential overflows, y is 0 and so is this, not ∞/∞.</summary>
    public static Expression LogisticPartial(Expression term, Expression result)
    {
        var numerator = term.Operands[0];
        var share = Algebra.IsConstant(numerator, 1) ? result : result / numerator;
        return -(result * (1 - share));
    }
}
