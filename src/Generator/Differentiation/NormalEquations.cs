using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The statements that add up JᵀJ, Jᵀf and ‖f‖², row by row. One triangle is computed and mirrored at the end, so that JᵀJ is symmetric
/// to the last bit.
/// </summary>
internal sealed class NormalEquations
{
    private readonly ExpressionPool _pool;
    private readonly IrType _element;
    private readonly Value _jtj;
    private readonly Value _jtr;
    private readonly Value _squares;

    /// <param name="columns">The number of columns.</param>
    /// <param name="jtj">Receives JᵀJ, row-major.</param>
    /// <param name="jtr">Receives Jᵀf.</param>
    public NormalEquations(Expression columns, Value jtj, Value jtr)
    {
        _pool = columns.Pool;
        Columns = columns;
        _jtj = jtj;
        _jtr = jtr;
        _element = jtr.Type.Element!;
        _squares = _pool.Local(IrType.Array(_element), "squares");
    }

    public Expression Columns { get; }

    /// <summary>Checks the destinations, before anything else, and that none of the lengths given is negative.</summary>
    public IReadOnlyList<Statement> Checks(IReadOnlyList<Expression> dimensions) =>
        [new Require(_jtj, Product(Columns, Columns), dimensions), new Require(_jtr, Columns)];

    /// <summary>Sums of nothing yet.</summary>
    public IReadOnlyList<Statement> Open() =>
    [
        new Allocate(_squares, [_pool.Int(1)]),
        new Clear(_jtj, _pool.Int(0), Product(Columns, Columns)),
        new Clear(_jtr, _pool.Int(0), Columns),
    ];

    /// <summary>Adds one row that lies in memory.</summary>
    /// <param name="row">The array that holds it.</param>
    /// <param name="start">Index of its first column.</param>
    /// <param name="value">The output that it is the gradient of.</param>
    /// <param name="into">Receives the statements.</param>
    public void AddRow(Expression row, Expression start, Expression value, List<Statement> into)
    {
        AddSquare(value, into);
        var (a, b) = (_pool.Local(IrType.Int, "a"), _pool.Local(IrType.Int, "b"));
        var (left, right) = (_pool.Local(_element), _pool.Local(_element));
        var inner = new List<Statement> { new Let(right, _pool.Element(row, Sum(start, b))) };
        Add(_jtj, Sum(Product(a, Columns), b), _pool.Loose(Operator.Multiply, _element, left, right), inner);
        var some = new List<Statement> { new For(b, a, Operator.Less, Columns, _pool.Int(1), null, [], new Region(inner, []), []) };
        Add(_jtr, a, _pool.Loose(Operator.Multiply, _element, left, value), some);

        // Most entries of a sparse row are zeros, and nothing comes of them.
        var isSome = _pool.Operation(Operator.NotEqual, IrType.Boolean, left, _pool.Real(0, _element));
        Statement[] body = [new Let(left, _pool.Element(row, Sum(start, a))), new If(isSome, new Region(some, []), new Region([], []), [])];
        into.Add(Ranges.For(a, Columns, new Region(body, [])));
    }

    /// <summary>Adds one row that is known term by term, straight to memory.</summary>
    public void AddRow(IReadOnlyList<(Expression Position, Expression Term)> row, Expression value, List<Statement> into)
    {
        AddSquare(value, into);
        for (var a = 0; a < row.Count; a++)
        {
            for (var b = a; b < row.Count; b++)
            {
                Add(_jtj, Sum(Product(row[a].Position, Columns), row[b].Position), row[a].Term * row[b].Term, into);
            }

            Add(_jtr, row[a].Position, row[a].Term * value, into);
        }
    }

    public void AddSquare(Expression value, List<Statement> into) =>
        Add(_squares, _pool.Int(0), _pool.Loose(Operator.Multiply, _element, value, value), into);

    /// <summary>The other triangle; gives ½‖f‖².</summary>
    public Expression Close(List<Statement> into)
    {
        var (a, b) = (_pool.Local(IrType.Int, "a"), _pool.Local(IrType.Int, "b"));
        var entry = _pool.Local(_element);
        Statement[] body = [new Let(entry, _pool.Element(_jtj, Sum(Product(b, Columns), a))), new Store(_jtj, [Sum(Product(a, Columns), b)], entry)];
        into.Add(Ranges.For(a, Columns, new Region([Ranges.For(b, a, new Region(body, []))], [])));
        return Half(into);
    }

    /// <summary>½‖f‖² from the sum of squares.</summary>
    public Expression Half(List<Statement> into)
    {
        var squares = _pool.Local(_element);
        into.Add(new Let(squares, _pool.Element(_squares, _pool.Int(0))));
        return _pool.Real(0.5, _element) * squares;
    }

    /// <summary>The sum of squares alone, where JᵀJ and Jᵀf are added up elsewhere.</summary>
    public Statement OpenSquares() => new Allocate(_squares, [_pool.Int(1)]);

    public void Add(Value array, Expression index, Expression term, List<Statement> into)
    {
        var before = _pool.Local(_element);
        into.Add(new Let(before, _pool.Element(array, index)));
        into.Add(new Store(array, [index], AdjointArrays.Increased(before, term)));
    }

    private Expression Product(Expression a, Expression b) => _pool.Operation(Operator.Multiply, IrType.Int, a, b);

    private Expression Sum(Expression a, Expression b) => _pool.Operation(Operator.Add, IrType.Int, a, b);
}
