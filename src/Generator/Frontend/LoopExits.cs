using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Whether the body of a loop can leave it early.</summary>
internal static class LoopExits
{
    public static bool Returns(IOperation body) =>
        Own(body).Any(operation => operation is IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak });

    /// <summary>Whether it gives an element of an iterator.</summary>
    public static bool Yields(IOperation body) => Own(body).Any(operation => operation is IReturnOperation { Kind: OperationKind.YieldReturn });

    /// <summary>Whether control may go on elsewhere than after it.</summary>
    public static bool Leaves(IOperation statement) => Own(statement).Any(operation => operation is IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } or IBranchOperation);

    /// <summary>A break that means this loop: not that of a loop or switch inside.</summary>
    public static bool Breaks(IOperation body) =>
        Parts(body, child => child is not (ILoopOperation or ISwitchOperation)).Any(part => part is IBranchOperation { BranchKind: BranchKind.Break });

    /// <summary>A continue that means this loop.</summary>
    public static bool Continues(IOperation body) =>
        Parts(body, child => child is not ILoopOperation).Any(part => part is IBranchOperation { BranchKind: BranchKind.Continue });

    /// <summary>A piece of code and all inside it that belongs to the same function.</summary>
    public static IEnumerable<IOperation> Own(IOperation operation) => Parts(operation, _ => true);

    private static IEnumerable<IOperation> Parts(IOperation operation, Func<IOperation, bool> enters)
    {
        var open = new Stack<IOperation>();
        open.Push(operation);
        while (open.Count > 0)
        {
            var next = open.Pop();
            yield return next;
            foreach (var child in next.ChildOperations)
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation) && enters(child))
                {
                    open.Push(child);
                }
            }
        }
    }
}
