using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// How many terms the sweep over all columns at once would make, in either order, before it makes them. Straight-line code alone
/// is counted for each column and row: what loops and branches carry is little beside it, and counts once.
/// </summary>
internal sealed class SweepSize
{
    /// <summary>Some thousand statements come of as many.</summary>
    private const long MostTerms = 60_000;

    private readonly Function _function;
    private readonly Dependence _dependence;

    public SweepSize(Function function, ColumnSpace space, CancellationToken cancellation)
    {
        _function = function;
        _dependence = new Dependence(function, space, new LocalPartials(), cancellation);
        IsForwardPossible = Forward() <= MostTerms;
        IsReversePossible = IsForwardPossible && Entries() <= MostTerms || Reverse() <= MostTerms;
    }

    /// <summary>Carrying the tangents of all columns is not too much.</summary>
    public bool IsForwardPossible { get; }

    /// <summary>Going back from each row is not too much.</summary>
    public bool IsReversePossible { get; }

    public bool IsTooLarge => !IsForwardPossible && !IsReversePossible;

    /// <summary>Whether second derivatives by all pairs of columns would be too much.</summary>
    public static bool IsTooLargeTwice(Function function, int columns) =>
        (long)Walk.AllTerms(function).Length * columns * (columns + 1) / 2 > MostTerms;

    /// <summary>Trying several ways would cost more than the best of them is better.</summary>
    public static bool IsLong(Function function) => Walk.AllTerms(function).Length > MostTerms / 10;

    /// <summary>The tangents of every term, one for each column that it depends on.</summary>
    private long Forward() => Walk.AllTerms(_function).Where(term => term.Type.IsReal).Sum(term => Count(term));

    private long Entries() => _function.Body.Yields.Where(yield => !yield.Type.IsArray).Sum(yield => Count(yield));

    /// <summary>The adjoints of every term for each row that depends on it.</summary>
    private long Reverse()
    {
        var definitions = new Dictionary<Expression, Expression>();
        Walk.Statements(_function.Body, statement =>
        {
            if (statement is Let let)
            {
                definitions[let.Target] = let.Definition;
            }
        });
        var count = 0L;
        foreach (var yield in _function.Body.Yields)
        {
            var (seen, open) = (new HashSet<Expression>(), new Stack<Expression>([yield]));
            while (open.Count > 0 && count <= MostTerms)
            {
                var term = open.Pop();
                if (!seen.Add(term) || !_dependence.IsActive(term))
                {
                    continue;
                }

                count++;
                if (definitions.TryGetValue(term, out var definition))
                {
                    open.Push(definition);
                }

                foreach (var operand in term.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return count;
    }

    private int Count(Expression term)
    {
        var (set, count) = (_dependence.Of(term), 0);
        foreach (var part in set.ToByteArray())
        {
            for (var bits = part; bits != 0; bits &= (byte)(bits - 1))
            {
                count++;
            }
        }

        return count;
    }
}
