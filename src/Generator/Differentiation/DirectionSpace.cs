using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// One direction through all inputs at once, as if they were functions of one variable: the only column is the derivative along
/// it. Each input has the entry of the direction at its own column for its derivative, whatever its index, so that nothing need
/// be known while compiling.
/// </summary>
internal sealed class DirectionSpace : ColumnSpace
{
    private readonly Func<Expression, IrType, Expression> _entry;
    private readonly Expression _total;
    private readonly Expression _position;
    private readonly Column _column;

    /// <param name="function">Whose inputs they are.</param>
    /// <param name="entry">The entry of the direction at a column.</param>
    public DirectionSpace(Function function, Func<Expression, Expression> entry)
        : base(function)
    {
        _entry = (position, type) => Pool.Convert(type, entry(position));
        (_total, _position) = (Pool.Int(1), Pool.Int(0));
        _column = new Column(new Input(Pool.Local(IrType.Double, "direction"), true), 0, "");
    }

    /// <summary>The direction of one column alone, whose derivatives become that column of a matrix with all of them.</summary>
    public DirectionSpace(Function function, Value column)
        : base(function)
    {
        _entry = (position, type) => Pool.Select(IsColumn(position, column), Pool.Real(1, type), Pool.Real(0, type));
        (_total, _position) = (base.Total, column);
        _column = new Column(new Input(column, true), 0, "");
    }

    private Expression IsColumn(Expression position, Value column) => position is Constant
        ? Pool.Operation(Operator.Equal, IrType.Boolean, column, position)
        : Pool.Operation(Operator.Equal, IrType.Boolean, position, column);

    public override Column? Shared => _column;

    public override Expression Total => _total;

    /// <summary>The length of the direction: the number of columns of the Jacobian.</summary>
    public Expression Length => base.Total;

    public override Expression Seed(Value input, IReadOnlyList<Expression> indices) =>
        _entry(base.Position(input, indices), indices.Count == 0 ? input.Type : input.Type.Element!);

    public override string NameOf(Value value, Column column) => value.Name.Length == 0 ? "" : value.Name + "Dot";

    public override Expression Position(Value input, IReadOnlyList<Expression> indices) => _position;

    public override Expression Position(Column column) => _position;

    public override Column? Static(Value input, IReadOnlyList<Expression> indices) => IsActive(input) ? _column : null;
}
