using SymbolicJacobian.Generator.Differentiation.Batch;
using SymbolicJacobian.Generator.Differentiation.Sparse;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// Loops over neighbouring elements, four at a time: where no iteration needs what another one makes, or all only add to a sum of a derivative.
/// What is left over goes as before. Element by element the results are the same bits; sums of derivatives, functions in them, and powers that grow by a factor may round otherwise.
/// </summary>
internal sealed class LoopVectors : Refining
{
    private readonly HashSet<Value> _scattered;
    private readonly ArrayAliases _aliases;
    private readonly Lazy<ExactValues> _exact;

    private LoopVectors(Function function)
        : base(function.Pool, CancellationToken.None)
    {
        // What the method itself fills may overlap what it reads, as far as anybody knows.
        _scattered = [.. function.Inputs.Where(input => input.Layout is not null || ReferenceEquals(input.Value, function.Destination)).Select(input => input.Value)];
        _aliases = new ArrayAliases(function.Body);
        _exact = new Lazy<ExactValues>(() => new ExactValues(function, _aliases));
    }

    /// <param name="function">Finished.</param>
    public static Function Run(Function function) => new LoopVectors(function).Rewrite(function);

    protected override Region RewriteBody(Region body) => Rewrite(body);

    protected override void Rewrite(For loop, List<Statement> into)
    {
        var inner = new List<Statement>();
        base.Rewrite(loop, inner);
        into.AddRange(inner is [For rewritten] && VectorLoop.Of(rewritten, _aliases, _scattered, term => _exact.Value.IsFree(term)) is { } vectors ? vectors.Statements() : inner);
    }
}

/// <summary>One such loop.</summary>
internal sealed class VectorLoop
{
    private const int Lanes = 4;
    private const int FewestTrips = 8;

    private readonly For _loop;
    private readonly ExpressionPool _pool;
    private readonly LaneTerms _lanes;
    private readonly HashSet<Expression> _varying;
    private readonly Dictionary<Value, Expression> _definitions = [];
    private readonly Dictionary<Expression, Expression> _wide = [];

    /// <summary>With what the powers begin, by position.</summary>
    private readonly Dictionary<int, Expression> _starts = [];
    private readonly Facts _facts;

    /// <summary>Arrays to whose elements the loop adds and does nothing else.</summary>
    private readonly HashSet<Expression> _updated = [];

    private readonly Func<Expression, bool> _isFree;

    private VectorLoop(For loop, Func<Expression, bool> isFree)
    {
        _loop = loop;
        _isFree = isFree;
        _pool = loop.Index.Pool;
        _lanes = new LaneTerms(_pool);
        _facts = Facts.None(value => _definitions.TryGetValue(value, out var definition) ? definition : null);
        _varying = [loop.Index, .. loop.Carried.Where((_, k) => !IsLeft(k)).Select(carried => carried.Phi), .. loop.Body.Statements.SelectMany(Walk.Binds)];
        foreach (var let in loop.Body.Statements.OfType<Let>().Where(let => let.Target.Type == IrType.Int))
        {
            _definitions[let.Target] = let.Definition;
        }
    }

    /// <summary>Null for any other loop.</summary>
    public static VectorLoop? Of(For loop, ArrayAliases aliases, HashSet<Value> scattered, Func<Expression, bool> isFree)
    {
        var vectors = new VectorLoop(loop, isFree);
        return vectors.IsCounted && vectors.IsLong && (loop.Carried.Count > 0 || loop.Body.Statements.Any(statement => statement is Store))
            && vectors.Body.All(vectors.HasForm) && Enumerable.Range(0, loop.Carried.Count).All(k => vectors.IsLeft(k) || vectors.IsPower(k) || vectors.IsSum(k)) && !vectors.ReadsWhatIsHandedOn && vectors.IsIndependent(aliases, scattered)
            ? vectors
            : null;
    }

    private bool IsUp => _loop.Step is Constant { Integer: 1 };

    private bool IsCounted => _loop.Guard is null && (_loop.Step, _loop.Comparison) is
        (Constant { Integer: 1 }, Operator.Less or Operator.LessOrEqual) or (Constant { Integer: -1 }, Operator.Greater or Operator.GreaterOrEqual);

