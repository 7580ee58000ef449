using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// For the members that leave the method's own destination out: it becomes a local array, which goes away again where only its
/// gradients are asked for. Its length is fixed, or that of the Jacobian over the number of columns.
/// </summary>
internal sealed class DestinationAsLocal : Rewriter
{
    private readonly Value _destination;
    private readonly Value _local;
    private readonly Expression _rows;

    private DestinationAsLocal(Function function, Expression rows, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _destination = function.Destination!;
        _local = Pool.Local(IrType.Array(_destination.Type.Element!), _destination.Name);
        _rows = rows;
    }

    public static Function Run(Function function, Value jacobian, ColumnSpace space) =>
        function.Destination is null ? function : Run(function, function.Output.Rows ?? RowsOf(jacobian, space));

    /// <param name="function">With a destination of its own.</param>
    /// <param name="rows">Its length; of no interest where the body yields scalars.</param>
    public static Function Run(Function function, Expression? rows)
    {
        var inputs = function.Inputs.Where(input => !ReferenceEquals(input.Value, function.Destination)).ToArray();
        if (!function.Body.Yields[0].Type.IsArray)
        {
            return new Function(function.Name, function.Pool, inputs, function.Body, function.Output);
        }

        var pass = new DestinationAsLocal(function, rows!, CancellationToken.None);
        var rewritten = pass.Rewrite(function);
        var output = new Output(OutputShape.Array, function.Output.Element, function.Output.ReturnType, [], rows);
        return new Function(function.Name, function.Pool, inputs, rewritten.Body, output);
    }

    protected override Input RewriteInput(Input input)
    {
        Replace(input.Value, ReferenceEquals(input.Value, _destination) ? _local : input.Value);
        return input;
    }

    protected override Region RewriteBody(Region body)
    {
        var region = base.RewriteBody(body);
        return new Region([new Allocate(_local, [_rows]), .. region.Statements], region.Yields);
    }

    protected override Expression? Special(Expression expression) =>
        expression is Operation { Operator: Operator.Length } length && ReferenceEquals(length.Operands[0], _destination) ? _rows : null;

    private static Expression RowsOf(Value jacobian, ColumnSpace space)
    {
        var pool = jacobian.Pool;
        var quotient = pool.Operation(Operator.Divide, IrType.Int, pool.Length(jacobian), space.Total);
        return space.Total is Constant
            ? quotient
            : pool.Select(pool.Operation(Operator.Equal, IrType.Boolean, space.Total, pool.Int(0)), pool.Int(0), quotient);
    }
}
