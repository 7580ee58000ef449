using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>A structure of the method that the sweep cannot give sets to (arrays that take turns by hidden values, lengths that they decide).</summary>
internal sealed class UntraceableException : Exception;

/// <summary>
/// The memory of a sparse sweep: for each active array one gradient per element, for each value that control flow hands on a
/// gradient of its own, all in objects of the runtime that hold the entries alone.
/// </summary>
internal sealed class SparseMemory(Function function, ColumnSpace space, Dependence dependence, HiddenValues hidden, bool withValues)
{
    private readonly ExpressionPool _pool = function.Pool;
    private readonly IrType _type = Construct.TypeOf(withValues ? "SparseRows" : "ColumnSets");
    private readonly CompanionVariables _companions = new(function.Pool);
    private readonly Dictionary<Expression, Expression> _shadows = [];
    private readonly Dictionary<Expression, Expression> _classes = [];
    private readonly Dictionary<Expression, IReadOnlyList<Expression>> _lengths = [];
    private readonly List<Statement> _vectors = [];

    /// <summary>The gradients of single values, made once at the top of the function.</summary>
    public IReadOnlyList<Statement> Vectors => _vectors;

    public Value NewVector(Value? owner)
    {
        var vector = _pool.Local(_type, owner is null || owner.Name.Length == 0 ? "gradient" : "d" + owner.Name);
        _vectors.Add(new Construct(vector, [_pool.Int(1)]));
        _classes[vector] = vector;
        return vector;
    }

    /// <summary>As many gradients as a list has rows.</summary>
    public Value NewRows(int count, List<Statement> into)
    {
        var rows = _pool.Local(_type, "rows");
        into.Add(new Construct(rows, [_pool.Int(count)]));
        _classes[rows] = rows;
        return rows;
    }

    /// <summary>Whether writing through one may change what is read through the other.</summary>
    public bool MayBeSame(Expression a, Expression b) => ReferenceEquals(_classes[a], _classes[b]);

    public void Allocated(Allocate allocate, List<Statement> into)
    {
        _lengths[allocate.Target] = allocate.Lengths;
        if (dependence.IsActive(allocate.Target))
        {
            into.Add(new Construct(Bind(allocate.Target), [Count(allocate.Target)]));
        }
    }

    public Value Bind(Value array)
    {
        var shadow = _pool.Local(_type, array.Name.Length == 0 ? "" : "d" + array.Name, _companions.Of(array, 0));
        _shadows[array] = shadow;
        _classes[shadow] = dependence.Aliases.Class(array);
        return shadow;
    }

    /// <summary>The gradients of an array. An input gets its unit vectors, what is constant gets empty ones.</summary>
    public Expression Shadow(Expression array, List<Statement> into)
    {
        if (_shadows.TryGetValue(array, out var shadow))
        {
            return shadow;
        }

        if (hidden.IsLength(array) || array is not Value)
        {
            throw new UntraceableException();
        }

        var units = _pool.Local(_type, "d" + ((Value)array).Name);
        _classes[units] = dependence.Aliases.Class(array);
        into.Add(new Construct(units, [Count(array)]));
        if (space.IsActive(array))
        {
            FillUnits(units, (Value)array, into);
        }

        return units;
    }

    /// <summary>The position of an element among those of its array, row by row; null where hidden values decide it.</summary>
    public Expression? At(Expression array, IReadOnlyList<Expression> indices)
    {
        if (indices.Any(hidden.Is))
        {
            return null;
        }

        var flat = indices[0];
        for (var d = 1; d < indices.Count; d++)
        {
            flat = _pool.Operation(Operator.Multiply, IrType.Int, flat, Length(array, d));
            flat = _pool.Operation(Operator.Add, IrType.Int, flat, indices[d]);
        }

        return flat;
    }

    public void Copied(Copy copy, bool isWeak, List<Statement> into)
    {
        if (!dependence.IsActive(copy.Destination))
        {
            return;
        }

        var destination = Shadow(copy.Destination, into);
        if (dependence.IsActive(copy.Source))
        {
            into.Add(new Invoke(destination, isWeak ? "IncludeEach" : "AssignEach", Shadow(copy.Source, into)));
        }
        else if (!isWeak)
        {
            into.Add(new Invoke(destination, "Clear", _pool.Int(0), Count(copy.Source)));
        }
    }

    public void Cleared(Clear clear, bool isWeak, List<Statement> into)
    {
        if (!isWeak && dependence.IsActive(clear.Array) && !hidden.Is(clear.Start) && !hidden.Is(clear.Count))
        {
            into.Add(new Invoke(Shadow(clear.Array, into), "Clear", clear.Start, clear.Count));
        }
    }

    /// <summary>The number of elements of an array.</summary>
    public Expression Count(Expression array)
    {
        if (hidden.IsLength(array))
        {
            throw new UntraceableException();
        }

        var count = Length(array, 0);
        for (var d = 1; d < array.Type.Rank; d++)
        {
            count = _pool.Operation(Operator.Multiply, IrType.Int, count, Length(array, d));
        }

        return count;
    }

    private void FillUnits(Expression rows, Value input, List<Statement> into)
    {
        var i = _pool.Local(IrType.Int, "i");
        var start = space.Position(input, [.. Enumerable.Repeat((Expression)_pool.Int(0), input.Type.Rank)]);
        var column = _pool.Operation(Operator.Add, IrType.Int, start, i);
        Expression[] entry = withValues ? [i, column, _pool.Real(1)] : [i, column];
        into.Add(Ranges.For(i, Count(input), new Region([new Invoke(rows, "Add", entry)], [])));
    }

    private Expression Length(Expression array, int dimension) =>
        _lengths.TryGetValue(array, out var lengths) ? lengths[dimension]
        : space.IsActive(array) && space.InputOf((Value)array).Size is { } size ? _pool.Int(size[dimension])
        : _pool.Length(array, dimension);
}