    /// <summary>The range, upwards: no iteration minds the order.</summary>
    private (Expression Start, Expression End) Range() => (IsUp, _loop.Comparison) switch
    {
        (true, Operator.Less) => (_loop.Start, _loop.Bound),
        (true, _) => (_loop.Start, Integer(Operator.Add, _loop.Bound, _pool.Int(1))),
        (_, Operator.GreaterOrEqual) => (_loop.Bound, Integer(Operator.Add, _loop.Start, _pool.Int(1))),
        _ => (Integer(Operator.Add, _loop.Bound, _pool.Int(1)), Integer(Operator.Add, _loop.Start, _pool.Int(1))),
    };

    private bool IsLong => Range() is var (start, end) && (start is not Constant first || end is not Constant last || last.Integer - first.Integer >= FewestTrips);

    private bool HasForm(Statement statement) => statement switch
    {
        Let { Target.Type: var type } let when type == IrType.Int => IsIndex(let.Definition),
        Let { Target.Type: var type } let when type == IrType.Double => HasForm(let.Definition, let.Definition.Pool.IsLoose(let.Definition) || _isFree(let.Target)),
        Store { Array.Type.Element: var type } store => type == IrType.Double && IsBlock(store.Array, store.Indices) && HasForm(store.Value, store.Value.Pool.IsLoose(store.Value) || _isFree(store.Array)),
        _ => false,
    };

    /// <summary>Integers of the loop only say where elements are.</summary>
    private static bool IsIndex(Expression term) => !Walk.Any(term, part => part is Operation { Operator: Operator.Element } or Call or Opaque);

    private bool HasForm(Expression term, bool isDerivative) => !IsVarying(term) || term switch
    {
        Value => term.Type == IrType.Double,
        Operation { Operator: Operator.Element } load => load.Type == IrType.Double && IsBlock(load.Operands[0], [.. load.Operands.Skip(1)]),
        Operation { Operator: Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Divide or Operator.Negate } => term.Type == IrType.Double && term.Operands.All(operand => HasForm(operand, isDerivative)),
        Call { Rule: not ForeignFunction } call => (LaneTerms.IsExact(call.Rule) || (isDerivative && !LaneTerms.IsLaneByLane(call.Rule)))
            && call.Type == IrType.Double && call.Operands.All(operand => HasForm(operand, isDerivative)),
        _ => false,
    };

    /// <summary>Four iterations read or write four elements in a row.</summary>
    private bool IsBlock(Expression array, IReadOnlyList<Expression> indices) =>
        !IsVarying(array) && array.Type.Rank <= 2 && indices.Take(indices.Count - 1).All(index => !IsVarying(index))
        && _facts.Of(indices[indices.Count - 1]).Minus(_facts.Of(_loop.Index)).Atoms.All(atom => !IsVarying(atom));

    private bool IsVarying(Expression term) => Walk.Mentions(term, _varying);

    /// <summary>A carried variable that no iteration changes.</summary>
    private bool IsLeft(int position) => ReferenceEquals(_loop.Body.Yields[position], _loop.Carried[position].Phi);

    /// <summary>A carried variable to which each iteration only adds, and that a derivative is made of.</summary>
    private bool IsSum(int position)
    {
        var phi = _loop.Carried[position].Phi;
        return phi.Type == IrType.Double && Added(position) is { } added && (IsDerivative(added) || IsFree(position)) && !Walk.Mentions(added, [phi])
            && !Body.Any(statement => Walk.AllTerms(statement) is var terms && (terms.Contains(phi) || terms.Any(term => term is Value value && IsHandedOn(value))))
            && Enumerable.Range(0, _loop.Carried.Count).Count(other => Walk.Mentions(Next(other), [phi])) == 1 && HasForm(added, isDerivative: true);
    }

    private bool IsFree(int position) => _isFree(_loop.Carried[position].Phi) && _isFree(_loop.Results[position]);

