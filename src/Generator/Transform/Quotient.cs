using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>A function of one variable that is computed as a quotient, or a product, with a removable singularity.</summary>
/// <param name="Links">What it changes with, and its derivative by that.</param>
/// <param name="Variable">The variable that a guard compares.</param>
/// <param name="Square">What that is the root of, or the variable itself.</param>
/// <param name="SingularAt">Where it is 0/0.</param>
/// <param name="Limit">Its value there.</param>
internal sealed record Quotient(IReadOnlyList<(Expression Argument, Expression Partial)> Links, Expression Variable, Expression Square, double SingularAt, double? Limit)
{
    /// <summary>Whether two compared terms are the variable and its singular point.</summary>
    public bool IsSingularWhere(Expression left, Expression right, QuotientMatch match) =>
        (QuotientMatch.Literal(right) == SingularAt && IsVariable(left, match)) || (QuotientMatch.Literal(left) == SingularAt && IsVariable(right, match));

    private bool IsVariable(Expression term, QuotientMatch match) => match.IsSame(term, Variable) || match.IsSame(term, Square);
}
