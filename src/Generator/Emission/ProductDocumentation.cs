using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>What an editor shows on hover over a product with the Jacobian.</summary>
internal sealed class ProductDocumentation
{
    private readonly MethodModel _model;
    private readonly ProductNames _names;
    private readonly List<string> _remarks = [];
    private readonly string _matrix;
    private readonly string _count;

    private ProductDocumentation(MethodModel model, ProductNames names, string? rows, string? columns)
    {
        _model = model;
        _names = names;
        var isScalar = model.Output.Shape == OutputShape.Scalar;
        var (m, n) = (rows ?? "m", columns ?? "n");
        var inputs = ColumnLabels.Summary(model);
        _matrix = isScalar ? $"gradient, {n} entries" : $"Jacobian, {m} × {n}";
        _count = names.IsForward ? m : n;
        var outputs = $"the outputs of {model.Name} in order";
        if (names.IsForward)
        {
            _remarks.Add($"Tangent: {inputs}" + (isScalar ? "" : $". Result: {outputs}"));
        }
        else
        {
            _remarks.Add($"Cotangent: {outputs}. Result: {inputs}");
        }
    }

    public static ProductDocumentation Of(MethodModel model, ProductNames names, ProductPlan plan)
    {
        var documentation = new ProductDocumentation(model, names, Known(plan.Rows), Known(plan.Columns));
        var cost = plan.OperationCount > 0 ? $" {plan.OperationCount} floating-point operations." : "";
        documentation._remarks.Add(DocumentationText.Exact(model, plan.Mode, DerivativeKinds.Jvp) + cost);
        return documentation;
    }

    public static ProductDocumentation OfDifferences(MethodModel model, ProductNames names)
    {
        var columns = ColumnLabels.Count(model);
        var rows = model.Output.FixedRows > 0 ? $"{model.Output.FixedRows}" : null;
        var documentation = new ProductDocumentation(model, names, rows, columns is { } count ? $"{count}" : null);
        documentation._remarks.Add("Approximate: by central differences, because the method could not be followed.");
        return documentation;
    }

    public void Returned(CodeWriter writer, string? rows, string vector)
    {
        var text = Start(writer, _model.Output.Shape == OutputShape.Scalar ? "" : ", in a new array");
        text.Rows(rows);
        Vector(text, vector);
        text.Returns(_model.Output.Shape == OutputShape.Scalar ? "The derivative along the direction." : $"{_count} entries.");
    }

    public void InPlace(CodeWriter writer, string vector, string result)
    {
        var text = Start(writer, ", in place");
        Vector(text, vector);
        text.Parameter(result, $"Receives {_count} entries; may be longer.");
    }

    private DocumentationText Start(CodeWriter writer, string where)
    {
        var text = new DocumentationText(_model, writer);
        var cref = DocumentationText.Cref(_model);
        text.Summary(_names.IsForward
            ? $"The derivative of {cref} along a direction: its {_matrix}, times a tangent{where}."
            : $"The gradient of the outputs of {cref} as a cotangent weighs them: the cotangent times the {_matrix}{where}.");
        text.Remarks(_remarks);
        text.Parameters(withDestination: false);
        return text;
    }

    private void Vector(DocumentationText text, string name) => text.Parameter(name, _names.IsForward
        ? "The direction: how fast each input changes, in the order of the columns."
        : "The weight of each output, in the order of the rows.");

    private static string? Known(Expression? length) => length is Constant constant ? $"{constant.Integer}" : null;
}
