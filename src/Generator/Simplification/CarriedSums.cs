using SymbolicJacobian.Generator.Differentiation.Sparse;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// Sums into neighbouring elements of a derivative, to which successive iterations of a loop add: an element stays in a local while
/// iterations still add to it, and is stored once. Where it began with zero, nothing is loaded at all.
/// </summary>
internal sealed class CarriedSums : Refining
{
    private readonly Value _derivative;

    private CarriedSums(Function function, Value derivative, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _derivative = derivative;
    }

    /// <param name="function">Any.</param>
    /// <param name="derivative">What it fills, and nobody else reads meanwhile.</param>
    /// <param name="cancellation">Stops the pass.</param>
    public static Function Run(Function function, Value derivative, CancellationToken cancellation) => new CarriedSums(function, derivative, cancellation).Rewrite(function);

    protected override Region RewriteBody(Region body) => Rewrite(body);

    protected override void Rewrite(For loop, List<Statement> into)
    {
        var inner = new List<Statement>();
        base.Rewrite(loop, inner);
        if (inner is not [For rewritten] || NeighbourSums.Of(rewritten, _derivative) is not { } sums)
        {
            into.AddRange(inner);
            return;
        }

        var clear = into.FindLastIndex(Mentions);
        var isZero = clear >= 0 && into[clear] is Clear { Start: Constant { Integer: 0 } };
        var isWhole = isZero && sums.Covers(((Clear)into[clear]).Count);
        Region otherwise = new(isWhole ? [into[clear]] : [], [.. rewritten.Carried.Select(carried => carried.Initial)]);
        if (isWhole)
        {
            into.RemoveAt(clear);
        }

        // Without an iteration there may be no such elements.
        var (statements, results) = sums.Carried(isZero);
        into.Add(new If(sums.HasIterations, new Region(statements, results), otherwise, rewritten.Results));
    }

    private bool Mentions(Statement statement) => statement is not Require && Walk.AllTerms(statement).Contains(_derivative);
}

/// <summary>A loop that adds to neighbouring elements of an array, and does nothing else with it.</summary>
internal sealed class NeighbourSums
{
    private const int MostCarried = 4;
    private const int LongestStride = 3;

    private readonly For _loop;
    private readonly Value _array;
    private readonly ExpressionPool _pool;
    private readonly Facts _facts;
    private readonly HashSet<Statement> _sums = [];
    private readonly SortedDictionary<int, List<Expression>> _terms = [];
    private readonly Dictionary<int, Expression> _indices = [];
    private readonly Dictionary<Value, Expression> _definitions = [];

    /// <summary>By how much the elements of an iteration move on to the next.</summary>
    private int _stride;

    private NeighbourSums(For loop, Value array)
    {
        _loop = loop;
        _array = array;
        _pool = array.Pool;
        _facts = Facts.None(value => _definitions.TryGetValue(value, out var definition) ? definition : null);
    }

    private bool IsUp => _loop.Step is Constant { Integer: 1 };

    /// <summary>The index that the others are counted from.</summary>
    private Expression First => _indices[0];

    private int Lowest => _terms.Keys.First();

    private int Highest => _terms.Keys.Last();

    /// <summary>Null for any other loop.</summary>
    public static NeighbourSums? Of(For loop, Value array)
    {
        var sums = new NeighbourSums(loop, array);
        return loop.Guard is null && sums.IsCounted && sums.Collect() ? sums : null;
    }

    private bool IsCounted => (_loop.Step, _loop.Comparison) is
        (Constant { Integer: 1 }, Operator.Less or Operator.LessOrEqual) or (Constant { Integer: -1 }, Operator.Greater or Operator.GreaterOrEqual);

    public Expression HasIterations => _pool.Operation(_loop.Comparison, IrType.Boolean, _loop.Start, _loop.Bound);

    /// <summary>The index after the last iteration.</summary>
    private Expression End => _loop.Comparison switch
    {
        Operator.LessOrEqual => Integer(Operator.Add, _loop.Bound, _pool.Int(1)),
        Operator.GreaterOrEqual => Integer(Operator.Subtract, _loop.Bound, _pool.Int(1)),
        _ => _loop.Bound,
    };

    /// <summary>Whether the loop, where it runs, comes to each of the first elements, so many as there are.</summary>
    public bool Covers(Expression count)
    {
        var (lowest, highest) = IsUp
            ? (At(_loop.Start, Lowest), At(End, Highest - _stride))
            : (At(End, Lowest + _stride), At(_loop.Start, Highest));
        return _facts.Of(lowest).IsZero && _facts.Of(count).Minus(_facts.Of(highest)).Plus(Polynomial.Constant(-1)).IsZero;
    }

