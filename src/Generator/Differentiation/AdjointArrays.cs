using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The adjoints of arrays: one array of the same lengths for each local array that is active; for an active input its part of
/// the gradient. Where arrays take turns under one name, their adjoints take turns with them.
/// </summary>
internal sealed class AdjointArrays
{
    private readonly ExpressionPool _pool;
    private readonly ColumnSpace _space;
    private readonly Dependence _dependence;
    private readonly Value _gradient;
    private readonly Function _function;
    private readonly PresentColumns _present;
    private (Value Array, Value Cotangent)? _direct;
    private readonly Dictionary<Expression, Value> _shadows = [];
    private readonly HashSet<Value> _isShadow = [];
    private readonly Dictionary<Expression, IReadOnlyList<Expression>> _lengths = [];

    public AdjointArrays(Function function, ColumnSpace space, Dependence dependence, Value gradient)
    {
        _function = function;
        _present = new PresentColumns(function, space);
        _pool = function.Pool;
        _space = space;
        _dependence = dependence;
        _gradient = gradient;
    }

    /// <summary>Arrays whose adjoints are added to on the way forward already, so that these have to be there.</summary>
    public HashSet<Expression> Early { get; } = [];

    /// <summary>What brings back values of the forward sweep; null before there is one.</summary>
    public Tape? Tape { get; set; }

    private Expression Restored(Expression term) => Tape!.Restored(term);

    public bool IsShadow(Value value) => _isShadow.Contains(value);

    /// <summary>Whether the reversal of a region may ask which array stood under this name, if only for its length.</summary>
    public bool IsAsked(Value array) => IsShadow(array) || !_dependence.Aliases.IsAlone(array);

    /// <summary>Makes the adjoint of a new array, beside it; where the array ends with its region, the reversal of the region does.</summary>
    public void Allocated(Allocate allocate, List<Statement> into)
    {
        _lengths[allocate.Target] = allocate.Lengths;
        if (_dependence.IsActive(allocate.Target) && (Early.Contains(allocate.Target) || !_dependence.Aliases.IsAlone(allocate.Target)))
        {
            into.Add(new Allocate(NewShadow(allocate.Target), allocate.Lengths));
        }
    }

    /// <summary>At the start of a region's reversal: adjoints of the arrays that lived in it.</summary>
    public void Reopen(Region region, List<Statement> into)
    {
        foreach (var allocate in region.Statements.OfType<Allocate>())
        {
            if (_dependence.IsActive(allocate.Target) && _dependence.Aliases.IsAlone(allocate.Target) && !IsDirect(allocate.Target) && !Early.Contains(allocate.Target))
            {
                into.Add(new Allocate(NewShadow(allocate.Target), [.. allocate.Lengths.Select(Restored)]));
            }
        }
    }

    /// <summary>
    /// Lets the cotangent itself be the adjoint of the array that the function yields, where nothing reads that array and every
    /// element of it is stored once: then no adjoint has to start again from nothing.
    /// </summary>
    public void SeedDirectly(Value cotangent)
    {
        if (_function.Body.Yields[0] is Value array && FilledOnce.Stores(array, _function) is not null)
        {
            _direct = (array, cotangent);
            Walk.Statements(_function.Body, statement =>
            {
                if (statement is Allocate allocate && ReferenceEquals(allocate.Target, array))
                {
                    _lengths[array] = allocate.Lengths;
                }
            });
        }
    }

    /// <summary>The adjoint of the array that the function yields starts as the cotangent, which has its length.</summary>
    public void Seed(Expression result, Value cotangent, List<Statement> into)
    {
        if (!_dependence.IsActive(result) || IsDirect(result))
        {
            return;
        }

        var shadow = _shadows[result];
        if (result.Type.Rank == 1)
        {
            into.Add(new Copy(shadow, cotangent));
            return;
        }

        var (i, j) = (_pool.Local(IrType.Int, "i"), _pool.Local(IrType.Int, "j"));
        var columns = Length(result, 1);
        var body = new Region([new Store(shadow, [i, j], _pool.Element(cotangent, Flat(i, columns, j)))], []);
        into.Add(Ranges.For(i, Length(result, 0), new Region([Ranges.For(j, columns, body)], [])));
    }

