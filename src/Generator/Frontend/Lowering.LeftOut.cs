using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Diagnostics;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Statements that have no part in the value: reports, counters, resources. They stay out of the derivative, with a hint.</summary>
internal sealed partial class Lowering
{
    /// <summary>Fields and locals that only such statements write to: whoever reads one brings it into the value.</summary>
    private readonly Dictionary<ISymbol, IOperation> _leftOut = new(SymbolEqualityComparer.Default);

    /// <summary>What the passed-through text names.</summary>
    private readonly HashSet<ISymbol> _named = new(SymbolEqualityComparer.Default);

    /// <summary>True where the statement is left out.</summary>
    private bool LeaveOut(IOperation operation) => operation switch
    {
        IConditionalAccessOperation access => LeaveOut(access.WhenNotNull),
        IInvocationOperation call => LeaveOutCall(call),
        IIncrementOrDecrementOperation { OperatorMethod: null } step => LeaveOutWrite(step, step.Target, null),
        ICompoundAssignmentOperation { OperatorMethod: null } assignment => LeaveOutWrite(assignment, assignment.Target, assignment.Value),
        ISimpleAssignmentOperation { IsRef: false } assignment => LeaveOutWrite(assignment, assignment.Target, assignment.Value),
        _ => false,
    };

    private bool LeaveOutCall(IInvocationOperation call)
    {
        var receiver = call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null);
        if (!(Reporting.Is(call.TargetMethod, receiver?.Type) || IsObserver(call)) || !IsUntouched(call))
        {
            return false;
        }

        foreach (var told in call.Arguments.Where(argument => argument.Parameter?.RefKind == RefKind.Ref).Select(argument => argument.Value).Append(receiver))
        {
            if (told is not null && RootOf(told) is { } root)
            {
                _leftOut[root] = call;
            }
        }

        HintLeftOut(call, call.TargetMethod.MethodKind == MethodKind.DelegateInvoke ? Unsupported.Short(call.Syntax).TrimStart('.') : Unsupported.Display(call.TargetMethod));
        return true;
    }

    /// <summary>A delegate of unknown target without result, given numbers only: it is told of them.</summary>
    private bool IsObserver(IInvocationOperation call) => call is { TargetMethod: { MethodKind: MethodKind.DelegateInvoke, ReturnsVoid: true } }
        && call.Arguments.All(argument => argument.Parameter?.RefKind == RefKind.None && IsScalar(TypeOf(argument.Value.Type)))
        && (call.Instance is IConditionalAccessInstanceOperation || (call.Instance is { } target && MayBeKnown(target) && !IsCallee(Lower(target).Term)));

    /// <summary>A counter or a note in a field that no derivative could need.</summary>
    private bool LeaveOutWrite(IOperation write, IOperation target, IOperation? value)
    {
        if (target is not IFieldReferenceOperation { Field: { } field } || PlaceAt(target) is not null || ActiveSymbols.CanCarry(field.Type)
            || (target is IFieldReferenceOperation { Instance: { } instance } && instance is not IInstanceReferenceOperation)
            || (value is not null && (!IsUntouched(value) || Effects.May(value))))
        {
            return false;
        }

        _leftOut[field] = write;
        HintLeftOut(write, write.Syntax.ToString());
        return true;
    }

    /// <summary>No variable of the method changes in it.</summary>
    private bool IsUntouched(IOperation operation) => !Changes([operation]).Any(symbol => _frame.Find(symbol) is not null && !_leftOut.ContainsKey(symbol));

    private static ISymbol? RootOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IInvocationOperation { Instance: { } instance } => RootOf(instance),
        IPropertyReferenceOperation { Instance: { } instance } => RootOf(instance),
        IConversionOperation conversion => RootOf(conversion.Operand),
        _ => null,
    };

    private void HintLeftOut(IOperation operation, string what) =>
        HintOnce(new Hint(Descriptors.LeftOut, Unsupported.At(operation), what));

    /// <summary>A local that holds somebody to report to is not made in the derivative.</summary>
    private bool LeaveOutLocal(ILocalSymbol local, IOperation? value)
    {
        if (value is null || local.Type is not INamedTypeSymbol type || !Reporting.IsReporter(type) || !IsUntouched(value))
        {
            return false;
        }

        _leftOut[local] = value;
        return true;
    }

    /// <summary>Passed-through text must not bring in what has been left out.</summary>
    private void RequireNotLeftOut(IOperation operation)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            ISymbol? symbol = part switch
            {
                ILocalReferenceOperation local => local.Local,
                IMemberReferenceOperation member => member.Member.OriginalDefinition,
                IInvocationOperation call => call.TargetMethod.OriginalDefinition,
                _ => null,
            };
            if (symbol is ILocalSymbol && _leftOut.TryGetValue(symbol, out var statement))
            {
                throw statement is IUsingOperation or IUsingDeclarationOperation
                    ? Unsupported.Statement(statement.Syntax.DescendantTokens().First(token => token.Text == "using"), PassWhatItGives)
                    : Unsupported.Expression(part);
            }

            if (symbol is not null)
            {
                RequireUnlocked(symbol);
                _named.Add(symbol);
            }
        }
    }

    /// <summary>At the end: nothing that was read, and no member that was called, sees a field whose writes are left out.</summary>
    private void RequireUnread()
    {
        foreach (var pair in _leftOut)
        {
            if (pair.Key is IFieldSymbol { ContainingType: { } type } field && IsReadIn(field, type.OriginalDefinition))
            {
                throw Unsupported.SideEffect(pair.Value is IInvocationOperation ? pair.Value : TargetIn(pair.Value));
            }
        }
    }

    private static IOperation TargetIn(IOperation write) => write switch
    {
        IIncrementOrDecrementOperation step => step.Target,
        IAssignmentOperation assignment => assignment.Target,
        _ => write,
    };

    /// <summary>Follows names from what the text names through the members of the field's type.</summary>
    private bool IsReadIn(IFieldSymbol field, INamedTypeSymbol type)
    {
        var reached = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ISymbol>(_named);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (SymbolEqualityComparer.Default.Equals(next, field.OriginalDefinition))
            {
                return true;
            }

            if (!reached.Add(next) || !SymbolEqualityComparer.Default.Equals(next.ContainingType?.OriginalDefinition, type))
            {
                continue;
            }

            foreach (var member in _context.Bodies.NamesIn(next).SelectMany(name => type.GetMembers(name)))
            {
                open.Push(member);
            }
        }

        return false;
    }
}
