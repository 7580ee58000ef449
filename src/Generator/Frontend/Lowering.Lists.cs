using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Lists and stacks that depend on the inputs: an array, of which the first so many elements count. Where a loop says beforehand how many are added,
/// the array is long enough from the start, else it grows as that of a list does.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>What the elements of a list or stack are; null for everything else, and where they cannot lie in arrays.</summary>
    private ITypeSymbol? ListElementOf(ITypeSymbol? type) =>
        Substitute(type) is INamedTypeSymbol { Name: "List" or "Stack" or "Queue", Arity: 1, ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } } list
        && (IsScalar(TypeOf(list.TypeArguments[0])) || (list.Name != "Queue" && IsListOfRows(list.TypeArguments[0])) || (CompositeOf(list.TypeArguments[0]) is { } elements && HasNumbersAlone(elements) && !HasArrays(elements.Type)) || (list.Name == "List" && ObjectsIn(_context.Compilation.CreateArrayTypeSymbol(list.TypeArguments[0])) is not null))
            ? list.TypeArguments[0]
            : null;

    /// <summary>The elements of a list that this method made; null for any other value.</summary>
    private Operand? ItemsAt(IOperation? instance) => instance is not null && ListAt(instance) is { } list ? ItemsOf(list) : null;

    /// <summary>A name takes the first list it is given; which list it stands for never changes. False for all that has to do with no list.</summary>
    private bool IsListKept(Place place, Operand operand)
    {
        if (operand.List is { } list && place is { List: null, Variable: { Type.Kind: Ir.TypeKind.Opaque } variable } && _state[variable] is null)
        {
            place.List = list;
            if (_fields.TryGetValue(variable, out var owner))
            {
                Owned(owner, Place.Of(list));
            }

            return true;
        }

        if (operand.List is null && (place.List is null || ReferenceEquals(operand, Operand.Missing)))
        {
            return false;
        }

        return ReferenceEquals(place.List, operand.List) ? true : throw Unsupported.Expression(Here);
    }

    private Operand ItemsOf(ListObject list) => list.Head is { } head
        ? Section(Peek(list.Data)!, _state[head]!, Less(_state[list.Count]!, _state[head]!))
        : OfList(Section(Peek(list.Data)!, _pool.Int(0), _state[list.Count]!), list);

    /// <summary>The same for the interfaces of a list.</summary>
    private ITypeSymbol? ElementOfList(ITypeSymbol? type) =>
        ListElementOf(type) ?? (Substitute(type) is INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface, Arity: 1 } list ? list.TypeArguments[0] : null);

    /// <summary>The list that an expression names.</summary>
    private ListObject? ListAt(IOperation instance) => Unwrapped(instance) switch
    {
        ILocalReferenceOperation local => _frame.Find(local.Local)?.List,
        IParameterReferenceOperation parameter => _frame.Find(parameter.Parameter)?.List,
        IMemberReferenceOperation member when _references.Count > 0 => PlaceAt(member)?.List,
        IInvocationOperation or IObjectCreationOperation when ListElementOf(instance.Type) is not null => Lower(instance).List,
        _ => null,
    };

    /// <summary>A new list, where active values will be in it; null where it stays constant.</summary>
    private Operand? CreateList(IObjectCreationOperation creation)
    {
        if (ListElementOf(creation.Type) is not { } element)
        {
            return NewTable(creation);
        }

        var local = RowSites.Receiver(creation);
        if (!Mentions(creation) && !IsForField(creation) && (local is null || (!_frame.Active.Contains(local) && !ListSites.AreStored(creation, local))))
        {
            return null;
        }

        IOperation[] given = [.. creation.Arguments.Select(argument => Bare(argument.Value))];
        IOperation[] items = creation.Initializer is { } initializer ? [.. initializer.Initializers] : [];
        if (items.Any(item => item is not IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1 }))
        {
            throw Unsupported.Expression(creation);
        }

        var source = given is [{ Type.SpecialType: not SpecialType.System_Int32 } collection]
            ? SequenceOf(collection) is { At: not null, Count: not null } sequence ? sequence : throw Unsupported.Expression(creation)
            : null;
        var list = NewList(element, local, creation, source?.Count, items.Length);
        if (source is not null)
        {
            Each(creation, _pool.Int(0), source.Count!, source.Code, [.. list.Variables], index => Append(list, source.At!(index), creation));
        }

        foreach (var item in items.Cast<IInvocationOperation>())
        {
            Append(list, LowerAs(item.Arguments[0].Value, element), item);
        }

        return Operand.OfList(list);
    }

    /// <summary><c>List&lt;double&gt; y = [a, b]</c>.</summary>
    private Operand? CreateList(IOperation collection, IReadOnlyList<IOperation> items)
    {
        if (ListElementOf(collection.Type) is not { } element || items.Any(NewerKinds.IsSpread))
        {
            return null;
        }

        var local = RowSites.Receiver(collection);
        if (!Mentions(collection) && !IsForField(collection) && (local is null || !_frame.Active.Contains(local)))
        {
            return null;
        }

        var list = NewList(element, local, collection, null, items.Count);
        foreach (var item in items)
        {
            Append(list, LowerAs(item, element), item);
        }

        return Operand.OfList(list);
    }

    private ListObject NewList(ITypeSymbol element, ILocalSymbol? local, IOperation creation, Expression? given, int items)
    {
        var receiver = _receiver;
        _receiver = null;
        var name = local?.Name ?? NameFor(creation);
        var added = local is null ? null : ListSites.Additions(creation, local, symbol => _frame.Find(symbol) is not null);
        Expression? capacity = null;
        if (added is not null)
        {
            capacity = Operation(Operator.Add, IrType.Int, given ?? _pool.Int(0), _pool.Int(items));
            foreach (var loops in added)
            {
                Expression times = _pool.Int(1);
                foreach (var loop in loops)
                {
                    times = Operation(Operator.Multiply, IrType.Int, times, Trips(loop));
                }

                capacity = Operation(Operator.Add, IrType.Int, capacity, times);
            }
        }

        var array = _context.Compilation.CreateArrayTypeSymbol(Substitute(element)!);
        var data = PlaceOf(array, name, isActive: true);
        var room = capacity ?? Operation(Operator.Add, IrType.Int, given ?? _pool.Int(0), _pool.Int(items + 4));
        Keep(data, data.IsRows ? NoRows(array, data, room) : Allocate(array, [room], data));
        var end = data.IsRows ? NewVariable(name.Length == 0 ? "" : name + "End", IrType.Int, isActive: false) : null;
        if (end is not null)
        {
            _state[end] = _pool.Int(0);
        }

        var count = NewVariable(name.Length == 0 ? "" : name + "Count", IrType.Int, isActive: false);
        _state[count] = _pool.Int(0);
        _receiver = receiver;
        return new ListObject(data, count, capacity is not null) { Head = HeadOf(creation, name), End = end };
    }

    /// <summary>Where a queue begins.</summary>
    private Variable? HeadOf(IOperation creation, string name)
    {
        if (Substitute(creation.Type) is not { Name: "Queue" })
        {
            return null;
        }

        var head = NewVariable(name.Length == 0 ? "" : name + "Head", IrType.Int, isActive: false);
        _state[head] = _pool.Int(0);
        return head;
    }

    /// <summary>How often a counted loop runs, no less.</summary>
    private Expression Trips(CountedLoop loop)
    {
        var (from, to) = loop.IsDown ? (Term(loop.Bound), Term(loop.Start)) : (Term(loop.Start), Term(loop.Bound));
        var trips = Less(to, from);
        if (loop.Comparison is Operator.LessOrEqual or Operator.GreaterOrEqual)
        {
            trips = Operation(Operator.Add, IrType.Int, trips, _pool.Int(1));
        }

        return AtLeastZero(trips);
    }

    /// <summary>What a method of a list does; null where the list is none of this method's.</summary>
    private Operand? ListCall(IInvocationOperation call)
    {
        if (call.Instance is not { } instance || ElementOfList(instance.Type) is not { } element || ListAt(instance) is not { } list)
        {
            return null;
        }

        IOperation[] values = InOrder(call);
        if (call.TargetMethod.Name is not ("Peek" or "ToArray"))
        {
            RequireResting(list, call);
        }

        if (call.TargetMethod.Name is "RemoveAt" or "Insert" or "Pop" or "Sort" or "Reverse" or "Clear" or "RemoveAll" && Peek(list.Data)!.Objects is not null
            || (call.TargetMethod.Name is "RemoveAt" or "Insert" or "Sort" or "Reverse" or "RemoveAll" && list.End is not null))
        {
            throw Unsupported.Call(call, call.TargetMethod);
        }

        var count = _state[list.Count]!;
        switch (call.TargetMethod.Name, values.Length)
        {
            case ("Add", 1) or ("Push", 1) or ("Enqueue", 1):
                Append(list, Stable(LowerAs(values[0], element)), call);
                return Done();
            case ("AddRange", 1) when SequenceOf(values[0]) is { At: not null, Count: not null } source:
                Each(call, _pool.Int(0), Stable(Operand.Of(source.Count)).Term!, source.Code, [.. list.Variables], index => Append(list, Stable(source.At(index)), call));
                return Done();
            case ("Clear", 0):
                Assign(list.Count, _pool.Int(0));
                if (list.Head is { } first)
                {
                    Assign(first, _pool.Int(0));
                }

                return Done();
            case ("ForEach", 1):
                var action = FunctionOf(values[0]);
                Elements(ItemsOf(list), call).Each([.. Changed(action.Code)], item => action.Apply([item]));
                return Done();
            case ("RemoveAt", 1):
                RemoveAt(list, Stable(Operand.Of(Term(values[0]))).Term!, call);
                return Done();
            case ("Insert", 2):
                Insert(list, Stable(Operand.Of(Term(values[0]))).Term!, Stable(LowerAs(values[1], element)), call);
                return Done();
            case ("Pop", 0):
                var last = Less(count, _pool.Int(1));
                var top = Stable(Read(ItemsOf(list), last));
                Assign(list.Count, last);
                return top;
            case ("Dequeue", 0) or ("Peek", 0) when list.Head is { } head:
                ThrowIf(Operation(Operator.GreaterOrEqual, IrType.Boolean, _state[head]!, count), "InvalidOperationException", "Queue empty.");
                var front = Stable(Read(Peek(list.Data)!, _state[head]!));
                if (call.TargetMethod.Name == "Dequeue")
                {
                    Assign(head, Operation(Operator.Add, IrType.Int, _state[head]!, _pool.Int(1)));
                }

                return front;
            case ("Peek", 0):
                return Read(ItemsOf(list), Less(count, _pool.Int(1)));
            case ("ToArray", 0) when instance.Type!.Name == "List":
                var receiver = _receiver;
                return CopyOf(ItemsOf(list), receiver);
            case ("Sort", 0) when Sorted(ItemsOf(list), null, null, call):
                return Done();
            case ("Sort", 1) when KeyOf(values[0]) is { } key && Sorted(ItemsOf(list), null, key, call):
                return Done();
            case ("Reverse", 0) when call.TargetMethod.ReturnsVoid:
                Reverse(ItemsOf(list), call);
                return Done();
            default:
                throw Unsupported.Call(call, call.TargetMethod);
        }

        Operand Done() => Operand.Of(_pool.Boolean(false));
    }

    private void Append(ListObject list, Operand value, IOperation at)
    {
        if (list.End is { } end)
        {
            AppendRow(list, end, value, at);
            return;
        }

        var count = _state[list.Count]!;
        Reserve(list, count, at);
        Store(OfList(Peek(list.Data)!, list), [count], value, at);
        Assign(list.Count, Operation(Operator.Add, IrType.Int, count, _pool.Int(1)));
    }

    /// <summary>Room for one more.</summary>
    private void Reserve(ListObject list, Expression count, IOperation at)
    {
        if (list.IsLongEnough)
        {
            return;
        }

        var data = Peek(list.Data)!;
        var length = LengthOf(data);
        Branch(
            Operation(Operator.Equal, IrType.Boolean, count, length),
            () =>
            {
                var twice = Operation(Operator.Add, IrType.Int, Operation(Operator.Multiply, IrType.Int, _pool.Int(2), length), _pool.Int(1));
                Keep(list.Data, Longer(data, twice, length, at));
            },
            () => { });
    }

    /// <summary>A longer array with the elements that are used.</summary>
    private Operand Longer(Operand array, Expression length, Expression used, IOperation at)
    {
        var longer = Each(array, leaf =>
        {
            _receiver = null;
            return Allocate(IrType.Array(leaf.Type.Element!), [length]);
        });
        CopyElements(array, longer, _pool.Int(0), used, at);
        return longer;
    }

    private void RemoveAt(ListObject list, Expression index, IOperation at)
    {
        var last = Stable(Operand.Of(Less(_state[list.Count]!, _pool.Int(1)))).Term!;
        var data = Peek(list.Data)!;
        if (!ReferenceEquals(index, last) && !(index is Value named && _definitions.TryGetValue(named, out var definition) && last is Value end && _definitions.TryGetValue(end, out var other) && ReferenceEquals(definition, other)))
        {
            Each(at, index, last, [], [], k => Store(data, [k], Stable(Read(data, Operation(Operator.Add, IrType.Int, k, _pool.Int(1)))), at));
        }

        Assign(list.Count, last);
    }

    private void Insert(ListObject list, Expression index, Operand value, IOperation at)
    {
        var count = _state[list.Count]!;
        Reserve(list, count, at);
        var data = Peek(list.Data)!;
        ForEachIndex(Less(count, index), k =>
        {
            var to = Operation(Operator.Subtract, IrType.Int, count, k);
            Store(data, [to], Stable(Read(data, Operation(Operator.Subtract, IrType.Int, to, _pool.Int(1)))), at);
        });
        Store(data, [index], value, at);
        Assign(list.Count, Operation(Operator.Add, IrType.Int, count, _pool.Int(1)));
    }
}

/// <summary>A list that the method makes: one object, whatever names it has.</summary>
internal sealed class ListObject(Place data, Variable count, bool isLongEnough)
{
    /// <summary>Where its array is kept.</summary>
    public Place Data { get; } = data;

    public Variable Count { get; } = count;

    /// <summary>All that is ever added fits into the first array.</summary>
    public bool IsLongEnough { get; } = isLongEnough;

    /// <summary>Of a queue, the first element that has not been taken.</summary>
    public Variable? Head { get; init; }

    /// <summary>Of a list of arrays, where the elements of the next one will begin.</summary>
    public Variable? End { get; init; }

    public IEnumerable<Variable> Variables => [.. Data.Variables(), Count, .. new[] { Head, End }.OfType<Variable>()];
}
