using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Loops of which the reverse sweep can run any iteration again, from the variables that it starts with alone:
/// what it reads of arrays it has itself written before, in that iteration, or nothing writes later. Then a tape holds one iteration
/// at a time.
/// </summary>
internal sealed class RepeatableLoops
{
    private readonly ArrayAliases _aliases;
    private readonly SettledArrays _settled;
    private readonly HashSet<Expression> _handedOut;
    private readonly Dictionary<Expression, Expression> _lengths;

    private RepeatableLoops(Function function, ArrayAliases aliases, SettledArrays settled)
    {
        _aliases = aliases;
        _settled = settled;
        _handedOut = [.. function.Body.Yields, .. function.Inputs.Select(input => input.Value)];
        _lengths = function.Body.Statements.OfType<Allocate>().Where(allocate => allocate.Lengths.Count == 1)
            .ToDictionary(allocate => (Expression)allocate.Target, allocate => allocate.Lengths[0]);
    }

    public static HashSet<Loop> Of(Function function, ArrayAliases aliases)
    {
        var (loops, found) = (new RepeatableLoops(function, aliases, new SettledArrays(function, aliases, [])), new HashSet<Loop>());
        foreach (var statement in function.Body.Statements)
        {
            loops.Find(statement, found);
        }

        return found;
    }

    /// <summary>The innermost, for then an iteration is short and few of its values are on the tape at any time.</summary>
    private bool Find(Statement statement, HashSet<Loop> found)
    {
        var isFound = false;
        foreach (var nested in Walk.Regions(statement).SelectMany(region => region.Statements))
        {
            isFound |= Find(nested, found);
        }

        return isFound || (statement is For loop && IsRepeatable(loop) && found.Add(loop));
    }

    private bool IsRepeatable(For loop)
    {
        // Without a loop in it, an iteration leaves a few values on the tape.
        if (ReverseRange.NeedsCount(loop) || !loop.Body.Statements.Any(statement => statement is Loop) || loop.Carried.Any(carried => carried.Phi.Type.IsArray))
        {
            return false;
        }

        var isPlain = true;
        Walk.Statements(loop.Body, statement => isPlain &= statement is Let or Store or Clear or Copy or If or Loop or Throw or Allocate { Target.Type.IsArray: true }
            && Walk.Binds(statement).All(value => !value.Type.IsArray || (statement is Allocate && _aliases.IsAlone(value))));
        return isPlain && Arrays(loop).All(array => IsRepeatable(array, loop));
    }

    private bool IsRepeatable(Expression array, For loop)
    {
        var isWritten = Walk.Written(loop).Any(written => _aliases.MayBeSame(written, array));
        if (!isWritten)
        {
            return !_aliases.IsWritten(array) || _settled.IsSettledAfter(array, loop);
        }

        if (_handedOut.Contains(array) || !_aliases.IsAlone(array))
        {
            return false;
        }

        // An array of the iteration's own is new every time.
        return IsAllocatedIn(array, loop) || (_settled.IsLasting(array) && (!IsRead(array, loop) || IsFresh(array, loop.Body)));
    }

    private static bool IsAllocatedIn(Expression array, Statement statement) => statement is Allocate allocate
        ? ReferenceEquals(allocate.Target, array)
        : Walk.Regions(statement).Any(region => region.Statements.Any(nested => IsAllocatedIn(array, nested)));

    /// <summary>The arrays that the statements of a loop read or write.</summary>
    private static IEnumerable<Expression> Arrays(Loop loop) =>
        Walk.AllTerms(loop).OfType<Operation>().Where(term => term.Operator == Operator.Element).Select(term => term.Operands[0])
            .Concat(Walk.AllTerms(loop).Where(term => term.Type.IsArray))
            .Distinct();

    private static bool IsRead(Expression array, Statement statement) =>
        Walk.AllTerms(statement).Any(term => term is Operation { Operator: Operator.Element } && ReferenceEquals(term.Operands[0], array)) || Copies(array, statement);

    private static bool Copies(Expression array, Statement statement) => (statement is Copy copy && ReferenceEquals(copy.Source, array))
        || Walk.Regions(statement).Any(region => region.Statements.Any(nested => Copies(array, nested)));

    /// <summary>Whether a region writes all of an array before it reads any of it.</summary>
    private bool IsFresh(Expression array, Region region)
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
