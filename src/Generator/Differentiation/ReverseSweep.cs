using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The function, and after it the same function backwards: each statement hands the adjoint of what it binds on to what it
/// reads. Loops run backwards over their range, branches take the side that the value took. The gradient of each input is
/// added up in the destination; the cost is a small multiple of the function's, whatever the number of inputs.
/// </summary>
internal sealed partial class ReverseSweep
{
    private readonly Function _function;
    private readonly ExpressionPool _pool;
    private readonly ColumnSpace _space;
    private readonly Dependence _dependence;
    private readonly LocalPartials _partials = new();
    private readonly AdjointArrays _arrays;
    private readonly GradientLeaves _leaves;
    private readonly Tape _tape;
    private readonly LoopRecorder _loops;
    private readonly EarlyAdjoints _early;
    private readonly RecursionCalls _calls;
    private readonly Seeds _seeds;
    private readonly Value _gradient;
    private readonly CancellationToken _cancellation;

    /// <param name="function">What is differentiated.</param>
    /// <param name="space">Its columns.</param>
    /// <param name="dependence">What depends on them.</param>
    /// <param name="gradient">The destination.</param>
    /// <param name="repeats">Whether iterations that can be are run again instead of kept on the tape.</param>
    /// <param name="seeds">The adjoint of each row: 1 for a gradient, an entry of the cotangent for a vector-Jacobian product.</param>
    /// <param name="cancellation">Stops the sweep.</param>
    public ReverseSweep(Function function, ColumnSpace space, Dependence dependence, Value gradient, bool repeats, Seeds seeds, CancellationToken cancellation)
    {
        _function = function;
        _pool = function.Pool;
        _space = space;
        _dependence = dependence;
        _gradient = gradient;
        _seeds = seeds;
        _cancellation = cancellation;
        _arrays = new AdjointArrays(function, space, dependence, gradient);
        _calls = new RecursionCalls(_pool, dependence, _arrays);
        foreach (var (input, span) in seeds.Spans)
        {
            _arrays.Give(input, span);
        }

        if (seeds.Cotangent is { } cotangent)
        {
            _arrays.SeedDirectly(cotangent);
        }

        _early = new EarlyAdjoints(function, dependence, _partials, _arrays, cancellation);
        if (seeds.Cotangent is null || function.Output.Rows is not null)
        {
            _early.Find([.. function.Body.Yields.Select((_, row) => seeds.Cotangent is null ? seeds.Rows[row] : null)]);
        }

        HashSet<Loop> repeated = repeats ? RepeatableLoops.Of(function, dependence.Aliases) : [];
        repeated.ExceptWith(_early.Statements.OfType<Loop>());
        _tape = new Tape(_pool, new SettledArrays(function, dependence.Aliases, [.. repeated, .. _early.Statements.OfType<Loop>()]), cancellation);
        _arrays.Tape = _tape;
        _leaves = new GradientLeaves(function, space);
        _loops = new LoopRecorder(_pool, _arrays, _tape, repeated, cancellation);
    }

    /// <summary>What the way back starts from.</summary>
    /// <param name="Rows">The adjoint of each row.</param>
    /// <param name="Cotangent">In their place: the adjoint of the array that the function yields, row by row; read only.</param>
    public sealed record Seeds(IReadOnlyList<Expression> Rows, Value? Cotangent = null)
    {
        /// <summary>Arrays whose adjoints are added up in memory of their own, for a function that others call; then its reals have theirs among the yields, behind the value.</summary>
        public IReadOnlyList<(Value Input, Value Span)> Spans { get; init; } = [];

        public bool IsCalled { get; init; }
    }

    /// <summary>The function as it can be swept: choices between reals are branches, and no input is handed on as an array, whose adjoint would be lost.</summary>
    public static Function Prepare(Function function, CancellationToken cancellation) => HandedInputs.Run(ActiveChoices.Run(Extrema.Run(function, cancellation), cancellation), cancellation);

