using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>A tangent of one value: it can be scaled, added, converted, and chosen by a condition.</summary>
internal interface ITangent<T>
{
    bool IsNone { get; }

    T Scaled(Expression factor);

    T Plus(T other);

    T Converted(IrType type);

    /// <summary>This one where the condition holds, the other elsewhere.</summary>
    T Chosen(Expression condition, T otherwise, IrType type);
}

/// <summary>
/// The gradient of one value as terms, one per column that it depends on, by column number. A column that is not here is a
/// structural zero: absent, which is not the same as the number 0.
/// </summary>
internal sealed class Tangent : ITangent<Tangent>
{
    public static readonly Tangent None = new([]);

    private readonly SortedDictionary<int, Expression> _terms;

    private Tangent(SortedDictionary<int, Expression> terms)
    {
        _terms = terms;
    }

    public bool IsNone => _terms.Count == 0;

    public IEnumerable<int> Columns => _terms.Keys;

    public Expression? this[int column] => _terms.TryGetValue(column, out var term) ? term : null;

    public static Tangent Unit(int column, Expression one) => new(new SortedDictionary<int, Expression> { [column] = one });

    public static Tangent Of(IEnumerable<(int Column, Expression Term)> terms)
    {
        var tangent = new SortedDictionary<int, Expression>();
        foreach (var (column, term) in terms)
        {
            tangent.Add(column, term);
        }

        return tangent.Count == 0 ? None : new Tangent(tangent);
    }

    public Tangent Scaled(Expression factor) => Map(term => factor * term);

    public Tangent Converted(IrType type) => Map(term => term.Pool.Convert(type, term));

    public Tangent Chosen(Expression condition, Tangent otherwise, IrType type)
    {
        var zero = condition.Pool.Real(0, type);
        return Merge(otherwise, (a, b) => condition.Pool.Select(condition, a ?? zero, b ?? zero));
    }

    private Tangent Map(Func<Expression, Expression> map) => Of(_terms.Select(pair => (pair.Key, map(pair.Value))));

    public Tangent Plus(Tangent other) => IsNone ? other : other.IsNone ? this : Merge(other, (a, b) => a is null ? b! : b is null ? a : a + b);

    /// <summary>Combines column by column; a structural zero arrives as null.</summary>
    private Tangent Merge(Tangent other, Func<Expression?, Expression?, Expression> combine) =>
        Of(Columns.Union(other.Columns).Select(column => (column, combine(this[column], other[column]))));
}
