using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Which single additions to a row of zeros are the only ones to their column, so that they can be assignments. Elements of
/// different inputs never share a column; those of one input do not where some index differs for certain.
/// </summary>
internal static class Disjoint
{
    /// <summary>The spikes of a form that nothing else in the form can meet.</summary>
    public static HashSet<Spike> In(LinearForm form)
    {
        var spikes = new List<(Spike Spike, IReadOnlyList<For> Loops)>();
        Collect(form, [], spikes);
        var alone = new HashSet<Spike>();
        for (var i = 0; i < spikes.Count; i++)
        {
            var isAlone = IsInjective(spikes[i].Spike, spikes[i].Loops);
            for (var j = 0; isAlone && j < spikes.Count; j++)
            {
                isAlone = i == j || AreApart(spikes[i], spikes[j]);
            }

            if (isAlone)
            {
                alone.Add(spikes[i].Spike);
            }
        }

        return alone;
    }

    private static void Collect(LinearForm form, IReadOnlyList<For> loops, List<(Spike Spike, IReadOnlyList<For> Loops)> spikes)
    {
        foreach (var part in form.Parts)
        {
            switch (part)
            {
                case Spike spike:
                    spikes.Add((spike, loops));
                    break;
                case Sum sum:
                    Collect(sum.Terms, [.. loops, sum.Loop], spikes);
                    break;
            }
        }
    }

    private static bool AreApart((Spike Spike, IReadOnlyList<For> Loops) a, (Spike Spike, IReadOnlyList<For> Loops) b)
    {
        if (!ReferenceEquals(a.Spike.Input, b.Spike.Input))
        {
            return true;
        }

        // Two passes over one loop are two variables of the same name: only indices outside of it tell them apart.
        var shared = a.Loops.Intersect(b.Loops).ToArray();
        return a.Spike.Indices.Zip(b.Spike.Indices, (left, right) => (Left: left, Right: right)).Any(pair =>
            !shared.Any(loop => Varies(pair.Left, loop) || Varies(pair.Right, loop))
            && IsNeverZero(Affine.Of(pair.Left).Minus(Affine.Of(pair.Right)), [.. a.Loops, .. b.Loops]));
    }

    /// <summary>Not zero whatever the loops count: a constant, or a distance to the bound or the start that an index keeps.</summary>
    private static bool IsNeverZero(Affine difference, IReadOnlyList<For> loops)
    {
        if (difference.IsConstant)
        {
            return difference.Constant != 0;
        }

        return loops.Any(loop => loop.Step is Constant { Integer: > 0 } && loop.Comparison == Operator.Less && KeepsApart(difference, loop));
    }

    private static bool KeepsApart(Affine difference, For loop)
    {
        // start ≤ index ≤ bound − 1.
        var index = Affine.Of(loop.Index);
        var toBound = Affine.Of(loop.Bound).Minus(index);
        var fromStart = index.Minus(Affine.Of(loop.Start));
        var zero = index.Minus(index);
        return difference.Minus(toBound) is { IsConstant: true, Constant: >= 0 }
            || zero.Minus(difference).Minus(toBound) is { IsConstant: true, Constant: >= 0 }
            || difference.Minus(fromStart) is { IsConstant: true, Constant: > 0 }
            || zero.Minus(difference).Minus(fromStart) is { IsConstant: true, Constant: > 0 };
    }

    /// <summary>Whether no two iterations of the loops around meet in one element: each loop moves an index that no other one moves.</summary>
    private static bool IsInjective(Spike spike, IReadOnlyList<For> loops) => loops.All(loop =>
        spike.Indices.Any(index =>
        {
            var affine = Affine.Of(index);
            return affine[loop.Index] != 0
                && affine.Terms.All(term => ReferenceEquals(term, loop.Index) || !loops.Any(other => Varies(term, other)));
        }));

    /// <summary>Whether a term may change from one iteration of a loop to the next.</summary>
    private static bool Varies(Expression term, For loop)
    {
        var bound = new HashSet<Expression> { loop.Index };
        bound.UnionWith(loop.Carried.Select(carried => carried.Phi));
        Walk.Statements(loop.Body, statement =>
        {
            bound.UnionWith(Walk.Binds(statement));
            if (statement is Loop inner)
            {
                bound.UnionWith(inner.Carried.Select(carried => carried.Phi));
            }

            if (statement is For { Index: var index })
            {
                bound.Add(index);
            }
        });
        return Walk.Mentions(term, bound);
    }
}
