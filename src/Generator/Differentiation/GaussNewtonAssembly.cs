using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Builds ½‖f‖², JᵀJ and Jᵀf. Where every output is stored once, its row is used up there and no Jacobian is ever formed: with few
/// columns as terms that are added up in locals, with many in one vector. Otherwise the Jacobian lies in scratch memory.
/// </summary>
internal sealed partial class GaussNewtonAssembly
{
    /// <summary>With more columns the sums stay in memory, and a loop adds to them.</summary>
    private const int MostColumnsInLocals = 6;

    private const int MostColumnsAsTerms = 16;

    /// <summary>Products in a sum that is written out.</summary>
    private const int MostProducts = 1500;

    private readonly ExpressionPool _pool;
    private readonly Function _primal;
    private readonly Value? _rows;
    private readonly Value _jacobian;
    private readonly Value _jtj;
    private readonly Value _jtr;
    private readonly ColumnSpace _space;
    private readonly NormalEquations _sums;
    private readonly PresentColumns _present;
    private readonly CancellationToken _cancellation;

    /// <summary>Lengths of the array of the outputs that are known, and checked, before anything is computed.</summary>
    private IReadOnlyList<Expression> _dimensions = [];

    public GaussNewtonAssembly(Function primal, string rowsName, string jtjName, string jtrName, CancellationToken cancellation)
    {
        _pool = primal.Pool;
        _cancellation = cancellation;
        var element = primal.Output.Element;
        _rows = primal.Destination is not null && primal.Output.Rows is null ? _pool.Input(IrType.Int, rowsName, rowsName) : null;
        _primal = primal.Destination is null ? primal : DestinationAsLocal.Run(primal, primal.Output.Rows ?? _rows);
        _space = new ColumnSpace(primal);
        _jtj = _pool.Input(IrType.Span(element), jtjName, jtjName);
        _jtr = _pool.Input(IrType.Span(element), jtrName, jtrName);
        _jacobian = _pool.Input(IrType.Span(element), "jacobian", "jacobian");
        _present = new PresentColumns(_primal, _space);
        _sums = new NormalEquations(_space.Total, _jtj, _jtr);
    }

    public GaussNewtonPlan Plan()
    {
        var (mode, swept) = Sweeps().First();
        var function = Finish(swept);
        return new GaussNewtonPlan
        {
            Function = function,
            Rows = JacobianAssembly.RowsOf(_primal),
            Columns = _space.Total,
            Mode = mode,
            OperationCount = OperationCount.HasLoops(function) ? 0 : OperationCount.Of(function),
        };
    }

    /// <summary>Every way in which it can be computed, the preferred one first: they have to agree.</summary>
    public IEnumerable<(string Mode, Function Function)> Candidates() => Sweeps().Select(sweep => ($"gauss-newton {sweep.Mode}", Finish(sweep.Swept)));

    private Dependence NewDependence() => new(_primal, _space, new LocalPartials(), _cancellation);

    private IEnumerable<(string Mode, Region Swept)> Sweeps()
    {
        var isDynamic = NewDependence().IsDynamic;
        var (body, columns, rows, hasGuards) = isDynamic ? ByRows() : ByColumns();
        _dimensions = body.Statements.Count > 0 && body.Statements[0] is Require check ? check.Dimensions : [];
        if (rows.Count > 0 && Products(rows) <= MostProducts)
        {
            yield return ("sums of products, written out", Symbolic(body, columns, rows));
        }

        if (!hasGuards && Output() is { } output && !isDynamic && columns.Count <= MostColumnsAsTerms)
        {
            yield return ("row by row, without forming J", new RowSums(this, columns).Run(body, output.Array));
        }
        else if (Output() is { } array && InVector(body, array.Array, array.RowStarts) is { } region)
        {
            yield return ("row by row, without forming J", region);
        }

        yield return ("from J in scratch memory", FromJacobian(body, columns, rows));
    }

    private static int Products(IReadOnlyList<Tangent> rows) => rows.Sum(row => row.Columns.Count() * (row.Columns.Count() + 3) / 2);

    private (Region Body, IReadOnlyList<Column> Columns, IReadOnlyList<Tangent> Rows, bool HasGuards) ByColumns()
    {
        var best = ((Region, IReadOnlyList<Column>, IReadOnlyList<Tangent>, bool)?)null;
        var least = long.MaxValue;
        foreach (var order in new[] { Order.Forward, Order.Reverse })
        {
            var dependence = NewDependence();
            var sweep = new ForwardSweep(_primal, _space, dependence, order, _jacobian, _cancellation);
            var body = sweep.Run();
            var terms = new Region(body.Statements, [.. body.Yields, .. sweep.Rows.SelectMany(row => row.Columns.Select(column => row[column]!))]);
            var cost = OperationCount.CostOfTerms(terms);
            if (cost < least)
            {
                (best, least) = ((body, Columns(dependence), sweep.Rows, sweep.HasGuards), cost);
            }
        }

        return best!.Value;
    }

