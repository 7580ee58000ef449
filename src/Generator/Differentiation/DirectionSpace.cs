using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// One direction through all inputs at once, as if they were functions of one variable: the only column is the derivative along
/// it. Each input has the entry of the direction at its own column for its derivative, whatever its index, so that nothing need
/// be known while compiling.
/// </summary>
internal sealed class DirectionSpace : ColumnSpace
{
    private readonly Func<Expression, Expression> _entry;
    private readonly Expression _total;
    private readonly Column _column;

    /// <param name="function">Whose inputs they are.</param>
    /// <param name="entry">The entry of the direction at a column.</param>
    public DirectionSpace(Function function, Func<Expression, Expression> entry)
        : base(function)
    {
        _entry = entry;
        _total = Pool.Int(1);
        _column = new Column(new Input(Pool.Local(IrType.Double, "direction"), true), 0, "");
    }

    public override Column? Shared => _column;

    public override Expression Total => _total;

    /// <summary>The length of the direction: the number of columns of the Jacobian.</summary>
    public Expression Length => base.Total;

    public override Expression Seed(Value input, IReadOnlyList<Expression> indices) =>
        Pool.Convert(indices.Count == 0 ? input.Type : input.Type.Element!, _entry(base.Position(input, indices)));

    public override string NameOf(Value value, Column column) => value.Name.Length == 0 ? "" : value.Name + "Dot";

    public override Expression Position(Value input, IReadOnlyList<Expression> indices) => Pool.Int(0);

    public override Expression Position(Column column) => Pool.Int(0);

    public override Column? Static(Value input, IReadOnlyList<Expression> indices) => IsActive(input) ? _column : null;
}
