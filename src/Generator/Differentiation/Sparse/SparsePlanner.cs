using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Simplification;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>Chooses how pattern and values of a sparse Jacobian are computed and assembles the functions that emission prints.</summary>
internal sealed class SparsePlanner
{
    private readonly Function _function;
    private readonly ExpressionPool _pool;
    private readonly ColumnSpace _space;
    private readonly Value? _rowsInput;
    private readonly Value _values;
    private readonly Value _pattern;
    private readonly Expression? _rows;
    private readonly CancellationToken _cancellation;

    private SparsePlanner(MethodModel model, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        var primal = JacobianPlanner.Prepare(model.Body!.Function, cancellation);
        _pool = primal.Pool;
        var takesRows = primal.Destination is not null && primal.Output.Rows is null && primal.Body.Yields is [{ Type.IsArray: true }];
        _rowsInput = takesRows ? Added(model, "rows", IrType.Int) : null;
        _function = primal.Destination is null ? primal : DestinationAsLocal.Run(primal, _rowsInput ?? primal.Output.Rows);
        _function = StoreForwarding.Run(BranchesAsChoices.Run(_function, cancellation), cancellation);
        _space = new ColumnSpace(_function);
        _function = InOrder(_function);
        _values = Added(model, "values", IrType.Span(primal.Output.Element));
        _pattern = Added(model, "pattern", Construct.TypeOf("SparsityPattern"));
        _rows = _function.Body.Yields is [{ Type.IsArray: true }] ? _rowsInput ?? _function.Output.Rows : _pool.Int(_function.Body.Yields.Count);
    }

    public static SparsePlan Plan(MethodModel model, CancellationToken cancellation)
    {
        var planner = new SparsePlanner(model, cancellation);
        return planner.Static() ?? planner.Blocks() ?? planner.Traced() ?? planner.Dense();
    }

    /// <summary>
    /// The method with its rows in order and in terms of the inputs, if taking loops apart and putting formulas in the place of
    /// intermediate arrays makes it so; else as it is.
    /// </summary>
    private Function InOrder(Function function)
    {
        if (IsDirect(function) || function.Body.Yields is not [Value { Type.IsArray: true } output])
        {
            return function;
        }

        var direct = ComputedArrays.Run(function, _space, _cancellation) ?? function;
        return IsDirect(direct) ? direct
            : LoopFission.Run(direct, output, _cancellation) is { } apart && IsDirect(apart) ? apart
            : function;
    }

    private bool IsDirect(Function function)
    {
        var dependence = new Dependence(function, _space, new LocalPartials(), _cancellation);
        var hidden = HiddenValues.OfReals(function, dependence.Aliases, _cancellation);
        return DirectRows.Run(function, _space, dependence, hidden, EntryUse.Count, null, _cancellation) is not null;
    }

    private Value Added(MethodModel model, string name, IrType type)
    {
        var free = JacobianPlanner.FreeName(model, name);
        return _pool.Input(type, free, free);
    }

    /// <summary>Columns and rows can be told apart while compiling: the pattern is two lists of numbers, the values are straight stores.</summary>
    private SparsePlan? Static()
    {
        var dependence = new Dependence(_function, _space, new LocalPartials(), _cancellation);
        if (dependence.IsDynamic || _space.Total is not Constant columns || _function.Body.Yields is [{ Type.IsArray: true }])
        {
            return null;
        }

        var size = new SweepSize(_function, _space, _cancellation);
        if (size.IsTooLarge)
        {
            return null;
        }

        var reverse = size.IsReversePossible ? new StaticEntries(_function, _space, Order.Reverse, _cancellation) : null;
        var forward = size.IsForwardPossible ? new StaticEntries(_function, _space, Order.Forward, _cancellation) : null;
        var chosen = forward is null || (reverse is not null && OperationCount.CostOfTerms(reverse.Body) < OperationCount.CostOfTerms(forward.Body)) ? reverse! : forward;
        return new SparsePlan
        {
            HasFixedSizes = true,
            Fixed = chosen.Pattern((int)columns.Integer),
            Values = Finish(chosen.Stores(_values), [_values]),
            Rows = _rows,
            Columns = _space.Total,
            Mode = "entry by entry",
        };
    }

