using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Expressions, evaluated in the order of C#.</summary>
internal sealed partial class Lowering
{
    /// <summary>The one term of a scalar or array expression.</summary>
    private Expression Term(IOperation operation) =>
        Lower(operation).Term ?? throw Unsupported.Expression(operation);

    /// <summary>An expression whose result is not used.</summary>
    private void Evaluate(IOperation operation)
    {
        if (LeaveOut(operation))
        {
            return;
        }

        if (operation is IInvocationOperation call)
        {
            Call(call, isStatement: true);
            return;
        }

        Lower(operation);
    }

    private Operand Lower(IOperation operation)
    {
        using (Nest(operation.Syntax))
        {
            RefuseByKind(operation);
            return Literal(operation) is { } literal ? Operand.Of(literal) : Named(operation, LowerKind(operation));
        }
    }

    /// <summary>As a value of a type: for what takes its type from where it stands.</summary>
    private Operand LowerAs(IOperation operation, ITypeSymbol type)
    {
        var operand = Lower(operation);
        return operand.Term is { } term ? Operand.Of(ConvertTo(term, TypeOf(type))) : operand;
    }

    private static void RefuseByKind(IOperation operation)
    {
        if (OperationContract.Refuses(operation))
        {
            throw operation is IInvalidOperation ? new BrokenSource() : Unsupported.Kind(operation);
        }
    }

    private Operand LowerKind(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => Read(local.Local, local),
        IParameterReferenceOperation parameter => Read(parameter.Parameter, parameter),
        IBinaryOperation binary => Binary(binary),
        IUnaryOperation unary => Unary(unary),
        IConversionOperation conversion => Conversion(conversion),
        ICoalesceOperation coalesce => Coalesce(coalesce),
        ICoalesceAssignmentOperation assignment => CoalesceInto(assignment),
        IConditionalAccessOperation access => ConditionalAccess(access),
        IConditionalAccessInstanceOperation when _accessed.Count > 0 => _accessed.Peek(),
        IConditionalOperation choice => NewEither(choice) ?? Choose(
            Term(choice.Condition), () => Lower(choice.WhenTrue), () => Lower(choice.WhenFalse!), choice.Syntax),
        IInvocationOperation call => Call(call, isStatement: false),
        IArrayElementReferenceOperation element => Element(element),
        IPropertyReferenceOperation property => Property(property),
        IImplicitIndexerReferenceOperation indexer => Element(indexer),
        IFieldReferenceOperation field => Field(field),
        IArrayCreationOperation creation => Create(creation),
        IObjectCreationOperation creation => Create(creation),
        IAnonymousObjectCreationOperation creation => Create(creation),
        IWithOperation with => With(with),
        IInstanceReferenceOperation self => Self(self),
        ITupleBinaryOperation comparison => Compare(comparison),
        IDelegateCreationOperation creation => Create(creation),
        ISimpleAssignmentOperation assignment => Set(assignment),
        ICompoundAssignmentOperation assignment => Set(assignment),
        IIncrementOrDecrementOperation step => Set(step),
        IDeconstructionAssignmentOperation assignment => Set(assignment),
        ITupleOperation tuple => Operand.Of([.. tuple.Elements.Select(Lower)]),
        ISwitchExpressionOperation choice => SwitchExpression(choice),
        IIsTypeOperation test when ObjectFrom(test.ValueOperand) is { } one => Operand.Of(TypeTest(one, test.TypeOperand)),
        IIsPatternOperation { Value.Type.SpecialType: SpecialType.System_String, Pattern: IListPatternOperation or IRecursivePatternOperation } test when !Mentions(test.Value) && !test.Pattern.DescendantsAndSelf().Any(part => part is IDeclarationPatternOperation) => Passthrough(test),
        IIsPatternOperation test => Operand.Of(Match(test.Pattern, Stable(Lower(test.Value)))),
        IDefaultValueOperation { Type: { } type } when IsScalar(TypeOf(type)) || CompositeOf(type) is { Type.IsValueType: true } => Default(type),
        IRangeOperation range => Range(range),
        IThrowOperation exception => ThrowHere(exception),
        _ when NewerKinds.IsCollection(operation) => Collection(operation),
        _ when NewerKinds.IsInlineElement(operation) && InlineAt(operation) is not null => InlineElement(operation),
        _ when NewerKinds.IsStackAllocation(operation) => StackAllocation(operation),
        _ => Passthrough(operation),
    };

