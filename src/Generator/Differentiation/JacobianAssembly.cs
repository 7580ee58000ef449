using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Builds the functions of a Jacobian from the sweep that suits the method.</summary>
/// <param name="primal">The method.</param>
/// <param name="destinationName">What the matrix is called.</param>
/// <param name="companions">Of the recursive methods that it calls those that can be called backwards.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class JacobianAssembly(Function primal, string destinationName, IReadOnlyList<Companion> companions, CancellationToken cancellation)
{
    private const int MostEntriesOneByOne = 256;

    private readonly ExpressionPool _pool = primal.Pool;

    /// <summary>What is differentiated; the method may give more.</summary>
    private readonly Function _rows = primal.OfRows();

    private readonly Value _jacobian = primal.Pool.Input(IrType.Span(primal.Output.Element), destinationName, destinationName);

    public JacobianPlan Plan()
    {
        var space = new ColumnSpace(primal);
        var dependence = new Dependence(_rows, space, new LocalPartials(), cancellation);
        return dependence.IsDynamic ? Dynamic(space) : Static(space);
    }

    /// <summary>Every way in which the Jacobian can be computed, whichever the plan prefers: they have to agree.</summary>
    public IEnumerable<(string Mode, Function InPlace, Function ValueAndInPlace)> Candidates()
    {
        var space = new ColumnSpace(primal);
        var withoutDestination = DestinationAsLocal.Run(_rows, _jacobian, space);
        if (!new Dependence(_rows, space, new LocalPartials(), cancellation).IsDynamic)
        {
            foreach (var order in new[] { Order.Forward, Order.Reverse })
            {
                var inPlace = StaticFunction(withoutDestination, space, order, false).Function;
                yield return ($"columns {order}", inPlace, StaticFunction(primal, space, order, true).Function);
            }
        }

        yield return ("rows", DynamicFunction(withoutDestination, space, false), DynamicFunction(primal, space, true));
        if (primal.Output.Shape is OutputShape.Array or OutputShape.Destination && RowsFunction(primal, space, true) is { } backwards)
        {
            yield return ("each row in reverse", RowsFunction(primal, space, false)!, backwards);
        }

        if (primal.Output.Shape == OutputShape.Scalar)
        {
            foreach (var repeats in new[] { false, true })
            {
                if (Backwards(primal, space, true, repeats) is { } withValue)
                {
                    yield return ($"reverse, repeating {repeats}", ReverseFunction(withoutDestination, space, false, repeats), withValue);
                }
            }
        }
    }

    private JacobianPlan Static(ColumnSpace space)
    {
        var withoutDestination = DestinationAsLocal.Run(_rows, _jacobian, space);
        if (new SweepSize(withoutDestination, space, cancellation) is { IsTooLarge: true } && Directions(withoutDestination, space) is { } directions)
        {
            return directions;
        }

        var chosen = Cheapest(withoutDestination, space);
        var order = chosen.Order;

        // Without a destination of its own the method is swept once for both members.
        var valueAndInPlace = ReferenceEquals(withoutDestination, _rows)
            ? Finish(primal, [.. chosen.Body.Statements], chosen.Body.Yields, true)
            : StaticFunction(primal, space, order, true).Function;
        var literal = Literal(withoutDestination, chosen.Rows, chosen.Columns, space, cancellation);
        return new JacobianPlan
        {
            InPlace = Finish(withoutDestination, [.. chosen.Body.Statements], chosen.Body.Yields, false),
            ValueAndInPlace = valueAndInPlace,
            Literal = literal is null ? null : Finishing.Run(literal, cancellation),
            Formulas = literal is null ? null : LiteralForm.Formulas(literal),
            Rows = Rows(),
            Columns = space.Total,
            Mode = order == Order.Forward ? "forward, all columns at once" : "backward from each row",
            OperationCount = OperationCount.HasLoops(valueAndInPlace) ? 0 : OperationCount.Of(valueAndInPlace),
        };
    }

    /// <summary>Where the terms of all columns would be too many: one column after the other.</summary>
    private JacobianPlan? Directions(Function withoutDestination, ColumnSpace space)
    {
        var matrix = new MatrixByDirections(primal, space.Total, _jacobian, cancellation);
        return ReferenceEquals(withoutDestination, _rows)
            && matrix.Jacobian(primal, isValued: false) is { } inPlace
            && matrix.Jacobian(primal, isValued: true) is { } valueAndInPlace
            ? new JacobianPlan { InPlace = inPlace, ValueAndInPlace = valueAndInPlace, Rows = Rows(), Columns = space.Total, Mode = "forward, column by column" }
            : null;
    }

    /// <summary>The order that needs fewer operations, counted before anything is finished; with one column there is nothing to try.</summary>
    private Swept Cheapest(Function function, ColumnSpace space)
    {
        if (space.Total is Constant { Integer: <= 1 })
        {
            return Sweep(function, space, Order.Forward);
        }

        var size = new SweepSize(function, space, cancellation);
        if (!size.IsForwardPossible)
        {
            return Sweep(function, space, Order.Reverse);
        }

        if (!size.IsReversePossible)
        {
            return Sweep(function, space, Order.Forward);
        }

        var (reverse, forward) = (Sweep(function, space, Order.Reverse), Sweep(function, space, Order.Forward));
        return OperationCount.CostOfTerms(reverse.Body) < OperationCount.CostOfTerms(forward.Body) ? reverse : forward;
    }

    private (Function Function, IReadOnlyList<Tangent> Rows, IReadOnlyList<Column> Columns) StaticFunction(
        Function function,
        ColumnSpace space,
        Order order,
        bool withValue)
    {
        var swept = Sweep(function, space, order);
        return (Finish(function, [.. swept.Body.Statements], swept.Body.Yields, withValue), swept.Rows, swept.Columns);
    }

    private Swept Sweep(Function function, ColumnSpace space, Order order)
    {
        function = function.OfRows();
        var dependence = new Dependence(function, space, new LocalPartials(), cancellation);
        var sweep = new ForwardSweep(function, space, dependence, order, _jacobian, cancellation);
        var body = sweep.Run();
        var statements = body.Statements.ToList();
        if (sweep.Rows.Count > 0)
        {
            WriteRows(sweep.Rows, dependence.Columns, space, statements);
        }

        return new Swept(order, new Region(statements, body.Yields), sweep.Rows, dependence.Columns);
    }

    /// <summary>A function with its tangents, before it is finished.</summary>
    private sealed record Swept(Order Order, Region Body, IReadOnlyList<Tangent> Rows, IReadOnlyList<Column> Columns);

    private JacobianPlan Dynamic(ColumnSpace space)
    {
        var (mode, withValue, inPlace) = DynamicWays(space).Aggregate((best, next) => OperationCount.Cost(next.WithValue) < OperationCount.Cost(best.WithValue) ? next : best);
        return new JacobianPlan
        {
            InPlace = inPlace(DestinationAsLocal.Run(_rows, _jacobian, space)),
            ValueAndInPlace = withValue,
            Rows = Rows(),
            Columns = space.Total,
            Mode = mode,
        };
    }

    /// <summary>The ways to a Jacobian whose columns are known at run time only: each with the value, to be compared, and how to leave that out.</summary>
    private IEnumerable<(string Mode, Function WithValue, Func<Function, Function> InPlace)> DynamicWays(ColumnSpace space)
    {
        yield return ("forward, row by row", DynamicFunction(primal, space, true), function => DynamicFunction(function, space, false));
        if (primal.Output.Shape is OutputShape.Array or OutputShape.Destination && RowsFunction(primal, space, true) is { } backwards)
        {
            yield return ("each row in reverse", backwards, function => RowsFunction(function, space, false) ?? DynamicFunction(function, space, false));
        }

        if (primal.Output.Shape != OutputShape.Scalar || Backwards(primal, space, true, repeats: false) is not { } taped)
        {
            yield break;
        }

        yield return ("in reverse", taped, function => ReverseFunction(function, space, false, repeats: false));
        if (ReverseSweep.CanRepeat(primal, cancellation) && Backwards(primal, space, true, repeats: true) is { } repeated)
        {
            yield return ("in reverse", repeated, function => ReverseFunction(function, space, false, repeats: true));
        }
    }

    /// <summary>Null where the way back needs what cannot be kept for it.</summary>
    private Function? Backwards(Function function, ColumnSpace space, bool withValue, bool repeats)
    {
        try
        {
            return ReverseFunction(function, space, withValue, repeats);
        }
        catch (LostValueException)
        {
            return null;
        }
    }

    private Function ReverseFunction(Function function, ColumnSpace space, bool withValue, bool repeats)
    {
        function = ReverseSweep.Prepare(Recursions.Run(function, companions, cancellation), cancellation);
        var rows = function.OfRows();
        var dependence = new Dependence(rows, space, new LocalPartials(), cancellation);
        var sweep = new ReverseSweep(rows, space, dependence, _jacobian, repeats, new ReverseSweep.Seeds([_pool.Real(1, primal.Output.Element)]), cancellation);
        var body = sweep.Run();
        return Finish(function, [new Require(_jacobian, space.Total), .. body.Statements], body.Yields, withValue);
    }

    /// <summary>Row by row from each result back; null where the rows are not made one by one.</summary>
    private Function? RowsFunction(Function function, ColumnSpace space, bool withValue)
    {
        var local = function.Destination is { } destination ? DestinationAsLocal.Run(function, function.Output.Rows ?? _pool.Length(destination)) : function;
        if (RowsOf(local) is not { } count || local.Body.Yields is not [{ Type: { IsArray: true, Rank: 1 } }])
        {
            return null;
        }

        try
        {
            local = ReverseSweep.Prepare(Recursions.Run(local, companions, cancellation), cancellation);
            var dependence = new Dependence(local, space, new LocalPartials(), cancellation);
            var cotangent = _pool.Input(IrType.ReadOnlySpan(primal.Output.Element), "cotangent", "cotangent");
            var swept = new ReverseSweep(local, space, dependence, _jacobian, repeats: false, new ReverseSweep.Seeds([], cotangent), cancellation).Run();
            if (RowsBackwards.Of(swept, cotangent, _jacobian, count, space.Total, cancellation) is not { } body || Walk.AllTerms(body).Contains(cotangent))
            {
                return null;
            }

            body = function.Destination is null ? body : RowsBackwards.Into(function.Destination, body, cancellation);
            var size = _pool.Hint(_pool.Operation(Operator.Multiply, IrType.Int, count, space.Total), "size");
            return Finish(function, [new Require(_jacobian, size), .. body.Statements], body.Yields, withValue);
        }
        catch (LostValueException)
        {
            return null;
        }
    }

    private Function DynamicFunction(Function function, ColumnSpace space, bool withValue)
    {
        var rows = function.OfRows();
        var dependence = new Dependence(rows, space, new LocalPartials(), cancellation);
        var body = new RowSweep(rows, space, dependence, _jacobian, cancellation).Run();
        var statements = body.Statements.ToList();
        if (body.Yields.Count > 0 && !body.Yields[0].Type.IsArray)
        {
            statements.Insert(0, new Require(_jacobian, Size(body.Yields.Count, space)));
        }

        return Finish(function, statements, body.Yields, withValue);
    }

    private Function Finish(Function function, List<Statement> statements, IReadOnlyList<Expression> yields, bool withValue)
    {
        var isDestination = function.Output.Shape == OutputShape.Destination;
        if (withValue && isDestination && !(yields.Count > 0 && yields[0].Type.IsArray))
        {
            for (var row = 0; row < yields.Count; row++)
            {
                statements.Add(new Store(function.Destination!, [_pool.Int(row)], yields[row]));
            }
        }

        IReadOnlyList<Expression> value = function.Output.Carriers.Count > 0 ? function.Parts : isDestination ? [] : yields;
        var body = new Region(statements, withValue ? value : []);
        var inputs = function.Inputs.Append(new Input(_jacobian, false)).ToArray();
        return Finishing.Run(CarriedSums.Run(new Function(function.Name, _pool, inputs, body, function.Output, function.Destination), _jacobian, cancellation), cancellation);
    }

    private void WriteRows(IReadOnlyList<Tangent> rows, IReadOnlyList<Column> columns, ColumnSpace space, List<Statement> into)
    {
        var size = Size(rows.Count, space);
        into.Insert(0, new Require(_jacobian, size));
        var isFixed = space.Total is Constant { Integer: var total } && !IsMostlyZero(rows, total);
        if (!isFixed)
        {
            into.Add(new Clear(_jacobian, _pool.Int(0), size));
        }

        var present = new PresentColumns(primal, space);
        for (var row = 0; row < rows.Count; row++)
        {
            var start = _pool.Operation(Operator.Multiply, IrType.Int, _pool.Int(row), space.Total);
            var entries = isFixed ? FixedEntries(rows[row], columns, space) : DynamicEntries(rows[row], columns, space);
            foreach (var (position, column, term) in entries)
            {
                var index = _pool.Operation(Operator.Add, IrType.Int, start, position);
                var store = new Store(_jacobian, [index], _pool.Convert(primal.Output.Element, term));
                present.Add(store, into, column is null ? [] : [column]);
            }
        }
    }

    /// <summary>Of a large matrix the zeros are written at once.</summary>
    private static bool IsMostlyZero(IReadOnlyList<Tangent> rows, long total) =>
        rows.Count * total > MostEntriesOneByOne && rows.Sum(row => row.Columns.Count()) < rows.Count * total / 2;

    private static IEnumerable<(Expression Position, Column? Column, Expression Term)> DynamicEntries(Tangent row, IReadOnlyList<Column> columns, ColumnSpace space) =>
        row.Columns.Select(column => (space.Position(columns[column]), (Column?)columns[column], row[column]!));

    private IEnumerable<(Expression Position, Column? Column, Expression Term)> FixedEntries(Tangent row, IReadOnlyList<Column> columns, ColumnSpace space)
    {
        var entries = Entries(row, columns, space);
        return entries.Select((term, column) => ((Expression)_pool.Int(column), (Column?)null, term));
    }

    /// <summary>A row of the matrix with its structural zeros.</summary>
    private Expression[] Entries(Tangent row, IReadOnlyList<Column> columns, ColumnSpace space)
    {
        var entries = new Expression[(int)((Constant)space.Total).Integer];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = _pool.Real(0, primal.Output.Element);
        }

        foreach (var column in row.Columns)
        {
            entries[(int)((Constant)space.Position(columns[column])).Integer] = _pool.Convert(primal.Output.Element, row[column]!);
        }

        return entries;
    }

    private Function? Literal(
        Function function,
        IReadOnlyList<Tangent> rows,
        IReadOnlyList<Column> columns,
        ColumnSpace space,
        CancellationToken token)
    {
        if (space.Total is not Constant total || !LiteralForm.IsPossible(function, total.Integer * rows.Count))
        {
            return null;
        }

        token.ThrowIfCancellationRequested();
        var entries = rows.SelectMany(row => Entries(row, columns, space)).ToArray();
        return new Function(function.Name, _pool, function.Inputs, new Region(function.Body.Statements, entries), function.Output, function.Destination);
    }

    private Expression Size(int rows, ColumnSpace space) => _pool.Operation(Operator.Multiply, IrType.Int, _pool.Int(rows), space.Total);

    private Expression? Rows() => RowsOf(_rows);

    /// <summary>The number of rows of a method over its inputs, or null: then only the body knows.</summary>
    public static Expression? RowsOf(Function primal) => primal.Body.Yields.Count > 0 && !primal.Body.Yields[0].Type.IsArray
        ? primal.Pool.Int(primal.Body.Yields.Count)
        : primal.Output.Rows;
}