    /// <summary>Whether a function has iterations that can be run again.</summary>
    public static bool CanRepeat(Function function, CancellationToken cancellation)
    {
        var prepared = Prepare(function, cancellation);
        return RepeatableLoops.Of(prepared, new ArrayAliases(prepared.Body)).Count > 0;
    }

    public Region Run()
    {
        var forward = new List<Statement>();
        OpenEarly();
        var body = _loops.Record(_function.Body, forward, AtOnce);

        var reverse = new List<Statement>();
        var adjoints = new Adjoints();
        _arrays.Reopen(body, reverse);
        Seed(adjoints, reverse);
        Reverse(body, adjoints, reverse);
        if (_seeds.Cotangent is { } cotangent && _function.Output.Rows is null)
        {
            // Only now is it known how many rows there are.
            forward.Add(new Require(cotangent, _arrays.Count(_function.Body.Yields[0]), isExact: true));
        }

        if (_seeds.IsCalled)
        {
            var reals = _function.Inputs.Where(input => input.IsActive && !input.Value.Type.IsArray).Select(input => adjoints.Take(input.Value) ?? _pool.Real(0, input.Value.Type));
            return new Region([.. _tape.Opened, .. forward, .. reverse], [.. _function.Body.Yields, .. reals]);
        }

        var (cleared, stores) = _leaves.Collect(adjoints, _gradient, _function.Output.Element);
        IEnumerable<Statement> there = _early.Any ? [.. cleared, .. forward] : [.. forward, .. cleared];
        return new Region([.. _tape.Opened, .. there, .. reverse, .. stores], _function.Body.Yields);
    }

    private void Seed(Adjoints adjoints, List<Statement> reverse)
    {
        if (_seeds.Cotangent is { } cotangent)
        {
            _arrays.Seed(_function.Body.Yields[0], cotangent, reverse);
            return;
        }

        for (var row = 0; row < _seeds.Rows.Count; row++)
        {
            Backpropagate(_function.Body.Yields[row], _seeds.Rows[row], adjoints, reverse);
        }
    }

    /// <summary>The statements of a region backwards; what it binds has its adjoint, if any, in the given ones.</summary>
    private void Reverse(Region region, Adjoints adjoints, List<Statement> into)
    {
        for (var i = region.Statements.Count - 1; i >= 0; i--)
        {
            _cancellation.ThrowIfCancellationRequested();
            switch (region.Statements[i])
            {
                case var done when _reversed.ContainsKey(done):
                    HandOn(done, adjoints, into);
                    break;
                case Let let when let.Target.Type.IsReal:
                    if (adjoints.Take(let.Target) is { } adjoint)
                    {
                        Reverse(let, Named(adjoint, let.Target, into), adjoints, into);
                    }

                    break;
                case Store store when store.Value.Type.IsReal && _dependence.IsActive(store.Array):
                    if (_arrays.TakeElement(store, into) is { } stored && _dependence.IsActive(store.Value))
                    {
                        Backpropagate(store.Value, stored, adjoints, into);
                    }

                    break;
                case Copy copy when _dependence.IsActive(copy.Destination):
                    _arrays.ReverseCopy(copy, into);
                    break;
                case Clear clear when _dependence.IsActive(clear.Array):
                    _arrays.ReverseClear(clear, into);
                    break;
                case Recursion call when adjoints.Take(call.Target) is { } given:
                    foreach (var (argument, share) in _calls.Adjoint(call, given, null, _tape.Restored, into))
                    {
                        Backpropagate(argument, share, adjoints, into);
                    }

                    break;
                case If branch:
                    Reverse(branch, adjoints, into);
                    break;
                case Loop loop:
                    Reverse(loop, adjoints, into);
                    break;
            }
        }
    }

