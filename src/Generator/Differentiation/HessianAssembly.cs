using System.Numerics;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Builds the function of a Hessian by sweeping what a sweep has made: the gradient (or the Jacobian) is a function like any
/// other. Only one triangle is computed, and each entry is written to both its places, so that it is symmetric to the last bit.
/// </summary>
/// <param name="primal">The method, without a destination of its own.</param>
/// <param name="hessian">The span to fill.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class HessianAssembly(Function primal, Value hessian, CancellationToken cancellation)
{
    private readonly ExpressionPool _pool = primal.Pool;
    private readonly ColumnSpace _space = new(primal);

    public HessianPlan Plan()
    {
        var dependence = new Dependence(primal, _space, new LocalPartials(), cancellation);
        if (dependence.IsDynamic || primal.Body.Yields[0].Type.IsArray)
        {
            throw new NotSupportedException("Run-time columns.");
        }

        return Static(dependence);
    }

    private HessianPlan Static(Dependence dependence)
    {
        var read = primal.Body.Yields.Aggregate(BigInteger.Zero, (set, yield) => set | dependence.Of(yield));
        Column[] columns = [.. dependence.Members(read).Select(column => dependence.Columns[column])];
        var chosen = Cheapest(columns);
        var inPlace = Finish(chosen, Stores(chosen));
        var literal = Literal(chosen);
        return new HessianPlan
        {
            InPlace = inPlace,
            Literal = literal is null ? null : Finishing.Run(literal, cancellation),
            Formulas = literal is null ? null : LiteralForm.Formulas(literal),
            Columns = _space.Total,
            Mode = "the gradient, differentiated again; one triangle of it",
            OperationCount = OperationCount.HasLoops(inPlace) ? 0 : OperationCount.Of(inPlace),
        };
    }

    /// <summary>The orders of the two sweeps that need fewest operations.</summary>
    private SecondOrder Cheapest(IReadOnlyList<Column> columns)
    {
        Order[] orders = columns.Count > 1 ? [Order.Reverse, Order.Forward] : [Order.Forward];
        var (best, least) = ((SecondOrder?)null, 0L);
        foreach (var first in orders)
        {
            var gradient = SecondOrder.FirstOf(primal, _space, columns, first, cancellation);
            foreach (var second in orders)
            {
                var candidate = SecondOrder.Of(gradient, primal.Body.Yields.Count, _space, columns, second, cancellation);
                var cost = OperationCount.CostOfTerms(candidate.Function.Body);
                if (best is null || cost < least)
                {
                    (best, least) = (candidate, cost);
                }
            }
        }

        return best!;
    }

    private Function Finish(SecondOrder swept, IEnumerable<Statement> stores)
    {
        var body = new Region([.. swept.Function.Body.Statements, .. stores], []);
        body = new Region([new Require(hessian, Size(swept.Rows)), .. body.Statements], []);
        return Finishing.Run(new Function(primal.Name, _pool, [.. primal.Inputs, new Input(hessian, false)], body, primal.Output), cancellation);
    }

    private IEnumerable<Statement> Stores(SecondOrder swept)
    {
        if (_space.Total is Constant total)
        {
            var entries = Matrix(swept, (int)total.Integer);
            for (var k = 0; k < entries.Length; k++)
            {
                yield return new Store(hessian, [_pool.Int(k)], entries[k]);
            }

            yield break;
        }

        yield return new Clear(hessian, _pool.Int(0), Size(swept.Rows));
        foreach (var (row, i, j, term) in swept.Entries)
        {
            yield return new Store(hessian, [Index(row, swept.Columns[i], swept.Columns[j])], term);
            if (i != j)
            {
                yield return new Store(hessian, [Index(row, swept.Columns[j], swept.Columns[i])], term);
            }
        }
    }

    /// <summary>All entries, structural zeros included, slice by slice.</summary>
    private Expression[] Matrix(SecondOrder swept, int total)
    {
        var entries = new Expression[swept.Rows * total * total];
        for (var k = 0; k < entries.Length; k++)
        {
            entries[k] = _pool.Real(0, primal.Output.Element);
        }

        foreach (var (row, i, j, term) in swept.Entries)
        {
            var (first, second) = (Position(swept.Columns[i]), Position(swept.Columns[j]));
            entries[(((row * total) + first) * total) + second] = term;
            entries[(((row * total) + second) * total) + first] = term;
        }

        return entries;
    }

    private int Position(Column column) => (int)((Constant)_space.Position(column)).Integer;

    private Function? Literal(SecondOrder swept)
    {
        if (primal.Output.Shape != OutputShape.Scalar || _space.Total is not Constant total || !LiteralForm.IsPossible(primal, total.Integer * total.Integer))
        {
            return null;
        }

        var body = new Region(swept.Function.Body.Statements, Matrix(swept, (int)total.Integer));
        return new Function(primal.Name, _pool, primal.Inputs, body, primal.Output);
    }

    private Expression Index(int row, Column i, Column j) => Sum(Product(Sum(Product(_pool.Int(row), _space.Total), _space.Position(i)), _space.Total), _space.Position(j));

    private Expression Size(int rows) => Product(Product(_pool.Int(rows), _space.Total), _space.Total);

    private Expression Product(Expression a, Expression b) => _pool.Operation(Operator.Multiply, IrType.Int, a, b);

    private Expression Sum(Expression a, Expression b) => _pool.Operation(Operator.Add, IrType.Int, a, b);
}
