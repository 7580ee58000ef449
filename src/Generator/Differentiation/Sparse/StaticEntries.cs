using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>The non-zeros of a Jacobian whose rows and columns are told apart while compiling, in the order of the pattern.</summary>
internal sealed class StaticEntries
{
    private readonly Function _function;
    private readonly ExpressionPool _pool;
    private readonly List<(int Column, Expression Term)[]> _rows = [];

    public StaticEntries(Function function, ColumnSpace space, Order order, CancellationToken cancellation)
    {
        _function = function;
        _pool = function.Pool;
        var dependence = new Dependence(function, space, new LocalPartials(), cancellation);
        var sweep = new ForwardSweep(function, space, dependence, order, null, cancellation);
        Body = sweep.Run();
        foreach (var row in sweep.Rows)
        {
            _rows.Add([.. row.Columns
                .Where(column => !Algebra.IsConstant(row[column]!, 0))
                .Select(column => (Column: (int)((Constant)space.Position(dependence.Columns[column])).Integer, Term: row[column]!))
                .OrderBy(entry => entry.Column)]);
        }

        Body = new Region(Body.Statements, [.. _rows.SelectMany(row => row.Select(entry => entry.Term))]);
    }

    /// <summary>What the entries need; yields them.</summary>
    public Region Body { get; }

    public FixedPattern Pattern(int columnCount)
    {
        var rowPointers = new List<int> { 0 };
        foreach (var row in _rows)
        {
            rowPointers.Add(rowPointers[rowPointers.Count - 1] + row.Length);
        }

        return new FixedPattern(_rows.Count, columnCount, rowPointers, [.. _rows.SelectMany(row => row.Select(entry => entry.Column))]);
    }

    public Region Stores(Value values)
    {
        var stores = Body.Yields.Select((term, k) => new Store(values, [_pool.Int(k)], _pool.Convert(_function.Output.Element, term)));
        return new Region([new Require(values, _pool.Int(Body.Yields.Count)), .. Body.Statements, .. stores], []);
    }
}
