using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Arrays of arrays. The elements of all rows lie in one array, and a row is a part of it: an operand has that array, and what says where
/// each row begins and how long it is. Rows of an input are read where they are, by one index more: then the array is all there is.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>The type of a row; null for what is no array of arrays.</summary>
    public ITypeSymbol? RowsOf(ITypeSymbol? type) =>
        ElementOf(type) is { } row && (Substitute(type) as IArrayTypeSymbol)?.Rank is null or 1 && IsArray(row) ? row : null;

    private Place PlaceOfRows(string name, bool isActive)
    {
        var home = _builder;
        return Place.OfRows(name, rows => PlacesLike(rows.Items, name, isActive, home));
    }

    /// <summary>Variables for the parts of an array of arrays, declared where that was.</summary>
    private IReadOnlyList<Place> PlacesLike(IReadOnlyList<Operand> items, string name, bool isActive, RegionBuilder home)
    {
        string[] suffixes = ["", "Starts", "Lengths"];
        return [.. items.Select((item, i) => PlaceLike(item, name.Length == 0 ? "" : name + suffixes[i], isActive, home))];
    }

    private Place PlaceLike(Operand item, string name, bool isActive, RegionBuilder home)
    {
        if (item.Term is { } term)
        {
            var carries = isActive && (term.Type.IsReal || term.Type is { IsArray: true, Element.IsReal: true });
            return Place.Of(new Variable(name, name.Length == 0 ? 0 : _pool.NewVariable(), term.Type, home, carries));
        }

        if (!item.IsRows)
        {
            return Place.Of([.. item.Items.Select(part => PlaceLike(part, name, isActive, home))]);
        }

        var place = Place.OfRows(name, rows => PlacesLike(rows.Items, name, isActive, home));
        place.Adopt(item);
        return place;
    }

    /// <summary>A place for either of two arrays of arrays: neither is read where it is.</summary>
    private Place LikeRows(Operand a, Operand b)
    {
        foreach (var leaf in new[] { a, b }.Where(rows => rows.Items.Count == 1).SelectMany(rows => rows.Leaves()))
        {
            RequireWhole(BaseOf(leaf));
        }

        return PlaceLike(a, "", isActive: true, _builder);
    }

    /// <summary>Gives a place for an array of arrays the form of its first value. Another value has to be of the same form.</summary>
    private void Adopt(Place place, Operand value)
    {
        if (!place.IsRows || ReferenceEquals(value, Operand.Missing))
        {
            return;
        }

        if (place.Items.Count == 0 && value.IsRows)
        {
            place.Adopt(value);
        }
        else if (!IsLike(place, value))
        {
            throw Unsupported.Expression(Here);
        }
    }

    private static bool IsLike(Place place, Operand value) => place.Variable is { } variable
        ? value.Term is { } term && term.Type.IsArray == variable.Type.IsArray
        : place.IsRows == value.IsRows && place.Items.Count == value.Items.Count && place.Items.Zip(value.Items, IsLike).All(same => same);

    /// <summary>The number of elements, or of rows.</summary>
    private Expression LengthOf(Operand array, int dimension = 0) => !array.IsRows ? LengthOf(First(array), dimension)
        : array.Items.Count == 1 ? LengthOf(First(array.Items[0]))
        : array.Items[2].Term is { Type.IsArray: true } lengths ? LengthOf(lengths)
        : array.Items[2].Term!;

    private Expression TotalLength(Operand array) => array.IsRows ? LengthOf(array) : TotalLength(First(array));

    /// <summary>A length of an array in an array that is read where it is.</summary>
    private Expression InnerLength(View view, int dimension) =>
        _layouts[(Value)view.Base].Lengths[view.Prefix.Length + dimension - 1].Of(_pool, view.Prefix);

    private Operand RowAt(Operand rows, Expression index)
    {
        if (rows.Items.Count == 1)
        {
            return Each(rows.Items[0], leaf => RowOf(leaf, index));
        }

        var (start, length) = rows.Items[1].Term is { Type.IsArray: false } width
            ? (Operation(Operator.Multiply, IrType.Int, index, width), width)
            : (Read(rows.Items[1].Term!, index), Read(rows.Items[2].Term!, index));
        var row = Section(rows.Items[0], start, length);
        foreach (var leaf in row.Leaves().OfType<Value>())
        {
            _rowNumbers[leaf] = index;
        }

        return row;
    }

    /// <summary>A row of an input: the input by one index more.</summary>
    private Value RowOf(Expression array, Expression index)
    {
        var view = ViewOf(array);
        Expression[] prefix = [.. view.Prefix, Operation(Operator.Add, IrType.Int, view.Offset, index)];
        var row = new View(view.Base, prefix, _pool.Int(0), _pool.Int(0));
        return NewView(row with { Length = InnerLength(row, 0) }, "");
    }

    /// <summary>Some rows of an array of arrays; null for any other array.</summary>
    private Operand? SectionOfRows(Operand array, Expression start, Expression length) => !array.IsRows ? null
        : array.Items.Count == 1 ? Operand.OfRows([Each(array.Items[0], leaf => Part(leaf, start, length))])
        : array.Items[1].Term is { Type.IsArray: false } width
            ? Operand.OfRows([Section(array.Items[0], Operation(Operator.Multiply, IrType.Int, start, width), Operation(Operator.Multiply, IrType.Int, length, width)), array.Items[1], Operand.Of(length)])
        : Operand.OfRows([array.Items[0], .. array.Items.Skip(1).Select(table => Section(table, start, length))]);

    /// <summary>The rows of an input, one after the other in an array of their own.</summary>
    private Operand CopyOfRows(Value input, string name)
    {
        var count = LengthOf(input);
        var receiver = Place.OfRows(name, _ => []);
        var (starts, lengths) = (Table(receiver, 1, count), Table(receiver, 2, count));
        var total = Summed(name + "Total", count, (index, start) =>
        {
            var length = LengthOf(RowOf(input, index));
            Add(new Store(starts, [index], start));
            Add(new Store(lengths, [index], length));
            return length;
        });
        _receiver = Place.Of(NewVariable(name, IrType.Array(input.Type.Element!), isActive: _active.Contains(input)));
        var data = Allocate(IrType.Array(input.Type.Element!), [total]);
        ForEachIndex(count, index =>
        {
            var start = Read(starts, index);
            var row = RowOf(input, index);
            ForEachIndex(LengthOf(row), k => Add(new Store(data, [Operation(Operator.Add, IrType.Int, start, k)], Read(row, k))));
        });
        return Operand.OfRows([Operand.Of(data), Operand.Of(starts), Operand.Of(lengths)]);
    }

    /// <summary>The sum of integers, each of which is told the sum of those before.</summary>
    private Value Summed(string name, Expression count, Func<Value, Value, Expression> next)
    {
        var variable = _pool.NewVariable();
        var (index, before, total) = (_pool.Local(IrType.Int), _pool.Local(IrType.Int, name, variable), _pool.Local(IrType.Int, name, variable));
        Expression after = before;
        var arm = Fork(() =>
        {
            _bound[index] = _bound[before] = _builder;
            after = Operation(Operator.Add, IrType.Int, before, next(index, before));
        });
        Add(new For(index, _pool.Int(0), Operator.Less, count, _pool.Int(1), null, [new Carried(before, _pool.Int(0))], arm.Builder.Close(after), [total]), total);
        return total;
    }
}
