using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// Sums into elements of arrays of derivatives, where a loop does nothing else with the array: what always goes to one element is added up
/// in a local, and added to the element behind the loop; what goes to one element several times in an iteration goes there once.
/// </summary>
internal sealed class InvariantSums : Refining
{
    private readonly ArrayAliases _aliases;
    private readonly ExactValues _exact;
    private readonly HashSet<Value> _scattered;
    private readonly Stack<Statement> _around = new();

    private InvariantSums(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _aliases = new ArrayAliases(function.Body);
        _exact = new ExactValues(function, _aliases);
        _scattered = [.. function.Inputs.Where(input => input.Layout is not null || ReferenceEquals(input.Value, function.Destination)).Select(input => input.Value)];
    }

    public static Function Run(Function function, CancellationToken cancellation)
    {
        var hasLoops = false;
        Walk.Statements(function.Body, statement => hasLoops |= statement is For);
        return hasLoops ? new InvariantSums(function, cancellation).Rewrite(function) : function;
    }

    protected override void Rewrite(For loop, List<Statement> into)
    {
        var inner = new List<Statement>();
        _around.Push(loop);
        base.Rewrite(loop, inner);
        _around.Pop();
        if (inner is not [For rewritten])
        {
            into.AddRange(inner);
            return;
        }

        var results = rewritten.Results;
        var after = new List<Statement>();
        foreach (var array in rewritten.Body.Statements.OfType<Store>().Select(store => store.Array).OfType<Value>().Distinct().ToArray())
        {
            if (_exact.IsFree(array) && !_scattered.Contains(array) && OnlyAdds(rewritten.Body, array))
            {
                rewritten = Carried(Merged(rewritten, array), array, after);
            }
        }

        if (after.Count == 0 || FirstIteration.IsCertain(rewritten, _around))
        {
            into.Add(rewritten);
            into.AddRange(after);
            return;
        }

        // Without an iteration there may be no such elements.
        Value[] own = [.. results.Select(result => Pool.Local(result.Type, result.Name, result.Variable))];
        rewritten = With(rewritten, rewritten.Carried, rewritten.Body.Statements, rewritten.Body.Yields, [.. own, .. rewritten.Results.Skip(own.Length)]);
        into.Add(new If(FirstIteration.Condition(rewritten), new Region([rewritten, .. after], own), new Region([], [.. rewritten.Carried.Take(own.Length).Select(carried => carried.Initial)]), results));
    }

    /// <summary>Whether nothing happens to an array but that something is added to its elements.</summary>
    private bool OnlyAdds(Region region, Value array)
    {
        return _aliases.IsAlone(array) && !region.Yields.Any(IsMentioned) && ArrayStep.Of(region, array).All(step => step.Statement switch
        {
            Store store when step.IsSum => !store.Indices.Any(IsMentioned) && !IsMentioned(ArrayStep.Added(store)),
            If or Loop => !Walk.Roots(step.Statement).Any(IsMentioned) && Walk.Regions(step.Statement).All(nested => OnlyAdds(nested, array)),
            var other => !Walk.AllTerms(other).Any(term => ReferenceEquals(term, array)),
        });

        bool IsMentioned(Expression root) => Walk.Any(root, term => ReferenceEquals(term, array));
    }

    /// <summary>The loop with one sum for each element.</summary>
    private For Merged(For loop, Value array)
    {
        var last = new Dictionary<Store, Store>();
        var sums = Sums(loop, array).ToArray();
        for (var i = 0; i < sums.Length; i++)
        {
            for (var j = sums.Length - 1; j > i; j--)
            {
                if (sums[i].Indices.SequenceEqual(sums[j].Indices))
                {
                    last[sums[i]] = sums[j];
                    break;
                }
            }
        }

        if (last.Count == 0)
        {
            return loop;
        }

        var added = new Dictionary<Store, Expression>();
        var statements = new List<Statement>();
        foreach (var step in ArrayStep.Of(loop.Body, array))
        {
            if (step is not { IsSum: true, Statement: Store store })
            {
                statements.Add(step.Statement);
                continue;
            }

            // Until the last sum into the element, what was to be added before is kept.
            var target = last.TryGetValue(store, out var later) ? later : store;
            var term = ArrayStep.Added(store);
            term = added.TryGetValue(target, out var before) ? Pool.Loose(Operator.Add, term.Type, before, term) : term;
            added[target] = term;
            if (target == store)
            {
                Add(array, store.Indices, term, statements);
            }
        }

        return With(loop, loop.Carried, statements, loop.Body.Yields, loop.Results);
    }

    private For Carried(For loop, Value array, List<Statement> after)
    {
        var bound = new HashSet<Expression>(loop.Carried.Select(carried => carried.Phi)) { loop.Index };
        Walk.Statements(loop.Body, statement => bound.UnionWith(Walk.Binds(statement)));
        var sums = Sums(loop, array).Where(sum => !sum.Indices.Any(index => Walk.Mentions(index, bound))).ToArray();
        if (sums.Length == 0 || !FirstIteration.IsCounted(loop))
        {
            return loop;
        }

        var element = array.Type.Element!;
        var phis = sums.Select(_ => Pool.Local(element, "sum")).ToArray();
        var results = sums.Select(_ => Pool.Local(element, "sum")).ToArray();
        var yields = sums.Select((sum, k) => Pool.Loose(Operator.Add, element, phis[k], ArrayStep.Added(sum)));
        var statements = ArrayStep.Of(loop.Body, array).Where(step => !sums.Contains(step.Statement)).SelectMany(Whole).ToList();
        for (var k = 0; k < sums.Length; k++)
        {
            Add(array, sums[k].Indices, results[k], after);
        }

        return With(loop, [.. loop.Carried, .. phis.Select(phi => new Carried(phi, Pool.Real(0, element)))], statements, [.. loop.Body.Yields, .. yields], [.. loop.Results, .. results]);

        IEnumerable<Statement> Whole(ArrayStep step) => step is { IsSum: true, Statement: Store store } ? [LoadOf(loop.Body, store), store] : [step.Statement];
    }

    private static Statement LoadOf(Region region, Store store) => region.Statements.Single(statement => statement is Let let && ReferenceEquals(let.Target, store.Value.Operands[0]));

    private static IEnumerable<Store> Sums(For loop, Value array) => ArrayStep.Of(loop.Body, array).Where(step => step.IsSum).Select(step => (Store)step.Statement);

    private void Add(Value array, IReadOnlyList<Expression> indices, Expression term, List<Statement> into)
    {
        var load = Pool.Local(array.Type.Element!);
        into.Add(new Let(load, Pool.Element(array, [.. indices])));
        into.Add(new Store(array, indices, Pool.Operation(Operator.Add, array.Type.Element!, load, term)));
    }

    private static For With(For loop, IReadOnlyList<Carried> carried, IReadOnlyList<Statement> statements, IReadOnlyList<Expression> yields, IReadOnlyList<Value> results) =>
        new(loop.Index, loop.Start, loop.Comparison, loop.Bound, loop.Step, loop.Guard, carried, new Region(statements, yields), results);
}
