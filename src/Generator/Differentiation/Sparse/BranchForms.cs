using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>
/// The gradients of what a branch hands on, where each side depends on single elements that can be told outside of it: the
/// coefficients are handed on beside the values. An element that one side alone depends on is guarded by that side's condition.
/// </summary>
internal sealed class BranchForms
{
    private readonly If _branch;
    private readonly ExpressionPool _pool;
    private readonly Outward _outward;
    private readonly List<Value> _results = [];
    private readonly List<Expression> _then = [];
    private readonly List<Expression> _otherwise = [];

    private BranchForms(If branch, ExpressionPool pool, Outward outward)
    {
        _branch = branch;
        _pool = pool;
        _outward = outward;
    }

    /// <summary>The branch with what it hands on beside, and the gradient of each of its results; null where they are not of this kind.</summary>
    /// <param name="branch">With the statements that the sweep has made of its sides.</param>
    /// <param name="forms">For each result of the branch its gradient at the end of either side; null at the end of one that throws.</param>
    /// <param name="pool">Makes terms.</param>
    /// <param name="aliases">Tells what may be computed again outside.</param>
    public static (If Branch, IReadOnlyList<LinearForm> Forms)? Of(
        If branch, IReadOnlyList<(LinearForm? Then, LinearForm? Else)> forms, ExpressionPool pool, ArrayAliases aliases)
    {
        var merge = new BranchForms(branch, pool, new Outward(branch, pool, aliases));
        var merged = new List<LinearForm>();
        for (var i = 0; i < forms.Count; i++)
        {
            if (merge.Merge(branch.Results[i], forms[i].Then, forms[i].Else) is not { } form)
            {
                return null;
            }

            merged.Add(form);
        }

        merge._outward.Done();
        return (new If(branch.Condition, merge.Side(branch.Then, merge._then), merge.Side(branch.Else, merge._otherwise), [.. branch.Results, .. merge._results]), merged);
    }

    private Region Side(Region side, IReadOnlyList<Expression> coefficients) =>
        side.Throws ? side : new Region(side.Statements, [.. side.Yields, .. coefficients]);

    private LinearForm? Merge(Value result, LinearForm? then, LinearForm? otherwise)
    {
        if (Outside(then ?? LinearForm.None) is not { } first || Outside(otherwise ?? LinearForm.None) is not { } second)
        {
            return null;
        }

        var parts = new List<Spike>();
        foreach (var spike in first)
        {
            var like = second.Find(spike.IsLike);
            parts.Add(Merge(result, spike, like, otherwise is null || like is not null ? null : _branch.Condition));
            second.Remove(like!);
        }

        parts.AddRange(second.Select(spike => Merge(result, null, spike, then is null ? null : Conditions.Not(_branch.Condition))));
        return new LinearForm(parts);
    }

    /// <summary>One element of the inputs, seen from behind the branch.</summary>
    private Spike Merge(Value result, Spike? then, Spike? otherwise, Expression? side)
    {
        var spike = (then ?? otherwise)!;
        var guard = side is null || spike.Guard is null ? side ?? spike.Guard : Conditions.Both(side, spike.Guard);
        var coefficient = ReferenceEquals((then ?? otherwise)!.Coefficient, (otherwise ?? then)!.Coefficient) ? _outward.TryOf(spike.Coefficient) : null;
        return (Spike)spike.With(coefficient ?? HandedOn(result, spike, then?.Coefficient, otherwise?.Coefficient), guard);
    }

    private Value HandedOn(Value result, Spike spike, Expression? then, Expression? otherwise)
    {
        var coefficient = _pool.Local(result.Type, TangentNames.Of(result.Name, spike.Input.Name));
        var zero = _pool.Real(0, result.Type);
        _results.Add(coefficient);
        _then.Add(then ?? zero);
        _otherwise.Add(otherwise ?? zero);
        return coefficient;
    }

    /// <summary>The parts with positions and guards that are terms outside of the branch; coefficients stay those of the side.</summary>
    private List<Spike>? Outside(LinearForm form)
    {
        var spikes = new List<Spike>();
        foreach (var part in form.Parts)
        {
            if (part is not Spike spike
                || _outward.TryOf(spike.Position) is not { } position
                || (spike.Guard is not null && _outward.TryOf(spike.Guard) is null))
            {
                return null;
            }

            var indices = spike.Indices.Select(_outward.TryOf).ToArray();
            if (indices.Any(index => index is null))
            {
                return null;
            }

            spikes.Add(new Spike(spike.Input, [.. indices.Select(index => index!)], position, spike.Coefficient, spike.Guard is null ? null : _outward.TryOf(spike.Guard)));
        }

        return spikes;
    }

    /// <summary>Terms inside of a branch as terms outside of it, through what defines the names in between.</summary>
    private sealed class Outward : Rewriter
    {
        private readonly Dictionary<Value, Expression> _definitions = [];
        private readonly HashSet<Expression> _inside = [];

        public Outward(If branch, ExpressionPool pool, ArrayAliases aliases)
            : base(pool, CancellationToken.None)
        {
            Collect(branch.Then, aliases);
            Collect(branch.Else, aliases);
        }

        /// <summary>Null for what only the inside of the branch knows.</summary>
        public Expression? TryOf(Expression term) => Walk.Mentions(term, _inside) ? null : Rewrite(term);

        protected override Expression Unbound(Value value) => _definitions.TryGetValue(value, out var definition) ? Rewrite(definition) : value;

        private void Collect(Region side, ArrayAliases aliases) => Walk.Statements(side, statement =>
        {
            if (statement is Let let && !let.Target.Type.IsReal && !aliases.IsRead(let.Definition) && !Walk.Mentions(let.Definition, _inside))
            {
                _definitions[let.Target] = let.Definition;
                return;
            }

            _inside.UnionWith(Walk.Binds(statement));
            _inside.UnionWith(((statement as Loop)?.Carried ?? []).Select(carried => carried.Phi));
            if (statement is For loop)
            {
                _inside.Add(loop.Index);
            }
        });
    }
}
