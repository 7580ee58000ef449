using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>All that emission prints for <c>Derivatives.Hessian</c>; nothing is left to decide.</summary>
internal sealed class HessianPlan
{
    /// <summary>Fills the last input, the span <c>hessian</c>, slice by slice for each row of F; yields nothing.</summary>
    public required Function InPlace { get; init; }

    /// <summary>Of a scalar F where the matrix is small and free of loops: lets, then the entries as yields, row by row.</summary>
    public Function? Literal { get; init; }

    /// <summary>Number of columns over the inputs.</summary>
    public required Expression Columns { get; init; }

    /// <summary>For the documentation: the entries as formulas over the inputs, row by row; null where they are not symbolic or too many.</summary>
    public Expression[]? Formulas { get; init; }

    /// <summary>For the documentation: how it is computed.</summary>
    public required string Mode { get; init; }

    /// <summary>Floating-point operations of <see cref="InPlace"/> where it has no loops; else 0.</summary>
    public int OperationCount { get; init; }
}
