using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>
/// Rows that depend on few parameters of known number, through whatever lies between, and beside them on single elements of longer inputs
/// (the pose of a body, and a place of its own in each observation): the parameters' part of a row is carried densely, and what of it is there at
/// all is known for each store; the single elements are written beside it.
/// </summary>
internal sealed class BlockRows
{
    private const int MostColumns = 64;

    private readonly Function _function;
    private readonly Function _dense;
    private readonly ColumnSpace _denseSpace;
    private readonly ColumnSpace _space;
    private readonly Dependence _columns;
    private readonly CancellationToken _cancellation;
    private readonly Value _block;

    private BlockRows(Function function, Function dense, ColumnSpace space, Dependence columns, CancellationToken cancellation)
    {
        _function = function;
        _dense = dense;
        _space = space;
        _columns = columns;
        _cancellation = cancellation;
        _denseSpace = new ColumnSpace(dense);
        _block = function.Pool.Local(IrType.Array(function.Output.Element), "block");
        Singles = With(function, input => !IsDense(input));
        SinglesSpace = new ColumnSpace(function, input => !IsDense(input));
    }

    /// <summary>The method as a function of the single elements alone.</summary>
    public Function Singles { get; }

    /// <summary>Their columns among all.</summary>
    public ColumnSpace SinglesSpace { get; }

    /// <summary>Null where the inputs are not of both kinds, or the dense ones cannot be told apart.</summary>
    public static BlockRows? Of(Function function, ColumnSpace space, CancellationToken cancellation)
    {
        var dense = With(function, IsDense);
        if (function.Inputs.All(input => !input.IsActive || IsDense(input)) || new ColumnSpace(dense).Total is not Constant { Integer: > 0 and <= MostColumns })
        {
            return null;
        }

        var columns = new Dependence(dense, new RangedSpace(dense, new IndexRanges(dense)), new LocalPartials(), cancellation);
        return columns.IsDynamic ? null : new BlockRows(function, dense, space, columns, cancellation);
    }

    /// <summary>The method with the dense part of each row laid down before the row is stored; and that part, for each store.</summary>
    public (Function Function, Func<Store, Expression, IReadOnlyList<Spike>> Entries) Values()
    {
        var dependence = new Dependence(_dense, _denseSpace, new LocalPartials(), _cancellation);
        var swept = new RowSweep(_dense, _denseSpace, dependence, _block, _cancellation).Run();
        var statements = swept.Statements.Where(statement => statement is not Clear clear || !ReferenceEquals(clear.Array, _block))
            .Select(statement => statement is Require require && ReferenceEquals(require.Destination, _block) ? new Allocate(_block, [require.Length]) : statement);
        return (new Function(_function.Name, _function.Pool, Singles.Inputs, new Region([.. statements], _function.Body.Yields), _function.Output), (store, row) => Entries(store, row, true));
    }

    /// <summary>The dense columns of a row.</summary>
    /// <param name="store">The store of the row.</param>
    /// <param name="row">Its number.</param>
    /// <param name="isValued">With what lies in memory, not only where.</param>
    public IReadOnlyList<Spike> Entries(Store store, Expression row, bool isValued)
    {
        var pool = _function.Pool;
        var start = pool.Operation(Operator.Multiply, IrType.Int, row, _denseSpace.Total);
        return [.. _columns.Members(_columns.Of(store.Value)).Select(number => _columns.Columns[number]).Select(column =>
        {
            var at = _denseSpace.Position(column);
            var value = isValued ? pool.Element(_block, pool.Operation(Operator.Add, IrType.Int, start, at)) : pool.Real(1, _function.Output.Element);
            return new Spike(column.Input.Value, column.Input.Value.Type.IsArray ? [pool.Int(column.Offset)] : [], _space.Position(column), value)
            {
                Block = (_block, start, (int)((Constant)at).Integer),
            };
        })];
    }

    private static bool IsDense(Input input) => input.IsActive && (!input.Value.Type.IsArray || (input.Size is { Count: 1 } && input.Layout is null));

    private static Function With(Function function, Func<Input, bool> isActive) => new(
        function.Name,
        function.Pool,
        [.. function.Inputs.Select(input => new Input(input.Value, input.IsActive && isActive(input), input.Size, input.Layout))],
        function.Body,
        function.Output,
        function.Destination);
}
