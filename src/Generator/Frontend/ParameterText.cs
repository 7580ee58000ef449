using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>A parameter as its derivatives declare it again.</summary>
internal static class ParameterText
{
    public static string Declaration(IParameterSymbol parameter)
    {
        var modifier = parameter.RefKind == RefKind.In ? "in " : parameter.IsParams ? "params " : "";
        return $"{modifier}{TypeText(parameter.Type)} {MethodName.Escape(parameter.Name)}{Default(parameter)}";
    }

    /// <summary>A call that is given a dynamic is bound at run time, where no span can go.</summary>
    private static string TypeText(ITypeSymbol type) => type is IDynamicTypeSymbol
        ? type.NullableAnnotation == NullableAnnotation.Annotated ? "object?" : "object"
        : Types.Text(type);

    private static string Default(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            // [Optional] alone gives no value that could be repeated.
            var isAfterOptional = parameter.ContainingSymbol is IMethodSymbol method
                && method.Parameters.Take(parameter.Ordinal).Any(earlier => earlier.HasExplicitDefaultValue);
            return isAfterOptional && !parameter.IsParams ? " = default" : "";
        }

        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : parameter.Type;
        var text = parameter.ExplicitDefaultValue switch
        {
            null => "default",
            double value => Real(value, "double", "d"),
            float value => Real(value, "float", "f"),
            decimal value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) + "m",
            var value when type.TypeKind == TypeKind.Enum =>
                $"({Types.Text(type)})({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})",
            var value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
        };
        return " = " + text;
    }

    private static string Real(double value, string type, string suffix) => value switch
    {
        _ when double.IsNaN(value) => $"{type}.NaN",
        double.PositiveInfinity => $"{type}.PositiveInfinity",
        double.NegativeInfinity => $"{type}.NegativeInfinity",
        _ when type == "float" => ((float)value).ToString("R", System.Globalization.CultureInfo.InvariantCulture) + suffix,
        _ => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + suffix,
    };
}
