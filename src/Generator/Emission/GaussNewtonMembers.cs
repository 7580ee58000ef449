using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The row <c>GaussNewton</c> of the contract: the normal equations of a least-squares problem, exact or by differences.</summary>
internal sealed class GaussNewtonMembers(MethodModel model)
{
    public const string Products = "jtj";
    public const string RightSide = "jtr";

    private readonly MemberNames _names = new(model, DerivativeKinds.GaussNewton);

    public void Write(CodeWriter writer, GaussNewtonPlan plan)
    {
        var header = new Header(model, _names);
        var inputs = plan.Function.Inputs;
        var names = new Dictionary<Value, string> { [inputs[inputs.Count - 2].Value] = header.Products, [inputs[inputs.Count - 1].Value] = header.RightSide };
        if (header.Rows is { } rows)
        {
            names.Add(inputs[inputs.Count - 3].Value, rows);
        }

        var cost = plan.OperationCount > 0 ? $" {plan.OperationCount} floating-point operations." : "";
        header.Document(writer, Known(plan.Rows), Known(plan.Columns), DocumentationText.Exact(model, plan.Mode, DerivativeKinds.GaussNewton) + cost);
        _names.Member(writer, true, _names.Element, header.Name, header.Parameters, () =>
        {
            _names.RequireSizes(writer, withDestination: false);
            new BodyWriter(plan.Function, _names.Spelling, header.Signature.Taken, names)
                .Write(writer, (lines, body) => lines.Line($"return {body.PrintYield(plan.Function.Body.Yields[0], Latitude.Conversion)};"));
        });
    }

    public void WriteByDifferences(CodeWriter writer)
    {
        if (!PointPacking.IsPossible(_names))
        {
            return;
        }

        var header = new Header(model, _names);
        var known = model.Output.FixedRows > 0 ? $"{model.Output.FixedRows}" : null;
        var columns = ColumnLabels.Count(model);
        header.Document(writer, known, columns is { } count ? $"{count}" : null, "Approximate: by central differences, because the method could not be followed.");
        _names.Member(writer, false, _names.Element, header.Name, header.Parameters, () =>
        {
            _names.RequireSizes(writer, withDestination: false);
            var packing = new PointPacking(_names, header.Signature);
            packing.WritePoint(writer);
            var runtime = _names.Spelling.Runtime("GeneratedCode");
            var size = $"{packing.Point}.Length";
            writer.Line($"{runtime}.RequireLength({header.Products}.Length, {size} * {size}, {_names.Spelling.NameOf(header.Products)});");
            writer.Line($"{runtime}.RequireLength({header.RightSide}.Length, {size}, {_names.Spelling.NameOf(header.RightSide)});");
            var rows = header.Rows;
            if (rows is null)
            {
                rows = header.Signature.Local("rows");
                writer.Line($"int {rows} = {DifferenceMembers.Rows(_names, header.Signature)};");
            }

            var precision = DifferenceMembers.IsSingle(_names) ? $", {_names.Spelling.Runtime("Precision")}.Single" : "";
            packing.WriteCall(writer, $"return {runtime}.GaussNewton(", rows, $"{packing.Point}, {rows}, {header.Products}, {header.RightSide}{precision});");
        });
    }

    private static string? Known(Expression? length) => length is Constant constant ? $"{constant.Integer}" : null;

    /// <summary>The signature of the one member, and what is said of it.</summary>
    private sealed class Header
    {
        private readonly MethodModel _model;
        private readonly MemberNames _names;

        public Header(MethodModel model, MemberNames names)
        {
            _model = model;
            _names = names;
            Signature = new Signature(model);
            Rows = names.TakesRows ? Signature.Free("rows") : null;
            Products = Signature.Free(GaussNewtonMembers.Products);
            RightSide = Signature.Free(GaussNewtonMembers.RightSide);
        }

        public Signature Signature { get; }

        public string? Rows { get; }

        public string Products { get; }

        public string RightSide { get; }

        public string Name => _model.Name + "GaussNewton";

        public string Parameters => Signature.Declaration(
            false,
            [.. Rows is null ? [] : new[] { $"int {Rows}" }, $"{_names.SpanOfElements} {Products}", $"{_names.SpanOfElements} {RightSide}"]);

        public void Document(CodeWriter writer, string? rows, string? columns, string mode)
        {
            var text = new DocumentationText(_model, writer);
            var n = columns ?? "n";
            text.Summary($"Half the sum of squares of the outputs of {DocumentationText.Cref(_model)}, and its normal equations: JᵀJ and Jᵀf, J being the Jacobian, {rows ?? "m"} × {n}.");
            text.Remarks([$"Columns: {ColumnLabels.Summary(_model)}", mode]);
            text.Parameters(withDestination: false);
            text.Rows(Rows);
            text.Parameter(Products, $"Receives JᵀJ, {n} × {n}, symmetric to the last bit, row by row; may be longer.");
            text.Parameter(RightSide, $"Receives Jᵀf, {n} entries: the gradient of what is returned; may be longer.");
            text.Returns("½‖f‖².");
        }
    }
}
