using System.Collections;

namespace SymbolicJacobian.Generator.Ir;

/// <summary>The operands of a term: a list that is walked without an enumerator on the heap.</summary>
internal readonly struct Terms : IReadOnlyList<Expression>
{
    private readonly Expression[] _items;

    public Terms(IReadOnlyList<Expression> items)
    {
        _items = items as Expression[] ?? [.. items];
    }

    public int Count => _items.Length;

    public Expression this[int index] => _items[index];

    /// <summary>What becomes of them; null where nothing does, as for most terms in most passes.</summary>
    public Expression[]? Changed(Func<Expression, Expression> replace)
    {
        Expression[]? changed = null;
        for (var i = 0; i < _items.Length; i++)
        {
            var item = replace(_items[i]);
            if (changed is null && !ReferenceEquals(item, _items[i]))
            {
                changed = (Expression[])_items.Clone();
            }

            if (changed is not null)
            {
                changed[i] = item;
            }
        }

        return changed;
    }

    public Enumerator GetEnumerator() => new(_items);

    IEnumerator<Expression> IEnumerable<Expression>.GetEnumerator() => ((IEnumerable<Expression>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    public struct Enumerator(Expression[] items)
    {
        private int _next;

        public readonly Expression Current => items[_next - 1];

        public bool MoveNext() => _next++ < items.Length;
    }
}
