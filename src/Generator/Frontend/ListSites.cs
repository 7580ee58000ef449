using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>How many elements a list will get at most, as far as the loops around each <c>Add</c> say.</summary>
internal static class ListSites
{
    /// <summary>For each <c>Add</c> the loops that repeat it after the list is made; null where that cannot be told beforehand.</summary>
    public static IReadOnlyList<IReadOnlyList<CountedLoop>>? Additions(IOperation creation, ILocalSymbol local, Func<ISymbol, bool> isKnown)
    {
        var root = RowSites.Root(creation);
        var additions = new List<IReadOnlyList<CountedLoop>>();
        foreach (var use in root.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local)))
        {
            switch (use.Parent)
            {
                case IPropertyReferenceOperation or IForEachLoopOperation:
                case IInvocationOperation { Instance: { } read, TargetMethod.Name: "ToArray" or "Clear" or "RemoveAt" or "Pop" or "Peek" or "Dequeue" or "Reverse" } when ReferenceEquals(read, use):
                case IConversionOperation { Parent: IForEachLoopOperation or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" } } }:
                case { } spread when NewerKinds.IsSpread(spread):
                    break;
                case IInvocationOperation { Instance: { } added, TargetMethod.Name: "Add" or "Push" or "Enqueue" } call when ReferenceEquals(added, use):
                    if (LoopsAround(call, creation, isKnown) is not { } loops)
                    {
                        return null;
                    }

                    additions.Add(loops);
                    break;
                default:
                    if (use.Syntax.Parent?.Parent is not { } || !IsImplicitIndexer(use))
                    {
                        return null;
                    }

                    break;
            }
        }

        return additions;
    }

    /// <summary>Whether elements of the list are assigned to by their index.</summary>
    public static bool AreStored(IOperation creation, ILocalSymbol local) => RowSites.Root(creation).DescendantsAndSelf().OfType<IAssignmentOperation>().Any(assignment =>
        assignment.Target is IPropertyReferenceOperation { Instance: ILocalReferenceOperation list } && SymbolEqualityComparer.Default.Equals(list.Local, local));

    private static bool IsImplicitIndexer(IOperation use) => use.Parent is IImplicitIndexerReferenceOperation;

    private static IReadOnlyList<CountedLoop>? LoopsAround(IOperation call, IOperation creation, Func<ISymbol, bool> isKnown)
    {
        var loops = new List<CountedLoop>();
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent.Syntax.Span.Contains(creation.Syntax.Span))
            {
                return loops;
            }

            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return null;
            }

            if (parent is ILoopOperation loop)
            {
                if (loop is not IForLoopOperation counting
                    || CountedLoop.Of(counting, symbol => RowSites.AssignedIn(counting).Contains(symbol), symbol => RowSites.AssignedIn(counting.Body).Contains(symbol)) is not { Step: null } counted
                    || counted.Comparison == Ir.Operator.NotEqual
                    || !RowSites.IsKnown(counted.Start, creation, null, isKnown)
                    || !RowSites.IsKnown(counted.Bound, creation, null, isKnown))
                {
                    return null;
                }

                loops.Add(counted);
            }
        }

        return null;
    }
}
