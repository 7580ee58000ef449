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

    /// <summary>The array parameters whose elements a body sets before it reads any, as the text has it.</summary>
    public static HashSet<ISymbol> Filled(IOperation body)
    {
        var (filled, read) = (new HashSet<ISymbol>(SymbolEqualityComparer.Default), new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        foreach (var element in body.DescendantsAndSelf().OfType<IArrayElementReferenceOperation>().OrderBy(element => element.Syntax.SpanStart))
        {
            if (element.ArrayReference is not IParameterReferenceOperation { Parameter: var array })
            {
                continue;
            }

            if (element.Parent is ISimpleAssignmentOperation assignment && ReferenceEquals(assignment.Target, element) && !read.Contains(array))
            {
                filled.Add(array);
            }
            else
            {
                read.Add(array);
            }
        }

        return filled;
    }

    private static IOperation? ArrayOf(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Arguments.Length: 1 } element => element.Instance,
        IImplicitIndexerReferenceOperation element => element.Instance,
        _ => null,
    };
}
