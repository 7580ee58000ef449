using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The Hessian column by column: a loop over the columns, in it the forward sweep along the one direction over the function of
/// the first derivatives. What one direction costs does not depend on their number, and the memory is the result's own. One
/// triangle is then the other's mirror image, to the last bit.
/// </summary>
/// <param name="primal">The method, without a destination of its own.</param>
/// <param name="total">The number of columns.</param>
/// <param name="hessian">The span to fill.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class HessianByDirections(Function primal, Expression total, Value hessian, CancellationToken cancellation)
{
    private readonly ExpressionPool _pool = primal.Pool;

    /// <param name="first">The first derivatives, as terms or as an array.</param>
    public Function Of(Function first)
    {
        var column = _pool.ColumnIndex("column");
        var space = new DirectionSpace(first, column);
        var (forward, reverse) = (Sweep(first, space, Order.Forward), Sweep(first, space, Order.Reverse));
        var swept = OperationCount.CostOfTerms(reverse) < OperationCount.CostOfTerms(forward) ? reverse : forward;
        var live = SilentStores.Drop(DeadCode.Eliminate(Whole(first, swept.Statements), cancellation).Body).Statements;
        return Finishing.Run(Whole(first, Loop(live, column)), cancellation);
    }

    private Function Whole(Function first, IReadOnlyList<Statement> statements) =>
        new(primal.Name, _pool, [.. first.Inputs, new Input(hessian, false)], new Region(statements, []), primal.Output);

    private Region Sweep(Function first, DirectionSpace space, Order order)
    {
        var dependence = new Dependence(first, space, new LocalPartials(), cancellation);
        var sweep = new ForwardSweep(first, space, dependence, order, first.Output.Shape == OutputShape.Array ? hessian : null, cancellation);
        var body = sweep.Run();
        if (sweep.Rows.Count == 0)
        {
            return new Region(body.Statements, []);
        }

        var size = Product(_pool.Int(sweep.Rows.Count), total);
        List<Statement> statements = [new Require(hessian, size), .. body.Statements];
        for (var i = 0; i < sweep.Rows.Count; i++)
        {
            var entry = sweep.Rows[i][0] is { } term ? _pool.Convert(primal.Output.Element, term) : _pool.Real(0, primal.Output.Element);
            statements.Add(new Store(hessian, [Sum(_pool.Operation(Operator.Multiply, IrType.Int, _pool.Int(i), total), space.Position(dependence.Columns[0]))], entry));
        }

        return new Region(statements, []);
    }

    private List<Statement> Loop(IReadOnlyList<Statement> swept, Value column)
    {
        // The destination is checked and cleared once, not for each column.
        Statement[] opening = [.. swept.Where(IsOpening)];
        var (before, inside) = Invariants.Split([.. swept.Where(statement => !IsOpening(statement))], column);
        var mirror = new Mirror(primal, total, hessian).Of(((Require)opening[0]).Length);
        var bound = new HashSet<Expression>(inside.SelectMany(Walk.Binds));
        if (opening.Append(mirror).SelectMany(Walk.AllTerms).Any(bound.Contains))
        {
            // Only the body of the method tells how many rows there are.
            var within = swept.Select(statement => IsOpening(statement) ? When(column, _pool.Int(0), [statement]) : statement);
            var last = _pool.Operation(Operator.Subtract, IrType.Int, total, _pool.Int(1));
            return [Ranges.For(column, total, new Region([.. within, When(column, last, [mirror])], []))];
        }

        var isKnown = !opening.SelectMany(Walk.AllTerms).OfType<Value>().Any(value => !value.IsInput);
        var loop = Ranges.For(column, total, new Region(inside, []));
        return isKnown ? [.. opening, .. before, loop, mirror] : [.. before, .. opening, loop, mirror];
    }

    private bool IsOpening(Statement statement) =>
        (statement is Require require && ReferenceEquals(require.Destination, hessian))
        || (statement is Clear { Start: Constant { Integer: 0 } } clear && ReferenceEquals(clear.Array, hessian));

    private If When(Value column, Expression value, IReadOnlyList<Statement> statements) =>
        new(_pool.Operation(Operator.Equal, IrType.Boolean, column, value), new Region(statements, []), new Region([], []), []);

    private Expression Product(Expression a, Expression b) => _pool.Operation(Operator.Multiply, IrType.Int, a, b);

    private Expression Sum(Expression a, Expression b) => _pool.Operation(Operator.Add, IrType.Int, a, b);
}
