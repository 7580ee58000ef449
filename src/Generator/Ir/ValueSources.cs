namespace SymbolicJacobian.Generator.Ir;

/// <summary>What each value of a function, and the elements of each array, are made of: through names, stores, copies, branches and loops.</summary>
internal sealed class ValueSources
{
    private static readonly List<Expression> _none = [];

    private readonly Dictionary<Expression, List<Expression>> _sources = [];
    private readonly ArrayAliases _aliases;

    public ValueSources(Function function, ArrayAliases aliases)
    {
        _aliases = aliases;
        Walk.Statements(function.Body, Note);
    }

    /// <summary>Arrays that may be one array count as one.</summary>
    public Expression Home(Expression term) => term.Type.IsArray ? _aliases.Class(term) : term;

    /// <summary>The terms that a value, or an array at home, takes its numbers from; none where it is an input, or a term itself.</summary>
    public IReadOnlyList<Expression> Of(Expression home) => _sources.TryGetValue(home, out var sources) ? sources : _none;

    private void Note(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                Add(let.Target, let.Definition);
                break;
            case Store store:
                Add(store.Array, store.Value);
                break;
            case Copy copy:
                Add(copy.Destination, copy.Source);
                break;
            case Push push:
                Add(push.Tape, push.Value);
                break;
            case Pop pop:
                Add(pop.Target, pop.Tape);
                break;
            case Evaluate evaluate:
                // What is called may read all that it is given.
                Add(evaluate.Target, evaluate.Code);
                break;
            case If branch:
                Add(branch.Results, branch.Then.Yields);
                Add(branch.Results, branch.Else.Yields);
                break;
            case Loop loop:
                Value[] phis = [.. loop.Carried.Select(carried => carried.Phi)];
                Add(phis, [.. loop.Carried.Select(carried => carried.Initial)]);
                Add(phis, loop.Body.Yields);
                Add(loop.Results, phis);
                break;
        }
    }

    /// <summary>A side that throws yields nothing.</summary>
    private void Add(IReadOnlyList<Value> values, IReadOnlyList<Expression> sources)
    {
        for (var i = 0; i < values.Count && i < sources.Count; i++)
        {
            Add(values[i], sources[i]);
        }
    }

    private void Add(Expression value, Expression source)
    {
        var home = Home(value);
        if (!_sources.TryGetValue(home, out var known))
        {
            _sources.Add(home, known = []);
        }

        known.Add(source);
    }
}
