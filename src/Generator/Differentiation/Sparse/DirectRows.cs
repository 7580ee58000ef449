using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>
/// The values of a sparse Jacobian written one after the other, without any memory beside them: for methods that store every row
/// once, in ascending order, and whose rows depend on single elements of the inputs whose order is known.
/// </summary>
internal sealed class DirectRows
{
    private readonly Function _function;
    private readonly ExpressionPool _pool;
    private readonly ColumnSpace _space;
    private readonly Dependence _dependence;
    private readonly HiddenValues _hidden;
    private readonly LocalTangents<LinearForm> _forms;
    private readonly Dictionary<Value, Expression> _definitions = [];
    private readonly RowEntries _entries;
    private readonly SparseMemory _places;
    private readonly Value _output;
    private readonly Value _writer;
    private readonly CancellationToken _cancellation;
    private readonly EntryUse _use;
    private readonly Func<Store, Expression, IReadOnlyList<Spike>>? _more;
    private bool _isDirect = true;

    private DirectRows(Function function, ColumnSpace space, Dependence dependence, HiddenValues hidden, Value output, EntryUse use, Func<Store, Expression, IReadOnlyList<Spike>>? more, Function all, CancellationToken cancellation)
    {
        _more = more;
        _function = function;
        _pool = function.Pool;
        _space = space;
        _dependence = dependence;
        _hidden = hidden;
        _output = output;
        _use = use;
        _cancellation = cancellation;
        _forms = new LocalTangents<LinearForm>(LinearForm.None, Input, dependence, Order.Reverse, (_, _) => { });
        _places = new SparseMemory(function, space, dependence, hidden, false);
        var (type, name) = use switch
        {
            EntryUse.Pattern => ("ColumnSets", "entries"),
            EntryUse.Count => ("EntryCounter", "entries"),
            _ => ($"EntryWriter<{function.Output.Element.CSharp}>", "entries"),
        };
        _writer = _pool.Local(Construct.TypeOf(type), name);
        _entries = new RowEntries(function, new ColumnSpace(all), hidden, _writer, use);
    }

    /// <summary>The body for one use of the entries, and the object that it builds; null where the method is not of this kind.</summary>
    /// <param name="function">The method.</param>
    /// <param name="space">Its columns.</param>
    /// <param name="dependence">What depends on them.</param>
    /// <param name="hidden">What the structure must not read.</param>
    /// <param name="use">Of the entries.</param>
    /// <param name="values">Receives the values.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="more">For each store of a row the entries beside those that are found.</param>
    /// <param name="all">The method with all inputs that are columns, where the one swept has fewer.</param>
    public static (Region Body, Value Entries)? Run(
        Function function,
        ColumnSpace space,
        Dependence dependence,
        HiddenValues hidden,
        EntryUse use,
        Value? values,
        CancellationToken cancellation,
        Func<Store, Expression, IReadOnlyList<Spike>>? more = null,
        Function? all = null)
    {
        if (Output(function, dependence) is not { } output)
        {
            return null;
        }

        var rows = new DirectRows(function, space, dependence, hidden, output, use, more, all ?? function, cancellation);
        var statements = new List<Statement>();
        if (use != EntryUse.Pattern)
        {
            statements.Add(new Construct(rows._writer, values is null ? [] : [values]));
        }

        var facts = Facts.None(value => rows._definitions.TryGetValue(value, out var definition) ? definition : null);
        var lengths = function.Inputs.Where(input => input.Value.Type.IsArray).Select(input => facts.Of(function.Pool.Length(input.Value)));
        try
        {
            rows.Emit(function.Body, facts.With([.. lengths]), statements);
        }
        catch (UntraceableException)
        {
            return null;
        }

        return rows._isDirect ? (new Region(statements, []), rows._writer) : null;
    }

    /// <summary>The array of the rows: made once at the top, under one name, and never read.</summary>
    private static Value? Output(Function function, Dependence dependence)
    {
        if (function.Body.Yields is not [Value { Type.IsArray: true } output]
            || !dependence.Aliases.IsAlone(output)
            || !function.Body.Statements.Any(statement => statement is Allocate allocate && ReferenceEquals(allocate.Target, output)))
        {
            return null;
        }

        var terms = function.Body.Statements.SelectMany(Walk.AllTerms);
        var isOnlyStored = !terms.Any(term => term is Operation { Operator: Operator.Element } or Opaque && term.Operands.Contains(output));
        foreach (var statement in function.Body.Statements)
        {
            Visit(statement);
            foreach (var region in Walk.Regions(statement))
            {
                Walk.Statements(region, Visit);
            }
        }

        return isOnlyStored ? output : null;

        void Visit(Statement statement) => isOnlyStored &= statement switch
        {
            Copy copy => !ReferenceEquals(copy.Destination, output) && !ReferenceEquals(copy.Source, output),
            Clear clear => !ReferenceEquals(clear.Array, output),
            _ => true,
        };
    }

    private LinearForm Input(Value input, IReadOnlyList<Expression> indices) => _space.IsActive(input)
        ? new LinearForm([new Spike(input, indices, _space.Position(input, indices), _pool.Real(1, indices.Count == 0 ? input.Type : input.Type.Element!))])
        : LinearForm.None;

    private RowRange? Fail()
    {
        _isDirect = false;
        return null;
    }

    /// <summary>Writes a region; gives the rows that it stores, null for none.</summary>
    private RowRange? Emit(Region region, Facts facts, List<Statement> into)
    {
        var sequence = new RowSequence(_pool);
        foreach (var statement in region.Statements)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!_isDirect)
            {
                return null;
            }

