using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Nullable numbers and structs: whether there is a value, and the value, which means nothing where there is none.</summary>
internal sealed partial class Lowering
{
    private const string NoValue = "Nullable object must have a value.";

    /// <summary>What stands before <c>?.</c> while what follows it is lowered.</summary>
    private readonly Stack<Operand> _accessed = [];

    /// <summary>The type that may be missing in a nullable one that is taken apart; null for every other type.</summary>
    private ITypeSymbol? ValueTypeOf(ITypeSymbol? type) => CompositeOf(type) is { IsNullable: true } composite ? composite.Type.TypeArguments[0] : null;

    private static Expression HasValue(Operand nullable) => nullable.Items[0].Term!;

    private Operand Some(Operand value) => Operand.Of([Operand.Of(_pool.Boolean(true)), value]);

    /// <summary>A conversion from or to a nullable type; null where it is none, or of a type that is not taken apart.</summary>
    private Operand? NullableConversion(IConversionOperation conversion)
    {
        var (from, to) = (ValueTypeOf(conversion.Operand.Type), ValueTypeOf(conversion.Type));
        if (to is not null && conversion.Operand.ConstantValue is { HasValue: true, Value: null })
        {
            return Default(conversion.Type);
        }

        if (conversion.OperatorMethod is not null || (from is null && to is null))
        {
            return null;
        }

        if (from is not null && to is not null)
        {
            var nullable = Lower(conversion.Operand);
            return Operand.Of([nullable.Items[0], InType(nullable.Items[1], to)]);
        }

        if (to is not null)
        {
            return CompositeOf(to) is null && !IsScalar(TypeOf(conversion.Operand.Type)) ? null : Some(InType(Lower(conversion.Operand), to));
        }

        return conversion.Type is { IsValueType: true } type ? InType(ValueOf(Lower(conversion.Operand)), type) : null;
    }

    private Operand InType(Operand value, ITypeSymbol type) => value.Term is { } term ? Operand.Of(ConvertTo(term, TypeOf(type))) : value;

    /// <summary>The value, or the exception of .NET.</summary>
    private Operand ValueOf(Operand nullable)
    {
        ThrowIf(Not(HasValue(nullable)), "InvalidOperationException", NoValue);
        return nullable.Items[1];
    }

    /// <summary>HasValue, Value.</summary>
    private Operand? NullableProperty(IPropertyReferenceOperation property)
    {
        if (property.Instance is not { } instance || ValueTypeOf(instance.Type) is null)
        {
            return null;
        }

        var nullable = Lower(instance);
        return property.Property.Name == "HasValue" ? nullable.Items[0] : ValueOf(nullable);
    }

    /// <summary>GetValueOrDefault.</summary>
    private Operand? NullableCall(IInvocationOperation call)
    {
        if (call is not { Instance: { } instance, TargetMethod.Name: "GetValueOrDefault" } || ValueTypeOf(instance.Type) is not { } type)
        {
            return null;
        }

        var nullable = Stable(Lower(instance));
        var otherwise = call.Arguments.Length == 0 ? Default(type) : LowerAs(call.Arguments[0].Value, type);
        return Choose(HasValue(nullable), () => nullable.Items[1], () => otherwise, call.Syntax);
    }

    private Operand Coalesce(ICoalesceOperation operation)
    {
        if (ValueTypeOf(operation.Value.Type) is { } type)
        {
            var nullable = Stable(Lower(operation.Value));
            var isNullable = ValueTypeOf(operation.Type) is not null;
            return Choose(
                HasValue(nullable),
                () => isNullable ? nullable : InType(nullable.Items[1], operation.Type ?? type),
                () => LowerAs(operation.WhenNull, operation.Type!),
                operation.Syntax);
        }

        if ((ReferenceIn(operation.Value) ?? ObjectFrom(operation.Value)) is { } one)
        {
            return Choose(IsThere(IsNull(one)), () => Operand.Of(one), () => LowerAs(operation.WhenNull, operation.Type!), operation.Syntax);
        }

        if (Bare(operation.Value) is IInvocationOperation or ILocalReferenceOperation && Mentions(operation.Value) && CompositeOf(operation.Value.Type) is { Type.IsReferenceType: true })
        {
            // Whatever this method has put together is there; what may be null goes by reference, and what comes from outside is looked at as a whole.
            var there = Operand.Missing;
            var arm = Fork(() => there = Lower(operation.Value));
            if (there is { Term: null } && KnownWhole(there) is null)
            {
                Continue(arm);
                return there;
            }
        }

        return KnownNull(operation.Value) is { } isNull ? Lower(isNull ? operation.WhenNull : operation.Value)
            : IsThrow(operation.WhenNull) && IsArray(operation.Value.Type) ? OrThrow(operation)
            : Passthrough(operation);
    }