    /// <summary>The columns of the rows in the order in which a sweep stores them; for lists, all by their numbers.</summary>
    private IReadOnlyList<Column> Columns(Dependence dependence) => _primal.Body.Yields[0].Type.IsArray
        ? [.. dependence.Members(dependence.Of(_primal.Body.Yields[0])).Select(column => dependence.Columns[column])]
        : dependence.Columns;

    private (Region Body, IReadOnlyList<Column> Columns, IReadOnlyList<Tangent> Rows, bool HasGuards) ByRows()
    {
        var body = new RowSweep(_primal, _space, NewDependence(), _jacobian, _cancellation).Run();
        if (!body.Yields[0].Type.IsArray)
        {
            body = new Region([new Require(_jacobian, Product(_pool.Int(body.Yields.Count), _space.Total)), .. body.Statements], body.Yields);
        }

        return (body, [], [], false);
    }

    /// <summary>The array of the outputs, where each is stored once and never looked at, and where the rows of those stores start.</summary>
    private (Value Array, Expression[] RowStarts)? Output()
    {
        if (_primal.Body.Yields[0] is not Value { Type.IsArray: true } array
            || _primal.Body.Statements.OfType<Allocate>().FirstOrDefault(allocate => ReferenceEquals(allocate.Target, array)) is not { } made
            || FilledOnce.Stores(array, _primal) is not { } stores)
        {
            return null;
        }

        return (array, [.. stores.Select(store => Product(
            store.Indices.Count == 1 ? store.Indices[0] : Sum(Product(store.Indices[0], made.Lengths[1]), store.Indices[1]),
            _space.Total))]);
    }

    private Region Symbolic(Region body, IReadOnlyList<Column> columns, IReadOnlyList<Tangent> rows)
    {
        var element = _primal.Output.Element;
        Expression zero = _pool.Real(0, element);
        int[] order = [.. Enumerable.Range(0, columns.Count).Where(c => rows.Any(row => row[c] is not null)).OrderBy(c => Rank(columns[c]))];
        Expression Entry(int row, int column) => _pool.Convert(element, rows[row][column]!);
        Expression Value(int row) => _pool.Convert(element, body.Yields[row]);
        var statements = body.Statements.ToList();
        statements.AddRange(ClearUnless(order.Length));
        for (var a = 0; a < order.Length; a++)
        {
            for (var b = a; b < order.Length; b++)
            {
                var sum = zero;
                foreach (var row in Enumerable.Range(0, rows.Count).Where(row => rows[row][order[a]] is not null && rows[row][order[b]] is not null))
                {
                    sum += Entry(row, order[a]) * Entry(row, order[b]);
                }

                StoreBoth(columns[order[a]], columns[order[b]], sum, statements);
            }

            var product = Enumerable.Range(0, rows.Count).Where(row => rows[row][order[a]] is not null).Aggregate(zero, (sum, row) => sum + (Entry(row, order[a]) * Value(row)));
            _present.Add(new Store(_jtr, [_space.Position(columns[order[a]])], product), statements, columns[order[a]]);
        }

        var squares = Enumerable.Range(0, rows.Count).Aggregate(zero, (sum, row) => sum + (Value(row) * Value(row)));
        return new Region(statements, [_pool.Real(0.5, element) * squares]);
    }

    private long Rank(Column column) => (_primal.Inputs.ToList().FindIndex(input => input.IsBeside(column.Input)) * 1_000_000L) + column.Offset;

    /// <summary>Zeros first, unless every column is filled in.</summary>
    private IEnumerable<Statement> ClearUnless(int columns) => _space.Total is Constant total && total.Integer == columns
        ? []
        : [new Clear(_jtj, _pool.Int(0), Product(_space.Total, _space.Total)), new Clear(_jtr, _pool.Int(0), _space.Total)];

    private void StoreBoth(Column a, Column b, Expression sum, List<Statement> into)
    {
        var (i, j) = (_space.Position(a), _space.Position(b));
        _present.Add(new Store(_jtj, [Sum(Product(i, _space.Total), j)], sum), into, a, b);
        if (!ReferenceEquals(i, j))
        {
            _present.Add(new Store(_jtj, [Sum(Product(j, _space.Total), i)], sum), into, a, b);
        }
    }

