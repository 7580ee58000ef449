using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>One iteration of an open loop: from what it is handed to what it hands on, and what the loop leaves behind.</content>
internal sealed partial class Lowering
{
    /// <summary>Lowers one iteration, from the carried values to the next ones.</summary>
    private Arm Repeat(OpenLoop open, Action body) => Fork(() =>
    {
        _iterations.Add(_builder);
        BindPhis(open);
        open.Continue = NewFlag("continued");
        var outer = _frame.Exits.Count;
        _frame.Exits.AddRange([.. open.Exits.Where(flag => ReferenceEquals(flag, open.Stop)), open.Continue]);
        _frame.Jumps.Push(new JumpScope(open.Stop, open.Continue, isLoop: true));
        foreach (var flag in open.Exits)
        {
            _state[flag] = _pool.Boolean(false);
        }

        body();
        _frame.Jumps.Pop();
        _frame.Exits.RemoveRange(outer, _frame.Exits.Count - outer);
    });

    private void BindPhis(OpenLoop open)
    {
        foreach (var slot in open.Slots)
        {
            _bound[slot.Carried.Phi] = _builder;
        }

        foreach (var pair in open.Starts)
        {
            _state[pair.Key] = pair.Value;
        }
    }

    private Region CloseBody(OpenLoop open, Arm arm, IOperation loop)
    {
        if (arm.State.Thrown)
        {
            throw Unsupported.AlwaysThrows(Unsupported.At(loop));
        }

        var yields = new List<Expression>();
        foreach (var slot in open.Slots)
        {
            var next = arm.State[slot.Variable] ?? Unread(slot.Variable.Type, arm);
            yields.Add(PartOf(next, slot.Part));
            RequireWhole(yields[yields.Count - 1]);
            if (slot.Part == Parts.Array)
            {
                StandFor(slot.Carried.Phi, BaseOf(next));
            }
        }

        return arm.Builder.Close([.. yields]);
    }

    private Expression PartOf(Expression term, Parts part) => part switch
    {
        Parts.Array => BaseOf(term),
        Parts.Offset => ViewOf(term).Offset,
        Parts.Length => ViewOf(term).Length,
        _ => term,
    };

    private Region Test(OpenLoop open, IOperation? condition)
    {
        Expression test = _pool.Boolean(true);
        var arm = Fork(() =>
        {
            BindPhis(open);
            var alive = Alive(open);
            test = condition is null or { ConstantValue: { HasValue: true, Value: true } }
                ? alive ?? test
                : alive is null ? Term(condition) : Both(alive, () => Term(condition), condition.Syntax);
        });
        RequireTestOnly(open, arm);
        return arm.Builder.Close(test);
    }

    /// <summary>Neither break nor return has been met; null where there is none.</summary>
    private Expression? Alive(OpenLoop open)
    {
        Expression? alive = null;
        foreach (var flag in open.Exits)
        {
            var holds = Not(open.PhiOf(flag));
            alive = alive is null ? holds : Operation(Operator.And, IrType.Boolean, alive, holds);
        }

        return alive;
    }

    private Value[] Results(OpenLoop open)
    {
        var results = new List<Value>();
        foreach (var slot in open.Slots)
        {
            var phi = slot.Carried.Phi;
            var result = _pool.Local(phi.Type, phi.Name, phi.Variable);
            Mark(result, _active.Contains(phi));
            if (slot.Part == Parts.Array)
            {
                StandFor(result, phi);
                if (_lengths.TryGetValue(phi, out var lengths))
                {
                    _lengths[result] = lengths;
                }
            }

            results.Add(result);
        }

        return [.. results];
    }

    private void Close(OpenLoop open, Arm arm, Value[] results, IOperation loop, Variable? outerStop = null)
    {
        RequireCarried(open, arm, loop);
        var after = open.Slots.Select((slot, i) => (slot.Carried.Phi, Result: results[i])).ToDictionary(pair => (Expression)pair.Phi, pair => (Expression)pair.Result);
        foreach (var pair in open.Starts)
        {
            _state[pair.Key] = pair.Value is null
                ? arm.State[pair.Key] is { } only && IsVisible(only) ? only : null
                : After(pair.Value);
        }

        if (open.Stop is { } stop)
        {
            if (outerStop is not null)
            {
                _state[outerStop] = _state[stop];
            }

            _state[stop] = null;
        }

        Expression After(Expression term)
        {
            if (_references.TryGetValue(term, out var reference))
            {
                return reference is ElementReference element ? ElementOf(Each(element.Array, After), element.Array.Objects!, After(element.Index))
                    : reference is ChosenReference chosen ? Either(After(chosen.Condition), After(chosen.Then), After(chosen.Otherwise)) : term;
            }

            if (!IsView(term))
            {
                return after.TryGetValue(term, out var result) ? result : term;
            }

            var view = ViewOf(term);
            return NewView(new View(After(view.Base), [.. view.Prefix.Select(After)], After(view.Offset), After(view.Length)), ((Value)term).Name);
        }
    }

    /// <summary>
    /// A delegate may assign variables of a method that the loop does not stand in. Where one turns out to be changed that is not
    /// carried, lowering starts again and carries it.
    /// </summary>
    private void RequireCarried(OpenLoop open, Arm arm, IOperation loop)
    {
        foreach (var variable in State.ChangedIn(arm.State, _state).ToArray())
        {
            if (ReferenceEquals(arm.State[variable], _state[variable]) || open.Starts.ContainsKey(variable) || !variable.Home.Encloses(_builder))
            {
                continue;
            }

            for (var frame = _frame; frame is not null; frame = frame.Caller)
            {
                var symbol = frame.Places.FirstOrDefault(place => place.Value.Variables().Contains(variable)).Key;
                if (symbol is not null && !IsDeclaredIn(loop.Syntax, symbol))
                {
                    // Known already and still not carried: what it is cannot be handed on.
                    throw _context.Carried.Add(loop.Syntax, symbol) ? new CarriedLate() : Unsupported.DelegateCall(loop, variable.Name);
                }
            }
        }
    }

    /// <summary>The variables of foreach itself begin anew in each iteration.</summary>
    private static bool IsDeclaredIn(SyntaxNode loop, ISymbol symbol) =>
        symbol.Locations.Any(location => location.SourceTree == loop.SyntaxTree && loop.Span.Contains(location.SourceSpan));

    /// <summary>Where a symbol is kept by the methods that are being followed.</summary>
    private IEnumerable<Place> PlacesOf(ISymbol symbol)
    {
        for (var frame = _frame; frame is not null; frame = frame.Caller)
        {
            if (frame.Places.TryGetValue(symbol, out var place))
            {
                yield return place;
            }
        }
    }
}
