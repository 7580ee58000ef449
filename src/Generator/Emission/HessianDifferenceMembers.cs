using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The row <c>Hessian</c> of the contract where the body could not be followed: by second differences of F as a whole.</summary>
internal sealed class HessianDifferenceMembers
{
    private readonly MethodModel _model;
    private readonly MemberNames _names;
    private readonly Documentation _documentation;

    public HessianDifferenceMembers(MethodModel model)
    {
        _model = model;
        _names = new MemberNames(model, DerivativeKinds.Hessian);
        _documentation = Documentation.OfHessianDifferences(model);
    }

    public void Write(CodeWriter writer)
    {
        if (!PointPacking.IsPossible(_names))
        {
            return;
        }

        if (_names.IsScalar)
        {
            WriteReturned(writer);
            writer.Line();
        }

        WriteInPlace(writer);
    }

    private void WriteReturned(CodeWriter writer)
    {
        var signature = new Signature(_model);
        _documentation.Returned(writer, null);
        _names.Member(writer, false, $"{_names.Element}[,]", _names.Derivative, signature.Declaration(false), () =>
        {
            var columns = signature.Local("columns");
            writer.Line($"int {columns} = {SecondDifferences.Columns(_model)};");
            ReturnedMatrix.Write(writer, _names, signature, columns, columns, false);
        });
    }

    private void WriteInPlace(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var rows = _names.TakesRows ? signature.Free("rows") : null;
        var result = signature.Free(_names.Result);
        string[] added = [.. rows is null ? [] : new[] { $"int {rows}" }, $"{_names.SpanOfElements} {result}"];
        _documentation.InPlace(writer, result, rows);
        _names.Member(writer, false, "void", _names.Derivative, signature.Declaration(false, added), () =>
        {
            _names.RequireSizes(writer, withDestination: false);
            var packing = new PointPacking(_names, signature);
            packing.WritePoint(writer);
            var count = rows ?? Rows(signature, writer);
            var size = $"{(count == "1" ? "" : count + " * ")}{packing.Point}.Length * {packing.Point}.Length";
            writer.Line($"{_names.Spelling.Runtime("GeneratedCode")}.RequireLength({result}.Length, {size}, {_names.Spelling.NameOf(result)});");
            if (!_names.IsFloat)
            {
                SecondDifferences.Write(writer, _names, packing, result, count);
                return;
            }

            var (entries, k) = (signature.Local("entries"), signature.Local("k"));
            writer.Line($"double[] {entries} = new double[{size}];");
            SecondDifferences.Write(writer, _names, packing, entries, count);
            writer.Line($"for (int {k} = 0; {k} < {entries}.Length; {k}++)");
            writer.Open();
            writer.Line($"{result}[{k}] = (float){entries}[{k}];");
            writer.Close();
        });
    }

    /// <summary>The number of rows; where only F knows, F is asked.</summary>
    private string Rows(Signature signature, CodeWriter writer)
    {
        if (_names.IsScalar || _model.Output.FixedRows > 0)
        {
            return _names.IsScalar ? "1" : $"{_model.Output.FixedRows}";
        }

        var rows = signature.Local("rows");
        writer.Line($"int {rows} = {RowCount.Asked(_names, signature)};");
        return rows;
    }
}
