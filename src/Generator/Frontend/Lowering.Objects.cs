using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Variables of an interface or base class whose object is known: whose member is called is known, too.</summary>
internal sealed partial class Lowering
{
    /// <summary>What the object is whose member is followed next.</summary>
    private INamedTypeSymbol? _selfType;

    /// <summary>What an object is, whatever the type of the expression that gives it; null where only run time tells.</summary>
    private INamedTypeSymbol? ConcreteOf(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null, IsImplicit: true, Type: { } type } conversion && IsOpen(type))
        {
            value = conversion.Operand;
        }

        return value switch
        {
            ILocalReferenceOperation local when IsOpen(Substitute(local.Type)) => KnownType(local.Local, value),
            IParameterReferenceOperation parameter when IsOpen(Substitute(parameter.Type)) => KnownType(parameter.Parameter, value),
            IFieldReferenceOperation field when IsOpen(field.Type) => InitializerOf(field.Field) is var (initial, _) ? CompositeOf(WithoutConversion(initial).Type)?.Type : null,
            IObjectCreationOperation or { Type: { IsValueType: true } or { IsSealed: true } or ITypeParameterSymbol } => CompositeOf(value.Type)?.Type,
            _ => null,
        };
    }

    /// <summary>An object of the type may be of another one.</summary>
    private static bool IsOpen(ITypeSymbol? type) => type is { TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface } or { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class, IsSealed: false, SpecialType: SpecialType.None };

    private INamedTypeSymbol? KnownType(ISymbol symbol, IOperation use)
    {
        return _frame.FindConcrete(symbol) is { } type && !Changes([Outermost(use)]).Contains(symbol) ? type : null;
    }

    /// <summary>The type of what a member is called on, as far as it is known.</summary>
    private ITypeSymbol? TypeAt(IOperation instance) => instance is IInstanceReferenceOperation { Type: { } self } ? _frame.FindConcrete(self.OriginalDefinition) ?? self : IsOpen(Substitute(instance.Type)) && instance is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation ? ConcreteOf(instance) ?? instance.Type : instance.Type;

    /// <summary>A value for a variable of an open type: the object itself, and what it is.</summary>
    private INamedTypeSymbol? Opened(ITypeSymbol type, IOperation value) =>
        IsOpen(Substitute(type)) && ConcreteOf(value) is { } concrete && !SymbolEqualityComparer.Default.Equals(concrete, Substitute(type)) ? concrete : null;

    private static IOperation WithoutConversion(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    /// <summary>The body that a call of an open member means for an object of a type.</summary>
    private static IMethodSymbol? MemberOf(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface)
        {
            // A class may override what a class above it has implemented.
            return type.FindImplementationForInterfaceMember(method) is not IMethodSymbol found ? null
                : IsOpen(found) && found.ContainingType.TypeKind != Microsoft.CodeAnalysis.TypeKind.Interface ? MemberOf(type, found) ?? found
                : found;
        }

        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var member in level.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (var overridden = member; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method.OriginalDefinition))
                    {
                        return member;
                    }
                }
            }
        }

        return null;
    }
}