    /// <summary>The number of elements of an array, at the end of the forward sweep.</summary>
    public Expression Count(Expression array) => array.Type.Rank == 1
        ? Length(array, 0)
        : _pool.Operation(Operator.Multiply, IrType.Int, Length(array, 0), Length(array, 1));

    public bool IsDirect(Expression array) => _direct is { } direct && ReferenceEquals(direct.Array, array);

    private Expression Flat(Expression i, Expression columns, Expression j) =>
        _pool.Operation(Operator.Add, IrType.Int, _pool.Operation(Operator.Multiply, IrType.Int, i, columns), j);

    public (IReadOnlyList<Value> Phis, IReadOnlyList<Expression> Initials) Phis(Loop loop, List<Statement> into)
    {
        var arrays = Handed(loop.Carried.Select(carried => carried.Phi)).ToArray();
        var initials = arrays.Select(i => Shadow(loop.Carried[i].Initial, into)).ToArray();
        return ([.. arrays.Select(i => NewShadow(loop.Carried[i].Phi))], initials);
    }

    public IReadOnlyList<Expression> Yields(Loop loop) =>
        [.. Handed(loop.Carried.Select(carried => carried.Phi)).Select(i => (Expression)_shadows[loop.Body.Yields[i]])];

    public IReadOnlyList<Value> Results(Loop loop) =>
        [.. Handed(loop.Carried.Select(carried => carried.Phi)).Select(i => NewShadow(loop.Results[i]))];

    public (IReadOnlyList<Value> Results, IReadOnlyList<Expression> Then, IReadOnlyList<Expression> Else) Results(If branch)
    {
        var arrays = Handed(branch.Results).ToArray();
        return (
            [.. arrays.Select(i => NewShadow(branch.Results[i]))],
            branch.Then.Throws ? [] : [.. arrays.Select(i => (Expression)_shadows[branch.Then.Yields[i]])],
            branch.Else.Throws ? [] : [.. arrays.Select(i => (Expression)_shadows[branch.Else.Yields[i]])]);
    }

    /// <summary>Lets the adjoints of an input be added up in memory of its own, row by row.</summary>
    public void Give(Value input, Value span) => _shadows[input] = span;

    /// <summary>The memory in which the adjoints of an array are added up.</summary>
    /// <param name="array">Of the function itself or of its own.</param>
    /// <param name="adds">Takes up what is added to.</param>
    public Expression SpanOf(Expression array, List<Expression> adds)
    {
        if (_shadows.TryGetValue(array, out var shadow))
        {
            adds.Add(shadow);
            return shadow;
        }

        adds.Add(_gradient);
        var start = _space.Position((Value)array, [.. Enumerable.Repeat(_pool.Int(0), array.Type.Rank)]);
        return _pool.Opaque(_gradient.Type, ["", ".Slice(", ", ", ")"], _gradient, start, Count(array));
    }

    /// <summary>Adds to the adjoint of an element that was read.</summary>
    public void AddTo(Operation element, Expression adjoint, List<Statement> into)
    {
        Expression[] indices = [.. element.Operands.Skip(1).Select(Restored)];
        if (element.Operands[0] is Value { IsInput: true } given && _shadows.TryGetValue(given, out var own))
        {
            WherePresent(element, into, some => Increase(own, [indices.Length == 1 ? indices[0] : Flat(indices[0], Length(given, 1), indices[1])], adjoint, some));
        }
        else if (element.Operands[0] is Value input && _space.IsActive(input))
        {
            WherePresent(element, into, some => Increase(_gradient, [_space.Position(input, indices)], adjoint, some));
        }
        else
        {
            Increase((Value)Restored(_shadows[element.Operands[0]]), indices, adjoint, into);
        }
    }

    private void WherePresent(Operation element, List<Statement> into, Action<List<Statement>> add)
    {
        if (_present.Test(element) is not { } test)
        {
            add(into);
            return;
        }

        var some = new List<Statement>();
        add(some);
        into.Add(new If(Restored(test), new Region(some, []), new Region([], []), []));
    }

