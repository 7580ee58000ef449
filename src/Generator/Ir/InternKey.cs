namespace SymbolicJacobian.Generator.Ir;

internal enum InternKind
{
    Constant,
    Operation,
    Call,
    Opaque,
}

/// <summary>What makes two terms of a pool one term: the kind, what it applies, its type, and its operands as objects.</summary>
internal readonly ref struct InternKey(InternKind kind, long payload, object? reference, IrType type, Expression[] operands)
{
    /// <summary>The operator, or the 64 bits of a constant (so that 0.0 and −0.0 differ).</summary>
    private readonly long _payload = payload;

    /// <summary>The rule of a call, the fragments of an opaque term.</summary>
    private readonly object? _reference = reference;

    public bool IsOf(Expression term) => HasHead(term) && HasOperands(term.Operands) && (ReferenceEquals(type, term.Type) || type == term.Type);

    public override int GetHashCode()
    {
        var hash = ((int)kind * 397) ^ _payload.GetHashCode();
        foreach (var operand in operands)
        {
            hash = unchecked((hash * 31) + operand.Id);
        }

        return _reference switch
        {
            null => hash,
            IReadOnlyList<string> fragments => unchecked((hash * 31) + fragments[0].GetHashCode()),
            _ => unchecked((hash * 31) + _reference.GetHashCode()),
        };
    }

    private bool HasHead(Expression term) => term switch
    {
        Constant constant => kind == InternKind.Constant && constant.Bits == _payload,
        Operation operation => kind == InternKind.Operation && (int)operation.Operator == _payload,
        Call call => kind == InternKind.Call && call.Rule.Equals(_reference),
        Opaque opaque => kind == InternKind.Opaque && opaque.Fragments.SequenceEqual((IReadOnlyList<string>)_reference!),
        _ => false,
    };

    private bool HasOperands(Terms others)
    {
        if (operands.Length != others.Count)
        {
            return false;
        }

        for (var i = 0; i < operands.Length; i++)
        {
            if (!ReferenceEquals(operands[i], others[i]))
            {
                return false;
            }
        }

        return true;
    }
}
