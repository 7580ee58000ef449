using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>All that emission prints for <c>Derivatives.Jacobian</c>; nothing is left to decide.</summary>
internal sealed class JacobianPlan
{
    /// <summary>Fills the last input, the span <c>jacobian</c> (or <c>gradient</c>); yields nothing.</summary>
    public required Function InPlace { get; init; }

    /// <summary>The same and yields what the method returns (fills the method's own destination as well, if it has one).</summary>
    public required Function ValueAndInPlace { get; init; }

    /// <summary>
    /// Where the matrix is small and free of loops: lets, then the entries as yields, row by row, for
    /// <c>return new double[,] { { … } }</c>. A constant 0 is a structural zero. Null: the returning member calls the in-place one.
    /// </summary>
    public Function? Literal { get; init; }

    /// <summary>Number of rows over the inputs, or null: then only the body knows (see <see cref="Output.Rows"/>).</summary>
    public required Expression? Rows { get; init; }

    /// <summary>Number of columns over the inputs.</summary>
    public required Expression Columns { get; init; }

    /// <summary>For the documentation: the entries as formulas over the inputs, row by row; null where they are not symbolic or too many.</summary>
    public Expression[]? Formulas { get; init; }

    /// <summary>For the documentation: how it is computed ("entry by entry", "forward, 3 columns at once", "rows in reverse").</summary>
    public required string Mode { get; init; }

    /// <summary>Floating-point operations of <see cref="ValueAndInPlace"/> where it has no loops; else 0.</summary>
    public int OperationCount { get; init; }
}
