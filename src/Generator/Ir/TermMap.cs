namespace SymbolicJacobian.Generator.Ir;

/// <summary>
/// A dictionary from the terms of one pool. Terms are numbered, so that it is a row of entries; one that is given back serves the
/// next pass on this thread, for every pass needs one.
/// </summary>
internal sealed class TermMap<T>
{
    private const int MostKept = 1 << 20;

    [ThreadStatic]
    private static Stack<TermMap<T>>? _free;

    private Expression?[] _keys = new Expression?[64];
    private T[] _values = new T[64];
    private int _end;
    private Dictionary<Expression, T>? _others;

    public T this[Expression term]
    {
        set
        {
            var id = term.Id;
            if (id >= _keys.Length)
            {
                Grow(term);
            }

            ref var key = ref _keys[id];
            if (!ReferenceEquals(key, term) && (key is not null || _others is not null))
            {
                // Of another pool: its number means another term.
                (_others ??= [])[term] = value;
                return;
            }

            key = term;
            _values[id] = value;
            _end = Math.Max(_end, id + 1);
        }
    }

    public static TermMap<T> Rent() => _free is { Count: > 0 } free ? free.Pop() : new TermMap<T>();

    /// <summary>Empties the map for the next who rents one; the holder must not use it any more.</summary>
    public void Return()
    {
        if (_keys.Length <= MostKept)
        {
            Clear();
            (_free ??= new Stack<TermMap<T>>()).Push(this);
        }
    }

    public bool TryGetValue(Expression term, out T value)
    {
        var id = term.Id;
        if (id < _end && ReferenceEquals(_keys[id], term))
        {
            value = _values[id];
            return true;
        }

        if (_others is not null)
        {
            return _others.TryGetValue(term, out value!);
        }

        value = default!;
        return false;
    }

    public bool ContainsKey(Expression term) => TryGetValue(term, out _);

    public void Remove(Expression term)
    {
        if (term.Id < _end && ReferenceEquals(_keys[term.Id], term))
        {
            _keys[term.Id] = null;
            _values[term.Id] = default!;
        }
        else
        {
            _others?.Remove(term);
        }
    }

    /// <summary>The terms that are in it, in the order of their numbers.</summary>
    public IEnumerable<Expression> Keys
    {
        get
        {
            for (var i = 0; i < _end; i++)
            {
                if (_keys[i] is { } key)
                {
                    yield return key;
                }
            }

            foreach (var other in _others?.Keys ?? Enumerable.Empty<Expression>())
            {
                yield return other;
            }
        }
    }

    private void Clear()
    {
        Array.Clear(_keys, 0, _end);
        Array.Clear(_values, 0, _end);
        (_end, _others) = (0, null);
    }

    private void Grow(Expression term)
    {
        var length = Math.Max(2 * _keys.Length, term.Pool.Count);
        Array.Resize(ref _keys, length);
        Array.Resize(ref _values, length);
    }
}
