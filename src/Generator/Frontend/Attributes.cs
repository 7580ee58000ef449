using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Attributes by their full names.</summary>
internal static class Attributes
{
    /// <summary>Most are others, and show it by their short names: the full one is spelled for each that is asked for alone.</summary>
    public static bool Is(this AttributeData attribute, string name) =>
        attribute.AttributeClass is { } type && name.EndsWith(type.Name, StringComparison.Ordinal) && type.ToDisplayString() == name;
}
