using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Where a sequence or a constant table first passes a test: places and sections that the inputs may decide, as numbers without slope.</summary>
internal sealed partial class Lowering
{
    /// <summary><c>Array.FindIndex(table, v => v > x)</c> and the like on lists; null for all other calls.</summary>
    private Operand? Search(IInvocationOperation call)
    {
        var isArray = call.TargetMethod is { IsStatic: true, ContainingType: { Name: "Array", ContainingNamespace.Name: "System" } };
        if (!isArray && CountOf(call.Instance?.Type) != ".Count")
        {
            return null;
        }

        IOperation[] values = [.. call.Instance is { } instance ? [instance] : Array.Empty<IOperation>(), .. InOrder(call)];
        return values.Length != 2 || !IsDelegate(values[1]) || !IsOurs(call) ? null : call.TargetMethod.Name switch
        {
            "FindIndex" => Operand.Of(IndexOf(Source(values[0], call), FunctionOf(values[1]))),
            "Exists" => Quantified(call, values, isAll: false),
            "TrueForAll" => Quantified(call, values, isAll: true),
            _ => null,
        };
    }

    /// <summary>The number of elements before the first that passes; -1 where none does.</summary>
    private Expression IndexOf(Sequence source, FunctionValue test)
    {
        var found = Accumulator("found", IrType.Int, _pool.Int(-1));
        var place = Accumulator("place", IrType.Int, _pool.Int(0));
        source.Each([found, place, .. Changed(test.Code)], element =>
        {
            Branch(
                Operation(Operator.Less, IrType.Boolean, _state[found]!, _pool.Int(0)),
                () => Branch(test.Apply([Kept(element)]).Term!, () => Assign(found, _state[place]!), () => { }),
                () => { });
            Assign(place, Operation(Operator.Add, IrType.Int, _state[place]!, _pool.Int(1)));
        });
        Taken(place);
        return Taken(found).Term!;
    }

    private Operand First(IInvocationOperation call, IOperation[] values)
    {
        var source = AtHand(values[0], call);
        var index = IndexOf(source, FunctionOf(values[1]));
        ThrowIf(Operation(Operator.Less, IrType.Boolean, index, _pool.Int(0)), "InvalidOperationException", "Sequence contains no matching element");
        return source.At!(index);
    }

    /// <summary>The elements before the first that fails the test, or those from it on.</summary>
    private Sequence UpTo(Sequence source, FunctionValue test, bool isBefore) => new(
        (variables, consumer) =>
        {
            var passing = Accumulator("passing", IrType.Boolean, _pool.Boolean(true));
            if (isBefore && source.Count is null)
            {
                var failed = NewFlag("failed");
                var begun = new Sequence((changed, each) => EachUntil(source, changed, [failed], each), null, null, source.Code);
                EachNumbered(
                    Keeping(begun),
                    test,
                    [.. Changed(test.Code), .. variables],
                    (kept, arguments) => Branch(test.Apply(arguments).Term!, () => consumer(kept), () => _state[failed] = _pool.Boolean(true)));
                _state[passing] = _state[failed] = null;
                return;
            }

            EachNumbered(Keeping(source), test, [passing, .. Changed(test.Code), .. variables], (kept, arguments) =>
            {
                Branch(_state[passing]!, () => Assign(passing, test.Apply(arguments).Term!), () => { });
                Branch(isBefore ? _state[passing]! : Not(_state[passing]!), () => consumer(kept), () => { });
            });
            Taken(passing);
        },
        null,
        null,
        [.. source.Code, .. test.Code]);

    /// <summary>A constant table of anything, whose items are read where the method stands; null for any other value.</summary>
    private Sequence? ConstantItems(IOperation table) =>
        CountOf(table.Type) is not null && IsRepeatable(table) && !Mentions(table) && Lower(table).Term is { } items ? ItemsOf(table, items) : ConstantElements(table);

    private Sequence ItemsOf(IOperation table, Expression items)
    {
        var type = ItemOf(table.Type!);
        return Indexed(table, Now(table, _pool.Opaque(IrType.Int, ["", CountOf(table.Type)!], items)), index => Item(table, items, index, type), []);
    }

    /// <summary>Constants that can only be run through, a dictionary's or a set's: in the order in which they come.</summary>
    private Sequence? ConstantElements(IOperation source)
    {
        if (source.Type is not (INamedTypeSymbol or IArrayTypeSymbol { Rank: 1 }) || (source.Type is INamedTypeSymbol named && Types.IsSpan(named)) || ItemTypeOf(source.Type) is not { } item || Mentions(source) || !(IsKnownOutside(source) || source is ILocalReferenceOperation) || Try(() => Lower(source)) is not { Term: { } items } || IsReference(items))
        {
            return null;
        }

        var type = _context.Compilation.CreateArrayTypeSymbol(Substitute(item)!);
        var all = Once(_pool.Opaque(IrType.Opaque(Text(type)), [$"global::System.Linq.Enumerable.ToArray<{Text(item)}>(", ")"], items));
        return Indexed(source, _pool.Opaque(IrType.Int, ["", ".Length"], all), index => Item(source, all, index, item), []);
    }

    /// <summary>An item of a constant table. An array is looked up once.</summary>
    private Operand Item(IOperation source, Expression table, Expression index, ITypeSymbol type)
    {
        var item = Now(source, _pool.Opaque(TypeOf(type), ["", "[", "]"], table, index));
        return item is Opaque { Type.IsArray: true } row ? Operand.Of(Once(row)) : Items(item, type);
    }

    /// <summary>Nothing that only this method knows goes into it.</summary>
    private bool IsKnownOutside(IOperation source) => !source.DescendantsAndSelf().Any(part => SymbolOf(part) is { } symbol && (_frame.Active.Contains(symbol) || IsOwn(symbol)));
}
