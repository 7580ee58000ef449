using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Sequences of LINQ: sources and what is made of them, without an array in between. Elements come in the order in which LINQ asks for them.</summary>
internal sealed partial class Lowering
{
    private static bool IsLinq(IMethodSymbol method) =>
        method.ContainingType is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } };

    /// <summary>The receiver, then the arguments, by position: LINQ's methods are static.</summary>
    private static IOperation[] Values(IInvocationOperation call) =>
        [.. call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)];

    private Sequence? SequenceOf(IOperation operation)
    {
        operation = operation switch
        {
            ITranslatedQueryOperation query => query.Operation,
            IConversionOperation { IsImplicit: true } conversion => conversion.Operand,
            _ => operation,
        };
        return operation switch
        {
            ITranslatedQueryOperation or IConversionOperation { IsImplicit: true } => SequenceOf(operation),
            _ when TableTerm(operation) is { Term: { } term } && _references[term] is TableReference table && ItemsIn(table) is { } known => ItemsOf(table, known),
            _ when ObjectsIn(operation.Type) is not null && IsTable(Lower(operation)) => ConstantItems(operation),
            _ when RowsOf(operation.Type) is not null && IsRepeatable(operation) && Lower(operation) is { Term: { Type.IsArray: false } rows } => ItemsOf(operation, rows),
            _ when IsArray(operation.Type) && (operation.Type as IArrayTypeSymbol)?.Rank is null or 1 => Elements(Untabled(Lower(operation), operation.Type!, operation), operation),
            _ when ItemsAt(operation) is { } items => operation.Type?.Name == "Stack" ? Reversed(Elements(items, operation), operation) : Elements(items, operation),
            ILocalReferenceOperation local when _frame.FindSequence(local.Local) is { } stored => SequenceOf(stored),
            IInvocationOperation call when IsLinq(call.TargetMethod) => Derived(call, Values(call)),
            IInvocationOperation call when Iterated(call) is { } iterated => iterated,
            _ => ConstantItems(operation),
        };
    }

    /// <summary>
    /// A local for a sequence: its functions run where it is run through, as in C#. Its sources are looked up there too, so none may have
    /// got another value by then.
    /// </summary>
    private bool IsDeferred(IOperation initializer, ILocalSymbol local)
    {
        var value = Unwrapped(initializer is ITranslatedQueryOperation query ? query.Operation : initializer);
        if (value is not IInvocationOperation call || !(IsLinq(call.TargetMethod) ? IsOurs(call) : IsStartedAnywhere(call)) || TypeOf(call.Type).Kind != Ir.TypeKind.Opaque
            || local.Type is not INamedTypeSymbol { Name: "IEnumerable" or "IOrderedEnumerable", Arity: 1 })
        {
            return false;
        }

        var assigned = Changes([Outermost(initializer)]);
        return !assigned.Contains(local) && !Eager(call).Any(part => SymbolOf(part) is { } symbol && assigned.Contains(symbol));

        static IEnumerable<IOperation> Eager(IOperation operation) => operation is IAnonymousFunctionOperation or ILocalFunctionOperation
            ? []
            : operation.ChildOperations.SelectMany(Eager).Append(operation);
    }

    private Sequence Source(IOperation operation, IInvocationOperation call) => SequenceOf(operation) ?? throw Unsupported.Linq(call, call.TargetMethod);

    private Sequence Elements(Operand array, IOperation at) => Indexed(at, LengthOf(array), index => Read(array, index), []);

    /// <summary>The elements of a 2-D array, row by row.</summary>
    private Sequence Flat(Operand matrix, IOperation at) => Indexed(
        at,
        TotalLength(matrix),
        index => Read(matrix, Operation(Operator.Divide, IrType.Int, index, LengthOf(matrix, 1)), Operation(Operator.Remainder, IrType.Int, index, LengthOf(matrix, 1))),
        []);

    private Sequence Indexed(IOperation at, Expression count, Func<Expression, Operand> element, IReadOnlyList<IOperation> code) => new(
        (variables, consumer) => Each(at, _pool.Int(0), count, code, variables, index => consumer(element(index))),
        count,
        element,
        code);

    /// <summary>for (index = start; index &lt; end; index++), by code of our own that sets some variables.</summary>
    private void Each(IOperation at, Expression start, Expression end, IReadOnlyList<IOperation> code, IReadOnlyList<Variable> variables, Action<Value> body)
    {
        Value index = null!;
        Variable[] stops = [.. variables.Where(_stopFlags.Contains)];
        var (open, arm) = Settled(
            () => Open(at.Syntax, [.. Changed(code), .. variables.Except(stops)], stops),
            open =>
            {
                index = _pool.Local(IrType.Int);
                return Fork(() =>
                {
                    _iterations.Add(_builder);
                    BindPhis(open);
                    _bound[index] = _builder;
                    foreach (var stop in stops)
                    {
                        _state[stop] = _pool.Boolean(false);
                    }

                    body(index);
                });
            });
        var results = Results(open);
        Add(new For(index, start, Operator.Less, end, _pool.Int(1), Alive(open), open.Carried, CloseBody(open, arm, at), results), [.. results]);
        Close(open, arm, results, at);
    }

    private Sequence? Derived(IInvocationOperation call, IOperation[] values) => (call.TargetMethod.Name, values.Length) switch
    {
        ("AsEnumerable", 1) => Source(values[0], call),
        ("ToArray" or "ToList", 1) => Elements(ToArray(Source(values[0], call), call.TargetMethod.TypeArguments[0], call), call),
        ("Empty", 0) => Indexed(call, _pool.Int(0), _ => Operand.Of(Unread(TypeOf(call.TargetMethod.TypeArguments[0]))!), []),
        ("Range", 2) => Range(call, values),
        ("Repeat", 2) => Repeated(call, values),
        ("Select", 2) => Mapped(Source(values[0], call), FunctionOf(values[1]), call),
        ("Where", 2) => Filtered(Source(values[0], call), FunctionOf(values[1])),
        ("TakeWhile", 2) => UpTo(Source(values[0], call), FunctionOf(values[1]), isBefore: true),
        ("SkipWhile", 2) => UpTo(Source(values[0], call), FunctionOf(values[1]), isBefore: false),
        ("Zip", 2 or 3) => Zipped(call, values),
        ("SelectMany", 2 or 3) => Flattened(Source(values[0], call), values, call),
        ("ThenBy" or "ThenByDescending", 2) => OrderedByAll(call),
        ("Chunk", 2) => Chunks(AtHand(values[0], call), values, call),
        ("Index", 1) => Indexes(AtHand(values[0], call), call),
        ("OfType", 1) when TableTerm(values[0]) is { Term: { } term } && _references[term] is TableReference table && ItemsIn(table) is { } items && items.All(item => item.Term is { } one && _references.TryGetValue(one, out var known) && known is ObjectReference)
            => ItemsOf(table, [.. items.Where(item => Narrowed(item.Term!, call.TargetMethod.TypeArguments[0]) is not null)]),
        ("Cast", 1) when WithoutConversion(values[0]) is { Type: IArrayTypeSymbol { Rank: 2 } matrix } && IsArray(matrix) && SymbolEqualityComparer.Default.Equals(matrix.ElementType, call.TargetMethod.TypeArguments[0]) => Flat(Lower(WithoutConversion(values[0])), call),
        ("Cast", 1) when SequenceOf(values[0]) is { } same && SymbolEqualityComparer.Default.Equals(ItemTypeOf(values[0].Type) ?? ElementOf(values[0].Type), call.TargetMethod.TypeArguments[0]) => same,
        ("DefaultIfEmpty", 1 or 2) => OrElse(AtHand(values[0], call), values.Length > 1 ? values[1] : null, call),
        ("OrderBy" or "OrderByDescending", 2) => Ordered(AtHand(values[0], call), FunctionOf(values[1]), call.TargetMethod.TypeArguments[1], call),
        ("Order" or "OrderDescending", 1) => Ordered(AtHand(values[0], call), null, call.TargetMethod.TypeArguments[0], call),
        ("Reverse", 1) => Backwards(Source(values[0], call), call),
        ("Take", 2) when TypeOf(values[1].Type) == IrType.Int && SequenceOf(values[0]) is { At: null } source => Begun(source, Term(values[1])),
        ("Skip", 2) when TypeOf(values[1].Type) == IrType.Int && SequenceOf(values[0]) is { At: null } source => Without(source, Term(values[1])),
        ("Skip" or "Take" or "SkipLast" or "TakeLast", 2) when TypeOf(values[1].Type) == IrType.Int => Section(call, AtHand(values[0], call), Term(values[1])),
        ("Concat", 2) => Joined(Source(values[0], call), Source(values[1], call)),
        ("Append", 2) => Joined(Source(values[0], call), Single(Lower(values[1]), call)),
        ("Prepend", 2) => Joined(Single(Lower(values[1]), call), Source(values[0], call)),
        _ => null,
    };

    /// <summary>A sequence whose elements can be had by index; what can only be run through is kept in an array first.</summary>
    private Sequence AtHand(IOperation operation, IInvocationOperation call)
    {
        var sequence = Source(operation, call);
        return sequence is { At: not null, Count: not null } ? sequence
            : ItemTypeOf(operation.Type) is { } type ? Elements(ToArray(sequence, type, call), call)
            : throw Unsupported.Linq(call, call.TargetMethod);
    }

    private static ITypeSymbol? ItemTypeOf(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "IEnumerable", Arity: 1 } sequence ? sequence.TypeArguments[0]
        : type?.AllInterfaces.FirstOrDefault(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0];

    private Sequence Range(IInvocationOperation call, IOperation[] values)
    {
        var (start, count) = (Term(values[0]), Term(values[1]));
        ThrowIf(count is Operation { Operator: Operator.Length } ? _pool.Boolean(false) : Operation(Operator.Less, IrType.Boolean, count, _pool.Int(0)), "ArgumentOutOfRangeException", "count");
        return Indexed(call, count, index => Operand.Of(Operation(Operator.Add, IrType.Int, start, index)), []);
    }

    private Sequence Repeated(IInvocationOperation call, IOperation[] values)
    {
        var (element, count) = (Stable(Lower(values[0])), Term(values[1]));
        ThrowIf(Operation(Operator.Less, IrType.Boolean, count, _pool.Int(0)), "ArgumentOutOfRangeException", "count");
        return Indexed(call, count, _ => element, []);
    }

    private Sequence Single(Operand element, IOperation at) => Indexed(at, _pool.Int(1), _ => element, []);

    private Sequence Mapped(Sequence source, FunctionValue function, IInvocationOperation call)
    {
        IReadOnlyList<IOperation> code = [.. source.Code, .. function.Code];
        if (source is { Count: { } count, At: { } at })
        {
            return Indexed(call, count, index => function.Apply(function.Parameters == 2 ? [at(index), Operand.Of(index)] : [at(index)]), code);
        }

        return new Sequence(
            (variables, consumer) => EachNumbered(source, function, [.. Changed(function.Code), .. variables], (_, arguments) => consumer(function.Apply(arguments))),
            source.Count,
            null,
            code);
    }

    /// <summary>Hands on each element, alone and as the arguments of a function that may ask for its number, too.</summary>
    private void EachNumbered(Sequence source, FunctionValue function, IReadOnlyList<Variable> variables, Action<Operand, IReadOnlyList<Operand>> use)
    {
        if (function.Parameters == 1)
        {
            source.Each(variables, element => use(element, [element]));
            return;
        }

        var number = Accumulator("number", IrType.Int, _pool.Int(0));
        source.Each([number, .. variables], element =>
        {
            var own = _state[number]!;
            Assign(number, Operation(Operator.Add, IrType.Int, own, _pool.Int(1)));
            use(element, [element, Operand.Of(own)]);
        });
        _state[number] = null;
    }

    /// <summary>The elements of one sequence for each element of another.</summary>
    private Sequence Flattened(Sequence source, IOperation[] values, IInvocationOperation call)
    {
        if (Lower(values[1]).Term is not { } term || !IsCallee(term) || _callees[term] is not Closure closure)
        {
            throw Unsupported.Linq(call, call.TargetMethod);
        }

        var result = values.Length > 2 ? FunctionOf(values[2]) : null;
        var home = _frame;
        return new Sequence(
            (variables, consumer) => EachNumbered(Keeping(source), FunctionOf(values[1]), [.. Changed([closure.Body, .. result?.Code ?? []]), .. variables], (kept, arguments) =>
            {
                InFunction(closure, call, arguments, returned => Source(returned, call).Each(
                    variables,
                    inner => Within(home, () =>
                    {
                        consumer(result is null ? inner : result.Apply([kept, inner]));
                        return true;
                    })));
            }),
            null,
            null,
            [.. source.Code, closure.Body, .. result?.Code ?? []]);
    }

    private Sequence Filtered(Sequence source, FunctionValue test)
    {
        return new Sequence(
            (variables, consumer) => EachNumbered(Keeping(source), test, [.. Changed(test.Code), .. variables], (kept, arguments) => Branch(test.Apply(arguments).Term!, () => consumer(kept), () => { })),
            null,
            null,
            [.. source.Code, .. test.Code]);
    }

    private Sequence Keeping(Sequence source) => new((variables, consumer) => source.Each(variables, element => consumer(Kept(element))), source.Count, null, source.Code);

    /// <summary>Binds what is looked at by a test and by what follows it. A row of an array of arrays, or a function, has no value to bind.</summary>
    private Operand Kept(Operand element) => element.Term is { } term
        ? Operand.Of(term is Constant or Value { Name.Length: > 0 } || term.Type.IsArray || IsReference(term) || IsCallee(term) ? term : Name(term, "item"))
        : Operand.Of([.. element.Items.Select(Kept)]);

    private Sequence Zipped(IInvocationOperation call, IOperation[] values)
    {
        var (first, second) = (AtHand(values[0], call), AtHand(values[1], call));
        var function = values.Length > 2 && TypeOf(values[2].Type).Kind == Ir.TypeKind.Opaque && values[2].Type?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate ? FunctionOf(values[2]) : null;
        if (values.Length > 2 && function is null)
        {
            var third = AtHand(values[2], call);
            return Indexed(
                call,
                Smaller(Smaller(first.Count!, second.Count!), third.Count!),
                index => Operand.Of([first.At!(index), second.At!(index), third.At!(index)]),
                [.. first.Code, .. second.Code, .. third.Code]);
        }

        return Indexed(
            call,
            Smaller(first.Count!, second.Count!),
            index => function is null ? Operand.Of([first.At!(index), second.At!(index)]) : function.Apply([first.At!(index), second.At!(index)]),
            [.. first.Code, .. second.Code, .. function?.Code ?? []]);
    }

    private Expression Smaller(Expression a, Expression b) => _pool.Select(Operation(Operator.Less, IrType.Boolean, a, b), a, b);

    /// <summary>LINQ takes a negative number for none.</summary>
    private Expression AtLeastZero(Expression number) => number is Constant { Integer: >= 0 } or Operation { Operator: Operator.Length }
        ? number
        : _pool.Select(Operation(Operator.Less, IrType.Boolean, _pool.Int(0), number), number, _pool.Int(0));

    private Sequence Reversed(Sequence source, IOperation at)
    {
        var last = Less(source.Count!, _pool.Int(1));
        return Indexed(at, source.Count!, index => source.At!(Operation(Operator.Subtract, IrType.Int, last, index)), source.Code);
    }

    /// <summary>What can only be run through is kept first, when the sequence is run through itself.</summary>
    private Sequence Backwards(Sequence source, IInvocationOperation call) => source is { At: not null, Count: not null }
        ? Reversed(source, call)
        : new Sequence(
            (variables, consumer) => Reversed(Elements(ToArray(source, call.TargetMethod.TypeArguments[0], call), call), call).Each(variables, consumer),
            source.Count,
            null,
            source.Code);

    private Sequence Section(IInvocationOperation call, Sequence source, Expression number)
    {
        var wanted = AtLeastZero(number);
        var taken = Smaller(source.Count!, wanted);
        var rest = AtLeastZero(Less(source.Count!, wanted));
        return call.TargetMethod.Name switch
        {
            "Take" => Indexed(call, taken, source.At!, source.Code),
            "SkipLast" => Indexed(call, rest, source.At!, source.Code),
            "Skip" => Indexed(call, rest, index => source.At!(Operation(Operator.Add, IrType.Int, wanted, index)), source.Code),
            _ => Indexed(call, taken, index => source.At!(Operation(Operator.Add, IrType.Int, rest, index)), source.Code),
        };
    }

    private Sequence Joined(Sequence first, Sequence second) => new(
        (variables, consumer) =>
        {
            first.Each(variables, consumer);
            Unless(variables, () => second.Each(variables, consumer));
        },
        first.Count is { } a && second.Count is { } b ? Operation(Operator.Add, IrType.Int, a, b) : null,
        null,
        [.. first.Code, .. second.Code]);

    private void ThrowIf(Expression condition, string exception, string message)
    {
        if (condition is Constant { Bits: 0 })
        {
            return;
        }

        var type = IrType.Opaque($"global::System.{exception}");
        var arm = Fork(() =>
        {
            Add(new Throw(_pool.Opaque(type, [$"new {type}(\"{message}\")"])));
            _state.Thrown = true;
        });
        if (condition is Constant)
        {
            Continue(arm);
            return;
        }

        Add(new If(condition, arm.Builder.Close(), new Region([], []), []));
    }
}