    /// <summary>A carried variable of a derivative that each iteration multiplies by what is the same in all: four powers go on by the fourth, in the order of the iterations.</summary>
    private bool IsPower(int position) => IsUp && _loop.Carried[position].Phi.Type == IrType.Double && IsFree(position) && Factor(position) is not null;

    private Expression? Factor(int position)
    {
        var phi = _loop.Carried[position].Phi;
        return Next(position) is Operation { Operator: Operator.Multiply, Operands: [var a, var b] }
            ? ReferenceEquals(a, phi) && !IsVarying(b) ? b : ReferenceEquals(b, phi) && !IsVarying(a) ? a : null
            : null;
    }

    private Expression? Added(int position) => Next(position) switch
    {
        Operation { Operator: Operator.Add or Operator.Subtract } sum when ReferenceEquals(sum.Operands[0], _loop.Carried[position].Phi) => sum.Operands[1],
        Operation { Operator: Operator.Add } sum when ReferenceEquals(sum.Operands[1], _loop.Carried[position].Phi) => sum.Operands[0],
        _ => null,
    };

    /// <summary>What a carried variable becomes, through the name that only hands it on.</summary>
    private Expression Next(int position) => _loop.Body.Yields[position] is Value value && _loop.Body.Statements.OfType<Let>().FirstOrDefault(let => ReferenceEquals(let.Target, value)) is { } let
        ? let.Definition
        : _loop.Body.Yields[position];

    /// <summary>The statements that are more than the names of what is handed on.</summary>
    private IEnumerable<Statement> Body => _loop.Body.Statements.Where(statement => statement is not Let { Target.Type.Kind: TypeKind.Double } let || !IsHandedOn(let.Target));

    /// <summary>A sum that another one is made of is not known before the iteration is over.</summary>
    private bool ReadsWhatIsHandedOn => Body.SelectMany(Walk.AllTerms)
        .Concat(Enumerable.Range(0, _loop.Carried.Count).Where(k => !IsLeft(k)).Select(Added).OfType<Expression>().SelectMany(added => Walk.ExpressionsOf(added)))
        .Any(term => term is Value value && IsHandedOn(value));

    private bool IsHandedOn(Value value) => _loop.Body.Yields.Where((_, k) => !IsLeft(k)).Contains(value);

    /// <summary>Values are made of nothing that belongs to derivatives alone.</summary>
    private bool IsDerivative(Expression term) => Walk.Any(term, part => part.Pool.IsLoose(part)
        || _loop.Body.Statements.Any(statement => statement is Let let && ReferenceEquals(let.Target, part) && let.Definition.Pool.IsLoose(let.Definition)));

    /// <summary>No iteration reads or writes an element that another one writes: a loop over columns goes through whole rows, which never overlap in part.</summary>
    private bool IsIndependent(ArrayAliases aliases, HashSet<Value> scattered)
    {
        var stores = _loop.Body.Statements.OfType<Store>().ToArray();
        _updated.UnionWith(stores.Select(store => store.Array).Distinct().Where(array => aliases.IsAlone(array) && IsOnlyUpdated(array)));
        foreach (var load in _loop.Body.Statements.SelectMany(Walk.AllTerms).Concat(Walk.ExpressionsOf(_loop.Body.Yields)).OfType<Operation>().Where(term => term.Operator == Operator.Element))
        {
            if ((load.Operands[0] is Value array && scattered.Contains(array)) || !stores.All(store => IsApart(store, load.Operands[0], [.. load.Operands.Skip(1)], aliases)))
            {
                return false;
            }
        }

        return stores.All(store => store.Array is Value array && !scattered.Contains(array) && stores.All(other => IsApart(store, other.Array, other.Indices, aliases)));
    }

    private bool IsApart(Store store, Expression array, IReadOnlyList<Expression> indices, ArrayAliases aliases) => !aliases.MayBeSame(store.Array, array)
        || _pool.IsColumnIndex(_loop.Index)
        || (ReferenceEquals(store.Array, array) && _updated.Contains(array))
        || (ReferenceEquals(store.Array, array) && store.Indices.Zip(indices, (a, b) => _facts.Of(a).Minus(_facts.Of(b)).IsZero).All(isSame => isSame));

