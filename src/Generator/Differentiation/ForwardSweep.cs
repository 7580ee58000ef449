using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The function with, beside every statement, the statements that carry the tangents of all columns at once: one term per
/// column and value, one shadow array per column and array. Control flow is the primal's own. For columns that can be told
/// apart while compiling; <see cref="RowSweep"/> is for the others.
/// </summary>
internal sealed class ForwardSweep
{
    private readonly Function _function;
    private readonly ExpressionPool _pool;
    private readonly ColumnSpace _space;
    private readonly Dependence _dependence;
    private readonly LocalTangents<Tangent> _tangents;
    private readonly ShadowArrays _shadows;
    private readonly CancellationToken _cancellation;
    private readonly CompanionVariables _companions;
    private readonly TangentTapes _tapes;
    private readonly KnownTangents? _earlier;
    private readonly int _firstOwn;

    /// <param name="function">What to sweep.</param>
    /// <param name="space">Its columns.</param>
    /// <param name="dependence">What depends on which of them.</param>
    /// <param name="order">In which the chain rule is multiplied out.</param>
    /// <param name="jacobian">The destination, for a function that gives an array.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="earlier">Of the sweep that made the function, if it was one of these.</param>
    public ForwardSweep(
        Function function,
        ColumnSpace space,
        Dependence dependence,
        Order order,
        Value? jacobian,
        CancellationToken cancellation,
        KnownTangents? earlier = null)
    {
        _earlier = earlier;
        _function = function;
        _pool = function.Pool;
        _space = space;
        _dependence = dependence;
        _cancellation = cancellation;
        _firstOwn = function.Pool.Count;
        _tangents = new LocalTangents<Tangent>(Tangent.None, Input, dependence, order, Name);
        _companions = new CompanionVariables(function.Pool);
        _tapes = new TangentTapes(function.Pool, dependence);
        _shadows = new ShadowArrays(function, space, dependence, jacobian, _companions, Known, earlier);
    }

    /// <summary>The tangents of the rows, for a scalar or a list; of an array they are written into the jacobian.</summary>
    public IReadOnlyList<Tangent> Rows { get; private set; } = [];

    /// <summary>Whether some entries of the Jacobian are stored only where their column is there.</summary>
    public bool HasGuards => _shadows.HasGuards;

    public KnownTangents Known { get; } = new();

    public Region Run()
    {
        var statements = new List<Statement>();
        _shadows.Open(statements);
        Sweep(_function.Body, statements);
        if (_function.Body.Yields.All(yield => !yield.Type.IsArray))
        {
            Rows = [.. _function.Body.Yields.Select(yield => _tangents.Of(yield, _function.Body))];
        }
        else
        {
            _shadows.Close(_function.Body.Yields[0], statements);
        }

        return new Region(statements, _function.Body.Yields);
    }

    private Tangent Input(Value input, IReadOnlyList<Expression> indices) => _space.Static(input, indices) is { } column
        ? Tangent.Unit(_dependence.Number(column), _space.Seed(input, indices))
        : Tangent.None;

    private void Name(Value local, Tangent tangent)
    {
        foreach (var column in tangent.Columns)
        {
            // A term that the value has anyway keeps its own name.
            if (tangent[column]!.Id >= _firstOwn)
            {
                _pool.Hint(tangent[column]!, NameOf(local, column));
            }
        }
    }

    private void Sweep(Region region, List<Statement> into)
    {
        foreach (var statement in region.Statements)
        {
            _cancellation.ThrowIfCancellationRequested();
            switch (statement)
            {
                case Let let:
                    into.Add(let);
                    Sweep(let, region, into);
                    break;
                case Allocate allocate:
                    into.Add(allocate);
                    _shadows.Allocated(allocate, into);
                    break;
                case Store store:
                    if (store.Value.Type.IsReal)
                    {
                        _shadows.Stored(store, _tangents.Of(store.Value, region), into);
                    }

                    into.Add(store);
                    break;
                case Copy copy:
                    into.Add(copy);
                    _shadows.Copied(copy, into);
                    break;
                case Clear clear:
                    into.Add(clear);
                    _shadows.Cleared(clear, into);
                    break;
                case If branch:
                    into.Add(Sweep(branch));
                    break;
                case Loop loop:
                    into.Add(Sweep(loop, region, into));
                    break;
                case OpenTape tape:
                    into.Add(tape);
                    into.AddRange(_tapes.Open(tape));
                    break;
                case Push push:
                    into.Add(push);
                    into.AddRange(_tapes.Of(push.Tape).Select(tape => new Push(tape.Tape, Companion(push.Value, tape.Column, region, into))).ToArray());
                    break;
                case Pop pop:
                    into.Add(pop);
                    Sweep(pop, into);
                    break;
                default:
                    into.Add(statement);
                    break;
            }
        }
    }

