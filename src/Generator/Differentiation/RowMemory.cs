using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The memory of a row sweep: a vector of all columns for each value that control flow hands on, a matrix (elements × columns)
/// for each local array. The matrix of the array that the method returns is the Jacobian itself.
/// </summary>
internal sealed class RowMemory
{
    private readonly ExpressionPool _pool;
    private readonly ColumnSpace _space;
    private readonly Dependence _dependence;
    private readonly JacobianRows _rows;
    private readonly ColumnHulls _hulls;
    private readonly CompanionVariables _companions;
    private readonly Value _jacobian;
    private readonly IrType _vector;
    private readonly Function _function;
    private readonly Dictionary<Expression, Expression> _shadows = [];
    private readonly Dictionary<Expression, IReadOnlyList<Expression>> _lengths = [];
    private readonly List<Statement> _vectors = [];
    private Value? _inDestination;

    public RowMemory(Function function, ColumnSpace space, Dependence dependence, ColumnHulls hulls, Value jacobian)
    {
        _hulls = hulls;
        _pool = function.Pool;
        _space = space;
        _companions = new CompanionVariables(function.Pool);
        _dependence = dependence;
        _jacobian = jacobian;
        _function = function;
        _vector = IrType.Array(function.Output.Element);
        _rows = new JacobianRows(function, space, dependence, jacobian);
    }

    /// <summary>The vectors, allocated once at the top of the function.</summary>
    public IReadOnlyList<Statement> Vectors => _vectors;

    public bool IsVector(Expression array) => _vectors.OfType<Allocate>().Any(allocate => ReferenceEquals(allocate.Target, array));

    /// <summary>Lets the destination itself take the place of a vector.</summary>
    public void PutIntoDestination(Value vector)
    {
        _vectors.RemoveAll(statement => statement is Allocate allocate && ReferenceEquals(allocate.Target, vector));
        _inDestination = vector;
    }

    public Region InDestination(Region body, CancellationToken cancellation) =>
        _inDestination is null ? body : Substitution.OfValue(body, _inDestination, _jacobian, cancellation);

    public void Open(List<Statement> into) => _rows.Open(into);

    public Value NewVector(Value owner)
    {
        var vector = _pool.Local(_vector, owner.Name.Length == 0 ? "gradient" : "d" + owner.Name);
        _vectors.Add(new Allocate(vector, [_space.Total]));
        _hulls.Add(vector, owner);
        return vector;
    }

    public void Allocated(Allocate allocate, List<Statement> into)
    {
        _lengths[allocate.Target] = allocate.Lengths;
        if (_rows.IsOutput(allocate.Target))
        {
            _rows.Allocated(allocate, into);
        }
        else if (_dependence.IsActive(allocate.Target))
        {
            into.Add(new Allocate(Bind(allocate.Target), [Size(Count(allocate.Target))]));
        }
    }

    public Value Bind(Value array)
    {
        var shadow = _pool.Local(_vector, array.Name.Length == 0 ? "" : "d" + array.Name, _companions.Of(array, 0));
        _shadows[array] = shadow;
        _hulls.Add(shadow, array);
        return shadow;
    }

    /// <summary>The matrix of an array. One that is an input itself gets a matrix of its unit vectors, or of zeros.</summary>
    public Expression Shadow(Expression array, List<Statement> into)
    {
        if (_rows.IsOutput(array))
        {
            return _jacobian;
        }

        if (_shadows.TryGetValue(array, out var shadow))
        {
            return shadow;
        }

        var units = _pool.Local(_vector, array is Value { Name.Length: > 0 } value ? "d" + value.Name : "");
        into.Add(new Allocate(units, [Size(Count(array))]));
        if (array is Value input && _space.IsActive(input))
        {
            FillUnits(units, input, into);
        }

        return units;
    }

    public (Expression Array, Expression Start) RowOf(Expression array, IReadOnlyList<Expression> indices, List<Statement> into) =>
        (Shadow(array, into), _pool.Hint(Size(Flat(array, indices)), "row"));

    /// <summary>
    /// Whether the row that a store writes still holds the zeros it began with: the one store into the array, indexed by all the
    /// loops between it and the array's creation, each store in another element.
    /// </summary>
    public bool IsUntouched(Store store) => _rows.IsOutput(store.Array) && Lifetimes.WritesEachElementOnce(store, _function);

    public void Copied(Copy copy, List<Statement> into)
    {
        if (!_dependence.IsActive(copy.Destination))
        {
            return;
        }

        var destination = Shadow(copy.Destination, into);
        if (copy.Source is Value input && _space.IsActive(input))
        {
            into.Add(new Clear(destination, _pool.Int(0), Size(Count(input))));
            FillUnits(destination, input, into);
            return;
        }

        var source = Shadow(copy.Source, into);
        CopyAll(source, destination, Size(Count(copy.Source)), into);
    }

    public void Cleared(Clear clear, List<Statement> into)
    {
        if (_dependence.IsActive(clear.Array))
        {
            into.Add(new Clear(Shadow(clear.Array, into), Size(clear.Start), Size(clear.Count)));
        }
    }

    public void Close(Expression result, List<Statement> into)
    {
        if (_rows.IsOutput(result))
        {
            return;
        }

        _rows.Late(result, into);
        CopyAll(Shadow(result, into), _jacobian, Size(Count(result)), into);
    }

    private void FillUnits(Expression matrix, Value input, List<Statement> into)
    {
        var i = _pool.Local(IrType.Int, "i");
        var start = _space.Position(input, [.. input.Type.Rank == 1 ? new[] { (Expression)_pool.Int(0) } : [_pool.Int(0), _pool.Int(0)]]);
        var index = _pool.Operation(Operator.Add, IrType.Int, Size(i), _pool.Operation(Operator.Add, IrType.Int, start, i));
        var body = new Region([new Store(matrix, [index], _pool.Real(1, _vector.Element))], []);
        into.Add(Ranges.For(i, Count(input), body));
    }

    private void CopyAll(Expression source, Expression destination, Expression count, List<Statement> into)
    {
        var k = _pool.Local(IrType.Int, "k");
        var entry = _pool.Local(_vector.Element!);
        into.Add(Ranges.For(k, count, new Region([new Let(entry, _pool.Element(source, k)), new Store(destination, [k], entry)], [])));
    }

    private Expression Flat(Expression array, IReadOnlyList<Expression> indices)
    {
        var flat = indices[0];
        for (var d = 1; d < indices.Count; d++)
        {
            flat = _pool.Operation(Operator.Multiply, IrType.Int, flat, Length(array, d));
            flat = _pool.Operation(Operator.Add, IrType.Int, flat, indices[d]);
        }

        return flat;
    }

    private Expression Count(Expression array)
    {
        var count = Length(array, 0);
        for (var d = 1; d < array.Type.Rank; d++)
        {
            count = _pool.Operation(Operator.Multiply, IrType.Int, count, Length(array, d));
        }

        return count;
    }

    private Expression Length(Expression array, int dimension) =>
        _lengths.TryGetValue(array, out var lengths) ? lengths[dimension] : _pool.Length(array, dimension);

    private Expression Size(Expression count) => _pool.Operation(Operator.Multiply, IrType.Int, count, _space.Total);
}
