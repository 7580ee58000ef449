namespace SymbolicJacobian;

/// <summary>
/// Marks a Jacobian written by hand, which is checked against the derived one while compiling; a wrong entry is
/// underlined.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class JacobianOfAttribute : Attribute
{
    /// <summary>Names the function whose Jacobian the marked method computes.</summary>
    /// <param name="method">The name of a method of the same type.</param>
    public JacobianOfAttribute(string method) => Method = method;

    /// <summary>The name of the function whose Jacobian the marked method computes.</summary>
    public string Method { get; }
}
