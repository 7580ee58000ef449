using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The memory of a forward sweep: for each array that depends on a column, an array of the same lengths that holds the
/// derivatives of its elements by that column. That of the array which the method returns is the Jacobian itself.
/// </summary>
internal sealed class ShadowArrays
{
    private readonly ExpressionPool _pool;
    private readonly ColumnSpace _space;
    private readonly Dependence _dependence;
    private readonly JacobianRows _rows;
    private readonly CompanionVariables _companions;
    private readonly Dictionary<(Expression Array, int Column), Expression> _shadows = [];
    private readonly KnownTangents _known;
    private readonly KnownTangents? _earlier;

    public ShadowArrays(Function function, ColumnSpace space, Dependence dependence, Value? jacobian, CompanionVariables companions, KnownTangents known, KnownTangents? earlier)
    {
        (_known, _earlier) = (known, earlier);
        _companions = companions;
        _pool = function.Pool;
        _space = space;
        _dependence = dependence;
        _rows = new JacobianRows(function, space, dependence, jacobian);
    }

    public void Open(List<Statement> into) => _rows.Open(into);

    /// <summary>Whether some entries of the Jacobian are stored only where their column is there.</summary>
    public bool HasGuards => _rows.HasGuards;

    public void Allocated(Allocate allocate, List<Statement> into)
    {
        if (_rows.IsOutput(allocate.Target))
        {
            _rows.Allocated(allocate, into);
            return;
        }

        foreach (var column in Missing(allocate.Target))
        {
            into.Add(new Allocate(Bind(allocate.Target, column), allocate.Lengths));
        }
    }

    public Value Bind(Value array, int column)
    {
        var name = _space.NameOf(array, _dependence.Columns[column]);
        var shadow = _pool.Local(array.Type, name, _companions.Of(array, column));
        _shadows[(array, column)] = shadow;
        _known.Add(array, _dependence.Columns[column], shadow);
        return shadow;
    }

    /// <summary>The columns that an array depends on and whose derivatives are not kept by the function itself.</summary>
    private IEnumerable<int> Missing(Expression array) =>
        _dependence.Members(_dependence.Of(array)).Where(column => _earlier?.Find(array, _dependence.Columns[column]) is null);

    /// <summary>The shadow of an array; one of zeros where the array itself is constant but takes turns with one that is not.</summary>
    public Expression Of(Expression array, int column, List<Statement> into)
    {
        if (_shadows.TryGetValue((array, column), out var shadow))
        {
            return shadow;
        }

        if (_earlier?.Find(array, _dependence.Columns[column]) is { } known)
        {
            return known;
        }

        var lengths = Enumerable.Range(0, array.Type.Rank).Select(d => _pool.Length(array, d)).ToArray();
        var isInput = _space.IsActive(array);
        var fresh = _pool.Local(IrType.Array(array.Type.Element!, array.Type.Rank), isInput ? _space.NameOf((Value)array, _dependence.Columns[column]) : "zeros");
        into.Add(new Allocate(fresh, lengths));
        if (isInput)
        {
            Fill(fresh, array, indices => _space.Seed((Value)array, indices), into);
        }

        return fresh;
    }

    /// <summary>The derivative of each element of an array, by its indices.</summary>
    private Func<Expression[], Expression> Derivatives(Copy copy, int column, List<Statement> into)
    {
        var array = copy.Source;
        if (_space.IsActive(array))
        {
            return indices => _space.Seed((Value)array, indices);
        }

        if (_rows.IsOutput(array))
        {
            return indices => _rows.Entry(indices, _dependence.Columns[column], copy);
        }

        var shadow = Of(array, column, into);
        return indices => _pool.Element(shadow, indices);
    }

    /// <summary>Lays down the derivatives of all elements of an array that has no shadow: an input, or the one whose shadow is the Jacobian.</summary>
    private void Fill(Expression target, Expression source, Func<Expression[], Expression> derivative, List<Statement> into)
    {
        var indices = Enumerable.Range(0, source.Type.Rank).Select(d => (Expression)_pool.Local(IrType.Int, d == 0 ? "i" : "j")).ToArray();
        var element = _pool.Local(target.Type.Element!);
        List<Statement> body = [new Let(element, derivative(indices)), new Store(target, indices, element)];
        for (var d = source.Type.Rank - 1; d >= 0; d--)
        {
            body = [Ranges.For((Value)indices[d], _pool.Length(source, d), new Region(body, []))];
        }

        into.AddRange(body);
    }

    public void Stored(Store store, Tangent tangent, List<Statement> into)
    {
        foreach (var column in Missing(store.Array))
        {
            var term = tangent[column] ?? _pool.Real(0, store.Value.Type);
            if (_rows.IsOutput(store.Array))
            {
                _rows.Enter(store, _dependence.Columns[column], _pool.Convert(store.Array.Type.Element!, term), into);
            }
            else
            {
                into.Add(new Store(Of(store.Array, column, into), store.Indices, _pool.Convert(store.Array.Type.Element!, term)));
            }
        }
    }

    public Tangent Loaded(Let let, Operation load, List<Statement> into)
    {
        var (target, array, indices) = (let.Target, load.Operands[0], load.Operands.Skip(1).ToArray());
        var terms = new List<(int, Expression)>();
        foreach (var column in _dependence.Members(_dependence.Of(array)))
        {
            var by = _dependence.Columns[column];
            if (_earlier?.Find(target, by) is { } known)
            {
                terms.Add((column, known));
                continue;
            }

            var term = _pool.Local(target.Type, _space.NameOf(target, by));
            _known.Add(target, by, term);
            into.Add(new Let(term, _rows.IsOutput(array)
                ? _rows.Entry(indices, _dependence.Columns[column], let)
                : _pool.Element(Of(array, column, into), indices)));
            terms.Add((column, term));
        }

        return Tangent.Of(terms);
    }

    public void Copied(Copy copy, List<Statement> into)
    {
        foreach (var column in Missing(copy.Destination))
        {
            if (_rows.IsOutput(copy.Destination))
            {
                _rows.CopyColumn(copy, Derivatives(copy, column, into), _dependence.Columns[column], into);
            }
            else if (_space.IsActive(copy.Source) || _rows.IsOutput(copy.Source))
            {
                Fill(Of(copy.Destination, column, into), copy.Source, Derivatives(copy, column, into), into);
            }
            else
            {
                into.Add(new Copy(Of(copy.Destination, column, into), Of(copy.Source, column, into)));
            }
        }
    }

    public void Cleared(Clear clear, List<Statement> into)
    {
        var columns = Missing(clear.Array).ToArray();
        if (_rows.IsOutput(clear.Array))
        {
            into.AddRange(columns.Length == 0 ? [] : new[] { _rows.Cleared(clear) });
            return;
        }

        foreach (var column in columns)
        {
            into.Add(new Clear(Of(clear.Array, column, into), clear.Start, clear.Count));
        }
    }

    /// <summary>Where the result is not the one array that the Jacobian shadows, copies its shadows there.</summary>
    public void Close(Expression result, List<Statement> into)
    {
        if (_rows.IsOutput(result))
        {
            return;
        }

        _rows.Late(result, into);
        foreach (var column in _dependence.Members(_dependence.Of(result)))
        {
            _rows.CopyColumn(new Copy(result, result), Derivatives(new Copy(result, result), column, into), _dependence.Columns[column], into);
        }
    }
}
