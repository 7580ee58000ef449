namespace Problems;

/// <summary>The kinds of derivative that the problems ask for.</summary>
internal static class Kinds
{
    /// <summary>For methods with a vector as result.</summary>
    public const Derivatives Vector = Derivatives.Jacobian | Derivatives.SparseJacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.GaussNewton | Derivatives.Hessian | Derivatives.Batch;

    /// <summary>For methods with a number as result.</summary>
    public const Derivatives Scalar = Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Hessian | Derivatives.HessianVectorProduct | Derivatives.Batch;

    /// <summary>For iterations whose exit the data decide: beyond the first, derivatives of what was iterated are not those of the limit.</summary>
    public const Derivatives FirstOrder = Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Batch;
}
