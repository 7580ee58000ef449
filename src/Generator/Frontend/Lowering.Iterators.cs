using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Iterators: the body of one is followed where its elements are used, and what uses an element stands where it is given. So both run in turns, as in C#,
/// and whoever has enough ends it.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>Flags that end what runs through a sequence, while it is lowered.</summary>
    private readonly HashSet<Variable> _stopFlags = [];

    private static bool IsIterator(IOperation body) =>
        LoopExits.Own(body).Any(operation => operation is IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak });

    /// <summary>The body of an iterator that a call starts; null for every other call.</summary>
    private Closure? IteratorOf(IInvocationOperation call)
    {
        if (call.TargetMethod.ReturnType is not INamedTypeSymbol { Name: "IEnumerable", Arity: 1 } || call.TargetMethod is { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true })
        {
            return null;
        }

        var found = ClosureOf(call.TargetMethod) ?? (_context.Bodies.Of(call.TargetMethod) is { } source ? new Closure(call.TargetMethod, source.Body, new Frame(call.TargetMethod, source.Model, null, null, _frame.Active)) : null);
        return found is not null && IsIterator(found.Body) ? found : null;
    }

    /// <summary>An iterator whose arguments are names and numbers: they are the same where it is run through.</summary>
    private bool IsStartedAnywhere(IInvocationOperation call) => IteratorOf(call) is not null
        && call.Arguments.SelectMany(argument => argument.Value.DescendantsAndSelf())
            .All(part => part is ILocalReferenceOperation or IParameterReferenceOperation or ILiteralOperation or IBinaryOperation or IUnaryOperation or IConversionOperation or IFieldReferenceOperation { Field.IsConst: true });

    /// <summary>What an iterator gives; null for every other call. Its arguments are evaluated here.</summary>
    private Sequence? Iterated(IInvocationOperation call)
    {
        if (IteratorOf(call) is not { } iterator)
        {
            return null;
        }

        var method = call.TargetMethod;
        var enclosing = method.MethodKind == MethodKind.LocalFunction ? iterator.Frame : null;
        var one = method.IsStatic ? null : ObjectFrom(call.Instance);
        var self = one is not null ? Holder(one)
            : call.Instance is { } instance && CompositeOf(TypeAt(instance)) is not null && (instance is not IInstanceReferenceOperation || PlaceAt(instance) is not null) ? Receiver(instance) : null;
        if (self is null && call.Instance is not (null or IInstanceReferenceOperation))
        {
            return null;
        }

        var receiver = enclosing is null ? _frame.Receiver : enclosing.Receiver;
        Passed[] passed = [.. call.Arguments.Select(argument => Pass(argument, method.OriginalDefinition))];
        return new Sequence(
            (variables, consumer) =>
            {
                var home = _frame;
                var callee = Enter(call, method, iterator.Frame.Model, enclosing, [iterator.Body], passed, self);
                callee.Receiver = receiver;
                callee.Stops = [.. variables.Where(_stopFlags.Contains)];
                callee.YieldVariables = [.. variables.Where(variable => !_stopFlags.Contains(variable))];
                callee.Yield = element => Within(home, () =>
                {
                    consumer(element);
                    return true;
                });
                Within(callee, () => Iterate(passed, iterator.Body));
                ForgetReferences(callee, iterator.Body);
            },
            null,
            null,
            [iterator.Body]);
    }

    private bool Iterate(IReadOnlyList<Passed> passed, IOperation body)
    {
        foreach (var argument in passed)
        {
            Enter(argument, isNamed: true);
        }

        _frame.Returned = NewFlag("ended");
        _frame.Exits.Add(_frame.Returned);
        _frame.Exits.AddRange(_frame.Stops);
        Run(Rest.Of(body));
        _state[_frame.Returned] = null;
        return true;
    }

    /// <summary><c>yield return e;</c> and <c>yield break;</c></summary>
    private void Yield(IReturnOperation statement)
    {
        if (_frame.Yield is not { } hand)
        {
            throw Unsupported.Statement(statement);
        }

        if (statement.ReturnedValue is { } value)
        {
            hand(Stable(LowerAs(value, ((INamedTypeSymbol)_frame.Method.ReturnType).TypeArguments[0])));
        }
        else
        {
            _state[_frame.Returned!] = _pool.Boolean(true);
        }
    }

    /// <summary>Runs through a sequence that some flags end.</summary>
    private void EachUntil(Sequence source, IReadOnlyList<Variable> variables, IReadOnlyList<Variable> flags, Action<Operand> element)
    {
        Variable[] added = [.. flags.Where(_stopFlags.Add)];
        try
        {
            source.Each([.. variables, .. flags], element);
        }
        finally
        {
            _stopFlags.ExceptWith(added);
        }
    }

    /// <summary>What only running through it gives: <c>foreach (var v in Terms(x))</c>, <c>foreach (var v in x.Where(…))</c>.</summary>
    private void RunInOrder(ILoopOperation loop, Sequence sequence, Action<Operand> set)
    {
        var yields = _frame.Yield is not null && LoopExits.Yields(loop.Body);
        var stop = LoopExits.Breaks(loop.Body) ? NewFlag("stopped") : null;
        var flags = new List<Variable>();
        if (stop is not null)
        {
            flags.Add(stop);
        }

        var variables = Changed([loop.Body]).ToList();
        if (LoopExits.Returns(loop.Body))
        {
            flags.Add(_frame.Returned!);
            variables.AddRange(_frame.Result?.Variables() ?? []);
        }

        if (yields)
        {
            flags.AddRange(_frame.Stops);
            variables.AddRange(_frame.YieldVariables);
        }

        EachUntil(sequence, variables, flags, element => RunElement(loop, () => set(element), stop));
        if (stop is not null)
        {
            _state[stop] = null;
        }
    }

    private void RunElement(ILoopOperation loop, Action set, Variable? stop)
    {
        // Each iteration has its own.
        foreach (var local in loop.Locals)
        {
            _frame.Places.Remove(local);
        }

        var continued = NewFlag("continued");
        var outer = _frame.Exits.Count;
        _frame.Exits.AddRange(stop is null ? [continued] : [stop, continued]);
        _frame.Jumps.Push(new JumpScope(stop, continued, isLoop: true));
        set();
        Run(Rest.Of(loop.Body));
        _frame.Jumps.Pop();
        _frame.Exits.RemoveRange(outer, _frame.Exits.Count - outer);
        _state[continued] = null;
        RequireNoClosureLeft(loop);
    }

    /// <summary>A function that has a variable of the iteration keeps it for itself; here it would see that of the last iteration.</summary>
    private void RequireNoClosureLeft(ILoopOperation loop)
    {
        foreach (var (symbol, place) in _frame.Places.Select(pair => (pair.Key, pair.Value)).Where(pair => pair.Key is ILocalSymbol && IsDeclaredIn(pair.Key, loop)).ToArray())
        {
            if (place.Variable is { } own && IsCallee(_state[own]))
            {
                _state[own] = null;
            }
        }

        if (_callees.Count > 0 && _state.Variables.Any(variable => ClosuresIn(_state[variable]).Any(closure => closure.Body.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(local => IsDeclaredIn(local.Local, loop) && !IsDeclaredIn(local.Local, closure.Body)))))
        {
            throw Unsupported.Function(loop.Syntax, "a function that has a variable of this loop");
        }
    }

    private static bool IsDeclaredIn(ISymbol local, IOperation part) =>
        local.Locations.Any(location => location.SourceTree == part.Syntax.SyntaxTree && part.Syntax.FullSpan.Contains(location.SourceSpan));

    private IEnumerable<Closure> ClosuresIn(Expression? term) => term is null ? []
        : _callees.TryGetValue(term, out var callee) ? callee switch
        {
            Closure closure => [closure],
            ChosenCallee choice => ClosuresIn(choice.Then).Concat(ClosuresIn(choice.Otherwise)),
            _ => [],
        }
        : _references.TryGetValue(term, out var reference) && reference is TableContent { Items: var items } ? items.SelectMany(item => item.Leaves()).SelectMany(ClosuresIn)
        : [];

    /// <summary>The first so many elements of what only running through it gives. It is not asked for one more.</summary>
    private Sequence Begun(Sequence source, Expression number) => new(
        (variables, consumer) =>
        {
            var taken = Accumulator("taken", IrType.Int, _pool.Int(0));
            var enough = NewFlag("enough");
            Branch(
                Operation(Operator.Less, IrType.Boolean, _pool.Int(0), number),
                () => EachUntil(source, [taken, .. variables], [enough], element =>
                {
                    consumer(element);
                    var next = Operation(Operator.Add, IrType.Int, _state[taken]!, _pool.Int(1));
                    Assign(taken, next);
                    _state[enough] = Operation(Operator.GreaterOrEqual, IrType.Boolean, _state[taken]!, number);
                }),
                () => { });
            _state[taken] = _state[enough] = null;
        },
        null,
        null,
        source.Code);

    /// <summary>All but the first so many elements of what only running through it gives.</summary>
    private Sequence Without(Sequence source, Expression number) => new(
        (variables, consumer) =>
        {
            var passed = Accumulator("passed", IrType.Int, _pool.Int(0));
            source.Each([passed, .. variables], element =>
            {
                var kept = Kept(element);
                Branch(Operation(Operator.GreaterOrEqual, IrType.Boolean, _state[passed]!, number), () => consumer(kept), () => { });
                Assign(passed, Operation(Operator.Add, IrType.Int, _state[passed]!, _pool.Int(1)));
            });
            _state[passed] = null;
        },
        null,
        null,
        source.Code);

    /// <summary>Nothing has ended what runs through a sequence.</summary>
    private void Unless(IReadOnlyList<Variable> variables, Action run)
    {
        Expression? ended = null;
        foreach (var flag in variables.Where(_stopFlags.Contains))
        {
            ended = ended is null ? _state[flag] : Operation(Operator.Or, IrType.Boolean, ended, _state[flag]!);
        }

        if (ended is null)
        {
            run();
        }
        else
        {
            Branch(ended, () => { }, run);
        }
    }
}
