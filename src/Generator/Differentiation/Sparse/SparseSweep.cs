using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>
/// Forward accumulation of sparse gradients, beside the method's own statements: each value that control flow hands on and each
/// element of an array has the entries that its gradient has, so that a row costs what it has non-zeros. With values it follows
/// the method as it runs. Without, it is the structure of the Jacobian: of a choice that hidden values decide both sides count,
/// and a loop whose length they decide is repeated until nothing is added any more.
/// </summary>
internal sealed partial class SparseSweep
{
    private readonly Function _function;
    private readonly ExpressionPool _pool;
    private readonly ColumnSpace _space;
    private readonly Dependence _dependence;
    private readonly HiddenValues _hidden;
    private readonly Possibility _possible;
    private readonly LocalTangents<LinearForm> _forms;
    private readonly SparseMemory _memory;
    private readonly SparseFormWriter _writer;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<Value, Expression> _definitions = [];
    private bool _isWidened;

    public SparseSweep(Function function, ColumnSpace space, Dependence dependence, HiddenValues hidden, bool withValues, CancellationToken cancellation)
    {
        _function = function;
        _pool = function.Pool;
        _space = space;
        _dependence = dependence;
        _hidden = hidden;
        _cancellation = cancellation;
        _possible = new Possibility(_pool, hidden);
        _forms = new LocalTangents<LinearForm>(LinearForm.None, Input, dependence, Order.Reverse, (_, _) => { });
        _memory = new SparseMemory(function, space, dependence, hidden, withValues);
        _writer = new SparseFormWriter(space, _memory, hidden, withValues)
        {
            Facts = Facts.None(value => _definitions.TryGetValue(value, out var definition) ? definition : null),
        };
    }

    /// <summary>The structure holds more than any one way through the method with the choices on hidden values would give.</summary>
    public bool IsWidened => _isWidened || _writer.IsWidened;

    /// <summary>The statements, and the object whose elements are the rows.</summary>
    public (Region Body, Expression Rows) Run()
    {
        var statements = new List<Statement>();
        var body = _function.Body;
        Sweep(body, false, statements);
        var rows = body.Yields.Count > 0 && body.Yields[0].Type.IsArray ? _memory.Shadow(body.Yields[0], statements) : List(body, statements);
        return (new Region([.. _memory.Vectors, .. statements], body.Yields), rows);
    }

    private Value List(Region body, List<Statement> into)
    {
        var rows = _memory.NewRows(body.Yields.Count, into);
        _writer.Write([.. body.Yields.Select((yield, row) => new SparseTarget(rows, _pool.Int(row), _forms.Of(yield, body), true))], false, into);
        return rows;
    }

    private LinearForm Input(Value input, IReadOnlyList<Expression> indices) => _space.IsActive(input)
        ? new LinearForm([new Spike(input, indices, _space.Position(input, indices), _pool.Real(1, indices.Count == 0 ? input.Type : input.Type.Element!))])
        : LinearForm.None;

    private void Sweep(Region region, bool isWeak, List<Statement> into, Func<Facts, Facts>? known = null)
    {
        var outside = _writer.Facts;
        _writer.Facts = known?.Invoke(outside) ?? outside;
        for (var position = 0; position < region.Statements.Count; position++)
        {
            _cancellation.ThrowIfCancellationRequested();
            Sweep(region, position, isWeak, into);
        }

        _writer.Facts = outside;
    }

    private void Sweep(Region region, int position, bool isWeak, List<Statement> into)
    {
        switch (region.Statements[position])
        {
            case Let let:
                Keep(let, !_hidden.Is(let.Target), into);
                Sweep(let, region, position, into);
                break;
            case Evaluate evaluate:
                Keep(evaluate, !_hidden.Is(evaluate.Target) || (!evaluate.IsPure && !evaluate.Code.Operands.Any(_hidden.Is)), into);
                break;
            case Allocate allocate:
                Keep(allocate, !_hidden.IsLength(allocate.Target), into);
                _memory.Allocated(allocate, into);
                break;
            case Store store:
                if (store.Value.Type.IsReal && _dependence.IsActive(store.Array))
                {
                    var rows = _memory.Shadow(store.Array, into);
                    _writer.Write([new SparseTarget(rows, _memory.At(store.Array, store.Indices), _forms.Of(store.Value, region))], isWeak, into);
                }

                Keep(store, !_hidden.Is(store.Array), into);
                break;
            case Copy copy:
                Keep(copy, !_hidden.Is(copy.Destination), into);
                _memory.Copied(copy, isWeak, into);
                break;
            case Clear clear:
                Keep(clear, !_hidden.Is(clear.Array), into);
                _memory.Cleared(clear, isWeak, into);
                break;
            case If branch:
                Sweep(branch, isWeak, into);
                break;
            case Loop loop:
                Sweep(loop, region, isWeak, into);
                break;
            case Throw exception:
                Keep(_hidden.Is(exception.Exception) ? Thrown() : exception, !isWeak, into);
                break;
            case var other:
                Keep(other, !isWeak && !Walk.Roots(other).Any(_hidden.Is), into);
                break;
        }
    }

    private static void Keep(Statement statement, bool isKnown, List<Statement> into)
    {
        if (isKnown)
        {
            into.Add(statement);
        }
    }

    /// <summary>The method throws here, with a message that tells of hidden values.</summary>
    private Throw Thrown() => new(_pool.Opaque(IrType.Opaque("global::System.Exception"), ["new global::System.InvalidOperationException()"]));

    private void Sweep(Let let, Region region, int position, List<Statement> into)
    {
        if (let.Target.Type.Kind == TypeKind.Integer || let.Target.Type == IrType.Boolean)
        {
            _definitions[let.Target] = let.Definition;
        }

        if (!let.Target.Type.IsReal || !_dependence.IsActive(let.Definition))
        {
            return;
        }

        if (let.Definition is not Operation { Operator: Operator.Element } load || !_dependence.Aliases.IsWritten(load.Operands[0]))
        {
            _forms.Define(let, region);
            return;
        }

        var (array, indices) = (load.Operands[0], load.Operands.Skip(1).ToArray());
        var element = _memory.At(array, indices) ?? indices.First(_hidden.Is);
        var row = new LinearForm([new Row(_memory.Shadow(array, into), element, _pool.Real(1, let.Target.Type))]);
        if (Lifetimes.IsOverwritten(let.Target, array, region, position, _dependence.Aliases))
        {
            var vector = _memory.NewVector(let.Target);
            _writer.Write([new SparseTarget(vector, _pool.Int(0), row)], false, into);
            row = Whole(vector, let.Target.Type);
        }

        _forms.Set(let.Target, row);
    }

    private LinearForm Whole(Expression vector, IrType type) => new([new Row(vector, _pool.Int(0), _pool.Real(1, type))]);

    /// <summary>Whether control flow hands on a value itself, beside its gradient.</summary>
    private bool IsKept(Value value) => value.Type.IsArray ? !_hidden.IsLength(value) : !_hidden.Is(value);

    private bool IsActiveReal(Value value) => value.Type.IsReal && _dependence.IsActive(value);

    private bool IsActiveArray(Value value) => value.Type.IsArray && _dependence.IsActive(value);
}
