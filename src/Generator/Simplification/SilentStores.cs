using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>Drops stores of what is in that place anyway: the derivative of <c>y[i] += 1</c> is <c>dy[i] = dy[i]</c>. Exact.</summary>
internal sealed class SilentStores
{
    private readonly ArrayAliases _aliases;

    private SilentStores(Region body)
    {
        _aliases = new ArrayAliases(body);
    }

    public static Region Drop(Region body) => new SilentStores(body).Run(body);

    private Region Run(Region region)
    {
        var statements = new List<Statement>();
        var loaded = new Dictionary<Expression, Operation>();
        foreach (var statement in region.Statements)
        {
            if (statement is Store store && loaded.TryGetValue(store.Value, out var load)
                && ReferenceEquals(load.Operands[0], store.Array) && load.Operands.Skip(1).SequenceEqual(store.Indices))
            {
                continue;
            }

            foreach (var written in Walk.Written(statement))
            {
                foreach (var stale in loaded.Where(pair => _aliases.MayBeSame(pair.Value.Operands[0], written)).Select(pair => pair.Key).ToArray())
                {
                    loaded.Remove(stale);
                }
            }

            if (statement is Let { Definition: Operation { Operator: Operator.Element } element } let)
            {
                loaded[let.Target] = element;
            }

            statements.Add(Nested(statement));
        }

        return new Region(statements, region.Yields);
    }

    private Statement Nested(Statement statement) => statement switch
    {
        If branch => new If(branch.Condition, Run(branch.Then), Run(branch.Else), branch.Results),
        For loop => new For(loop.Index, loop.Start, loop.Comparison, loop.Bound, loop.Step, loop.Guard, loop.Carried, Run(loop.Body), loop.Results),
        While loop => new While(loop.Carried, loop.Test, Run(loop.Body), loop.Results),
        _ => statement,
    };
}
