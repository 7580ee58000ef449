namespace SymbolicJacobian.Generator.Ir;

/// <summary>Binds a new object of a type of the runtime: memory that is not an array of reals.</summary>
internal sealed class Construct : Statement
{
    public Construct(Value target, IReadOnlyList<Expression> arguments)
    {
        Target = target;
        Arguments = arguments;
    }

    /// <summary>Of an opaque type, whose name is that of the runtime's (see <see cref="TypeOf"/>).</summary>
    public Value Target { get; }

    public IReadOnlyList<Expression> Arguments { get; }

    public static IrType TypeOf(string name) => IrType.Opaque("global::SymbolicJacobian." + name);
}

/// <summary>Calls a method of such an object for its effect on the object, or on the span it is given.</summary>
internal sealed class Invoke : Statement
{
    public Invoke(Expression receiver, string method, params Expression[] arguments)
    {
        Receiver = receiver;
        Method = method;
        Arguments = arguments;
    }

    public Expression Receiver { get; }

    public string Method { get; }

    public IReadOnlyList<Expression> Arguments { get; }
}
