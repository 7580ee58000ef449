using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Proof;

/// <summary>
/// Runs a function of the IR statement by statement on plain numbers or, for a primal, on dual ones: value and slope along one
/// direction, by an arithmetic that shares no formula with the rule table. C# that is only spelled gives stand-in values
/// (<see cref="StandIn"/>). Never throws; bounded by a <see cref="Budget"/>. A machine belongs to one thread and one function.
/// </summary>
internal sealed partial class Machine
{
    private readonly Function _function;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<object, Expression[]> _orders = [];
    private readonly HashSet<object>? _seen;
    private readonly Cell[] _cells;
    private Budget _budget = new(0, 0);
    private bool _isDual;

    /// <param name="function">What to run.</param>
    /// <param name="cancellation">Looked at in every region.</param>
    /// <param name="seen">Where to note the regions that were run: the arms of branches, the bodies of loops.</param>
    public Machine(Function function, CancellationToken cancellation, HashSet<object>? seen = null)
    {
        _function = function;
        _cancellation = cancellation;
        _seen = seen;
        _cells = new Cell[function.Pool.Count];
    }

    /// <summary>The regions and choices that all runs together have met.</summary>
    public HashSet<object> Seen => _seen ?? [];

    /// <summary>What the body handed on, after a run that came to its end.</summary>
    public Cell[] Yields { get; private set; } = [];

    /// <summary>A number that tells one way through branches and loops from another.</summary>
    public ulong Path { get; private set; }

    /// <summary>Something was read, or might have been, that is not there: the method itself may have ended there.</summary>
    public bool LeftArray { get; private set; }

    /// <summary>Among the terms that are being computed one looks outside of an array.</summary>
    private bool _isOutside;

    /// <summary>The largest finite value that was met: where numbers get large, exactness ends.</summary>
    public double Largest { get; private set; }

    /// <param name="inputs">One for each input of the function, in order; arrays are written in place.</param>
    /// <param name="isDual">Slopes are carried along; for a function without tapes.</param>
    /// <param name="budget">What it may cost.</param>
    public Outcome Run(IReadOnlyList<Cell> inputs, bool isDual, Budget budget)
    {
        (_isDual, _budget, Path, Largest, LeftArray, Yields) = (isDual, budget, 0, 0, false, []);
        for (var i = 0; i < inputs.Count; i++)
        {
            At(_function.Inputs[i].Value) = inputs[i];
        }

        var outcome = Run(_function.Body);
        if (outcome == Outcome.Done && (outcome = Evaluate(_function.Body, _function.Body.Yields)) == Outcome.Done)
        {
            Yields = [.. _function.Body.Yields.Select(yield => At(yield))];
            outcome = Array.Exists(Yields, yield => yield.Has(Marks.Undefined)) ? Outcome.Undefined : outcome;
        }

        return outcome;
    }

    /// <summary>What a term was when it was last computed; 0 if it never was.</summary>
    public Cell Last(Expression term) => _cells[term.Id];

    private ref Cell At(Expression term) => ref _cells[term.Id];

    private Outcome Run(Region region)
    {
        _cancellation.ThrowIfCancellationRequested();
        foreach (var statement in region.Statements)
        {
            var outcome = statement is For { Guard: not null } loop
                ? Evaluate(statement, [.. Walk.Head(loop)])
                : Evaluate(statement, Walk.Roots(statement));
            if (outcome != Outcome.Done || (outcome = Run(statement)) != Outcome.Done)
            {
                return outcome;
            }
        }

        return Outcome.Done;
    }

