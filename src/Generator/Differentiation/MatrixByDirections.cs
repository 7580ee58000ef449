using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// A matrix of derivatives column by column: a loop over the columns, in it the forward sweep along the one direction. What one
/// direction costs does not depend on their number, and the memory is the result's own. Of the Jacobian of the first derivatives,
/// which is the Hessian, one triangle is then the other's mirror image, to the last bit.
/// </summary>
/// <param name="primal">The method, without a destination of its own.</param>
/// <param name="total">The number of columns.</param>
/// <param name="matrix">The span to fill.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class MatrixByDirections(Function primal, Expression total, Value matrix, CancellationToken cancellation)
{
    private readonly ExpressionPool _pool = primal.Pool;

    /// <summary>The Hessian.</summary>
    /// <param name="first">The first derivatives, as terms or as an array.</param>
    public Function Hessian(Function first) => Of(first, isSymmetric: true, isValued: false)!;

    /// <summary>The Jacobian, with the value or without; null where the value cannot be had beside the loop.</summary>
    /// <param name="function">The method, without a destination of its own where the value is not wanted.</param>
    /// <param name="isValued">Whether the value is wanted.</param>
    public Function? Jacobian(Function function, bool isValued) => Of(function, isSymmetric: false, isValued);

    private Function? Of(Function first, bool isSymmetric, bool isValued)
    {
        var column = _pool.ColumnIndex("column");
        var space = new DirectionSpace(first, column);
        var parts = first.Parts;
        first = first.OfRows();
        var (forward, reverse) = (Sweep(first, space, Order.Forward), Sweep(first, space, Order.Reverse));
        var swept = OperationCount.CostOfTerms(reverse) < OperationCount.CostOfTerms(forward) ? reverse : forward;
        IReadOnlyList<Expression> yields = !isValued ? [] : parts.Count > 0 ? parts : swept.Yields;
        var live = SilentStores.Drop(DeadCode.Eliminate(Whole(first, new Region(swept.Statements, yields)), cancellation).Body);
        return Loop(live.Statements, column, isSymmetric, live.Yields) is { } statements
            ? Finishing.Run(Whole(first, new Region(statements, live.Yields)), cancellation)
            : null;
    }

    private Function Whole(Function first, Region body) =>
        new(primal.Name, _pool, [.. first.Inputs, new Input(matrix, false)], body, primal.Output);

    private Region Sweep(Function first, DirectionSpace space, Order order)
    {
        var dependence = new Dependence(first, space, new LocalPartials(), cancellation);
        var sweep = new ForwardSweep(first, space, dependence, order, first.Output.Shape == OutputShape.Array ? matrix : null, cancellation);
        var body = sweep.Run();
        if (sweep.Rows.Count == 0)
        {
            return body;
        }

        var size = Product(_pool.Int(sweep.Rows.Count), total);
        List<Statement> statements = [new Require(matrix, size), .. body.Statements];
        for (var i = 0; i < sweep.Rows.Count; i++)
        {
            var entry = sweep.Rows[i][0] is { } term ? _pool.Convert(primal.Output.Element, term) : _pool.Real(0, primal.Output.Element);
            statements.Add(new Store(matrix, [Sum(_pool.Operation(Operator.Multiply, IrType.Int, _pool.Int(i), total), space.Position(dependence.Columns[0]))], entry));
        }

        return new Region(statements, body.Yields);
    }

    private List<Statement>? Loop(IReadOnlyList<Statement> swept, Value column, bool isSymmetric, IReadOnlyList<Expression> yields)
    {
        // The destination is checked and cleared once, not for each column.
        Statement[] opening = [.. swept.Where(IsOpening)];
        var (before, inside) = Invariants.Split([.. swept.Where(statement => !IsOpening(statement))], column);
        Statement[] mirror = isSymmetric ? [new Mirror(primal, total, matrix).Of(((Require)opening[0]).Length)] : [];
        var bound = new HashSet<Expression>(inside.SelectMany(Walk.Binds));
        if (Walk.ExpressionsOf(yields).Any(bound.Contains))
        {
            return null;
        }

        if (opening.Concat(mirror).SelectMany(Walk.AllTerms).Any(bound.Contains))
        {
            // Only the body of the method tells how many rows there are.
            var within = swept.Select(statement => IsOpening(statement) ? When(column, _pool.Int(0), [statement]) : statement);
            var last = _pool.Operation(Operator.Subtract, IrType.Int, total, _pool.Int(1));
            return [Ranges.For(column, total, new Region([.. within, When(column, last, mirror)], []))];
        }

        var isKnown = !opening.SelectMany(Walk.AllTerms).OfType<Value>().Any(value => !value.IsInput);
        var loop = Ranges.For(column, total, new Region(inside, []));
        return isKnown ? [.. opening, .. before, loop, .. mirror] : [.. before, .. opening, loop, .. mirror];
    }

    private bool IsOpening(Statement statement) =>
        (statement is Require require && ReferenceEquals(require.Destination, matrix))
        || (statement is Clear { Start: Constant { Integer: 0 } } clear && ReferenceEquals(clear.Array, matrix));

    private If When(Value column, Expression value, IReadOnlyList<Statement> statements) =>
        new(_pool.Operation(Operator.Equal, IrType.Boolean, column, value), new Region(statements, []), new Region([], []), []);

    private Expression Product(Expression a, Expression b) => _pool.Operation(Operator.Multiply, IrType.Int, a, b);

    private Expression Sum(Expression a, Expression b) => _pool.Operation(Operator.Add, IrType.Int, a, b);
}
