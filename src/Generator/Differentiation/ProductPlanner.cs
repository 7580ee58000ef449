using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Chooses how the products with the Jacobian of a lowered method are computed.</summary>
internal static class ProductPlanner
{
    public static ProductPlan Plan(MethodModel model, DerivativeKinds kind, CancellationToken cancellation)
    {
        var primal = JacobianPlanner.Prepare(model.Body!.Function, cancellation);
        var result = JacobianPlanner.FreeName(model, "result");
        return kind == DerivativeKinds.Jvp
            ? new JvpAssembly(primal, JacobianPlanner.FreeName(model, "tangent"), result, cancellation).Plan()
            : new VjpAssembly(primal, JacobianPlanner.FreeName(model, "cotangent"), result, CompanionPlanner.Reversible(model.Body.Companions, cancellation), cancellation).Plan();
    }

    public static GaussNewtonPlan GaussNewton(MethodModel model, CancellationToken cancellation)
    {
        var primal = JacobianPlanner.Prepare(model.Body!.Function, cancellation);
        return new GaussNewtonAssembly(
            primal,
            JacobianPlanner.FreeName(model, "rows"),
            JacobianPlanner.FreeName(model, "jtj"),
            JacobianPlanner.FreeName(model, "jtr"),
            cancellation).Plan();
    }
}
