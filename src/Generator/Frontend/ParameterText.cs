using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>A parameter as its derivatives declare it again.</summary>
internal static class ParameterText
{
    public static string Declaration(IParameterSymbol parameter)
    {
        var modifier = parameter.RefKind == RefKind.In ? "in " : "";
        var name = SyntaxFacts.GetKeywordKind(parameter.Name) != SyntaxKind.None ? "@" + parameter.Name : parameter.Name;
        return $"{modifier}{Types.Text(parameter.Type)} {name}{Default(parameter)}";
    }

    private static string Default(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return "";
        }

        var text = parameter.ExplicitDefaultValue switch
        {
            null => "default",
            double value => Real(value, "double", "d"),
            float value => Real(value, "float", "f"),
            decimal value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) + "m",
            var value when parameter.Type.TypeKind == TypeKind.Enum =>
                $"({Types.Text(parameter.Type)}){SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)}",
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
