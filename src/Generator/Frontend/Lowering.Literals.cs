using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Literals of arrays: their items, how many they are, and the text that makes them again.</summary>
internal sealed partial class Lowering
{
    private Operand Items(IOperation value)
    {
        value = Unwrapped(value);
        if (value is IConditionalOperation choice)
        {
            return Choose(Term(choice.Condition), () => Items(choice.WhenTrue), () => Items(choice.WhenFalse!), choice.Syntax);
        }

        var element = TypeOf(_context.Method.ReturnType).Element!;
        var items = Operand.Of([.. ListItems(value)!.Select(item => Operand.Of(ConvertTo(Term(item), element)))]);
        NoteReturned(value, items);
        return items;
    }

    private static int? ListLength(IOperation body)
    {
        var counts = LoopExits.Own(body)
            .Where(operation => operation is IReturnOperation { Kind: OperationKind.Return })
            .Select(operation => ((IReturnOperation)operation).ReturnedValue is { } value ? CountItems(value) : null)
            .Distinct()
            .ToArray();
        return counts is [> 0 and <= ListLimit] ? counts[0] : null;
    }

    private static int? CountItems(IOperation value)
    {
        value = Unwrapped(value);
        if (value is IConditionalOperation { WhenFalse: { } otherwise } choice)
        {
            var count = CountItems(choice.WhenTrue);
            return CountItems(otherwise) == count ? count : null;
        }

        return ListItems(value)?.Count;
    }

    /// <summary>The items of an array literal, row by row; null for anything else.</summary>
    private static IReadOnlyList<IOperation>? ListItems(IOperation value)
    {
        if (NewerKinds.IsCollection(value))
        {
            IOperation[] items = [.. value.ChildOperations];
            return items.Any(NewerKinds.IsSpread) ? null : items;
        }

        return value is IArrayCreationOperation { Initializer: { } initializer } ? [.. Flat(initializer)] : null;
    }

    private static IEnumerable<IOperation> Flat(IArrayInitializerOperation initializer) =>
        initializer.ElementValues.SelectMany(item => item is IArrayInitializerOperation row ? Flat(row) : [item]);

    /// <summary>The columns of a literal of rows; 0 for a plain list.</summary>
    private static int ListColumns(IOperation body) => LoopExits.Own(body)
        .OfType<IReturnOperation>()
        .Select(statement => statement.ReturnedValue is { } value && Unwrapped(value) is IArrayCreationOperation { DimensionSizes: [_, { ConstantValue.Value: int columns }] } ? columns : 0)
        .Max();

    private IReadOnlyList<string> LiteralFragments(IrType element, int count)
    {
        if (_columns == 0)
        {
            return Fragments($"new {element}[] {{ ", count, " }");
        }

        var between = Enumerable.Range(1, count - 1).Select(i => i % _columns == 0 ? " }, { " : ", ");
        return [$"new {element}[,] {{ {{ ", .. between, " } }"];
    }

    private static IReadOnlyList<string> Fragments(string open, int count, string close) =>
        [open, .. Enumerable.Repeat(", ", count - 1), close];
}
