using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Takes the rows of a swept function where they are finished: the stores into the Jacobian that stand before the store of an output
/// go to one row instead, which is used up with that store. No Jacobian is left.
/// </summary>
internal abstract class RowsOnTheirWay(Value jacobian, Value output, CancellationToken cancellation) : Rewriter(jacobian.Pool, cancellation)
{
    /// <summary>Checks lengths of the array that the method makes and this function does not; null where that is done.</summary>
    public required Func<IReadOnlyList<Expression>, Statement?> Check { get; init; }

    /// <summary>What stands before the row of a store is used: F would throw where there is no such element; null where there always is.</summary>
    public required Func<Store, Expression, Statement?> Guard { get; init; }

    protected Value Jacobian => jacobian;

    protected Value Output => output;

    public Region Run(Region swept) => Rewrite(new Region(swept.Statements, []));

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        switch (statement)
        {
            case Require require when ReferenceEquals(require.Destination, jacobian):
                if (Check([.. require.Dimensions.Select(Rewrite)]) is { } check)
                {
                    into.Add(check);
                }

                break;
            case Clear clear when ReferenceEquals(clear.Array, jacobian):
                Clear(clear, into);
                break;
            case Store store when ReferenceEquals(store.Array, jacobian):
                Entry(store, into);
                break;
            case Store store when ReferenceEquals(store.Array, output):
                if (Guard(store, Rewrite(store.Indices[0])) is { } guard)
                {
                    into.Add(guard);
                }

                Use(Named(Rewrite(store.Value), into), into);
                break;
            default:
                base.Rewrite(statement, into);
                break;
        }
    }

    protected abstract void Clear(Clear clear, List<Statement> into);

    protected abstract void Entry(Store store, List<Statement> into);

    /// <summary>The row is complete, and this is the output that it is the gradient of.</summary>
    protected abstract void Use(Expression value, List<Statement> into);

    protected override Expression Unbound(Value value) => value;

    /// <summary>The output under a name, so that it is not multiplied out.</summary>
    private Expression Named(Expression value, List<Statement> into)
    {
        if (value is Value or Constant)
        {
            return value;
        }

        var residual = Pool.Local(value.Type, "residual", Pool.NewVariable());
        into.Add(new Let(residual, value));
        return residual;
    }
}

/// <summary>Rows whose columns can be told apart, as terms.</summary>
internal sealed class RowsAsTerms(
    Value jacobian,
    Value output,
    Action<IReadOnlyList<Expression>, Expression, List<Statement>> use,
    CancellationToken cancellation)
    : RowsOnTheirWay(jacobian, output, cancellation)
{
    private readonly List<Expression> _row = [];

    protected override void Clear(Clear clear, List<Statement> into)
    {
    }

    protected override void Entry(Store store, List<Statement> into) => _row.Add(Rewrite(store.Value));

    protected override void Use(Expression value, List<Statement> into)
    {
        use([.. _row], value, into);
        _row.Clear();
    }
}

/// <summary>Rows of run-time columns, in one vector that is cleared after each.</summary>
internal sealed class RowsInVector(
    Value jacobian,
    Value output,
    IReadOnlyList<Expression> rowStarts,
    Value vector,
    Expression columns,
    Action<Expression, List<Statement>> use,
    CancellationToken cancellation)
    : RowsOnTheirWay(jacobian, output, cancellation)
{
    private readonly HashSet<Expression> _columnIndices = [];

    /// <summary>Whatever the row before has left in the vector is written over.</summary>
    private bool _isOverwritten;

    /// <summary>Some entry of the row was written or read already.</summary>
    private bool _isBegun;

    protected override void Clear(Clear clear, List<Statement> into)
    {
        if (rowStarts.Contains(clear.Start))
        {
            into.Add(new Clear(vector, Pool.Int(0), columns));
            _isOverwritten = _isBegun = true;
        }
    }

    protected override void Rewrite(For loop, List<Statement> into)
    {
        // A loop over the columns of one row, which is not one over the rows.
        if (ReferenceEquals(loop.Bound, columns) && loop.Start is Constant { Integer: 0 } && loop.Guard is null && !Walk.Written(loop).Contains(Output))
        {
            _columnIndices.Add(loop.Index);
        }

        base.Rewrite(loop, into);
    }

    protected override void Entry(Store store, List<Statement> into)
    {
        var value = Rewrite(store.Value);
        _isOverwritten |= !_isBegun && store.Indices[0] is Operation { Operator: Operator.Add } sum && _columnIndices.Contains(sum.Operands[1]);
        _isBegun = true;
        into.Add(new Store(vector, [Column(store.Indices[0])], value));
    }

    protected override void Use(Expression value, List<Statement> into)
    {
        use(value, into);
        if (!_isOverwritten)
        {
            into.Add(new Clear(vector, Pool.Int(0), columns));
        }

        _isOverwritten = _isBegun = false;
    }

    protected override Expression? Special(Expression expression)
    {
        if (expression is not Operation { Operator: Operator.Element } element || !ReferenceEquals(element.Operands[0], Jacobian))
        {
            return null;
        }

        _isBegun = true;
        return Pool.Element(vector, Column(element.Operands[1]));
    }

    /// <summary>Where in the row an index into the Jacobian lies.</summary>
    private Expression Column(Expression index) => index switch
    {
        _ when rowStarts.Contains(index) => Pool.Int(0),
        Operation { Operator: Operator.Add } sum when rowStarts.Contains(sum.Operands[0]) => Rewrite(sum.Operands[1]),
        _ => throw new NotSupportedException("An entry of another row."),
    };
}

/// <summary>The Jacobian as memory of the function's own, where its rows are not finished one at a time.</summary>
internal sealed class JacobianAsLocal(Value jacobian, Value local, CancellationToken cancellation) : Rewriter(jacobian.Pool, cancellation)
{
    private bool _isFresh;

    public Region Run(Region swept)
    {
        Replace(jacobian, local);
        return Rewrite(swept);
    }

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        switch (statement)
        {
            case Require require when ReferenceEquals(require.Destination, jacobian):
                into.Add(new Allocate(local, [Rewrite(require.Length)]));
                _isFresh = true;
                break;
            case Clear clear when _isFresh && ReferenceEquals(clear.Array, jacobian):
                // New memory holds zeros.
                _isFresh = false;
                break;
            default:
                _isFresh = false;
                base.Rewrite(statement, into);
                break;
        }
    }

    protected override Expression Unbound(Value value) => value;
}
