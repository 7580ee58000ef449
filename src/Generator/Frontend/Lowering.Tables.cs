using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>
/// Tables: arrays and lists of objects that no array of numbers can hold, of which it is known what is in them. What changes a table where only a run decides
/// whether it does cannot be followed; a loop over few numbers that are known is its body for each of them then.
/// </content>
internal sealed partial class Lowering
{
    /// <summary>As many trips as a loop over a table may have.</summary>
    private const int MostTrips = 16;

    private const int MostItems = 64;

    /// <summary>The tables that something runs through at the moment.</summary>
    private readonly HashSet<TableReference> _underway = [];

    /// <summary>Loops that could be their body for each number, by their index.</summary>
    private readonly Dictionary<Expression, SyntaxNode> _shortLoops = [];

    /// <summary>An array or list that is made of objects at hand; null for all else.</summary>
    private Operand? NewTable(ITypeSymbol? type, IReadOnlyList<IOperation>? items)
    {
        if (items is null || !IsTableType(type) || items.Any(NewerKinds.IsSpread) || items.Any(item => item is IArrayInitializerOperation))
        {
            return null;
        }

        var itemType = ItemTypeIn(type!);
        return NewTable(type!, itemType, [.. items.Select(item => TableItem(item, itemType))]);
    }

    /// <summary><c>new Layer[3]</c>; null for all that is no such table.</summary>
    private Operand? NewTable(IArrayCreationOperation creation)
    {
        if (creation is not { Initializer: null, DimensionSizes: [{ ConstantValue: { HasValue: true, Value: int count } }] } || count is < 0 or > MostItems || !IsTableType(creation.Type))
        {
            return null;
        }

        var itemType = ItemTypeIn(creation.Type!);
        return itemType.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate ? null
            : NewTable(creation.Type!, itemType, [.. Enumerable.Repeat(itemType.IsReferenceType ? Operand.Of(Null(itemType)) : Default(itemType), count)]);
    }