    private void Sweep(Let let, Region region, List<Statement> into)
    {
        if (!let.Target.Type.IsReal || !_dependence.IsActive(let.Definition))
        {
            return;
        }

        if (let.Definition is Operation { Operator: Operator.Element } load && IsKept(load.Operands[0]))
        {
            _tangents.Set(let.Target, _shadows.Loaded(let, load, into));
        }
        else
        {
            _tangents.Define(let, region);
        }
    }

    private void Sweep(Pop pop, List<Statement> into)
    {
        var targets = new List<Value>();
        var columns = Companions(pop.Target, targets).ToArray();
        foreach (var (tape, column) in _tapes.Of(pop.Tape))
        {
            into.Add(new Pop(targets[Array.IndexOf(columns, column)], tape));
        }
    }

    /// <summary>Whether the derivatives of an array are in memory: something writes it, or it takes turns with other arrays.</summary>
    private bool IsKept(Expression array) => _dependence.Aliases.IsWritten(array) || !_dependence.Aliases.IsAlone(array);

    private If Sweep(If branch)
    {
        var (then, thenStatements) = (branch.Then, new List<Statement>());
        var (otherwise, elseStatements) = (branch.Else, new List<Statement>());
        Sweep(then, thenStatements);
        Sweep(otherwise, elseStatements);

        var results = new List<Value>(branch.Results);
        var thenYields = new List<Expression>(then.Yields);
        var elseYields = new List<Expression>(otherwise.Yields);
        for (var i = 0; i < branch.Results.Count; i++)
        {
            var result = branch.Results[i];
            foreach (var companion in Companions(result, results))
            {
                AddYield(then, i, companion, thenYields, thenStatements);
                AddYield(otherwise, i, companion, elseYields, elseStatements);
            }
        }

        return new If(branch.Condition, new Region(thenStatements, thenYields), new Region(elseStatements, elseYields), results);
    }

    private Loop Sweep(Loop loop, Region region, List<Statement> into)
    {
        var carried = new List<Carried>(loop.Carried);
        var results = new List<Value>(loop.Results);
        var companions = new List<(int Of, int Column)>();
        for (var i = 0; i < loop.Carried.Count; i++)
        {
            var phis = new List<Value>();
            foreach (var column in Companions(loop.Carried[i].Phi, phis))
            {
                carried.Add(new Carried(phis[phis.Count - 1], Companion(loop.Carried[i].Initial, column, region, into)));
                companions.Add((i, column));
            }

            _ = Companions(loop.Results[i], results).Count();
        }

        var body = new List<Statement>();
        Sweep(loop.Body, body);
        var yields = new List<Expression>(loop.Body.Yields);
        yields.AddRange(companions.Select(c => Companion(loop.Body.Yields[c.Of], c.Column, loop.Body, body)));
        var newBody = new Region(body, yields);
        switch (loop)
        {
            case For f:
                return new For(f.Index, f.Start, f.Comparison, f.Bound, f.Step, f.Guard, carried, newBody, results);
            case While w:
                return new While(carried, w.Test, newBody, results);
            default:
                throw new InvalidOperationException($"No sweep of {loop.GetType().Name}.");
        }
    }

    private void AddYield(Region arm, int index, int column, List<Expression> yields, List<Statement> into)
    {
        if (!arm.Throws)
        {
            yields.Add(Companion(arm.Yields[index], column, arm, into));
        }
    }

    /// <summary>Binds, for a value that control flow hands on, one more value per column; gives the columns that had none, one by one.</summary>
    private IEnumerable<int> Companions(Value value, List<Value> into)
    {
        var columns = _dependence.Members(_dependence.Of(value)).ToArray();
        var isNew = columns.Select(column => _earlier?.Find(value, _dependence.Columns[column]) is null).ToArray();
        if (value.Type.IsArray)
        {
            foreach (var column in columns.Where((_, i) => isNew[i]))
            {
                into.Add(_shadows.Bind(value, column));
                yield return column;
            }

            yield break;
        }

        var terms = columns.Select(column => (column, NewOrKnown(value, column))).ToArray();
        _tangents.Set(value, Tangent.Of(terms));
        foreach (var (column, term) in terms.Where((_, i) => isNew[i]))
        {
            into.Add((Value)term);
            yield return column;
        }
    }

    private Expression NewOrKnown(Value value, int column)
    {
        var by = _dependence.Columns[column];
        if (_earlier?.Find(value, by) is { } known)
        {
            return known;
        }

        var term = _pool.Local(value.Type, NameOf(value, column), _companions.Of(value, column));
        Known.Add(value, by, term);
        return term;
    }

    private Expression Companion(Expression term, int column, Region home, List<Statement> into) => term.Type.IsArray
        ? _shadows.Of(term, column, into)
        : _tangents.Of(term, home)[column] ?? _pool.Real(0, term.Type);

    private string NameOf(Value value, int column) => _space.NameOf(value, _dependence.Columns[column]);
}