    private static bool IsThrow(IOperation operation) => operation is IThrowOperation || (operation is IConversionOperation conversion && IsThrow(conversion.Operand));

    /// <summary>An array that has to be there: <c>x ?? throw new ArgumentNullException()</c>.</summary>
    private Operand OrThrow(ICoalesceOperation operation)
    {
        var array = Lower(operation.Value);
        if (array.Leaves().Any(MayBeNull))
        {
            throw Unsupported.Expression(operation);
        }

        return array.Term is { } term && NotNull(term) is { } isThere ? Choose(isThere, () => array, () => Lower(operation.WhenNull), operation.Syntax) : array;
    }

    private Operand CoalesceInto(ICoalesceAssignmentOperation assignment)
    {
        if (ValueTypeOf(assignment.Target.Type) is null)
        {
            if (KnownNull(assignment.Target) is not { } isNull)
            {
                throw Unsupported.Expression(assignment);
            }

            if (isNull)
            {
                var receiver = TargetOf(assignment.Target);
                Write(receiver, LowerFor(receiver, assignment.Value, assignment.Target.Type!));
            }

            return Lower(assignment.Target);
        }

        var target = TargetOf(assignment.Target);
        var nullable = Stable(CurrentValue(target));
        Branch(
            HasValue(nullable),
            () => { },
            () => Write(target, ValueTypeOf(assignment.Value.Type) is null ? Some(LowerAs(assignment.Value, ValueTypeOf(assignment.Target.Type)!)) : Lower(assignment.Value)));
        return ValueTypeOf(assignment.Type) is null ? CurrentValue(target).Items[1] : CurrentValue(target);
    }

    /// <summary>Whether an array is null, where that is known while compiling.</summary>
    private bool? KnownNull(IOperation value) =>
        IsArray(value.Type) && PlaceAt(value) is { Variable: { } variable } && _state[variable] is { } term
            ? _nulls.Contains(term) ? true : MayBeNull(term) ? null : IsWritable(term) ? false : null
            : null;

    /// <summary><c>a?.X</c> of a nullable struct: nothing where there is none.</summary>
    private Operand ConditionalAccess(IConditionalAccessOperation access)
    {
        if (ObjectAccess(access) is { } part)
        {
            return part;
        }

        if (ValueTypeOf(access.Operation.Type) is null || ValueTypeOf(access.Type) is null)
        {
            return Passthrough(access);
        }

        return Try(() => ConditionalAccess(access, Stable(Lower(access.Operation)))) ?? Passthrough(access);
    }

    private Operand ConditionalAccess(IConditionalAccessOperation access, Operand nullable) =>
        Choose(
            HasValue(nullable),
            () =>
            {
                _accessed.Push(nullable.Items[1]);
                try
                {
                    var value = Lower(access.WhenNotNull);
                    return ValueTypeOf(access.WhenNotNull.Type) is null ? Some(value) : value;
                }
                finally
                {
                    _accessed.Pop();
                }
            },
            () => Default(access.Type),
            access.Syntax);

    /// <summary>An operator on nullables: nothing where one of them is nothing; comparisons are false there.</summary>
    private Operand? Lifted(IBinaryOperation operation)
    {
        if (!operation.IsLifted || operation.OperatorMethod is not null
            || ValueTypeOf(operation.LeftOperand.Type) is not { } type || ValueTypeOf(operation.RightOperand.Type) is not { } other
            || Operators.Of(operation.OperatorKind) is not { } op || !IsNumber(TypeOf(type)) || !IsNumber(TypeOf(other)))
        {
            return null;
        }

        var left = Stable(Lower(operation.LeftOperand));
        var right = Stable(Lower(operation.RightOperand));
        return Lifted(operation, op, operation.IsChecked, left, right, ValueTypeOf(operation.Type) is { } result ? TypeOf(result) : IrType.Boolean);
    }

