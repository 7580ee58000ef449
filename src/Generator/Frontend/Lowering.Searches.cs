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
    private Sequence UpTo(Sequence source, FunctionValue test, IInvocationOperation call, bool isBefore) => test.Parameters != 1
        ? throw Unsupported.Linq(call, call.TargetMethod)
        : new Sequence(
            (variables, consumer) =>
            {
                var passing = Accumulator("passing", IrType.Boolean, _pool.Boolean(true));
                if (isBefore && source.Count is null)
                {
                    var failed = NewFlag("failed");
                    EachUntil(source, [.. Changed(test.Code), .. variables], [failed], element =>
                    {
                        var kept = Kept(element);
                        Branch(test.Apply([kept]).Term!, () => consumer(kept), () => _state[failed] = _pool.Boolean(true));
                    });
                    _state[passing] = _state[failed] = null;
                    return;
                }

                source.Each([passing, .. Changed(test.Code), .. variables], element =>
                {
                    var kept = Kept(element);
                    Branch(_state[passing]!, () => Assign(passing, test.Apply([kept]).Term!), () => { });
                    Branch(isBefore ? _state[passing]! : Not(_state[passing]!), () => consumer(kept), () => { });
                });
                Taken(passing);
            },
            null,
            null,
            [.. source.Code, .. test.Code]);

    /// <summary>A constant table of anything, whose items are read where the method stands; null for any other value.</summary>
    private Sequence? ConstantItems(IOperation table) =>
        CountOf(table.Type) is { } count && IsRepeatable(table) && !Mentions(table) && Lower(table).Term is { } items && ItemOf(table.Type!) is var type
            ? Indexed(table, _pool.Opaque(IrType.Int, ["", count], items), index => Items(_pool.Opaque(TypeOf(type), ["", "[", "]"], items, index), type), [])
            : ConstantElements(table);

    /// <summary>Constants that can only be run through, a dictionary's or a set's: in the order in which they come.</summary>
    private Sequence? ConstantElements(IOperation source)
    {
        if (source.Type is not INamedTypeSymbol named || Types.IsSpan(named) || source.Type.SpecialType == SpecialType.System_String || ItemTypeOf(source.Type) is not { } item || Mentions(source) || !IsKnownOutside(source) || Try(() => Lower(source)) is not { Term: { } items } || IsReference(items))
        {
            return null;
        }

        var type = _context.Compilation.CreateArrayTypeSymbol(Substitute(item)!);
        var all = Once(_pool.Opaque(IrType.Opaque(Text(type)), [$"global::System.Linq.Enumerable.ToArray<{Text(item)}>(", ")"], items));
        return Indexed(source, _pool.Opaque(IrType.Int, ["", ".Length"], all), index => Items(_pool.Opaque(TypeOf(item), ["", "[", "]"], all, index), item), []);
    }

    /// <summary>Nothing that only this method knows goes into it.</summary>
    private bool IsKnownOutside(IOperation source) => !source.DescendantsAndSelf().Any(part => SymbolOf(part) is { } symbol && (_frame.Active.Contains(symbol) || IsOwn(symbol)));
}
