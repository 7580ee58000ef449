using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Simplification;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Chooses how the Jacobian of a lowered method is computed and assembles the functions that emission prints.</summary>
internal static class JacobianPlanner
{
    public static JacobianPlan Plan(MethodModel model, CancellationToken cancellation)
    {
        var primal = PrepareWhole(model.Body!.Function, cancellation);
        var destinationName = FreeName(model, primal.Output.Shape == OutputShape.Scalar ? "gradient" : "jacobian");
        return new JacobianAssembly(primal, destinationName, CompanionPlanner.Reversible(model.Body.Companions, cancellation), cancellation).Plan();
    }

    /// <summary>A pool of this run's own, loops and small arrays taken apart where that is worth it, derivatives that are no 0/0, what nobody needs dropped.</summary>
    public static Function Prepare(Function function, CancellationToken cancellation) => PrepareWhole(function.OfRows(), cancellation);

    /// <summary>The same with what the method gives beside its rows.</summary>
    private static Function PrepareWhole(Function function, CancellationToken cancellation)
    {
        var unrolled = function.KeepsLoops ? new Rewriter(new ExpressionPool(function.Pool), cancellation).Rewrite(function) : Unrolling.Run(function, cancellation);
        var owned = OwnedArrays.Run(unrolled, cancellation);
        var scalar = ScalarReplacement.Run(owned, cancellation);
        var smooth = RemovableSingularities.Run(scalar, cancellation);
        return DeadCode.Eliminate(smooth, cancellation);
    }

    /// <summary>The name that the contract gives to an added parameter, or the first free one after it.</summary>
    public static string FreeName(MethodModel model, string name)
    {
        var taken = new HashSet<string>(model.Parameters.Select(parameter => parameter.Name.TrimStart('@')), StringComparer.Ordinal);
        var free = name;
        for (var suffix = 2; taken.Contains(free); suffix++)
        {
            free = suffix == 2 ? name + "Values" : $"{name}Values{suffix}";
        }

        return free;
    }
}
