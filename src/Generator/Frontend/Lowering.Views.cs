using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Parts of arrays: a slice is an array, an offset and a length, and nothing after lowering knows of it.</summary>
internal sealed partial class Lowering
{
    private readonly Dictionary<Value, View> _views = [];

    /// <summary>What a name for an array stands for: so many elements of <see cref="Base"/> from an offset on.</summary>
    /// <param name="Prefix">The first indices, where it is an array in an array.</param>
    private sealed record View(Expression Base, Expression[] Prefix, Expression Offset, Expression Length);

    /// <summary>A name for a part of an array; writes to it are writes to the array.</summary>
    private Value Part(Expression array, Expression offset, Expression length)
    {
        var whole = ViewOf(array);
        return NewView(whole with { Offset = Operation(Operator.Add, IrType.Int, whole.Offset, offset), Length = length }, "");
    }

    private Value NewView(View view, string name)
    {
        var (element, rank) = (view.Base.Type.Element!, view.Base.Type.Rank - view.Prefix.Length);
        var part = _pool.Local(rank == 1 ? IrType.Span(element) : IrType.Array(element, rank), name);
        _views.Add(part, view);
        return part;
    }

    /// <summary>array.AsSpan(…) and span.Slice(…): from an index on, a count, or a range.</summary>
    private Operand Slice(IInvocationOperation call, IOperation[] values)
    {
        var array = Lower(values[0]);
        if (IsRange(values[1]))
        {
            return Slice(array, values[1], call);
        }

        var start = (Composite.IsPosition(values[1].Type) ? Position(Lower(values[1]), LengthOf(array))
            : TypeOf(values[1].Type).Kind == Ir.TypeKind.Integer ? Term(values[1]) : null) ?? throw Unsupported.Slice(call, values[0].Syntax);
        var length = values.Length > 2 ? Term(values[2]) : Less(LengthOf(array), start);
        return Section(array, start, length);
    }

    private Operand Slice(Operand array, IOperation range, IOperation at)
    {
        var (start, length) = Bounds(array, range, at);
        return Section(array, start, length);
    }

    /// <summary>array[range] is a new array, span[range] a part of the same.</summary>
    private Operand Slice(Operand array, IOperation range, bool copies, IOperation at)
    {
        var receiver = _receiver;
        _receiver = null;
        if (IsTable(array))
        {
            return Passthrough(at);
        }

        var part = Slice(array, range, at);
        return copies ? CopyOf(part, receiver) : part;
    }

    private static bool IsRange(IOperation operation) => operation is IRangeOperation || (operation.Type?.Name == "Range" && Composite.IsPosition(operation.Type));

    /// <summary>A range as two positions.</summary>
    private Operand Range(IRangeOperation range)
    {
        return Operand.Of([Bound(range.LeftOperand, false), Bound(range.RightOperand, true)]);

        Operand Bound(IOperation? bound, bool isEnd) => bound is null
            ? Operand.Of([Operand.Of(_pool.Int(0)), Operand.Of(_pool.Boolean(isEnd))])
            : Lower(bound);
    }

    /// <summary>Where a position lies in something of a length.</summary>
    private Expression? Position(Operand position, Expression length) => position is not { Term: null, Items: [{ Term: { } value }, { Term: { } isFromEnd }] } ? null
        : isFromEnd is Constant known ? known.Bits == 0 ? value : Less(length, value)
        : Shallow(_pool.Select(isFromEnd, Operation(Operator.Subtract, IrType.Int, length, value), value));

    private (Expression Start, Expression Length) Bounds(Operand array, IOperation range, IOperation at)
    {
        if (range is not IRangeOperation bounds)
        {
            var whole = LengthOf(array);
            return Lower(range) is { Items: [var first, var last] } && Position(first, whole) is { } from && Position(last, whole) is { } to
                ? (from, Less(to, from))
                : throw Unsupported.Slice(at, at.Syntax);
        }

        var start = bounds.LeftOperand is { } left ? Bound(array, left, at) : _pool.Int(0);
        var end = bounds.RightOperand is { } right ? Bound(array, right, at) : LengthOf(array);
        return (start, Less(end, start));
    }

    private Expression Bound(Operand array, IOperation bound, IOperation at) =>
        Index(array, 0, bound is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : bound) ?? throw Unsupported.Slice(at, at.Syntax);

