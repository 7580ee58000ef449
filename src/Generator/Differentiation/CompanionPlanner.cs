using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The function that gives the values of a recursive method, then value by value the partials by its real inputs, then if asked for
/// partial by partial the second ones.
/// </summary>
internal static class CompanionPlanner
{
    public static Function Plan(Companion companion, CancellationToken cancellation)
    {
        var function = JacobianPlanner.Prepare(companion.Primal, cancellation);
        var from = 0;
        for (var order = 0; order < companion.Order; order++)
        {
            var values = function.Body.Yields.Count;
            function = WithPartials(function, from, cancellation);
            from = values;
        }

        return Finishing.Run(function, cancellation);
    }

    /// <summary>The value and the Jacobian as an array.</summary>
    public static Function PlanWhole(Companion companion, CancellationToken cancellation)
    {
        var function = new FirstOrder(JacobianPlanner.Prepare(companion.Primal, cancellation), cancellation).WithValues();
        return Finishing.Run(companion.Primal.Output.Shape == OutputShape.Array && !function.Body.Yields[0].Type.IsArray ? InOneArray(function) : function, cancellation);
    }

    /// <summary>Those that can be called backwards: they give one real, and the way back finds all it needs.</summary>
    public static IReadOnlyList<Companion> Reversible(IReadOnlyList<Companion> companions, CancellationToken cancellation)
    {
        List<Companion> possible = [.. companions.Where(one => one.IsWhole && one.Primal.Output.Shape == OutputShape.Scalar)];
        while (possible.FirstOrDefault(one => !IsReversible(one)) is { } lost)
        {
            possible.Remove(lost);
        }

        return possible;

        bool IsReversible(Companion companion)
        {
            try
            {
                PlanAdjoint(companion, possible, cancellation);
                return true;
            }
            catch (LostValueException)
            {
                return false;
            }
        }
    }

    /// <summary>The value alone.</summary>
    public static Function PlanValue(Companion companion, IReadOnlyList<Companion> companions, CancellationToken cancellation)
    {
        var function = Recursions.Run(JacobianPlanner.Prepare(companion.Primal, cancellation), companions, cancellation);
        return Finishing.Run(RecursionValues.Run(function, cancellation), cancellation);
    }

    /// <summary>The value and the adjoints of the reals; the adjoints of the arrays are added to. After the inputs come the adjoint of the value and the adjoints of the arrays.</summary>
    public static Function PlanAdjoint(Companion companion, IReadOnlyList<Companion> companions, CancellationToken cancellation)
    {
        var function = ReverseSweep.Prepare(Recursions.Run(JacobianPlanner.Prepare(companion.Primal, cancellation), companions, cancellation), cancellation);
        var (pool, names) = (function.Pool, new HashSet<string>(function.Inputs.Select(input => input.Value.Name), StringComparer.Ordinal));
        var adjoint = Added(function.Output.Element, "adjoint");
        (Value Input, Value Span)[] spans = [.. function.Inputs.Where(input => input.IsActive && input.Value.Type.IsArray)
            .Select(input => (input.Value, Added(IrType.Span(input.Value.Type.Element!), input.Value.Name + "Bar")))];
        var space = new ColumnSpace(function);
        var seeds = new ReverseSweep.Seeds([adjoint]) { Spans = spans, IsCalled = true };
        var sweep = new ReverseSweep(function, space, new Dependence(function, space, new LocalPartials(), cancellation), adjoint, repeats: false, seeds, cancellation);
        Input[] inputs = [.. function.Inputs, new Input(adjoint, false), .. spans.Select(pair => new Input(pair.Span, false))];
        var swept = new Function(function.Name, pool, inputs, sweep.Run(), new Output(OutputShape.List, function.Output.Element, "", [], null));
        return Finishing.Run(DeadCode.Eliminate(swept, cancellation), cancellation);

        Value Added(IrType type, string name)
        {
            var free = name;
            for (var version = 2; !names.Add(free); version++)
            {
                free = $"{name}{version}";
            }

            return pool.Input(type, free, free);
        }
    }

    /// <summary>The rows of a small array are values by now; who calls the function reads an array.</summary>
    private static Function InOneArray(Function function)
    {
        var (yields, element) = (function.Body.Yields, function.Output.Element);
        Expression[] rows = [.. yields.Take(yields.Count - 1)];
        string[] literal = [$"new {element.CSharp}[] {{ ", .. Enumerable.Repeat(", ", rows.Length - 1), " }"];
        var all = function.Pool.Opaque(IrType.Array(element), literal, rows);
        return new Function(function.Name, function.Pool, function.Inputs, new Region(function.Body.Statements, [all, yields[yields.Count - 1]]), function.Output);
    }

    /// <summary>All second partials as an array.</summary>
    public static Function PlanSecond(Companion companion, CancellationToken cancellation)
    {
        var first = new FirstOrder(JacobianPlanner.Prepare(companion.Primal, cancellation), cancellation).Rowwise();
        var second = new FirstOrder(DeadCode.Eliminate(first, cancellation), cancellation).Rowwise();
        return Finishing.Run(DeadCode.Eliminate(second, cancellation), cancellation);
    }

    /// <summary>The function with the partials of its yields from a number on behind them.</summary>
    private static Function WithPartials(Function function, int from, CancellationToken cancellation)
    {
        var space = new ColumnSpace(function);
        var dependence = new Dependence(function, space, new LocalPartials(), cancellation);
        var sweep = new ForwardSweep(function, space, dependence, Order.Forward, null, cancellation);
        var body = sweep.Run();
        Input[] reals = [.. function.Inputs.Where(input => input.IsActive)];
        var partials = sweep.Rows.Skip(from).SelectMany((row, r) => reals.Select(input => Partial(row, dependence, input, body.Yields[from + r].Type)));
        var region = new Region(body.Statements, [.. body.Yields, .. partials]);
        return new Function(function.Name, function.Pool, function.Inputs, region, new Output(OutputShape.List, function.Output.Element, "", [], null));
    }

    private static Expression Partial(Tangent row, Dependence dependence, Input input, IrType type)
    {
        for (var number = 0; number < dependence.Columns.Count; number++)
        {
            if (ReferenceEquals(dependence.Columns[number].Input, input) && row[number] is { } partial)
            {
                return input.Value.Pool.Convert(type, partial);
            }
        }

        return input.Value.Pool.Real(0, type);
    }
}
