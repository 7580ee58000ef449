using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Delegates whose target is known: lambdas, method groups, what helpers return of them. They are terms that stand for a callee and go
/// through variables, arguments and results like any other; none of them ever reaches the output.
/// </summary>
internal sealed partial class Lowering
{
    private readonly Dictionary<Expression, Callee> _callees = [];

    private bool IsCallee(Expression? term) => term is not null && _callees.ContainsKey(term);

    private Expression Stands(Callee callee, string type)
    {
        var term = _pool.Opaque(IrType.Opaque(type), [$"delegate {_callees.Count}"]);
        _callees.Add(term, callee);
        return term;
    }

    private Operand Create(IDelegateCreationOperation creation)
    {
        var type = Text(creation.Type);
        switch (creation.Target)
        {
            case IAnonymousFunctionOperation lambda:
                return Operand.Of(Stands(new Closure(lambda.Symbol, lambda.Body, _frame), type));
            case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local } when BodyOf(local.OriginalDefinition).FirstOrDefault() is { } body:
                return Operand.Of(Stands(new Closure(local.OriginalDefinition, body, FrameOf(local.OriginalDefinition)), type));
            case IMethodReferenceOperation { Method: { ReducedFrom: null } method } reference:
                var receiver = ObjectAt(reference.Instance) is { } one ? one : reference.Instance is null or IInstanceReferenceOperation ? _frame.Receiver : Term(reference.Instance);
                return Operand.Of(Stands(new MethodGroup(method, method.IsStatic ? null : receiver), type));
            default:
                return Lower(creation.Target);
        }
    }

    private Operand InvokeDelegate(IInvocationOperation call, bool isStatement)
    {
        if (call.Instance is not { } instance || !MayBeKnown(instance) || Lower(instance).Term is not { } target)
        {
            return Passthrough(call);
        }

        if (IsCallee(target))
        {
            return Invoke(call, target, isStatement);
        }

        return instance is IInvocationOperation or IDelegateCreationOperation ? throw Unsupported.DelegateCall(call, Unsupported.Short(instance.Syntax)) : Passthrough(call);
    }

    /// <summary>Whether looking at the delegate has no effect, or can only give a known one.</summary>
    private bool MayBeKnown(IOperation instance) => instance switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IDelegateCreationOperation => true,
        IConversionOperation conversion => MayBeKnown(conversion.Operand),
        IArrayElementReferenceOperation element => DelegateItems(element.ArrayReference) is not null || TableAt(element.ArrayReference) is not null,
        IConditionalOperation choice => MayBeKnown(choice.WhenTrue) && MayBeKnown(choice.WhenFalse!),
        IInvocationOperation call => call.TargetMethod.MethodKind == MethodKind.DelegateInvoke || _context.Bodies.Of(call.TargetMethod) is not null || BodyOf(call.TargetMethod.OriginalDefinition).Any(),
        _ => false,
    };

    private Operand Invoke(IInvocationOperation call, Expression target, bool isStatement)
    {
        switch (_callees[target])
        {
            case Closure closure:
                return Inline(new CallSite(call, closure.Method), closure.Body, closure.Frame.Model, closure.Frame);
            case MethodGroup group:
                return Call(new CallSite(call, group.Method, group.Receiver), isStatement);
            case ChosenCallee choice:
                return Choose(choice.Condition, () => Invoke(call, choice.Then, isStatement), () => Invoke(call, choice.Otherwise, isStatement), call.Syntax);
            default:
                throw new InvalidOperationException("A callee of no known kind.");
        }
    }

    /// <summary>Either of two delegates that are known; null where one is not.</summary>
    private Expression? Chosen(Expression condition, Expression? then, Expression? otherwise) =>
        IsReference(then) && IsReference(otherwise) ? Either(condition, then!, otherwise!) : IsCallee(then) && IsCallee(otherwise) ? Stands(new ChosenCallee(condition, then!, otherwise!), then!.Type.CSharp) : null;

    /// <summary>A delegate that a read-only field holds since its initializer; null for any other field.</summary>
    private Operand? DelegateIn(IFieldSymbol field)
    {
        if (!field.IsReadOnly || !field.IsStatic || field.Type.TypeKind != Microsoft.CodeAnalysis.TypeKind.Delegate
            || field.ContainingType.StaticConstructors.Any(constructor => !constructor.IsImplicitlyDeclared))
        {
            return null;
        }

        var value = field.DeclaringSyntaxReferences
            .Where(reference => _context.Compilation.ContainsSyntaxTree(reference.SyntaxTree))
            .Select(reference => (reference.GetSyntax(_cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value)
            .FirstOrDefault();
        if (value is null)
        {
            return null;
        }

        var model = _context.Bodies.ModelOf(value.SyntaxTree);
        return model.GetOperation(value, _cancellation) is { } operation && DelegateOf(operation) is { } creation
            ? Elsewhere(field, model, creation, () => Create(creation))
            : null;
    }

    /// <summary>A delegate that a property gives, whose getter is one expression.</summary>
    private Operand? DelegateIn(IPropertyReferenceOperation property)
    {
        if (property.Property is not { Type.TypeKind: Microsoft.CodeAnalysis.TypeKind.Delegate, GetMethod: { } getter } || !property.Property.IsStatic
            || getter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) is not ArrowExpressionClauseSyntax arrow
            || !_context.Compilation.ContainsSyntaxTree(arrow.SyntaxTree))
        {
            return null;
        }

        var model = _context.Bodies.ModelOf(arrow.SyntaxTree);
        return model.GetOperation(arrow.Expression, _cancellation) is { } operation && DelegateOf(operation) is { } creation
            ? Elsewhere(property.Property, model, creation, () => Create(creation))
            : null;
    }

    private static IDelegateCreationOperation? DelegateOf(IOperation operation) => operation switch
    {
        IDelegateCreationOperation creation => creation,
        IAnonymousFunctionOperation or IMethodReferenceOperation => operation.Parent as IDelegateCreationOperation,
        IConversionOperation conversion => DelegateOf(conversion.Operand),
        _ => null,
    };

    /// <summary>Lowers in a frame of its own, which captures nothing: the initializer of a field.</summary>
    private Operand Elsewhere(ISymbol member, SemanticModel model, IOperation value, Func<Operand> lower)
    {
        var parameters = value.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().SelectMany(lambda => lambda.Symbol.Parameters);
        return Within(new Frame(_context.Method, model, null, null, ActiveSymbols.In([value], parameters, _cancellation)), lower);
    }
}
