using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>From types of C# to types of the IR, and to text that is valid anywhere.</summary>
internal static class Types
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static IrType Of(ITypeSymbol? type) => type switch
    {
        null => IrType.Opaque("object"),
        IArrayTypeSymbol array when Scalar(array.ElementType) is { } element => IrType.Array(element, array.Rank),
        INamedTypeSymbol span when IsSpan(span) && Scalar(span.TypeArguments[0]) is { } element =>
            span.Name == "Span" ? IrType.Span(element) : IrType.ReadOnlySpan(element),
        _ => Scalar(type) ?? IrType.Opaque(Text(type)) with { IsStackOnly = type.IsRefLikeType },
    };

    public static bool IsSpan(INamedTypeSymbol type) => type is
    {
        Name: "Span" or "ReadOnlySpan",
        Arity: 1,
        ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
    };

    public static string Text(ITypeSymbol? type) => type?.ToDisplayString(Qualified) ?? "object";

    private static IrType? Scalar(ITypeSymbol type) => type.SpecialType switch
    {
        _ when type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum => null,
        SpecialType.System_Double => IrType.Double,
        SpecialType.System_Single => IrType.Float,
        SpecialType.System_Boolean => IrType.Boolean,
        SpecialType.System_Int32 => IrType.Int,
        SpecialType.System_Int64 => IrType.Long,
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_UInt32 or SpecialType.System_UInt64 => new IrType(Ir.TypeKind.Integer, type.ToDisplayString()),
        _ => null,
    };
}
