using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Types that stand for reals without being any.</summary>
internal static class RealTypes
{
    /// <summary>Types whose values are reals in another dress: silence about them would be a silent zero.</summary>
    public static bool MayBe(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => MayBe(array.ElementType) || Types.Of(array.ElementType).IsReal,
        ITypeParameterSymbol => true,
        { TypeKind: Microsoft.CodeAnalysis.TypeKind.Enum or Microsoft.CodeAnalysis.TypeKind.Delegate } => false,
        { SpecialType: SpecialType.System_Decimal } or { Name: "Half", ContainingNamespace.Name: "System" } => true,

        // Reference assemblies do not show the private fields of these.
        { IsValueType: true, ContainingNamespace: { Name: "Numerics", ContainingNamespace.Name: "System" }, Name: not "BigInteger" } => true,
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(item => Types.Of(item.Type).IsReal || MayBe(item.Type)),
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic => generic.TypeArguments.Any(argument => Types.Of(argument).IsReal || MayBe(argument)),
        INamedTypeSymbol { SpecialType: SpecialType.None, IsValueType: true } value => value.GetMembers().OfType<IFieldSymbol>()
            .Any(field => !field.IsStatic && (Types.Of(field.Type) is { IsReal: true } or { Element.IsReal: true })),
        _ => false,
    };
}
