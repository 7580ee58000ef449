using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Loops: what an iteration may change is handed on in carried variables, and so are the flags of break and return.</summary>
internal sealed partial class Lowering
{
    /// <summary>A loop while it is being lowered.</summary>
    private sealed class OpenLoop
    {
        public required IReadOnlyList<Variable> Variables { get; init; }

        public required IReadOnlyList<Carried> Carried { get; init; }

        /// <summary>Set by break, and by a test that is lowered into the body.</summary>
        public Variable? Stop { get; init; }

        /// <summary>The carried flags that end the loop when set.</summary>
        public required IReadOnlyList<Variable> Exits { get; init; }

        public Variable? Continue { get; set; }

        public Value PhiOf(Variable variable)
        {
            for (var i = 0; i < Variables.Count; i++)
            {
                if (ReferenceEquals(Variables[i], variable))
                {
                    return Carried[i].Phi;
                }
            }

            throw new InvalidOperationException($"'{variable.Name}' is not carried.");
        }
    }

    private void RunFor(IForLoopOperation loop)
    {
        var changes = Changes([.. loop.AtLoopBottom, loop.Body]);
        var unseen = _context.Carried.Of(loop.Syntax);
        if (CountedLoop.Of(loop, symbol => changes.Contains(symbol) || unseen.Contains(symbol), Changes([loop.Body]).Contains) is { } counted)
        {
            RunCounted(loop, counted);
            return;
        }

        foreach (var before in loop.Before)
        {
            Run(before);
        }

        RunRepeated(loop, loop.Condition, loop.AtLoopBottom, testFirst: true);
    }

    private void RunWhile(IWhileLoopOperation loop) =>
        RunRepeated(loop, loop.Condition, [], loop.ConditionIsTop);

    private void RunCounted(IForLoopOperation loop, CountedLoop counted)
    {
        var start = Term(counted.Start);
        var bound = Term(counted.Bound);
        var step = counted.Step is { } by ? Term(by) : _pool.Int(1);
        RunCounted(
            loop,
            counted.Index.Name,
            start,
            counted.Comparison,
            bound,
            counted.IsDown ? Operation(Operator.Negate, IrType.Int, step) : step,
            [loop.Body],
            index =>
            {
                var variable = new Variable(counted.Index.Name, index.Variable, IrType.Int, _builder, isActive: false);
                _frame.Places[counted.Index] = Place.Of(variable);
                _state[variable] = index;
                Run(Rest.Of(loop.Body));
            });
    }

    private void RunCounted(
        ILoopOperation loop,
        string name,
        Expression start,
        Operator comparison,
        Expression bound,
        Expression step,
        IReadOnlyList<IOperation> repeated,
        Action<Value> body,
        Variable? outerStop = null)
    {
        var open = Open(loop, repeated, needsStop: false);
        var index = _pool.Local(IrType.Int, name, name.Length == 0 ? 0 : _pool.NewVariable());
        var arm = Repeat(open, () =>
        {
            _bound[index] = _builder;
            body(index);
        });
        var results = Results(open);
        var guard = Alive(open);
        Add(new For(index, start, comparison, bound, step, guard, open.Carried, CloseBody(open, arm, loop), results), [.. results]);
        Close(open, arm, results, loop, outerStop);
    }

    private void RunForEach(IForEachLoopOperation loop)
    {
        var collection = loop.Collection is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : loop.Collection;
        if (!TypeOf(collection.Type).IsArray || loop.LoopControlVariable is not IVariableDeclaratorOperation declarator)
        {
            throw Unsupported.Loop(loop, collection.Type);
        }

        if (declarator.Symbol.RefKind == RefKind.Ref)
        {
            throw Unsupported.Expression(declarator);
        }

        var array = Term(collection);
        RunDimension(loop, declarator.Symbol, array, [], null);
    }

    /// <summary>One loop for each dimension; a break leaves them all.</summary>
    private void RunDimension(IForEachLoopOperation loop, ILocalSymbol item, Expression array, Expression[] indices, Variable? outerStop)
    {
        var length = LengthOf(array, indices.Length);
        RunCounted(loop, "", _pool.Int(0), Operator.Less, length, _pool.Int(1), [loop.Body], index =>
        {
            if (indices.Length + 1 < array.Type.Rank)
            {
                RunDimension(loop, item, array, [.. indices, index], _frame.Jumps.Peek().Stop);
                return;
            }

            var element = ConvertTo(Read(array, [.. indices, index]), TypeOf(item.Type));
            var place = PlaceOf(item, item.Type, item.Name);
            _frame.Places[item] = place;
            Assign(place, Named(place, Operand.Of(element)));
            Run(Rest.Of(loop.Body));
        }, outerStop);
    }

    private void RunRepeated(ILoopOperation loop, IOperation? condition, IReadOnlyList<IOperation> bottom, bool testFirst)
    {
        IOperation[] repeated = condition is null ? [.. bottom, loop.Body] : [condition, .. bottom, loop.Body];
        var testInBody = condition is not null && (!testFirst || Changes([condition]).Count > 0);
        var open = Open(loop, repeated, testInBody);
        var test = Test(open, testInBody ? null : condition);
        var arm = Repeat(open, () =>
        {
            if (testInBody && testFirst)
            {
                StopUnless(open, condition!);
            }

            Run(Rest.Of(loop.Body));
            _state[open.Continue!] = _pool.Boolean(false);
            Run(Rest.Of(bottom));
            if (testInBody && !testFirst && !HasLeft(_state))
            {
                if (MayHaveLeft() is { } left)
                {
                    Guarded(left, () => StopUnless(open, condition!));
                }
                else
                {
                    StopUnless(open, condition!);
                }
            }
        });
        var results = Results(open);
        Add(new While(open.Carried, test, CloseBody(open, arm, loop), results), [.. results]);
        Close(open, arm, results, loop);
    }

