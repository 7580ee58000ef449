using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Members of structs and records: their fields are parts, everything else is followed with <c>this</c> as a place.</summary>
internal sealed partial class Lowering
{
    private Operand Field(IFieldReferenceOperation field)
    {
        if (field.Instance is { } instance && ReadPart(instance, field.Field, field) is { } part)
        {
            return part;
        }

        if (DelegateIn(field.Field) is { } callee)
        {
            return callee;
        }

        if (field.Field.IsStatic && LibraryConstant(field.Field) is { } known)
        {
            return known;
        }

        return InitialValue(field) ?? InitialTable(field) ?? HiddenValue(field) ?? Passthrough(field);
    }

    /// <summary>A static constant of the user's own, <c>Vec.Zero</c>, where its initializer is made of literals.</summary>
    private Operand? InitialValue(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (TypeAt(reference) is not { } type || CompositeOf(type) is null || InitializerOf(field) is not var (value, model))
        {
            return null;
        }

        var callee = new Frame(_frame.Method, model, _frame, null, _frame.Active);
        AddTypeArguments(callee, field.ContainingType);
        return Within(callee, () => LowerAs(WithoutConversion(value), IsOpen(field.Type) ? type : field.OriginalDefinition.Type));
    }

    /// <summary>What a static field holds for ever, where that is made of literals, with the model of its file.</summary>
    private (IOperation Value, SemanticModel Model)? InitializerOf(IFieldSymbol field) => InitializerOf(field, part =>
        part.ConstantValue.HasValue || part is IObjectCreationOperation or IArgumentOperation or IConversionOperation { OperatorMethod: null } or ITupleOperation
            or IArrayCreationOperation or IArrayInitializerOperation || NewerKinds.IsCollection(part));

