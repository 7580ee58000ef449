using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// Branches whose sides do nothing but compute become choices (<c>c ? a : b</c>), and so do branches on reals whose sides store
/// into one place: a gradient then goes through them as one form, with the condition at the terms that depend on it.
/// </summary>
internal sealed class BranchesAsChoices : Rewriter
{
    private readonly ArrayAliases _aliases;

    private BranchesAsChoices(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _aliases = new ArrayAliases(function.Body);
    }

    public static Function Run(Function function, CancellationToken cancellation) => new BranchesAsChoices(function, cancellation).Rewrite(function);

    protected override Input RewriteInput(Input input)
    {
        Replace(input.Value, input.Value);
        return input;
    }

    protected override void Rewrite(If branch, List<Statement> into)
    {
        if (IsPure(branch))
        {
            Inline(branch);
        }
        else if (Walk.Any(branch.Condition, term => term.Type.IsReal) && StoreOf(branch) is { } store)
        {
            into.Add(store);
        }
        else
        {
            base.Rewrite(branch, into);
        }
    }

    protected override Expression Unbound(Value value) => value;

    private bool IsPure(If branch) =>
        branch.Results.Count > 0 && branch.Results.All(result => !result.Type.IsArray) && IsPure(branch.Then) && IsPure(branch.Else);

    private bool IsPure(Region side) => !side.Throws && side.Statements.All(IsPure);

    private bool IsPure(Statement statement) => statement switch
    {
        Let let => !let.Target.Type.IsArray && !_aliases.IsRead(let.Definition),
        If nested => IsPure(nested),
        _ => false,
    };

    private void Inline(If branch)
    {
        var condition = Rewrite(branch.Condition);
        Inline(branch.Then.Statements);
        Inline(branch.Else.Statements);
        for (var i = 0; i < branch.Results.Count; i++)
        {
            var choice = Choice(condition, Rewrite(branch.Then.Yields[i]), Rewrite(branch.Else.Yields[i]));
            Replace(branch.Results[i], Pool.Hint(choice, branch.Results[i].Name));
        }
    }

    private void Inline(IEnumerable<Statement> statements)
    {
        foreach (var statement in statements)
        {
            if (statement is Let let)
            {
                Replace(let.Target, Pool.Hint(Rewrite(let.Definition), let.Target.Name));
            }
            else
            {
                Inline((If)statement);
            }
        }
    }

    private Store? StoreOf(If branch) => StoreOf(branch.Then) is { } then && StoreOf(branch.Else) is { } otherwise
        && ReferenceEquals(then.Array, otherwise.Array) && then.Indices.SequenceEqual(otherwise.Indices)
            ? new Store(then.Array, then.Indices, Choice(Rewrite(branch.Condition), then.Value, otherwise.Value))
            : null;

    /// <summary>A side that computes and then stores once, as that store; null for any other.</summary>
    private Store? StoreOf(Region side)
    {
        var last = side.Statements.Count - 1;
        if (last < 0 || side.Yields.Count > 0 || !side.Statements.Take(last).All(IsPure) || side.Statements[last] is not (Store or If))
        {
            return null;
        }

        Inline(side.Statements.Take(last));
        return side.Statements[last] is Store store
            ? new Store(Rewrite(store.Array), [.. store.Indices.Select(Rewrite)], Rewrite(store.Value))
            : StoreOf((If)side.Statements[last]);
    }

    private Expression Choice(Expression condition, Expression then, Expression otherwise) =>
        ReferenceEquals(then, otherwise) ? then
        : condition is Constant decided ? decided.Bits != 0 ? then : otherwise
        : Pool.Select(condition, then, otherwise);
}