    /// <summary>The condition first: lowering it may join branches, and so replace the state that the flag is set in.</summary>
    private void StopUnless(OpenLoop open, IOperation condition)
    {
        var stops = Not(Term(condition));
        _state[open.Stop!] = stops;
    }

    private OpenLoop Open(ILoopOperation loop, IReadOnlyList<IOperation> repeated, bool needsStop)
    {
        var variables = new List<Variable>();
        var changed = Changes(repeated).Select(_frame.Find).OfType<Place>().Concat(_context.Carried.Of(loop.Syntax).SelectMany(PlacesOf));
        foreach (var variable in changed.SelectMany(place => place.Variables()).Distinct())
        {
            if (variable.Home.Encloses(_builder) && IsCallee(_state[variable]))
            {
                throw Unsupported.DelegateCall(loop, variable.Name);
            }

            if (variable.Type.IsArray && variable.Home.Encloses(_builder))
            {
                throw Unsupported.ArrayRebinding(Unsupported.At(loop), variable.Name);
            }

            if (variable.Home.Encloses(_builder))
            {
                variables.Add(variable);
            }
        }

        var exits = new List<Variable>();
        var stop = needsStop || LoopExits.Breaks(loop.Body) ? NewFlag("stopped") : null;
        if (stop is not null)
        {
            exits.Add(stop);
        }

        if (LoopExits.Returns(loop.Body))
        {
            exits.Add(_frame.Returned!);
            variables.AddRange((_frame.Result?.Variables() ?? []).Where(result => !result.Type.IsArray));
        }

        variables = [.. variables.OrderBy(variable => variable.Number).Concat(exits).Distinct()];
        var carried = variables.Select(variable => new Carried(
            _pool.Local(variable.Type, variable.Name, variable.Number),
            _state[variable] ?? Unread(variable.Type)!));
        var open = new OpenLoop { Variables = variables, Carried = [.. carried], Stop = stop, Exits = exits };
        foreach (var variable in variables)
        {
            Mark(open.PhiOf(variable), variable.IsActive);
        }

        return open;
    }

    /// <summary>Lowers one iteration, from the carried values to the next ones.</summary>
    private Arm Repeat(OpenLoop open, Action body) => Fork(() =>
    {
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
        for (var i = 0; i < open.Variables.Count; i++)
        {
            _state[open.Variables[i]] = open.Carried[i].Phi;
            _bound[open.Carried[i].Phi] = _builder;
        }
    }

    private Region CloseBody(OpenLoop open, Arm arm, ILoopOperation loop) => arm.State.Thrown
        ? throw Unsupported.AlwaysThrows(Unsupported.At(loop))
        : arm.Builder.Close([.. open.Variables.Select(variable => arm.State[variable] ?? Unread(variable.Type)!)]);

    private Region Test(OpenLoop open, IOperation? condition)
    {
        Expression test = _pool.Boolean(true);
        var arm = Fork(() =>
        {
            BindPhis(open);
            var alive = Alive(open);
            test = condition is null
                ? alive ?? test
                : alive is null ? Term(condition) : Both(alive, () => Term(condition), condition.Syntax);
        });
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
        var results = open.Variables.Select(variable => _pool.Local(variable.Type, variable.Name, variable.Number)).ToArray();
        for (var i = 0; i < results.Length; i++)
        {
            Mark(results[i], _active.Contains(open.Carried[i].Phi));
        }

        return results;
    }

    private void Close(OpenLoop open, Arm arm, Value[] results, ILoopOperation loop, Variable? outerStop = null)
    {
        RequireCarried(open, arm, loop);
        for (var i = 0; i < results.Length; i++)
        {
            _state[open.Variables[i]] = results[i];
        }

        if (open.Stop is { } stop)
        {
            if (outerStop is not null)
            {
                _state[outerStop] = _state[stop];
            }

            _state[stop] = null;
        }

        if (open.Exits.Contains(_frame.Returned!))
        {
            foreach (var array in (_frame.Result?.Variables() ?? []).Where(variable => variable.Type.IsArray))
            {
                _state[array] = arm.State[array] is { } term && IsVisible(term) ? term : null;
            }
        }
    }

    /// <summary>
    /// A delegate may assign variables of a method that the loop does not stand in. Where one turns out to be changed that is not
    /// carried, lowering starts again and carries it.
    /// </summary>
    private void RequireCarried(OpenLoop open, Arm arm, ILoopOperation loop)
    {
        foreach (var variable in arm.State.Variables.Union(_state.Variables).ToArray())
        {
            if (ReferenceEquals(arm.State[variable], _state[variable]) || open.Variables.Contains(variable) || !variable.Home.Encloses(_builder))
            {
                continue;
            }

            for (var frame = _frame; frame is not null; frame = frame.Caller)
            {
                var symbol = frame.Places.FirstOrDefault(place => place.Value.Variables().Contains(variable)).Key;
                if (symbol is not null && _context.Carried.Add(loop.Syntax, symbol))
                {
                    throw variable.Type.IsArray ? Unsupported.ArrayRebinding(Unsupported.At(loop), variable.Name) : new CarriedLate();
                }
            }
        }
    }

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
