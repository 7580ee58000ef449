using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Loops: what an iteration may change is handed on in carried variables, and so are the flags of break and return.</summary>
internal sealed partial class Lowering
{
    private void RunFor(IForLoopOperation loop)
    {
        var changes = AssignedSymbols.In([.. loop.AtLoopBottom, loop.Body], BodyOf, withLists: true);
        var unseen = new HashSet<ISymbol>(_context.Carried.Of(loop.Syntax), SymbolEqualityComparer.Default);
        if (!_context.Carried.IsUneven(loop.Syntax) && CountedLoop.Of(loop, symbol => changes.Contains(symbol) || unseen.Contains(symbol), Changes([loop.Body]).Contains, mayLookAhead: true) is { } counted)
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
        var read = FieldsIn(counted.Step is { } added ? [counted.Bound, added] : [counted.Bound]).Select(field => (Field: field, Before: _state[field])).ToArray();
        var start = Term(counted.Start);
        var bound = counted.Ahead == 0 ? Term(counted.Bound) : Operation(Operator.Subtract, IrType.Int, Term(counted.Bound), _pool.Int(counted.Ahead));
        var step = counted.Step is { } by ? Term(by) : _pool.Int(1);
        step = counted.IsDown ? Operation(Operator.Negate, IrType.Int, step) : step;
        var numbers = NumbersOf(start, counted.Comparison, bound, step);
        if (numbers is not null && _context.Carried.IsUnrolled(loop.Syntax))
        {
            RunUnrolled(loop, counted, numbers);
            return;
        }

        RunCounted(
            loop,
            counted.Index.Name,
            start,
            counted.Comparison,
            bound,
            step,
            [loop.Body],
            index =>
            {
                if (numbers is not null)
                {
                    _shortLoops[index] = loop.Syntax;
                }

                var variable = new Variable(counted.Index.Name, index.Variable, IrType.Int, _builder, isActive: false);
                _frame.Places[counted.Index] = Place.Of(variable);
                _state[variable] = index;
                if (start is Constant first && step is Constant { Bits: > 0 })
                {
                    _least[index] = first.Bits;
                }

                Run(Rest.Of(loop.Body));
            });
        if (read.Any(one => !ReferenceEquals(one.Before, _state[one.Field])) && _context.Carried.AddUneven(loop.Syntax))
        {
            throw new CarriedLate();
        }
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
        Value index = null!;
        var (open, arm) = Settled(
            () => Open(loop, repeated, needsStop: false),
            open =>
            {
                index = _pool.Local(IrType.Int, name, name.Length == 0 ? 0 : _pool.NewVariable());
                return Repeat(open, () =>
                {
                    _bound[index] = _builder;
                    if (comparison is Operator.Less)
                    {
                        _limits[index] = (bound, false);
                    }
                    else if (comparison is Operator.Greater or Operator.GreaterOrEqual)
                    {
                        _limits[index] = (start, true);
                    }

                    body(index);
                });
            });
        var results = Results(open);
        var guard = Alive(open);
        HintTrips(loop, start, bound, step, guard);
        Add(new For(index, start, comparison, bound, step, guard, open.Carried, CloseBody(open, arm, loop), results), [.. results]);
        Close(open, arm, results, loop, outerStop);
    }

    private void RunForEach(IForEachLoopOperation loop)
    {
        var collection = loop.Collection is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : loop.Collection;
        if (RunConstantItems(loop, collection))
        {
            return;
        }

        if (!TypeOf(collection.Type).IsArray)
        {
            RunForEach(loop, collection);
            return;
        }

        if (loop.LoopControlVariable is not IVariableDeclaratorOperation declarator)
        {
            throw Unsupported.Loop(loop, collection.Type);
        }

        RunDimension(loop, declarator.Symbol, Term(collection), [], null);
    }

    /// <summary>A sequence of LINQ, whose elements are made as the loop comes to them.</summary>
    private void RunForEach(IForEachLoopOperation loop, IOperation collection)
    {
        if (ElementsOf(collection.Type) is not null && loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.Ref } reference })
        {
            var array = Lower(collection);
            RunCounted(loop, "", _pool.Int(0), Operator.Less, LengthOf(array), _pool.Int(1), [loop.Body], index =>
            {
                _frame.Places[reference] = PlaceIn(array, [index], loop.LoopControlVariable);
                Run(Rest.Of(loop.Body));
            });
            return;
        }

        if (SequenceOf(collection) is not { } sequence)
        {
            throw Unsupported.Loop(loop, collection.Type);
        }

        if (sequence is not { Count: { } count, At: { } at })
        {
            RunInOrder(loop, sequence, item => SetItem(loop, item));
            return;
        }

        RunCounted(loop, "", _pool.Int(0), Operator.Less, count, _pool.Int(1), [loop.Body, .. sequence.Code], index =>
        {
            SetItem(loop, at(index));
            Enumerate(collection, () => Run(Rest.Of(loop.Body)));
        });
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

            if (item.RefKind == RefKind.Ref)
            {
                _frame.Places[item] = PlaceIn(Operand.Of(array), [.. indices, index], loop.LoopControlVariable);
                Run(Rest.Of(loop.Body));
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
        var testInBody = condition is not null && (!testFirst || _context.Carried.IsUneven(loop.Syntax) || Changes([condition]).Count > 0);
        var (open, arm) = Settled(
            () => Open(loop, repeated, testInBody),
            open => Repeat(open, () => RunIteration(loop, open, condition, bottom, testInBody, testFirst)));
        var test = Test(open, testInBody ? null : condition);
        HintTrips(loop, test.Yields[0]);
        var results = Results(open);
        Add(new While(open.Carried, test, CloseBody(open, arm, loop), results), [.. results]);
        Close(open, arm, results, loop);
    }

    private void RunIteration(ILoopOperation loop, OpenLoop open, IOperation? condition, IReadOnlyList<IOperation> bottom, bool testInBody, bool testFirst)
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
    }

    /// <summary>The condition first: lowering it may join branches, and so replace the state that the flag is set in.</summary>
    private void StopUnless(OpenLoop open, IOperation condition)
    {
        var stops = Not(Term(condition));
        _state[open.Stop!] = stops;
    }
}
