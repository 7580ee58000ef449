using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Batch;

/// <summary>
/// What differs between the points of a tile: the inputs, all that is computed from them, and what is stored or chosen where only some
/// of the points go. Everything else is the same for all points and stays a scalar: sizes, indices, constants.
/// </summary>
internal sealed class Variance
{
    private readonly HashSet<Value> _varying = [];
    private readonly HashSet<Loop> _masked = [];
    private readonly HashSet<Value> _fixed;
    private bool _changed;

    private Variance(Function function)
    {
        // What the caller gives once for all points is not written to once for each of them.
        _fixed = [.. function.Inputs.Take(function.Inputs.Count - 1).Where(input => !input.IsActive).Select(input => input.Value)];
        _varying.UnionWith(function.Inputs.Where(input => input.IsActive).Select(input => input.Value));
        _varying.Add(function.Inputs[function.Inputs.Count - 1].Value);
    }

    /// <summary>Why the points cannot share their instructions; null where they can.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>Some point may leave the function by an exception, or go where only a scalar can.</summary>
    public bool GivesUp { get; private set; }

    /// <param name="function">Fills its last input, the span of the derivatives.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static Variance Of(Function function, CancellationToken cancellation)
    {
        var variance = new Variance(function);
        do
        {
            cancellation.ThrowIfCancellationRequested();
            variance._changed = false;
            variance.Visit(function.Body, masked: false);
        }
        while (variance._changed && variance.Obstacle is null);

        if (variance.Obstacle is null)
        {
            new LaneCheck(variance, variance.Refuse).Check(function.Body);
        }

        return variance;
    }

    /// <summary>Differs between the points. The length of an array never does.</summary>
    public bool IsVarying(Expression term)
    {
        if (term is Value value)
        {
            return _varying.Contains(value);
        }

        var pending = new Stack<Expression>();
        pending.Push(term);
        while (pending.Count > 0)
        {
            switch (pending.Pop())
            {
                case Value part when _varying.Contains(part):
                    return true;
                case Operation { Operator: Operator.Length }:
                    break;
                case var other:
                    foreach (var operand in other.Operands)
                    {
                        pending.Push(operand);
                    }

                    break;
            }
        }

        return false;
    }

    /// <summary>The points leave this loop one by one.</summary>
    public bool IsMasked(Loop loop) => _masked.Contains(loop);

    private void Refuse(string obstacle) => Obstacle ??= obstacle;

    private void Mark(Value value) => _changed |= _varying.Add(value);

    private void Visit(Region region, bool masked)
    {
        foreach (var statement in region.Statements)
        {
            Visit(statement, masked);
        }
    }

    private void Visit(Statement statement, bool masked)
    {
        switch (statement)
        {
            case Let let:
                if (IsVarying(let.Definition))
                {
                    Mark(let.Target);
                }

                break;
            case Store store:
                Write(store.Array, masked || IsVarying(store.Value) || store.Indices.Any(IsVarying));
                break;
            case Copy copy:
                Write(copy.Destination, masked || IsVarying(copy.Source));
                break;
            case Clear clear:
                Write(clear.Array, masked);
                break;
            case If branch:
                Visit(branch, masked);
                break;
            case Loop loop:
                Visit(loop, masked);
                break;
            case Throw:
                GivesUp = true;
                break;
            case Push push:
                // What some points put on a tape, others would take off.
                if (masked)
                {
                    Refuse("what its branches leave for the reverse sweep differs between points");
                }

                if (IsVarying(push.Value))
                {
                    Mark(push.Tape);
                }

                break;
            case Pop pop:
                if (IsVarying(pop.Tape))
                {
                    Mark(pop.Target);
                }

                break;
            case Evaluate or Construct or Invoke:
                Refuse("it calls code that has to run for each point by itself");
                break;
            default:
                break;
        }
    }

    private void Visit(If branch, bool masked)
    {
        var isVarying = IsVarying(branch.Condition);
        Visit(branch.Then, masked || isVarying);
        Visit(branch.Else, masked || isVarying);
        for (var i = 0; i < branch.Results.Count; i++)
        {
            if (isVarying || (!branch.Then.Throws && IsVarying(branch.Then.Yields[i])) || (!branch.Else.Throws && IsVarying(branch.Else.Yields[i])))
            {
                Mark(branch.Results[i]);
            }
        }
    }

    private void Visit(Loop loop, bool masked)
    {
        if (loop is While { Test: var test })
        {
            Visit(test, masked || _masked.Contains(loop));
        }

        var isMasked = loop is While repeat ? IsVarying(repeat.Test.Yields[0]) : loop is For { Guard: { } guard } && IsVarying(guard);
        if (isMasked)
        {
            _changed |= _masked.Add(loop);
        }

        Visit(loop.Body, masked || isMasked);
        for (var i = 0; i < loop.Carried.Count; i++)
        {
            var (phi, initial) = (loop.Carried[i].Phi, loop.Carried[i].Initial);

            // A count of iterations is the same for all points that are still in the loop, and differs only after it.
            var isCount = phi.Type.Kind == TypeKind.Integer;
            if (IsVarying(initial) || IsVarying(loop.Body.Yields[i]) || (isMasked && !isCount))
            {
                Mark(phi);
            }

            if (isMasked || IsVarying(phi))
            {
                Mark(loop.Results[i]);
            }
        }
    }

    private void Write(Expression array, bool isVarying)
    {
        if (array is not Value value)
        {
            Refuse("it writes to arrays that differ between points");
            return;
        }

        if (_fixed.Contains(value))
        {
            Refuse("it writes to an array that all points have in common");
        }
        else if (isVarying)
        {
            Mark(value);
        }
    }
}
