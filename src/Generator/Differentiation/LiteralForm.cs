using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>A small matrix without loops: one literal, and formulas where they explain something.</summary>
internal static class LiteralForm
{
    /// <summary>A larger matrix is not written as one literal.</summary>
    private const int MostEntries = 100;

    /// <summary>Nor is one that takes a page to prepare: the returning member then calls the in-place one.</summary>
    private const int MostStatements = 40;

    /// <summary>Formulas above this many operations explain nothing.</summary>
    private const int MostFormulaOperations = 10;

    private const int MostFormulas = 36;

    public static bool IsPossible(Function function, long entries) =>
        entries is > 0 and <= MostEntries
        && function.Body.Statements.Count <= MostStatements
        && function.Body.Statements.All(statement => statement is Let or Evaluate or If { Results.Count: 0 });

    /// <summary>The entries over the inputs alone, if they are short enough to explain something.</summary>
    public static Expression[]? Formulas(Function literal)
    {
        if (literal.Body.Yields.Count > MostFormulas)
        {
            return null;
        }

        var formulas = Substitution.OfLets(literal);
        return formulas.All(formula => Walk.ExpressionsOf(formula).Count(term => term is Operation or Call) <= MostFormulaOperations)
            ? formulas
            : null;
    }
}
