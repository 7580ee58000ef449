using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Names, headers and modifiers around a method.</summary>
internal static class MethodName
{
    private static readonly SymbolDisplayFormat Header = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>Unique in the compilation, also where file names ignore case.</summary>
    public static string Hint(IMethodSymbol method)
    {
        var parts = new List<string>();
        if (!method.ContainingNamespace.IsGlobalNamespace)
        {
            parts.Add(method.ContainingNamespace.ToDisplayString());
        }

        parts.AddRange(TypesOf(method).Select(type => WithArity(type.Name, type.Arity)));
        parts.Add(WithArity(method.Name, method.Arity));
        var position = Position(method);
        if (position > 0)
        {
            parts.Add((position + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return string.Join(".", parts).Replace("@", "");
    }

    /// <summary>Outermost first, as headers to reopen.</summary>
    public static IEnumerable<string> ContainingTypes(IMethodSymbol method) =>
        TypesOf(method).Select(type => $"partial {Keyword(type)} {type.ToDisplayString(Header)}");

    public static string Modifiers(IMethodSymbol method)
    {
        var accessibility = SyntaxFacts.GetText(method.DeclaredAccessibility);
        return method.IsStatic ? accessibility + " static" : accessibility;
    }

    public static string TypeParameters(IMethodSymbol method) => method.Arity == 0
        ? ""
        : $"<{string.Join(", ", method.TypeParameters.Select(parameter => parameter.Name))}>";

    public static string Constraints(IMethodSymbol method) => string.Concat(method.TypeParameters.Select(Constraint));

    private static string Constraint(ITypeParameterSymbol parameter)
    {
        var constraints = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
        {
            constraints.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            constraints.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            constraints.Add("notnull");
        }

        constraints.AddRange(parameter.ConstraintTypes.Select(Types.Text));
        if (parameter.HasConstructorConstraint)
        {
            constraints.Add("new()");
        }

        return constraints.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", constraints)}";
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(IMethodSymbol method)
    {
        var types = new Stack<INamedTypeSymbol>();
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            types.Push(type);
        }

        return types;
    }

    private static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        _ => "class",
    };

    private static string WithArity(string name, int arity) => arity == 0 ? name : $"{name}-{arity}";

    /// <summary>Its number among the methods of the type with that name.</summary>
    private static int Position(IMethodSymbol method) => method.ContainingType.GetMembers()
        .OfType<IMethodSymbol>()
        .Where(other => string.Equals(other.Name, method.Name, StringComparison.OrdinalIgnoreCase) && other.Arity == method.Arity)
        .TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, method.PartialDefinitionPart ?? method))
        .Count();
}
