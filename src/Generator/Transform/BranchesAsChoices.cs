using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// Branches whose sides do nothing but compute become choices (<c>c ? a : b</c>), and so do branches on reals whose sides store
/// into one place: a gradient then goes through them as one form, with the condition at the terms that depend on it.
/// </summary>
internal sealed class BranchesAsChoices : Refining
{
    /// <summary>Each may make terms deeper; past this many, branches stay.</summary>
    private const int MostChoices = 300;

    private const int MostLets = 3;

    private readonly ArrayAliases _aliases;
    private int _choices;

    private BranchesAsChoices(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _aliases = new ArrayAliases(function.Body);
    }

    public static Function Run(Function function, CancellationToken cancellation) => new BranchesAsChoices(function, cancellation).Rewrite(function);

    protected override void Rewrite(If branch, List<Statement> into)
    {
        if (_choices++ > MostChoices)
        {
            base.Rewrite(branch, into);
        }
        else if (IsPure(branch))
        {
            Inline(branch);
            foreach (var result in branch.Results)
            {
                // Under a name of its own: a choice inside of choices would be written out as often as it is used.
                var choice = Rewrite(result);
                var local = Pool.Local(result.Type, result.Name, result.Variable != 0 ? result.Variable : Pool.NewVariable());
                Replace(result, local);
                into.Add(new Let(local, choice));
            }
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

    private bool IsPure(If branch) =>
        branch.Results.Count > 0 && branch.Results.All(result => !result.Type.IsArray) && IsPure(branch.Then) && IsPure(branch.Else);

    // What a side of a choice uses twice stands there twice, so that only short ones are taken.
    private bool IsPure(Region side) => !side.Throws && IsShort(side.Statements) && side.Statements.All(IsPure);

    private static bool IsShort(IEnumerable<Statement> statements) =>
        statements.Count(statement => statement is Let) <= MostLets && statements.Count(statement => statement is If) <= 1;

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
        if (last < 0 || side.Yields.Count > 0 || !side.Statements.Take(last).All(IsPure) || side.Statements[last] is not (Store or If) || !IsShort(side.Statements))
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
