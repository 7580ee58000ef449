using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// An element that is stored, read again and stored once more (<c>y[i] = a; if (c) y[i] += b;</c>) is stored once, with the value
/// that it ends with. For derivatives only: an index out of range is noticed later.
/// </summary>
internal sealed class StoreForwarding : Refining
{
    /// <summary>Each may make terms deeper; past this many, elements are stored as they were.</summary>
    private const int MostElements = 500;

    /// <summary>What a side of a choice uses twice stands there twice, so that only short ones are taken.</summary>
    private const int MostLets = 6;

    private readonly ArrayAliases _aliases;
    private int _forwarded;

    private StoreForwarding(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _aliases = new ArrayAliases(function.Body);
    }

    public static Function Run(Function function, CancellationToken cancellation) => new StoreForwarding(function, cancellation).Rewrite(function);

    protected override Region RewriteBody(Region body) => Rewrite(body);

    protected override Region Rewrite(Region region)
    {
        var statements = new List<Statement>();
        var known = new KnownElements();
        foreach (var statement in region.Statements)
        {
            Cancellation.ThrowIfCancellationRequested();
            Forward(statement, known, statements);
        }

        return new Region(statements, [.. region.Yields.Select(Rewrite)]);
    }

    private void Forward(Statement statement, KnownElements known, List<Statement> into)
    {
        switch (statement)
        {
            case Let let when _forwarded < MostElements && Known(let, known) is { } stored:
                _forwarded++;
                Replace(let.Target, stored.Value);
                return;
            case Store store:
                Rewrite(store, into);
                known.Stored((Store)into[into.Count - 1], _aliases.IsAlone(store.Array), into);
                return;
            case If branch when _forwarded++ < MostElements && known.Stores.Count > 0 && Updated(branch, known, [.. known.Stores.Select(store => store.Value)]) is { } values:
                foreach (var (before, value) in known.Stores.Zip(values, (before, value) => (before, value)).ToArray())
                {
                    if (!ReferenceEquals(before.Value, value))
                    {
                        // Under a name of its own: a choice inside of choices would be written out as often as it is used.
                        var named = Pool.Local(value.Type, "", Pool.NewVariable());
                        into.Add(new Let(named, value));
                        into.Add(new Store(before.Array, before.Indices, named));
                        known.Stored((Store)into[into.Count - 1], true, into);
                    }
                }

                return;
            default:
                // As rewritten: the arrays that are known are among those.
                var first = into.Count;
                Rewrite(statement, into);
                for (var k = first; k < into.Count; k++)
                {
                    known.Pass(into[k]);
                }

                return;
        }
    }

    private Store? Known(Let let, KnownElements known) => let.Definition is Operation { Operator: Operator.Element } load
        ? known.Find(Rewrite(load.Operands[0]), [.. load.Operands.Skip(1).Select(Rewrite)])
        : null;

    /// <summary>The values of the known elements after a branch that does nothing but change them; null for any other.</summary>
    private Expression[]? Updated(If branch, KnownElements known, Expression[] values)
    {
        if (branch.Results.Count > 0 || branch.Then.Throws || branch.Else.Throws)
        {
            return null;
        }

        var condition = Rewrite(branch.Condition);
        var then = Updated(branch.Then, known, values);
        var otherwise = then is null ? null : Updated(branch.Else, known, values);
        return otherwise is null ? null : [.. then!.Zip(otherwise, (a, b) => ReferenceEquals(a, b) ? a : Pool.Select(condition, a, b))];
    }

    private Expression[]? Updated(Region side, KnownElements known, Expression[] before)
    {
        var values = before.ToArray();
        if (side.Statements.Count(statement => statement is Let) > MostLets || side.Statements.Count(statement => statement is If) > 1)
        {
            return null;
        }

        foreach (var statement in side.Statements)
        {
            switch (statement)
            {
                case Let let when Known(let, known) is { } stored:
                    Replace(let.Target, values[known.IndexOf(stored)]);
                    break;
                case Let let when !let.Target.Type.IsArray && !_aliases.IsRead(let.Definition):
                    Replace(let.Target, Rewrite(let.Definition));
                    break;
                case Store store when known.Find(Rewrite(store.Array), [.. store.Indices.Select(Rewrite)]) is { } stored:
                    values[known.IndexOf(stored)] = Rewrite(store.Value);
                    break;
                case If nested when Updated(nested, known, values) is { } updated:
                    values = updated;
                    break;
                default:
                    return null;
            }
        }

        return values;
    }
}
