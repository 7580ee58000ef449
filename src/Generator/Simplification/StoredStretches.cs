using SymbolicJacobian.Generator.Differentiation.Sparse;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>Which elements of an array statements store into, whatever they compute. What is added to a zero is stored, too.</summary>
internal sealed class StoredStretches
{
    private readonly Dictionary<Value, Expression> _definitions = [];
    private readonly HashSet<Expression> _dimensions = [];

    public StoredStretches(Function function) => Walk.Statements(function.Body, statement =>
    {
        if (statement is Let { Target.Type.Kind: TypeKind.Integer } let)
        {
            _definitions[let.Target] = let.Definition;
        }
        else if (statement is Require require)
        {
            // Negative ones have thrown, before anything was written.
            _dimensions.UnionWith(require.Dimensions);
        }
    });

    /// <summary>
    /// Whether the statements after it store every element that is cleared before they read any. Additions to the zeros count where nothing
    /// else is stored in between: they are found in <paramref name="sums"/>, and have to become plain stores if the zeros go.
    /// </summary>
    public bool Cover(Clear clear, Value array, Region after, HashSet<Store> sums)
    {
        var stretches = new List<Stretch>();
        var stores = new HashSet<Statement>();
        var isCovered = false;

        // What is stored once all is there does not matter any more.
        Collect(after, array, stretches, stores, () => isCovered = IsCovered(clear, stretches, stores, sums));
        return isCovered || IsCovered(clear, stretches, stores, sums);
    }

