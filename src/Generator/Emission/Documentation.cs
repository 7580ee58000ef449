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

        _remarks.Add($"Exact: {plan.Mode}.");
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

        documentation._remarks.Add($"Exact: {plan.Mode}.");
        return documentation;
    }

    public static Documentation OfHessianDifferences(MethodModel model)
    {
        var documentation = OfHessian(model, ColumnLabels.Of(model) is { } columns ? $"{columns.Count}" : null, 0);
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
        var columns = ColumnLabels.Of(model)?.Count;
        var rows = model.Output.FixedRows > 0 ? $"{model.Output.FixedRows}" : null;
        var documentation = new Documentation(model, rows, columns is { } count ? $"{count}" : null);
        documentation._remarks.Add("Approximate: by central differences, because the method could not be followed.");
        return documentation;
    }

    public void Returned(CodeWriter writer, string? rows)
    {
        Summary(writer, $"The {_what} of {Cref}, {_shape}, in a new array.");
        Remarks(writer, _remarks);
        Parameters(writer, withDestination: false);
        Rows(writer, rows);
        Line(writer, $"<returns>{Escape(_shape)}.</returns>");
    }

    public void InPlace(CodeWriter writer, string result, string? rows = null)
    {
        Summary(writer, $"The {_what} of {Cref}, {_shape}, in place.");
        Remarks(writer, _remarks);
        Parameters(writer, withDestination: false);
        Rows(writer, rows);
        Result(writer, result);
    }

    public void ValueAndInPlace(CodeWriter writer, string result)
    {
        Summary(writer, $"The value of {Cref}, bit for bit, and its {_what}, {_shape}, in place.{_cost}");
        Remarks(writer, _remarks);
        Parameters(writer, withDestination: true);
        Result(writer, result);
        if (_model.ReturnType != "void")
        {
            Line(writer, $"<returns>What {Cref} returns.</returns>");
        }
    }

    public void Check(CodeWriter writer, string? rows)
    {
        Summary(writer, $"Compares the generated {_what} of {Cref} with differences of the method itself, entry by entry.");
        Parameters(writer, withDestination: false);
        Rows(writer, rows);
        Line(writer, "<returns>The verdict and the worst entries.</returns>");
    }

    private string Cref => _model.TypeParameters.Length == 0 ? $"<see cref=\"{Identifiers.Escape(_model.Name)}\"/>" : $"<c>{Escape(_model.Name)}</c>";

    private static string? Known(Expression? length) => length is Constant constant ? $"{constant.Integer}" : null;

    private static void Summary(CodeWriter writer, string text) => Line(writer, $"<summary>{text}</summary>");

    private static void Remarks(CodeWriter writer, List<string> lines)
    {
        Line(writer, "<remarks>");
        foreach (var line in lines)
        {
            Line(writer, line is "<code>" or "</code>" ? line : Escape(line));
        }

        Line(writer, "</remarks>");
    }

    private void Parameters(CodeWriter writer, bool withDestination)
    {
        foreach (var parameter in _model.Parameters)
        {
            var size = parameter.Size.Count > 0 ? $", {string.Join(" × ", parameter.Size)}" : "";
            var role = parameter.IsDestination ? "Receives the value" : parameter.IsActive ? "An input" : "A constant";
            if (withDestination || !parameter.IsDestination)
            {
                Line(writer, $"<param name=\"{parameter.Name.TrimStart('@')}\">{role} of {Escape(_model.Name)}{size}.</param>");
            }
        }
    }

    private static void Rows(CodeWriter writer, string? rows)
    {
        if (rows is not null)
        {
            Line(writer, $"<param name=\"{rows}\">The number of outputs: the length of the destination.</param>");
        }
    }

    private void Result(CodeWriter writer, string name)
    {
        var order = _model.Output.Shape == OutputShape.Scalar ? "" : ", row by row";
        Line(writer, $"<param name=\"{name}\">Receives the {_what}, {Escape(_shape)}{order}; may be longer.</param>");
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

    private static void Line(CodeWriter writer, string text) => writer.Line("/// " + text);

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
