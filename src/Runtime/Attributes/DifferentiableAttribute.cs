namespace SymbolicJacobian;

/// <summary>Generates derivatives of the method beside it, in the same <c>partial</c> type.</summary>
/// <example>
/// <code>
/// public static partial class Course
/// {
///     [Differentiable]
///     public static double[] F(double x, double y) => [x * x + y, x * y];   // gives FJacobian, FValueAndJacobian, …
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute
{
    /// <summary>Asks for the Jacobian; for a scalar function its gradient.</summary>
    public DifferentiableAttribute()
        : this(Derivatives.Jacobian)
    {
    }

    /// <summary>Asks for the given derivatives.</summary>
    /// <param name="derivatives">One or more flags.</param>
    public DifferentiableAttribute(Derivatives derivatives) => Derivatives = derivatives;

    /// <summary>The derivatives to generate.</summary>
    public Derivatives Derivatives { get; }

    /// <summary>What happens to a part with no exact derivative; by default it is approximated, with a warning.</summary>
    public Fallback Fallback { get; set; }
}
