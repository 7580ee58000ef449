namespace SymbolicJacobian.Generator.Ir;

/// <summary>
/// Which array values may be one array: those that loops and branches hand on to each other. A static table or an input that
/// nothing writes is in a class that is never written, and its elements may be read anywhere.
/// </summary>
internal sealed class ArrayAliases
{
    private readonly Dictionary<Expression, Expression> _parents = [];
    private readonly HashSet<Expression> _written = [];

    public ArrayAliases(Region body)
    {
        Walk.Statements(body, Join);
        Walk.Statements(body, statement =>
        {
            switch (statement)
            {
                case Store store:
                    _written.Add(Class(store.Array));
                    break;
                case Copy copy:
                    _written.Add(Class(copy.Destination));
                    break;
                case Clear clear:
                    _written.Add(Class(clear.Array));
                    break;
                case Evaluate { Adds: { } adds }:
                    _written.UnionWith(adds.Select(Class));
                    break;
            }
        });
    }

    /// <summary>The one that stands for all arrays this may be.</summary>
    public Expression Class(Expression array)
    {
        var root = array;
        while (_parents.TryGetValue(root, out var parent))
        {
            root = parent;
        }

        return root;
    }

    /// <summary>Whether a term reads memory that something writes, so that it means what it means only where it stands.</summary>
    public bool IsRead(Expression term) =>
        term is Operation { Operator: Operator.Element } element && (IsWritten(element.Operands[0]) || element.Operands[0] is Value { IsInput: false });

    public bool IsWritten(Expression array) => _written.Contains(Class(array));

    /// <summary>No loop or branch hands this array on under another name.</summary>
    public bool IsAlone(Expression array) => !_parents.ContainsKey(array) && !_parents.ContainsValue(array);

    public bool MayBeSame(Expression a, Expression b) => ReferenceEquals(Class(a), Class(b));

    private void Join(Statement statement)
    {
        switch (statement)
        {
            case If branch:
                for (var i = 0; i < branch.Results.Count; i++)
                {
                    JoinYield(branch.Results[i], branch.Then, i);
                    JoinYield(branch.Results[i], branch.Else, i);
                }

                break;
            case Loop loop:
                for (var i = 0; i < loop.Carried.Count; i++)
                {
                    JoinArrays(loop.Carried[i].Phi, loop.Carried[i].Initial);
                    JoinArrays(loop.Carried[i].Phi, loop.Results[i]);
                    JoinYield(loop.Carried[i].Phi, loop.Body, i);
                }

                break;
            case Let { Target.Type.IsArray: true } let:
                JoinArrays(let.Target, let.Definition);
                break;

            // What comes off a tape is one of those that went on it.
            case Push { Value.Type.IsArray: true } push:
                JoinArrays(push.Value, push.Tape);
                break;
            case Pop { Target.Type.IsArray: true } pop:
                JoinArrays(pop.Target, pop.Tape);
                break;
        }
    }

    private void JoinYield(Expression value, Region region, int index)
    {
        if (index < region.Yields.Count)
        {
            JoinArrays(value, region.Yields[index]);
        }
    }

    private void JoinArrays(Expression a, Expression b)
    {
        if (!a.Type.IsArray)
        {
            return;
        }

        var (first, second) = (Class(a), Class(b));
        if (!ReferenceEquals(first, second))
        {
            _parents[first] = second;
        }

        if (b is Operation { Operator: Operator.Select } choice)
        {
            JoinArrays(a, choice.Operands[1]);
            JoinArrays(a, choice.Operands[2]);
        }
    }
}
