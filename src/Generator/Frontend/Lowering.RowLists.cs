using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>
/// Lists of arrays (<c>states.Add(Step(y));</c>). The elements of all rows lie one after the other in an array that grows with the list. A row is copied there,
/// which is the same as a reference to it as long as nobody writes to either afterwards.
/// </content>
internal sealed partial class Lowering
{
    private bool IsListOfRows(ITypeSymbol element) => RowsOf(_context.Compilation.CreateArrayTypeSymbol(Substitute(element)!)) is not null && RowsOf(element) is null;

    /// <summary>No rows yet.</summary>
    private Operand NoRows(ITypeSymbol type, Place data, Expression room)
    {
        var (starts, lengths) = (Table(data, 1, room), Table(data, 2, room));
        return Operand.OfRows([Data(type, _pool.Int(0), data), Operand.Of(starts), Operand.Of(lengths)]);
    }

    private void AppendRow(ListObject list, Variable end, Operand row, IOperation at)
    {
        if (row.IsRows || ReferenceEquals(row, Operand.Missing) || IsTable(row))
        {
            throw Unsupported.Row(at, "the list");
        }

        var (count, start, length) = (_state[list.Count]!, _state[end]!, Stable(Operand.Of(LengthOf(row))).Term!);
        var next = Stable(Operand.Of(Operation(Operator.Add, IrType.Int, start, length))).Term!;
        if (!list.IsLongEnough)
        {
            Grow(list, [1, 2], count, Operation(Operator.Add, IrType.Int, count, _pool.Int(1)), at);
        }

        Grow(list, [0], start, next, at);
        var rows = Peek(list.Data)!;
        Store(rows.Items[1].Term!, [count], start, at);
        Store(rows.Items[2].Term!, [count], length, at);
        foreach (var (from, into) in row.Leaves().Zip(rows.Items[0].Leaves(), (from, into) => (from, into)))
        {
            var before = _builder.Statements.Count;
            _moved.UnionWith(MayBe(BaseOf(from)));
            CopyElements(from, into, start, length, at);
            Statement[] copy = [.. _builder.Statements.Skip(before)];
            _moves.UnionWith(copy);
            _sharedRows.Add(new SharedRow(BaseOf(from), into, copy, at));
        }

        Assign(list.Count, Operation(Operator.Add, IrType.Int, count, _pool.Int(1)));
        Assign(end, next);
    }

    /// <summary>Makes some of the arrays of a list longer where they are too short.</summary>
    private void Grow(ListObject list, int[] items, Expression used, Expression wanted, IOperation at)
    {
        var before = _builder.Statements.Count;
        var length = LengthOf(First(Peek(list.Data)!.Items[items[0]]));
        Branch(
            Operation(Operator.Less, IrType.Boolean, length, wanted),
            () =>
            {
                var twice = Operation(Operator.Multiply, IrType.Int, _pool.Int(2), wanted);
                Operand[] parts = [.. Peek(list.Data)!.Items];
                foreach (var item in items)
                {
                    parts[item] = Longer(parts[item], twice, used, at);
                }

                Keep(list.Data, Operand.OfRows(parts));
            },
            () => { });
        _moves.UnionWith(_builder.Statements.Skip(before));
    }
}