    /// <summary>The loop only adds to elements of the array: four sums into neighbours are over before the next ones begin, wherever these go.</summary>
    private bool IsOnlyUpdated(Expression array)
    {
        Let? pending = null;
        foreach (var statement in _loop.Body.Statements)
        {
            var terms = Walk.AllTerms(statement);
            var loads = terms.Count(term => term is Operation { Operator: Operator.Element } load && ReferenceEquals(load.Operands[0], array));
            var isWaitedFor = pending is not null && terms.Contains(pending.Target);
            switch (statement)
            {
                case Let { Definition: Operation { Operator: Operator.Element } load } let when ReferenceEquals(load.Operands[0], array) && pending is null:
                    pending = let;
                    break;
                case Store store when ReferenceEquals(store.Array, array):
                    if (!(pending is null ? loads == 1 && IsUpdate(store, store.Value.Operands.FirstOrDefault()) : loads == 0 && IsUpdate(store, pending.Definition) && ReferenceEquals(store.Value.Operands[0], pending.Target)))
                    {
                        return false;
                    }

                    pending = null;
                    break;
                default:
                    if (loads > 0 || isWaitedFor)
                    {
                        return false;
                    }

                    break;
            }
        }

        return pending is null && !_loop.Body.Yields.Any(yield => Walk.Any(yield, term => ReferenceEquals(term, array)));
    }

    /// <summary>y[i] = y[i] + e, where e does not read the element again.</summary>
    private static bool IsUpdate(Store store, Expression? load) => store.Value is Operation { Operator: Operator.Add or Operator.Subtract } sum
        && load is Operation { Operator: Operator.Element } element && ReferenceEquals(element.Operands[0], store.Array) && element.Operands.Skip(1).SequenceEqual(store.Indices)
        && !Walk.Any(sum.Operands[1], term => ReferenceEquals(term, sum.Operands[0]));

    public IEnumerable<Statement> Statements()
    {
        var (start, end) = Range();
        var powers = new Dictionary<int, Expression>();
        for (var k = 0; k < _loop.Carried.Count; k++)
        {
            if (!IsLeft(k) && IsPower(k))
            {
                var square = _pool.Local(IrType.Double, "square");
                var fourth = _pool.Local(IrType.Double, "fourth");
                yield return new Let(square, Product(Factor(k)!, Factor(k)!));
                yield return new Let(fourth, Product(square, square));
                powers.Add(k, fourth);
                var (first, factor) = (_loop.Carried[k].Initial, Factor(k)!);
                _starts.Add(k, _lanes.Of(first, Product(first, factor), Product(first, square), Product(Product(first, square), factor)));
            }
        }

        var sums = _loop.Carried.Select((carried, k) => IsLeft(k) ? carried : new Carried(Sum(carried.Phi), powers.ContainsKey(k) ? _starts[k] : _lanes.Zero)).ToArray();
        foreach (var k in powers.Keys)
        {
            _wide[_loop.Carried[k].Phi] = sums[k].Phi;
        }

        var body = new List<Statement>();
        foreach (var statement in Body)
        {
            Widen(statement, body);
        }

        Value[] totals = [.. _loop.Carried.Select((carried, k) => IsLeft(k) ? _pool.Local(carried.Phi.Type, carried.Phi.Name, carried.Phi.Variable) : Sum(carried.Phi))];
        Expression[] yields = [.. sums.Select((sum, k) => IsLeft(k) ? sum.Phi
            : powers.TryGetValue(k, out var power) ? _pool.Operation(Operator.Multiply, LaneTerms.Vector, sum.Phi, power)
            : _pool.Operation(((Operation)Next(k)).Operator, LaneTerms.Vector, sum.Phi, Wide(Added(k)!)))];
        yield return new For(
            _loop.Index, start, Operator.Less, Integer(Operator.Subtract, end, _pool.Int(Lanes - 1)), _pool.Int(Lanes), null, sums, new Region(body, yields), totals);

        var carriedOn = new List<Carried>();
        for (var k = 0; k < totals.Length; k++)
        {
            if (IsLeft(k))
            {
                carriedOn.Add(new Carried(_loop.Carried[k].Phi, totals[k]));
                continue;
            }

            var sum = _pool.Local(IrType.Double, _loop.Carried[k].Phi.Name);
            if (powers.ContainsKey(k))
            {
                yield return new Let(sum, _lanes.First(totals[k]));
                carriedOn.Add(new Carried(_loop.Carried[k].Phi, sum));
                continue;
            }

            yield return new Let(sum, Algebra.IsConstant(_loop.Carried[k].Initial, 0) ? _lanes.Sum(totals[k]) : _pool.Operation(Operator.Add, IrType.Double, _loop.Carried[k].Initial, _lanes.Sum(totals[k])));
            carriedOn.Add(new Carried(_loop.Carried[k].Phi, sum));
        }

        yield return new Rest(_pool).Of(_loop, Remaining(start, end), end, carriedOn);
    }

