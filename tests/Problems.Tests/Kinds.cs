namespace Problems;

/// <summary>The kinds of derivative that the problems ask for.</summary>
internal static class Kinds
{
    /// <summary>For methods with a vector as result.</summary>
    public const Derivatives Vector = Derivatives.Jacobian | Derivatives.SparseJacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.GaussNewton;

    /// <summary>For methods with a number as result.</summary>
    public const Derivatives Scalar = Derivatives.Jacobian | Derivatives.Jvp;
}
