using System.Globalization;
using SymbolicJacobian.Generator.Differentiation.Sparse;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>What an editor shows on hover of the members of a sparse Jacobian.</summary>
internal sealed class SparseDocumentation
{
    private readonly MethodModel _model;
    private readonly string _shape;
    private readonly string _entries;
    private readonly string _how;

    private SparseDocumentation(MethodModel model, string? rows, string? columns, string entries, string how)
    {
        _model = model;
        _shape = $"{rows ?? "m"} × {columns ?? "n"}";
        _entries = entries;
        _how = how;
    }

    public static SparseDocumentation Of(MethodModel model, SparsePlan plan)
    {
        var entries = plan.Fixed is { } pattern ? $", {pattern.ColumnIndices.Count} of them non-zero"
            : plan.Pattern is null ? ", none of them known to be zero"
            : "";
        return new SparseDocumentation(model, Known(plan.Rows), Known(plan.Columns), entries, $"Exact: {plan.Mode}.");
    }

    public static SparseDocumentation OfDifferences(MethodModel model) => new(
        model,
        model.Output.FixedRows > 0 ? $"{model.Output.FixedRows}" : null,
        ColumnLabels.Count(model)?.ToString(CultureInfo.InvariantCulture),
        ", none of them known to be zero",
        "Approximate: by central differences, because the method could not be followed.");

    public void Pattern(CodeWriter writer, bool hasFixedSizes, string? rows)
    {
        var text = new DocumentationText(_model, writer);
        text.Summary($"The entries of the Jacobian of {DocumentationText.Cref(_model)} that can differ from zero: {_shape}{_entries}.");
        text.Remarks([Axes, "Of a branch on real inputs both sides count."]);
        if (!hasFixedSizes)
        {
            text.Parameters(withDestination: false);
            text.Rows(rows);
        }

        text.Returns($"The pattern, in the order in which {DocumentationText.Escape(_model.Name)}JacobianValues gives the values.");
    }

    public void Values(CodeWriter writer, string? rows, string values)
    {
        var text = new DocumentationText(_model, writer);
        text.Summary($"The entries of the Jacobian of {DocumentationText.Cref(_model)} in the order of its pattern: {_shape}{_entries}.");
        text.Remarks([Axes, _how]);
        text.Parameters(withDestination: false);
        text.Rows(rows);
        text.Parameter(values, $"Receives the values, row by row, the columns of {DocumentationText.Escape(_model.Name)}JacobianPattern ascending in each; may be longer.");
    }

    private string Axes => $"Rows: the outputs of {_model.Name} in order. Columns: {ColumnLabels.Summary(_model)}.";

    private static string? Known(Expression? length) => length is Constant constant ? $"{constant.Integer}" : null;
}
