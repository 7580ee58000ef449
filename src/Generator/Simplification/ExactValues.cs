using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// The reals of a function that have to be to the last bit what the method computes: what it yields or fills, and what decides where it goes or
/// which elements it means. All others belong to derivatives, and may be added up in another order.
/// </summary>
internal sealed class ExactValues
{
    private readonly ValueSources _sources;
    private readonly HashSet<Expression> _exact = [];

    public ExactValues(Function function, ArrayAliases aliases)
    {
        _sources = new ValueSources(function, aliases);
        var pending = new Stack<Expression>(function.Body.Yields);
        if (function.Destination is { } filled)
        {
            // What the method itself fills is not yielded again.
            pending.Push(filled);
        }

        foreach (var term in Walk.AllTerms(function))
        {
            if (!term.Type.IsReal || term is Opaque)
            {
                foreach (var operand in term.Operands.Where(operand => operand.Type.IsReal || (term is Opaque && operand.Type.IsArray)))
                {
                    pending.Push(operand);
                }
            }
        }

        while (pending.Count > 0)
        {
            foreach (var part in Walk.ExpressionsOf(pending.Pop()))
            {
                var home = _sources.Home(part);
                if ((part is Value || part.Type.IsArray) && _exact.Add(home))
                {
                    foreach (var source in _sources.Of(home))
                    {
                        pending.Push(source);
                    }
                }
            }
        }
    }

    /// <summary>Whether a value, or the elements of an array, may round otherwise.</summary>
    public bool IsFree(Expression term) => !_exact.Contains(_sources.Home(term));

    /// <summary>All terms that what is exact is made of.</summary>
    public HashSet<Expression> TermsOf(Function function)
    {
        var roots = new List<Expression>(function.Body.Yields);
        foreach (var home in _exact)
        {
            roots.AddRange(_sources.Of(home));
        }

        roots.AddRange(Walk.AllTerms(function).Where(term => !term.Type.IsReal || term is Opaque));
        return [.. Walk.ExpressionsOf(roots)];
    }
}