    /// <summary>A list without a first item, or with the items of a table; null for all else.</summary>
    private Operand? NewTable(IObjectCreationOperation creation)
    {
        if (creation.Type is not INamedTypeSymbol { Name: "List", Arity: 1 } || !IsTableType(creation.Type))
        {
            return null;
        }

        var itemType = ItemTypeIn(creation.Type);
        IOperation[] given = [.. creation.Arguments.Select(argument => argument.Value)];
        IReadOnlyList<Operand>? first = given is [] or [{ Type.SpecialType: SpecialType.System_Int32 }] ? [] : given is [var other] ? TableAt(other) : null;
        IOperation[] added = creation.Initializer is { } initializer ? [.. initializer.Initializers] : [];
        return first is null || added.Any(item => item is not IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1 })
            ? null
            : NewTable(creation.Type, itemType, [.. first, .. added.Select(item => TableItem(((IInvocationOperation)item).Arguments[0].Value, itemType))]);
    }

    private Operand NewTable(ITypeSymbol type, ITypeSymbol itemType, IReadOnlyList<Operand> items)
    {
        var content = NewVariable("", TypeOf(type), isActive: false);
        _state[content] = Stands(new TableContent(items), content.Type);
        return Operand.Of(Stands(new TableReference(itemType, content), content.Type));
    }

    private ITypeSymbol ItemTypeIn(ITypeSymbol type) => Substitute(ElementOf(type) ?? ItemTypeOf(Substitute(type)))!;

    private Operand TableItem(IOperation value, ITypeSymbol itemType) => TableItem(LowerAs(value, itemType), value);

    private Operand TableItem(Operand item, IOperation at) =>
        item.Term is { } term ? IsReference(term) || IsCallee(term) ? item : throw Unsupported.LocalType(at, at.Type)
        : ReferenceEquals(item, Operand.Missing) || item.IsRows || item.List is not null ? throw Unsupported.LocalType(at, at.Type)
        : Stable(item);

    /// <summary>What is in an array or list that is named or made; null for all that is no table.</summary>
    private IReadOnlyList<Operand>? TableAt(IOperation? operation) => TableTerm(operation) is { Term: { } term } ? ItemsIn((TableReference)_references[term]) : null;

    /// <summary>Null where only a run tells what is in it.</summary>
    private IReadOnlyList<Operand>? ItemsIn(TableReference table) => _state[table.Content] is { } content && _references.TryGetValue(content, out var known) && known is TableContent { Items: var items } ? items : null;

    private Operand? TableTerm(IOperation? operation)
    {
        if (operation is null)
        {
            return null;
        }

        var named = WithoutConversion(operation);
        if (!IsTableType(named.Type))
        {
            return null;
        }

        if (named is IInvocationOperation call && !IsLinq(call.TargetMethod))
        {
            Operand? made = null;
            var arm = Fork(() => made = _context.Bodies.Of(call.TargetMethod) is null ? null : Lower(call));
            if (IsTable())
            {
                Continue(arm);
                return made;
            }

            return null;

            bool IsTable() => made is { Term: { } term } && _references.TryGetValue(term, out var reference) && reference is TableReference;
        }

        return (named is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation or IArrayCreationOperation or IObjectCreationOperation || NewerKinds.IsCollection(named))
            && Lower(named) is { Term: { } known } table && _references.TryGetValue(known, out var one) && one is TableReference
                ? table
                : null;
    }

    /// <summary>One of the objects, which an index chooses.</summary>
    private Operand? TableItem(IArrayElementReferenceOperation element) => element.Indices is [{ } position] && IsItemIndex(position) && TableAt(element.ArrayReference) is { } items
        ? ItemOf(items, position)
        : null;

    /// <summary>An object in an array of known ones, or in a static field.</summary>
    private Expression? KnownItem(IOperation instance)
    {
        var item = !_context.Carried.ByReference ? null : Unwrapped(instance) switch
        {
            IArrayElementReferenceOperation element => TableItem(element)?.Term,
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list, Arguments: [{ Value: var position }] } when IsItemIndex(position) && TableAt(list) is { } items => ItemOf(items, position).Term,
            IImplicitIndexerReferenceOperation { Instance: { } list, Argument: var position } when !IsRange(position) && TableAt(list) is { } items => ItemOf(items, position).Term,
            IFieldReferenceOperation { Field.IsStatic: true } field => InitialTable(field)?.Term,
            _ => null,
        };
        return IsObject(item) ? item : null;
    }

    private bool IsItemIndex(IOperation position) => NewerKinds.IsHat(position) || TypeOf(position.Type) == IrType.Int;

    private Expression ItemIndex(IReadOnlyList<Operand> items, IOperation position) =>
        NewerKinds.IsHat(position) ? Less(_pool.Int(items.Count), Term(((IUnaryOperation)position).Operand)) : Term(position);

    private Operand ItemOf(IReadOnlyList<Operand> items, IOperation position)
    {
        var index = Stable(Operand.Of(ItemIndex(items, position))).Term!;
        AskForNumbers(index);
        var isOutside = index is Constant known
            ? _pool.Boolean(known.Integer < 0 || known.Integer >= items.Count)
            : Operation(Operator.Or, IrType.Boolean, Operation(Operator.Less, IrType.Boolean, index, _pool.Int(0)), Operation(Operator.LessOrEqual, IrType.Boolean, _pool.Int(items.Count), index));
        ThrowIf(isOutside, "IndexOutOfRangeException", "Index was outside the bounds of the array.");
        if (items.Count == 0)
        {
            throw Unsupported.Expression(position);
        }

        if (index is Constant at)
        {
            return items[(int)Math.Min(Math.Max(at.Integer, 0), items.Count - 1)];
        }

        if (items.Any(item => item.Term is null))
        {
            throw Unsupported.Expression(position);
        }

        var chosen = items[items.Count - 1].Term!;
        for (var i = items.Count - 2; i >= 0; i--)
        {
            chosen = Chosen(Operation(Operator.Equal, IrType.Boolean, index, _pool.Int(i)), items[i].Term!, chosen) ?? throw Unsupported.Expression(position);
        }

        return Operand.Of(chosen);
    }

    /// <summary>What a method of a list does to a table; null for all else.</summary>
    private Operand? TableCall(IInvocationOperation call)
    {
        if (call.Instance is not { } instance || call.TargetMethod.ContainingType is not { Name: "List" or "ICollection" or "IList" or "Stack", Arity: 1 } || TableTerm(instance) is not { Term: { } term })
        {
            return null;
        }

        var table = (TableReference)_references[term];
        IOperation[] values = InOrder(call);
        var items = ItemsIn(table) ?? throw Unsupported.Call(call, call.TargetMethod);
        switch (call.TargetMethod.Name, values.Length)
        {
            case ("Add", 1):
                Put(table, [.. items, TableItem(values[0], table.ItemType)], call);
                break;
            case ("AddRange", 1) when TableAt(values[0]) is { } others:
                Put(table, [.. items, .. others], call);
                break;
            case ("Insert", 2) when Term(values[0]) is Constant { Integer: >= 0 } at && at.Integer <= items.Count:
                Put(table, [.. items.Take((int)at.Integer), TableItem(values[1], table.ItemType), .. items.Skip((int)at.Integer)], call);
                break;
            case ("RemoveAt", 1) when Term(values[0]) is Constant { Integer: >= 0 } at && at.Integer < items.Count:
                Put(table, [.. items.Take((int)at.Integer), .. items.Skip((int)at.Integer + 1)], call);
                break;
            case ("Clear", 0):
                Put(table, [], call);
                break;
            case ("Reverse", 0):
                Put(table, [.. items.Reverse()], call);
                break;
            case ("ToArray", 0):
                return NewTable(call.Type!, table.ItemType, items);
            default:
                throw Unsupported.Call(call, call.TargetMethod);
        }

        return Operand.Of(_pool.Boolean(false));
    }

    private void Put(TableReference table, IReadOnlyList<Operand> items, IOperation at)
    {
        if (_underway.Contains(table) || items.Count > MostItems)
        {
            throw Unsupported.SideEffect(at);
        }

        _state[table.Content] = Stands(new TableContent(items), table.Content.Type);
    }

    /// <summary>An element that another object is about to become; null where it is none of a table.</summary>
    private TableTarget? TableElement(IOperation element, IOperation instance, IOperation position)
    {
        if (TableTerm(instance) is not { Term: { } term } || _references[term] is not TableReference table || ItemsIn(table) is not { } items)
        {
            return null;
        }

        var index = IsItemIndex(position) ? ItemIndex(items, position) : throw Unsupported.SideEffect(element);
        AskForNumbers(index);
        return index is Constant { Integer: >= 0 } at && at.Integer < items.Count ? new TableTarget(element, table, (int)at.Integer) : throw Unsupported.SideEffect(element);
    }

    private void Write(TableTarget target, Operand value)
    {
        var items = ItemsIn(target.Table) ?? throw Unsupported.SideEffect(target.Operation);
        Put(target.Table, [.. items.Select((item, i) => i == target.Index ? TableItem(value, target.Operation) : item)], target.Operation);
    }

    /// <summary>An element of a table whose number only the index of a short loop tells: lowering starts again, with the loop's body for each number.</summary>
    private void AskForNumbers(Expression index)
    {
        foreach (var part in Walk.ExpressionsOf([index]))
        {
            if (_shortLoops.TryGetValue(part, out var loop) && _context.Carried.AddUnrolled(loop))
            {
                throw new CarriedLate();
            }
        }
    }

    /// <summary>What changes a table in each iteration.</summary>
    private void RequireSameTables(OpenLoop open, Arm arm)
    {
        if (_callees.Count > 0 && open.Starts.Keys.FirstOrDefault(variable => _lost.Contains(variable) || (IsCallee(arm.State[variable]) && !ReferenceEquals(arm.State[variable], open.Starts[variable]))) is { } function)
        {
            throw Unsupported.Function(open.Syntax, function.Name);
        }

        var changed = _references.Count == 0 ? null : State.ChangedIn(arm.State, _state)
            .FirstOrDefault(variable => _state[variable] is { } before && _references.TryGetValue(before, out var reference) && reference is TableContent && !ReferenceEquals(before, arm.State[variable]));
        if (changed is not null)
        {
            throw _shortLoops.ContainsValue(open.Syntax) && _context.Carried.AddUnrolled(open.Syntax) ? new CarriedLate() : Unsupported.Rows(open.Syntax, TableOf(changed).ItemType);
        }
    }

    private TableReference TableOf(Variable content) => _references.Values.OfType<TableReference>().First(table => ReferenceEquals(table.Content, content));

    /// <summary>A loop over few numbers that are known, and may be its body for each; null for all others.</summary>
    private static IReadOnlyList<long>? NumbersOf(Expression start, Operator comparison, Expression bound, Expression step)
    {
        if (start is not Constant { Integer: var from } || bound is not Constant { Integer: var to } || step is not Constant { Integer: not 0 and var by })
        {
            return null;
        }

        var numbers = new List<long>();
        for (var i = from; comparison switch { Operator.Less => i < to, Operator.LessOrEqual => i <= to, Operator.Greater => i > to, _ => i >= to }; i += by)
        {
            if (numbers.Count == MostTrips)
            {
                return null;
            }

            numbers.Add(i);
        }

        return numbers;
    }

    private void RunUnrolled(IForLoopOperation loop, CountedLoop counted, IReadOnlyList<long> numbers) => RunInOrder(
        loop,
        InTurn([.. numbers.Select(number => Operand.Of(_pool.Int(number)))]),
        index =>
        {
            var variable = new Variable(counted.Index.Name, _pool.NewVariable(), IrType.Int, _builder, isActive: false);
            _frame.Places[counted.Index] = Place.Of(variable);
            _state[variable] = index.Term!;
        });

    /// <summary><c>foreach (var shape in shapes)</c>: the body for each of them.</summary>
    private bool RunTable(IForEachLoopOperation loop, IOperation collection)
    {
        if (TableTerm(collection) is not { Term: { } term } || _references[term] is not TableReference table || ItemsIn(table) is not { } items)
        {
            return false;
        }

        RunInOrder(loop, ItemsOf(table, items), item => SetItem(loop, item));
        return true;
    }

    private Sequence ItemsOf(TableReference table, IReadOnlyList<Operand> items) => new(
        (variables, consumer) =>
        {
            var isOutermost = _underway.Add(table);
            InTurn(items).Each(variables, consumer);
            if (isOutermost)
            {
                _underway.Remove(table);
            }
        },
        _pool.Int(items.Count),
        null,
        []);

    private Sequence InTurn(IReadOnlyList<Operand> items) => new(
        (variables, consumer) =>
        {
            foreach (var item in items)
            {
                Unless(variables, () => consumer(item));
            }
        },
        _pool.Int(items.Count),
        null,
        []);
}
