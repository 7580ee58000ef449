using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>Products with the Jacobian where the body could not be followed: one central difference along the tangent, or all columns.</summary>
internal sealed class DifferenceProducts
{
    private readonly MethodModel _model;
    private readonly MemberNames _names;
    private readonly ProductNames _product;
    private readonly ProductDocumentation _documentation;

    public DifferenceProducts(MethodModel model, DerivativeKinds kind)
    {
        _model = model;
        _names = new MemberNames(model, kind);
        _product = new ProductNames(model, kind);
        _documentation = ProductDocumentation.OfDifferences(model, _product);
    }

    public void Write(CodeWriter writer)
    {
        if (!PointPacking.IsPossible(_names))
        {
            return;
        }

        if (_names.IsScalar)
        {
            WriteScalar(writer);
            return;
        }

        WriteReturned(writer);
        writer.Line();
        WriteInPlace(writer);
    }

    private string Vectors => $"{_names.Spelling.System("ReadOnlySpan")}<{_names.Element}>";

    private string Runtime => _names.Spelling.Runtime("GeneratedCode");

    private void WriteScalar(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var vector = signature.Free(_product.Vector);
        _documentation.Returned(writer, null, vector);
        _names.Member(writer, false, _names.Element, _product.Member, signature.Declaration(false, $"{Vectors} {vector}"), () =>
        {
            var result = signature.Local(ProductNames.Result);
            writer.Line($"{_names.Element}[] {result} = new {_names.Element}[1];");
            WriteDifferences(writer, signature, vector, result);
            writer.Line($"return {result}[0];");
        });
    }

    private void WriteReturned(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var rows = _product.IsForward && _names.TakesRows ? signature.Free("rows") : null;
        var vector = signature.Free(_product.Vector);
        string[] added = rows is null ? [$"{Vectors} {vector}"] : [$"int {rows}", $"{Vectors} {vector}"];
        _documentation.Returned(writer, rows, vector);
        _names.Member(writer, false, $"{_names.Element}[]", _product.Member, signature.Declaration(false, added), () =>
        {
            var result = signature.Local(ProductNames.Result);
            var count = _product.IsForward ? rows ?? DifferenceMembers.Rows(_names, signature) : SecondDifferences.Columns(_model);
            writer.Line($"{_names.Element}[] {result} = new {_names.Element}[{count}];");
            writer.Line($"{_names.Call(_product.Member)}({signature.Arguments(false, vector, result)});");
            writer.Line($"return {result};");
        });
    }

    private void WriteInPlace(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var (vector, result) = (signature.Free(_product.Vector), signature.Free(ProductNames.Result));
        _documentation.InPlace(writer, vector, result);
        var parameters = signature.Declaration(false, $"{Vectors} {vector}", $"{_names.SpanOfElements} {result}");
        _names.Member(writer, false, "void", _product.Member, parameters, () => WriteDifferences(writer, signature, vector, result));
    }

    private void WriteDifferences(CodeWriter writer, Signature signature, string vector, string result)
    {
        _names.RequireSizes(writer, withDestination: false);
        var packing = new PointPacking(_names, signature);
        packing.WritePoint(writer);
        var rows = "1";
        if (!_names.IsScalar)
        {
            rows = signature.Free("rows");
            var given = _product.IsForward ? result : vector;
            writer.Line($"int {rows} = {(_names.TakesRows ? $"{given}.Length" : DifferenceMembers.Rows(_names, signature))};");
        }

        var columns = $"{packing.Point}.Length";
        Require(writer, "RequireExactLength", vector, _product.IsForward ? columns : rows);
        if (!_names.IsScalar)
        {
            Require(writer, "RequireLength", result, _product.IsForward ? rows : columns);
        }

        if (_product.IsForward)
        {
            WriteAlong(writer, signature, packing, vector, result, rows);
        }
        else
        {
            WriteTransposed(writer, signature, packing, vector, result, rows);
        }
    }

    private void Require(CodeWriter writer, string check, string name, string length) =>
        writer.Line($"{Runtime}.{check}({name}.Length, {length}, {_names.Spelling.NameOf(name)});");

    private void WriteAlong(CodeWriter writer, Signature signature, PointPacking packing, string vector, string result, string rows)
    {
        var head = $"{_names.Spelling.Runtime("FiniteDifference")}.Directional(";
        if (!_names.IsFloat)
        {
            var target = _names.IsScalar ? result : $"{result}.Slice(0, {rows})";
            packing.WriteCall(writer, head, rows, $"{packing.Point}, {vector}, {target}{Precision});");
            return;
        }

        var (direction, entries) = (signature.Local("direction"), signature.Local("entries"));
        writer.Line($"double[] {direction} = new double[{vector}.Length];");
        writer.Line($"{Runtime}.Convert({vector}, {direction});");
        writer.Line($"double[] {entries} = new double[{rows}];");
        packing.WriteCall(writer, head, rows, $"{packing.Point}, {direction}, {entries}{Precision});");
        writer.Line($"{Runtime}.Convert({entries}, {result});");
    }

    private void WriteTransposed(CodeWriter writer, Signature signature, PointPacking packing, string vector, string result, string rows)
    {
        var jacobian = signature.Local("jacobian");
        writer.Line($"double[] {jacobian} = new double[{rows} * {packing.Point}.Length];");
        packing.WriteCall(writer, $"{_names.Spelling.Runtime("FiniteDifference")}.Central(", rows, $"{packing.Point}, {jacobian}, {rows}{Precision});");
        writer.Line($"{Runtime}.MultiplyTransposed({jacobian}, {vector}, {result}.Slice(0, {packing.Point}.Length));");
    }

    private string Precision => DifferenceMembers.IsSingle(_names) ? $", {_names.Spelling.Runtime("Precision")}.Single" : "";
}