    /// <summary>A dense block of few columns in each row, and single entries beside it.</summary>
    private SparsePlan? Blocks()
    {
        if (_function.Body.Yields is not [{ Type.IsArray: true }] || IsDirect(_function) || BlockRows.Of(_function, _space, _cancellation) is not { } blocks)
        {
            return null;
        }

        var dependence = new Dependence(blocks.Singles, blocks.SinglesSpace, new LocalPartials(), _cancellation);
        var hidden = HiddenValues.OfReals(_function, dependence.Aliases, _cancellation);
        if (Rows(blocks.Singles, EntryUse.Pattern, null, (store, row) => blocks.Entries(store, row, false)) is not { } pattern)
        {
            return null;
        }

        var (function, entries) = blocks.Values();
        if (Rows(blocks.Singles, EntryUse.Count, null, (store, row) => blocks.Entries(store, row, false)) is not { } count || Rows(function, EntryUse.Values, _values, entries) is not { } values)
        {
            return null;
        }

        return new SparsePlan
        {
            HasFixedSizes = false,
            Pattern = Pattern(pattern.Body, pattern.Entries),
            Values = Finish(values.Body, [_values]),
            Count = Finish(new Region(count.Body.Statements, [_pool.Opaque(IrType.Int, ["", ".Count"], count.Entries)]), []),
            RowsInput = _rowsInput,
            Rows = _rows,
            Columns = _space.Total,
            Mode = "row by row, a dense block and single entries",
        };

        (Region Body, Value Entries)? Rows(Function function, EntryUse use, Value? values, Func<Store, Expression, IReadOnlyList<Spike>> more) =>
            DirectRows.Run(function, blocks.SinglesSpace, dependence, hidden, use, values, _cancellation, more, _function);
    }

    /// <summary>The pattern by following the method's structure, the values by gradients that have their non-zeros alone.</summary>
    private SparsePlan? Traced()
    {
        var dependence = new Dependence(_function, _space, new LocalPartials(), _cancellation);
        Function pattern;
        HiddenValues hidden;
        bool hasFixedSizes;
        try
        {
            (pattern, hidden) = RealPattern(dependence) ?? Pattern(dependence, HiddenValues.OfActive(_function, dependence.Aliases, _cancellation));
            hasFixedSizes = IsFixed && !_function.Inputs.Any(input => input.Value.Type.IsArray && input.Size is null && Mentions(pattern, input.Value));
            if (hasFixedSizes && MentionsInputs(pattern))
            {
                (pattern, hidden) = Pattern(dependence, HiddenValues.OfAll(_function, dependence.Aliases, _cancellation));
                pattern = MentionsInputs(pattern) ? Unchecked.Run(pattern, _cancellation) : pattern;
                if (MentionsInputs(pattern))
                {
                    return null;
                }
            }
        }
        catch (UntraceableException)
        {
            return null;
        }

        var direct = DirectRows.Run(_function, _space, dependence, hidden, EntryUse.Values, _values, _cancellation);
        return new SparsePlan
        {
            HasFixedSizes = hasFixedSizes,
            Pattern = hasFixedSizes ? new Function(pattern.Name, _pool, [], pattern.Body, pattern.Output) : pattern,
            IsPatternConstant = hasFixedSizes && !Terms(pattern).Any(term => term is Opaque { Operands.Count: 0 }),
            Values = direct is { } rows ? Finish(rows.Body, [_values]) : Gradients(dependence),
            Count = direct is null ? null : Count(dependence, hidden),
            PatternInput = direct is null ? _pattern : null,
            RowsInput = _rowsInput,
            Rows = _rows,
            Columns = _space.Total,
            Mode = direct is null ? "forward, each gradient with its non-zeros alone" : "entry by entry",
        };
    }

    /// <summary>Follows the values, and puts them in the order of the pattern at the end.</summary>
    private Function Gradients(Dependence dependence)
    {
        var none = HiddenValues.None(_function, dependence.Aliases, _cancellation);
        var (body, rows) = new SparseSweep(_function, _space, dependence, none, true, _cancellation).Run();
        return Finish(new Region([.. body.Statements, new Invoke(rows, "CopyTo", _pattern, _values)], []), [_pattern, _values]);
    }

