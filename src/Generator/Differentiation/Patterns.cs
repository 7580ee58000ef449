using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Terms made of several functions whose derivative has a better form than the product of theirs.</summary>
internal static class Patterns
{
    private static readonly Rule _exp = RuleTable.Find("System.Math.Exp", 1)!;

    /// <summary>u, where the term is n / (1 + exp(u)); null elsewhere.</summary>
    public static Expression? Logistic(Expression term) =>
        term is Operation { Operator: Operator.Divide } quotient ? ExponentOf(quotient.Operands[1]) : null;

    /// <summary>
    /// The changes of y = n / (1 + exp(u)) with u, −y·exp(u)/(1 + exp(u)), and with n: where the exponential overflows, y is 0 and so are
    /// these, not ∞/∞. Of a constant n the quotient is 1 − y/n, as textbooks have it.
    /// </summary>
    public static IEnumerable<(Expression Operand, Expression Partial)> LogisticLinks(Expression term, Expression exponent, Expression result)
    {
        var (numerator, divisor) = (term.Operands[0], term.Operands[1]);
        if (numerator is Constant)
        {
            yield return (exponent, -(result * (1 - (Algebra.IsConstant(numerator, 1) ? result : result / numerator))));
            yield break;
        }

        yield return (exponent, -(result * Share(divisor, exponent)));
        yield return (numerator, 1 / divisor);
    }

    /// <summary>u, where the term is ln(1 + exp(u)); null elsewhere.</summary>
    public static Expression? Softplus(Expression term) =>
        term is Call { Rule.Name: "Log", Operands.Count: 1 } logarithm ? ExponentOf(logarithm.Operands[0]) : null;

    public static Expression SoftplusPartial(Expression term, Expression exponent) => Share(term.Operands[0], exponent);

    /// <summary>The quotient a/b, where the term is ln(a/b); null elsewhere.</summary>
    public static Operation? LogarithmOfQuotient(Expression term) =>
        term is Call { Rule.Name: "Log", Operands: [Operation { Operator: Operator.Divide } quotient] } ? quotient : null;

    /// <summary>1/a and −1/b: the quotient is not divided by again.</summary>
    public static IEnumerable<(Expression Operand, Expression Partial)> LogarithmOfQuotientLinks(Operation quotient) =>
        new[] { (quotient.Operands[0], 1 / quotient.Operands[0]), (quotient.Operands[1], -(1 / quotient.Operands[1])) }.Where(link => link.Item1 is not Constant);

    /// <summary>
    /// exp(u)/(1 + exp(u)), as 1/(1 + 1/exp(u)): 1 where the exponential overflows, and all its digits where it vanishes. Its own derivative is
    /// it over 1 + exp(u), 0 on both sides.
    /// </summary>
    private static Expression Share(Expression sum, Expression exponent, int orders = 3)
    {
        var exponential = sum.Operands[0] is Constant ? sum.Operands[1] : sum.Operands[0];
        var value = 1 / (1 + (1 / exponential));
        return orders == 0 ? value : Known.Value(value.Type, "", ["", ""], [value], [(exponent, Share(sum, exponent, orders - 1) / sum)]);
    }

    /// <summary>u, where the term is 1 + exp(u).</summary>
    private static Expression? ExponentOf(Expression term) => term is not Operation { Operator: Operator.Add } sum ? null : (sum.Operands[0], sum.Operands[1]) switch
    {
        (Constant { Real: 1 }, Call call) when ReferenceEquals(call.Rule, _exp) => call.Operands[0],
        (Call call, Constant { Real: 1 }) when ReferenceEquals(call.Rule, _exp) => call.Operands[0],
        _ => null,
    };
}
