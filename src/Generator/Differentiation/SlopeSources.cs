using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// What the outputs change with, by a slope: found from the results backwards, where <see cref="Dependence"/> goes from the inputs
/// forwards. And all terms that anything in the function needs at all.
/// </summary>
internal sealed class SlopeSources
{
    private readonly HashSet<Expression> _reaching = [];
    private readonly HashSet<Expression> _used = [];
    private readonly ValueSources _sources;
    private readonly LocalPartials _partials;

    public SlopeSources(Function function, ArrayAliases aliases, LocalPartials partials)
    {
        _partials = partials;
        _sources = new ValueSources(function, aliases);
        var roots = new List<Expression>(function.Body.Yields);
        Walk.Statements(function.Body, statement =>
        {
            roots.AddRange(Walk.Roots(statement));
            roots.AddRange(Walk.Regions(statement).SelectMany(region => region.Yields));
        });
        _used.UnionWith(Walk.ExpressionsOf(roots));
        Follow(function.Body.Yields);
    }

    /// <summary>Whether a change of the term, small as it may be, changes an output.</summary>
    public bool Reaches(Expression term) => _reaching.Contains(term);

    /// <summary>Whether anything needs the term, be it a condition.</summary>
    public bool Uses(Expression term) => _used.Contains(term);

    /// <summary>Whether a function that is known by its partials alone is behind a value: nobody can say whether its value moves.</summary>
    public bool IsForeign(Expression result)
    {
        var seen = new HashSet<Expression>();
        var open = new Stack<Expression>([result]);
        while (open.Count > 0)
        {
            var term = _sources.Home(open.Pop());
            if (!seen.Add(term))
            {
                continue;
            }

            if (term is Call { Rule: ForeignFunction })
            {
                return true;
            }

            foreach (var source in term is Value && _sources.Of(term) is { Count: > 0 } sources ? sources : term.Operands)
            {
                open.Push(source);
            }
        }

        return false;
    }

    private void Follow(IEnumerable<Expression> results)
    {
        var open = new Stack<Expression>(results);
        while (open.Count > 0)
        {
            var term = _sources.Home(open.Pop());
            if (!(term.Type.IsReal || term.Type.IsArray) || !_reaching.Add(term))
            {
                continue;
            }

            var operands = term switch
            {
                Value => _sources.Of(term),
                Operation { Operator: Operator.Element } => [term.Operands[0]],
                _ => term.Operands.Where((_, i) => _partials.DependsOn(term, i)),
            };
            foreach (var operand in operands)
            {
                open.Push(operand);
            }
        }
    }
}
