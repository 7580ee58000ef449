using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Forward accumulation for columns counted at run time. In straight-line code a gradient is a linear form, multiplied out
/// from each result back to what enters the stretch; where control flow hands a value on, or an array keeps it, its gradient
/// is laid down as a row of memory, all columns at once. The rows of the array that the method returns are the Jacobian's own.
/// An inner loop that only adds up is not carried along: its range is run again where the sum is used, so that a row whose
/// entries come from its own iteration costs what it has non-zeros.
/// </summary>
internal sealed class RowSweep
{
    private readonly Function _function;
    private readonly ExpressionPool _pool;
    private readonly ColumnSpace _space;
    private readonly Dependence _dependence;
    private readonly LocalTangents<LinearForm> _forms;
    private readonly RowMemory _memory;
    private readonly FormWriter _writer;
    private readonly Value _jacobian;
    private readonly IrType _element;
    private readonly CancellationToken _cancellation;

    /// <summary>For the body of a loop, where the gradients of the variables that it carries lie.</summary>
    private readonly Dictionary<Region, Dictionary<Value, Value>> _carried = [];

    public RowSweep(Function function, ColumnSpace space, Dependence dependence, Value jacobian, CancellationToken cancellation)
    {
        _function = function;
        _pool = function.Pool;
        _space = space;
        _dependence = dependence;
        _jacobian = jacobian;
        _element = function.Output.Element;
        _cancellation = cancellation;
        _forms = new LocalTangents<LinearForm>(LinearForm.None, Input, dependence, Order.Reverse, (_, _) => { });
        var hulls = new ColumnHulls(function, space, cancellation);
        _memory = new RowMemory(function, space, dependence, hulls, jacobian);
        _writer = new FormWriter(space, hulls, _element, cancellation);
    }

    public Region Run()
    {
        var statements = new List<Statement>();
        var body = _function.Body;
        _memory.Open(statements);
        var opened = statements.Count;
        Sweep(body, statements);
        if (body.Yields.Count > 0 && body.Yields[0].Type.IsArray)
        {
            _memory.Close(body.Yields[0], statements);
        }
        else
        {
            WriteRows(body, statements);
        }

        // The destination is checked before memory is asked for.
        statements.InsertRange(opened, _memory.Vectors);
        return _memory.InDestination(new Region(statements, body.Yields), _cancellation);
    }

    private void WriteRows(Region body, List<Statement> into)
    {
        if (body.Yields.Count == 1 && AccumulatedInPlace(body.Yields[0], body, into))
        {
            return;
        }

        var rows = body.Yields.Select((yield, row) => new Target(
            _jacobian,
            _pool.Operation(Operator.Multiply, IrType.Int, _pool.Int(row), _space.Total),
            _forms.Of(yield, body),
            false)).ToArray();
        _writer.Write(rows, into);
    }

    /// <summary>
    /// Where a gradient is a multiple of one vector that was added up before, and of nothing else dense, the vector is laid
    /// down in the destination from the start.
    /// </summary>
    private bool AccumulatedInPlace(Expression yield, Region body, List<Statement> into)
    {
        var form = _forms.Of(yield, body);
        var dense = form.Parts.OfType<Row>().ToArray();
        if (dense.Length != 1 || dense[0].Guard is not null || !_memory.IsVector(dense[0].Array))
        {
            return false;
        }

        var vector = (Value)dense[0].Array;
        _writer.Write([new Target(vector, _pool.Int(0), form, false)], into);
        _memory.PutIntoDestination(vector);
        return true;
    }

    private LinearForm Input(Value input, IReadOnlyList<Expression> indices) => _space.IsActive(input)
        ? new LinearForm([new Spike(input, indices, _space.Position(input, indices), _pool.Real(1, indices.Count == 0 ? input.Type : input.Type.Element!))])
        : LinearForm.None;

    private void Sweep(Region region, List<Statement> into)
    {
        for (var position = 0; position < region.Statements.Count; position++)
        {
            _cancellation.ThrowIfCancellationRequested();
            switch (region.Statements[position])
            {
                case Let let:
                    into.Add(let);
                    Sweep(let, region, position, into);
                    break;
                case Allocate allocate:
                    into.Add(allocate);
                    _memory.Allocated(allocate, into);
                    break;
                case Store store:
                    if (store.Value.Type.IsReal && _dependence.IsActive(store.Array))
                    {
                        var (array, start) = _memory.RowOf(store.Array, store.Indices, into);
                        _writer.Write([new Target(array, start, _forms.Of(store.Value, region), _memory.IsUntouched(store))], into);
                    }

                    into.Add(store);
                    break;
                case Copy copy:
                    into.Add(copy);
                    _memory.Copied(copy, into);
                    break;
                case Clear clear:
                    into.Add(clear);
                    _memory.Cleared(clear, into);
                    break;
                case If branch:
                    into.Add(Sweep(branch, region, position));
                    break;
                case Loop loop:
                    Sweep(loop, region, position, into);
                    break;
                case var other:
                    into.Add(other);
                    break;
            }
        }
    }

