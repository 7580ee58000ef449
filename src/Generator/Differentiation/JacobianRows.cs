using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>The destination span of a Jacobian, row-major, whose rows are the elements of the array that the method gives.</summary>
internal sealed class JacobianRows
{
    private readonly ExpressionPool _pool;
    private readonly ColumnSpace _space;
    private readonly Value? _jacobian;
    private readonly Value? _output;
    private readonly Function _function;
    private readonly PresentColumns _present;
    private readonly Dictionary<Expression, IReadOnlyList<Expression>> _lengths = [];
    private bool _isOpen;

    public JacobianRows(Function function, ColumnSpace space, Dependence dependence, Value? jacobian)
    {
        _pool = function.Pool;
        _space = space;
        _jacobian = jacobian;
        _function = function;
        _present = new PresentColumns(function, space);
        _output = jacobian is null ? null : OutputOf(function, dependence);
    }

    /// <summary>Whether the Jacobian itself is the shadow of this array.</summary>
    public bool IsOutput(Expression array) => _output is not null && ReferenceEquals(array, _output);

    /// <summary>Checks and clears the destination at the top, where its length is known there.</summary>
    public void Open(List<Statement> into)
    {
        if (_jacobian is not null && _function.Output.Shape is OutputShape.Array or OutputShape.Destination && _function.Body.Yields[0].Type.IsArray)
        {
            var rows = _function.Output.Rows ?? (_output is { IsInput: true } ? _pool.Length(_output) : null);
            if (rows is not null)
            {
                Require(rows, Factors(rows), into);
            }
        }
    }

    /// <summary>The lengths whose product the rows are, where one of them could be negative.</summary>
    private static IReadOnlyList<Expression> Factors(Expression rows)
    {
        Expression[] factors = rows is Operation { Operator: Operator.Multiply } product ? [.. product.Operands] : [rows];
        return factors.All(factor => factor is Constant or Operation { Operator: Operator.Length }) || factors.Length > 2 ? [] : factors;
    }

    public void Allocated(Allocate allocate, List<Statement> into)
    {
        _lengths[allocate.Target] = allocate.Lengths;
        if (!_isOpen)
        {
            var rows = allocate.Lengths.Aggregate((a, b) => _pool.Operation(Operator.Multiply, IrType.Int, a, b));
            Require(rows, allocate.Lengths.All(length => length is Constant or Operation { Operator: Operator.Length }) ? [] : allocate.Lengths, into);
        }
    }

    /// <summary>Checks the destination at the end, where the result is one of several arrays.</summary>
    public void Late(Expression result, List<Statement> into)
    {
        if (!_isOpen)
        {
            Require(Count(result), [], into);
        }
    }

    /// <summary>Whether some entries are stored only where their column is there.</summary>
    public bool HasGuards { get; private set; }

    /// <summary>Stores one entry of the row that belongs to a store into the output.</summary>
    public void Enter(Store output, Column column, Expression term, List<Statement> into) =>
        into.Add(WherePresent(column, output, new Store(_jacobian!, [EntryIndex(output.Indices, _space.Position(column))], term)));

    /// <summary>An entry as it stands; 0 where there is no such column.</summary>
    public Expression Entry(IReadOnlyList<Expression> indices, Column column, Statement at)
    {
        var entry = _pool.Element(_jacobian!, EntryIndex(indices, _space.Position(column)));
        return _present.Test(column, at) is { } test ? _pool.Operation(Operator.Select, entry.Type, test, entry, _pool.Real(0, entry.Type)) : entry;
    }

    private Statement WherePresent(Column column, Statement at, Statement statement)
    {
        if (_present.Test(column, at) is not { } test)
        {
            return statement;
        }

        HasGuards = true;
        return new If(test, new Region([statement], []), new Region([], []), []);
    }

