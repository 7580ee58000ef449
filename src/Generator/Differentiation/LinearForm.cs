using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>One summand of a gradient whose columns are counted at run time.</summary>
internal abstract class Part
{
    protected Part(Expression coefficient, Expression? guard)
    {
        Effort.Term();
        (Coefficient, Guard) = (coefficient, guard);
    }

    public Expression Coefficient { get; }

    /// <summary>The summand counts only where this holds; null where it always does.</summary>
    public Expression? Guard { get; }

    public abstract Part With(Expression coefficient, Expression? guard);

    /// <summary>The same for parts that differ in their coefficients only.</summary>
    public abstract (object, object?, object?) Key { get; }

    public bool IsLike(Part other) => Key.Equals(other.Key);
}

/// <summary>coefficient · e_position: what one element of an input contributes.</summary>
internal sealed class Spike(Value input, IReadOnlyList<Expression> indices, Expression position, Expression coefficient, Expression? guard = null)
    : Part(coefficient, guard)
{
    public Value Input { get; } = input;

    /// <summary>Which element; none for a scalar.</summary>
    public IReadOnlyList<Expression> Indices { get; } = indices;

    /// <summary>Its column.</summary>
    public Expression Position { get; } = position;

    /// <summary>Where the coefficient is one of several that lie in memory one after the other: the memory, where they begin, and which it is.</summary>
    public (Expression Array, Expression Start, int Column)? Block { get; init; }

    public override Part With(Expression coefficient, Expression? guard) => new Spike(Input, Indices, Position, coefficient, guard);

    public override (object, object?, object?) Key => (Position, null, Guard);
}

/// <summary>coefficient · array[start .. start + columns): a gradient that was laid down in memory before.</summary>
internal sealed class Row(Expression array, Expression start, Expression coefficient, Expression? guard = null) : Part(coefficient, guard)
{
    public Expression Array { get; } = array;

    public Expression Start { get; } = start;

    public override Part With(Expression coefficient, Expression? guard) => new Row(Array, Start, coefficient, guard);

    public override (object, object?, object?) Key => (Array, Start, Guard);
}

/// <summary>coefficient · Σ over the iterations of a loop: the sum is multiplied out where it is needed, by running the loop's range again.</summary>
internal sealed class Sum(For loop, LinearForm terms, Expression coefficient, Expression? guard = null) : Part(coefficient, guard)
{
    public For Loop { get; } = loop;

    /// <summary>What one iteration adds, in terms of the loop's body.</summary>
    public LinearForm Terms { get; } = terms;

    public override Part With(Expression coefficient, Expression? guard) => new Sum(Loop, Terms, coefficient, guard);

    public override (object, object?, object?) Key => (Terms, null, Guard);
}

/// <summary>A gradient over columns counted at run time: a sum of unit vectors, of rows in memory and of sums over loops.</summary>
internal sealed class LinearForm : ITangent<LinearForm>
{
    public static readonly LinearForm None = new([]);

    public LinearForm(IReadOnlyList<Part> parts)
    {
        Parts = parts;
    }

    public IReadOnlyList<Part> Parts { get; }

    public bool IsNone => Parts.Count == 0;

    public LinearForm Scaled(Expression factor) => Map(part => part.With(factor * part.Coefficient, part.Guard));

    public LinearForm Plus(LinearForm other)
    {
        if (IsNone || other.IsNone)
        {
            return IsNone ? other : this;
        }

        var parts = Parts.ToList();
        var places = new Dictionary<(object, object?, object?), int>();
        for (var i = 0; i < parts.Count; i++)
        {
            places[parts[i].Key] = i;
        }

        foreach (var part in other.Parts)
        {
            if (places.TryGetValue(part.Key, out var like))
            {
                parts[like] = part.With(parts[like].Coefficient + part.Coefficient, part.Guard);
            }
            else
            {
                places.Add(part.Key, parts.Count);
                parts.Add(part);
            }
        }

        return new LinearForm(parts);
    }

    // Memory and positions are of the element type of the result; only the coefficient changes its precision.
    public LinearForm Converted(IrType type) => Map(part => part.With(part.Coefficient.Pool.Convert(type, part.Coefficient), part.Guard));

    public LinearForm Chosen(Expression condition, LinearForm otherwise, IrType type)
    {
        // What both operands have alike counts whatever the condition.
        var others = new Dictionary<(object, object?, object?), Part>();
        foreach (var other in otherwise.Parts)
        {
            others[other.Key] = other;
        }

        var common = Parts.Where(part => others.TryGetValue(part.Key, out var other) && ReferenceEquals(other.Coefficient, part.Coefficient)).ToArray();
        var not = Negation(condition);
        return new LinearForm(common)
            .Plus(Without(common).Guarded(condition))
            .Plus(otherwise.Without(common).Guarded(not));
    }

    private LinearForm Without(IReadOnlyList<Part> parts)
    {
        if (parts.Count == 0)
        {
            return this;
        }

        var keys = new HashSet<(object, object?, object?)>(parts.Select(part => part.Key));
        return new LinearForm([.. Parts.Where(part => !keys.Contains(part.Key))]);
    }

    private LinearForm Guarded(Expression condition) => Map(part => part.With(
        part.Coefficient,
        part.Guard is null ? condition : condition.Pool.Operation(Operator.And, IrType.Boolean, condition, part.Guard)));

    private static Expression Negation(Expression condition) => condition.Pool.Operation(Operator.Not, IrType.Boolean, condition);

    private LinearForm Map(Func<Part, Part> map) => IsNone ? this : new LinearForm([.. Parts.Select(map)]);
}
