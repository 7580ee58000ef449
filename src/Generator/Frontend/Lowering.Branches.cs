using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Branches: each arm is lowered on a copy of the state, then the arms are joined.</summary>
internal sealed partial class Lowering
{
    /// <summary>A region lowered apart, and what the variables hold at its end.</summary>
    private sealed record Arm(RegionBuilder Builder, State State);

    private Arm Fork(Action lower) => Fork(new Arm(new RegionBuilder(_builder), _state.Fork()), lower);

    /// <summary>Lowers into an arm; an arm that was left can be resumed so.</summary>
    private Arm Fork(Arm arm, Action lower)
    {
        var (builder, state, home) = (_builder, _state, _home);
        (_builder, _state) = (arm.Builder, arm.State);
        try
        {
            lower();
            return new Arm(_builder, _state);
        }
        finally
        {
            (_builder, _state, _home) = (builder, state, home);
        }
    }

    /// <summary>if (condition) then else otherwise, with the states joined.</summary>
    private void Branch(Expression condition, Action then, Action otherwise)
    {
        if (condition is Constant known)
        {
            (known.Bits != 0 ? then : otherwise)();
            return;
        }

        Join(condition, Fork(then), Fork(otherwise));
    }

    private void Join(Expression condition, Arm then, Arm otherwise)
    {
        if (then.State.Thrown)
        {
            Add(new If(condition, then.Builder.Close(), new Region([], []), []));
            Continue(otherwise);
        }
        else if (otherwise.State.Thrown)
        {
            Add(new If(condition, new Region([], []), otherwise.Builder.Close(), []));
            Continue(then);
        }
        else
        {
            Merge(condition, then, otherwise);
        }
    }

    /// <summary>The other arm has thrown: this one simply goes on.</summary>
    private void Continue(Arm arm)
    {
        _builder.Absorb(arm.Builder);
        _state.Continue(arm.State);
    }

    private void Merge(Expression condition, Arm then, Arm otherwise)
    {
        var joint = new Joint(condition, then, otherwise);
        foreach (var variable in State.ChangedIn(then.State, otherwise.State).Where(v => v.Home.Encloses(_builder)).ToArray())
        {
            joint.Merged.Add((variable, MergeTerm(joint, variable, then.State[variable], otherwise.State[variable])));
        }

        if (joint.Results.Count > 0 || !then.Builder.IsEmpty || !otherwise.Builder.IsEmpty)
        {
            var statement = new If(joint.Condition, then.Builder.Close([.. joint.ThenYields]), otherwise.Builder.Close([.. joint.ElseYields]), joint.Results);
            Add(statement, [.. joint.Results]);
        }

        foreach (var (variable, term) in joint.Merged)
        {
            _state[variable] = term;
        }
    }

    /// <summary>Variables of which only a run tells whether they hold a function, and which.</summary>
    private readonly HashSet<Variable> _lost = [];

    /// <summary>What a variable holds behind both arms.</summary>
    private Expression? MergeTerm(Joint joint, Variable variable, Expression? a, Expression? b)
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        if (IsReference(a) || IsReference(b))
        {
            return JoinReferences(joint, a, b);
        }

        if (Chosen(joint.Condition, a, b) is { } callee)
        {
            return callee;
        }

        if (IsCallee(a) || IsCallee(b))
        {
            // One path has left, or nobody calls it from here on.
            if (a is not null && b is not null)
            {
                _lost.Add(variable);
            }

            return a is null ? b : b is null ? a : null;
        }

        if (variable.Type.IsArray && (a ?? b) is { } only && (a is null || b is null) && IsVisible(only))
        {
            // An array set on one path only: nobody reads the other, so the one stands where it is visible.
            return only;
        }