    /// <summary>Where the row of an element of the output starts.</summary>
    public Expression RowStart(IReadOnlyList<Expression> indices) =>
        _pool.Hint(_pool.Operation(Operator.Multiply, IrType.Int, Row(_output!, indices), _space.Total), "row");

    /// <summary>The rows of elements that are set to zero, or what one column has in them.</summary>
    public Statement Cleared(Clear clear)
    {
        if (_space.Shared is { } column && _space.Total is not Constant { Integer: 1 })
        {
            var i = _pool.Local(IrType.Int, "i");
            var row = _pool.Operation(Operator.Add, IrType.Int, clear.Start, i);
            var entry = new Store(_jacobian!, [EntryIndex([row], _space.Position(column))], _pool.Real(0, _jacobian!.Type.Element));
            return Ranges.For(i, clear.Count, new Region([entry], []));
        }

        return new Clear(
            _jacobian!,
            _pool.Operation(Operator.Multiply, IrType.Int, clear.Start, _space.Total),
            _pool.Operation(Operator.Multiply, IrType.Int, clear.Count, _space.Total));
    }

    /// <summary>One column of the Jacobian, as far as a source of values reaches, from the derivatives of its elements.</summary>
    public void CopyColumn(Copy copy, Func<Expression[], Expression> derivative, Column column, List<Statement> into)
    {
        var (array, source) = (copy.Destination, copy.Source);
        var indices = Enumerable.Range(0, array.Type.Rank).Select(d => _pool.Local(IrType.Int, d == 0 ? "i" : "j")).ToArray();
        var body = new List<Statement>();
        var element = _pool.Local(array.Type.Element!);
        body.Add(new Let(element, derivative([.. indices])));
        var start = _pool.Operation(Operator.Multiply, IrType.Int, Row(array, indices), _space.Total);
        body.Add(new Store(_jacobian!, [_pool.Operation(Operator.Add, IrType.Int, start, _space.Position(column))], element));
        for (var d = array.Type.Rank - 1; d >= 0; d--)
        {
            body = [Ranges.For(indices[d], _pool.Length(source, d), new Region(body, []))];
        }

        into.AddRange(body.Select(statement => WherePresent(column, copy, statement)));
    }

    private static Value? OutputOf(Function function, Dependence dependence)
    {
        if (function.Body.Yields.Count != 1 || function.Body.Yields[0] is not Value { Type.IsArray: true } array)
        {
            return null;
        }

        // Only an array that nothing else stands for, made once, outside of loops.
        var isMade = array.IsInput || function.Body.Statements.Any(s => s is Allocate allocate && ReferenceEquals(allocate.Target, array));
        return isMade && dependence.Aliases.IsAlone(array) ? array : null;
    }

    private Expression EntryIndex(IReadOnlyList<Expression> indices, Expression position) =>
        _pool.Operation(Operator.Add, IrType.Int, RowStart(indices), position);

    private Expression Row(Expression array, IReadOnlyList<Expression> indices) => indices.Count == 1
        ? indices[0]
        : _pool.Operation(
            Operator.Add,
            IrType.Int,
            _pool.Operation(Operator.Multiply, IrType.Int, indices[0], _lengths.TryGetValue(array, out var lengths) ? lengths[1] : _pool.Length(array, 1)),
            indices[1]);

    private Expression Count(Expression array) => array.Type.Rank == 1
        ? _pool.Length(array)
        : _pool.Operation(Operator.Multiply, IrType.Int, _pool.Length(array), _pool.Length(array, 1));

    private void Require(Expression rows, IReadOnlyList<Expression> dimensions, List<Statement> into)
    {
        _isOpen = true;
        var size = _pool.Hint(_pool.Operation(Operator.Multiply, IrType.Int, rows, _space.Total), "size");
        if (dimensions.Count > 0 || !ReferenceEquals(size, _pool.Length(_jacobian!)))
        {
            into.Add(new Require(_jacobian!, size, dimensions));
        }

        into.Add(new Clear(_jacobian!, _pool.Int(0), size));
    }
}
