using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Makes matrices that lie one after the other symmetric to the last bit: one triangle becomes the other's mirror image.</summary>
/// <param name="primal">The method: one matrix for each of its rows.</param>
/// <param name="total">The number of columns.</param>
/// <param name="hessian">Where they lie.</param>
internal sealed class Mirror(Function primal, Expression total, Value hessian)
{
    private readonly ExpressionPool _pool = primal.Pool;

    /// <param name="size">The number of all entries, m · n · n, as the sweep has multiplied it.</param>
    public Statement Of(Expression size)
    {
        if (primal.Output.Shape == OutputShape.Scalar)
        {
            return Slice(null);
        }

        var row = _pool.Local(IrType.Int, "row");
        var start = Product(row, Product(total, total));
        return Ranges.For(row, Rows(size), new Region([Slice(start)], []));
    }

    private Expression Rows(Expression size) => primal.Body.Yields[0].Type.IsArray
        ? Quotient(Quotient(size))
        : _pool.Int(primal.Body.Yields.Count);

    /// <summary>A number of entries over the number of columns, which is one of its factors.</summary>
    private Expression Quotient(Expression entries)
    {
        if (entries is Operation { Operator: Operator.Multiply } product && ReferenceEquals(product.Operands[1], total))
        {
            return product.Operands[0];
        }

        var isEmpty = _pool.Operation(Operator.Equal, IrType.Boolean, total, _pool.Int(0));
        return _pool.Select(isEmpty, _pool.Int(0), _pool.Operation(Operator.Divide, IrType.Int, entries, total));
    }

    private For Slice(Expression? start)
    {
        var (i, j, entry) = (_pool.Local(IrType.Int, "i"), _pool.Local(IrType.Int, "j"), _pool.Local(primal.Output.Element));
        Statement[] copy = [new Let(entry, _pool.Element(hessian, At(start, i, j))), new Store(hessian, [At(start, j, i)], entry)];
        return new For(i, _pool.Int(1), Operator.Less, total, _pool.Int(1), null, [], new Region([Ranges.For(j, i, new Region(copy, []))], []), []);
    }

    private Expression At(Expression? start, Expression i, Expression j)
    {
        var index = Sum(Product(i, total), j);
        return start is null ? index : Sum(start, index);
    }

    private Expression Product(Expression a, Expression b) => _pool.Operation(Operator.Multiply, IrType.Int, a, b);

    private Expression Sum(Expression a, Expression b) => _pool.Operation(Operator.Add, IrType.Int, a, b);
}