    /// <summary>Where the caller says how many rows there are, a store beyond them throws, as it would throw in F.</summary>
    private If? Guarded(Store store, Expression index)
    {
        var isInside = Lifetimes.Enclosing(_primal.Body, store) is { } loops && loops.Any(loop =>
            loop is For { Comparison: Operator.Less } counted && ReferenceEquals(counted.Index, store.Indices[0]) && ReferenceEquals(counted.Bound, _rows));
        if (_rows is null || isInside)
        {
            return null;
        }

        var exception = _pool.Opaque(IrType.Opaque("System.Exception"), ["new global::System.IndexOutOfRangeException()"]);
        var isBeyond = _pool.Operation(Operator.GreaterOrEqual, IrType.Boolean, index, _rows);
        return new If(isBeyond, new Region([new Throw(exception)], []), new Region([], []), []);
    }

    /// <summary>Each row in one vector, added up where its output is stored; null where a row is not written in one piece.</summary>
    private Region? InVector(Region body, Value output, Expression[] rowStarts)
    {
        var vector = _pool.Local(IrType.Array(_primal.Output.Element), "row");
        try
        {
            var pass = new RowsInVector(_jacobian, output, rowStarts, vector, _space.Total, (value, into) => _sums.AddRow(vector, _pool.Int(0), value, into), _cancellation)
            {
                Check = Checked,
                Guard = Guarded,
            };
            List<Statement> statements = [new Allocate(vector, [_space.Total]), .. _sums.Open(), .. pass.Run(body).Statements];
            return new Region(statements, [_sums.Close(statements)]);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private Region FromJacobian(Region body, IReadOnlyList<Column> columns, IReadOnlyList<Tangent> rows)
    {
        var local = _pool.Local(IrType.Array(_primal.Output.Element), "jacobian");
        if (rows.Count > 0)
        {
            List<Statement> filled = [new Require(_jacobian, Product(_pool.Int(rows.Count), _space.Total)), .. body.Statements];
            for (var i = 0; i < rows.Count; i++)
            {
                foreach (var column in rows[i].Columns)
                {
                    var index = Sum(Product(_pool.Int(i), _space.Total), _space.Position(columns[column]));
                    _present.Add(new Store(_jacobian, [index], _pool.Convert(_primal.Output.Element, rows[i][column]!)), filled, columns[column]);
                }
            }

            body = new Region(filled, body.Yields);
        }

        var swept = new JacobianAsLocal(_jacobian, local, _cancellation).Run(body);
        List<Statement> statements = [.. swept.Statements, .. _sums.Open()];
        AddRows(swept.Yields, local, statements);
        return new Region(statements, [_sums.Close(statements)]);
    }

    /// <summary>All rows of a Jacobian in memory, in a loop; the outputs are an array already, or become one.</summary>
    private void AddRows(IReadOnlyList<Expression> yields, Value jacobian, List<Statement> into)
    {
        var element = _primal.Output.Element;
        var array = yields[0];
        if (!array.Type.IsArray)
        {
            var list = _pool.Local(IrType.Array(element), "residuals");
            into.Add(new Allocate(list, [_pool.Int(yields.Count)]));
            into.AddRange(yields.Select((yield, i) => new Store(list, [_pool.Int(i)], _pool.Convert(element, yield))));
            array = list;
        }

        Value[] indices = [.. Enumerable.Range(0, array.Type.Rank).Select(d => _pool.Local(IrType.Int, d == 0 ? "i" : "j"))];
        var residual = _pool.Local(element, "residual");
        var body = new List<Statement> { new Let(residual, _pool.Element(array, indices)) };
        var flat = indices.Length == 1 ? indices[0] : Sum(Product(indices[0], _pool.Length(array, 1)), indices[1]);
        _sums.AddRow(jacobian, _pool.Hint(Product(flat, _space.Total), "row"), residual, body);
        for (var d = indices.Length - 1; d >= 0; d--)
        {
            body = [Ranges.For(indices[d], array.Type.Rank == 1 && !yields[0].Type.IsArray ? _pool.Int(yields.Count) : _pool.Length(array, d), new Region(body, []))];
        }

        into.AddRange(body);
    }

    private Function Finish(Region swept)
    {
        Input[] inputs = [.. _primal.Inputs, .. new[] { _rows, _jtj, _jtr }.OfType<Value>().Select(value => new Input(value, false))];
        var output = new Output(OutputShape.Scalar, _primal.Output.Element, "", [], null);
        var body = new Region([.. _sums.Checks(_dimensions), .. swept.Statements], swept.Yields);
        var function = ScalarReplacement.Run(new Function(_primal.Name, _pool, inputs, body, output), _cancellation, isOfSums: true);
        return Finishing.Run(function, _cancellation);
    }

    private Expression Product(Expression a, Expression b) => _pool.Operation(Operator.Multiply, IrType.Int, a, b);

    private Expression Sum(Expression a, Expression b) => _pool.Operation(Operator.Add, IrType.Int, a, b);
}