    private Operand Lifted(IOperation operation, Operator op, bool isChecked, Operand left, Operand right, IrType type)
    {
        var both = Both(HasValue(left), () => HasValue(right), operation.Syntax);
        Expression Apply() => Whole(op, type, isChecked, operation, left.Items[1].Term!, right.Items[1].Term!);
        if (op is Operator.Equal or Operator.NotEqual)
        {
            var isSame = Operation(Operator.Equal, IrType.Boolean, HasValue(left), HasValue(right));
            var equal = Both(isSame, () => Choose(Not(HasValue(left)), () => Operand.Of(_pool.Boolean(true)), () => Operand.Of(Operation(Operator.Equal, IrType.Boolean, left.Items[1].Term!, right.Items[1].Term!)), operation.Syntax, Operator.Or), operation.Syntax);
            return Operand.Of(op == Operator.Equal ? equal : Not(equal));
        }

        if (Operators.IsComparison(op))
        {
            return Operand.Of(Both(both, Apply, operation.Syntax));
        }

        return Operand.Of([Operand.Of(both), Choose(both, () => Operand.Of(Apply()), () => Operand.Of(Unread(type)!), operation.Syntax)]);
    }

    /// <summary><c>a += b</c> of nullables.</summary>
    private Operand? Lifted(ICompoundAssignmentOperation assignment)
    {
        if (!assignment.IsLifted || assignment.OperatorMethod is not null || Operators.Of(assignment.OperatorKind) is not { } op
            || ValueTypeOf(assignment.Target.Type) is not { } type || !IsNumber(TypeOf(type)))
        {
            return null;
        }

        var target = TargetOf(assignment.Target);
        var left = Stable(CurrentValue(target));
        var right = Stable(ValueTypeOf(assignment.Value.Type) is null ? Some(LowerAs(assignment.Value, type)) : Lower(assignment.Value));
        Write(target, Lifted(assignment, op, assignment.IsChecked, left, right, TypeOf(type)));
        return CurrentValue(target);
    }

    private Operand? Lifted(IUnaryOperation operation)
    {
        if (!operation.IsLifted || operation.OperatorMethod is not null || ValueTypeOf(operation.Type) is not { } type || operation.OperatorKind is not (UnaryOperatorKind.Minus or UnaryOperatorKind.Plus))
        {
            return null;
        }

        var nullable = Lower(operation.Operand);
        var value = ConvertTo(nullable.Items[1].Term!, TypeOf(type));
        return Operand.Of([nullable.Items[0], Operand.Of(operation.OperatorKind == UnaryOperatorKind.Plus ? value : Operation(Operator.Negate, TypeOf(type), value))]);
    }

    /// <summary>Where the left pattern says that there is a value, the right one is on the value.</summary>
    private Operand Narrowed(IBinaryPatternOperation both, Operand value) =>
        value.Items.Count == 2 && ValueTypeOf(both.LeftPattern.InputType) is { } type && SymbolEqualityComparer.Default.Equals(Substitute(both.RightPattern.InputType), type) ? value.Items[1] : value;

    /// <summary>A pattern on a nullable: null, or the pattern on its value.</summary>
    private Expression? MatchNullable(IPatternOperation pattern, Operand value)
    {
        if (value.Term is not null || value.Items.Count != 2 || ValueTypeOf(pattern.InputType) is null)
        {
            return null;
        }

        return pattern switch
        {
            IConstantPatternOperation constant when Unwrapped(constant.Value).ConstantValue is { HasValue: true, Value: null } => Not(HasValue(value)),
            IConstantPatternOperation or IRelationalPatternOperation or IRecursivePatternOperation or IDeclarationPatternOperation { MatchesNull: false } =>
                Both(HasValue(value), () => Match(pattern, value.Items[1]), pattern.Syntax),
            _ => null,
        };
    }

    /// <summary>A nullable as C# makes it.</summary>
    private Expression? WholeNullable(Operand operand, ITypeSymbol? type) => ValueTypeOf(type) is { } inner && Whole(operand.Items[1], inner) is { } value
        ? _pool.Opaque(TypeOf(type), ["(", $" ? ({Text(type)})", " : null)"], HasValue(operand), value)
        : null;
}
