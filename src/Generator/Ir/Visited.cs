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
    private Expression[] _noted = new Expression[64];
    private int _count;
    private int _deepest;
    private int _notes;

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

    /// <returns>The terms noted, in that order.</returns>
    public Expression[] Return()
    {
        Expression[] noted = _notes == 0 ? [] : new Expression[_notes];
        Array.Copy(_noted, noted, _notes);
        Array.Clear(_noted, 0, _notes);
        Array.Clear(_open, 0, _deepest);
        (_count, _deepest, _notes, _pool, _others) = (0, 0, 0, null, null);
        _free = _marks.Length <= MostKept ? this : null;
        return noted;
    }

    /// <summary>Adds a term to what the walk has found.</summary>
    public void Note(Expression term)
    {
        if (_notes == _noted.Length)
        {
            Array.Resize(ref _noted, 2 * _notes);
        }

        _noted[_notes++] = term;
    }

    /// <summary>Whether a term is met for the first time.</summary>
    public bool Add(Expression term)
    {
        Effort.Step();
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
        _deepest = Math.Max(_deepest, _count);
    }

    public Expression? Pop() => _open[--_count];
}