    private void Sweep(Let let, Region region, int position, List<Statement> into)
    {
        if (!let.Target.Type.IsReal || !_dependence.IsActive(let.Definition))
        {
            return;
        }

        if (let.Definition is not Operation { Operator: Operator.Element } load || !_dependence.Aliases.IsRead(load))
        {
            _forms.Define(let, region);
            return;
        }

        var (array, start) = _memory.RowOf(load.Operands[0], [.. load.Operands.Skip(1)], into);
        var row = new LinearForm([new Row(array, start, _pool.Real(1, let.Target.Type))]);
        if (Lifetimes.IsOverwritten(let.Target, load.Operands[0], region, position, _dependence.Aliases))
        {
            var vector = _memory.NewVector(let.Target);
            _writer.Write([new Target(vector, _pool.Int(0), row, false)], into);
            row = Whole(vector, let.Target.Type);
        }

        _forms.Set(let.Target, row);
    }

    private LinearForm Whole(Expression vector, IrType type) => new([new Row(vector, _pool.Int(0), _pool.Real(1, type))]);

    private If Sweep(If branch, Region region, int position)
    {
        var active = Enumerable.Range(0, branch.Results.Count).Where(i => _dependence.IsActive(branch.Results[i])).ToArray();
        var vectors = active.Where(i => branch.Results[i].Type.IsReal)
            .Select(i => (Index: i, Vector: Carried(branch, i, region, position) ?? _memory.NewVector(branch.Results[i])))
            .ToArray();
        var arrays = active.Where(i => branch.Results[i].Type.IsArray).ToArray();
        var then = Arm(branch.Then, vectors, arrays);
        var otherwise = Arm(branch.Else, vectors, arrays);
        var results = branch.Results.ToList();
        results.AddRange(arrays.Select(i => _memory.Bind(branch.Results[i])));
        foreach (var (index, vector) in vectors)
        {
            _forms.Set(branch.Results[index], Whole(vector, branch.Results[index].Type));
        }

        return new If(branch.Condition, then, otherwise, results);
    }

    /// <summary>
    /// The memory of a variable that a loop carries, where a branch either leaves it or changes it, and nothing behind the branch needs what it was:
    /// then it is changed in place.
    /// </summary>
    private Value? Carried(If branch, int result, Region region, int position)
    {
        if (branch.Then.Throws || branch.Else.Throws || !_carried.TryGetValue(region, out var memory))
        {
            return null;
        }

        var left = branch.Then.Yields[result] is Value then && memory.ContainsKey(then) ? then
            : branch.Else.Yields[result] is Value otherwise && memory.ContainsKey(otherwise) ? otherwise
            : null;
        var others = branch.Results.Where((_, i) => i != result && (ReferenceEquals(branch.Then.Yields[i], left) || ReferenceEquals(branch.Else.Yields[i], left)));
        return left is not null && !others.Any() && !Lifetimes.IsNeededAfter(left, region, position) ? memory[left] : null;
    }

    private Region Arm(Region arm, IReadOnlyList<(int Index, Value Vector)> vectors, IReadOnlyList<int> arrays)
    {
        var statements = new List<Statement>();
        Sweep(arm, statements);
        if (arm.Throws)
        {
            return new Region(statements, []);
        }

        _writer.Write([.. vectors.Select(v => new Target(v.Vector, _pool.Int(0), _forms.Of(arm.Yields[v.Index], arm), false))], statements);
        var shadows = arrays.Select(i => _memory.Shadow(arm.Yields[i], statements)).ToArray();
        return new Region(statements, [.. arm.Yields, .. shadows]);
    }

