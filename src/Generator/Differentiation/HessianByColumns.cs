using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The Hessian of columns that can be told apart: each entry of one triangle is a term, or a variable that loops carry, and is
/// written to both its places.
/// </summary>
internal sealed class HessianByColumns(Function primal, FirstOrder first, IReadOnlyList<Column> columns, Value hessian, CancellationToken cancellation)
{
    /// <summary>More entries than these are not written one by one.</summary>
    private const int MostEntries = 1024;

    private readonly ExpressionPool _pool = primal.Pool;
    private readonly ColumnSpace _space = first.Space;
    private readonly int _rows = primal.Body.Yields.Count;

    public static bool IsPossible(Function primal, IReadOnlyList<Column>? columns) =>
        columns is not null && !primal.Body.Yields[0].Type.IsArray && primal.Body.Yields.Count * columns.Count * (columns.Count + 1L) / 2 <= MostEntries;

    public HessianPlan Plan()
    {
        var chosen = Candidates().Select(candidate => candidate.Swept)
            .Aggregate((best, next) => Cost(next) < Cost(best) ? next : best);
        var inPlace = InPlace(chosen);
        var literal = Literal(chosen);
        return new HessianPlan
        {
            InPlace = inPlace,
            Literal = literal is null ? null : Finishing.Run(literal, cancellation),
            Formulas = literal is null ? null : LiteralForm.Formulas(literal),
            Columns = _space.Total,
            Mode = "the first derivatives, differentiated again; one triangle of them",
            OperationCount = OperationCount.HasLoops(inPlace) ? 0 : OperationCount.Of(inPlace),
        };
    }

    /// <summary>Both sweeps in all orders.</summary>
    public IEnumerable<(string Mode, SecondOrder Swept)> Candidates()
    {
        Order[] orders = columns.Count > 1 ? [Order.Reverse, Order.Forward] : [Order.Forward];
        foreach (var outer in orders)
        {
            var derivatives = first.Terms(columns, outer);
            foreach (var inner in orders)
            {
                yield return ($"{inner} over {outer}", SecondOrder.Of(derivatives, _rows, _space, columns, inner, cancellation));
            }
        }
    }

    public Function InPlace(SecondOrder swept)
    {
        var body = new Region([new Require(hessian, Size), .. swept.Function.Body.Statements, .. Stores(swept)], []);
        return Finishing.Run(new Function(primal.Name, _pool, [.. primal.Inputs, new Input(hessian, false)], body, primal.Output), cancellation);
    }

    private static long Cost(SecondOrder swept) => OperationCount.CostOfTerms(swept.Function.Body);

    private IEnumerable<Statement> Stores(SecondOrder swept)
    {
        if (_space.Total is Constant total && total.Integer <= columns.Count + 8)
        {
            return Matrix(swept, (int)total.Integer).Select((entry, k) => new Store(hessian, [_pool.Int(k)], entry));
        }

        List<Statement> stores = [new Clear(hessian, _pool.Int(0), Size)];
        var present = new PresentColumns(primal, _space);
        foreach (var (row, i, j, term) in swept.Entries)
        {
            var (a, b) = (columns[i], columns[j]);
            present.Add(new Store(hessian, [Index(row, a, b)], term), stores, a, b);
            if (i != j)
            {
                present.Add(new Store(hessian, [Index(row, b, a)], term), stores, a, b);
            }
        }

        return stores;
    }

    /// <summary>All entries, structural zeros included, slice by slice.</summary>
    private Expression[] Matrix(SecondOrder swept, int total)
    {
        var entries = Enumerable.Repeat<Expression>(_pool.Real(0, primal.Output.Element), _rows * total * total).ToArray();
        foreach (var (row, i, j, term) in swept.Entries)
        {
            var (a, b) = (Position(columns[i]), Position(columns[j]));
            entries[(((row * total) + a) * total) + b] = term;
            entries[(((row * total) + b) * total) + a] = term;
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

    private Expression Index(int row, Column i, Column j) =>
        Sum(Product(Sum(Product(_pool.Int(row), _space.Total), _space.Position(i)), _space.Total), _space.Position(j));

    private Expression Size => Product(Product(_pool.Int(_rows), _space.Total), _space.Total);

    private Expression Product(Expression a, Expression b) => _pool.Operation(Operator.Multiply, IrType.Int, a, b);

    private Expression Sum(Expression a, Expression b) => _pool.Operation(Operator.Add, IrType.Int, a, b);
}
