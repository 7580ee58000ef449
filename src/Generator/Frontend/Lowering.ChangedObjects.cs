using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>What is read of an object that is constant for the derivative, and that the method changes under way: it is read where it stands, once.</content>
internal sealed partial class Lowering
{
    private readonly Dictionary<IOperation, HashSet<ISymbol>> _changedObjects = [];

    /// <summary>A part of an object that is another one afterwards.</summary>
    private bool ReadsChanged(IOperation operation) =>
        operation is not (ILocalReferenceOperation or IParameterReferenceOperation) && operation.DescendantsAndSelf().Any(part => ChangedObjects.RootOf(part) is { } root && IsChanged(root, part));

    private bool IsChanged(ISymbol symbol, IOperation use)
    {
        if (ChangedIn(Outermost(use)).Contains(symbol))
        {
            return true;
        }

        if (symbol is not IParameterSymbol { Type: var type })
        {
            return false;
        }

        // The caller may give the same object to what changes it.
        for (var frame = _frame.Caller; frame is not null; frame = frame.Caller)
        {
            if (_context.Bodies.Of(frame.Method) is { } source && ChangedIn(source.Body).Any(one => one switch
                {
                    ILocalSymbol local => SymbolEqualityComparer.Default.Equals(local.Type, type),
                    IParameterSymbol parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, type),
                    _ => false,
                }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The whole body that an operation is a part of.</summary>
    private static IOperation Outermost(IOperation part)
    {
        while (part.Parent is { } parent)
        {
            part = parent;
        }

        return part;
    }

    private HashSet<ISymbol> ChangedIn(IOperation root)
    {
        if (!_changedObjects.TryGetValue(root, out var changed))
        {
            _changedObjects.Add(root, changed = ChangedObjects.In(root, method => _context.Bodies.Of(method)?.Body));
        }

        return changed;
    }

    /// <summary>C# that reads a part of an object: where that changes, as it is now.</summary>
    private Expression Now(IOperation source, Expression code) => code is Opaque opaque && ChangedObjects.RootOf(source) is { } root && IsChanged(root, source) ? Once(opaque) : code;
}