    /// <summary>Where those begin that do not fill a vector.</summary>
    private Expression Remaining(Expression start, Expression end)
    {
        var whole = Integer(Operator.Multiply, Integer(Operator.Divide, Integer(Operator.Subtract, end, start), _pool.Int(Lanes)), _pool.Int(Lanes));
        return Integer(Operator.Add, start, whole);
    }

    private Expression Product(Expression a, Expression b) => _pool.Operation(Operator.Multiply, IrType.Double, a, b);

    private Value Sum(Value phi) => _pool.Local(LaneTerms.Vector, phi.Name);

    private void Widen(Statement statement, List<Statement> into)
    {
        switch (statement)
        {
            case Let { Target.Type: var type } index when type == IrType.Int:
                into.Add(index);
                break;
            case Let let:
                var vector = _pool.Local(LaneTerms.Vector, let.Target.Name);
                into.Add(new Let(vector, Wide(let.Definition)));
                _wide[let.Target] = vector;
                break;
            case Store store:
                into.Add(new Invoke(_lanes.Type, "Store", [Wide(store.Value), store.Array, .. store.Indices]));
                break;
        }
    }

    private Expression Wide(Expression term) => !IsVarying(term) ? _lanes.Broadcast(term) : term switch
    {
        Value => _wide[term],
        Operation { Operator: Operator.Element } load => _lanes.Load([.. load.Operands]),
        Call call => _lanes.Function(call.Rule, [.. call.Operands.Select(Wide)]),
        Operation { Operator: Operator.Multiply or Operator.Divide } product =>
            _lanes.Arithmetic(product, [.. product.Operands.Select(operand => IsVarying(operand) ? Wide(operand) : operand)], operand => operand.Type == IrType.Double ? _lanes.Broadcast(operand) : operand),
        Operation operation => _lanes.Arithmetic(operation, [.. operation.Operands.Select(Wide)], operand => operand),
        _ => throw new InvalidOperationException($"No vector of {term.GetType().Name}."),
    };

    private Expression Integer(Operator op, Expression a, Expression b) => (op, a, b) switch
    {
        (Operator.Add, Operation { Operator: Operator.Subtract, Operands: [var term, Constant taken] }, Constant given) => Shifted(term, given.Integer - taken.Integer),
        (Operator.Subtract, Operation { Operator: Operator.Subtract, Operands: [var term, Constant first] }, Constant second) => Shifted(term, -first.Integer - second.Integer),
        _ => _pool.Operation(op, IrType.Int, a, b),
    };

    private Expression Shifted(Expression term, long by) => by == 0 ? term
        : _pool.Operation(by > 0 ? Operator.Add : Operator.Subtract, IrType.Int, term, _pool.Int(Math.Abs(by)));

    /// <summary>The loop over what is left, under names of its own.</summary>
    private sealed class Rest(ExpressionPool pool) : Rewriter(pool, CancellationToken.None)
    {
        public For Of(For loop, Expression start, Expression end, IReadOnlyList<Carried> carried)
        {
            Carried[] phis = [.. carried.Select(one => new Carried(Bind(one.Phi), one.Initial))];
            var index = Bind(loop.Index);
            return new For(index, start, Operator.Less, end, Pool.Int(1), null, phis, Rewrite(loop.Body), loop.Results);
        }

        protected override Expression Unbound(Value value) => value;
    }
}
