namespace SymbolicJacobian.Generator.Ir;

internal enum InternKind
{
    Constant,
    Operation,
    Call,
    Opaque,
}

/// <summary>What makes two terms of a pool one term: the kind, what it applies, its type, and its operands as objects.</summary>
internal readonly struct InternKey(InternKind kind, long payload, object? reference, IrType type, Expression[] operands) : IEquatable<InternKey>
{
    /// <summary>The operator, or the 64 bits of a constant (so that 0.0 and −0.0 differ).</summary>
    public long Payload { get; } = payload;

    /// <summary>The rule of a call, the text of an opaque term.</summary>
    public object? Reference { get; } = reference;

    public IrType Type { get; } = type;

    public Expression[] Operands { get; } = operands;

    private InternKind Kind { get; } = kind;

    public bool Equals(InternKey other)
    {
        if (Kind != other.Kind || Payload != other.Payload || Operands.Length != other.Operands.Length)
        {
            return false;
        }

        for (var i = 0; i < Operands.Length; i++)
        {
            if (!ReferenceEquals(Operands[i], other.Operands[i]))
            {
                return false;
            }
        }

        return Equals(Reference, other.Reference) && (ReferenceEquals(Type, other.Type) || Type == other.Type);
    }

    public override bool Equals(object? obj) => obj is InternKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = ((int)Kind * 397) ^ Payload.GetHashCode();
        foreach (var operand in Operands)
        {
            hash = unchecked((hash * 31) + operand.Id);
        }

        return Reference is null ? hash : unchecked((hash * 31) + Reference.GetHashCode());
    }
}
