using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation.Batch;

/// <summary>How the derivatives of many points are computed: four at a time, or one after the other.</summary>
internal sealed class BatchPlan
{
    /// <summary>The derivative at one point.</summary>
    public required JacobianPlan Point { get; init; }

    /// <summary>The derivatives at four points; null where they cannot share their instructions.</summary>
    public Function? Tile { get; init; }

    /// <summary>Of a tile: it may find that its points have to be taken one by one, and then yields false.</summary>
    public bool GivesUp { get; init; }

    /// <summary>Why there is no <see cref="Tile"/>, for the documentation.</summary>
    public string? Obstacle { get; init; }
}

internal static class BatchPlanner
{
    /// <summary>Above this many operations the JIT would leave the function of a tile unoptimised, and it cannot be taken apart.</summary>
    private const int MostOperations = 2000;

    /// <summary>Generic structs count as unmanaged since C# 8.</summary>
    private const int VectorsOnTheStackSince = 800;

    /// <param name="model">The method.</param>
    /// <param name="unknown">The lengths of its inputs that nothing fixes, in order.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static BatchPlan Plan(MethodModel model, IReadOnlyList<UnknownLength> unknown, CancellationToken cancellation)
    {
        var point = JacobianPlanner.Plan(model, cancellation);
        if (Obstacle(model, point.InPlace) is { } obstacle)
        {
            return new BatchPlan { Point = point, Obstacle = obstacle };
        }

        var variance = Variance.Of(point.InPlace, cancellation);
        return new BatchPlan
        {
            Point = point,
            Obstacle = variance.Obstacle,
            GivesUp = variance.GivesUp,
            Tile = variance.Obstacle is null ? Widening.Run(point.InPlace, variance, unknown, cancellation) : null,
        };
    }

    private static string? Obstacle(MethodModel model, Function function)
    {
        if (!model.Context.HasLanes)
        {
            return "the framework has no vector functions before .NET 10";
        }

        if (function.Inputs.Any(input => input.IsActive && input.Layout is not null))
        {
            return "its inputs are arrays of more than numbers";
        }

        if (model.Context.LanguageVersion < VectorsOnTheStackSince)
        {
            return "C# before 8 has no vectors on the stack";
        }

        if (model.Output.Element.Kind != TypeKind.Double || function.Inputs.Any(input => input.IsActive && (input.Value.Type.Element ?? input.Value.Type).Kind != TypeKind.Double))
        {
            return "it computes in single precision";
        }

        return OperationCount.Of(function) > MostOperations ? "it is too long" : null;
    }
}
