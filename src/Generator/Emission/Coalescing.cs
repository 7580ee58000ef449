using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>
/// Out of single assignment: gives every value a C# local, shared by the versions of one variable wherever no two of them
/// are needed at once, so that <c>z = f(z)</c> is printed as the user wrote it.
/// </summary>
internal sealed class Coalescing
{
    /// <summary>A variable of more versions at once than this is none of the user's idioms: the rest keep locals of their own.</summary>
    private const int MostLocals = 128;

    private readonly Dictionary<Value, Local> _locals = [];
    private readonly List<Value> _order = [];
    private readonly List<(Value First, Value Second)> _wishes = [];
    private Interference? _interference;

    /// <summary>The local of every value bound in the body.</summary>
    public static Dictionary<Value, Local> Of(Function function)
    {
        var coalescing = new Coalescing();
        coalescing.Collect(function.Body);
        coalescing.Share(function);
        return coalescing._locals;
    }

    private void Collect(Region region)
    {
        foreach (var statement in region.Statements)
        {
            foreach (var value in Uses.Bound(statement))
            {
                _locals.Add(value, new Local(value));
                _order.Add(value);
            }

            if (statement is For loop)
            {
                _locals[loop.Index].IsIndex = true;
            }

            foreach (var inner in Uses.Regions(statement))
            {
                Collect(inner);
            }

            Wish(statement);
        }
    }

    /// <summary>Where control flow joins, one local on both sides saves the copy.</summary>
    private void Wish(Statement statement)
    {
        switch (statement)
        {
            case If branch:
                Wish(branch.Results, Own(branch.Then, branch.Results));
                Wish(branch.Results, Own(branch.Else, branch.Results));
                break;
            case Loop loop:
                // A carried variable and what it is after the loop are the same storage by definition.
                for (var k = 0; k < loop.Results.Count; k++)
                {
                    Merge(_locals[loop.Carried[k].Phi], _locals[loop.Results[k]]);
                }

                Wish([.. Uses.Phis(loop)], loop.Body.Yields);
                Wish([.. Uses.Phis(loop)], [.. Uses.Initials(loop)]);
                break;
            default:
                break;
        }
    }

    /// <summary>What nobody named and a branch only hands on had its meaning before: it would read oddly under the name of a result that has one.</summary>
    private static IReadOnlyList<Expression> Own(Region side, IReadOnlyList<Value> results)
    {
        var bound = new HashSet<Expression>(side.Statements.SelectMany(Walk.Binds));
        return [.. side.Yields.Select((yield, k) => yield is Value { Name.Length: 0 } && results[k].Name.Length > 0 && !bound.Contains(yield) ? yield.Pool.Boolean(true) : yield)];
    }

    private void Wish(IReadOnlyList<Value> targets, IReadOnlyList<Expression> sources)
    {
        for (var k = 0; k < sources.Count && k < targets.Count; k++)
        {
            if (sources[k] is Value { IsInput: false } source)
            {
                _wishes.Add((targets[k], source));
            }
        }
    }

    private void Share(Function function)
    {
        var variables = _order.Where(value => value.Variable != 0).GroupBy(value => value.Variable).Where(group => group.Count() > 1).ToList();
        _interference = Interference.Of(function, Groups(variables));
        foreach (var value in _interference.Crowded)
        {
            _locals[value].IsFull = true;
        }

        foreach (var (first, second) in _wishes)
        {
            if (first.Variable == second.Variable || first.Name.Length == 0 || second.Name.Length == 0 || first.Name == second.Name)
            {
                TryMerge(_locals[first], _locals[second]);
            }
        }

        foreach (var group in variables)
        {
            ShareVersions(group);
        }
    }

    /// <summary>The values that may come to share a local, by the number of their group: wishes and versions tie them together.</summary>
    private Dictionary<Value, int> Groups(List<IGrouping<int, Value>> variables)
    {
        var ties = new Dictionary<Value, Value>();
        foreach (var (first, second) in _wishes)
        {
            Tie(first, second);
        }

        foreach (var versions in variables)
        {
            var first = versions.First();
            foreach (var version in versions)
            {
                Tie(first, version);
            }
        }

        foreach (var local in _locals.Values.Distinct().Where(local => local.Values.Count > 1))
        {
            foreach (var value in local.Values)
            {
                Tie(local.Values[0], value);
            }
        }

        return ties.Keys.ToArray().ToDictionary(value => value, value => Root(value).Id);

        Value Root(Value value)
        {
            var root = value;
            while (ties.TryGetValue(root, out var next) && !ReferenceEquals(next, root))
            {
                root = next;
            }

            // The next search from here is short.
            while (ties.TryGetValue(value, out var next) && !ReferenceEquals(next, root))
            {
                ties[value] = root;
                value = next;
            }

            return root;
        }

        void Tie(Value a, Value b)
        {
            var (first, second) = (Root(a), Root(b));
            ties[first] = first;
            ties[second] = first;
        }
    }

    /// <summary>The versions of one variable, in the order they are bound, each into the first local that has room.</summary>
    private void ShareVersions(IEnumerable<Value> versions)
    {
        var taken = new List<Value>();
        foreach (var version in versions)
        {
            if (!taken.Any(other => ReferenceEquals(_locals[other], _locals[version])) && !taken.Any(other => TryMerge(_locals[other], _locals[version])))
            {
                taken.Add(version);
                if (taken.Count == MostLocals)
                {
                    return;
                }
            }
        }
    }

    private bool TryMerge(Local a, Local b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        // A span may point to the stack of an inner block: it never leaves the local it was made in. An index is its loop's own.
        var isAllowed = a.Type == b.Type && !a.IsIndex && !b.IsIndex && !a.IsFull && !b.IsFull
            && a.Type.Kind is not (TypeKind.Span or TypeKind.ReadOnlySpan)
            && (a.Variable == b.Variable || a.Variable == 0 || b.Variable == 0);
        if (!isAllowed || _interference!.Between(a, b, _locals))
        {
            return false;
        }

        Merge(a, b);
        return true;
    }

    private void Merge(Local into, Local from)
    {
        // The shorter goes into the longer, wherever it stands: what joins one by one costs no more than it has values.
        var (longer, shorter) = into.Values.Count >= from.Values.Count ? (into, from) : (from, into);
        foreach (var value in shorter.Values)
        {
            _locals[value] = longer;
        }

        longer.Absorb(shorter, isBefore: ReferenceEquals(shorter, into));
    }
}
