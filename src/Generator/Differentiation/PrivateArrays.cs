using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Whether the arrays of a statement let it be reversed where it ends: adjoints of what it reads may be added to early, where nothing
/// overwrites it later; what it writes and reads is its own, and a loop fills it anew in each iteration.
/// </summary>
internal sealed class PrivateArrays
{
    private readonly Dependence _dependence;
    private readonly FreshArrays _fresh;
    private readonly HashSet<Expression> _foreign = [];
    private readonly Func<Expression, bool> _isDirect;
    private readonly Dictionary<Expression, int> _readers = [];

    /// <param name="function">With the arrays.</param>
    /// <param name="dependence">Of its values.</param>
    /// <param name="isDirect">Whether the adjoint of an array is at hand from the start.</param>
    public PrivateArrays(Function function, Dependence dependence, Func<Expression, bool> isDirect)
    {
        _dependence = dependence;
        _isDirect = isDirect;
        _fresh = new FreshArrays(function);
        _foreign.UnionWith(function.Body.Yields.Where(yield => yield.Type.IsArray));
        _foreign.UnionWith(Walk.AllTerms(function).OfType<Opaque>().SelectMany(opaque => opaque.Operands).Where(operand => operand.Type.IsArray));
        Count(function.Body, _readers);
    }

    /// <param name="statement">To be reversed where it ends.</param>
    /// <param name="writtenLater">What is written after it, before all is reversed.</param>
    public bool Allow(Statement statement, HashSet<Expression> writtenLater)
    {
        var (written, readers) = (new HashSet<Expression>(Walk.Written(statement)), new Dictionary<Expression, int>());
        Count(statement, readers);
        return readers.Keys.Union(written).Where(_dependence.IsActive).All(array =>
        {
            var isWritten = written.Contains(array);
            if (_isDirect(array) || (array is Value { IsInput: true } && !isWritten))
            {
                return true;
            }

            if (array is not Value || !_dependence.Aliases.IsAlone(array) || _foreign.Contains(array))
            {
                return false;
            }

            return FreshArrays.IsAllocatedIn(array, statement)
                || (!writtenLater.Contains(_dependence.Aliases.Class(array)) && (!isWritten || (IsReadIn(array, readers) && (statement is not Loop loop || _fresh.IsFresh(array, loop.Body)))));
        });
    }

    private bool IsReadIn(Expression array, Dictionary<Expression, int> readers) =>
        (readers.TryGetValue(array, out var inside) ? inside : 0) == (_readers.TryGetValue(array, out var all) ? all : 0);

    private static void Count(Region region, Dictionary<Expression, int> readers)
    {
        foreach (var statement in region.Statements)
        {
            Count(statement, readers);
        }

        Count(region.Yields, readers);
    }

    /// <summary>How many statements read an array.</summary>
    private static void Count(Statement statement, Dictionary<Expression, int> readers)
    {
        Count(statement is Copy copy ? [copy.Source] : statement is Clear or Store ? Walk.Roots(statement).Skip(1) : Walk.Roots(statement), readers, statement is Copy or Recursion);
        foreach (var nested in Walk.Regions(statement))
        {
            Count(nested, readers);
        }
    }

    private static void Count(IEnumerable<Expression> roots, Dictionary<Expression, int> readers, bool isWhole = false)
    {
        foreach (var array in Walk.ExpressionsOf(roots).SelectMany(term => term switch
        {
            Operation { Operator: Operator.Element } element => [element.Operands[0]],
            { Type.IsArray: true } when isWhole => [term],
            _ => Array.Empty<Expression>(),
        }).Distinct())
        {
            readers[array] = (readers.TryGetValue(array, out var count) ? count : 0) + 1;
        }
    }
}
