using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// An element that is stored, read again and stored once more (<c>y[i] = a; if (c) y[i] += b;</c>) is stored once, with the value
/// that it ends with. For derivatives only: an index out of range is noticed later.
/// </summary>
internal sealed class StoreForwarding : Rewriter
{
    private readonly ArrayAliases _aliases;

    private StoreForwarding(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _aliases = new ArrayAliases(function.Body);
    }

    public static Function Run(Function function, CancellationToken cancellation) => new StoreForwarding(function, cancellation).Rewrite(function);

    protected override Input RewriteInput(Input input)
    {
        Replace(input.Value, input.Value);
        return input;
    }

    protected override Expression Unbound(Value value) => value;

    protected override Region RewriteBody(Region body) => Rewrite(body);

    protected override Region Rewrite(Region region)
    {
        var statements = new List<Statement>();
        var last = new LastStore();
        foreach (var statement in region.Statements)
        {
            Cancellation.ThrowIfCancellationRequested();
            Forward(statement, last, statements);
        }

        return new Region(statements, [.. region.Yields.Select(Rewrite)]);
    }

    private void Forward(Statement statement, LastStore last, List<Statement> into)
    {
        switch (statement)
        {
            case Let { Definition: Operation { Operator: Operator.Element } load } let when last.Is(Rewrite(load.Operands[0]), [.. load.Operands.Skip(1).Select(Rewrite)]):
                Replace(let.Target, last.Known!.Value);
                return;
            case Store store:
                Rewrite(store, into);
                last.Replace((Store)into[into.Count - 1], _aliases.IsAlone(store.Array), into);
                return;
            case If branch when last.Known is { } before && Updated(branch, before, before.Value) is { } value:
                var updated = new Store(before.Array, before.Indices, value);
                into.Add(updated);
                last.Replace(updated, true, into);
                return;
            default:
                // As rewritten: the array that is known is one of those.
                var first = into.Count;
                Rewrite(statement, into);
                for (var k = first; k < into.Count; k++)
                {
                    last.Pass(into[k]);
                }

                return;
        }
    }

    /// <summary>The value of an element after a branch that does nothing but change it; null for any other.</summary>
    private Expression? Updated(If branch, Store before, Expression value)
    {
        if (branch.Results.Count > 0 || branch.Then.Throws || branch.Else.Throws)
        {
            return null;
        }

        var condition = Rewrite(branch.Condition);
        var then = Updated(branch.Then, before, value);
        var otherwise = then is null ? null : Updated(branch.Else, before, value);
        return otherwise is null ? null : ReferenceEquals(then, otherwise) ? then : Pool.Select(condition, then!, otherwise);
    }

    private Expression? Updated(Region side, Store before, Expression? value)
    {
        foreach (var statement in side.Statements)
        {
            switch (statement)
            {
                case Let { Definition: Operation { Operator: Operator.Element } load } let
                    when ReferenceEquals(Rewrite(load.Operands[0]), before.Array) && load.Operands.Skip(1).Select(Rewrite).SequenceEqual(before.Indices):
                    Replace(let.Target, value!);
                    break;
                case Let let when !let.Target.Type.IsArray && !_aliases.IsRead(let.Definition):
                    Replace(let.Target, Rewrite(let.Definition));
                    break;
                case Store store when ReferenceEquals(Rewrite(store.Array), before.Array) && store.Indices.Select(Rewrite).SequenceEqual(before.Indices):
                    value = Rewrite(store.Value);
                    break;
                case If nested:
                    value = Updated(nested, before, value!);
                    break;
                default:
                    return null;
            }

            if (value is null)
            {
                return null;
            }
        }

        return value;
    }

    /// <summary>The store that is known to be the last one to its element.</summary>
    private sealed class LastStore
    {
        private bool _isRead;

        public Store? Known { get; private set; }

        public bool Is(Expression array, IReadOnlyList<Expression> indices) =>
            Known is not null && ReferenceEquals(Known.Array, array) && Known.Indices.SequenceEqual(indices);

        /// <summary>A store to the same element makes the one before it superfluous, unless that was read in between.</summary>
        /// <param name="store">The next store.</param>
        /// <param name="isAlone">Its array has no other name.</param>
        /// <param name="into">The statements so far.</param>
        public void Replace(Store store, bool isAlone, List<Statement> into)
        {
            if (Known is not null && !_isRead && !ReferenceEquals(store, Known) && Is(store.Array, store.Indices))
            {
                into.Remove(Known);
            }

            // An array that may be another one under a second name makes what is known of that one doubtful, too.
            (Known, _isRead) = (isAlone && store.Value.Type.IsReal ? store : null, false);
        }

        public void Pass(Statement statement)
        {
            if (Known is null)
            {
                return;
            }

            _isRead |= Walk.AllTerms(statement).Contains(Known.Array) || statement is not (Let or Store);
            if (statement is not Let && (Walk.AllTerms(statement).Contains(Known.Array) || statement is not (If or Loop or Allocate)))
            {
                Known = null;
            }
        }
    }
}
