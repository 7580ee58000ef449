using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Chooses how the second derivatives of a lowered method are computed.</summary>
internal static class HessianPlanner
{
    public static HessianPlan Plan(MethodModel model, CancellationToken cancellation)
    {
        var primal = JacobianPlanner.Prepare(model.Body!.Function, cancellation);
        var name = JacobianPlanner.FreeName(model, "hessian");
        var hessian = primal.Pool.Input(IrType.Span(primal.Output.Element), name, name);
        return new HessianAssembly(WithoutDestination(primal, JacobianPlanner.FreeName(model, "rows")), hessian, cancellation).Plan();
    }

    /// <summary>The members take no destination of F's own; where its length is free they take the number of rows instead.</summary>
    public static Function WithoutDestination(Function primal, string rowsName)
    {
        if (primal.Destination is null)
        {
            return primal;
        }

        if (primal.Output.Rows is not null || !primal.Body.Yields[0].Type.IsArray)
        {
            return DestinationAsLocal.Run(primal, primal.Output.Rows);
        }

        var rows = primal.Pool.Input(IrType.Int, rowsName, rowsName);
        var function = DestinationAsLocal.Run(primal, rows);
        return new Function(function.Name, function.Pool, [.. function.Inputs, new Input(rows, false)], function.Body, function.Output);
    }
}
