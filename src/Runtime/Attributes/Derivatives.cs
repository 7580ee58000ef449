namespace SymbolicJacobian;

/// <summary>The derivatives that <see cref="DifferentiableAttribute"/> asks for; they combine as flags.</summary>
/// <remarks>
/// <c>m</c> counts the rows (outputs) and <c>n</c> the columns (inputs that are not constant). Dense matrices in spans
/// are row-major.
/// </remarks>
[Flags]
public enum Derivatives
{
    /// <summary>The full matrix of first derivatives, <c>m·n</c>; for a scalar function its gradient, <c>n</c>.</summary>
    Jacobian = 1,

    /// <summary>The product <c>J·v</c> (forward mode), <c>m</c> entries from a tangent of <c>n</c>.</summary>
    Jvp = 2,

    /// <summary>The product <c>vᵀ·J</c> (reverse mode), <c>n</c> entries from a cotangent of <c>m</c>.</summary>
    Vjp = 4,

    /// <summary>All second derivatives: <c>m·n·n</c>, for a scalar function <c>n·n</c>.</summary>
    Hessian = 8,

    /// <summary>The product <c>H·v</c> of a scalar function's Hessian with a vector, without forming <c>H</c>; <c>n</c> entries.</summary>
    HessianVectorProduct = 16,

    /// <summary>The pattern of the entries that can differ from zero, and their values in its (CSR) order.</summary>
    SparseJacobian = 32,

    /// <summary><c>½‖f‖²</c>, <c>JᵀJ</c> (<c>n·n</c>) and <c>Jᵀf</c> (<c>n</c>) without forming <c>J</c>.</summary>
    GaussNewton = 64,

    /// <summary>The Jacobians (or gradients) of many points in one call.</summary>
    Batch = 128,
}
