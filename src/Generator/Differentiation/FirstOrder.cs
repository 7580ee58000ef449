using System.Numerics;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>The first derivatives of a method as functions that can be swept again, one for each sweep that gives them.</summary>
/// <param name="primal">The method, without a destination of its own.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class FirstOrder(Function primal, CancellationToken cancellation)
{
    /// <summary>More derivatives than these are not written one by one.</summary>
    private const int MostTerms = 256;

    private readonly ExpressionPool _pool = primal.Pool;

    public ColumnSpace Space { get; } = new(primal);

    /// <summary>The columns that are read at all, in order; null where they cannot be told apart.</summary>
    public IReadOnlyList<Column>? Columns()
    {
        var dependence = NewDependence(primal);
        if (dependence.IsDynamic)
        {
            return null;
        }

        var read = primal.Body.Yields.Aggregate(BigInteger.Zero, (set, yield) => set | dependence.Of(yield));
        return [.. dependence.Members(read).Select(column => dependence.Columns[column])];
    }

    /// <summary>Row by row, one term for each of some columns; and where the sweep keeps the tangents of what it met.</summary>
    public (Function Function, KnownTangents Known) Terms(IReadOnlyList<Column> columns, Order order)
    {
        var dependence = NewDependence(primal);
        var sweep = new ForwardSweep(primal, Space, dependence, order, null, cancellation);
        var body = sweep.Run();
        var zero = _pool.Real(0, primal.Output.Element);
        var entries = sweep.Rows.SelectMany(row => columns.Select(column => dependence.Entry(row, column) is { } term
            ? _pool.Convert(primal.Output.Element, term)
            : zero));
        return (Composition.OfTerms(primal, body.Statements, entries), sweep.Known);
    }

    /// <summary>The same for a function that gives an array: an array of m · n.</summary>
    public (Function Function, KnownTangents Known) Columnwise(Order order)
    {
        var jacobian = Destination();
        var sweep = new ForwardSweep(primal, Space, NewDependence(primal), order, jacobian, cancellation);
        return Composition.OfDestination(primal, sweep.Run().Statements, jacobian, Length(primal.Output.Rows), sweep.Known, cancellation);
    }

    /// <summary>All m · n of them, row by row, as a list of terms or as an array.</summary>
    public IEnumerable<(string Mode, Function Function)> Candidates()
    {
        var isArray = primal.Body.Yields[0].Type.IsArray;
        if (primal.Output.Shape == OutputShape.Scalar && SweepSize.IsLong(primal))
        {
            yield return ("the reverse sweep", Reverse());
            yield break;
        }

        var columns = Columns();
        if (columns is not null && !isArray && Space.Total is Constant total && total.Integer * primal.Body.Yields.Count <= MostTerms)
        {
            var order = columns.Count > 1 ? new[] { Order.Reverse, Order.Forward } : [Order.Forward];
            foreach (var first in order)
            {
                yield return ("the gradient, term by term", Spread(Terms(columns, first).Function, columns, (int)total.Integer));
            }
        }

        if (columns is not null && isArray)
        {
            yield return ("all columns at once", Columnwise(Order.Forward).Function);
        }

        if (primal.Output.Shape == OutputShape.Scalar)
        {
            yield return ("the reverse sweep", Reverse());
        }

        if (columns is null || isArray || primal.Output.Shape != OutputShape.Scalar)
        {
            yield return ("the sweep by rows", Rowwise());
        }
    }

    /// <summary>With zeros for the columns that are never read.</summary>
    private Function Spread(Function terms, IReadOnlyList<Column> columns, int total)
    {
        var entries = Enumerable.Repeat<Expression>(_pool.Real(0, primal.Output.Element), primal.Body.Yields.Count * total).ToArray();
        for (var k = 0; k < terms.Body.Yields.Count; k++)
        {
            var position = (int)((Constant)Space.Position(columns[k % columns.Count])).Integer;
            entries[(k / columns.Count * total) + position] = terms.Body.Yields[k];
        }

        return Composition.OfTerms(primal, terms.Body.Statements, entries);
    }

    private Function Reverse()
    {
        var gradient = Destination();
        var function = ReverseSweep.Prepare(primal, cancellation);
        var sweep = new ReverseSweep(function, Space, NewDependence(function), gradient, repeats: false, new ReverseSweep.Seeds([_pool.Real(1, primal.Output.Element)]), cancellation);
        var body = sweep.Run();
        return Composition.OfDestination(primal, [new Require(gradient, Space.Total), .. body.Statements], gradient, Space.Total, cancellation);
    }

    /// <summary>What the function gives, and behind it all m · n of them as an array.</summary>
    public Function WithValues()
    {
        var jacobian = Destination();
        var body = new RowSweep(primal, Space, NewDependence(primal), jacobian, cancellation).Run();
        var isArray = body.Yields[0].Type.IsArray;
        IReadOnlyList<Statement> statements = isArray ? body.Statements : [new Require(jacobian, Length(_pool.Int(body.Yields.Count))!), .. body.Statements];
        return Composition.WithValues(primal, new Region(statements, body.Yields), jacobian, cancellation);
    }

    /// <summary>All m · n of them as an array, by linear forms: without tapes, whatever the columns.</summary>
    public Function Rowwise()
    {
        var jacobian = Destination();
        var body = new RowSweep(primal, Space, NewDependence(primal), jacobian, cancellation).Run();
        var isArray = body.Yields.Count > 0 && body.Yields[0].Type.IsArray;
        var rows = isArray ? primal.Output.Rows : _pool.Int(body.Yields.Count);
        var length = Length(rows);
        IReadOnlyList<Statement> statements = isArray ? body.Statements : [new Require(jacobian, length!), .. body.Statements];
        return Composition.OfDestination(primal, statements, jacobian, length, cancellation);
    }

    private Expression? Length(Expression? rows) => rows is null ? null : _pool.Operation(Operator.Multiply, IrType.Int, rows, Space.Total);

    private Value Destination() => _pool.Local(IrType.Span(primal.Output.Element), primal.Output.Shape == OutputShape.Scalar ? "gradient" : "jacobian");

    private Dependence NewDependence(Function function) => new(function, Space, new LocalPartials(), cancellation);
}