    private void Reverse(Let let, Expression adjoint, Adjoints adjoints, List<Statement> into)
    {
        if (let.Definition is Operation { Operator: Operator.Element } load && _dependence.Aliases.IsRead(load))
        {
            if (_dependence.IsActive(load.Operands[0]))
            {
                _arrays.AddTo(load, adjoint, into);
            }
        }
        else if (_dependence.IsActive(let.Definition))
        {
            Backpropagate(let.Definition, adjoint, adjoints, into, let.Target);
        }
    }

    /// <summary>Gives an adjoint that is more than a name one, so that what follows reads it once.</summary>
    private Expression Named(Expression adjoint, Value owner, List<Statement> into)
    {
        if (adjoint is Value or Constant)
        {
            return adjoint;
        }

        var name = _pool.Local(adjoint.Type, owner.Name.Length == 0 ? "adjoint" : owner.Name + "Bar");
        into.Add(new Let(name, adjoint));
        return name;
    }

    /// <summary>Hands the adjoint of a term on to the values, inputs and elements it is made of.</summary>
    private void Backpropagate(Expression root, Expression seed, Adjoints adjoints, List<Statement> into, Value? result = null)
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

            switch (term)
            {
                case Value value:
                    if (_dependence.IsActive(value))
                    {
                        adjoints.Add(value, adjoint);
                    }

                    break;
                case Operation { Operator: Operator.Element } element:
                    if (_leaves.Of(element) is { } leaf)
                    {
                        adjoints.Add(leaf, adjoint);
                    }
                    else if (_dependence.IsActive(element))
                    {
                        _arrays.AddTo(element, adjoint, into);
                    }

                    break;
                default:
                    HandOn(term, ReferenceEquals(term, root) && result is not null ? result : term, adjoint, pending);
                    break;
            }
        }
    }

    private void HandOn(Expression term, Expression result, Expression adjoint, Dictionary<Expression, Expression> pending)
    {
        foreach (var (operand, partial) in _partials.Links(term, result))
        {
            if (!_dependence.IsActive(operand))
            {
                continue;
            }

            var share = term is Operation { Operator: Operator.Convert }
                ? _pool.Convert(operand.Type, adjoint)
                : adjoint * _tape.Restored(partial);
            pending[operand] = pending.TryGetValue(operand, out var sum) ? sum + share : share;
        }
    }

    private void Reverse(If branch, Adjoints adjoints, List<Statement> into)
    {
        if (IsWithoutAdjoint(branch, adjoints))
        {
            return;
        }

        var seeds = branch.Results.Select(result => result.Type.IsReal ? adjoints.Take(result) : null).ToArray();
        var (then, thenStatements) = Arm(branch.Then, seeds);
        var (otherwise, elseStatements) = Arm(branch.Else, seeds);
        var touched = then.Values.Union(otherwise.Values).ToArray();
        var results = touched.Select(value => _pool.Local(value.Type, value.Name.Length == 0 ? "" : value.Name + "Bar")).ToArray();
        into.Add(new If(
            _tape.Restored(branch.Condition),
            new Region(thenStatements, Yields(then)),
            new Region(elseStatements, Yields(otherwise)),
            results));
        for (var i = 0; i < touched.Length; i++)
        {
            adjoints.Add(touched[i], results[i]);
        }

        Expression[] Yields(Adjoints arm) => [.. touched.Select(value => arm.Take(value) ?? _pool.Real(0, value.Type))];
    }

    private (Adjoints Adjoints, List<Statement> Statements) Arm(Region arm, IReadOnlyList<Expression?> seeds)
    {
        var (adjoints, statements) = (new Adjoints(), new List<Statement>());
        if (arm.Throws)
        {
            // The method has not come back from here.
            return (adjoints, statements);
        }

        _tape.Restore(arm, [], statements);
        _arrays.Reopen(arm, statements);
        for (var i = 0; i < seeds.Count; i++)
        {
            if (seeds[i] is { } seed)
            {
                Backpropagate(arm.Yields[i], seed, adjoints, statements);
            }
        }

        Reverse(arm, adjoints, statements);
        return (adjoints, statements);
    }
}
