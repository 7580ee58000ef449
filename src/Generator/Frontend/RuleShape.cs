using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// What a derivative rule takes and gives: the parameters of its function, after the object where that is an instance method; then for each parameter that is a real or
/// an array of reals the partial derivative, with the dimensions of the result and after them those of the parameter.
/// </summary>
internal static class RuleShape
{
    private const string ConstantAttribute = "SymbolicJacobian.ConstantAttribute";

    /// <summary>The parameters as the rule has them.</summary>
    public static IReadOnlyList<ITypeSymbol> ParametersOf(IMethodSymbol function) =>
        [.. function.IsStatic ? [] : new ITypeSymbol[] { function.ContainingType }, .. function.Parameters.Select(parameter => parameter.Type)];

    /// <summary>The positions of the parameters that the rule gives a partial for.</summary>
    public static IReadOnlyList<int> Columns(IMethodSymbol rule, IMethodSymbol function)
    {
        var types = ParametersOf(function);
        return [.. Enumerable.Range(0, types.Count).Where(i => (DimensionsOf(types[i]) >= 0 || IsNumber(types[i], function)) && !(i < rule.Parameters.Length && IsConstant(rule.Parameters[i])))];
    }

    public static bool HasParameters(IMethodSymbol rule, IMethodSymbol function)
    {
        var types = ParametersOf(function);
        return rule.Parameters.Length == types.Count
            && rule.Parameters.Concat(function.Parameters).All(parameter => parameter.RefKind is RefKind.None or RefKind.In)
            && rule.Parameters.Zip(types, (parameter, type) => SymbolEqualityComparer.Default.Equals(parameter.Type, type)).All(same => same);
    }

    public static bool HasResult(IMethodSymbol rule, IMethodSymbol function)
    {
        var (types, columns) = (ParametersOf(function), Columns(rule, function));
        if (columns.Count == 0 || ResultDimensions(function) is var dimensions && dimensions < 0)
        {
            return false;
        }

        ITypeSymbol[] items = rule.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple ? [.. tuple.TupleElements.Select(item => item.Type)] : [rule.ReturnType];
        return items.Length == columns.Count && items.Zip(columns, (item, column) => IsArrayOf(item, dimensions + Math.Max(0, DimensionsOf(types[column])))).All(fits => fits);
    }

    /// <summary>Some parameter or the result is an array.</summary>
    public static bool HasArrays(IMethodSymbol function) => ResultDimensions(function) > 0 || function.Parameters.Any(parameter => DimensionsOf(parameter.Type) > 0);

    /// <summary>The type that the rule should return, as C#; null where the function has nothing to differentiate.</summary>
    public static string? Expected(IMethodSymbol rule, IMethodSymbol function)
    {
        var (types, columns) = (ParametersOf(function), Columns(rule, function));
        var dimensions = ResultDimensions(function);
        if (columns.Count == 0 || dimensions < 0)
        {
            return null;
        }

        var element = function.ReturnType is IArrayTypeSymbol array ? array.ElementType : function.ReturnType;
        string[] items = [.. columns.Select(column => element.ToDisplayString() + (dimensions + Math.Max(0, DimensionsOf(types[column]))) switch { 0 => "", 1 => "[]", _ => "[,]" })];
        return items.Length == 1 ? items[0] : $"({string.Join(", ", items)})";
    }

    /// <summary>0 for a real, 1 for an array or span of reals, −1 for anything else.</summary>
    public static int DimensionsOf(ITypeSymbol type) => Types.Of(type) is { IsReal: true } ? 0
        : Types.Of(type) is { IsArray: true, Rank: 1, Element.IsReal: true } ? 1
        : -1;

    private static int ResultDimensions(IMethodSymbol function) => function.ReturnType is INamedTypeSymbol { IsRefLikeType: true } ? -1
        : IsNumber(function.ReturnType, function) ? 0
        : DimensionsOf(function.ReturnType);

    /// <summary>T of a generic function that gives a T: a number, whichever it is.</summary>
    private static bool IsNumber(ITypeSymbol type, IMethodSymbol function) => type is ITypeParameterSymbol && SymbolEqualityComparer.Default.Equals(type, function.ReturnType);

    private static bool IsArrayOf(ITypeSymbol type, int dimensions) => dimensions == 0
        ? Types.Of(type).IsReal || type is ITypeParameterSymbol
        : type is IArrayTypeSymbol array && array.Rank == dimensions && Types.Of(array.ElementType).IsReal;

    private static bool IsConstant(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(attribute => attribute.Is(ConstantAttribute));
}
