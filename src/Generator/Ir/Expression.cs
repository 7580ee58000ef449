namespace SymbolicJacobian.Generator.Ir;

/// <summary>
/// A pure term. Terms are interned in their <see cref="ExpressionPool"/>: two equal terms of a pool are one object,
/// so that sharing between a value and its derivatives is found by construction.
/// The C# operators on expressions are those of <see cref="Algebra"/>: they simplify as real numbers do and are for
/// derivatives only; what the user wrote is built with <see cref="ExpressionPool.Operation"/>, which keeps every rounding.
/// </summary>
internal abstract partial class Expression
{
    private protected Expression(ExpressionPool pool, IrType type, IReadOnlyList<Expression> operands)
    {
        Pool = pool;
        Id = pool.NextId();
        Type = type;
        Operands = new Terms(operands);
    }

    public ExpressionPool Pool { get; }

    /// <summary>Order of creation in the pool: operands come before what uses them.</summary>
    public int Id { get; }

    public IrType Type { get; }

    public Terms Operands { get; }

    // One object is one term, so identity is equality; the number is the cheapest hash there is, and every pass hashes terms.
    public sealed override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public sealed override int GetHashCode() => Id;
}

/// <summary>A literal, held as bits: 0.0 and −0.0 differ, a NaN equals itself.</summary>
internal sealed class Constant : Expression
{
    internal Constant(ExpressionPool pool, IrType type, long bits)
        : base(pool, type, [])
    {
        Bits = bits;
    }

    /// <summary>A double's or (widened) float's bits, an integer, or 0 and 1 for a bool.</summary>
    public long Bits { get; }

    public double Real => BitConverter.Int64BitsToDouble(Bits);

    public long Integer => Bits;
}

/// <summary>A name that a statement or the signature binds exactly once (static single assignment).</summary>
internal sealed class Value : Expression
{
    internal Value(ExpressionPool pool, IrType type, string name, int variable, string? access)
        : base(pool, type, [])
    {
        Name = name;
        Variable = variable;
        Access = access;
    }

    /// <summary>What the user called it, or a name derived from that (<c>dz_dx</c>); empty where nobody named it.</summary>
    public string Name { get; }

    /// <summary>Versions of one local of the user share this number and, where lifetimes allow, one C# local; 0 for none.</summary>
    public int Variable { get; }

    /// <summary>For an input: the C# that reads it (<c>x</c>, <c>p.X</c>, <c>@class</c>). Null for everything bound in the body.</summary>
    public string? Access { get; }

    public bool IsInput => Access is not null;
}

/// <summary>An operator applied to operands.</summary>
internal sealed class Operation : Expression
{
    internal Operation(ExpressionPool pool, IrType type, Operator op, IReadOnlyList<Expression> operands)
        : base(pool, type, operands)
    {
        Operator = op;
    }

    public Operator Operator { get; }
}

/// <summary>A function of the rule table applied to its arguments.</summary>
internal sealed class Call : Expression
{
    internal Call(ExpressionPool pool, IrType type, Rule rule, IReadOnlyList<Expression> operands)
        : base(pool, type, operands)
    {
        Rule = rule;
    }

    public Rule Rule { get; }
}

/// <summary>
/// C# that is constant for the derivative (a field, a static table, a call on constants), as text with holes for its
/// operands: fragments[0] operand[0] fragments[1] … It has no side effect and may be evaluated again.
/// </summary>
internal sealed class Opaque : Expression
{
    internal Opaque(ExpressionPool pool, IrType type, IReadOnlyList<string> fragments, IReadOnlyList<Expression> operands)
        : base(pool, type, operands)
    {
        Fragments = fragments;
    }

    public IReadOnlyList<string> Fragments { get; }
}
