using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>What is done with objects that change: they are made, their fields are read and written, their members are followed.</content>
internal sealed partial class Lowering
{
    /// <summary>A new object, run through its constructor; null where that cannot be followed and nothing in it matters.</summary>
    private Operand? CreateObject(IObjectCreationOperation creation)
    {
        if (ObjectOf(creation.Type) is not { } layout || creation.Constructor is not { } constructor)
        {
            return null;
        }

        return Mentions(creation) ? Make() : Try(Make);

        Operand Make()
        {
            var made = NewObject(layout, NameFor(creation));
            var one = (ObjectReference)_references[made];
            var self = Holder(made);
            _making.Add(one);
            for (var i = 0; i < layout.Parts.Count; i++)
            {
                Keep(one.Fields[i], ListElementOf(layout.Parts[i].Type) is not null ? Operand.Missing : Default(layout.Parts[i].Type));
            }

            RunConstructor(creation, constructor, creation.Arguments, self);
            Initialized(self, creation.Initializer);
            _making.Remove(one);
            _state[self.Variable!] = null;
            return Operand.Of(made);
        }
    }

    /// <summary>What the fields are named after: the local, field or property that the object is made for.</summary>
    private static string NameFor(IOperation creation)
    {
        var name = Outer(creation) switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol.Name,
            IFieldInitializerOperation { InitializedFields: [var field] } => field.Name,
            IPropertyInitializerOperation { InitializedProperties: [var property] } => property.Name,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => target.Local.Name,
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } => target.Member.Name,
            _ => "",
        };
        name = name.TrimStart('_');
        return name.Length == 0 ? "" : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private static IOperation? Outer(IOperation creation)
    {
        var parent = creation.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent;
    }

    /// <summary>A place for a part of an object or value, by its number.</summary>
    private Place PartAt(Place whole, int index) => whole.Variable is { } holder && _state[holder] is { } term && _references.TryGetValue(term, out var reference) && reference is ObjectReference one
        ? one.Fields[index]
        : whole.Items[index];

    /// <summary>The object that an expression names, which may be looked at again; null for all else.</summary>
    private Expression? ObjectAt(IOperation? instance)
    {
        if (_references.Count == 0)
        {
            return null;
        }

        switch (instance)
        {
            case IConversionOperation { OperatorMethod: null, Type.IsReferenceType: true } conversion:
                return ObjectAt(conversion.Operand);
            case IConditionalAccessInstanceOperation when _accessed.Count > 0:
                return _accessed.Peek().Term is { } accessed && IsObject(accessed) ? accessed : null;
            case null or ({ Type: { IsReferenceType: false } and not ITypeParameterSymbol } and not IInstanceReferenceOperation):
                return null;
            default:
                return PlaceAt(instance) is { List: null, IsRows: false } place && (place.Variable is not null || place.Chosen is not null || place.Element?.Array.Objects is not null) && Peek(place)?.Term is { } term && IsObject(term) ? term : null;
        }
    }

    /// <summary>The object that an expression gives, which is evaluated; null, and nothing has happened, for all else.</summary>
    private Expression? ObjectFrom(IOperation? instance)
    {
        if (ObjectAt(instance) is { } named)
        {
            return named;
        }

        if (instance is not null && KnownItem(instance) is { } item)
        {
            return item;
        }

        if (instance is null || Bare(instance) is not (IInvocationOperation or IObjectCreationOperation or ISimpleAssignmentOperation or IConditionalOperation or ISwitchExpressionOperation or IBinaryOperation or IWithOperation or ICoalesceOperation or ICoalesceAssignmentOperation)
            || (ObjectOf(instance.Type) is null && !(IsOpen(Substitute(instance.Type)) && instance.Type!.Locations.Any(location => location.IsInSource))))
        {
            return null;
        }

        Expression? term = null;
        var arm = Fork(() => term = Lower(instance).Term);
        if (!IsObject(term))
        {
            return null;
        }

        Continue(arm);
        return term;
    }

    /// <summary>Where a field or plain property of an object is kept; null where it is computed.</summary>
    private Place? FieldOf(Expression reference, ISymbol member, SyntaxNode at)
    {
        switch (_references[reference])
        {
            case ObjectReference one:
                var index = one.Layout.IndexOf(member is IPropertySymbol property ? OwnProperty(one, property) : member);
                return index < 0 ? null : FieldsOf(one)[index];
            case ChosenReference chosen when FieldOfOther(chosen, member, at) is { } only:
                return only;
            case ChosenReference chosen:
                return FieldOf(chosen.Then, member, at) is { } then && FieldOf(chosen.Otherwise, member, at) is { } otherwise
                    ? Chosen(chosen.Condition, then, otherwise, at)
                    : null;
            case TableReference:
                return null;
            default:
                throw Unsupported.Expression(at);
        }
    }

    /// <summary>Of a reference that may be null, the field where it is not.</summary>
    private Place? FieldOfOther(ChosenReference chosen, ISymbol member, SyntaxNode at) =>
        _references[chosen.Then] is NoReference && _references[chosen.Otherwise] is not NoReference ? FieldOf(chosen.Otherwise, member, at)
        : _references[chosen.Otherwise] is NoReference && _references[chosen.Then] is not NoReference ? FieldOf(chosen.Then, member, at)
        : null;

    /// <summary>One of two places, part by part.</summary>
    private static Place Chosen(Expression condition, Place then, Place otherwise, SyntaxNode at) =>
        ReferenceEquals(then, otherwise) ? then
        : then.List is not null || then.IsRows || otherwise.List is not null ? throw Unsupported.Expression(at)
        : then.Items.Count > 0 ? Place.Of([.. then.Items.Zip(otherwise.Items, (a, b) => Chosen(condition, a, b, at))])
        : Place.Of(new ChosenPlace(condition, then, otherwise, at));

    /// <summary>What a property of an interface or base class is in the class of an object.</summary>
    private static ISymbol OwnProperty(ObjectReference one, IPropertySymbol property) =>
        property.GetMethod is { } getter && (property.IsAbstract || property.IsVirtual || property.IsOverride) && MemberOf(one.Layout.Type, getter) is { AssociatedSymbol: IPropertySymbol own } ? own
        : property.SetMethod is { } setter && (property.IsAbstract || property.IsVirtual || property.IsOverride) && MemberOf(one.Layout.Type, setter) is { AssociatedSymbol: IPropertySymbol other } ? other
        : property;

    /// <summary>A field or property of an object that has no name of its own: <c>Next().X</c>.</summary>
    private Operand? ReadField(IOperation instance, ISymbol member, IOperation use) =>
        PlaceAt(use) is null && ObjectFrom(instance) is { } one && FieldOf(one, member, use.Syntax) is { } place ? ReadPlace(place, use) : null;

    /// <summary>A method or accessor of an object; null where what it is called on is none.</summary>
    private Operand? ObjectCall(IOperation site, IMethodSymbol method, IOperation? instance, IEnumerable<IArgumentOperation> arguments) =>
        method.IsStatic || ObjectFrom(instance) is not { } one ? null
        : CallOn(one, site, method, instance is IInstanceReferenceOperation && site is IInvocationOperation { IsVirtual: false }, target => [.. arguments.Select(argument => Pass(argument, target.OriginalDefinition))]);

    private Operand CallOn(Expression one, IOperation site, IMethodSymbol method, bool isKnown, Func<IMethodSymbol, Passed[]> arguments)
    {
        if (_references[one] is ChosenReference chosen && !isKnown && IsOpen(method))
        {
            var (then, otherwise) = (chosen.Then, chosen.Otherwise);
            return !IsObject(then) ? CallOn(otherwise, site, method, isKnown, arguments)
                : !IsObject(otherwise) ? CallOn(then, site, method, isKnown, arguments)
                : Choose(chosen.Condition, () => CallOn(then, site, method, isKnown, arguments), () => CallOn(otherwise, site, method, isKnown, arguments), site.Syntax);
        }

        var target = !isKnown && IsOpen(method) && Objects(one).FirstOrDefault() is { } first ? MemberOf(first.Layout.Type, method) ?? method : method;
        if (target is { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: IPropertySymbol plain } && FieldOf(one, plain, site.Syntax) is { } field)
        {
            return ReadPlace(field, site);
        }

        if (target.IsAsync || target.ReturnsByRef || target.ReturnsByRefReadonly || _context.Bodies.Of(target) is not { } source)
        {
            throw Unsupported.Call(site, target);
        }

        var passed = arguments(target);
        return Inline(site, target, source.Body, source.Model, null, passed, Holder(one));
    }

    private static bool IsOpen(IMethodSymbol method) => method.IsVirtual || method.IsAbstract || method.IsOverride;

    /// <summary>Under another type an object is the same; null for what is no object.</summary>
    private Operand? ObjectConversion(IConversionOperation conversion)
    {
        if ((TableTerm(conversion.Operand) ?? Boxed(conversion)) is { } known)
        {
            return known;
        }

        if (conversion.OperatorMethod is not null || conversion.Type is not { IsReferenceType: true } type)
        {
            return null;
        }

        if (conversion.Operand.ConstantValue is { HasValue: true, Value: null })
        {
            return ObjectOf(type) is null ? null : Operand.Of(Null(type));
        }

        if (conversion.Operand.Type is not { IsReferenceType: true } || ObjectFrom(conversion.Operand) is not { } one)
        {
            return null;
        }

        if (Objects(one).All(each => IsA(each.Layout.Type, Substitute(type)!)))
        {
            return Operand.Of(one);
        }

        return conversion.IsTryCast && _references[one] is ObjectReference ? Operand.Of(Null(type)) : throw Unsupported.Expression(conversion);
    }

    private static bool IsA(INamedTypeSymbol type, ITypeSymbol other)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(level, other))
            {
                return true;
            }
        }

        return other.SpecialType == SpecialType.System_Object || type.AllInterfaces.Any(one => SymbolEqualityComparer.Default.Equals(one, other));
    }

    /// <summary><c>a == b</c> of objects, where no operator of the user's decides.</summary>
    private Operand? ObjectEquality(IBinaryOperation operation)
    {
        if ((operation.OperatorMethod is { } method && !(method.IsImplicitlyDeclared && (IsNullLiteral(operation.LeftOperand) || IsNullLiteral(operation.RightOperand)))) || operation.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals) || _references.Count == 0)
        {
            return null;
        }

        var (left, right) = (ReferenceIn(operation.LeftOperand), ReferenceIn(operation.RightOperand));
        if (left is null && right is null)
        {
            return null;
        }

        Expression same = (left, right) switch
        {
            _ when (IsNullLiteral(operation.RightOperand) || IsNullLiteral(operation.LeftOperand)) && Element(left ?? right) is { Array.Objects.List: null } => throw Unsupported.Expression(operation),
            ({ } a, { } b) => AreOne(a, b),
            ({ } a, null) when IsNullLiteral(operation.RightOperand) => IsNull(a),
            (null, { } b) when IsNullLiteral(operation.LeftOperand) => IsNull(b),
            _ => throw Unsupported.Expression(operation),
        };
        return Operand.Of(operation.OperatorKind == BinaryOperatorKind.Equals ? same : IsThere(same));
    }

    /// <summary>Null has no parts: an object that never changes goes by reference where it may be null, and lowering starts again so.</summary>
    private void RequireReference(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: null } && CompositeOf(operation.Type) is { Type: { IsReferenceType: true } type })
        {
            throw !type.IsAnonymousType && IsInSource(type) && !(_declared ??= Declared()).Contains(type.OriginalDefinition) && _context.Carried.AddNullable(type) ? new CarriedLate() : Unsupported.Expression(operation);
        }
    }

    private Expression? ReferenceIn(IOperation operation) => ObjectAt(operation) ?? (PlaceAt(WithoutConversion(operation)) is { Variable: { } variable } && IsReference(_state[variable]) ? _state[variable] : null);

    private static bool IsNullLiteral(IOperation operation) => Unwrapped(operation).ConstantValue is { HasValue: true, Value: null };

    /// <summary><c>a?.Step(x)</c> of an object.</summary>
    private Operand? ObjectAccess(IConditionalAccessOperation access)
    {
        if (ReferenceIn(access.Operation) is not { } one)
        {
            return null;
        }

        return Choose(
            IsThere(IsNull(one)),
            () =>
            {
                _accessed.Push(Operand.Of(one));
                try
                {
                    var value = Lower(access.WhenNotNull);
                    return ValueTypeOf(access.Type) is not null && ValueTypeOf(access.WhenNotNull.Type) is null ? Some(value) : value;
                }
                finally
                {
                    _accessed.Pop();
                }
            },
            () => access.Type is { SpecialType: not SpecialType.System_Void } type ? Default(type) : Operand.Of(_pool.Boolean(false)),
            access.Syntax);
    }

    /// <summary>The object whose member is being followed, also where it is named by a base class.</summary>
    private Place? OwnObject()
    {
        for (var frame = _frame; frame is not null && _references.Count > 0; frame = frame.Enclosing)
        {
            if (frame.Places.TryGetValue(SelfOf(frame.Method), out var self) && self.Variable is { } holder && IsObject(_state[holder]))
            {
                return self;
            }
        }

        return null;
    }

    /// <summary>An argument that a method may change, or ask for its fields.</summary>
    private bool MayBeObject(IOperation value) => ObjectAt(value) is not null
        || (Bare(value) is IInvocationOperation or IObjectCreationOperation or IConditionalOperation or IBinaryOperation && ObjectOf(Bare(value).Type) is not null);

    /// <summary>A setter that is more than an assignment.</summary>
    private SetterTarget SetterOf(Expression one, IPropertyReferenceOperation property, IMethodSymbol setter)
    {
        var own = IsOpen(setter) && _references[one] is ObjectReference known ? MemberOf(known.Layout.Type, setter) ?? setter : setter;
        return IsOpen(own) && _references[one] is not ObjectReference
            ? throw Unsupported.SideEffect(property)
            : new SetterTarget(property, own, [.. property.Arguments.Select(argument => Pass(argument, own.OriginalDefinition))], one);
    }

    /// <summary>A field of an object that has no name of its own: <c>Next().X = 1</c>.</summary>
    private PlaceTarget? FieldTarget(IMemberReferenceOperation target)
    {
        if (target.Instance is not { } instance || ObjectFrom(instance) is not { } one || FieldOf(one, target.Member, target.Syntax) is not { } place)
        {
            return null;
        }

        NoteMutation(place, target);
        return new PlaceTarget(target, place);
    }

    /// <summary><c>r with { X = 1 }</c> of a record that may change: another object with the same fields.</summary>
    private Operand? CopyObject(IWithOperation with)
    {
        if (ObjectFrom(with.Operand) is not { } source || Objects(source).FirstOrDefault() is not { } first)
        {
            return null;
        }

        var made = NewObject(first.Layout, NameFor(with));
        var one = (ObjectReference)_references[made];
        _making.Add(one);
        for (var i = 0; i < one.Fields.Count; i++)
        {
            Keep(one.Fields[i], Peek(FieldAt(source, i, with.Syntax)) ?? Operand.Missing);
        }

        var self = Holder(made);
        Initialized(self, with.Initializer);
        _making.Remove(one);
        _state[self.Variable!] = null;
        return Operand.Of(made);
    }

    /// <summary>A field by its number: of objects of one class.</summary>
    private Place FieldAt(Expression reference, int index, SyntaxNode at) => _references[reference] switch
    {
        ObjectReference one => FieldsOf(one)[index],
        ChosenReference chosen => !IsObject(chosen.Then) ? FieldAt(chosen.Otherwise, index, at)
            : !IsObject(chosen.Otherwise) ? FieldAt(chosen.Then, index, at)
            : Chosen(chosen.Condition, FieldAt(chosen.Then, index, at), FieldAt(chosen.Otherwise, index, at), at),
        _ => throw Unsupported.Expression(at),
    };

    /// <summary>A list that becomes a field of an object that is being made.</summary>
    private bool IsForField(IOperation creation) => _making.Count > 0 && Outer(creation) is IFieldInitializerOperation or IPropertyInitializerOperation or ISimpleAssignmentOperation { Target: IMemberReferenceOperation };
}
