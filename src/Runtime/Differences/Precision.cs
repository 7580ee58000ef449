namespace SymbolicJacobian;

/// <summary>The arithmetic that a function computes in; it fixes the unit roundoff, hence steps and tolerances.</summary>
public enum Precision
{
    /// <summary><see cref="double"/>, ε = 2⁻⁵².</summary>
    Double = 0,

    /// <summary><see cref="float"/>, ε = 2⁻²³: inputs or outputs are rounded to <see cref="float"/> anywhere.</summary>
    Single = 1,
}
