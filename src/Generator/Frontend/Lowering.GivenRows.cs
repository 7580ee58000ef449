using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>
/// Rows that come from anywhere (<c>k[s] = F(y);</c>). Their memory is made with the array of arrays, so lowering begins again as soon as it knows how long they may be.
/// </content>
internal sealed partial class Lowering
{
    /// <summary>Arrays with the elements of rows that will be given.</summary>
    private readonly Dictionary<Expression, (SyntaxNode Rows, ILocalSymbol Local, Frame Frame)> _givenRows = [];

    /// <summary>The row that a part of such an array is.</summary>
    private readonly Dictionary<Value, Expression> _rowNumbers = [];

    /// <summary>The first numbers of loops that count up.</summary>
    private readonly Dictionary<Value, long> _least = [];

    private Dictionary<string, Value> _inputs = [];

    /// <summary>What earlier attempts have found out.</summary>
    public RowLengths RowLengths { get; init; } = new();

    private Operand GivenRows(IArrayCreationOperation creation, ILocalSymbol local, Place? receiver)
    {
        var count = Stable(Operand.Of(ConvertTo(Term(creation.DimensionSizes[0]), IrType.Int))).Term!;
        var known = RowLengths.Of(creation.Syntax);
        Operand rows;
        if (known.Select(one => one.Length.Text).Distinct().Count() <= 1 && known.All(one => one.Length.IsUniform))
        {
            var width = Stable(Operand.Of(known.Count == 0 ? _pool.Int(0) : known[0].Length.In(_pool, _inputs, _pool.Int(0)))).Term!;
            rows = Operand.OfRows([Data(creation.Type!, Operation(Operator.Multiply, IrType.Int, count, width), receiver), Operand.Of(width), Operand.Of(count)]);
        }
        else
        {
            rows = DifferentRows(creation, known, count, receiver);
        }

        foreach (var leaf in rows.Items[0].Leaves())
        {
            _givenRows.Add(leaf, (creation.Syntax, local, _frame));
        }

        return rows;
    }

    /// <summary>Room for the longest that each row may be.</summary>
    private Operand DifferentRows(IArrayCreationOperation creation, IReadOnlyList<(long? Index, RowLength Length)> known, Expression count, Place? receiver)
    {
        var (starts, lengths) = (Table(receiver, 1, count), Table(receiver, 2, count));
        Expression total = _pool.Int(0);
        if (count is Constant { Bits: <= ListLimit } number)
        {
            for (var i = 0; i < number.Bits; i++)
            {
                Add(new Store(starts, [_pool.Int(i)], total));
                total = Operation(Operator.Add, IrType.Int, total, Room(known, _pool.Int(i)));
            }
        }
        else
        {
            total = Summed("", count, (index, start) =>
            {
                Add(new Store(starts, [index], start));
                return Room(known, index);
            });
        }

        return Operand.OfRows([Data(creation.Type!, total, receiver), Operand.Of(starts), Operand.Of(lengths)]);
    }

    private Expression Room(IReadOnlyList<(long? Index, RowLength Length)> known, Expression row)
    {
        Expression? room = null;
        foreach (var (index, length) in known.Where(one => one.Index is null || row is not Constant number || number.Bits == one.Index))
        {
            var one = length.In(_pool, _inputs, row);
            one = index is null || row is Constant ? one : _pool.Select(Operation(Operator.Equal, IrType.Boolean, row, _pool.Int(index.Value)), one, _pool.Int(0));
            room = room is null ? one : _pool.Select(Operation(Operator.Less, IrType.Boolean, room, one), one, room);
        }

        return Stable(Operand.Of(room ?? _pool.Int(0))).Term!;
    }