    private (IOperation Value, SemanticModel Model)? InitializerOf(IFieldSymbol field, Func<IOperation, bool> isAllowed)
    {
        var syntax = field.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation);
        return field is { IsStatic: true, IsReadOnly: true }
            && field.ContainingType.StaticConstructors.All(constructor => constructor.IsImplicitlyDeclared)
            && syntax is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer: { } initializer }
            && _context.Compilation.ContainsSyntaxTree(syntax.SyntaxTree)
            && _context.Bodies.ModelOf(syntax.SyntaxTree) is { } model
            && model.GetOperation(initializer, _cancellation) is IFieldInitializerOperation { Value: { } value }
            && value.DescendantsAndSelf().All(isAllowed)
                ? (value, model)
                : null;
    }

    private Operand Self(IInstanceReferenceOperation self) => PlaceAt(self) is { } place ? ReadPlace(place, self) : Passthrough(self);

    private Operand UserProperty(IPropertyReferenceOperation property)
    {
        if (NullableProperty(property) is { } nullable)
        {
            return nullable;
        }

        if (property.Instance is { } instance && ReadPart(instance, property.Property, property) is { } part)
        {
            return part;
        }

        if (property.Property.GetMethod is { } accessor && ObjectCall(property, accessor, property.Instance, property.Arguments) is { } own)
        {
            return own;
        }

        if (property.Property.GetMethod is { } read
            && (Component(property) ?? Library(property, read, property.Instance, property.Arguments)) is { } library)
        {
            return library;
        }

        if (property is { ConstrainedToType: { } parameter, Property.GetMethod: { } declared } && Implemented(declared, parameter) is { IsAbstract: false } implemented && _context.Bodies.Of(implemented) is not null)
        {
            return Member(property, implemented, null, property.Arguments, isNeeded: true)!;
        }

        var isPart = property.Instance is { } whole && CompositeOf(TypeAt(whole)) is not null;
        if (!isPart && CompositeOf(property.Type) is null && !property.Arguments.Any(argument => Mentions(argument.Value)))
        {
            return OutsideProperty(property);
        }

        return property.Property.GetMethod is { } getter
            && Member(property, getter, property.Instance, property.Arguments, isNeeded: Mentions(property) || !IsConstant(property.Instance)) is { } value
                ? value
                : OutsideProperty(property);
    }

    /// <summary>Known as a whole, so that C# may read it as it is written.</summary>
    private bool IsConstant(IOperation? instance) => instance is null || PlaceAt(instance) is not { } place
        || (Peek(place) is { } operand && _wholes.Count > 0 && operand.Leaves().FirstOrDefault() is { } first && _wholes.ContainsKey(first) && Whole(operand, instance.Type) is not null);

    /// <summary>
    /// A method or accessor of a struct or record, or a static one of the user's, followed. Null where it has no source here,
    /// or where what it is made of is constant and cannot be followed.
    /// </summary>
    private Operand? Member(IOperation site, IMethodSymbol method, IOperation? instance, IEnumerable<IArgumentOperation> arguments, bool isNeeded)
    {
        var target = site is IInvocationOperation { IsVirtual: false } && instance?.Type is not ITypeParameterSymbol ? method : Implementation(method, instance is null ? null : TypeAt(instance));
        if (_context.Bodies.Of(target) is not { } source || (instance is not null && CompositeOf(TypeAt(instance)) is null))
        {
            return null;
        }

        if (isNeeded || (instance is { Type.IsValueType: true } && PlaceAt(instance) is not null && Changes([source.Body]).Contains(SelfOf(target))))
        {
            return Follow();
        }

        return source.IsOneExpression ? Try(Follow) : null;

        Operand Follow()
        {
            var isKnown = instance is not null && (!IsSame(TypeAt(instance)!, instance.Type!) || (site is IInvocationOperation { IsVirtual: false } && instance is IInstanceReferenceOperation));
            RequireKnown(site, target, Substitute(instance?.Type), isKnown);
            var self = instance is null ? null : Receiver(instance);
            Passed[] passed = [.. arguments.Select(argument => Pass(argument, target.OriginalDefinition))];
            _selfType = instance is null ? null : SelfTypeAt(instance);
            return Inline(site, target, source.Body, source.Model, null, passed, self);
        }
    }

    private static void RequireKnown(IOperation site, IMethodSymbol method, ITypeSymbol? instance, bool isKnown)
    {
        if (!isKnown && (method.IsVirtual || method.IsAbstract || (method.IsOverride && !method.IsSealed)) && instance is { IsValueType: false, IsSealed: false } and not ITypeParameterSymbol)
        {
            throw Unsupported.Virtual(site, method);
        }

        if (method.IsAsync || method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            throw Unsupported.Call(site, method);
        }
    }

    /// <summary>What an interface's member is for the type that a generic helper is called with.</summary>
    private IMethodSymbol Implementation(IMethodSymbol method, ITypeSymbol? receiver) =>
        receiver is ITypeParameterSymbol
        && Substitute(receiver) is INamedTypeSymbol type
        && SubstituteContaining(method) is { } member
        && (member.ContainingType.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface ? type.FindImplementationForInterfaceMember(member) : member) is IMethodSymbol implementation
            ? IsOpen(implementation) && implementation.ContainingType.TypeKind == Microsoft.CodeAnalysis.TypeKind.Class ? MemberOf(type, implementation) ?? implementation : implementation
            : receiver is INamedTypeSymbol { TypeKind: not Microsoft.CodeAnalysis.TypeKind.Interface } known && (method.IsVirtual || method.IsAbstract || method.IsOverride) ? MemberOf(known, method) ?? method
            : method;

    /// <summary>What a static member of an interface, <c>K.Of(x)</c>, is for the type that K is here.</summary>
    private IMethodSymbol Implemented(IMethodSymbol method, ITypeSymbol? parameter) =>
        method is { IsStatic: true, IsGenericMethod: false }
        && Substitute(parameter) is INamedTypeSymbol type
        && SubstituteContaining(method) is { } member
        && type.FindImplementationForInterfaceMember(member) is IMethodSymbol implementation
            ? implementation
            : method;

    private IMethodSymbol? SubstituteContaining(IMethodSymbol method)
    {
        var type = Substitute(method.ContainingType);
        return IsSame(type, method.ContainingType)
            ? method
            : type.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method.OriginalDefinition));
    }

    /// <summary><c>this</c> of a member that is followed: the variable itself, or a place of its own for a value that has none.</summary>
    private Place Receiver(IOperation instance)
    {
        if ((PlaceAt(instance) ?? ElementOnce(instance)) is { Variable: null } place)
        {
            NoteMutation(place, instance);
            return place;
        }

        if (PartOfElementOnce(instance))
        {
            throw Unsupported.Expression(instance);
        }

        var value = Lower(instance);
        var own = PlaceOf(TypeAt(instance)!, "", isActive: true);
        Keep(own, value);
        return own;
    }

    /// <summary>An element whose index must be computed once, and is here.</summary>
    private Place? ElementOnce(IOperation instance) => instance switch
    {
        IArrayElementReferenceOperation element => PlaceOfElement(element.ArrayReference, element.Indices, element),
        IPropertyReferenceOperation { Instance: { } span, Arguments.Length: 1, Property.ReturnsByRef: true } element when IsArray(span.Type) => PlaceOfElement(span, element.Arguments, element),
        IImplicitIndexerReferenceOperation element when IsArray(element.Instance.Type) => PlaceOfElement(element.Instance, [element.Argument], element),
        _ => null,
    };

    /// <summary>A field of such an element: what a member writes to it would be written to a copy.</summary>
    private static bool PartOfElementOnce(IOperation instance)
    {
        var whole = instance;
        while (whole is IFieldReferenceOperation { Instance: { Type.IsValueType: true } inner })
        {
            whole = inner;
        }

        return !ReferenceEquals(whole, instance) && whole is IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation or IPropertyReferenceOperation { Property.ReturnsByRef: true } && !IsRepeatable(whole);
    }

    /// <summary>Runs what can be followed; null, with nothing left behind, where it cannot.</summary>
    private Operand? Try(Func<Operand> follow)
    {
        var (frame, nesting) = (_frame, _nesting);
        try
        {
            Operand? result = null;
            var arm = Fork(() => result = follow());
            Continue(arm);
            return result;
        }
        catch (Refusal)
        {
            (_frame, _nesting) = (frame, nesting);
            return null;
        }
    }

    private T Within<T>(Frame callee, Func<T> run)
    {
        var (caller, home) = (_frame, _home);
        _frame = callee;
        try
        {
            return run();
        }
        finally
        {
            (_frame, _home) = (caller, home);
        }
    }

    private void AddTypeArguments(Frame callee, INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            for (var i = 0; i < type.TypeParameters.Length; i++)
            {
                callee.TypeArguments[type.OriginalDefinition.TypeParameters[i]] = Substitute(type.TypeArguments[i])!;
            }
        }
    }
}
