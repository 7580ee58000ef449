using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Batch;

/// <summary>The inputs of four points as one span of vectors: where each of them stands, and the lengths that only the run knows.</summary>
internal sealed class PointTile
{
    private readonly ExpressionPool _pool;
    private readonly Dictionary<Value, Expression> _starts = [];
    private readonly Dictionary<(Value, int), Expression> _lengths = [];

    public PointTile(Function function, ExpressionPool pool, IReadOnlyList<UnknownLength> unknown)
    {
        _pool = pool;
        Tile = pool.Input(IrType.Span(LaneTerms.Vector), "point", "point");
        Lengths = [.. unknown.Select(length => pool.Input(IrType.Int, length.Name, length.Name))];
        Expression next = pool.Int(0);
        foreach (var input in function.Inputs.Where(input => input.IsActive))
        {
            _starts.Add(input.Value, next);
            Expression size = pool.Int(1);
            for (var d = 0; d < input.Value.Type.Rank; d++)
            {
                var index = unknown.ToList().FindIndex(length => length.Access == input.Value.Access && length.Dimension == d);
                Expression length = input.Size is { } sizes ? pool.Int(sizes[d]) : Lengths[index];
                _lengths.Add((input.Value, d), length);
                size = pool.Operation(Operator.Multiply, IrType.Int, size, length);
            }

            next = pool.Operation(Operator.Add, IrType.Int, next, size);
        }
    }

    public Value Tile { get; }

    /// <summary>Parameters for the lengths that nothing fixes, in order.</summary>
    public IReadOnlyList<Value> Lengths { get; }

    public bool Holds(Expression term) => term is Value value && _starts.ContainsKey(value);

    public Expression Length(Value array, int dimension) => _lengths[(array, dimension)];

    /// <summary>Where a scalar, or an element of an array, stands in the tile.</summary>
    public Expression Position(Value input, IReadOnlyList<Expression> indices)
    {
        Expression? flat = null;
        for (var d = 0; d < indices.Count; d++)
        {
            flat = flat is null
                ? indices[d]
                : _pool.Operation(Operator.Add, IrType.Int, _pool.Operation(Operator.Multiply, IrType.Int, flat, Length(input, d)), indices[d]);
        }

        return flat is null ? _starts[input] : _pool.Operation(Operator.Add, IrType.Int, _starts[input], flat);
    }
}

/// <summary>A dimension of an array input that [Size] does not fix.</summary>
/// <param name="Access">The array, as the method reads it.</param>
/// <param name="Dimension">0, or 1 for the columns of a matrix.</param>
/// <param name="Name">What a batch calls it.</param>
internal sealed record UnknownLength(string Access, int Dimension, string Name);
