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
    private readonly FreshArrays _fresh;

    private RepeatableLoops(Function function, ArrayAliases aliases, SettledArrays settled)
    {
        _aliases = aliases;
        _settled = settled;
        _handedOut = [.. function.Body.Yields, .. function.Inputs.Select(input => input.Value)];
        _fresh = new FreshArrays(function);
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
        return FreshArrays.IsAllocatedIn(array, loop) || (_settled.IsLasting(array) && (!FreshArrays.IsRead(array, loop) || _fresh.IsFresh(array, loop.Body)));
    }

    /// <summary>The arrays that the statements of a loop read or write.</summary>
    private static IEnumerable<Expression> Arrays(Loop loop) =>
        Walk.AllTerms(loop).OfType<Operation>().Where(term => term.Operator == Operator.Element).Select(term => term.Operands[0])
            .Concat(Walk.AllTerms(loop).Where(term => term.Type.IsArray))
            .Distinct();
}
