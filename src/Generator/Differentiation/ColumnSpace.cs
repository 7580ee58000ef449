using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>One input that is a column of its own: a scalar, or one element of an array at a constant index.</summary>
/// <param name="Input">The parameter leaf.</param>
/// <param name="Offset">Position within the leaf, flattened; 0 for a scalar.</param>
/// <param name="Name">For temporaries and documentation: <c>x</c>, <c>x0</c>, <c>w12</c>.</param>
internal sealed record Column(Input Input, int Offset, string Name);

/// <summary>
/// The columns of the Jacobian: the active inputs in the order of the parameters, arrays flattened row by row. Positions are
/// terms over the lengths of the inputs, and constants where [Size] or scalars make them so.
/// </summary>
internal class ColumnSpace
{
    private readonly Dictionary<Value, (Input Input, Expression Start)> _starts = [];

    public ColumnSpace(Function function)
        : this(function, _ => true)
    {
    }

    /// <param name="function">With the inputs.</param>
    /// <param name="counts">Which of its active inputs are columns here; those have the places they have among all.</param>
    public ColumnSpace(Function function, Func<Input, bool> counts)
    {
        Pool = function.Pool;
        Expression next = Pool.Int(0);
        var groups = new Dictionary<int, Expression>();
        foreach (var input in function.Inputs.Where(input => input.IsActive))
        {
            if (input.Layout is { } layout && groups.TryGetValue(layout.Group, out var start))
            {
                _starts.Add(input.Value, (input, start));
                continue;
            }

            if (input.Layout is not null)
            {
                groups.Add(input.Layout.Group, next);
            }

            _starts.Add(input.Value, (input, next));
            next = Pool.Operation(Operator.Add, IrType.Int, next, Count(input));
        }

        Total = Pool.Hint(next, "columns");
        foreach (var input in function.Inputs.Where(input => input.IsActive && !counts(input)))
        {
            _starts.Remove(input.Value);
        }
    }

    /// <summary>The derivative of an input (no indices), or of an element of one, by its column.</summary>
    public virtual Expression Seed(Value input, IReadOnlyList<Expression> indices) => Pool.Real(1, indices.Count == 0 ? input.Type : input.Type.Element!);

    /// <summary>What the derivative of a value is called; empty where the value has no name.</summary>
    public virtual string NameOf(Value value, Column column) => TangentNames.Of(value.Name, column.Name);

    public ExpressionPool Pool { get; }

    /// <summary>The number of columns.</summary>
    public virtual Expression Total { get; }

    /// <summary>The one column that all inputs have in common, where they do; null where each has its own.</summary>
    public virtual Column? Shared => null;

    /// <summary>An array is one column, and not one for each element.</summary>
    public virtual bool AreInputsWhole => false;

    public bool IsActive(Expression array) => array is Value value && _starts.ContainsKey(value);

    public Input InputOf(Value value) => _starts[value].Input;

    /// <summary>The column of a scalar input or of one element of an array input.</summary>
    public virtual Expression Position(Value input, IReadOnlyList<Expression> indices)
    {
        var start = _starts[input].Start;
        return indices.Count == 0 ? start : Pool.Operation(Operator.Add, IrType.Int, start, Flat(input, indices));
    }

    public virtual Expression Position(Column column) =>
        Pool.Operation(Operator.Add, IrType.Int, _starts[column.Input.Value].Start, Pool.Int(column.Offset));

    /// <summary>The column of an element read at constant indices, or of a scalar; null where an index is known at run time only.</summary>
    public virtual Column? Static(Value input, IReadOnlyList<Expression> indices)
    {
        if (!_starts.TryGetValue(input, out var start))
        {
            return null;
        }

        var name = input.Name.Length == 0 ? "x" : input.Name;
        if (indices.Count == 0)
        {
            return new Column(start.Input, 0, name);
        }

        if (Flat(input, indices) is not Constant flat || indices.Any(index => index is not Constant { Integer: >= 0 }))
        {
            return null;
        }

        var suffix = string.Join("_", indices.Select(index => ((Constant)index).Integer));
        if (indices.Count > 1 && indices.All(index => ((Constant)index).Integer < 10))
        {
            suffix = suffix.Replace("_", "");
        }

        return new Column(start.Input, (int)flat.Integer, name + suffix);
    }

    /// <summary>The columns that an element read at an index known at run time only may be, where they can be told; null elsewhere.</summary>
    public virtual IReadOnlyList<Column>? Candidates(Operation element) => null;

    /// <summary>Where the columns of an input begin, and how many there are: of a part of a larger array, those of the whole.</summary>
    public (Expression Start, Expression Count) Range(Value input)
    {
        var (own, start) = _starts[input];
        return (start, Count(own));
    }

    /// <summary>A length of an array input, which for what is not rectangular depends on the indices before.</summary>
    public Expression LengthAt(Value input, IReadOnlyList<Expression> indices, int dimension) =>
        dimension > 0 && _starts.TryGetValue(input, out var start) && start.Input.Layout is { } layout
            ? layout.Lengths[dimension - 1].Of(Pool, indices)
            : Length(input, dimension);

    private Expression Flat(Value array, IReadOnlyList<Expression> indices)
    {
        if (_starts.TryGetValue(array, out var start) && start.Input.Layout is { } layout)
        {
            return layout.Position(indices);
        }

        var flat = indices[0];
        for (var d = 1; d < indices.Count; d++)
        {
            flat = Pool.Operation(Operator.Multiply, IrType.Int, flat, Length(array, d));
            flat = Pool.Operation(Operator.Add, IrType.Int, flat, indices[d]);
        }

        return flat;
    }

    private Expression Count(Input input)
    {
        var type = input.Value.Type;
        if (!type.IsArray)
        {
            return Pool.Int(1);
        }

        if (input.Layout is { } layout)
        {
            return layout.Count;
        }

        var count = Length(input.Value, 0);
        for (var d = 1; d < type.Rank; d++)
        {
            count = Pool.Operation(Operator.Multiply, IrType.Int, count, Length(input.Value, d));
        }

        return count;
    }

    private Expression Length(Value array, int dimension) =>
        _starts.TryGetValue(array, out var start) && start.Input.Size is { } size
            ? Pool.Int(size[dimension])
            : Pool.Length(array, dimension);
}
