using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The branches and loops whose results have adjoints that are known before they run: what comes of a sum does not change what its terms
/// count. Such a statement goes its way and the way back at once, and keeps nothing on a tape: each iteration is reversed where it ends.
/// </summary>
internal sealed class EarlyAdjoints
{
    private readonly Function _function;
    private readonly Dependence _dependence;
    private readonly LocalPartials _partials;
    private readonly PrivateArrays _private;
    private readonly AdjointArrays _arrays;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<Statement, IReadOnlyList<Expression?>> _known = [];

    /// <summary>When each value is bound, and when each statement begins, in the order of the text.</summary>
    private readonly Dictionary<object, int> _times = [];
    private readonly Dictionary<Expression, int> _latest = [];

    /// <param name="function">What is swept.</param>
    /// <param name="dependence">What depends on its columns.</param>
    /// <param name="partials">Of its terms.</param>
    /// <param name="arrays">The adjoints of its arrays.</param>
    /// <param name="cancellation">Stops the search.</param>
    public EarlyAdjoints(Function function, Dependence dependence, LocalPartials partials, AdjointArrays arrays, CancellationToken cancellation)
    {
        _function = function;
        _dependence = dependence;
        _partials = partials;
        _arrays = arrays;
        _cancellation = cancellation;
        _private = new PrivateArrays(function, dependence, arrays.IsDirect);
    }

    /// <summary>The loops and branches that are reversed where they end.</summary>
    public IEnumerable<Statement> Statements => _known.Keys;

    public bool Any => _known.Count > 0;

    /// <summary>The adjoint of each result of a statement, null where it has none; null where they are known only later.</summary>
    public IReadOnlyList<Expression?>? Of(Statement statement) => _known.TryGetValue(statement, out var seeds) ? seeds : null;

    /// <param name="seeds">The adjoint of each value that the function yields.</param>
    public void Find(IReadOnlyList<Expression?> seeds)
    {
        var candidates = new Dictionary<Statement, IReadOnlyList<Expression?>>();
        Number(_function.Body);
        Analyse(_function.Body, seeds, candidates);
        Keep(_function.Body, [], candidates);
    }

    /// <summary>Of the candidates those whose arrays allow it; within one that goes another way none does.</summary>
    private void Keep(Region region, HashSet<Expression> writtenLater, Dictionary<Statement, IReadOnlyList<Expression?>> candidates)
    {
        for (var i = region.Statements.Count - 1; i >= 0; i--)
        {
            var statement = region.Statements[i];
            if (candidates.TryGetValue(statement, out var seeds) && _private.Allow(statement, writtenLater))
            {
                _known.Add(statement, seeds);
                foreach (var nested in Walk.Regions(statement))
                {
                    Keep(nested, statement is Loop ? [] : [.. writtenLater], candidates);
                }
            }

            writtenLater.UnionWith(Walk.Written(statement).Select(_dependence.Aliases.Class));
        }
    }

    private void Number(Region region)
    {
        foreach (var statement in region.Statements)
        {
            _times[statement] = _times.Count;
            foreach (var value in statement is Loop loop ? loop.Carried.Select(carried => carried.Phi).Concat(statement is For counted ? [counted.Index] : []) : [])
            {
                _times[value] = _times.Count;
            }

            foreach (var nested in Walk.Regions(statement))
            {
                Number(nested);
            }

            foreach (var value in Walk.Binds(statement))
            {
                _times[value] = _times.Count;
            }
        }
    }

    /// <summary>What the adjoints of values from outside a region come to, as far as that is a term of values that are there before it.</summary>
    private Sums Analyse(Region region, IReadOnlyList<Expression?> seeds, Dictionary<Statement, IReadOnlyList<Expression?>> candidates)
    {
        _cancellation.ThrowIfCancellationRequested();
        var sums = new Sums();
        for (var i = 0; i < region.Yields.Count; i++)
        {
            if (seeds[i] is { } seed)
            {
                Pass(region.Yields[i], seed, sums);
            }
        }

        for (var i = region.Statements.Count - 1; i >= 0; i--)
        {
            Visit(region.Statements[i], sums, candidates);
        }

        return sums;
    }

    private void Visit(Statement statement, Sums sums, Dictionary<Statement, IReadOnlyList<Expression?>> candidates)
    {
        switch (statement)
        {
            case Let { Target.Type.IsReal: true } let:
                if (sums.IsUnknown(let.Target))
                {
                    Lose(let.Definition, sums);
                }
                else if (sums.Of(let.Target) is { } adjoint)
                {
                    Pass(let.Definition, adjoint, sums, let.Target);
                }

                break;
            case Store { Value.Type.IsReal: true } store:
                if (_arrays.DirectElement(store) is { } known)
                {
                    Pass(store.Value, known, sums);
                }
                else
                {
                    Lose(store.Value, sums);
                }

                break;
            case Recursion call:
                if (sums.IsUnknown(call.Target) || sums.Of(call.Target) is not null)
                {
                    Lose(call, sums);
                }

                if (Seeds(call, sums) is { } seeds)
                {
                    Add(call, seeds, candidates);
                }

                break;
            case If branch:
                Visit(branch, sums, candidates);
                break;
            case Loop loop:
                Visit(loop, sums, candidates);
                break;
        }
    }

