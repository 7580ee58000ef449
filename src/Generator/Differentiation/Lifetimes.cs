using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Questions about when memory changes between the point where a value is made and those where it is used.</summary>
internal static class Lifetimes
{
    /// <summary>
    /// Whether the array that a load read may be written before the last use of what was loaded (or of what locals of the
    /// region were computed from it). A statement that stores at the last use itself reads first.
    /// </summary>
    public static bool IsOverwritten(Value loaded, Expression array, Region region, int position, ArrayAliases aliases)
    {
        var (last, _) = LastUse(loaded, region, position);
        for (var i = position + 1; i <= last && i < region.Statements.Count; i++)
        {
            var statement = region.Statements[i];
            var reads = i == last && statement is Store;
            if (!reads && Walk.Written(statement).Any(written => aliases.MayBeSame(written, array)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a loop's result reaches exactly one place where a gradient is laid down, in the region of the loop, and nothing
    /// that the loop reads is written before.
    /// </summary>
    public static bool IsUsedOnce(Value result, For loop, Region region, int position, Dependence dependence)
    {
        var (last, dependents) = LastUse(result, region, position);
        var anchors = 0;
        var reads = Walk.AllTerms(loop).OfType<Operation>().Where(o => o.Operator == Operator.Element).Select(o => o.Operands[0]).ToArray();
        for (var i = position + 1; i <= last && i < region.Statements.Count; i++)
        {
            var statement = region.Statements[i];
            var uses = Walk.AllTerms(statement).Any(dependents.Contains);
            switch (statement)
            {
                case Let:
                    continue;
                case Store when uses:
                    anchors++;
                    break;
                default:
                    anchors += uses ? 2 : 0;
                    break;
            }

            var written = Walk.Written(statement);
            if (i < last && reads.Any(read => written.Any(w => dependence.Aliases.MayBeSame(w, read))))
            {
                return false;
            }
        }

        anchors += Walk.ExpressionsOf(region.Yields).OfType<Value>().Count(dependents.Contains);
        return anchors == 1;
    }

    /// <summary>The body can be run a second time for its gradient: it only computes, from memory without tangents.</summary>
    public static bool IsRepeatable(For loop, Dependence dependence)
    {
        var repeatable = true;
        Walk.Statements(loop.Body, statement => repeatable &= statement switch
        {
            Let { Definition: Operation { Operator: Operator.Element } load } =>
                !dependence.Aliases.IsRead(load) || !dependence.IsActive(load.Operands[0]),
            Let => true,
            For inner => inner.Guard is null,
            _ => false,
        });
        return repeatable;
    }

    /// <summary>
    /// Whether every execution of a store writes an element of its own: its indices are, in some order, exactly the indices of the
    /// loops that stand between it and the top of the function, and no other statement writes the array.
    /// </summary>
    public static bool WritesEachElementOnce(Store store, Function function)
    {
        var writers = 0;
        Walk.Statements(function.Body, statement =>
        {
            writers += statement is Store or Copy or Clear && Walk.Written(statement).Any(array => ReferenceEquals(array, store.Array)) ? 1 : 0;
        });
        if (writers != 1 || Enclosing(function.Body, store) is not { } loops)
        {
            return false;
        }

        return loops.All(loop => loop is For counted && store.Indices.Any(index => ReferenceEquals(index, counted.Index)));
    }

    /// <summary>The loops around a statement, outermost first; null if it is not in the region.</summary>
    public static List<Loop>? Enclosing(Region region, Statement wanted)
    {
        foreach (var statement in region.Statements)
        {
            if (ReferenceEquals(statement, wanted))
            {
                return [];
            }

            foreach (var nested in Walk.Regions(statement))
            {
                if (Enclosing(nested, wanted) is { } inner)
                {
                    return statement is Loop loop ? [loop, .. inner] : inner;
                }
            }
        }

        return null;
    }

    /// <summary>The last statement of the region (its length: the yields) that uses a value or what locals were computed from it.</summary>
    private static (int Last, HashSet<Expression> Dependents) LastUse(Value value, Region region, int position)
    {
        var dependents = new HashSet<Expression> { value };
        var last = position;
        for (var i = position + 1; i < region.Statements.Count; i++)
        {
            var statement = region.Statements[i];
            if (Walk.AllTerms(statement).Any(dependents.Contains))
            {
                last = i;
                if (statement is Let { Target.Type.IsReal: true } let)
                {
                    dependents.Add(let.Target);
                }
            }
        }

        return Walk.ExpressionsOf(region.Yields).Any(dependents.Contains) ? (region.Statements.Count, dependents) : (last, dependents);
    }

    /// <summary>Whether anything behind a statement of a region comes from a value as it was before: the value itself, or what was computed from it.</summary>
    public static bool IsNeededAfter(Value value, Region region, int position)
    {
        var from = new HashSet<Expression> { value };
        foreach (var statement in region.Statements.Take(position))
        {
            if (Walk.AllTerms(statement).Any(from.Contains))
            {
                from.UnionWith(Walk.Binds(statement));
            }
        }

        return region.Statements.Skip(position + 1).Any(statement => Walk.AllTerms(statement).Any(from.Contains)) || region.Yields.Any(yield => Walk.Mentions(yield, from));
    }
}
