namespace SymbolicJacobian.Generator.Ir;

/// <summary>
/// The terms met in one walk, and those still to visit. Terms of a pool are numbered, so that a set of them is a row of marks; it is
/// kept for the next walk of this thread, for walks are what every pass is made of.
/// </summary>
internal sealed class Visited
{
    // Walks run on threads that end with their method, so little of this lasts; making it anew for each walk would cost more than the walks.
    private const int MostKept = 1 << 24;

    [ThreadStatic]
    private static Visited? _free;

    private int[] _marks = new int[256];
    private int _mark;
    private ExpressionPool? _pool;
    private HashSet<Expression>? _others;
    private Expression?[] _open = new Expression?[64];
    private int _count;

    public bool IsDone => _count == 0;

    /// <summary>An empty one; to be given back after the walk.</summary>
    public static Visited Rent()
    {
        var visited = _free ?? new Visited();
        _free = null;
        if (visited._mark == int.MaxValue)
        {
            visited = new Visited();
        }

        visited._mark++;
        return visited;
    }

    public void Return()
    {
        Array.Clear(_open, 0, _open.Length);
        (_count, _pool, _others) = (0, null, null);
        _free = _marks.Length <= MostKept ? this : null;
    }

    /// <summary>Whether a term is met for the first time.</summary>
    public bool Add(Expression term)
    {
        _pool ??= term.Pool;
        if (!ReferenceEquals(_pool, term.Pool))
        {
            // Numbers of another pool mean other terms.
            return (_others ??= []).Add(term);
        }

        if (term.Id >= _marks.Length)
        {
            Array.Resize(ref _marks, Math.Max(2 * _marks.Length, _pool.Count));
        }

        if (_marks[term.Id] == _mark)
        {
            return false;
        }

        _marks[term.Id] = _mark;
        return true;
    }

    /// <summary>Puts a term, or null as a sign of the caller's own, on top of what is to be visited.</summary>
    public void Push(Expression? term)
    {
        if (_count == _open.Length)
        {
            Array.Resize(ref _open, 2 * _count);
        }

        _open[_count++] = term;
    }

    public Expression? Pop() => _open[--_count];
}
