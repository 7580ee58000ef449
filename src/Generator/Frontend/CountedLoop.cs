using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>A for loop over one int local, whose bound and step do not change while it runs.</summary>
internal sealed class CountedLoop
{
    private CountedLoop(ILocalSymbol index, IOperation start, Operator comparison, IOperation bound, IOperation? step, bool isDown, int ahead)
    {
        Index = index;
        Start = start;
        Comparison = comparison;
        Bound = bound;
        Step = step;
        IsDown = isDown;
        Ahead = ahead;
    }

    public ILocalSymbol Index { get; }

    public IOperation Start { get; }

    public Operator Comparison { get; }

    public IOperation Bound { get; }

    /// <summary>Null for 1.</summary>
    public IOperation? Step { get; }

    public bool IsDown { get; }

    /// <summary>What the index is compared with is the bound minus this: <c>i + 1 &lt; x.Length</c>.</summary>
    public int Ahead { get; }

    /// <param name="changes">Whether the loop assigns a symbol, by its body or at its bottom.</param>
    /// <param name="bodyChanges">Whether its body does.</param>
    /// <param name="mayLookAhead">Whether the caller knows of <see cref="Ahead"/>.</param>
    public static CountedLoop? Of(IForLoopOperation loop, Func<ISymbol, bool> changes, Func<ISymbol, bool> bodyChanges, bool mayLookAhead = false)
    {
        if (loop.Before.Length != 1
            || loop.Before[0] is not IVariableDeclarationGroupOperation { Declarations.Length: 1 } group
            || group.Declarations[0].Declarators is not [{ Symbol: { Type.SpecialType: SpecialType.System_Int32, RefKind: RefKind.None } index } declarator]
            || declarator.Initializer?.Value is not { } start
            || loop.Condition is not IBinaryOperation { OperatorMethod: null } condition
            || loop.AtLoopBottom is not [IExpressionStatementOperation { Operation: { } bottom }]
            || StepOf(bottom, index) is not var (step, isDown)
            || ((mayLookAhead ? AheadOf(condition, index) : null) ?? BoundOf(condition, index)) is not var (comparison, bound, ahead))
        {
            return null;
        }

        // Inside the loop the index may only be read; its own step is the one assignment.
        return !bodyChanges(index) && IsInvariant(bound, changes) && (step is null || IsInvariant(step, changes))
            ? new CountedLoop(index, start, comparison, bound, step, isDown, ahead)
            : null;
    }

    private static (IOperation? Step, bool IsDown)? StepOf(IOperation bottom, ILocalSymbol index) => bottom switch
    {
        IIncrementOrDecrementOperation step when Is(step.Target, index) => (null, step.Kind == OperationKind.Decrement),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null } step when Is(step.Target, index) => (step.Value, false),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract, OperatorMethod: null } step when Is(step.Target, index) => (step.Value, true),
        _ => null,
    };

    /// <summary>A length has room below it, so that what is added to the index can be taken from it instead.</summary>
    private static (Operator Comparison, IOperation Bound, int Ahead)? AheadOf(IBinaryOperation condition, ILocalSymbol index) =>
        condition is
        {
            OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual,
            LeftOperand: IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_Int32, RightOperand.ConstantValue: { HasValue: true, Value: int and > 0 and < 1000 },
            } sum,
            RightOperand: IPropertyReferenceOperation { Property.Name: "Length", Arguments.Length: 0, Type.SpecialType: SpecialType.System_Int32 } length,
        } && Is(sum.LeftOperand, index)
            ? (condition.OperatorKind == BinaryOperatorKind.LessThan ? Operator.Less : Operator.LessOrEqual, length, (int)sum.RightOperand.ConstantValue.Value!)
            : null;

    private static (Operator Comparison, IOperation Bound, int Ahead)? BoundOf(IBinaryOperation condition, ILocalSymbol index) =>
        (Is(condition.LeftOperand, index), Is(condition.RightOperand, index), condition.OperatorKind) switch
        {
            (true, false, BinaryOperatorKind.LessThan) => (Operator.Less, condition.RightOperand, 0),
            (true, false, BinaryOperatorKind.LessThanOrEqual) => (Operator.LessOrEqual, condition.RightOperand, 0),
            (true, false, BinaryOperatorKind.GreaterThan) => (Operator.Greater, condition.RightOperand, 0),
            (true, false, BinaryOperatorKind.GreaterThanOrEqual) => (Operator.GreaterOrEqual, condition.RightOperand, 0),
            (true, false, BinaryOperatorKind.NotEquals) => (Operator.NotEqual, condition.RightOperand, 0),
            (false, true, BinaryOperatorKind.LessThan) => (Operator.Greater, condition.LeftOperand, 0),
            (false, true, BinaryOperatorKind.LessThanOrEqual) => (Operator.GreaterOrEqual, condition.LeftOperand, 0),
            (false, true, BinaryOperatorKind.GreaterThan) => (Operator.Less, condition.LeftOperand, 0),
            (false, true, BinaryOperatorKind.GreaterThanOrEqual) => (Operator.LessOrEqual, condition.LeftOperand, 0),
            (false, true, BinaryOperatorKind.NotEquals) => (Operator.NotEqual, condition.LeftOperand, 0),
            _ => null,
        };

    private static bool Is(IOperation operation, ILocalSymbol local) =>
        operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);

    /// <summary>Gives the same each time: literals, names that keep their value, lengths, arithmetic on those.</summary>
    private static bool IsInvariant(IOperation operation, Func<ISymbol, bool> changes) => operation switch
    {
        { ConstantValue.HasValue: true } => true,
        ILocalReferenceOperation local => !changes(local.Local),
        IParameterReferenceOperation parameter => !changes(parameter.Parameter),
        IInstanceReferenceOperation or ILiteralOperation => true,
        IFieldReferenceOperation or IBinaryOperation or IUnaryOperation or IConversionOperation => All(operation, changes),
        IPropertyReferenceOperation { Arguments.Length: 0 } => All(operation, changes),
        IInvocationOperation { TargetMethod: { Name: "GetLength", ContainingType.SpecialType: SpecialType.System_Array } } => All(operation, changes),
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { Name: "Math", ContainingNamespace.Name: "System" } } } => All(operation, changes),
        IArgumentOperation => All(operation, changes),
        _ => false,
    };

    private static bool All(IOperation operation, Func<ISymbol, bool> changes)
    {
        foreach (var child in operation.ChildOperations)
        {
            if (!IsInvariant(child, changes))
            {
                return false;
            }
        }

        return true;
    }
}