    private void Sweep(Loop loop, Region region, int position, List<Statement> into)
    {
        if (!ReferenceEquals(region, _function.Body) && loop is For reduction && IsReduction(reduction, region, position))
        {
            into.Add(loop);
            return;
        }

        var active = Enumerable.Range(0, loop.Carried.Count).Where(i => _dependence.IsActive(loop.Carried[i].Phi)).ToArray();
        var reals = active.Where(i => loop.Carried[i].Phi.Type.IsReal).Select(i => (Index: i, Vector: _memory.NewVector(loop.Carried[i].Phi))).ToArray();
        var arrays = active.Where(i => loop.Carried[i].Phi.Type.IsArray).ToArray();
        _writer.Write([.. reals.Select(r => new Target(r.Vector, _pool.Int(0), _forms.Of(loop.Carried[r.Index].Initial, region), false))], into);
        var carried = loop.Carried.ToList();
        foreach (var i in arrays)
        {
            var initial = _memory.Shadow(loop.Carried[i].Initial, into);
            carried.Add(new Carried(_memory.Bind(loop.Carried[i].Phi), initial));
        }

        foreach (var (index, vector) in reals)
        {
            _forms.Set(loop.Carried[index].Phi, Whole(vector, loop.Carried[index].Phi.Type));
            _forms.Set(loop.Results[index], Whole(vector, loop.Results[index].Type));
        }

        _carried[loop.Body] = reals.ToDictionary(real => loop.Carried[real.Index].Phi, real => real.Vector);
        var body = new List<Statement>();
        Sweep(loop.Body, body);
        _writer.Write([.. reals.Select(r => new Target(r.Vector, _pool.Int(0), _forms.Of(loop.Body.Yields[r.Index], loop.Body), false))], body);
        var yields = loop.Body.Yields.ToList();
        yields.AddRange(arrays.Select(i => _memory.Shadow(loop.Body.Yields[i], body)));
        var results = loop.Results.ToList();
        results.AddRange(arrays.Select(i => _memory.Bind(loop.Results[i])));
        into.Add(loop switch
        {
            For f => new For(f.Index, f.Start, f.Comparison, f.Bound, f.Step, f.Guard, carried, new Region(body, yields), results),
            While w => new While(carried, w.Test, new Region(body, yields), results),
            _ => throw new InvalidOperationException($"No sweep of {loop.GetType().Name}."),
        });
    }

    /// <summary>
    /// Whether the loop only adds up, and what: then its results get their forms here. Each active variable must be itself
    /// plus terms that enter from outside the loop, and be used at one point only, before anything that the body reads changes.
    /// </summary>
    private bool IsReduction(For loop, Region region, int position)
    {
        var isReduction = TryReduction(loop, region, position);
        if (!isReduction)
        {
            _forms.Forget();
        }

        return isReduction;
    }

    private bool TryReduction(For loop, Region region, int position)
    {
        var active = Enumerable.Range(0, loop.Carried.Count).Where(i => _dependence.IsActive(loop.Carried[i].Phi)).ToArray();
        if (loop.Guard is not null || active.Length == 0 || active.Any(i => !loop.Carried[i].Phi.Type.IsReal) || !Lifetimes.IsRepeatable(loop, _dependence))
        {
            return false;
        }

        if (active.Any(i => !Lifetimes.IsUsedOnce(loop.Results[i], loop, region, position, _dependence)))
        {
            return false;
        }

        foreach (var i in active)
        {
            var phi = loop.Carried[i].Phi;
            _forms.Set(phi, Whole(phi, phi.Type));
        }

        if (!TryDefineAll(loop.Body))
        {
            return false;
        }

        var sums = new List<(Value Result, LinearForm Form)>();
        foreach (var i in active)
        {
            var phi = loop.Carried[i].Phi;
            var next = _forms.Of(loop.Body.Yields[i], loop.Body);
            var self = next.Parts.OfType<Row>().ToArray();
            if (self.Length != 1 || self[0].Guard is not null || !ReferenceEquals(self[0].Array, phi) || !Algebra.IsConstant(self[0].Coefficient, 1))
            {
                return false;
            }

            var terms = new LinearForm([.. next.Parts.Where(part => part is not Row)]);
            var sum = new LinearForm([new Sum(loop, terms, _pool.Real(1, phi.Type))]);
            sums.Add((loop.Results[i], _forms.Of(loop.Carried[i].Initial, region).Plus(sum)));
        }

        foreach (var (result, form) in sums)
        {
            _forms.Set(result, form);
        }

        return true;
    }

    /// <summary>Makes the forms in the body of a reduction known; not possible where a loop in it does more than add up.</summary>
    private bool TryDefineAll(Region body)
    {
        for (var position = 0; position < body.Statements.Count; position++)
        {
            switch (body.Statements[position])
            {
                case Let let when let.Target.Type.IsReal && _dependence.IsActive(let.Definition):
                    _forms.Define(let, body);
                    break;
                case For inner when inner.Carried.Any(c => _dependence.IsActive(c.Phi)) && !IsReduction(inner, body, position):
                    return false;
            }
        }

        return true;
    }
}
