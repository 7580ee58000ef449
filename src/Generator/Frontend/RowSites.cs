using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Finds the assignments that give an array of arrays its rows: <c>var a = new double[n][]; for (int i = 0; i &lt; n; i++) a[i] = new double[m];</c>.
/// Each row is made once and its length is known before, so that all of them fit into one piece of memory.
/// </summary>
internal static class RowSites
{
    /// <param name="Sites">The assignments of new rows.</param>
    /// <param name="Length">The length of a row; null where it is <paramref name="Count"/>.</param>
    /// <param name="Count">The length of a row that is a literal.</param>
    /// <param name="Index">The variable that counts the rows, where their length depends on it.</param>
    /// <param name="Moves">Rows change their places later on.</param>
    public sealed record RowPlan(IReadOnlyList<SyntaxNode> Sites, IOperation? Length, int Count, ILocalSymbol? Index, bool Moves);

    /// <summary>The local that is about to hold what is created.</summary>
    public static ILocalSymbol? Receiver(IOperation creation) => Outside(creation) switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => target.Local,
        _ => null,
    };

    /// <summary>The field of the object that is being made, which is about to hold what is created.</summary>
    public static ISymbol? Field(IOperation creation) =>
        Outside(creation) is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: IInstanceReferenceOperation } target } ? target.Member : null;

    private static IOperation? Outside(IOperation creation)
    {
        var parent = creation.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent;
    }

    private static bool IsNamed(IOperation array, ISymbol holder) => array switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, holder),
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation } member => SymbolEqualityComparer.Default.Equals(member.Member, holder),
        _ => false,
    };

    /// <summary>Every assignment to an element of a local, or of a field of the object, in the method around an operation.</summary>
    public static IReadOnlyList<IOperation> Of(IOperation creation, ISymbol local)
    {
        var root = creation;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return [.. root.DescendantsAndSelf().Where(operation => operation is IArrayElementReferenceOperation { ArrayReference: var array }
            && IsNamed(array, local) && IsWritten(operation))];
    }

    private static bool IsWritten(IOperation element)
    {
        var (child, parent) = (element, element.Parent);
        while (parent is ITupleOperation)
        {
            (child, parent) = (parent, parent.Parent);
        }

        return parent is IAssignmentOperation assignment && ReferenceEquals(assignment.Target, child)
            || parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out };
    }

    /// <summary>How the rows come about; null where that cannot be told.</summary>
    /// <param name="isKnown">Whether a symbol has a value where the array is made.</param>
    public static RowPlan? Plan(IArrayCreationOperation creation, ISymbol local, Func<ISymbol, bool> isKnown)
    {
        var writes = Of(creation, local);
        var made = writes.Where(write => write.Parent is ISimpleAssignmentOperation assignment && RowOf(assignment.Value) is not null).ToArray();
        if (made.Length != 1
            || made[0] is not IArrayElementReferenceOperation { Indices: [ILocalReferenceOperation index], Parent: ISimpleAssignmentOperation { Value: { } value } site }
            || LoopOf(site, creation) is not { } loop
            || CountedLoop.Of(loop, symbol => AssignedIn(loop).Contains(symbol), symbol => AssignedIn(loop.Body).Contains(symbol)) is not { } counted
            || !SymbolEqualityComparer.Default.Equals(counted.Index, index.Local)
            || writes.Any(write => !ReferenceEquals(write, made[0]) && write.Syntax.Span.IntersectsWith(loop.Syntax.Span)))
        {
            return null;
        }

        var row = RowOf(value)!;
        var moves = writes.Count > 1;
        if (row.Initializer is { } items)
        {
            return new RowPlan([site.Syntax], null, items.ElementValues.Length, null, moves);
        }

        if (row.DimensionSizes is not [var length] || !IsKnown(length, creation, counted.Index, isKnown))
        {
            return null;
        }

        var isRagged = length.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation used && SymbolEqualityComparer.Default.Equals(used.Local, counted.Index));
        return new RowPlan([site.Syntax], length, 0, isRagged ? counted.Index : null, moves);
    }

    /// <summary>The array that a row is: created here, or in the declaration of the local that holds it.</summary>
    private static IArrayCreationOperation? RowOf(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        if (value is IArrayCreationOperation creation)
        {
            return creation;
        }

        return value is ILocalReferenceOperation { Local: { } local } && Root(value).DescendantsAndSelf().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.Symbol, local)) is { Initializer.Value: { } initial }
            && !AssignedIn(Root(value)).Contains(local)
            && initial is not ILocalReferenceOperation
                ? RowOf(initial)
                : null;
    }

    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    public static HashSet<ISymbol> AssignedIn(IOperation part) => AssignedSymbols.In([part], _ => [], withLists: true);

    /// <summary>The one loop between an assignment and the block that the array is made in.</summary>
    private static IForLoopOperation? LoopOf(IOperation site, IOperation creation)
    {
        IForLoopOperation? found = null;
        for (var parent = site.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent.Syntax.Span.Contains(creation.Syntax.Span))
            {
                return found is not null && found.Syntax.SpanStart > creation.Syntax.SpanStart ? found : null;
            }

            if (parent is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                if (found is not null || parent is not IForLoopOperation loop)
                {
                    return null;
                }

                found = loop;
            }
        }

        return null;
    }

    /// <summary>Whether a length is the same where the array is made: of constants, and of symbols that never change.</summary>
    public static bool IsKnown(IOperation length, IOperation creation, ISymbol? index, Func<ISymbol, bool> isKnown)
    {
        var changed = AssignedIn(Root(creation));
        return length.DescendantsAndSelf().All(part => part switch
        {
            ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, index) || (isKnown(local.Local) && !changed.Contains(local.Local)),
            IParameterReferenceOperation parameter => isKnown(parameter.Parameter) && !changed.Contains(parameter.Parameter),
            IInvocationOperation { TargetMethod.Name: "GetLength" } => true,
            IInvocationOperation or IAssignmentOperation or IIncrementOrDecrementOperation or IObjectCreationOperation => false,
            IArrayElementReferenceOperation { Type.SpecialType: not SpecialType.System_Int32 } => true,
            IArrayElementReferenceOperation => false,
            _ => true,
        });
    }
}
