using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <content>Loops backwards: what an iteration bound comes off the tape, is taken back, or is computed by running the iteration again.</content>
internal sealed partial class ReverseSweep
{
    private void Reverse(Loop loop, Adjoints adjoints, List<Statement> into)
    {
        if (IsWithoutAdjoint(loop, adjoints))
        {
            return;
        }

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

    /// <summary>Whether nothing that counts comes out of a statement: no result that has an adjoint, no element of an array.</summary>
    private bool IsWithoutAdjoint(Statement statement, Adjoints adjoints) =>
        !Walk.Binds(statement).Any(adjoints.Has) && !Walk.Written(statement).Any(_dependence.IsActive) && !Walk.Binds(statement).Any(value => value.Type.IsArray && _dependence.IsActive(value));

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
