using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>Arrays and sequences behind the interfaces of collections: a list whose elements are the array's own.</content>
internal sealed partial class Lowering
{
    /// <summary><c>IReadOnlyList&lt;double&gt; v = x</c>; null for every other conversion, and for arrays of constants that nobody writes to.</summary>
    private Operand? AsCollection(IConversionOperation conversion)
    {
        if (!conversion.IsImplicit || !IsCollection(conversion.Type) || conversion.Operand.Type is not IArrayTypeSymbol { Rank: 1 } type || !IsArray(type) || RowsOf(type) is not null)
        {
            return null;
        }

        var array = Lower(conversion.Operand);
        return array.Leaves().Any(leaf => leaf.Type.IsArray && (IsActive(leaf) || MayBe(leaf).OfType<Value>().Any(_owned.Contains))) ? ListOf(type, array) : null;
    }

    /// <summary>A sequence of LINQ for a parameter: it is run through where it is handed over.</summary>
    private Operand? SequenceAsCollection(IArgumentOperation argument) =>
        IsCollection(argument.Parameter!.Type) && LeavesSequencesAlone(argument.Parameter)
        && WithoutConversion(argument.Value) is IInvocationOperation call && IsLinq(call.TargetMethod) && IsOurs(call) && call.TargetMethod.TypeArguments.Length > 0
        && Substitute(((INamedTypeSymbol)argument.Parameter.Type).TypeArguments[0]) is { } element
            ? ListOf(_context.Compilation.CreateArrayTypeSymbol(element), ToArray(Source(call, call), element, call))
            : null;

    /// <summary>Whether a method can write to nothing that a sequence may read: it sees no local of its caller and is given no place to write to.</summary>
    private bool LeavesSequencesAlone(IParameterSymbol sequence) =>
        sequence.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method
        && (method.IsStatic || (method.MethodKind == MethodKind.LocalFunction && BodyOf(method.OriginalDefinition).All(body => IsClosed(body, method.OriginalDefinition))))
        && method.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In && (parameter.Type.IsUnmanagedType || IsReadOnlyCollection(parameter.Type)));

    /// <summary>A local function that could be static.</summary>
    private static bool IsClosed(IOperation body, IMethodSymbol function)
    {
        return body.DescendantsAndSelf().All(part => part switch
        {
            ILocalReferenceOperation local => local.Local.IsConst || IsWithin(local.Local),
            IParameterReferenceOperation parameter => IsWithin(parameter.Parameter),
            IInstanceReferenceOperation => false,
            _ => true,
        });

        bool IsWithin(ISymbol symbol)
        {
            var around = symbol.ContainingSymbol;
            while (around is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction } && !SymbolEqualityComparer.Default.Equals(around, function))
            {
                around = around.ContainingSymbol;
            }

            return SymbolEqualityComparer.Default.Equals(around, function);
        }
    }

    private static bool IsReadOnlyCollection(ITypeSymbol type) => IsCollection(type) && type.Name is not ("IList" or "ICollection");

    private Operand ListOf(ITypeSymbol type, Operand array)
    {
        var data = PlaceOf(type, "", isActive: true);
        Keep(data, array);
        var count = NewVariable("", IrType.Int, isActive: false);
        _state[count] = LengthOf(array);
        return Operand.OfList(new ListObject(data, count, isLongEnough: false));
    }

    private static bool IsCollection(ITypeSymbol? type) => type is INamedTypeSymbol
    {
        TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface,
        Arity: 1,
        Name: "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" or "IList" or "ICollection",
        ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } },
    };
}
