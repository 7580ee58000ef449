using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>The function that gives the values of a recursive method and then, value by value, the partials by its real inputs.</summary>
internal static class CompanionPlanner
{
    public static Function Plan(Companion companion, CancellationToken cancellation)
    {
        var primal = JacobianPlanner.Prepare(companion.Primal, cancellation);
        if (companion.IsDerived)
        {
            return Finishing.Run(primal, cancellation);
        }

        var space = new ColumnSpace(primal);
        var dependence = new Dependence(primal, space, new LocalPartials(), cancellation);
        var sweep = new ForwardSweep(primal, space, dependence, Order.Forward, null, cancellation);
        var body = sweep.Run();
        Input[] reals = [.. primal.Inputs.Where(input => input.IsActive)];
        var partials = sweep.Rows.SelectMany((row, r) => reals.Select(input => Partial(row, dependence, input, body.Yields[r].Type)));
        var yields = new Region(body.Statements, [.. body.Yields, .. partials]);
        var output = new Output(OutputShape.List, primal.Output.Element, "", [], null);
        return Finishing.Run(new Function(primal.Name, primal.Pool, primal.Inputs, yields, output), cancellation);
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
