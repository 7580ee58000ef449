using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Where a sweep has put the tangents of what control flow hands on and arrays keep, so that a second sweep over the same
/// statements reads them instead of carrying them along once more.
/// </summary>
internal sealed class KnownTangents
{
    private readonly Dictionary<(Expression Of, Column By), Expression> _tangents = [];

    public void Add(Expression value, Column column, Expression tangent) => _tangents[(value, column)] = tangent;

    /// <summary>The same in a copy of the function.</summary>
    public KnownTangents Mapped(Func<Expression, Expression> copyOf)
    {
        var mapped = new KnownTangents();
        foreach (var pair in _tangents)
        {
            mapped.Add(copyOf(pair.Key.Of), pair.Key.By, copyOf(pair.Value));
        }

        return mapped;
    }

    public Expression? Find(Expression value, Column column) => _tangents.TryGetValue((value, column), out var tangent) ? tangent : null;
}