    /// <summary>a − b, where (n − 1) − 2 is n − 3 and (i + n) − i is n.</summary>
    private Expression Less(Expression a, Expression b) => (a, b) switch
    {
        _ when ReferenceEquals(a, b) => _pool.Int(0),
        (Operation { Operator: Operator.Add } sum, _) when ReferenceEquals(sum.Operands[0], b) => sum.Operands[1],
        (Operation { Operator: Operator.Add } sum, _) when ReferenceEquals(sum.Operands[1], b) => sum.Operands[0],
        (Operation { Operator: Operator.Subtract } difference, Constant) when difference.Operands[1] is Constant =>
            Operation(Operator.Subtract, IrType.Int, difference.Operands[0], Operation(Operator.Add, IrType.Int, difference.Operands[1], b)),
        _ => Operation(Operator.Subtract, IrType.Int, a, b),
    };

    /// <summary><c>new Span&lt;double&gt;(array, start, count)</c>.</summary>
    private Operand CreateSpan(IObjectCreationOperation creation)
    {
        if (!IsArray(creation.Type))
        {
            return Passthrough(creation);
        }

        IOperation[] values = [.. creation.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => Bare(argument.Value))];
        return values.Length switch
        {
            0 => Allocate(ArrayOf(creation.Type!), [_pool.Int(0)]),
            1 when IsArray(values[0].Type) => Lower(values[0]),
            3 when IsArray(values[0].Type) => Section(Lower(values[0]), Term(values[1]), Term(values[2])),
            _ => throw Unsupported.Expression(creation),
        };
    }

    private Operand Section(Operand array, Expression start, Expression length) => SectionOfRows(array, start, length) ?? Each(array, leaf => Part(leaf, start, length));

    private bool IsView(Expression array) => array is Value value && _views.ContainsKey(value);

    /// <summary>An array of one dimension as a part of itself, or the part that it is.</summary>
    private View ViewOf(Expression array) =>
        array is Value value && _views.TryGetValue(value, out var view) ? view : new View(array, [], _pool.Int(0), LengthOf(array));

    /// <summary>The array that a name stands for or is a part of.</summary>
    private Expression BaseOf(Expression array) => array is Value value && _views.TryGetValue(value, out var view) ? view.Base : array;

    /// <summary>An array and indices into it, where they were those into a part of it.</summary>
    private (Expression Array, Expression[] Indices) Located(Expression array, Expression[] indices) => IsView(array)
        ? (BaseOf(array), [.. ViewOf(array).Prefix, Operation(Operator.Add, IrType.Int, ViewOf(array).Offset, indices[0]), .. indices.Skip(1)])
        : (array, indices);

    /// <summary>Two names for arrays as one: what is not the same of them is decided where control is.</summary>
    private Expression JoinArrays(Variable variable, Expression a, Expression b, Func<Expression, Expression, Expression> join)
    {
        var (first, second) = (BaseOf(a), BaseOf(b));
        if (!ReferenceEquals(first, second))
        {
            RequireWhole(first);
            RequireWhole(second);
        }

        var joined = ReferenceEquals(first, second) ? first : join(first, second);
        if (!ReferenceEquals(first, second))
        {
            var choice = (Value)joined;
            StandFor(choice, first);
            StandFor(choice, second);
            if (SameLengths(first, second) is { } lengths)
            {
                _lengths[choice] = lengths;
            }
        }

        if (!IsView(a) && !IsView(b))
        {
            return joined;
        }

        var (x, y) = (ViewOf(a), ViewOf(b));
        RequireSamePrefix(x, y);
        return NewView(
            new View(
                joined,
                x.Prefix,
                ReferenceEquals(x.Offset, y.Offset) ? x.Offset : join(x.Offset, y.Offset),
                ReferenceEquals(x.Length, y.Length) ? x.Length : join(x.Length, y.Length)),
            variable.Name);
    }

    /// <summary>Of which row a name stands for a part is known while compiling; else lowering starts again with a copy that lies in one piece.</summary>
    private static void RequireSamePrefix(View a, View b)
    {
        if (!a.Prefix.SequenceEqual(b.Prefix))
        {
            RequireWhole(a.Base);
            RequireWhole(b.Base);
        }
    }

    /// <summary>What is handed on under another name lies in memory: lowering starts again with a copy of what does not.</summary>
    private static void RequireWhole(Expression array)
    {
        if (ArrayLayout.IsScattered(array))
        {
            throw new InputIsWritten(((Value)array).Access!);
        }
    }

    private Expression[]? SameLengths(Expression a, Expression b)
    {
        var (first, second) = (LengthsOf(a), LengthsOf(b));
        return first.Length == second.Length && first.Zip(second, ReferenceEquals).All(same => same) ? first : null;
    }

    private Expression[] LengthsOf(Expression array) =>
        [.. Enumerable.Range(0, array.Type.Rank).Select(dimension => LengthOf(array, dimension))];
}