    /// <summary>
    /// A literal, or constant arithmetic on literals. A named real constant keeps its name; integers do not, so that
    /// loops and indices are known.
    /// </summary>
    private Constant? Literal(IOperation operation)
    {
        if (!operation.ConstantValue.HasValue || operation.ConstantValue.Value is not { } value)
        {
            return null;
        }

        var type = TypeOf(operation.Type);
        return type.Kind switch
        {
            Ir.TypeKind.Boolean => _pool.Boolean((bool)value),
            Ir.TypeKind.Integer => value is ulong and > long.MaxValue ? null : _pool.Int(Convert.ToInt64(value), type),
            Ir.TypeKind.Double or Ir.TypeKind.Float when !NamesConstant(operation) => _pool.Real(Convert.ToDouble(value), type),
            _ => null,
        };
    }

    private static bool NamesConstant(IOperation operation) =>
        operation is IFieldReferenceOperation || operation.ChildOperations.Any(NamesConstant);

    private Operand Read(ISymbol symbol, IOperation use)
    {
        if (_frame.Find(symbol) is not { } place)
        {
            // The parameter of a primary constructor is state of the instance.
            return PlaceAt(use) is { } kept ? ReadPlace(kept, use) : Passthrough(use);
        }

        return ReadPlace(place, use);
    }

    /// <summary>Binds what is looked at several times.</summary>
    private Operand Stable(Operand operand) => ReferenceEquals(operand, Operand.Missing) || operand.IsRows || operand.Objects is not null || (operand.Term is null && KnownWhole(operand) is not null) ? operand : operand.Term is { } term
        ? Operand.Of(term is Value or Constant || IsReference(term) ? term : Name(term, ""))
        : Operand.Of([.. operand.Items.Select(Stable)]);

    /// <summary>Left-deep chains are followed by a loop: a sum of a thousand terms is no deep expression.</summary>
    private Operand Binary(IBinaryOperation operation)
    {
        var spine = new Stack<IBinaryOperation>();
        IOperation leftmost = operation;
        while (leftmost is IBinaryOperation binary && IsArithmetic(binary) && (spine.Count == 0 || Literal(binary) is null))
        {
            spine.Push(binary);
            leftmost = binary.LeftOperand;
        }

        if (spine.Count == 0)
        {
            return Lifted(operation) ?? ObjectEquality(operation) ?? UserOperator(operation) ?? Passthrough(operation);
        }

        var term = Term(leftmost);
        while (spine.Count > 0)
        {
            term = Combine(spine.Pop(), term);
        }

        return Operand.Of(term);
    }

    private bool IsArithmetic(IBinaryOperation operation) =>
        !operation.IsLifted
        && (operation.OperatorMethod is null || operation.LeftOperand.Type is ITypeParameterSymbol)
        && Operators.Of(operation.OperatorKind) is not null
        && IsScalar(TypeOf(operation.LeftOperand.Type))
        && IsScalar(TypeOf(operation.RightOperand.Type));

    private Expression Combine(IBinaryOperation operation, Expression left)
    {
        var op = Operators.Of(operation.OperatorKind)!.Value;
        if (op is Operator.And or Operator.Or)
        {
            return op == Operator.And
                ? Both(left, () => Term(operation.RightOperand), operation.Syntax)
                : Choose(left, () => Operand.Of(_pool.Boolean(true)), () => Lower(operation.RightOperand), operation.Syntax, Operator.Or);
        }

        var right = Term(operation.RightOperand);
        var term = left.Type.Kind == Ir.TypeKind.Boolean
            ? Logic(op, left, right)
            : Whole(op, Operators.IsComparison(op) ? IrType.Boolean : TypeOf(operation.Type), operation.IsChecked, operation, left, right);
        if (op is Operator.Equal or Operator.NotEqual)
        {
            HintEquality(operation.Syntax, op == Operator.Equal ? "==" : "!=", term, left, right);
        }

        return term;
    }

    /// <summary>Both operands of &amp;, | and ^ on bool are evaluated: being terms, they have no effect that could be missed.</summary>
    private Expression Logic(Operator op, Expression left, Expression right) => op switch
    {
        Operator.BitwiseAnd => Operation(Operator.And, IrType.Boolean, left, right),
        Operator.BitwiseOr => Operation(Operator.Or, IrType.Boolean, left, right),
        Operator.ExclusiveOr => Operation(Operator.NotEqual, IrType.Boolean, left, right),
        _ => Operation(op, IrType.Boolean, left, right),
    };

    private Expression Both(Expression left, Func<Expression> right, SyntaxNode node) =>
        Choose(left, () => Operand.Of(right()), () => Operand.Of(_pool.Boolean(false)), node, Operator.And);

