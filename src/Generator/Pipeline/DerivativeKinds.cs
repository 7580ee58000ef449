namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>Mirror of the runtime's Derivatives (the generator does not reference the runtime).</summary>
[Flags]
internal enum DerivativeKinds
{
    None = 0,
    Jacobian = 1,
    Jvp = 2,
    Vjp = 4,
    Hessian = 8,
    HessianVectorProduct = 16,
    SparseJacobian = 32,
    GaussNewton = 64,
    Batch = 128,
}

internal static class DerivativeKindsExtensions
{
    /// <summary>The kinds that have members by now; what else is asked for is said (SJ0017).</summary>
    public const DerivativeKinds Generated = DerivativeKinds.Jacobian | DerivativeKinds.Jvp | DerivativeKinds.Vjp | DerivativeKinds.SparseJacobian | DerivativeKinds.GaussNewton
        | DerivativeKinds.Hessian | DerivativeKinds.HessianVectorProduct | DerivativeKinds.Batch;

    /// <summary>The single kinds in a set, those that can be generated.</summary>
    public static IEnumerable<DerivativeKinds> Each(this DerivativeKinds kinds)
    {
        for (var bit = 1; bit <= (int)Generated; bit <<= 1)
        {
            var kind = (DerivativeKinds)bit;
            if ((kinds & Generated & kind) != 0)
            {
                yield return kind;
            }
        }
    }
}
