using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Which arrays a body writes to, and when.</summary>
internal sealed class ArrayStores
{
    private readonly Dictionary<Statement, int> _places = [];
    private readonly Dictionary<Expression, Expression> _names = [];
    private readonly List<(int First, int Last)> _loops = [];
    private readonly List<(int At, Expression Array)> _stores = [];
    private readonly Dictionary<Expression, int> _made = [];
    private readonly ISet<Statement> _except;
    private int _next;

    /// <param name="body">What is looked through.</param>
    /// <param name="except">Statements that do not count, with what is nested in them.</param>
    /// <param name="mayBe">Which arrays a name may stand for.</param>
    public ArrayStores(Region body, ISet<Statement> except, Func<Expression, IEnumerable<Expression>> mayBe)
    {
        _except = except;
        Visit(body, counts: true, mayBe);
    }

    /// <summary>Whether one of the arrays, or what may be one of them, is written to after a statement, or in a later iteration of a loop around it.</summary>
    public bool AnyAfter(Statement statement, IReadOnlyList<Expression> arrays)
    {
        if (!_places.TryGetValue(statement, out var place))
        {
            return false;
        }

        var around = _loops.Where(loop => loop.First < place && place <= loop.Last).ToArray();
        var same = arrays.Select(Find).ToArray();
        return _stores.Any(store => same.Contains(Find(store.Array)) && store.At > First(store.Array));

        // What each iteration makes anew is another array in a later one.
        int First(Expression array) => _made.TryGetValue(array, out var made)
            ? around.Where(loop => made <= loop.First || made > loop.Last).Select(loop => loop.First).Append(place).Min()
            : around.Select(loop => loop.First).Append(place).Min();
    }

    private void Visit(Region region, bool counts, Func<Expression, IEnumerable<Expression>> mayBe)
    {
        foreach (var statement in region.Statements)
        {
            var place = _places[statement] = _next++;
            var isCounted = counts && !_except.Contains(statement);
            foreach (var array in isCounted ? WrittenBy(statement) : [])
            {
                _stores.Add((place, array));
                foreach (var one in mayBe(array))
                {
                    Unite(array, one);
                }
            }

            foreach (var inner in statement.Regions)
            {
                Visit(inner, isCounted, mayBe);
            }

            if (statement is Allocate allocate)
            {
                _made[allocate.Target] = place;
            }

            if (statement is Loop)
            {
                _loops.Add((place, _next - 1));
            }

            Join(statement);
        }
    }

    private static IEnumerable<Expression> WrittenBy(Statement statement) => statement switch
    {
        Store store => [store.Array],
        Copy copy => [copy.Destination],
        Clear clear => [clear.Array],
        Evaluate { Adds: { } adds } => adds,
        _ => [],
    };

    /// <summary>Names for arrays that a branch or a loop hands on.</summary>
    private void Join(Statement statement)
    {
        switch (statement)
        {
            case If branch:
                Unite(branch.Results, branch.Then.Yields);
                Unite(branch.Results, branch.Else.Yields);
                break;
            case Loop loop:
                Unite(loop.Results, loop.Carried.Select(carried => (Expression)carried.Phi).ToArray());
                Unite(loop.Body.Yields, loop.Carried.Select(carried => (Expression)carried.Phi).ToArray());
                Unite(loop.Carried.Select(carried => carried.Initial).ToArray(), loop.Carried.Select(carried => (Expression)carried.Phi).ToArray());
                break;
        }
    }

    private void Unite(IReadOnlyList<Expression> some, IReadOnlyList<Expression> others)
    {
        for (var i = 0; i < Math.Min(some.Count, others.Count); i++)
        {
            if (some[i].Type.IsArray && others[i].Type.IsArray)
            {
                Unite(some[i], others[i]);
            }
        }
    }

    private void Unite(Expression a, Expression b) => _names[Find(a)] = Find(b);

    private Expression Find(Expression array)
    {
        while (_names.TryGetValue(array, out var next) && !ReferenceEquals(next, array))
        {
            array = next;
        }

        return array;
    }
}
