using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Diagnostics;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Constant C# that is no function: it changes something, or gives another value each time. It stays, run once as in the method, and is named.</summary>
internal sealed partial class Lowering
{
    private void HintNoFunction(IOperation operation)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            if (part is IInvocationOperation call && (IsChanging(call.TargetMethod) || (ReferenceEquals(part, operation) && IsForItsEffect(call))))
            {
                HintNoFunction(call, Unsupported.Display(call.TargetMethod));
            }
            else if (part is IPropertyReferenceOperation { Property: { } property } && (IsOfTheMoment(property) || (property.GetMethod is { } getter && IsChanging(getter))))
            {
                HintNoFunction(part, Unsupported.Display(property));
            }
        }
    }

    private void HintNoFunction(IOperation operation, string what) => HintOnce(new Hint(Descriptors.NoFunction, Unsupported.At(operation), what));

    /// <summary>A statement for its effect on what outlives the call; guards only look.</summary>
    private static bool IsForItsEffect(IInvocationOperation call) =>
        call.Parent is IExpressionStatementOperation && !IsHarmless(call) && !call.TargetMethod.Name.StartsWith("Throw", StringComparison.Ordinal);

    private bool IsChanging(IMethodSymbol method) =>
        IsOfTheMoment(method) || (_context.Bodies.Of(method) is { } source && source.Body.Descendants().Any(part => WritesToField(part, !method.ContainingType.IsValueType)));

    /// <summary>A value that is made when it is first asked for is the same for all. A struct may be a copy.</summary>
    private static bool WritesToField(IOperation operation, bool isOfObject) => operation switch
    {
        ICoalesceAssignmentOperation => false,
        IAssignmentOperation assignment => IsField(assignment.Target, isOfObject) && !IsFirstTime(assignment),
        IIncrementOrDecrementOperation step => IsField(step.Target, isOfObject),
        _ => false,
    };

    private static bool IsField(IOperation target, bool isOfObject) => target is IFieldReferenceOperation field
        && (field.Instance is null || (isOfObject && field.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }));

    /// <summary><c>if (_cache == null) _cache = …</c></summary>
    private static bool IsFirstTime(IAssignmentOperation assignment)
    {
        for (var around = assignment.Parent; around is not null; around = around.Parent)
        {
            if (around is IConditionalOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfTheMoment(ISymbol member) => (member.ContainingType?.ToDisplayString(), member.Name) switch
    {
        ("System.Random", _) => true,
        ("System.DateTime" or "System.DateTimeOffset", "Now" or "UtcNow" or "Today") => true,
        ("System.Environment", "TickCount" or "TickCount64") => true,
        ("System.Guid", "NewGuid") => true,
        ("System.Diagnostics.Stopwatch", "GetTimestamp" or "Elapsed" or "ElapsedMilliseconds" or "ElapsedTicks") => true,
        ("System.Security.Cryptography.RandomNumberGenerator", _) => true,
        _ => false,
    };
}