        a ??= Unread(variable.Type, joint.Then);
        b ??= Unread(variable.Type, joint.Otherwise);
        return variable.Type.IsArray ? JoinArrays(variable, a, b, (x, y) => JoinTerms(joint, variable, x, y)) : JoinTerms(joint, variable, a, b);
    }

    private void Mark(Value value, bool isActive)
    {
        if (isActive)
        {
            _active.Add(value);
        }
    }

    /// <summary>What an arm hands on of a variable that it has not set.</summary>
    private Expression Unread(IrType type, Arm arm)
    {
        var term = Unread(type);
        if (term is null)
        {
            Fork(arm, () => term = Placeholder(type));
        }

        return term!;
    }

    /// <summary>condition ? then : otherwise, where only the chosen one runs.</summary>
    private Operand Choose(Expression condition, Func<Operand> then, Func<Operand> otherwise, SyntaxNode node)
    {
        if (condition is Constant known)
        {
            return known.Bits != 0 ? then() : otherwise();
        }

        Operand? a = null;
        Operand? b = null;
        var first = Fork(() => a = then());
        var second = Fork(() => b = otherwise());
        if (first.State.Thrown || second.State.Thrown)
        {
            Join(condition, first, second);
            return first.State.Thrown ? b! : a!;
        }

        if (Chosen(condition, a!.Term, b!.Term) is { } callee && IsBare(first) && IsBare(second))
        {
            return Operand.Of(callee);
        }

        if (a.Term is { Type.IsArray: false } x && !IsCallee(x) && !IsReference(x) && b.Term is { } y && !IsReference(y) && IsBare(first) && IsBare(second))
        {
            return Operand.Of(Shallow(_pool.Select(condition, x, y)));
        }

        var place = LikeTerms(a, b!, node);
        Join(condition, Fork(first, () => Keep(place, a)), Fork(second, () => Keep(place, b!)));
        var result = Peek(place);
        foreach (var variable in place.Variables())
        {
            _state[variable] = null;
        }

        return result ?? throw Unsupported.ArrayRebinding(Unsupported.At(node), "");
    }

    /// <summary>An arm that only computed a term: nothing was stated, nothing assigned.</summary>
    private bool IsBare(Arm arm) =>
        arm.Builder.IsEmpty
        && arm.State.Changed.All(variable => ReferenceEquals(arm.State[variable], _state[variable]));

    /// <summary>A nameless place for either of two operands.</summary>
    private Place LikeTerms(Operand a, Operand b, SyntaxNode node)
    {
        if (a.Term is { } term)
        {
            return Place.Of(NewVariable("", term.Type, isActive: true));
        }

        if (a.IsRows && b.IsRows)
        {
            return LikeRows(a, b);
        }

        return a.Items.Count == b.Items.Count && a.List is null && b.List is null
            ? Place.OfObjects([.. a.Items.Zip(b.Items, (x, y) => LikeTerms(x, y, node))], a.Objects)
            : throw Unsupported.Expression(node);
    }

    /// <summary>Whether the rest of the region is certainly not reached.</summary>
    private bool HasLeft(State state) =>
        state.Thrown || _frame.Exits.Any(flag => state[flag] is Constant { Bits: not 0 });

    /// <summary>The condition under which it is not; null where it always is.</summary>
    private Expression? MayHaveLeft()
    {
        Expression? condition = null;
        foreach (var flag in _frame.Exits)
        {
            if (_state[flag] is { } term and not Constant)
            {
                condition = condition is null ? term : Operation(Operator.Or, IrType.Boolean, condition, term);
            }
        }

        return condition;
    }

    /// <summary>Runs what follows a point where control may have left.</summary>
    private void Guarded(Expression left, Action rest) =>
        Branch(
            left,
            () =>
            {
                // Where one flag alone decides, it is known in either arm.
                foreach (var flag in _frame.Exits.Where(flag => ReferenceEquals(_state[flag], left)))
                {
                    _state[flag] = _pool.Boolean(true);
                }
            },
            () =>
            {
                foreach (var flag in _frame.Exits)
                {
                    _state[flag] = _pool.Boolean(false);
                }

                rest();
            });
}