    /// <summary>a[i] = row, where its memory is there; false where a is no array that gets its rows so.</summary>
    private bool StoreGivenRow(Operand rows, Expression index, Operand row, IOperation at)
    {
        var data = First(rows.Items[0]);
        if (IsView(data) || !_givenRows.TryGetValue(data, out var given))
        {
            return false;
        }

        if (at is not IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation target, Parent: ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } }
            || !SymbolEqualityComparer.Default.Equals(target.Local, given.Local) || !ReferenceEquals(_frame, given.Frame)
            || RowLength.Of(LengthOf(row), DefinitionOf, SumOf(index)) is not { } length)
        {
            throw Unsupported.Row(at, given.Local.Name);
        }

        long? number = index is Constant { Bits: >= 0 } constant ? constant.Bits : null;
        if (!RowLengths.Knows(given.Rows, number, length))
        {
            throw RowLengths.Add(given.Rows, number, length) ? new RowsAreMade() : Unsupported.Row(at, given.Local.Name);
        }

        Detach(rows, index, at);
        var isUniform = rows.Items[1].Term is not { Type.IsArray: true };
        var start = isUniform ? Operation(Operator.Multiply, IrType.Int, index, rows.Items[1].Term!) : Read(rows.Items[1].Term!, index);
        if (!isUniform)
        {
            Store(rows.Items[2].Term!, [index], LengthOf(row), at);
        }

        TakeOver(row, rows.Items[0], start, LengthOf(row), at, index);
        return true;
    }

    private Expression? DefinitionOf(Value value) => _definitions.TryGetValue(value, out var definition) ? definition : null;

    /// <summary>Names for a row that another array takes the place of keep the array that was there.</summary>
    private void Detach(Operand rows, Expression index, IOperation at)
    {
        var data = First(rows.Items[0]);
        var held = _state.Variables.Where(variable => IsView(_state[variable], data) && !AreApart(NumberOf(_state[variable]!), index) && IsReadLater(variable, at)).ToArray();
        if (held.Length == 0)
        {
            return;
        }

        if (rows.Items[0].Term is null || held.Any(variable => NumberOf(_state[variable]!) is not { } number || !IsSameNumber(number, index)))
        {
            throw Unsupported.Row(at, TextOfRows(at));
        }

        var whole = ViewOf(First(RowAt(rows, index)));
        var kept = CopyOf(NewView(whole, ""), IrType.Array(data.Type.Element!));
        foreach (var variable in held)
        {
            var view = ViewOf(_state[variable]!);
            _state[variable] = NewView(new View(kept, [], Less(view.Offset, whole.Offset), view.Length), variable.Name);
        }
    }

    /// <summary>Whether a name is used once more behind a statement.</summary>
    private bool IsReadLater(Variable variable, IOperation at)
    {
        if (_frame.Places.Where(pair => ReferenceEquals(pair.Value.Variable, variable)).Select(pair => pair.Key).FirstOrDefault() is not ILocalSymbol { RefKind: RefKind.None, DeclaringSyntaxReferences: [var declared] } local)
        {
            return true;
        }

        for (var outer = at.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation && !outer.Syntax.Span.Contains(declared.Span))
            {
                return true;
            }
        }

        var parts = RowSites.Root(at).DescendantsAndSelf().ToArray();
        return parts.Any(part => part is IAnonymousFunctionOperation or ILocalFunctionOperation && part.DescendantsAndSelf().Any(IsLocal))
            || parts.Any(part => IsLocal(part) && part.Syntax.SpanStart >= at.Parent!.Syntax.Span.End);

        bool IsLocal(IOperation part) => part is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);
    }

    private bool IsGivenRow(Expression? term) => term is Value value && IsView(value) && _givenRows.ContainsKey(BaseOf(value));

    private bool IsView(Expression? term, Expression data) => term is Value value && IsView(value) && ReferenceEquals(BaseOf(value), data);

    private Expression? NumberOf(Expression row) => _rowNumbers.TryGetValue((Value)row, out var number) ? number : null;

    private bool AreApart(Expression? i, Expression j)
    {
        if (i is null)
        {
            return false;
        }

        var ((a, m), (b, n)) = (SumOf(i), SumOf(j));
        return ReferenceEquals(a, b) ? m != n : (b is null && LeastOf(a) + m > n) || (a is null && LeastOf(b) + n > m);
    }

    private bool IsSameNumber(Expression i, Expression j) => SumOf(i) == SumOf(j);

    private long? LeastOf(Expression? index) => index is Value value && _least.TryGetValue(value, out var least) ? least : null;

    /// <summary>A number as something and a constant.</summary>
    private (Expression? Variable, long Constant) SumOf(Expression index) => index switch
    {
        Constant constant => (null, constant.Bits),
        Value value when DefinitionOf(value) is { } definition => SumOf(definition),
        Operation { Operator: Operator.Add } sum when sum.Operands[1] is Constant more && SumOf(sum.Operands[0]) is var (variable, rest) => (variable, rest + more.Bits),
        Operation { Operator: Operator.Subtract } difference when difference.Operands[1] is Constant less && SumOf(difference.Operands[0]) is var (variable, rest) => (variable, rest - less.Bits),
        _ => (index, 0),
    };
}
