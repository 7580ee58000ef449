using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// The reals of a function that have to be to the last bit what the method computes: what it yields or fills, and what decides where it goes or
/// which elements it means. All others belong to derivatives, and may be added up in another order.
/// </summary>
internal sealed class ExactValues
{
    private readonly ArrayAliases _aliases;
    private readonly Dictionary<Expression, List<Expression>> _sources = [];
    private readonly HashSet<Expression> _exact = [];

    public ExactValues(Function function, ArrayAliases aliases)
    {
        _aliases = aliases;
        Walk.Statements(function.Body, Note);
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
                var key = part.Type.IsArray ? aliases.Class(part) : part;
                if ((part is Value || part.Type.IsArray) && _exact.Add(key) && _sources.TryGetValue(key, out var sources))
                {
                    sources.ForEach(pending.Push);
                }
            }
        }
    }

    /// <summary>Whether a value, or the elements of an array, may round otherwise.</summary>
    public bool IsFree(Expression term) => !_exact.Contains(term.Type.IsArray ? _aliases.Class(term) : term);

    private void Note(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                Add(let.Target, let.Definition);
                break;
            case Store store:
                Add(_aliases.Class(store.Array), store.Value);
                break;
            case Copy copy:
                Add(_aliases.Class(copy.Destination), copy.Source);
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
                for (var i = 0; i < branch.Results.Count; i++)
                {
                    AddYield(branch.Results[i], branch.Then, i);
                    AddYield(branch.Results[i], branch.Else, i);
                }

                break;
            case Loop loop:
                for (var i = 0; i < loop.Carried.Count; i++)
                {
                    Add(loop.Carried[i].Phi, loop.Carried[i].Initial);
                    AddYield(loop.Carried[i].Phi, loop.Body, i);
                    Add(loop.Results[i], loop.Carried[i].Phi);
                }

                break;
        }
    }

    private void AddYield(Value value, Region region, int index)
    {
        if (index < region.Yields.Count)
        {
            Add(value, region.Yields[index]);
        }
    }

    private void Add(Expression value, Expression source)
    {
        if (!_sources.TryGetValue(value, out var sources))
        {
            _sources.Add(value, sources = []);
        }

        sources.Add(source);
    }
}
