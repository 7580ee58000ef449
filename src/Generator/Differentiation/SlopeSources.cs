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
    private readonly Dictionary<Expression, List<Expression>> _sources = [];
    private readonly LocalPartials _partials;
    private readonly ArrayAliases _aliases;

    public SlopeSources(Function function, ArrayAliases aliases, LocalPartials partials)
    {
        _partials = partials;
        _aliases = aliases;
        var roots = new List<Expression>(function.Body.Yields);
        Walk.Statements(function.Body, statement =>
        {
            roots.AddRange(Walk.Roots(statement));
            roots.AddRange(Walk.Regions(statement).SelectMany(region => region.Yields));
            Note(statement);
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
            var term = Home(open.Pop());
            if (!seen.Add(term))
            {
                continue;
            }

            if (term is Call { Rule: ForeignFunction })
            {
                return true;
            }

            foreach (var source in term is Value && _sources.TryGetValue(term, out var sources) ? sources : [.. term.Operands])
            {
                open.Push(source);
            }
        }

        return false;
    }

    private void Note(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                From(let.Target, let.Definition);
                break;
            case Store store:
                From(store.Array, store.Value);
                break;
            case Copy copy:
                From(copy.Destination, copy.Source);
                break;
            case If branch:
                foreach (var arm in new[] { branch.Then, branch.Else }.Where(arm => !arm.Throws))
                {
                    From(branch.Results, arm.Yields);
                }

                break;
            case Loop loop:
                From([.. loop.Carried.Select(carried => carried.Phi)], [.. loop.Carried.Select(carried => carried.Initial)]);
                From([.. loop.Carried.Select(carried => carried.Phi)], loop.Body.Yields);
                From(loop.Results, [.. loop.Carried.Select(carried => carried.Phi)]);
                break;
        }
    }

    private void From(IReadOnlyList<Value> targets, IReadOnlyList<Expression> sources)
    {
        for (var i = 0; i < targets.Count && i < sources.Count; i++)
        {
            From(targets[i], sources[i]);
        }
    }

    private void From(Expression target, Expression source)
    {
        var key = Home(target);
        if (!_sources.TryGetValue(key, out var known))
        {
            _sources.Add(key, known = []);
        }

        known.Add(source);
    }

    private Expression Home(Expression term) => term.Type.IsArray ? _aliases.Class(term) : term;

    private void Follow(IEnumerable<Expression> results)
    {
        var open = new Stack<Expression>(results);
        while (open.Count > 0)
        {
            var term = Home(open.Pop());
            if (!(term.Type.IsReal || term.Type.IsArray) || !_reaching.Add(term))
            {
                continue;
            }

            var operands = term switch
            {
                Value => _sources.TryGetValue(term, out var sources) ? sources : [],
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
