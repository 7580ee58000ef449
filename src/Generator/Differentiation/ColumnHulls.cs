using SymbolicJacobian.Generator.Differentiation.Sparse;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Of few columns whose number is known, the first and the last that a gradient in memory can have: the others are zero from the start and stay
/// it, and no loop goes over them.
/// </summary>
internal sealed class ColumnHulls
{
    private const int MostColumns = 64;

    private readonly Dependence? _columns;
    private readonly ColumnSpace _space;
    private readonly Dictionary<Expression, (int Start, int Count)> _hulls = [];

    public ColumnHulls(Function function, ColumnSpace space, CancellationToken cancellation)
    {
        _space = space;
        if (function.Output.Shape is OutputShape.Array or OutputShape.Destination && space.Total is Constant { Integer: > 1 and <= MostColumns })
        {
            var columns = new Dependence(function, new RangedSpace(function, new IndexRanges(function)), new LocalPartials(), cancellation);
            _columns = columns.IsDynamic ? null : columns;
        }
    }

    /// <summary>Lets memory hold what a value, or the elements of an array, depend on.</summary>
    public void Add(Expression memory, Expression owner)
    {
        if (_columns is null)
        {
            return;
        }

        int[] positions = [.. _columns.Members(_columns.Of(owner)).Select(number => (int)((Constant)_space.Position(_columns.Columns[number])).Integer)];
        if (positions.Length > 0)
        {
            _hulls[memory] = (positions.Min(), positions.Max() + 1 - positions.Min());
        }
    }

    /// <summary>All columns where nothing else is known.</summary>
    public (Expression Start, Expression Count) Of(Expression memory) => _hulls.TryGetValue(memory, out var hull)
        ? (_space.Pool.Int(hull.Start), _space.Pool.Int(hull.Count))
        : (_space.Pool.Int(0), _space.Total);

    /// <summary>The hull of several; all columns where one of them is not known.</summary>
    public (Expression Start, Expression Count) Of(IEnumerable<Expression> memories)
    {
        var (start, end) = (int.MaxValue, 0);
        foreach (var memory in memories)
        {
            if (!_hulls.TryGetValue(memory, out var hull))
            {
                return (_space.Pool.Int(0), _space.Total);
            }

            (start, end) = (Math.Min(start, hull.Start), Math.Max(end, hull.Start + hull.Count));
        }

        return (_space.Pool.Int(start), _space.Pool.Int(end - start));
    }

    /// <summary>The parts of one hull on either side of another that lies in it.</summary>
    public IEnumerable<(Expression Start, Expression Count)> Beside((Expression Start, Expression Count) whole, (Expression Start, Expression Count) part)
    {
        if (whole is not (Constant { Integer: var first }, Constant { Integer: var count }) || part is not (Constant { Integer: var start }, Constant { Integer: var inner }))
        {
            yield break;
        }

        if (first < start)
        {
            yield return (whole.Start, _space.Pool.Int(start - first));
        }

        if (start + inner < first + count)
        {
            yield return (_space.Pool.Int(start + inner), _space.Pool.Int(first + count - start - inner));
        }
    }
}
