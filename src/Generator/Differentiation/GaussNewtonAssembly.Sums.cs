using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Rows of few columns, as terms.</summary>
internal sealed partial class GaussNewtonAssembly
{
    /// <summary>Each row added up where its output is stored, in locals where they are few.</summary>
    private sealed class RowSums(GaussNewtonAssembly owner, IReadOnlyList<Column> columns)
    {
        private readonly bool _isInLocals = columns.Count <= MostColumnsInLocals;
        private readonly Value _products = owner._pool.Local(IrType.Array(owner._primal.Output.Element, 2), "jtj");
        private readonly Value _right = owner._pool.Local(IrType.Array(owner._primal.Output.Element), "jtr");

        public Region Run(Region body, Value output)
        {
            var pool = owner._pool;
            var count = pool.Int(columns.Count);
            var rewritten = new RowsAsTerms(owner._jacobian, output, Use, owner._cancellation) { Check = owner.Checked, Guard = owner.Guarded }.Run(body);
            if (!_isInLocals)
            {
                List<Statement> inMemory = [.. owner._sums.Open(), .. rewritten.Statements];
                return new Region(inMemory, [owner._sums.Close(inMemory)]);
            }

            List<Statement> statements = columns.Count == 0 ? [] : [new Allocate(_products, [count, count]), new Allocate(_right, [count])];
            statements.Add(owner._sums.OpenSquares());
            statements.AddRange(rewritten.Statements);
            statements.AddRange(owner.ClearUnless(columns.Count));
            for (var a = 0; a < columns.Count; a++)
            {
                for (var b = a; b < columns.Count; b++)
                {
                    var sum = Loaded(pool.Element(_products, pool.Int(a), pool.Int(b)), statements);
                    owner.StoreBoth(columns[a], columns[b], sum, statements);
                }

                owner._present.Add(new Store(owner._jtr, [owner._space.Position(columns[a])], Loaded(pool.Element(_right, pool.Int(a)), statements)), statements, columns[a]);
            }

            return new Region(statements, [owner._sums.Half(statements)]);
        }

        private void Use(IReadOnlyList<Expression> row, Expression value, List<Statement> into)
        {
            int[] some = [.. Enumerable.Range(0, row.Count).Where(k => !Algebra.IsConstant(row[k], 0))];
            if (!_isInLocals)
            {
                owner._sums.AddRow([.. some.Select(k => (owner._space.Position(columns[k]), row[k]))], value, into);
                return;
            }

            owner._sums.AddSquare(value, into);
            foreach (var a in some)
            {
                foreach (var b in some.Where(b => b >= a))
                {
                    Add(_products, [owner._pool.Int(a), owner._pool.Int(b)], row[a] * row[b], into);
                }

                Add(_right, [owner._pool.Int(a)], row[a] * value, into);
            }
        }

        private void Add(Value array, Expression[] indices, Expression term, List<Statement> into)
        {
            var before = owner._pool.Local(array.Type.Element!);
            into.Add(new Let(before, owner._pool.Element(array, indices)));
            into.Add(new Store(array, indices, AdjointArrays.Increased(before, term)));
        }

        private Value Loaded(Expression element, List<Statement> into)
        {
            var value = owner._pool.Local(element.Type);
            into.Add(new Let(value, element));
            return value;
        }
    }

    private Require? Checked(IReadOnlyList<Expression> dimensions) =>
        dimensions.Count == 0 || dimensions.SequenceEqual(_dimensions) ? null : new Require(_jtr, _space.Total, dimensions);
}
