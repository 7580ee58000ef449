using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// The names of objects that a method changes, or may change: what is read of them (<c>list.Count</c>) is another value afterwards, so that it is read in its place.
/// Arrays of numbers are not among them; they are the derivative's own.
/// </summary>
internal static class ChangedObjects
{
    private const int MostCalls = 4;

    /// <summary>Methods of the framework that leave everything as it is.</summary>
    private static readonly HashSet<string> Queries = new(StringComparer.Ordinal)
    {
        "Contains", "ContainsKey", "ContainsValue", "TryGetValue", "GetValueOrDefault", "IndexOf", "LastIndexOf", "BinarySearch", "ToArray", "ToList", "AsSpan", "AsReadOnly", "GetLength", "GetValue",
        "GetLowerBound", "GetUpperBound", "ToString", "Equals", "GetHashCode", "GetType", "CompareTo", "CopyTo", "Clone", "Peek", "TryPeek", "Exists", "Find", "FindIndex", "FindLast", "TrueForAll", "GetRange", "GetEnumerator",
    };

    public static HashSet<ISymbol> In(IOperation root, Func<IMethodSymbol, IOperation?> bodyOf)
    {
        var changed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var same = new List<(ISymbol, ISymbol)>();
        foreach (var part in root.DescendantsAndSelf())
        {
            changed.UnionWith(Changes(part, bodyOf, MostCalls).Where(CanChange));
            var (name, value) = part switch
            {
                IVariableDeclaratorOperation { Initializer.Value: { } initial } declarator => (declarator.Symbol, initial),
                ISimpleAssignmentOperation assignment => (RootOf(assignment.Target), assignment.Value),
                _ => ((ISymbol?)null, (IOperation?)null),
            };
            if (name is not null && CanChange(name) && RootOf(value) is { } other && CanChange(other))
            {
                same.Add((name, other));
            }
        }

        for (var isNew = changed.Count > 0; isNew;)
        {
            isNew = false;
            foreach (var (a, b) in same)
            {
                isNew |= changed.Contains(a) ? changed.Add(b) : changed.Contains(b) && changed.Add(a);
            }
        }

        return changed;
    }

    /// <summary>What an expression takes a part of, or is.</summary>
    public static ISymbol? RootOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IConversionOperation conversion => RootOf(conversion.Operand),
        IArrayElementReferenceOperation element => RootOf(element.ArrayReference),
        IImplicitIndexerReferenceOperation indexer => RootOf(indexer.Instance),
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } member => member.Member,
        IMemberReferenceOperation member => RootOf(member.Instance),
        IInvocationOperation { Instance: { } instance } => RootOf(instance),
        _ => null,
    };

    private static IEnumerable<ISymbol> Changes(IOperation part, Func<IMethodSymbol, IOperation?> bodyOf, int calls)
    {
        IEnumerable<IOperation?> changed = part switch
        {
            IInvocationOperation call when IsQuery(call.TargetMethod) => [],
            IInvocationOperation { Instance: { Type.IsReferenceType: true } instance } call when ChangesItself(call.TargetMethod, bodyOf, calls) => [instance, .. call.Arguments.Select(argument => argument.Value)],
            IInvocationOperation call => call.Arguments.Select(argument => argument.Value),
            IAssignmentOperation { Target: IMemberReferenceOperation or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation } assignment => [assignment.Target],
            IIncrementOrDecrementOperation { Target: IMemberReferenceOperation or IArrayElementReferenceOperation } step => [step.Target],
            _ => [],
        };
        return changed.Select(RootOf).OfType<ISymbol>();
    }

    private static bool IsQuery(IMethodSymbol method) => !method.Locations.Any(location => location.IsInSource)
        && (Queries.Contains(method.Name) || method.ContainingType is { SpecialType: SpecialType.System_String } or { Name: "Enumerable" or "Math" or "MathF" or "Convert" or "Console" or "Debug" });

    /// <summary>Whether a method may write to the object that it is called on. One whose text is at hand is looked into.</summary>
    private static bool ChangesItself(IMethodSymbol method, Func<IMethodSymbol, IOperation?> bodyOf, int calls)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return false;
        }

        if (!method.Locations.Any(location => location.IsInSource) || calls == 0 || bodyOf(method) is not { } body)
        {
            return !IsQuery(method);
        }

        return body.DescendantsAndSelf().Any(part => part is IInvocationOperation { Instance: IInstanceReferenceOperation } own
            ? !SymbolEqualityComparer.Default.Equals(own.TargetMethod.OriginalDefinition, method.OriginalDefinition) && ChangesItself(own.TargetMethod, bodyOf, calls - 1)
            : Changes(part, bodyOf, calls - 1).Any(symbol => symbol is IFieldSymbol or IPropertySymbol));
    }

    private static bool CanChange(ISymbol symbol)
    {
        var type = symbol switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        return type is { IsReferenceType: true, SpecialType: not SpecialType.System_String, TypeKind: not TypeKind.Delegate }
            && !(type is IArrayTypeSymbol array && Types.Of(array.ElementType) is { Kind: Ir.TypeKind.Double or Ir.TypeKind.Float or Ir.TypeKind.Integer or Ir.TypeKind.Boolean });
    }
}
