using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Types and the places for values of a type.</summary>
internal sealed partial class Lowering
{
    private IrType TypeOf(ITypeSymbol? type) => Types.Of(Substitute(type));

    /// <summary>The type parameters of inlined generic helpers and of generic types as what the call makes of them, however deep.</summary>
    private ITypeSymbol? Substitute(ITypeSymbol? type)
    {
        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return TypeArgument(parameter);
            case IArrayTypeSymbol array when Substitute(array.ElementType) is { } element && !IsSame(element, array.ElementType):
                return _context.Compilation.CreateArrayTypeSymbol(element, array.Rank);
            case INamedTypeSymbol { IsTupleType: true } tuple when tuple.TupleElements.Any(item => !IsSame(Substitute(item.Type)!, item.Type)):
                return _context.Compilation.CreateTupleTypeSymbol(
                    tuple.TupleElements.Select(item => Substitute(item.Type)!).ToImmutableArray(),
                    tuple.TupleElements.Select(item => item.IsExplicitlyNamedTupleElement ? item.Name : null).ToImmutableArray());
            case INamedTypeSymbol { IsTupleType: false, IsAnonymousType: false } named:
                return Substitute(named);
            default:
                return type;
        }
    }

    private INamedTypeSymbol Substitute(INamedTypeSymbol type)
    {
        if (type.ContainingType is { IsGenericType: true } outer && Substitute(outer) is { } container && !IsSame(container, outer))
        {
            var nested = container.GetTypeMembers(type.Name, type.Arity)[0];
            return type.Arity == 0 ? nested : nested.Construct([.. type.TypeArguments.Select(argument => Substitute(argument)!)]);
        }

        return type.TypeArguments.Any(argument => !IsSame(Substitute(argument)!, argument))
            ? type.ConstructedFrom.Construct([.. type.TypeArguments.Select(argument => Substitute(argument)!)])
            : type;
    }

    private ITypeSymbol TypeArgument(ITypeParameterSymbol parameter)
    {
        for (var frame = _frame; frame is not null; frame = frame.Enclosing)
        {
            if (frame.TypeArguments.TryGetValue(parameter, out var argument))
            {
                return argument;
            }
        }

        return parameter;
    }

    private static bool IsSame(ITypeSymbol a, ITypeSymbol b) => SymbolEqualityComparer.IncludeNullability.Equals(a, b);

    /// <summary>A new place for a local, as the variables its type is made of.</summary>
    private Place PlaceOf(ISymbol? symbol, ITypeSymbol type, string name) => PlaceOf(
        type,
        name,
        symbol is null || _frame.Active.Contains(symbol));

    private Place PlaceOf(ITypeSymbol type, string name, bool isActive)
    {
        if (CompositeOf(type) is { } composite)
        {
            return Place.Of([.. composite.Parts.Select(part => PlaceOf(part.Type, NameOf(name, part), isActive))]);
        }

        if (RowsOf(type) is not null)
        {
            return PlaceOfRows(name, isActive);
        }

        if (PartsIn(type) is { } elements)
        {
            return Place.OfObjects([.. elements.Parts.Select(part => PlaceOf(ArrayLike(type, part.Type), NameOf(name, part), isActive))], ObjectsIn(type));
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
