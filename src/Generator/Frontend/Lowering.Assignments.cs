using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Assignments: first the target is evaluated, then the value, then it is written.</summary>
internal sealed partial class Lowering
{
    private abstract record Target(IOperation Operation);

    private sealed record PlaceTarget(IOperation Operation, Place Place) : Target(Operation);

    private sealed record ElementTarget(IOperation Operation, Expression Array, Expression[] Indices) : Target(Operation);

    /// <summary>An element of a table.</summary>
    private sealed record TableTarget(IOperation Operation, TableReference Table, int Index) : Target(Operation);

    /// <summary>An array in an array of arrays.</summary>
    private sealed record RowTarget(IOperation Operation, Operand Rows, Expression Index) : Target(Operation);

    private sealed record TupleTarget(IOperation Operation, Target[] Items) : Target(Operation);

    /// <summary>A property of a struct whose setter is more than an assignment, or an indexer.</summary>
    private sealed record SetterTarget(IPropertyReferenceOperation Property, IMethodSymbol Setter, Passed[] Indices, Expression? Object = null) : Target(Property);

    private sealed record NoTarget(IOperation Operation) : Target(Operation);

    private Operand Set(ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef)
        {
            return Refer(assignment);
        }

        var target = TargetOf(assignment.Target);
        if (target is RowTarget { Rows.Items.Count: > 1 } made && _rowSites.Contains(assignment.Syntax) && Unwrapped(assignment.Value) is IArrayCreationOperation { Initializer: null })
        {
            // Its memory is there already, and it is zero.
            return RowAt(made.Rows, made.Index);
        }

