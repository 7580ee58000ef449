using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Rules.Library;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>One part of a value that is taken apart: an instance field, an item of a tuple, a parameter that a type captures.</summary>
/// <param name="Name">What the user calls it: the property's name for the field behind it.</param>
/// <param name="Type">With the type arguments of the whole put in.</param>
/// <param name="Symbol">The field, or the captured parameter; null where the property is all there is.</param>
/// <param name="Property">The auto-property that the field stands behind.</param>
internal sealed record Part(string Name, ITypeSymbol Type, ISymbol? Symbol, IPropertySymbol? Property);

/// <summary>
/// A type whose values are no more than their parts: tuples, structs, records and other classes that never change. A value of it
/// is one operand per part, and so on inwards, so that the IR knows reals and arrays alone.
/// </summary>
internal sealed class Composite
{
    private const int LongestInline = 16;

    private Composite(INamedTypeSymbol type, IReadOnlyList<Part> parts)
    {
        Type = type;
        Parts = parts;
    }

    public INamedTypeSymbol Type { get; }

    /// <summary>A number or struct that may be missing: HasValue and Value.</summary>
    public bool IsNullable => Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>A type of System.Numerics.</summary>
    public bool IsLibrary => LibraryParts(Type) is not null;

    /// <summary>In the order of declaration, those of base types first.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>How its values are taken apart; null for reals, arrays, objects that change and everything else.</summary>
    public static Composite? Of(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } named ? Of(named) : null;

    /// <summary>The parts of an object that may change, see <c>Lowering.ObjectReferences</c>; null for one that never does, and for one without source.</summary>
    public static Composite? OfObject(ITypeSymbol? type) => type is INamedTypeSymbol named && Of(named) is not null ? null : OfAnyObject(type);

