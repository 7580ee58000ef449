using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// How arrays of arrays come to be: from rows that are at hand, or empty, to be given one row after the other. For the latter the memory is made
/// at once, so the lengths of the rows have to be known there: <see cref="RowSites"/> finds the assignments that will make them.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>Assignments of a new row whose place in memory is made already.</summary>
    private readonly HashSet<SyntaxNode> _rowSites = [];

    /// <summary>Where arrays were made whose rows those assignments make.</summary>
    private readonly Dictionary<Expression, SyntaxNode> _plannedRows = [];

    private Operand CreateRows(IArrayCreationOperation creation)
    {
        var receiver = _receiver;
        _receiver = null;
        var local = RowSites.Receiver(creation);
        if (!Mentions(creation) && (local is null || (!_frame.Active.Contains(local) && creation.Initializer is not null)) && !(creation.Initializer is null && receiver is { IsRows: true } && RowSites.Field(creation) is not null))
        {
            return Passthrough(creation);
        }

        return creation.Initializer is { } initializer
            ? RowsOfItems(creation.Type!, initializer.ElementValues, receiver, local is not null && RowSites.Of(creation, local).Count > 0)
            : EmptyRows(creation, local, receiver);
    }

    /// <summary>An array of rows that are given one by one.</summary>
    private Operand RowsOfItems(ITypeSymbol type, IReadOnlyList<IOperation> items, Place? receiver, bool changes)
    {
        Operand[] rows = [.. items.Select((item, i) => Untabled(Lower(item), RowsOf(type)!, item))];
        if (rows.Any(row => row.IsRows || IsTable(row)))
        {
            throw Unsupported.Rows(items[0].Syntax, type);
        }

        var count = _pool.Int(rows.Length);
        Expression[] lengths = [.. rows.Select(row => LengthOf(row))];
        var starts = new List<Expression>();
        Expression total = _pool.Int(0);
        foreach (var length in lengths)
        {
            starts.Add(total);
            total = Operation(Operator.Add, IrType.Int, total, length);
        }

        var isUniform = !changes && lengths.All(length => ReferenceEquals(length, lengths[0])) && lengths.Length > 0;
        var data = Data(type, total, receiver);
        Operand result;
        if (isUniform)
        {
            result = Operand.OfRows([data, Operand.Of(lengths[0]), Operand.Of(count)]);
        }
        else
        {
            var (startTable, lengthTable) = (Table(receiver, 1, count), Table(receiver, 2, count));
            for (var i = 0; i < rows.Length; i++)
            {
                Add(new Store(startTable, [_pool.Int(i)], starts[i]));
                Add(new Store(lengthTable, [_pool.Int(i)], lengths[i]));
            }

            result = Operand.OfRows([data, Operand.Of(startTable), Operand.Of(lengthTable)]);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            TakeOver(rows[i], data, starts[i], lengths[i], items[i]);
        }

        return result;
    }

    /// <summary>Rows that are made later, by assignments that are known now.</summary>
    private Operand EmptyRows(IArrayCreationOperation creation, ILocalSymbol? local, Place? receiver)
    {
        var holder = local ?? RowSites.Field(creation);
        if (holder is null || RowLengths.AreGiven(creation.Syntax) || RowSites.Plan(creation, holder, symbol => _frame.Find(symbol) is not null) is not { } plan)
        {
            return GivenRows(creation, local ?? throw Unsupported.Row(creation, "the array"), receiver);
        }

        var rows = PlannedRows(creation, plan, receiver);
        foreach (var leaf in rows.Items[0].Leaves())
        {
            _plannedRows.Add(leaf, creation.Syntax);
        }

        return rows;
    }

    private Operand PlannedRows(IArrayCreationOperation creation, RowSites.RowPlan plan, Place? receiver)
    {
        var count = Stable(Operand.Of(ConvertTo(Term(creation.DimensionSizes[0]), IrType.Int))).Term!;
        _rowSites.UnionWith(plan.Sites);
        if (plan.Index is null)
        {
            var length = plan.Length is { } size ? ConvertTo(Term(size), IrType.Int) : _pool.Int(plan.Count);
            var data = Data(creation.Type!, Operation(Operator.Multiply, IrType.Int, count, length), receiver);
            if (!plan.Moves)
            {
                return Operand.OfRows([data, Operand.Of(Stable(Operand.Of(length)).Term!), Operand.Of(count)]);
            }

            var (starts, lengths) = (Table(receiver, 1, count), Table(receiver, 2, count));
            ForEachIndex(count, index =>
            {
                Add(new Store(starts, [index], Operation(Operator.Multiply, IrType.Int, index, length)));
                Add(new Store(lengths, [index], length));
            });
            return Operand.OfRows([data, Operand.Of(starts), Operand.Of(lengths)]);
        }

        return RaggedRows(creation, plan, count, receiver);
    }

    /// <summary>The length of a row depends on its number.</summary>
    private Operand RaggedRows(IArrayCreationOperation creation, RowSites.RowPlan plan, Expression count, Place? receiver)
    {
        var (starts, lengths) = (Table(receiver, 1, count), Table(receiver, 2, count));
        var total = Summed("", count, (index, start) =>
        {
            // Rows that the loop does not come to have no elements.
            var place = Place.Of(new Variable(plan.Index!.Name, 0, IrType.Int, _builder, isActive: false));
            _frame.Places[plan.Index!] = place;
            _state[place.Variable!] = index;
            var length = ConvertTo(Term(plan.Length!), IrType.Int);
            var known = _pool.Select(Operation(Operator.Less, IrType.Boolean, length, _pool.Int(0)), _pool.Int(0), length);
            known = ReferenceEquals(length, index) || length is Operation { Operator: Operator.Add or Operator.Length } ? length : known;
            Add(new Store(starts, [index], start));
            Add(new Store(lengths, [index], known));
            return known;
        });
        _frame.Places.Remove(plan.Index!);
        return Operand.OfRows([Data(creation.Type!, total, receiver), Operand.Of(starts), Operand.Of(lengths)]);
    }

    /// <summary>Each row is made twice: for its length, and for its elements. What of the first nobody reads is dead code.</summary>
    private Operand RowsOfSequence(ITypeSymbol type, Sequence source, Expression count, Place? receiver, IOperation at)
    {
        if (source.Code.SelectMany(code => code.DescendantsAndSelf()).Any(part => part is IAssignmentOperation { Target: not IArrayElementReferenceOperation }))
        {
            throw Unsupported.Rows(at.Syntax, type);
        }

        var (starts, lengths) = (Table(receiver, 1, count), Table(receiver, 2, count));
        var total = Summed("", count, (index, start) =>
        {
            var row = source.At!(index);
            if (row.IsRows || IsTable(row))
            {
                throw Unsupported.Rows(at.Syntax, type);
            }

            var length = LengthOf(row);
            Add(new Store(starts, [index], start));
            Add(new Store(lengths, [index], length));
            return length;
        });
        var data = Data(type, total, receiver);
        ForEachIndex(count, index =>
        {
            var row = source.At!(index);
            foreach (var (from, into) in row.Leaves().Zip(data.Leaves(), (from, into) => (from, into)))
            {
                LayDown(from, into, Read(starts, index), LengthOf(from), at);
            }
        });
        return Operand.OfRows([data, Operand.Of(starts), Operand.Of(lengths)]);
    }

    private Operand Data(ITypeSymbol type, Expression total, Place? receiver) =>
        Allocate(ArrayOf(RowsOf(type)!), [total], receiver is { Items.Count: > 0 } ? receiver.Items[0] : receiver is { IsRows: true } ? NameFor(receiver, RowsOf(type)!, "") : null);

    private Value Table(Place? receiver, int item, Expression count)
    {
        _receiver = receiver is { IsRows: true } ? NameFor(receiver, _context.Compilation.CreateArrayTypeSymbol(_context.Compilation.GetSpecialType(SpecialType.System_Int32)), item == 1 ? "Starts" : "Lengths") : null;
        return Allocate(IrType.Array(IrType.Int), [count]);
    }

    /// <summary>The name that a part of an array of arrays will have.</summary>
    private Place? NameFor(Place rows, ITypeSymbol type, string suffix) =>
        rows.Name.Length == 0 ? null : PlaceOf(type, rows.Name + suffix, isActive: true);

    /// <summary>a[i] = row.</summary>
    private void StoreRow(Operand rows, Expression index, Operand row, IOperation at)
    {
        if (rows.Items.Count == 1)
        {
            throw First(rows.Items[0]) is { } first && BaseOf(first) is Value { Access: { } access } ? new InputIsWritten(access) : Unsupported.SideEffect(at);
        }

        if (row.IsRows || ReferenceEquals(row, Operand.Missing) || IsTable(row))
        {
            throw Unsupported.Row(at, TextOfRows(at));
        }

        var data = rows.Items[0];
        var isOwn = row.Leaves().Zip(data.Leaves(), (part, whole) => IsView(part) && ReferenceEquals(BaseOf(part), BaseOf(whole))).All(same => same);
        if (isOwn && rows.Items[1].Term is { Type.IsArray: true } starts && rows.Items[2].Term is { } lengths)
        {
            var view = ViewOf(First(row));
            Store(starts, [index], view.Offset, at);
            Store(lengths, [index], view.Length, at);
        }
        else if (StoreGivenRow(rows, index, row, at))
        {
            return;
        }
        else if (at.Parent is ISimpleAssignmentOperation assignment && _rowSites.Contains(assignment.Syntax))
        {
            var place = RowAt(rows, index);
            TakeOver(row, data, ViewOf(First(place)).Offset, LengthOf(place), at);
        }
        else if (!IsView(First(data)) && _plannedRows.TryGetValue(First(data), out var creation) && RowLengths.Give(creation))
        {
            // Other rows than those that were planned.
            throw new RowsAreMade();
        }
        else
        {
            throw Unsupported.Row(at, TextOfRows(at));
        }
    }

    private static string TextOfRows(IOperation at) => at is IArrayElementReferenceOperation element ? element.ArrayReference.Syntax.ToString() : at.Syntax.ToString();

    /// <summary>Copies a row to where it lies from now on; whoever had it by another name has it there.</summary>
    private void TakeOver(Operand row, Operand data, Expression start, Expression length, IOperation at, Expression? number = null)
    {
        foreach (var (from, into) in row.Leaves().Zip(data.Leaves(), (from, into) => (from, into)))
        {
            if (!LayDown(from, into, start, length, at))
            {
                continue;
            }

            foreach (var variable in _state.Variables.ToArray())
            {
                if (_state[variable] is { Type.IsArray: true } held && ReferenceEquals(BaseOf(held), BaseOf(from)) && held.Type.Rank == 1)
                {
                    var (view, whole) = (ViewOf(held), ViewOf(from));
                    var offset = Operation(Operator.Add, IrType.Int, start, Less(view.Offset, whole.Offset));
                    var moved = NewView(new View(BaseOf(into), [], Operation(Operator.Add, IrType.Int, ViewOf(into).Offset, offset), view.Length), variable.Name);
                    _state[variable] = moved;
                    if (number is not null)
                    {
                        _rowNumbers[moved] = number;
                    }
                }
            }
        }
    }
}
