using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>What an editor shows on hover: the shape, the formulas where they are few, how it is computed and whether it is exact.</summary>
internal sealed class Documentation
{
    private readonly MethodModel _model;
    private readonly List<string> _remarks = [];
    private readonly string _what;
    private readonly string _shape;
    private readonly string _cost;

    private Documentation(MethodModel model, string? rows, string? columns)
    {
        _model = model;
        var isScalar = model.Output.Shape == OutputShape.Scalar;
        _what = isScalar ? "gradient" : "Jacobian";
        _shape = isScalar ? $"{columns ?? "n"} entries" : $"{rows ?? "m"} × {columns ?? "n"}";
        _remarks.Add(isScalar
            ? $"Entries: the derivatives with respect to {ColumnLabels.Summary(model)}"
            : $"Rows: the outputs of {model.Name} in order. Columns: {ColumnLabels.Summary(model)}");
        _cost = "";
    }

    /// <summary>Of a derivative whose shape is no matrix of rows and columns.</summary>
    private Documentation(MethodModel model, string what, string shape, string remark, string cost = "")
    {
        (_model, _what, _shape, _cost) = (model, what, shape, cost);
        _remarks.Add(remark);
    }

    private Documentation(MethodModel model, JacobianPlan plan)
        : this(model, Known(plan.Rows), Known(plan.Columns))
    {
        if (plan.Formulas is { Length: > 0 } formulas && plan.Columns is Constant { Integer: > 0 } columns)
        {
            _remarks.AddRange(Matrix(formulas, (int)columns.Integer));
        }

        _remarks.Add(DocumentationText.Exact(_model, plan.Mode, DerivativeKinds.Jacobian));
        _cost = Cost(plan.OperationCount);
    }

    public static Documentation Of(MethodModel model, JacobianPlan plan) => new(model, plan);

    public static Documentation Of(MethodModel model, HessianPlan plan)
    {
        var documentation = OfHessian(model, Known(plan.Columns), plan.OperationCount);
        if (plan.Formulas is { Length: > 0 } formulas && plan.Columns is Constant { Integer: > 0 } columns)
        {
            documentation._remarks.AddRange(Matrix(formulas, (int)columns.Integer));
        }

        documentation._remarks.Add(DocumentationText.Exact(model, plan.Mode, DerivativeKinds.Hessian));
        return documentation;
    }

    public static Documentation OfHessianDifferences(MethodModel model)
    {
        var documentation = OfHessian(model, ColumnLabels.Count(model) is { } columns ? $"{columns}" : null, 0);
        documentation._remarks.Add("Approximate: by second differences, because the method could not be followed.");
        return documentation;
    }

    private static Documentation OfHessian(MethodModel model, string? columns, int operations)
    {
        var n = columns ?? "n";
        var isScalar = model.Output.Shape == OutputShape.Scalar;
        var shape = isScalar ? $"{n} × {n}" : $"{(model.Output.FixedRows > 0 ? $"{model.Output.FixedRows}" : "m")} × {n} × {n}";
        var rows = isScalar ? "" : $"One matrix for each output of {model.Name}, in order. ";
        return new Documentation(
            model,
            isScalar ? "Hessian" : "Hessians",
            shape,
            $"{rows}Entry (i, j): the second derivative with respect to columns i and j of {ColumnLabels.Summary(model)}; symmetric to the last bit.",
            Cost(operations));
    }

    private static string Cost(int operations) => operations > 0 ? $" {operations} floating-point operations in all." : "";

    public static Documentation OfDifferences(MethodModel model)
    {
        var columns = ColumnLabels.Count(model);
        var rows = model.Output.FixedRows > 0 ? $"{model.Output.FixedRows}" : null;
        var documentation = new Documentation(model, rows, columns is { } count ? $"{count}" : null);
        documentation._remarks.Add("Approximate: by central differences, because the method could not be followed.");
        return documentation;
    }

    public void Returned(CodeWriter writer, string? rows)
    {
        var text = new DocumentationText(_model, writer);
        text.Summary($"The {_what} of {Cref}, {_shape}, in a new array.");
        text.Remarks(_remarks);
        text.Parameters(withDestination: false);
        text.Rows(rows);
        text.Returns($"{DocumentationText.Escape(_shape)}.");
    }

    public void InPlace(CodeWriter writer, string result, string? rows = null)
    {
        var text = new DocumentationText(_model, writer);
        text.Summary($"The {_what} of {Cref}, {_shape}, in place.");
        text.Remarks(_remarks);
        text.Parameters(withDestination: false);
        text.Rows(rows);
        Result(text, result);
    }

    public void ValueAndInPlace(CodeWriter writer, string result)
    {
        var text = new DocumentationText(_model, writer);
        text.Summary($"The value of {Cref}, bit for bit, and its {_what}, {_shape}, in place.{_cost}");
        text.Remarks(_remarks);
        text.Parameters(withDestination: true);
        Result(text, result);
        if (_model.ReturnType != "void")
        {
            text.Returns($"What {Cref} returns.");
        }
    }

    public void Check(CodeWriter writer, string? rows)
    {
        var text = new DocumentationText(_model, writer);
        text.Summary($"Compares the generated {_what} of {Cref} with differences of the method itself, entry by entry.");
        text.Parameters(withDestination: false);
        text.Rows(rows);
        text.Returns("The verdict and the worst entries.");
    }

    private string Cref => DocumentationText.Cref(_model);

    private static string? Known(Expression? length) => length is Constant constant ? $"{constant.Integer}" : null;

    private void Result(DocumentationText text, string name)
    {
        var order = _model.Output.Shape == OutputShape.Scalar ? "" : ", row by row";
        text.Parameter(name, $"Receives the {_what}, {DocumentationText.Escape(_shape)}{order}; may be longer.");
    }

    /// <summary>The entries as a matrix with aligned columns.</summary>
    private static IEnumerable<string> Matrix(Expression[] formulas, int columns)
    {
        var printer = new ExpressionPrinter(Spelling.OfDocumentation, value => value.Access ?? value.Name);
        var entries = formulas.Select(formula => printer.Print(formula, Latitude.Conversion)).ToArray();
        var widths = Enumerable.Range(0, columns).Select(column => Enumerable.Range(0, entries.Length / columns).Max(row => entries[(row * columns) + column].Length)).ToArray();
        yield return "<code>";
        for (var row = 0; row < entries.Length / columns; row++)
        {
            var cells = widths.Select((width, column) => entries[(row * columns) + column].PadRight(width));
            yield return $"[ {string.Join("   ", cells)} ]";
        }

        yield return "</code>";
    }
}