    /// <summary>The adjoint of an element that was overwritten: it belongs to what was stored, and starts again from nothing.</summary>
    public Expression TakeElement(Store store, List<Statement> into)
    {
        Expression[] indices = [.. store.Indices.Select(Restored)];
        if (IsDirect(store.Array))
        {
            return DirectElement(store.Array, indices);
        }

        var shadow = Restored(_shadows[store.Array]);
        var adjoint = _pool.Local(store.Value.Type, store.Value is Value { Name.Length: > 0 } value ? value.Name + "Bar" : "adjoint");
        into.Add(new Let(adjoint, _pool.Element(shadow, indices)));
        into.Add(new Store(shadow, indices, _pool.Real(0, store.Value.Type)));
        return adjoint;
    }

    /// <summary>The adjoint of a stored element where it is at hand from the start; null for any other.</summary>
    public Expression? DirectElement(Store store) => IsDirect(store.Array) ? DirectElement(store.Array, store.Indices) : null;

    private Expression DirectElement(Expression array, IReadOnlyList<Expression> indices) =>
        _pool.Element(_direct!.Value.Cotangent, indices.Count == 1 ? indices[0] : Flat(indices[0], Length(array, 1), indices[1]));

    /// <summary>What was set to zero has no use for its adjoint.</summary>
    public void ReverseClear(Clear clear, List<Statement> into) =>
        into.Add(new Clear(Restored(_shadows[clear.Array]), Restored(clear.Start), Restored(clear.Count)));

    public void ReverseCopy(Copy copy, List<Statement> into)
    {
        var destination = Restored(_shadows[copy.Destination]);
        var rank = copy.Source.Type.Rank;
        var indices = Enumerable.Range(0, rank).Select(d => (Expression)_pool.Local(IrType.Int, d == 0 ? "i" : "j")).ToArray();
        var body = new List<Statement>();
        var adjoint = _pool.Local(copy.Source.Type.Element!);
        body.Add(new Let(adjoint, _pool.Element(destination, indices)));
        body.Add(new Store(destination, indices, _pool.Real(0, adjoint.Type)));
        if (_dependence.IsActive(copy.Source))
        {
            AddTo((Operation)_pool.Element(copy.Source, indices), adjoint, body);
        }

        for (var d = rank - 1; d >= 0; d--)
        {
            body = [Ranges.For((Value)indices[d], Length(copy.Source, d), new Region(body, []))];
        }

        into.AddRange(body);
    }

    private Expression Length(Expression array, int dimension)
    {
        var length = _lengths.TryGetValue(array, out var lengths) ? lengths[dimension] : _pool.Length(array, dimension);
        return Tape is null ? length : Restored(length);
    }

    /// <summary>A sum and one more term, so that the printer knows it as += or −=.</summary>
    public static Expression Increased(Value sum, Expression term) => Algebra.IsNegative(term)
        ? sum.Pool.Operation(Operator.Subtract, sum.Type, sum, Algebra.Negate(term))
        : sum.Pool.Operation(Operator.Add, sum.Type, sum, term);

    private void Increase(Value array, Expression[] indices, Expression adjoint, List<Statement> into)
    {
        var element = array.Type.Element!;
        var before = _pool.Local(element);
        into.Add(new Let(before, _pool.Element(array, indices)));
        into.Add(new Store(array, indices, Increased(before, _pool.Convert(element, adjoint))));
    }

    private Expression Shadow(Expression array, List<Statement> into)
    {
        if (_shadows.TryGetValue(array, out var shadow))
        {
            return shadow;
        }

        // A constant array that takes turns with active ones: what flows into its adjoint is dropped.
        var zeros = NewShadow(array);
        into.Add(new Allocate(zeros, [.. Enumerable.Range(0, array.Type.Rank).Select(d => _pool.Length(array, d))]));
        return zeros;
    }

    private IEnumerable<int> Handed(IEnumerable<Value> values) =>
        values.Select((value, i) => (value, i)).Where(pair => pair.value.Type.IsArray && _dependence.IsActive(pair.value)).Select(pair => pair.i);

    private Value NewShadow(Expression array)
    {
        var name = array is Value { Name.Length: > 0 } value ? value.Name + "Bar" : "bar";
        var shadow = _pool.Local(IrType.Array(array.Type.Element!, array.Type.Rank), name);
        _shadows[array] = shadow;
        _isShadow.Add(shadow);
        return shadow;
    }
}
