using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>foreach over a constant table: structs, tuples, whatever has places in order. The items are read where the method stands.</summary>
internal sealed partial class Lowering
{
    /// <summary>As many items as short loops have trips.</summary>
    private const int MostItemsInRow = 16;

    private bool RunConstantItems(IForEachLoopOperation loop, IOperation collection)
    {
        if (RunInlineItems(loop, collection) || RunTable(loop, collection) || RunItemsInRow(loop, collection))
        {
            return true;
        }

        if (TypeOf(collection.Type).IsArray
            || collection is not (ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation)
            || CountOf(collection.Type) is not { } count
            || Mentions(collection)
            || loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref }
            || Lower(collection).Term is not { } items)
        {
            return false;
        }

        var type = ItemOf(collection.Type!);
        RunCounted(loop, "", _pool.Int(0), Operator.Less, Now(collection, _pool.Opaque(IrType.Int, ["", count], items)), _pool.Int(1), [loop.Body], index =>
        {
            SetItem(loop, Items(Now(collection, _pool.Opaque(TypeOf(type), ["", "[", "]"], items, index)), type));
            Run(Rest.Of(loop.Body));
        });
        return true;
    }

    /// <summary>foreach (var kind in new[] { Kind.Linear, Kind.Cubic }): the body for each of them, so that what it decides is known.</summary>
    private bool RunItemsInRow(IForEachLoopOperation loop, IOperation collection)
    {
        var callees = ElementOf(collection.Type)?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate ? CalleesIn(collection) : null;
        if (TypeOf(collection.Type).IsArray
            || PartsIn(collection.Type) is not null
            || (callees is null && (ListItems(Unwrapped(collection)) is not { Count: <= MostItemsInRow } items || !items.All(item => item.ConstantValue.HasValue)))
            || (collection.Type as IArrayTypeSymbol)?.Rank is > 1
            || loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None }
            || LoopExits.Breaks(loop.Body) || LoopExits.Continues(loop.Body) || LoopExits.Returns(loop.Body))
        {
            return false;
        }

        foreach (var item in callees ?? ListItems(Unwrapped(collection))!.Select(Lower))
        {
            SetItem(loop, item);
            Run(Rest.Of(loop.Body));
        }

        return true;
    }

    private void SetItem(IForEachLoopOperation loop, Operand item)
    {
        if (loop.LoopControlVariable is IVariableDeclaratorOperation declarator)
        {
            var place = PlaceOf(declarator.Symbol, declarator.Symbol.Type, declarator.Symbol.Name);
            _frame.Places[declarator.Symbol] = place;
            AssignConverted(place, item);
            return;
        }

        var value = loop.Syntax is ForEachVariableStatementSyntax syntax ? Deconstructed(item, _frame.Model.GetDeconstructionInfo(syntax), loop) : item;

        // Its variables belong to the iteration, not to what stands before the loop.
        var home = _home;
        _home = _builder;
        var target = TargetOf(loop.LoopControlVariable);
        _home = home;
        Write(target, Fits(target, value) ? value : throw Unsupported.Expression(loop.LoopControlVariable));
    }

    /// <summary>What follows a table to read how many items it has; null where it has none by number.</summary>
    private static string? CountOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } or { SpecialType: SpecialType.System_String } => ".Length",
        INamedTypeSymbol span when Types.IsSpan(span) => ".Length",
        INamedTypeSymbol { Name: "List" or "IReadOnlyList" or "IList", Arity: 1, ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } } => ".Count",
        INamedTypeSymbol { Name: "ImmutableArray", Arity: 1, ContainingNamespace: { Name: "Immutable", ContainingNamespace.Name: "Collections" } } => ".Length",
        _ => null,
    };

    private ITypeSymbol ItemOf(ITypeSymbol type) => type is IArrayTypeSymbol array ? array.ElementType
        : type.SpecialType == SpecialType.System_String ? _context.Compilation.GetSpecialType(SpecialType.System_Char)
        : ((INamedTypeSymbol)type).TypeArguments[0];
}
