using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The function, and after it the same function backwards: each statement hands the adjoint of what it binds on to what it
/// reads. Loops run backwards over their range, branches take the side that the value took. The gradient of each input is
/// added up in the destination; the cost is a small multiple of the function's, whatever the number of inputs.
/// </summary>
internal sealed class ReverseSweep
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
    private readonly Value _gradient;
    private readonly CancellationToken _cancellation;

    /// <param name="function">What is differentiated.</param>
    /// <param name="space">Its columns.</param>
    /// <param name="dependence">What depends on them.</param>
    /// <param name="gradient">The destination.</param>
    /// <param name="repeats">Whether iterations that can be are run again instead of kept on the tape.</param>
    /// <param name="cancellation">Stops the sweep.</param>
    public ReverseSweep(Function function, ColumnSpace space, Dependence dependence, Value gradient, bool repeats, CancellationToken cancellation)
    {
        _function = function;
        _pool = function.Pool;
        _space = space;
        _dependence = dependence;
        _gradient = gradient;
        _cancellation = cancellation;
        HashSet<Loop> repeated = repeats ? RepeatableLoops.Of(function, dependence.Aliases) : [];
        _tape = new Tape(_pool, new SettledArrays(function, dependence.Aliases, repeated), cancellation);
        _leaves = new GradientLeaves(function, space);
        _arrays = new AdjointArrays(function, space, dependence, gradient, _tape);
        _loops = new LoopRecorder(_pool, _arrays, _tape, repeated, cancellation);
    }

    /// <summary>The function as it can be swept: choices between reals are branches, and no input is handed on as an array, whose adjoint would be lost.</summary>
    public static Function Prepare(Function function, CancellationToken cancellation) => HandedInputs.Run(ActiveChoices.Run(function, cancellation), cancellation);

    /// <param name="seeds">The adjoint of each row: 1 for a gradient, an entry of the cotangent for a vector-Jacobian product.</param>
    public Region Run(IReadOnlyList<Expression> seeds) => Run((adjoints, reverse) =>
    {
        for (var row = 0; row < seeds.Count; row++)
        {
            Backpropagate(_function.Body.Yields[row], seeds[row], adjoints, reverse);
        }
    });

    /// <param name="cotangent">The adjoint of the array that the function yields, row by row; read only.</param>
    public Region Run(Value cotangent)
    {
        _arrays.SeedDirectly(cotangent);
        return Run((_, reverse) => _arrays.Seed(_function.Body.Yields[0], cotangent, reverse), cotangent);
    }

    private Region Run(Action<Adjoints, List<Statement>> seed, Value? cotangent = null)
    {
        var forward = new List<Statement>();
        var body = _loops.Record(_function.Body, forward);

        var reverse = new List<Statement>();
        var adjoints = new Adjoints();
        _arrays.Reopen(body, reverse);
        seed(adjoints, reverse);
        Reverse(body, adjoints, reverse);
        if (cotangent is not null && _function.Output.Rows is null)
        {
            // Only now is it known how many rows there are.
            forward.Add(new Require(cotangent, _arrays.Count(_function.Body.Yields[0]), isExact: true));
        }

        var (cleared, stores) = _leaves.Collect(adjoints, _gradient, _function.Output.Element);
        return new Region([.. _tape.Opened, .. forward, .. cleared, .. reverse, .. stores], _function.Body.Yields);
    }

    /// <summary>The statements of a region backwards; what it binds has its adjoint, if any, in the given ones.</summary>
    private void Reverse(Region region, Adjoints adjoints, List<Statement> into)
    {
        for (var i = region.Statements.Count - 1; i >= 0; i--)
        {
            _cancellation.ThrowIfCancellationRequested();
            switch (region.Statements[i])
            {
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

    private void Reverse(Loop loop, Adjoints adjoints, List<Statement> into)
    {
        var active = Enumerable.Range(0, loop.Carried.Count)
            .Where(i => loop.Carried[i].Phi.Type.IsReal && _dependence.IsActive(loop.Carried[i].Phi)).ToArray();
        var carried = active.Select(i => new Carried(
            Bar(loop.Carried[i].Phi),
            adjoints.Take(loop.Results[i]) ?? _pool.Real(0, loop.Carried[i].Phi.Type))).ToList();

        var (inner, body) = (new Adjoints(), new List<Statement>());
        var range = ReverseRange.Of(loop, _tape, body);
        var counters = Counters(loop, carried, body);
        var (iteration, copies) = Iteration(loop, counters, body);
        _arrays.Reopen(iteration, body);
        for (var k = 0; k < active.Length; k++)
        {
            Backpropagate(iteration.Yields[active[k]], carried[k].Phi, inner, body);
        }

        Reverse(iteration, inner, body);
        List<Expression> yields = [.. active.Select(i => inner.Take(loop.Carried[i].Phi) ?? _pool.Real(0, loop.Carried[i].Phi.Type)), .. counters.Select(_tape.Restored)];

        // Values from outside the loop add up over its iterations.
        var results = carried.Select(c => _pool.Local(c.Phi.Type, c.Phi.Name, c.Phi.Variable)).ToList();
        foreach (var value in _leaves.InOrder(inner.Values))
        {
            var sum = Bar(value);
            carried.Add(new Carried(sum, _pool.Real(0, value.Type)));
            yields.Add(AdjointArrays.Increased(sum, inner.Take(value)!));
            var total = _pool.Local(value.Type, sum.Name, sum.Variable);
            results.Add(total);
            adjoints.Add(value, total);
        }

        into.Add(range(carried, new Region(body, yields), results));
        HandBack(copies, adjoints);
        for (var k = 0; k < active.Length; k++)
        {
            Backpropagate(loop.Carried[active[k]].Initial, results[k], adjoints, into);
        }
    }

    /// <summary>
    /// Integers that every iteration changes by a step that the reverse loop knows, too: it takes the steps back, from the last value.
    /// </summary>
    private List<Value> Counters(Loop loop, List<Carried> carried, List<Statement> into)
    {
        var counters = new List<Value>();
        for (var i = 0; i < loop.Carried.Count; i++)
        {
            var phi = loop.Carried[i].Phi;
            if (loop is not For { Guard: null } || phi.Type != IrType.Int || loop.Body.Yields[i] is not { } next || StepOf(next, phi, (For)loop) is not { } step)
            {
                continue;
            }

            var (after, before) = (_pool.Local(phi.Type, phi.Name, _pool.NewVariable()), _pool.Local(phi.Type, phi.Name));
            carried.Add(new Carried(after, _tape.Restored(loop.Results[i])));
            into.Add(new Let(before, _pool.Operation(Operator.Subtract, phi.Type, after, _tape.Restored(step))));
            _tape.Replace(phi, before);
            counters.Add(phi);
        }

        return counters;
    }

    /// <summary>What is added to a variable, where that is made of what the loop does not change and of its index.</summary>
    private Expression? StepOf(Expression next, Value phi, For loop)
    {
        next = next is Value value ? loop.Body.Statements.OfType<Let>().FirstOrDefault(let => ReferenceEquals(let.Target, value))?.Definition ?? next : next;
        var step = next switch
        {
            Operation { Operator: Operator.Add } sum when ReferenceEquals(sum.Operands[0], phi) => sum.Operands[1],
            Operation { Operator: Operator.Add } sum when ReferenceEquals(sum.Operands[1], phi) => sum.Operands[0],
            Operation { Operator: Operator.Subtract } difference when ReferenceEquals(difference.Operands[0], phi) => _pool.Operation(Operator.Negate, phi.Type, difference.Operands[1]),
            _ => null,
        };
        return step is null || Walk.ExpressionsOf(step).Any(term => term is Operation { Operator: Operator.Element } or Call or Opaque) || BoundIn(loop).Any(bound => Walk.Mentions(step, [bound]))
            ? null
            : step;
    }

    /// <summary>What a loop binds in its body, and the variables that it carries.</summary>
    private static IEnumerable<Expression> BoundIn(For loop)
    {
        var bound = loop.Carried.Select(carried => (Expression)carried.Phi).ToList();
        Walk.Statements(loop.Body, statement =>
        {
            bound.AddRange(Walk.Binds(statement));
            bound.AddRange(statement is Loop nested ? nested.Carried.Select(carried => carried.Phi) : []);
            bound.AddRange(statement is For counted ? [counted.Index] : []);
        });
        return bound;
    }

    /// <summary>Brings back what an iteration bound: from the tape, or by running it again from the variables that it starts with.</summary>
    private (Region Region, IReadOnlyList<(Value Value, Value Restored)> Copies) Iteration(Loop loop, IReadOnlyCollection<Value> counters, List<Statement> into)
    {
        if (_loops.StartsOf(loop) is not { } starts)
        {
            _tape.Restore(loop.Body, counters, into);
            return (loop.Body, []);
        }

        foreach (var (value, tape) in starts.Reverse())
        {
            if (!counters.Contains(value))
            {
                into.Add(new Pop(value, tape));
                continue;
            }

            into.Add(new Let(value, _tape.Restored(value)));
            _tape.Replace(value, value);
        }

        var index = ((For)loop).Index;
        into.Add(new Let(index, _tape.Restored(index)));
        _tape.Replace(index, index);
        // What comes from an iteration around it, which is over, goes by its restored name.
        var bound = new HashSet<Expression>(BoundIn((For)loop)) { index };
        var outer = Walk.AllTerms(loop.Body).OfType<Value>().Where(value => !bound.Contains(value))
            .Select(value => (Value: value, Restored: _tape.Restored(value) as Value ?? value))
            .Where(pair => !ReferenceEquals(pair.Value, pair.Restored)).ToArray();
        foreach (var (value, restored) in outer)
        {
            _dependence.Follow(restored, value);
        }

        return (_loops.Record(Rebinding.Of(loop.Body, outer, _cancellation), into), outer);
    }

    /// <summary>Adds the adjoints of restored values to those of the values that they are.</summary>
    private static void HandBack(IReadOnlyList<(Value Value, Value Restored)> copies, Adjoints adjoints)
    {
        foreach (var (value, restored) in copies)
        {
            if (adjoints.Take(restored) is { } adjoint)
            {
                adjoints.Add(value, adjoint);
            }
        }
    }

    private Value Bar(Value value) => _pool.Local(value.Type, value.Name.Length == 0 ? "" : value.Name + "Bar", _pool.NewVariable());
}
