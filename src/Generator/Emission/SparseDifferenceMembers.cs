using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The members of a sparse Jacobian where the body could not be followed: nothing is known to be zero, the values are differences.</summary>
internal sealed class SparseDifferenceMembers(MethodModel model)
{
    private readonly MemberNames _names = new(model, DerivativeKinds.SparseJacobian);
    private readonly DifferenceMembers _differences = new(model);
    private readonly SparseDocumentation _documentation = SparseDocumentation.OfDifferences(model);

    public void Write(CodeWriter writer)
    {
        if (!PointPacking.IsPossible(_names))
        {
            return;
        }

        WritePattern(writer);
        writer.Line();
        WriteValues(writer);
    }

    private void WritePattern(CodeWriter writer)
    {
        var pattern = _names.Spelling.Runtime("SparsityPattern");
        var columns = ColumnLabels.Count(model);
        var isFixed = columns is not null && (model.Output.FixedRows > 0 || _names.IsScalar);
        var signature = new Signature(model);
        var rows = _names.TakesRows ? signature.Free("rows") : null;
        _documentation.Pattern(writer, isFixed, rows);
        var parameters = isFixed ? "" : signature.Declaration(false, rows is null ? [] : [$"int {rows}"]);
        _names.Member(writer, false, pattern, _names.Pattern, parameters, () =>
        {
            var count = rows ?? (_names.IsScalar ? "1" : DifferenceMembers.Rows(_names, signature));
            writer.Line($"return {pattern}.Dense({count}, {(isFixed ? $"{columns}" : SecondDifferences.Columns(model))});");
        });
    }

    private void WriteValues(CodeWriter writer)
    {
        var signature = new Signature(model);
        var rows = _names.TakesRows ? signature.Free("rows") : null;
        var values = signature.Free("values");
        _documentation.Values(writer, rows, values);
        string[] added = [.. rows is null ? [] : new[] { $"int {rows}" }, $"{_names.SpanOfElements} {values}"];
        _names.Member(writer, false, "void", _names.Values, signature.Declaration(false, added), () =>
            _differences.WriteDifferences(writer, signature, values, rows));
    }
}
