using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Types and the places for values of a type.</summary>
internal sealed partial class Lowering
{
    private IrType TypeOf(ITypeSymbol? type) => Types.Of(Substitute(type));

    /// <summary>A type parameter of an inlined generic helper as what the call makes of it.</summary>
    private ITypeSymbol? Substitute(ITypeSymbol? type)
    {
        for (var frame = _frame; type is ITypeParameterSymbol && frame is not null; frame = frame.Enclosing)
        {
            if (frame.TypeArguments.TryGetValue(type, out var argument))
            {
                return argument;
            }
        }

        return type switch
        {
            IArrayTypeSymbol { ElementType: ITypeParameterSymbol element } array =>
                _context.Compilation.CreateArrayTypeSymbol(Substitute(element)!, array.Rank),
            INamedTypeSymbol { TypeArguments: [ITypeParameterSymbol element] } span when Types.IsSpan(span) =>
                span.ConstructedFrom.Construct(Substitute(element)!),
            _ => type,
        };
    }

    /// <summary>A new place for a local, as the variables its type is made of.</summary>
    private Place PlaceOf(ISymbol? symbol, ITypeSymbol type, string name) => PlaceOf(
        type,
        name,
        symbol is null || _frame.Active.Contains(symbol));

    private Place PlaceOf(ITypeSymbol type, string name, bool isActive)
    {
        if (Substitute(type) is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            return Place.Of([.. tuple.TupleElements.Select(item => PlaceOf(item.Type, name.Length == 0 ? "" : $"{name}_{item.Name}", isActive))]);
        }

        var ir = TypeOf(type);
        return Place.Of(NewVariable(name, ir, isActive && (ir.IsReal || ir.IsArray)));
    }

    /// <summary>A numeric conversion, or the same term where none is needed.</summary>
    private Expression ConvertTo(Expression term, IrType type)
    {
        if (term.Type == type || !IsNumber(term.Type) || !IsNumber(type))
        {
            return term;
        }

        return Shallow(_pool.Convert(type, term));
    }

    private static bool IsNumber(IrType type) => type.IsReal || type.Kind == Ir.TypeKind.Integer;

    private static bool IsScalar(IrType type) => IsNumber(type) || type.Kind == Ir.TypeKind.Boolean;

    private string Text(ITypeSymbol? type) => Types.Text(Substitute(type));
}
