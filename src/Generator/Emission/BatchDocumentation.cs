using SymbolicJacobian.Generator.Differentiation.Batch;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>What an editor shows on hover of a batch.</summary>
internal static class BatchDocumentation
{
    public static void Write(CodeWriter writer, MethodModel model, BatchHeader header, BatchPlan? plan, bool isParallel)
    {
        var text = new DocumentationText(model, writer);
        var isScalar = model.Output.Shape == Ir.OutputShape.Scalar;
        var what = isScalar ? "gradients" : "Jacobians";
        var where = isParallel ? "on several threads" : "in place";
        text.Summary($"The {what} of {DocumentationText.Cref(model)} at many points, one after the other, {where}.");
        text.Remarks([$"A point: {ColumnLabels.Summary(model)}.", How(model, plan)]);
        text.Parameter(header.Count, "The number of points.");
        text.Parameter(header.Inputs, $"The inputs of {DocumentationText.Escape(model.Name)}, point after point, each in the order of the columns.");
        foreach (var parameter in header.Common)
        {
            text.Parameter(parameter.Name.TrimStart('@'), $"{(parameter.IsActive ? "Holds constants" : "A constant")} of {DocumentationText.Escape(model.Name)}, the same for all points.");
        }

        foreach (var length in header.Shape.IsInferred ? [] : header.Shape.Unknown)
        {
            text.Parameter(length.Name, $"A length of {DocumentationText.Escape(length.Access)}, the same for all points.");
        }

        text.Parameter(header.Results, $"Receives the {what}, point after point{(isScalar ? "" : ", each row by row")}; may be longer.");
        if (isParallel)
        {
            text.Parameter(header.Options, "How many threads, where, and until when.");
        }
    }

    private static string How(MethodModel model, BatchPlan? plan)
    {
        if (plan is null)
        {
            return "Approximate: by central differences, because the method could not be followed; one point after the other.";
        }

        var mode = plan.Tile is not null ? "four points at a time, in vectors" : $"one point after the other, because {plan.Obstacle}";
        return DocumentationText.Exact(model, mode, DerivativeKinds.Batch);
    }
}
