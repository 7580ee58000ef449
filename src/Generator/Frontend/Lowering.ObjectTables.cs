using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>
/// Objects of several classes under one name, see <see cref="CarriedVariables.ByReference"/>, and arrays of them, or of delegates, that are made where they are declared:
/// which objects these are is known, so a loop over them is its body for each.
/// </content>
internal sealed partial class Lowering
{
    private HashSet<ISymbol>? _declared;

    /// <summary>A class was met whose objects may stand under the name of another, so that going by reference could help.</summary>
    public bool HasOpenClasses { get; private set; }

    /// <summary>An object of the type may stand for one of an abstract class or an interface of the user's.</summary>
    private bool GoesByReference(INamedTypeSymbol type)
    {
        if (_context.Carried.IsNullable(type))
        {
            return true;
        }

        if (!IsOpenClass(type))
        {
            return false;
        }

        HasOpenClasses = true;
        return _context.Carried.ByReference && type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Class && !(_declared ??= Declared()).Contains(type.OriginalDefinition);
    }

    private static bool IsOpenClass(INamedTypeSymbol type) => type is { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class or Microsoft.CodeAnalysis.TypeKind.Interface, IsAnonymousType: false, SpecialType: SpecialType.None }
        && IsInSource(type)
        && (type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface || type.IsAbstract || (type.BaseType is { } parent && IsInSource(parent)) || type.AllInterfaces.Any(IsInSource));

    private static bool IsInSource(INamedTypeSymbol type) => type.Locations.Any(location => location.IsInSource);

    /// <summary>What inputs and results are made of: that is taken apart in the signature already.</summary>
    private HashSet<ISymbol> Declared()
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ITypeSymbol>([_context.Method.ReturnType, .. _context.Method.Parameters.Select(parameter => parameter.Type)]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next is IArrayTypeSymbol array)
            {
                open.Push(array.ElementType);
            }
            else if (next is INamedTypeSymbol named && found.Add(named.OriginalDefinition))
            {
                foreach (var part in named.TypeArguments.Concat(Composite.Of(named)?.Parts.Select(part => part.Type) ?? []))
                {
                    open.Push(part);
                }
            }
        }

        return found;
    }

    private bool IsTableType(ITypeSymbol? type)
    {
        if ((ElementOf(type) ?? ItemTypeOf(Substitute(type))) is not INamedTypeSymbol item || !(IsOpenClass(item) || item.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate || IsMoreThanNumbers(type!, item)))
        {
            return false;
        }

        HasOpenClasses = true;
        return _context.Carried.ByReference && ObjectsIn(type) is null && ListElementOf(type) is null;
    }

    /// <summary>A struct whose members may set its parts: what is called on an element of an array changes that element, and a table has values alone.</summary>
    private static bool IsSetInPlace(INamedTypeSymbol item) => item is { TypeKind: Microsoft.CodeAnalysis.TypeKind.Struct, IsReadOnly: false };

    /// <summary>A class or struct of the user's whose parts no array of numbers holds.</summary>
    private bool IsMoreThanNumbers(ITypeSymbol type, INamedTypeSymbol item) => item is { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class or Microsoft.CodeAnalysis.TypeKind.Struct, SpecialType: SpecialType.None }
        && IsInSource(item) && !(IsSetInPlace(item) && ElementOf(type) is not null) && LayoutOf(item) is { Parts.Count: > 0 } && !IsArray(type) && ListElementOf(type) is null && RowsOf(type) is null
        && !(CompositeOf(item) is { } values && HasNumbersAlone(values) && !HasArrays(item));

    /// <summary>A static read-only field that nobody but the type sees, of objects that never change, made of literals: made again they are the same.</summary>
    private Operand? InitialTable(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (!(IsTableType(field.Type) || (_context.Carried.ByReference && field.Type is INamedTypeSymbol open && IsOpenClass(open))) || InitializerOf(field) is not var (value, model)
            || !value.DescendantsAndSelf().OfType<IObjectCreationOperation>().All(creation => creation.Type is INamedTypeSymbol made && (IsListOf(made) || Composite.Of(made) is not null))
            || (IsTableType(field.Type) && (field.DeclaredAccessibility != Accessibility.Private || IsTableSet(field))))
        {
            return null;
        }

        var callee = new Frame(_frame.Method, model, _frame, null, _frame.Active);
        AddTypeArguments(callee, field.ContainingType);
        return Within(callee, () => Lower(value));
    }

    private static bool IsListOf(INamedTypeSymbol type) => type is { Name: "List", Arity: 1 };

    /// <summary>Whether the field's own type, which alone sees it, may put other objects into it.</summary>
    private bool IsTableSet(IFieldSymbol field) => _context.Bodies.DeclarationsOf(field.ContainingType)
        .SelectMany(declaration => declaration.DescendantNodes())
        .OfType<IdentifierNameSyntax>()
        .Where(name => name.Identifier.ValueText == field.Name)
        .Select(name => name.Parent is MemberAccessExpressionSyntax member && member.Name == name ? (SyntaxNode)member : name)
        .Any(name => name.Parent is not (ForEachStatementSyntax
            or ElementAccessExpressionSyntax { Parent: MemberAccessExpressionSyntax or EqualsValueClauseSyntax }
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "Count" or "Aggregate" or "Select" or "Sum" or "Zip" or "Where" or "Max" or "Min" or "Average" }));

    /// <summary>A struct under the name of an interface: an object with its parts.</summary>
    private Operand? Boxed(IConversionOperation conversion)
    {
        if (!_context.Carried.ByReference || conversion.OperatorMethod is not null || conversion.Type is not INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface } type || !IsOpenClass(type)
            || conversion.Operand.Type is not { IsValueType: true } || CompositeOf(conversion.Operand.Type) is not { IsNullable: false } composite)
        {
            return null;
        }

        var value = Lower(conversion.Operand);
        var made = NewObject(composite, "");
        var one = (ObjectReference)_references[made];
        for (var i = 0; i < composite.Parts.Count; i++)
        {
            Keep(one.Fields[i], PartOf(value, i));
        }

        return Operand.Of(made);
    }

    /// <summary>What a reference means where it is known to refer to an object of a type.</summary>
    private Expression? Narrowed(Expression reference, ITypeSymbol? type) => _references[reference] switch
    {
        ObjectReference one => Substitute(type) is { } other && IsA(one.Layout.Type, other) ? reference : null,
        ChosenReference chosen => (Narrowed(chosen.Then, type), Narrowed(chosen.Otherwise, type)) switch
        {
            ({ } then, { } otherwise) => Either(chosen.Condition, then, otherwise),
            var (then, otherwise) => then ?? otherwise,
        },
        _ => null,
    };
}
