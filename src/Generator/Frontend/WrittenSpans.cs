using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>The parameters whose elements a body sets, or gives to something that may.</summary>
internal static class WrittenSpans
{
    public static HashSet<ISymbol> In(IOperation body)
    {
        var written = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in body.DescendantsAndSelf())
        {
            var target = operation switch
            {
                IAssignmentOperation assignment => ArrayOf(assignment.Target),
                IIncrementOrDecrementOperation step => ArrayOf(step.Target),
                IArgumentOperation argument when argument.Parameter?.Type is INamedTypeSymbol { Name: "Span" } => argument.Value,
                IInvocationOperation { Instance: { Type.Name: "Span" } instance, TargetMethod.Name: "Fill" or "Clear" } => instance,
                _ => null,
            };
            if (target is IParameterReferenceOperation parameter)
            {
                written.Add(parameter.Parameter);
            }
        }

        return written;
    }

    private static IOperation? ArrayOf(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Arguments.Length: 1 } element => element.Instance,
        IImplicitIndexerReferenceOperation element => element.Instance,
        _ => null,
    };
}
