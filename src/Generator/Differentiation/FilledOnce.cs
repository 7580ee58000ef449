using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Arrays of which every element is stored at most once and none is read: what belongs to an element is complete, and not needed
/// any more, where it is stored.
/// </summary>
internal static class FilledOnce
{
    /// <summary>The stores into such an array; null for any other, also where it only cannot be told.</summary>
    public static IReadOnlyList<Store>? Stores(Value array, Function function)
    {
        if (!new ArrayAliases(function.Body).IsAlone(array) || Find(array, function.Body) is not { Count: > 0 } stores)
        {
            return null;
        }

        if (AreOneOfSeveral(stores, function))
        {
            return stores;
        }

        return Ranges(stores, function) is { } ranges && ranges.All(IsInjective) && AreApart(ranges) ? stores : null;
    }

    /// <summary>
    /// One element of its own at each execution: at most one of the stores runs, because they stand in different arms of branches, and the
    /// indices are, in some order, those of the loops around.
    /// </summary>
    private static bool AreOneOfSeveral(IReadOnlyList<Store> stores, Function function)
    {
        var loops = Lifetimes.Enclosing(function.Body, stores[0])!;
        return loops.All(loop => loop is For counted && stores[0].Indices.Any(index => ReferenceEquals(index, counted.Index)))
            && stores.All(store => store.Indices.SequenceEqual(stores[0].Indices) && Lifetimes.Enclosing(function.Body, store)!.SequenceEqual(loops))
            && stores.All(store => stores.TakeWhile(other => !ReferenceEquals(other, store)).All(other => AreExclusive(store, other, function.Body)));
    }

    /// <summary>Whether two statements stand in different arms of one branch.</summary>
    private static bool AreExclusive(Statement a, Statement b, Region region)
    {
        foreach (var statement in region.Statements)
        {
            if (statement is If branch && ((Contains(branch.Then, a) && Contains(branch.Else, b)) || (Contains(branch.Then, b) && Contains(branch.Else, a))))
            {
                return true;
            }

            if (Walk.Regions(statement).Any(nested => AreExclusive(a, b, nested)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(Region region, Statement wanted)
    {
        var found = false;
        Walk.Statements(region, statement => found |= ReferenceEquals(statement, wanted));
        return found;
    }

    /// <summary>All stores into an array that nothing else reads or writes.</summary>
    private static List<Store> Find(Value array, Region body)
    {
        var (stores, others) = (new List<Store>(), 0);
        Walk.Statements(body, statement =>
        {
            IEnumerable<Expression> roots = Walk.Roots(statement);
            if (statement is Store store && ReferenceEquals(store.Array, array))
            {
                stores.Add(store);
                roots = [.. store.Indices, store.Value];
            }

            others += roots.Count(root => ReferenceEquals(root, array)) + Walk.ExpressionsOf(roots).Count(term =>
                term is not Operation { Operator: Operator.Length } && term.Operands.Contains(array));
        });
        return others == 0 ? stores : [];
    }

    /// <summary>Where the elements of one store lie: at one index, or at those that a loop by a constant step counts through.</summary>
    private sealed record Range(Expression Index, For? Loop)
    {
        /// <summary>How far the index moves from one iteration to the next.</summary>
        public long Stride => Loop is { Step: Constant step } ? Affine.Of(Index)[Loop.Index] * step.Integer : 0;
    }

    private static Range[]? Ranges(IReadOnlyList<Store> stores, Function function)
    {
        var ranges = new List<Range>();
        foreach (var store in stores)
        {
            var loops = Lifetimes.Enclosing(function.Body, store);
            if (store.Indices.Count != 1 || loops is null || loops.Count > 1 || (loops.Count == 1 && loops[0] is not For { Step: Constant }))
            {
                return null;
            }

            var range = new Range(store.Indices[0], loops.Count == 1 ? (For)loops[0] : null);
            if (!Affine.Of(range.Index).Terms.All(term => ReferenceEquals(term, range.Loop?.Index) || IsOverInputs(term)))
            {
                return null;
            }

            ranges.Add(range);
        }

        return [.. ranges];
    }

    private static bool IsOverInputs(Expression term) => Walk.ExpressionsOf(term).All(part => part is not Value { IsInput: false });

    private static bool IsInjective(Range range) => range.Loop is null || range.Stride != 0;

    private static bool AreApart(Range[] ranges)
    {
        for (var i = 0; i < ranges.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (!AreApart(ranges[i], ranges[j]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool AreApart(Range a, Range b)
    {
        // Of one loop: r[2 * i] and r[2 * i + 1].
        if (ReferenceEquals(a.Loop, b.Loop) && a.Stride == b.Stride)
        {
            var distance = Affine.Of(a.Index).Minus(Affine.Of(b.Index));
            return distance.IsConstant && (a.Stride == 0 ? distance.Constant != 0 : distance.Constant % a.Stride != 0);
        }

        return IsBefore(a, b) || IsBefore(b, a);
    }

    /// <summary>r[0], then a loop from 1 on.</summary>
    private static bool IsBefore(Range a, Range b) =>
        End(a) is { } last && Start(b) is { } first && first.Minus(last) is { IsConstant: true, Constant: > 0 };

    private static Affine? Start(Range range) => range.Loop is not { } loop
        ? Affine.Of(range.Index)
        : range.Stride > 0 && loop.Step is Constant { Integer: > 0 } ? At(range, loop.Start) : null;

    private static Affine? End(Range range)
    {
        if (range.Loop is not { } loop)
        {
            return Affine.Of(range.Index);
        }

        var pool = loop.Index.Pool;
        return range.Stride > 0 && loop is { Step: Constant { Integer: > 0 }, Comparison: Operator.Less or Operator.LessOrEqual }
            ? At(range, loop.Comparison == Operator.Less ? pool.Operation(Operator.Subtract, loop.Bound.Type, loop.Bound, pool.Int(1, loop.Bound.Type)) : loop.Bound)
            : null;
    }

    private static Affine At(Range range, Expression index) =>
        Affine.Of(Substitution.OfValue(new Region([], [range.Index]), range.Loop!.Index, index, CancellationToken.None).Yields[0]);
}