    /// <summary>The parts of an object, also of one that never changes.</summary>
    public static Composite? OfAnyObject(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsStatic: false, IsAnonymousType: false, IsUnboundGenericType: false, SpecialType: SpecialType.None } named)
        {
            return null;
        }

        var parts = new List<Part>();
        for (var level = named; level is { SpecialType: not SpecialType.System_Object }; level = level.BaseType)
        {
            if (!IsInSource(level))
            {
                return null;
            }

            parts.InsertRange(0, PartsOf(level));
        }

        return new Composite(named, parts);
    }

    /// <summary>The part that a field, a property or a captured parameter names; -1 for none.</summary>
    public int IndexOf(ISymbol member)
    {
        var definition = Definition(member);
        for (var i = 0; i < Parts.Count; i++)
        {
            if (Same(Parts[i].Symbol, definition) || Same(Parts[i].Property, definition))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Same(ISymbol? part, ISymbol member) =>
        part is not null && SymbolEqualityComparer.Default.Equals(Definition(part), member);

    private static ISymbol Definition(ISymbol member) => member is IFieldSymbol { CorrespondingTupleField: { } item } ? item.OriginalDefinition : member.OriginalDefinition;

    private static Composite? Of(INamedTypeSymbol type)
    {
        if (type.IsTupleType)
        {
            return new Composite(type, [.. type.TupleElements.Select(item => new Part(item.Name, item.Type, item.CorrespondingTupleField ?? item, null))]);
        }

        if (type.IsAnonymousType)
        {
            return new Composite(type, [.. type.GetMembers().OfType<IPropertySymbol>().Select(property => new Part(property.Name, property.Type, null, property))]);
        }

        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return type.IsUnboundGenericType || !IsTakenApart(type.TypeArguments[0]) ? null : new Composite(type, [.. new[] { "HasValue", "Value" }
                .Select(name => (IPropertySymbol)type.GetMembers(name)[0]).Select(property => new Part(property.Name, property.Type, null, property))]);
        }

        if (LibraryParts(type) is { } names)
        {
            return new Composite(type, [.. names.Select(name => type.GetMembers(name)[0]).Select(member => new Part(member.Name, TypeOf(member), member as IFieldSymbol, member as IPropertySymbol))]);
        }

        if ((PositionParts(type) ?? PairParts(type)) is { } properties)
        {
            return new Composite(type, [.. properties.Select(property => new Part(property.Name, property.Type, null, property))]);
        }

        if (type.SpecialType != SpecialType.None || type.IsUnboundGenericType || !IsInSource(type))
        {
            return null;
        }

        return type.TypeKind == TypeKind.Struct ? OfStruct(type) : OfClass(type);
    }

    /// <summary>The types of System.Numerics, whose fields a reference assembly may hide.</summary>
    private static IReadOnlyList<string>? LibraryParts(INamedTypeSymbol type) =>
        type is { Arity: 0, ContainingType: null, ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
        && !IsInSource(type)
        && LibraryTable.Parts.TryGetValue(type.Name, out var names)
        && names.All(name => type.GetMembers(name) is [IFieldSymbol or IPropertySymbol])
            ? names
            : null;

    private static bool IsTakenApart(ITypeSymbol type) => Types.Of(type) is { IsReal: true } or { Kind: Ir.TypeKind.Integer or Ir.TypeKind.Boolean } || Of(type) is not null;

    /// <summary>System.Index and System.Range: where something begins and ends, each counted from the start or from the end.</summary>
    private static IReadOnlyList<IPropertySymbol>? PositionParts(INamedTypeSymbol type)
    {
        string[]? names = !IsPosition(type) ? null : type.Name == "Index" ? ["Value", "IsFromEnd"] : ["Start", "End"];
        return names is not null && names.All(name => type.GetMembers(name) is [IPropertySymbol]) ? [.. names.Select(name => (IPropertySymbol)type.GetMembers(name)[0])] : null;
    }

    /// <summary>A library's own record: what its constructor is given, in order, is what its properties are.</summary>
    public bool IsPair => PairParts(Type) is not null;

    /// <summary>KeyValuePair, and the classes Tuple.</summary>
    private static IReadOnlyList<IPropertySymbol>? PairParts(INamedTypeSymbol type)
    {
        if (type.ContainingType is not null || IsInSource(type) || type.IsUnboundGenericType)
        {
            return null;
        }

        var space = type.ContainingNamespace;
        string[]? names = type switch
        {
            { Name: "KeyValuePair", Arity: 2 } when space is { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } => ["Key", "Value"],
            { Name: "Tuple", Arity: > 0 and < 8, TypeKind: TypeKind.Class } when space is { Name: "System", ContainingNamespace.IsGlobalNamespace: true } =>
                [.. Enumerable.Range(1, type.Arity).Select(i => "Item" + i.ToString(System.Globalization.CultureInfo.InvariantCulture))],
            _ => null,
        };
        return names is not null && names.All(name => type.GetMembers(name) is [IPropertySymbol]) ? [.. names.Select(name => (IPropertySymbol)type.GetMembers(name)[0])] : null;
    }

    public static bool IsPosition(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Index" or "Range", Arity: 0, ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    private static bool IsInSource(INamedTypeSymbol type) => type.Locations.Any(location => location.IsInSource);

    /// <summary>A struct of as many equal elements as it says, <c>[InlineArray(4)]</c>; 0 for any other type.</summary>
    public int InlineLength => InlineLengthOf(Type);

    private static int InlineLengthOf(INamedTypeSymbol type) => type.TypeKind == TypeKind.Struct
        && type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { Name: "InlineArrayAttribute", ContainingNamespace.Name: "CompilerServices" }) is { ConstructorArguments: [{ Value: int length }] }
            ? length
            : 0;

    private static Composite? OfStruct(INamedTypeSymbol type)
    {
        var parts = PartsOf(type);
        if (InlineLengthOf(type) is > 0 and <= LongestInline and var length && parts.Count == 1)
        {
            return new Composite(type, [.. Enumerable.Range(0, length).Select(i => i == 0 ? parts[0] : new Part(parts[0].Name + i.ToString(System.Globalization.CultureInfo.InvariantCulture), parts[0].Type, null, null))]);
        }

        return HasOwnLayout(type) || parts.Any(part => part.Symbol is IFieldSymbol { IsFixedSizeBuffer: true }) || Contains(parts, type.OriginalDefinition) ? null : new Composite(type, parts);
    }

    /// <summary>Parts that lie over each other, or are more than they say.</summary>
    private static bool HasOwnLayout(INamedTypeSymbol type) => type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name switch
    {
        "StructLayoutAttribute" => attribute.ConstructorArguments is [{ Value: 2 or (short)2 }],
        "InlineArrayAttribute" => true,
        _ => false,
    });

    /// <summary>An object that never changes is as good as a value.</summary>
    private static Composite? OfClass(INamedTypeSymbol type)
    {
        var parts = new List<Part>();
        for (var level = type; level is { SpecialType: not SpecialType.System_Object }; level = level.BaseType)
        {
            if (!IsInSource(level))
            {
                return null;
            }

            var own = PartsOf(level);
            if (own.Any(part => part.Symbol is IFieldSymbol { IsReadOnly: false } || IsFilled(part) || (part.Symbol is IParameterSymbol captured && IsAssigned(captured, level))))
            {
                return null;
            }

            parts.InsertRange(0, own);
        }

        return (type.IsAbstract && parts.Count == 0) || Contains(parts, type.OriginalDefinition) ? null : new Composite(type, parts);
    }

    /// <summary>A list that only the class itself knows, or that is made with the object, gets its items after that.</summary>
    private static bool IsFilled(Part part) => (part is { Symbol: IFieldSymbol { DeclaredAccessibility: Accessibility.Private, IsImplicitlyDeclared: false }, Property: null } || HasInitializer(part))
        && part.Type is INamedTypeSymbol { Name: "List" or "Stack" or "Queue", Arity: 1, ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } };

    private static bool HasInitializer(Part part) => (part.Property ?? part.Symbol)?.DeclaringSyntaxReferences
        .Any(reference => reference.GetSyntax() is PropertyDeclarationSyntax { Initializer: not null } or VariableDeclaratorSyntax { Initializer: not null }) == true;

    /// <summary>A list of nodes is no value of a known size, and a struct within itself (which is an error) none at all.</summary>
    private static bool Contains(IEnumerable<Part> parts, ISymbol definition)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var next = new Stack<ITypeSymbol>(parts.Select(part => part.Type));
        while (next.Count > 0)
        {
            if (next.Pop() is not INamedTypeSymbol named || (named.SpecialType != SpecialType.None && !named.IsGenericType))
            {
                continue;
            }

            if (SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, definition))
            {
                return true;
            }

            var inner = named.IsTupleType || named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? named.TypeArguments
                : named.TypeKind is TypeKind.Class or TypeKind.Struct && IsInSource(named) && seen.Add(named.OriginalDefinition) ? PartsOf(named).Select(part => part.Type)
                : [];
            foreach (var type in inner)
            {
                next.Push(type);
            }
        }

        return false;
    }

    private static List<Part> PartsOf(INamedTypeSymbol type)
    {
        var parts = new List<Part>();
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst && !(field.IsImplicitlyDeclared && field.AssociatedSymbol is null)))
        {
            var property = field.AssociatedSymbol as IPropertySymbol;
            parts.Add(new Part(property?.Name ?? field.Name, field.Type, field, property));
        }

        parts.InsertRange(0, Captured(type).Select(parameter => new Part(parameter.Name, parameter.Type, parameter, null)));
        return parts;
    }

    /// <summary>The members whose bodies decide what the type is made of: they may keep a parameter of its head.</summary>
    public static IEnumerable<SyntaxNode> BodiesReadFor(INamedTypeSymbol type) => !type.IsRecord && IsInSource(type) && PrimaryConstructor.Of(type) is { Parameters.Length: > 0 }
        ? type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>().SelectMany(declaration => declaration.Members)
        : [];

    /// <summary>The parameters of a primary constructor that members read later on, which makes them fields without a name.</summary>
    private static IEnumerable<IParameterSymbol> Captured(INamedTypeSymbol type)
    {
        if (type.IsRecord || PrimaryConstructor.Of(type) is not { Parameters.Length: > 0 } constructor)
        {
            return [];
        }

        var names = new HashSet<string>(
            type.DeclaringSyntaxReferences
                .Select(reference => reference.GetSyntax())
                .OfType<TypeDeclarationSyntax>()
                .SelectMany(declaration => declaration.Members)
                .SelectMany(MemberBodies)
                .SelectMany(body => body.DescendantNodesAndSelf())
                .OfType<IdentifierNameSyntax>()
                .Where(name => name.Parent is not (MemberAccessExpressionSyntax or QualifiedNameSyntax) || name.Parent is MemberAccessExpressionSyntax access && access.Expression == name)
                .Select(name => name.Identifier.ValueText),
            StringComparer.Ordinal);
        return constructor.Parameters.Where(parameter => names.Contains(parameter.Name) && type.GetMembers(parameter.Name).IsEmpty);
    }

    /// <summary>Some member gives the parameter that it has captured a new value.</summary>
    private static bool IsAssigned(IParameterSymbol parameter, INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .SelectMany(reference => reference.GetSyntax().DescendantNodes())
        .OfType<IdentifierNameSyntax>()
        .Where(name => name.Identifier.ValueText == parameter.Name)
        .Any(name => name.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == name,
            PostfixUnaryExpressionSyntax step => step.IsKind(SyntaxKind.PostIncrementExpression) || step.IsKind(SyntaxKind.PostDecrementExpression),
            PrefixUnaryExpressionSyntax step => step.IsKind(SyntaxKind.PreIncrementExpression) || step.IsKind(SyntaxKind.PreDecrementExpression),
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && !argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword) && argument.Parent is not TupleExpressionSyntax,
            RefExpressionSyntax => true,
            _ => false,
        } || name.Ancestors().OfType<TupleExpressionSyntax>().Any(tuple => tuple.Parent is AssignmentExpressionSyntax assignment && assignment.Left == tuple));

    /// <summary>All but initializers, which run while the parameters are still there.</summary>
    private static IEnumerable<SyntaxNode> MemberBodies(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax or TypeDeclarationSyntax => [],
        PropertyDeclarationSyntax property => [.. new SyntaxNode?[] { property.AccessorList, property.ExpressionBody }.OfType<SyntaxNode>()],
        _ => [member],
    };
}

/// <summary>Constructors that stand in the head of a type.</summary>
internal static class PrimaryConstructor
{
    public static IMethodSymbol? Of(INamedTypeSymbol type) => type.InstanceConstructors.FirstOrDefault(IsPrimary);

    public static bool IsPrimary(IMethodSymbol constructor) => Declaration(constructor) is not null;

    public static TypeDeclarationSyntax? Declaration(IMethodSymbol constructor) => constructor.OriginalDefinition.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax())
        .OfType<TypeDeclarationSyntax>()
        .FirstOrDefault();
}
