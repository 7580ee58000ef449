using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Whether the body of a loop can leave it early.</summary>
internal static class LoopExits
{
    public static bool Returns(IOperation body) =>
        Own(body).Any(operation => operation is IReturnOperation { Kind: OperationKind.Return });

    /// <summary>A break that means this loop: not that of a loop or switch inside.</summary>
    public static bool Breaks(IOperation body) =>
        body is IBranchOperation { BranchKind: BranchKind.Break }
        || Children(body).Where(child => child is not (ILoopOperation or ISwitchOperation)).Any(Breaks);

    /// <summary>A piece of code and all inside it that belongs to the same function.</summary>
    public static IEnumerable<IOperation> Own(IOperation operation)
    {
        var open = new Stack<IOperation>();
        open.Push(operation);
        while (open.Count > 0)
        {
            var next = open.Pop();
            yield return next;
            foreach (var child in Children(next))
            {
                open.Push(child);
            }
        }
    }

    /// <summary>Without what belongs to another function.</summary>
    private static IEnumerable<IOperation> Children(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            {
                yield return child;
            }
        }
    }
}