    /// <summary>&amp;&amp; and ||: an operator where the second operand is a mere term, else a branch.</summary>
    private Expression Choose(Expression condition, Func<Operand> then, Func<Operand> otherwise, SyntaxNode node, Operator op)
    {
        var chosen = Choose(condition, then, otherwise, node).Term!;
        if (chosen is not Operation { Operator: Operator.Select } select || !ReferenceEquals(select.Operands[0], condition))
        {
            return chosen;
        }

        return Operation(op, IrType.Boolean, condition, select.Operands[op == Operator.And ? 1 : 2]);
    }

    private Expression Not(Expression condition) => condition is Operation { Operator: Operator.Not } negation
        ? negation.Operands[0]
        : Operation(Operator.Not, IrType.Boolean, condition);

    private Operand Unary(IUnaryOperation operation)
    {
        if (NewerKinds.IsHat(operation))
        {
            return Operand.Of([Operand.Of(Term(operation.Operand)), Operand.Of(_pool.Boolean(true))]);
        }

        var type = TypeOf(operation.Type);
        if (operation.IsLifted || (operation.OperatorMethod is not null && operation.Operand.Type is not ITypeParameterSymbol) || !IsScalar(type))
        {
            return Lifted(operation) ?? UserOperator(operation) ?? Passthrough(operation);
        }

        var operand = ConvertTo(Term(operation.Operand), type);
        return operation.OperatorKind switch
        {
            UnaryOperatorKind.Plus => Operand.Of(operand),
            UnaryOperatorKind.Minus => Operand.Of(Whole(Operator.Negate, type, operation.IsChecked, operation, operand)),
            UnaryOperatorKind.Not => Operand.Of(Not(operand)),
            UnaryOperatorKind.BitwiseNegation => Operand.Of(Operation(Operator.Complement, type, operand)),
            _ => Passthrough(operation),
        };
    }

    private Operand Conversion(IConversionOperation conversion)
    {
        if (AsCollection(conversion) is { } collection)
        {
            return collection;
        }

        var (from, to) = (TypeOf(conversion.Operand.Type), TypeOf(conversion.Type));
        if (Composite.IsPosition(conversion.Type) && from.Kind == Ir.TypeKind.Integer)
        {
            return Operand.Of([Operand.Of(ConvertTo(Term(conversion.Operand), IrType.Int)), Operand.Of(_pool.Boolean(false))]);
        }

        if (NewerKinds.IsStackAllocation(conversion.Operand) || (conversion is { IsImplicit: true, Operand: IObjectCreationOperation } && ListElementOf(conversion.Type) is not null) || NewerKinds.IsCollection(conversion.Operand) || conversion.Operand is IThrowOperation)
        {
            return Lower(conversion.Operand);
        }

        if (ObjectConversion(conversion) is { } one)
        {
            return one;
        }

        if (NullableConversion(conversion) is { } nullable)
        {
            return nullable;
        }

        if (conversion.Type is INamedTypeSymbol { IsTupleType: true } target && conversion.Operand.Type is { IsTupleType: true })
        {
            return ConvertItems(Lower(conversion.Operand), target);
        }

        if (conversion.OperatorMethod is { } method && UserOperator(conversion, method, [conversion.Operand]) is { } converted)
        {
            return ConvertItems(converted, conversion.Type);
        }

        if (conversion.OperatorMethod is null && CompositeOf(conversion.Type) is { } whole && CompositeOf(conversion.Operand.Type) is { } part)
        {
            return AsBase(Lower(conversion.Operand), part, whole, conversion);
        }

        if (IsNumber(from) && IsNumber(to))
        {
            var term = Term(conversion.Operand);
            var number = ToWhole(term, to, conversion.IsChecked, conversion);
            if (to.Kind == Ir.TypeKind.Integer && from.IsReal)
            {
                HintRounding(conversion, $"({to})", number, term);
            }

            return Operand.Of(number);
        }

        if (conversion.Operand.ConstantValue is { HasValue: true, Value: null } && IsArray(conversion.Type))
        {
            return NoArray(conversion.Type!);
        }

        // Array to span, span to read-only span, bool to bool: the same object under another type; and what Clone gives as object.
        var areArrays = IsArray(conversion.Type) && IsArray(conversion.Operand.Type);
        var isClone = IsArray(conversion.Type) && conversion.Operand is IInvocationOperation { TargetMethod.Name: "Clone", Instance.Type: IArrayTypeSymbol };
        if (conversion.Type?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate && conversion.OperatorMethod is null)
        {
            return Lower(conversion.Operand);
        }

        return isClone || areArrays || (from == to && from.Kind == Ir.TypeKind.Boolean)
            ? Lower(conversion.Operand)
            : Passthrough(conversion);
    }

    private Operand ThrowHere(IThrowOperation exception)
    {
        Throw(exception);
        return Operand.Of(_pool.Boolean(false));
    }
}
