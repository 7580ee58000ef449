using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Arrays that a loop fills anew in each iteration, so that nothing of them comes from one before.</summary>
internal sealed class FreshArrays
{
    private readonly Dictionary<Expression, Expression> _lengths = [];

    public FreshArrays(Function function) => Walk.Statements(function.Body, statement =>
    {
        if (statement is Allocate { Lengths: [var length] } allocate)
        {
            _lengths[allocate.Target] = length;
        }
    });

    public static bool IsAllocatedIn(Expression array, Statement statement) => statement is Allocate allocate
        ? ReferenceEquals(allocate.Target, array)
        : Walk.Regions(statement).Any(region => region.Statements.Any(nested => IsAllocatedIn(array, nested)));

    public static bool IsRead(Expression array, Statement statement) =>
        Walk.AllTerms(statement).Any(term => term is Operation { Operator: Operator.Element } && ReferenceEquals(term.Operands[0], array)) || Copies(array, statement);

    private static bool Copies(Expression array, Statement statement) => (statement is Copy copy && ReferenceEquals(copy.Source, array))
        || Walk.Regions(statement).Any(region => region.Statements.Any(nested => Copies(array, nested)));

    /// <summary>Whether a region writes all of an array before it reads any of it.</summary>
    public bool IsFresh(Expression array, Region region)
    {
        Statement[] mentions = [.. region.Statements.Where(statement => Mentions(array, statement))];
        return mentions.Length == 0
            || Fills(array, mentions[0])
            || (mentions.Length == 1 && Walk.Regions(mentions[0]) is { Length: > 0 } nested && !Walk.Roots(mentions[0]).Any(root => Reads(array, root)) && nested.All(inner => IsFresh(array, inner)));
    }

    private static bool Mentions(Expression array, Statement statement) => Walk.AllTerms(statement).Any(term => ReferenceEquals(term, array));

    private static bool Reads(Expression array, Expression root) => Walk.Any(root, term => ReferenceEquals(term, array));

    /// <summary>A loop over its whole length that stores an element in every iteration and reads none; or a clearing of all of it.</summary>
    private bool Fills(Expression array, Statement statement)
    {
        if (!_lengths.TryGetValue(array, out var length))
        {
            return false;
        }

        return statement switch
        {
            For { Guard: null, Start: Constant { Integer: 0 }, Step: Constant { Integer: 1 }, Comparison: Operator.Less } loop =>
                ReferenceEquals(loop.Bound, length)
                && !IsRead(array, loop)
                && loop.Body.Statements.Any(inner => inner is Store store && ReferenceEquals(store.Array, array) && ReferenceEquals(store.Indices[0], loop.Index)),
            Clear clear => ReferenceEquals(clear.Array, array) && clear.Start is Constant { Integer: 0 } && ReferenceEquals(clear.Count, length),
            _ => false,
        };
    }
}