    private Function Count(Dependence dependence, HiddenValues hidden)
    {
        var (body, entries) = DirectRows.Run(_function, _space, dependence, hidden, EntryUse.Count, null, _cancellation)!.Value;
        return Finish(new Region(body.Statements, [_pool.Opaque(IrType.Int, ["", ".Count"], entries)]), []);
    }

    /// <summary>The number of rows and of columns is known while compiling.</summary>
    private bool IsFixed => _space.Total is Constant && _rows is Constant;

    /// <summary>
    /// A structure that holds for all reals, those included that are constant for the derivative; null where it would say too much,
    /// as where they decide how often a loop runs.
    /// </summary>
    private (Function Pattern, HiddenValues Hidden)? RealPattern(Dependence dependence)
    {
        try
        {
            var hidden = HiddenValues.OfReals(_function, dependence.Aliases, _cancellation);
            if (DirectPattern(dependence, hidden) is { } direct)
            {
                return (direct, hidden);
            }

            var sweep = new SparseSweep(_function, _space, dependence, hidden, false, _cancellation);
            var (body, rows) = sweep.Run();
            return sweep.IsWidened ? null : (Pattern(body, rows), hidden);
        }
        catch (UntraceableException)
        {
            return null;
        }
    }

    private (Function Pattern, HiddenValues Hidden) Pattern(Dependence dependence, HiddenValues hidden)
    {
        if (DirectPattern(dependence, hidden) is { } direct)
        {
            return (direct, hidden);
        }

        var (body, rows) = new SparseSweep(_function, _space, dependence, hidden, false, _cancellation).Run();
        return (Pattern(body, rows), hidden);
    }

    private Function? DirectPattern(Dependence dependence, HiddenValues hidden) =>
        DirectRows.Run(_function, _space, dependence, hidden, EntryUse.Pattern, null, _cancellation) is { } direct ? Pattern(direct.Body, direct.Entries) : null;

    private Function Pattern(Region body, Expression rows) => Finish(
        new Region(body.Statements, [_pool.Opaque(Construct.TypeOf("SparsityPattern"), ["", ".ToPattern(", ")"], rows, _space.Total)]),
        []);

    /// <summary>Where the structure depends on what cannot be followed, every entry counts, and the values are the dense Jacobian's.</summary>
    private SparsePlan Dense()
    {
        var plan = new JacobianAssembly(_function, _values.Name, [], _cancellation).Plan();
        return new SparsePlan
        {
            HasFixedSizes = IsFixed && _function.Inputs.All(input => !input.Value.Type.IsArray || input.Size is not null),
            Values = WithRows(plan.InPlace),
            RowsInput = _rowsInput,
            Rows = _rows,
            Columns = _space.Total,
            Mode = plan.Mode,
        };
    }

    private Function Finish(Region body, IEnumerable<Value> added)
    {
        Input[] inputs = [.. _function.Inputs, .. _rowsInput is null ? [] : new[] { new Input(_rowsInput, false) }, .. added.Select(value => new Input(value, false))];
        return Finishing.Run(new Function(_function.Name, _pool, inputs, body, _function.Output), _cancellation);
    }

    private Function WithRows(Function inPlace)
    {
        var inputs = inPlace.Inputs.ToList();
        if (_rowsInput is not null)
        {
            inputs.Insert(inputs.Count - 1, new Input(_rowsInput, false));
        }

        return new Function(inPlace.Name, inPlace.Pool, inputs, inPlace.Body, inPlace.Output);
    }

    private bool MentionsInputs(Function pattern) => _function.Inputs.Any(input => Mentions(pattern, input.Value));

    private static bool Mentions(Function function, Value value) => Terms(function).Contains(value);

    private static IEnumerable<Expression> Terms(Function function) =>
        function.Body.Statements.SelectMany(Walk.AllTerms).Concat(Walk.ExpressionsOf(function.Body.Yields));
}