        var value = LowerFor(target, assignment.Value, assignment.Target.Type!);
        Write(target, value);
        return target is PlaceTarget place ? Peek(place.Place) ?? value : value;
    }

    /// <summary>The value for a target; a new array takes the name of the variable it is for.</summary>
    private Operand LowerFor(Target target, IOperation value, ITypeSymbol type)
    {
        _receiver = target is PlaceTarget { Place: { Element: null } place } && IsArray(type) && MakesArray(value) ? place : null;
        try
        {
            var operand = LowerAs(value, type);
            if (target is PlaceTarget { Place: { Variable: null, Element: null } } && target.Operation is not IVariableDeclaratorOperation)
            {
                operand = Untabled(operand, type, value);
            }

            return target is PlaceTarget named ? Named(named.Place, operand) : operand;
        }
        finally
        {
            _receiver = null;
        }
    }

    private static bool MakesArray(IOperation value) => value switch
    {
        IConversionOperation conversion => MakesArray(conversion.Operand),
        IArrayCreationOperation => true,
        IInvocationOperation { TargetMethod.Name: "Clone" or "ToArray" } => true,
        IArrayElementReferenceOperation { Indices: [IRangeOperation] } => true,
        _ => NewerKinds.IsCollection(value) || NewerKinds.IsStackAllocation(value),
    };

    private Operand Set(ICompoundAssignmentOperation assignment)
    {
        if (SetConstant(assignment, assignment.Target, assignment.Value) is { } constant)
        {
            return constant;
        }

        if (assignment.OperatorMethod is { } method && (assignment.Target.Type is not ITypeParameterSymbol || CompositeOf(assignment.Target.Type) is not null))
        {
            return method.IsStatic ? Set(assignment, method) : SetInPlace(assignment, assignment.Target, method, assignment.Value);
        }

        if (Lifted(assignment) is { } lifted)
        {
            return lifted;
        }

        if (Operators.Of(assignment.OperatorKind) is not { } op
            || !IsScalar(TypeOf(assignment.Target.Type)))
        {
            throw Unsupported.Expression(assignment);
        }

        var type = TypeOf(assignment.Target.Type);
        var target = TargetOf(assignment.Target);
        var current = Current(target);
        var value = Term(assignment.Value);
        var common = !Operators.IsShift(op) ? value.Type : type.CSharp is "byte" or "sbyte" or "short" or "ushort" ? IrType.Int : type;
        var left = ConvertTo(current, common);
        var result = type.Kind == Ir.TypeKind.Boolean ? Logic(op, left, value) : ToWhole(Whole(op, common, assignment.IsChecked, assignment, left, value), type, assignment.IsChecked, assignment);
        Write(target, Operand.Of(result));
        return Operand.Of(target is PlaceTarget ? Current(target) : result);
    }

    private Operand Set(ICompoundAssignmentOperation assignment, IMethodSymbol method)
    {
        var target = TargetOf(assignment.Target);
        var current = Stable(CurrentValue(target));
        var result = UserOperator(assignment, method, current, Lower(assignment.Value)) ?? throw Unsupported.Call(assignment, method);
        Write(target, ConvertItems(result, assignment.Target.Type));
        return target is PlaceTarget place ? Peek(place.Place)! : result;
    }

    private Operand Set(IIncrementOrDecrementOperation step)
    {
        var type = TypeOf(step.Target.Type);
        if (SetConstant(step, step.Target, null) is { } constant)
        {
            return constant;
        }

        if (step.OperatorMethod is { } method && (step.Target.Type is not ITypeParameterSymbol || CompositeOf(step.Target.Type) is not null))
        {
            if (!method.IsStatic)
            {
                return SetInPlace(step, step.Target, method, null);
            }

            var place = TargetOf(step.Target);
            var old = CurrentValue(place);
            var next = UserOperator(step, method, old) ?? throw Unsupported.Call(step, method);
            Write(place, next);
            return step.IsPostfix ? old : next;
        }

        if (!IsNumber(type))
        {
            throw Unsupported.Expression(step);
        }

        var target = TargetOf(step.Target);
        var before = Current(target);
        var op = step.Kind == OperationKind.Increment ? Operator.Add : Operator.Subtract;

        // Numbers shorter than int are counted as int is, and cut off.
        var counted = type.CSharp is "sbyte" or "byte" or "short" or "ushort" or "char" ? IrType.Int : type;
        Expression one = type.IsReal ? _pool.Real(1, type) : _pool.Int(1, counted);
        var after = Whole(op, counted, step.IsChecked, step, ReferenceEquals(counted, type) ? before : ConvertTo(before, counted), one);
        after = ReferenceEquals(counted, type) ? after : ToWhole(after, type, step.IsChecked, step);
        Write(target, Operand.Of(after));
        return Operand.Of(step.IsPostfix ? before : target is PlaceTarget ? Current(target) : after);
    }

    private Target TargetOf(IOperation target)
    {
        switch (target)
        {
            case IInvocationOperation or IPropertyReferenceOperation when ReferenceAt(target) is { } referred:
                return new PlaceTarget(target, referred);
            case ILocalReferenceOperation local:
                return new PlaceTarget(target, Declared(local));
            case IParameterReferenceOperation parameter when _frame.Find(parameter.Parameter) is { } place:
                return new PlaceTarget(target, place);
            case IDeclarationExpressionOperation declaration:
                return TargetOf(declaration.Expression);
            case IConditionalOperation { IsRef: true } choice:
                return ChosenTarget(choice);
            case IDiscardOperation:
                return new NoTarget(target);
            case ITupleOperation tuple:
                return new TupleTarget(target, [.. tuple.Elements.Select(TargetOf)]);
            case IArrayElementReferenceOperation element when IsArray(element.ArrayReference.Type):
                return ElementAt(element, element.ArrayReference, element.Indices);
            case IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: 1 } element when IsArray(instance.Type):
                return ElementAt(element, instance, element.Arguments);
            case IImplicitIndexerReferenceOperation element when IsArray(element.Instance.Type):
                return ElementAt(element, element.Instance, [element.Argument]);
            case IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: 1 } element when ItemsAt(instance) is { } items:
                RequireResting(NamedList(instance), element);
                return ElementAt(element, items, ListIndices(items, instance, element.Arguments, element));
            case IImplicitIndexerReferenceOperation element when ItemsAt(element.Instance) is { } items:
                RequireResting(NamedList(element.Instance), element);
                return ElementAt(element, items, ListIndices(items, element.Instance, [element.Argument], element));
            case IArrayElementReferenceOperation { Indices: [var position] } element when TableElement(element, element.ArrayReference, position) is { } item:
                return item;
            case IPropertyReferenceOperation { Instance: { } instance, Arguments: [{ Value: var position }] } element when TableElement(element, instance, position) is { } item:
                return item;
            case IImplicitIndexerReferenceOperation { Argument: var position } element when !IsRange(position) && TableElement(element, element.Instance, position) is { } item:
                return item;
            case IFieldReferenceOperation { Instance: { } whole } field when !IsRepeatable(whole) && PartTarget(field, whole, field.Field) is { } part:
                return part;
            case IPropertyReferenceOperation { Instance: { } whole, Arguments.Length: 0 } property when !IsRepeatable(whole) && PartTarget(property, whole, property.Property) is { } part:
                return part;
            case var _ when PlaceAt(target) is { } kept:
                NoteMutation(kept, target);
                return new PlaceTarget(target, kept);
            case IPropertyReferenceOperation { Instance: { } instance, Property.SetMethod: { } setter } property when ObjectAt(instance) is { } one:
                return SetterOf(one, property, setter);
            case IFieldReferenceOperation or IPropertyReferenceOperation when FieldTarget((IMemberReferenceOperation)target) is { } field:
                return field;
            case IPropertyReferenceOperation { Instance: { } instance, Property.SetMethod: { } setter } property when CompositeOf(instance.Type) is not null:
                return new SetterTarget(property, setter, [.. property.Arguments.Select(argument => Pass(argument, setter.OriginalDefinition))]);
            case IInvalidOperation:
                throw new BrokenSource();
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } } element when !element.Property.Locations.Any(location => location.IsInSource):
                throw Unsupported.LocalType(element, local.Type);
            default:
                throw Unsupported.SideEffect(target);
        }
    }

    private Target ChosenTarget(IConditionalOperation choice)
    {
        var condition = Stable(Operand.Of(Term(choice.Condition))).Term!;
        if (condition is Constant known)
        {
            return TargetOf(known.Bits != 0 ? choice.WhenTrue : choice.WhenFalse!);
        }

        return ReferenceTo(TargetOf(choice.WhenTrue)) is { } then && ReferenceTo(TargetOf(choice.WhenFalse!)) is { } otherwise
            ? new PlaceTarget(choice, Place.Of(new ChosenPlace(condition, then, otherwise, choice.Syntax)))
            : throw Unsupported.Expression(choice);
    }

    /// <summary>What <c>ref</c> of an expression refers to: a variable or an element; null for anything else.</summary>
    private static Place? ReferenceTo(Target target) => target switch
    {
        PlaceTarget variable => variable.Place,
        ElementTarget element => Place.Of(new ElementPlace(Operand.Of(element.Array), element.Indices, element.Operation)),
        _ => null,
    };

    private Target ElementAt(IOperation element, IOperation instance, IReadOnlyList<IOperation> indices)
    {
        var array = Lower(instance);
        if (IsTable(array))
        {
            throw Unsupported.SideEffect(element);
        }

        return ElementAt(element, array, Indices(array, instance, indices, element));
    }

    private static Target ElementAt(IOperation element, Operand array, Expression[] at)
    {
        return array.IsRows ? new RowTarget(element, array, at[0]) : array.Term is { } leaf ? new ElementTarget(element, leaf, at) : new PlaceTarget(element, PlaceIn(array, at, element));
    }

    /// <summary><c>p[i++].X</c>: what names the element is evaluated once.</summary>
    private PlaceTarget? PartTarget(IOperation member, IOperation whole, ISymbol symbol) =>
        whole is IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.Length: 1 } or IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.Length: 0 }
        && CompositeOf(whole.Type)?.IndexOf(symbol) is >= 0 and var index
        && TargetOf(whole) is PlaceTarget { Place: { Variable: null, Element: null } place }
            ? new PlaceTarget(member, place.Items[index])
            : null;

    /// <summary>The place of a local, which a deconstruction or an out argument may declare where it is assigned.</summary>
    private Place Declared(ILocalReferenceOperation local)
    {
        if (_frame.Find(local.Local) is not { } place || local.IsDeclaration)
        {
            place = DeclareHere(local.Local);
            Forget(place);
        }

        return place;
    }

    /// <summary>A local that an expression declares: it belongs to the statement, not to the branch that the expression may stand in.</summary>
    private Place DeclareHere(ILocalSymbol local)
    {
        var inner = _builder;
        _builder = _home ?? _builder;
        try
        {
            return _frame.Places[local] = PlaceOf(local, local.Type, local.Name);
        }
        finally
        {
            _builder = inner;
        }
    }

    private Operand CurrentValue(Target target) => target is PlaceTarget { Place: var place } ? ReadPlace(place, target.Operation) : Operand.Of(Current(target));

    private Expression Current(Target target) => target switch
    {
        PlaceTarget place => Peek(place.Place)?.Term ?? throw Unsupported.Expression(target.Operation),
        SetterTarget setter => UserProperty(setter.Property).Term ?? throw Unsupported.Expression(target.Operation),
        ElementTarget element => Read(element.Array, element.Indices),
        _ => throw Unsupported.Expression(target.Operation),
    };

    private void Write(Target target, Operand value)
    {
        switch (target)
        {
            case PlaceTarget place:
                AssignConverted(place.Place, value);
                break;
            case ElementTarget element:
                Store(element.Array, element.Indices, value.Term ?? throw Unsupported.Expression(target.Operation), target.Operation);
                break;
            case TableTarget table:
                Write(table, value);
                break;
            case RowTarget row:
                StoreRow(row.Rows, row.Index, value, row.Operation);
                break;
            case TupleTarget tuple when ChangePlaces(tuple, value):
                break;
            case TupleTarget tuple:
                value = Apart(value);
                for (var i = 0; i < tuple.Items.Length; i++)
                {
                    Write(tuple.Items[i], value.Items[i]);
                }

                break;
            case SetterTarget setter:
                Write(setter, value);
                break;
        }
    }

    private void Write(SetterTarget target, Operand value)
    {
        if (target.Object is { } one)
        {
            var parameters = target.Setter.OriginalDefinition.Parameters;
            CallOn(one, target.Operation, target.Setter, isKnown: true, _ => [.. target.Indices, Pass(parameters[target.Indices.Length], ConvertItems(value, target.Setter.Parameters[target.Indices.Length].Type))]);
            return;
        }

        if (target.Property.Instance is not { } instance || _context.Bodies.Of(target.Setter) is not { } source)
        {
            throw Unsupported.SideEffect(target.Operation);
        }

        var self = Receiver(instance);
        var type = target.Setter.Parameters[target.Setter.Parameters.Length - 1].Type;
        Passed[] arguments = [.. target.Indices, Pass(target.Setter.OriginalDefinition.Parameters[target.Indices.Length], ConvertItems(value, type))];
        Inline(target.Operation, target.Setter, source.Body, source.Model, null, arguments, self);
    }

    /// <summary>A deconstruction converts item by item without an operation that says so.</summary>
    private void AssignConverted(Place place, Operand value)
    {
        if (place.Element is not null)
        {
            Assign(place, value);
            return;
        }

        if (place.Chosen is { } chosen)
        {
            Branch(chosen.Condition, () => AssignConverted(chosen.Then, value), () => AssignConverted(chosen.Otherwise, value));
            return;
        }

        if (place.Variable is { } variable)
        {
            Assign(place, value.Term is { } term ? Operand.Of(ConvertTo(term, variable.Type)) : value);
            return;
        }

        Fitting(value, isWhole: false);
        if (place.IsRows)
        {
            Assign(place, value);
            return;
        }

        for (var i = 0; i < place.Items.Count; i++)
        {
            AssignConverted(place.Items[i], PartOf(value, i));
        }
    }
}