    private bool IsCovered(Clear clear, List<Stretch> stretches, HashSet<Statement> stores, HashSet<Store> sums)
    {
        var from = ByFrom(stretches);
        var (reached, end, chain) = (Of(clear.Start), Of(clear.Start).Plus(Of(clear.Count)), new List<Stretch>());
        while (chain.Count < stretches.Count && from.TryGetValue(reached, out var next))
        {
            chain.Add(next);
            reached = next.To;
            if (end.Equals(reached))
            {
                if (!chain.All(stretch => stretch.Sums.Count == 0) && !stores.SetEquals(chain.SelectMany(stretch => stretch.Stores)))
                {
                    return false;
                }

                sums.UnionWith(chain.SelectMany(stretch => stretch.Sums));
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds what is stored for certain, until the first statement that may read the array. False where there is one.</summary>
    private bool Collect(Region region, Value array, List<Stretch> into, HashSet<Statement> stores, Func<bool>? isEnough = null)
    {
        foreach (var step in ArrayStep.Of(region, array))
        {
            if (step.Statement is Throw || step.Reads)
            {
                return false;
            }

            stores.UnionWith(step.Stores);
            switch (step.Statement)
            {
                case Store { Indices: [var index] } store when ReferenceEquals(store.Array, array):
                    into.Add(new Stretch(Of(index), Of(index).Plus(Polynomial.Constant(1)), [store], step.IsSum ? [store] : []));
                    break;
                case Clear clear when ReferenceEquals(clear.Array, array):
                    into.Add(new Stretch(Of(clear.Start), Of(clear.Start).Plus(Of(clear.Count)), [clear], []));
                    break;
                case If branch:
                    into.AddRange(InEither(branch, array, stores));
                    break;
                case For { Guard: null } loop:
                    into.AddRange(InAll(loop, array, stores));
                    break;
            }

            if (step.Statement is For or Clear && isEnough?.Invoke() == true)
            {
                return true;
            }
        }

        return true;
    }

    /// <summary>What both arms store; an arm that throws stores all there is.</summary>
    private IEnumerable<Stretch> InEither(If branch, Value array, HashSet<Statement> stores)
    {
        var (then, otherwise) = (new List<Stretch>(), new List<Stretch>());
        var (goesOn, elseGoesOn) = (Collect(branch.Then, array, then, stores), Collect(branch.Else, array, otherwise, stores));
        return (goesOn, elseGoesOn) switch
        {
            (true, true) => then.SelectMany(stretch => otherwise.Where(stretch.IsLike).Take(1).Select(stretch.Or)),
            (false, true) => otherwise,
            (true, false) => then,
            _ => [],
        };
    }

    /// <summary>What all iterations together store: each begins where the one before has ended.</summary>
    private IEnumerable<Stretch> InAll(For loop, Value array, HashSet<Statement> stores)
    {
        if (Indices(loop) is not { } indices || !IsNotNegative(indices.To.Minus(indices.From)))
        {
            return [];
        }

        var inside = new List<Stretch>();
        Collect(loop.Body, array, inside, stores);
        var bound = new HashSet<Expression>(loop.Carried.Select(carried => carried.Phi));
        Walk.Statements(loop.Body, statement => bound.UnionWith(Walk.Binds(statement)));
        return Joined(inside).Select(stretch => stretch.Over(loop.Index, indices, bound)).OfType<Stretch>();
    }

    /// <summary>The values of the index, from the least on; null where it does not take every one between.</summary>
    private Stretch? Indices(For loop)
    {
        var (start, bound, one) = (Of(loop.Start), Of(loop.Bound), Polynomial.Constant(1));
        return (loop.Step, loop.Comparison) switch
        {
            (Constant { Integer: 1 }, Operator.Less) => new Stretch(start, bound, [], []),
            (Constant { Integer: 1 }, Operator.LessOrEqual) => new Stretch(start, bound.Plus(one), [], []),
            (Constant { Integer: -1 }, Operator.Greater) => new Stretch(bound.Plus(one), start.Plus(one), [], []),
            (Constant { Integer: -1 }, Operator.GreaterOrEqual) => new Stretch(bound, start.Plus(one), [], []),
            _ => null,
        };
    }

    /// <summary>The first that begins at each place.</summary>
    private static Dictionary<Polynomial, Stretch> ByFrom(List<Stretch> stretches)
    {
        var first = new Dictionary<Polynomial, Stretch>();
        foreach (var stretch in stretches.Where(stretch => !first.ContainsKey(stretch.From)))
        {
            first.Add(stretch.From, stretch);
        }

        return first;
    }

    /// <summary>With stretches that meet made one.</summary>
    private static IEnumerable<Stretch> Joined(List<Stretch> stretches)
    {
        var from = ByFrom(stretches);
        var ends = new HashSet<Polynomial>(stretches.Select(stretch => stretch.To));
        foreach (var first in stretches.Where(stretch => !ends.Contains(stretch.From)))
        {
            var whole = first;
            for (var i = 0; i < stretches.Count && from.TryGetValue(whole.To, out var next); i++)
            {
                whole = whole.Then(next);
            }

            yield return whole;
        }
    }

    /// <summary>Sums and products of lengths are not negative.</summary>
    private bool IsNotNegative(Polynomial count) =>
        count.ConstantTerm >= 0
        && count.Monomials.All(monomial => count[monomial] > 0)
        && count.Atoms.All(atom => atom is Operation { Operator: Operator.Length } || _dimensions.Contains(atom));

    private Polynomial Of(Expression term) => Polynomial.Of(term, value => _definitions.TryGetValue(value, out var definition) ? definition : null);

    /// <summary>The elements from one index to before another, each by one of these statements at most once.</summary>
    private sealed class Stretch(Polynomial from, Polynomial to, IReadOnlyList<Statement> stores, IReadOnlyList<Store> sums)
    {
        public Polynomial From => from;

        public Polynomial To => to;

        public IReadOnlyList<Statement> Stores => stores;

        /// <summary>Those of the stores that add to what is there.</summary>
        public IReadOnlyList<Store> Sums => sums;

        public bool IsLike(Stretch other) => from.Equals(other.From) && to.Equals(other.To);

        /// <summary>The same elements by these statements or those.</summary>
        public Stretch Or(Stretch other) => new(from, to, [.. stores, .. other.Stores], [.. sums, .. other.Sums]);

        public Stretch Then(Stretch next) => new(from, next.To, [.. stores, .. next.Stores], [.. sums, .. next.Sums]);

        /// <summary>Of all iterations; null where they leave gaps, or their place depends on more than the index.</summary>
        public Stretch? Over(Value index, Stretch indices, HashSet<Expression> bound)
        {
            var next = Polynomial.Of(index, _ => null).Plus(Polynomial.Constant(1));
            if (from.Atoms.Any(atom => !ReferenceEquals(atom, index) && Walk.Mentions(atom, bound))
                || from.With(index, next) is not { } following || !following.Minus(to).IsZero)
            {
                return null;
            }

            return from.With(index, indices.From) is { } first && from.With(index, indices.To) is { } last ? new Stretch(first, last, stores, sums) : null;
        }
    }
}
