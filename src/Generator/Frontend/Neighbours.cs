using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Types that the generated file, which reopens the method's own type, can call by their simple names.</summary>
internal static class Neighbours
{
    /// <summary>The simple name of a type in the method's namespace or one around it, where nothing nearer has that name; null elsewhere.</summary>
    public static string? ShortName(ITypeSymbol type, IMethodSymbol method)
    {
        if (type is not INamedTypeSymbol { Arity: 0, ContainingType: null, IsAnonymousType: false, SpecialType: SpecialType.None }
            || method.Parameters.Any(parameter => parameter.Name == type.Name))
        {
            return null;
        }

        for (var around = method.ContainingType; around is not null; around = around.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(around, type))
            {
                return type.Name;
            }

            for (var declaring = around; declaring is not null; declaring = declaring.BaseType)
            {
                if (!declaring.GetMembers(type.Name).IsEmpty)
                {
                    return null;
                }
            }
        }

        for (var space = method.ContainingNamespace; space is not null; space = space.ContainingNamespace)
        {
            if (SymbolEqualityComparer.Default.Equals(space, type.ContainingNamespace))
            {
                return type.Name;
            }

            if (space.GetMembers(type.Name).Any())
            {
                return null;
            }
        }

        return null;
    }
}
