namespace SymbolicJacobian.Generator.Ir;

/// <summary>Makes an empty tape at the top of a function: a stack on which a loop leaves what its reversal needs.</summary>
internal sealed class OpenTape : Statement
{
    public OpenTape(Value target, IrType element)
    {
        Target = target;
        Element = element;
    }

    /// <summary>Of the opaque type <c>Tape&lt;element&gt;</c>.</summary>
    public Value Target { get; }

    public IrType Element { get; }

    public static IrType TypeOf(IrType element) => IrType.Opaque($"Tape<{element.CSharp}>");
}

internal sealed class Push : Statement
{
    public Push(Value tape, Expression value)
    {
        Tape = tape;
        Value = value;
    }

    public Value Tape { get; }

    public Expression Value { get; }
}

/// <summary>Binds the value on top of a tape and takes it off.</summary>
internal sealed class Pop : Statement
{
    public Pop(Value target, Value tape)
    {
        Target = target;
        Tape = tape;
    }

    public Value Target { get; }

    public Value Tape { get; }
}
