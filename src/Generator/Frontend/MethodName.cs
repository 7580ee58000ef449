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
            parts.AddRange(NamespacesOf(method).Select(space => space.Name + Twin(space, space.ContainingNamespace.GetNamespaceMembers())));
        }

        parts.AddRange(TypesOf(method).Select(type => WithArity(type.Name, type.Arity) + Twin(type, Siblings(type))));
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
        TypesOf(method).Select(type => $"{(type.IsRefLikeType ? "ref " : "")}partial {Keyword(type)} {type.ToDisplayString(Header)}");

    public static string Modifiers(IMethodSymbol method)
    {
        var accessibility = SyntaxFacts.GetText(method.DeclaredAccessibility);
        return method.IsStatic ? accessibility + " static" : accessibility;
    }

    public static string TypeParameters(IMethodSymbol method) => method.Arity == 0
        ? ""
        : $"<{string.Join(", ", method.TypeParameters.Select(parameter => Escape(parameter.Name)))}>";

    public static string Constraints(IMethodSymbol method) => string.Concat(method.TypeParameters.Select(Constraint));

    /// <summary>A name as C# code spells it.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

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

        return constraints.Count == 0 ? "" : $" where {Escape(parameter.Name)} : {string.Join(", ", constraints)}";
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

    private static IEnumerable<INamespaceSymbol> NamespacesOf(IMethodSymbol method)
    {
        var spaces = new Stack<INamespaceSymbol>();
        for (var space = method.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
        {
            spaces.Push(space);
        }

        return spaces;
    }

    private static IEnumerable<ISymbol> Siblings(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? outer.GetTypeMembers() : type.ContainingNamespace.GetTypeMembers();

    /// <summary>A number for a name that differs from another's in case alone.</summary>
    private static string Twin(ISymbol symbol, IEnumerable<ISymbol> siblings)
    {
        string[] names = [.. siblings.Select(sibling => sibling.Name).Where(name => string.Equals(name, symbol.Name, StringComparison.OrdinalIgnoreCase)).Distinct()];
        return names.Length < 2 ? "" : $"({names.Count(name => string.CompareOrdinal(name, symbol.Name) < 0) + 1})";
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
