namespace SymbolicJacobian;

/// <summary>Teaches the generator the derivative of a function whose source it cannot see.</summary>
/// <remarks>
/// The marked static method takes the parameters of that function and returns its partial derivative, or a tuple of
/// the partial derivatives in the order of the parameters. By an array of reals that is an array, of an array by an array a
/// matrix; of an instance method the rule takes the object first.
/// </remarks>
/// <example>
/// <code>
/// [DerivativeRule(typeof(Special), nameof(Special.Gamma))]
/// static double GammaDerivative(double x) => Special.Gamma(x) * Special.Digamma(x);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DerivativeRuleAttribute : Attribute
{
    /// <summary>Names the function that the marked method differentiates.</summary>
    /// <param name="type">The type that declares it.</param>
    /// <param name="method">Its name; the overload is the one with the marked method's parameters.</param>
    public DerivativeRuleAttribute(Type type, string method)
    {
        Type = type;
        Method = method;
    }

    /// <summary>The type that declares the differentiated function.</summary>
    public Type Type { get; }

    /// <summary>The name of the differentiated function.</summary>
    public string Method { get; }
}
