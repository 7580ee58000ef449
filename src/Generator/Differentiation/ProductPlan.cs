using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>All that emission prints for a product with the Jacobian: J·v or vᵀ·J.</summary>
internal sealed class ProductPlan
{
    /// <summary>
    /// Reads the vector, its last input but one, and fills the last, the span <c>result</c>; yields nothing. For J·v of a scalar
    /// method there is no span: the product is what it yields.
    /// </summary>
    public required Function InPlace { get; init; }

    /// <summary>Where it is small and free of loops: lets, then the entries as yields. Null: the returning member calls the one in place.</summary>
    public Function? Literal { get; init; }

    /// <summary>Number of entries of the result over the inputs, or null: then only the body knows (see <see cref="Output.Rows"/>).</summary>
    public required Expression? Count { get; init; }

    /// <summary>Number of rows and columns of the Jacobian, for the documentation.</summary>
    public required Expression? Rows { get; init; }

    public required Expression Columns { get; init; }

    /// <summary>For the documentation: how it is computed.</summary>
    public required string Mode { get; init; }

    /// <summary>Floating-point operations where there are no loops; else 0.</summary>
    public int OperationCount { get; init; }
}
