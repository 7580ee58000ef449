using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// H·v of a scalar method: the derivative of its gradient along a direction, at the cost of a few evaluations of the method,
/// whatever the number of inputs.
/// </summary>
internal static class HessianProduct
{
    public static ProductPlan Plan(MethodModel model, CancellationToken cancellation) =>
        Candidates(
            JacobianPlanner.Prepare(model.Body!.Function, cancellation),
            JacobianPlanner.FreeName(model, "vector"),
            JacobianPlanner.FreeName(model, "result"),
            cancellation)
        .Aggregate((best, next) => OperationCount.Cost(next.InPlace) < OperationCount.Cost(best.InPlace) ? next : best);

    /// <summary>One plan for each way to the gradient: they have to agree.</summary>
    public static IEnumerable<ProductPlan> Candidates(Function primal, string vectorName, string resultName, CancellationToken cancellation)
    {
        foreach (var (mode, gradient) in new FirstOrder(primal, cancellation).Candidates())
        {
            var plan = new JvpAssembly(gradient, vectorName, resultName, cancellation).Plan();
            yield return new ProductPlan
            {
                InPlace = plan.InPlace,
                Count = plan.Columns,
                Rows = plan.Columns,
                Columns = plan.Columns,
                Mode = "forward, along the one direction, over " + mode,
                OperationCount = plan.OperationCount,
            };
        }
    }
}