    private Outcome Run(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                At(let.Target) = At(let.Definition);
                return Defined(let.Target);
            case Evaluate { Adds: not null }:
                // Functions of our own are not followed either.
                return Outcome.Undefined;
            case Evaluate evaluate:
                At(evaluate.Target) = At(evaluate.Code);
                return Outcome.Done;
            case If branch:
                return Run(branch);
            case For loop:
                return Run(loop);
            case While loop:
                return Run(loop);
            case Throw:
                return Outcome.Thrown;
            case Require require:
                return Check(require);
            case OpenTape tape:
                At(tape.Target) = Cell.To(new Stack<Cell>());
                return Outcome.Done;
            case Push push:
                return Tape(push.Tape) is { } open && _budget.Allocate(1) ? Done(() => open.Push(At(push.Value))) : Outcome.Exhausted;
            case Pop pop:
                if (Tape(pop.Tape) is not { Count: > 0 } full)
                {
                    return Outcome.Undefined;
                }

                At(pop.Target) = full.Pop();
                return Outcome.Done;
            case Allocate or Copy or Clear or Store:
                return Write(statement);
            default:
                // Objects of the runtime are not followed.
                return Outcome.Undefined;
        }
    }

    /// <summary>What has no value here would have thrown where it is needed: an index that stand-ins made, say.</summary>
    private Outcome Defined(Expression term) => At(term).Has(Marks.Undefined) ? Outcome.Undefined : Outcome.Done;

    private static Outcome Done(Action action)
    {
        action();
        return Outcome.Done;
    }

    private Stack<Cell>? Tape(Value tape) => At(tape).Reference as Stack<Cell>;

    private Outcome Run(If branch)
    {
        var condition = At(branch.Condition);
        if (condition.Has(Marks.Undefined))
        {
            return Outcome.Undefined;
        }

        var arm = condition.IsTrue ? branch.Then : branch.Else;
        Take(arm, condition.IsTrue ? 1 : 2);
        var outcome = Run(arm);
        return outcome == Outcome.Done ? HandOn(arm, arm.Yields, branch.Results) : outcome;
    }

    private void Take(object region, int choice)
    {
        _seen?.Add(region);
        Path = unchecked((Path * 0x9E3779B97F4A7C15UL) + (ulong)choice);
    }

    private Outcome Run(For loop)
    {
        if (loop.Index.Type.Kind != TypeKind.Integer || At(loop.Start).Has(Marks.Undefined) || At(loop.Bound).Has(Marks.Undefined) || At(loop.Step).Has(Marks.Undefined))
        {
            return Outcome.Undefined;
        }

        var (start, bound, step) = (At(loop.Start), At(loop.Bound), At(loop.Step).Integer);
        Begin(loop);
        var type = loop.Index.Type;
        for (At(loop.Index) = start; Holds(loop.Comparison, At(loop.Index).Integer.CompareTo(bound.Integer)); At(loop.Index) = Integers.Wrap(type, unchecked(At(loop.Index).Integer + step)))
        {
            if (loop.Guard is { } guard)
            {
                var guarded = Evaluate(guard, [guard]);
                if (guarded != Outcome.Done || At(guard).Has(Marks.Undefined))
                {
                    return guarded == Outcome.Done ? Outcome.Undefined : guarded;
                }

                if (!At(guard).IsTrue)
                {
                    break;
                }
            }

            var outcome = Iterate(loop);
            if (outcome != Outcome.Done)
            {
                return outcome;
            }
        }

        return End(loop);
    }

    private Outcome Run(While loop)
    {
        Begin(loop);
        while (true)
        {
            var outcome = Run(loop.Test);
            if (outcome != Outcome.Done || (outcome = Evaluate(loop.Test, loop.Test.Yields)) != Outcome.Done)
            {
                return outcome;
            }

            var condition = At(loop.Test.Yields[0]);
            if (condition.Has(Marks.Undefined))
            {
                return Outcome.Undefined;
            }

            if (!condition.IsTrue)
            {
                return End(loop);
            }

            outcome = Iterate(loop);
            if (outcome != Outcome.Done)
            {
                return outcome;
            }
        }
    }

    private void Begin(Loop loop)
    {
        var initial = loop.Carried.Select(carried => At(carried.Initial)).ToArray();
        for (var i = 0; i < initial.Length; i++)
        {
            At(loop.Carried[i].Phi) = initial[i];
        }
    }

    private Outcome Iterate(Loop loop)
    {
        if (!_budget.Spend(1))
        {
            return Outcome.Exhausted;
        }

        Take(loop.Body, 3);
        var outcome = Run(loop.Body);
        return outcome == Outcome.Done ? HandOn(loop.Body, loop.Body.Yields, [.. loop.Carried.Select(carried => carried.Phi)]) : outcome;
    }

    private Outcome End(Loop loop)
    {
        for (var i = 0; i < loop.Results.Count; i++)
        {
            At(loop.Results[i]) = At(loop.Carried[i].Phi);
        }

        return Outcome.Done;
    }

    /// <summary>All at once: a loop may swap two variables.</summary>
    private Outcome HandOn(Region region, IReadOnlyList<Expression> yields, IReadOnlyList<Value> targets)
    {
        var outcome = Evaluate(region, yields);
        if (outcome != Outcome.Done)
        {
            return outcome;
        }

        if (targets.Count == 1)
        {
            At(targets[0]) = At(yields[0]);
            return outcome;
        }

        var handed = new Cell[targets.Count];
        for (var i = 0; i < handed.Length; i++)
        {
            handed[i] = At(yields[i]);
        }

        for (var i = 0; i < handed.Length; i++)
        {
            At(targets[i]) = handed[i];
        }

        return outcome;
    }

    private Outcome Check(Require require)
    {
        if (At(require.Destination).Reference is not Memory memory || At(require.Length).Has(Marks.Undefined))
        {
            return Outcome.Undefined;
        }

        var (has, needs) = (memory.Cells.Length, At(require.Length).Integer);
        return has < needs || (require.IsExact && has != needs) || require.Dimensions.Any(length => At(length).Integer < 0) ? Outcome.Thrown : Outcome.Done;
    }

    private static bool Holds(Operator comparison, int order) => comparison switch
    {
        Operator.Less => order < 0,
        Operator.LessOrEqual => order <= 0,
        Operator.Greater => order > 0,
        Operator.GreaterOrEqual => order >= 0,
        Operator.Equal => order == 0,
        _ => order != 0,
    };
}
