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
        .Where(other => IsNear(other.Name, method.Name) && Kinds(other) != DerivativeKinds.None);

    /// <summary>Two names that are one with something behind them: one begins with the other.</summary>
    private static bool IsNear(string name, string other) => name.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(name, StringComparison.Ordinal);

    /// <summary>What a method is marked for, on either of its parts.</summary>
    private static DerivativeKinds Kinds(IMethodSymbol method) =>
        new[] { method, method.PartialImplementationPart, method.PartialDefinitionPart }
            .OfType<IMethodSymbol>()
            .SelectMany(part => part.GetAttributes())
            .Where(attribute => attribute.Is("SymbolicJacobian.DifferentiableAttribute"))
            .Select(SignatureReader.KindsOf)
            .Aggregate(DerivativeKinds.None, (all, kinds) => all | kinds);

    /// <summary>Those of all kinds that are asked for; where only the body tells which parameter is the destination, those of each.</summary>
    private static IEnumerable<Member> Of(IMethodSymbol method)
    {
        IParameterSymbol?[] destinations = [.. Types.Of(method.ReturnType) is { IsReal: false, Element: not { IsReal: true } }
            ? method.Parameters.Where(parameter => Types.Of(parameter.Type) is { Kind: Ir.TypeKind.Span or Ir.TypeKind.Array, Rank: 1, Element.IsReal: true })
            : [], null];
        return destinations.SelectMany(destination => Kinds(method).Each().SelectMany(kind => Of(method, kind, destination)));
    }

    /// <summary>Whether a real that is passed by reference is a row beside the one that is returned, only the body tells.</summary>
    private static IEnumerable<Member> Of(IMethodSymbol method, DerivativeKinds kind, IParameterSymbol? destination) => Types.Of(method.ReturnType).IsReal
        ? method.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out)
            ? Of(method, kind, destination, isScalar: true).Concat(Of(method, kind, destination, isScalar: false))
            : Of(method, kind, destination, isScalar: true)
        : Of(method, kind, destination, isScalar: false);

    private static IEnumerable<Member> Of(IMethodSymbol method, DerivativeKinds kind, IParameterSymbol? destination, bool isScalar)
    {
        var element = destination is not null ? Types.Of(destination.Type).Element : Types.Of(method.ReturnType).IsReal ? Types.Of(method.ReturnType) : Types.Of(method.ReturnType).Element;
        var real = (element ?? Ir.IrType.Double).CSharp;
        var (span, vector) = ($"System.Span<{real}>", $"System.ReadOnlySpan<{real}>");
        string[] all = [.. method.Parameters.Select(Text)];
        string[] inputs =
        [
            .. method.Parameters
                .Where(parameter => !ReferenceEquals(parameter, destination) && parameter.RefKind != RefKind.Out)
                .Select(parameter => parameter.RefKind == RefKind.Ref ? Text(parameter.Type) : Text(parameter)),
        ];
        IEnumerable<(string Suffix, IEnumerable<string> Parameters)> members = kind switch
        {
            DerivativeKinds.SparseJacobian => Sparse(method, inputs, span, destination is not null),
            DerivativeKinds.Jvp => Jvp(inputs, vector, span, isScalar, destination is not null),
            DerivativeKinds.GaussNewton when isScalar => [],
            DerivativeKinds.GaussNewton => [("GaussNewton", [.. inputs, span, span]), .. destination is null ? [] : new[] { ("GaussNewton", (IEnumerable<string>)[.. inputs, Rows, span, span]) }],
            DerivativeKinds.Vjp => isScalar ? [] : [("Vjp", [.. inputs, vector]), ("Vjp", [.. inputs, vector, span])],
            DerivativeKinds.Hessian => Hessian(inputs, span, isScalar, destination is not null),
            DerivativeKinds.Batch => Batch(method, isScalar ? "Gradient" : "Jacobian", inputs, real, destination),
            DerivativeKinds.HessianVectorProduct => isScalar ? [("HessianVectorProduct", [.. inputs, vector, span])] : [],
            _ => Jacobian(isScalar ? "Gradient" : "Jacobian", all, inputs, span, destination is not null),
        };
        return members.Select(member => new Member(method.Name + member.Suffix, method.Arity, string.Join(", ", member.Parameters)));
    }

    /// <summary>Where only the body tells the number of rows, both forms.</summary>
    private static IEnumerable<(string Suffix, IEnumerable<string> Parameters)> Jacobian(string kind, string[] all, string[] inputs, string span, bool takesRows)
    {
        yield return (kind, [.. inputs, span]);
        yield return ("ValueAnd" + kind, [.. all, span]);
        yield return (kind, inputs);
        yield return ("Check" + kind, inputs);
        if (takesRows)
        {
            yield return (kind, [.. inputs, Rows]);
            yield return ("Check" + kind, [.. inputs, Rows]);
        }
    }

    private static IEnumerable<(string Suffix, IEnumerable<string> Parameters)> Jvp(string[] inputs, string vector, string span, bool isScalar, bool takesRows)
    {
        yield return ("Jvp", [.. inputs, vector]);
        if (!isScalar)
        {
            yield return ("Jvp", [.. inputs, vector, span]);
        }

        if (takesRows)
        {
            yield return ("Jvp", [.. inputs, Rows, vector]);
        }
    }

    /// <summary>Where the number of columns is fixed, the pattern may need no parameters, and then it is kept in a field.</summary>
    private static IEnumerable<(string Suffix, IEnumerable<string> Parameters)> Sparse(IMethodSymbol method, string[] inputs, string span, bool takesRows)
    {
        string[] rows = takesRows ? [Rows] : [];
        yield return ("JacobianPattern", [.. inputs, .. rows]);
        yield return ("JacobianValues", [.. inputs, .. rows, span]);
        yield return ("JacobianNonZeroCount", [.. inputs, .. rows]);
        if (method.Parameters.All(parameter => parameter.Type is not IArrayTypeSymbol || parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "SizeAttribute")))
        {
            yield return ("JacobianPattern", []);
            yield return ("JacobianPatternKept", []);
        }
    }

    /// <summary>Both forms, and the private member for one point.</summary>
    private static IEnumerable<(string Suffix, IEnumerable<string> Parameters)> Batch(IMethodSymbol method, string kind, string[] inputs, string real, IParameterSymbol? destination)
    {
        string[] common =
        [
            .. method.Parameters
                .Where(parameter => !ReferenceEquals(parameter, destination) && IsConstant(parameter))
                .Select(Text),
        ];
        yield return (kind + "Batch", ["int", $"System.ReadOnlySpan<{real}>", .. common, $"System.Span<{real}>"]);
        yield return (kind + "Batch", ["int", $"System.ReadOnlyMemory<{real}>", .. common, $"System.Memory<{real}>", "System.Threading.Tasks.ParallelOptions"]);
        yield return (kind + "OfPoint", [.. inputs, $"System.Span<{real}>"]);
    }

    /// <summary>What all points have in common, as far as types tell.</summary>
    private static bool IsConstant(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ConstantAttribute")
        || parameter.Type is { TypeKind: TypeKind.Enum or TypeKind.Delegate } or { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_UInt64 or SpecialType.System_String };

    private static IEnumerable<(string Suffix, IEnumerable<string> Parameters)> Hessian(string[] inputs, string span, bool isScalar, bool takesRows)
    {
        yield return ("Hessian", [.. inputs, span]);
        if (isScalar)
        {
            yield return ("Hessian", inputs);
        }

        if (takesRows)
        {
            yield return ("Hessian", [.. inputs, Rows, span]);
        }
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