            var piece = new List<Statement>();
            if (!sequence.Add(Emit(statement, region, facts, piece), facts, piece))
            {
                return Fail();
            }
        }

        into.AddRange(sequence.Statements);
        return sequence.TryWhole(facts, out var whole) || ReferenceEquals(region, _function.Body) ? whole : Fail();
    }

    private RowRange? Emit(Statement statement, Region region, Facts facts, List<Statement> into)
    {
        switch (statement)
        {
            case Store store when ReferenceEquals(store.Array, _output):
                var place = _places.At(_output, store.Indices);
                if (place is null || !_entries.Write(place, Form(store, place, region), facts.With(facts.Of(place)), into))
                {
                    return Fail();
                }

                var row = facts.Of(place);
                return new RowRange(row, row, place, []);
            case If branch when Stores(branch):
                return Emit(branch, facts, into);
            case If branch when Walk.Binds(branch).Any(_dependence.IsActive):
                return Choose(branch, facts, into);
            case For loop when Stores(loop):
                return Emit(loop, facts, into);
            case Let let:
                into.Add(let);
                return Define(let, region) ? null : Fail();
            case Allocate allocate:
                _places.Allocated(allocate, []);
                into.Add(allocate);
                if (_use == EntryUse.Pattern && ReferenceEquals(allocate.Target, _output))
                {
                    into.Add(new Construct(_writer, [_places.Count(_output)]));
                }

                return null;
            default:
                into.Add(statement);
                return Walk.Binds(statement).Any(_dependence.IsActive) || Walk.Written(statement).Any(_dependence.IsActive) ? Fail() : null;
        }
    }

    /// <summary>The entries of a row: those of single elements, and what is there beside them.</summary>
    private LinearForm Form(Store store, Expression place, Region region)
    {
        var form = _dependence.IsActive(store.Value) ? _forms.Of(store.Value, region) : LinearForm.None;
        return _more is null ? form : new LinearForm([.. form.Parts, .. _more(store, place)]);
    }

    private bool Define(Let let, Region region)
    {
        if (let.Target.Type.Kind == TypeKind.Integer || let.Target.Type == IrType.Boolean)
        {
            _definitions[let.Target] = let.Definition;
        }

        if (!let.Target.Type.IsReal || !_dependence.IsActive(let.Definition))
        {
            return true;
        }

        _forms.Define(let, region);
        return let.Definition is not Operation { Operator: Operator.Element } load || !_dependence.Aliases.IsWritten(load.Operands[0]);
    }

    private bool Stores(Statement statement) => Walk.Written(statement).Any(array => ReferenceEquals(array, _output));

    /// <summary>A branch that stores no row and hands on what rows depend on.</summary>
    private RowRange? Choose(If branch, Facts facts, List<Statement> into)
    {
        var (then, otherwise) = (new List<Statement>(), new List<Statement>());
        Emit(branch.Then, facts.Where(branch.Condition), then);
        Emit(branch.Else, facts.Where(_pool.Operation(Operator.Not, IrType.Boolean, branch.Condition)), otherwise);
        if (!_isDirect || branch.Results.Any(result => result.Type.IsArray && _dependence.IsActive(result)))
        {
            return Fail();
        }

        var forms = branch.Results.Select((_, i) => (AtEnd(branch.Then, i), AtEnd(branch.Else, i))).ToArray();
        var swept = new If(branch.Condition, new Region(then, branch.Then.Yields), new Region(otherwise, branch.Else.Yields), branch.Results);
        if (BranchForms.Of(swept, forms, _pool, _dependence.Aliases) is not { } merged)
        {
            return Fail();
        }

        for (var i = 0; i < forms.Length; i++)
        {
            _forms.Set(branch.Results[i], merged.Forms[i]);
        }

        into.Add(merged.Branch);
        return null;

        LinearForm? AtEnd(Region side, int result) => side.Throws ? null
            : side.Yields[result].Type.IsReal && _dependence.IsActive(side.Yields[result]) ? _forms.Of(side.Yields[result], side)
            : LinearForm.None;
    }

    private RowRange? Emit(If branch, Facts facts, List<Statement> into)
    {
        if (_hidden.Is(branch.Condition) || branch.Results.Any(_dependence.IsActive))
        {
            return Fail();
        }

        var (then, otherwise) = (new List<Statement>(), new List<Statement>());
        var thenRows = Emit(branch.Then, facts.Where(branch.Condition), then);
        var elseRows = Emit(branch.Else, facts.Where(_pool.Operation(Operator.Not, IrType.Boolean, branch.Condition)), otherwise);
        into.Add(new If(branch.Condition, new Region(then, branch.Then.Yields), new Region(otherwise, branch.Else.Yields), branch.Results));
        if (thenRows is null || elseRows is null)
        {
            return thenRows ?? elseRows;
        }

        return RowRange.Either(thenRows, elseRows, facts) ?? Fail();
    }

    private RowRange? Emit(For loop, Facts facts, List<Statement> into)
    {
        if (!_hidden.IsKnown(loop) || loop.Carried.Any(carried => _dependence.IsActive(carried.Phi)) || loop.Step is not Constant { Integer: > 0 })
        {
            return Fail();
        }

        var body = new List<Statement>();
        var inside = facts.In(loop);
        var rows = Emit(loop.Body, inside, body);
        if (_use == EntryUse.Count && new CountedEntries(_pool, _writer).Of(loop, body, inside) is { } counted)
        {
            into.Add(counted);
            return rows is null ? null : rows.Over(loop, inside) ?? Fail();
        }

        into.Add(new For(loop.Index, loop.Start, loop.Comparison, loop.Bound, loop.Step, loop.Guard, loop.Carried, new Region(body, loop.Body.Yields), loop.Results));
        return rows is null ? null : rows.Over(loop, inside) ?? Fail();
    }
}