    private void Visit(If branch, Sums sums, Dictionary<Statement, IReadOnlyList<Expression?>> candidates)
    {
        if (Seeds(branch, sums) is not { } seeds)
        {
            Lose(branch, sums);
            return;
        }

        Sums[] arms = [.. new[] { branch.Then, branch.Else }.Where(arm => !arm.Throws).Select(arm => Analyse(arm, seeds, candidates))];
        Add(branch, seeds, candidates);
        foreach (var value in arms.SelectMany(arm => arm.Values).Distinct().Where(value => IsBefore(value, branch)).ToArray())
        {
            var adjoints = arms.Select(arm => arm.IsUnknown(value) ? null : arm.Of(value)).Distinct().ToArray();
            if (adjoints is [{ } same] && IsBefore(same, branch))
            {
                sums.Add(value, same);
            }
            else
            {
                sums.Lose(value);
            }
        }
    }

    private void Visit(Loop loop, Sums sums, Dictionary<Statement, IReadOnlyList<Expression?>> candidates)
    {
        var nested = new Dictionary<Statement, IReadOnlyList<Expression?>>();
        var seeds = loop is For ? Seeds(loop, sums) : null;
        var body = seeds is null ? null : Analyse(loop.Body, seeds, nested);
        if (seeds is null || body is null || !IsSum(loop, seeds, body))
        {
            Lose(loop, sums);
            return;
        }

        Add(loop, seeds, candidates);
        foreach (var pair in nested)
        {
            candidates.Add(pair.Key, pair.Value);
        }

        for (var k = 0; k < seeds.Length; k++)
        {
            if (seeds[k] is { } seed)
            {
                Pass(loop.Carried[k].Initial, seed, sums);
            }
        }

        foreach (var value in body.Values.Where(value => IsBefore(value, loop)))
        {
            sums.Lose(value);
        }
    }

    /// <summary>Nothing is won where there is no way back.</summary>
    private void Add(Statement statement, Expression?[] seeds, Dictionary<Statement, IReadOnlyList<Expression?>> candidates)
    {
        if (seeds.Any(seed => seed is not null) || Walk.Written(statement).Any(_dependence.IsActive))
        {
            candidates.Add(statement, seeds);
        }
    }

    /// <summary>Whether each carried variable hands its adjoint on to itself, whatever the iteration.</summary>
    private static bool IsSum(Loop loop, Expression?[] seeds, Sums body) =>
        loop.Carried.Select((carried, k) => !body.IsUnknown(carried.Phi) && ReferenceEquals(body.Of(carried.Phi), seeds[k])).All(isOwn => isOwn);

    /// <summary>The adjoints of what a statement binds, or null where one of them is not known before it.</summary>
    private Expression?[]? Seeds(Statement statement, Sums sums)
    {
        Value[] results = [.. Walk.Binds(statement)];
        return results.Any(result => (result.Type.IsArray && _dependence.IsActive(result)) || sums.IsUnknown(result) || (sums.Of(result) is { } seed && !IsBefore(seed, statement)))
            ? null
            : [.. results.Select(sums.Of)];
    }

    /// <summary>Whether a term is made of values that are bound before a statement begins.</summary>
    private bool IsBefore(Expression term, Statement statement)
    {
        foreach (var part in Walk.ExpressionsOf(term, _latest.ContainsKey))
        {
            _latest[part] = part.Operands.Count > 0 ? part.Operands.Max(operand => _latest[operand]) : _times.TryGetValue(part, out var time) ? time : -1;
        }

        return _latest[term] < _times[statement];
    }

    /// <summary>Hands an adjoint on to the values that a term is made of, as the sweep will.</summary>
    private void Pass(Expression root, Expression seed, Sums sums, Value? result = null)
    {
        var terms = Walk.ExpressionsOf(root);
        var pending = new Dictionary<Expression, Expression> { [root] = seed };
        for (var i = terms.Length - 1; i >= 0; i--)
        {
            var term = terms[i];
            if (!pending.TryGetValue(term, out var adjoint))
            {
                continue;
            }

            if (term is Value value)
            {
                if (_dependence.IsActive(value))
                {
                    sums.Add(value, adjoint);
                }

                continue;
            }

            if (term is Operation { Operator: Operator.Element })
            {
                continue;
            }

            foreach (var (operand, partial) in _partials.Links(term, ReferenceEquals(term, root) && result is not null ? result : term))
            {
                if (_dependence.IsActive(operand))
                {
                    var share = term is Operation { Operator: Operator.Convert } ? root.Pool.Convert(operand.Type, adjoint) : adjoint * partial;
                    pending[operand] = pending.TryGetValue(operand, out var sum) ? sum + share : share;
                }
            }
        }
    }

    private void Lose(Expression term, Sums sums)
    {
        foreach (var value in Walk.ExpressionsOf(term).OfType<Value>().Where(_dependence.IsActive))
        {
            sums.Lose(value);
        }
    }

    private void Lose(Statement statement, Sums sums)
    {
        foreach (var value in Walk.AllTerms(statement).OfType<Value>().Where(_dependence.IsActive))
        {
            sums.Lose(value);
        }
    }

    /// <summary>Adjoints as far as they are known.</summary>
    private sealed class Sums
    {
        private readonly Adjoints _adjoints = new();
        private readonly List<Value> _met = [];
        private readonly HashSet<Value> _unknown = [];

        /// <summary>All values that have one.</summary>
        public IReadOnlyList<Value> Values => _met;

        public bool IsUnknown(Value value) => _unknown.Contains(value);

        public Expression? Of(Value value) => _adjoints.Of(value);

        public void Add(Value value, Expression adjoint)
        {
            _met.Add(value);
            _adjoints.Add(value, adjoint);
        }

        public void Lose(Value value)
        {
            _met.Add(value);
            _unknown.Add(value);
        }
    }
}
