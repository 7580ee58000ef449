using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Members that the derivatives of a method would be, against those that its type has or gets for another method.</summary>
internal static class MemberClash
{
    private const string Rows = "int";

    private sealed record Member(string Name, int Arity, string Parameters);

    /// <summary>The name of the first member of ours that cannot be added; null where all can.</summary>
    public static string? Find(IMethodSymbol method)
    {
        if (method.ContainingType.GetMembers(method.Name).Count(other => other is IMethodSymbol same && AsMember(same).Equals(AsMember(method))) > 1)
        {
            throw new BrokenSource();
        }

        Member[] ours = [.. Of(method)];
        var type = method.ContainingType;
        HashSet<Member> theirs = [.. EarlierMarked(method).SelectMany(Of)];
        return ours.FirstOrDefault(member => member.Name == type.Name
            || type.TypeParameters.Any(parameter => parameter.Name == member.Name)
            || type.GetMembers(member.Name).Any(existing => existing is not IMethodSymbol other || member.Equals(AsMember(other)))
            || theirs.Contains(member))?.Name;
    }

    private static IEnumerable<IMethodSymbol> EarlierMarked(IMethodSymbol method) => method.ContainingType.GetMembers()
        .OfType<IMethodSymbol>()
        .TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, method.PartialDefinitionPart ?? method))
        .Where(other => IsMarked(other) || (other.PartialImplementationPart is { } body && IsMarked(body)));

    private static bool IsMarked(IMethodSymbol method) =>
        method.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == "SymbolicJacobian.DifferentiableAttribute");

    /// <summary>Those of the row Jacobian; where only the body tells the number of rows, both forms.</summary>
    private static IEnumerable<Member> Of(IMethodSymbol method)
    {
        var isScalar = Types.Of(method.ReturnType).IsReal;
        var kind = isScalar ? "Gradient" : "Jacobian";
        var element = isScalar ? Types.Of(method.ReturnType) : Types.Of(method.ReturnType).Element;
        IParameterSymbol?[] destinations = method.ReturnsVoid
            ? [.. method.Parameters.Where(parameter => Types.Of(parameter.Type) is { Kind: Ir.TypeKind.Span, Element.IsReal: true })]
            : [null];
        foreach (var destination in destinations)
        {
            string[] all = [.. method.Parameters.Select(Text)];
            string[] inputs = [.. method.Parameters.Where(parameter => !ReferenceEquals(parameter, destination)).Select(Text)];
            var span = $"System.Span<{((destination is null ? element : Types.Of(destination.Type).Element) ?? Ir.IrType.Double).CSharp}>";
            yield return Make(kind, [.. inputs, span]);
            yield return Make("ValueAnd" + kind, [.. all, span]);
            yield return Make(kind, inputs);
            yield return Make("Check" + kind, inputs);
            if (destination is not null)
            {
                yield return Make(kind, [.. inputs, Rows]);
                yield return Make("Check" + kind, [.. inputs, Rows]);
            }
        }

        Member Make(string suffix, IEnumerable<string> parameters) => new(method.Name + suffix, method.Arity, string.Join(", ", parameters));
    }

    private static Member AsMember(IMethodSymbol method) =>
        new(method.Name, method.Arity, string.Join(", ", method.Parameters.Select(Text)));

    private static string Text(IParameterSymbol parameter) => (parameter.RefKind == RefKind.None ? "" : "ref ") + Text(parameter.Type);

    /// <summary>As the runtime sees it: without the names of tuple items, with the method's type parameters by number.</summary>
    private static string Text(ITypeSymbol type) => type switch
    {
        IDynamicTypeSymbol => "object",
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } parameter => $"!!{parameter.Ordinal}",
        IArrayTypeSymbol array => $"{Text(array.ElementType)}[{new string(',', array.Rank - 1)}]",
        INamedTypeSymbol { IsTupleType: true } tuple => $"({string.Join(", ", tuple.TupleElements.Select(item => Text(item.Type)))})",
        INamedTypeSymbol { TypeArguments.Length: > 0 } named =>
            $"{named.ContainingNamespace}.{named.ContainingType}.{named.Name}<{string.Join(", ", named.TypeArguments.Select(Text))}>".Replace("..", "."),
        _ => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(),
    };
}
