namespace SymbolicJacobian;

/// <summary>Stands on every generated member: what it is a derivative of, which one, and whether it is exact.</summary>
/// <remarks>Written by the generator, which also reads it in other assemblies to use the member as a rule.</remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class GeneratedDerivativeAttribute : Attribute
{
    /// <summary>Names the differentiated method and the kind of derivative.</summary>
    /// <param name="method">The name of the method in the same type.</param>
    /// <param name="kind">The flag of <see cref="Derivatives"/> that asked for this member.</param>
    public GeneratedDerivativeAttribute(string method, Derivatives kind)
    {
        Method = method;
        Kind = kind;
    }

    /// <summary>The name of the differentiated method.</summary>
    public string Method { get; }

    /// <summary>The kind of derivative.</summary>
    public Derivatives Kind { get; }

    /// <summary><see langword="false"/> where any part is approximated by differences.</summary>
    public bool IsExact { get; set; }

    /// <summary>
    /// <see langword="true"/> where the method reads elements of the span that it fills before it has written them: this member, which leaves that span out,
    /// takes them for zeros.
    /// </summary>
    public bool ReadsDestination { get; set; }
}