    /// <summary>The loop with the sums of all but one of its elements in locals, what has to be done before and after it, and the results of the loop.</summary>
    /// <param name="isZero">All elements are zero before the loop.</param>
    public (IReadOnlyList<Statement> Statements, IReadOnlyList<Expression> Results) Carried(bool isZero)
    {
        var offsets = IsUp ? Enumerable.Range(Lowest, Highest - Lowest + 1).ToArray() : [.. Enumerable.Range(Lowest, Highest - Lowest + 1).Reverse()];
        var (statements, after) = (new List<Statement>(), new List<Statement>());
        var body = _loop.Body.Statements.Where(statement => !_sums.Contains(statement)).ToList();
        var carried = offsets.Take(offsets.Length - _stride)
            .Select(offset => new Carried(Sum(), isZero ? _pool.Real(0, _array.Type.Element!) : Load(At(_loop.Start, offset), statements)))
            .ToArray();
        Expression[] before = [.. carried.Select(sum => sum.Phi), .. offsets.Skip(carried.Length).Select(Expression (offset) => isZero ? _pool.Real(0, _array.Type.Element!) : Load(At(_loop.Index, offset), body))];
        var sums = offsets.Select((offset, k) => _terms.TryGetValue(offset, out var terms) ? terms.Aggregate(before[k], Plus) : before[k]).ToArray();
        for (var k = 0; k < _stride; k++)
        {
            body.Add(new Store(_array, [At(_loop.Index, offsets[k])], sums[k]));
        }

        Value[] loopResults = [.. _loop.Carried.Select(value => _pool.Local(value.Phi.Type, value.Phi.Name, value.Phi.Variable))];
        Value[] ends = [.. carried.Select(_ => Sum())];
        for (var k = 0; k < ends.Length; k++)
        {
            after.Add(new Store(_array, [At(End, offsets[k])], ends[k]));
        }

        statements.Add(new For(
            _loop.Index, _loop.Start, _loop.Comparison, _loop.Bound, _loop.Step, null, [.. _loop.Carried, .. carried], new Region(body, [.. _loop.Body.Yields, .. sums.Skip(_stride)]), [.. loopResults, .. ends]));
        return ([.. statements, .. after], loopResults);

        Expression Plus(Expression sum, Expression term) => Algebra.IsConstant(sum, 0) ? term
            : Algebra.IsNegative(term) ? _pool.Loose(Operator.Subtract, _array.Type.Element!, sum, Algebra.Negate(term))
            : _pool.Loose(Operator.Add, _array.Type.Element!, sum, term);
    }

    private Value Sum() => _pool.Local(_array.Type.Element!, "carried");

    private Value Load(Expression index, List<Statement> into)
    {
        var load = _pool.Local(_array.Type.Element!);
        into.Add(new Let(load, _pool.Element(_array, index)));
        return load;
    }

    /// <summary>The index of the element at an offset, in the iteration with this index of the loop.</summary>
    private Expression At(Expression index, int offset)
    {
        var nearest = _indices.TryGetValue(offset, out var own) ? own : Integer(Operator.Add, First, _pool.Int(offset));
        return new AtIndex(_pool, _definitions, _loop.Index, index).Rewrite(nearest);
    }

    /// <summary>All that the loop does with the array, by how far the elements are apart.</summary>
    private bool Collect()
    {
        var loads = new Dictionary<Value, (Let Let, Expression Index)>();
        foreach (var statement in _loop.Body.Statements)
        {
            switch (statement)
            {
                case Let { Definition: Operation { Operator: Operator.Element } load } let when ReferenceEquals(load.Operands[0], _array):
                    loads[let.Target] = (let, load.Operands[1]);
                    break;
                case Let { Target.Type.Kind: TypeKind.Integer } let:
                    _definitions[let.Target] = let.Definition;
                    break;
                case Store { Value: Operation { Operator: Operator.Add or Operator.Subtract, Operands: [Value before, _] } } store
                    when ReferenceEquals(store.Array, _array) && loads.TryGetValue(before, out var load) && ReferenceEquals(load.Index, store.Indices[0]):
                    if (!Collect(store.Indices[0], ArrayStep.Added(store)))
                    {
                        return false;
                    }

                    _sums.Add(load.Let);
                    _sums.Add(store);
                    break;
            }
        }

        var used = new HashSet<Expression>(loads.Keys) { _array };
        var isAllThereIs = _loop.Body.Statements.All(statement => _sums.Contains(statement) || !Walk.AllTerms(statement).Any(used.Contains))
            && !_loop.Body.Yields.Any(yield => Walk.Mentions(yield, used))
            && !_terms.Values.Any(terms => terms.Any(term => Walk.Mentions(term, used)));
        return isAllThereIs && _terms.Count > 1 && FindStride() && Highest - Lowest >= _stride && Highest - Lowest - _stride < MostCarried && !Walk.Mentions(At(_loop.Index, 0), Bound());
    }

    private bool Collect(Expression index, Expression term)
    {
        _indices[0] = _indices.TryGetValue(0, out var first) ? first : index;
        var offset = _facts.Of(index).Minus(_facts.Of(First));
        if (!offset.IsConstant || Math.Abs(offset.ConstantTerm) > MostCarried + LongestStride)
        {
            return false;
        }

        if (!_terms.TryGetValue((int)offset.ConstantTerm, out var terms))
        {
            _terms.Add((int)offset.ConstantTerm, terms = []);
            _indices[(int)offset.ConstantTerm] = index;
        }

        terms.Add(term);
        return true;
    }

    /// <summary>The elements move by as much from each iteration to the next, and nothing else in the loop decides where they are.</summary>
    private bool FindStride()
    {
        var bound = Bound();
        bound.Add(_loop.Index);
        var start = _facts.Of(First);
        for (_stride = 1; _stride <= LongestStride; _stride++)
        {
            start = start.Minus(_facts.Of(_loop.Index));
            if (start.Atoms.All(atom => !Walk.Mentions(atom, bound)))
            {
                return true;
            }
        }

        return false;
    }

    private HashSet<Expression> Bound()
    {
        var bound = new HashSet<Expression>(_loop.Carried.Select(carried => carried.Phi));
        Walk.Statements(_loop.Body, statement => bound.UnionWith(Walk.Binds(statement)));
        return bound;
    }

    private Expression Integer(Operator op, Expression a, Expression b) => _pool.Operation(op, IrType.Int, a, b);

    /// <summary>An index at another iteration, through the names in between.</summary>
    private sealed class AtIndex(ExpressionPool pool, Dictionary<Value, Expression> definitions, Value index, Expression at) : Rewriter(pool, CancellationToken.None)
    {
        protected override Expression Unbound(Value value) =>
            ReferenceEquals(value, index) ? at : definitions.TryGetValue(value, out var definition) ? Rewrite(definition) : value;
    }
}
