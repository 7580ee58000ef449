using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The same members where the body could not be followed: by central differences of F as a whole.</summary>
internal sealed class DifferenceMembers
{
    private readonly MethodModel _model;
    private readonly MemberNames _names;
    private readonly Documentation _documentation;

    public DifferenceMembers(MethodModel model)
    {
        _model = model;
        _names = new MemberNames(model);
        _documentation = Documentation.OfDifferences(model);
    }

    public void Write(CodeWriter writer)
    {
        if (!PointPacking.IsPossible(_names))
        {
            return;
        }

        WriteReturned(writer);
        writer.Line();
        WriteInPlace(writer);
        writer.Line();
        WriteValueAndInPlace(writer);
        new CheckMember(_names, isExact: false).Write(writer, _documentation, Rows);
    }

    private void WriteReturned(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var rows = signature.Free("rows");
        string[] added = _names.TakesRows ? [$"int {rows}"] : [];
        _documentation.Returned(writer, _names.TakesRows ? rows : null);
        var type = _names.IsScalar ? $"{_names.Element}[]" : $"{_names.Element}[,]";
        _names.Member(writer, false, type, _names.Derivative, signature.Declaration(false, added), () =>
        {
            var (result, columns) = (signature.Local(_names.Result), signature.Local("columns"));
            writer.Line($"int {columns} = {Columns()};");
            if (_names.IsScalar)
            {
                writer.Line($"{_names.Element}[] {result} = new {_names.Element}[{columns}];");
                writer.Line($"{_names.Call(_names.Derivative)}({signature.Arguments(false, result)});");
                writer.Line($"return {result};");
                return;
            }

            if (!_names.TakesRows)
            {
                writer.Line($"int {rows} = {Rows(signature, false)};");
            }

            writer.Line($"{_names.Element}[] {result} = new {_names.Element}[{rows} * {columns}];");
            writer.Line($"{_names.Call(_names.Derivative)}({signature.Arguments(false, result)});");
            writer.Line($"return {_names.Spelling.Runtime("GeneratedCode")}.ToMatrix({result}, {rows}, {columns});");
        });
    }

    private void WriteInPlace(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var result = signature.Free(_names.Result);
        _documentation.InPlace(writer, result);
        var parameters = signature.Declaration(false, $"{_names.SpanOfElements} {result}");
        _names.Member(writer, false, "void", _names.Derivative, parameters, () => WriteDifferences(writer, signature, result));
    }

    /// <summary>The entries, row by row, into a span.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="signature">The names in use.</param>
    /// <param name="result">The span.</param>
    /// <param name="givenRows">A parameter that says the number of rows; null where there is none.</param>
    public void WriteDifferences(CodeWriter writer, Signature signature, string result, string? givenRows = null)
    {
        _names.RequireSizes(writer, withDestination: false);
        var packing = new PointPacking(_names, signature);
        packing.WritePoint(writer);
        var rows = "1";
        if (givenRows is not null)
        {
            rows = givenRows;
        }
        else if (!_names.IsScalar)
        {
            rows = signature.Free("rows");
            var count = _names.TakesRows ? $"{packing.Point}.Length == 0 ? 0 : {result}.Length / {packing.Point}.Length" : Rows(signature, false);
            writer.Line($"int {rows} = {count};");
        }

        var size = _names.IsScalar ? $"{packing.Point}.Length" : $"{rows} * {packing.Point}.Length";
        writer.Line($"{_names.Spelling.Runtime("GeneratedCode")}.RequireLength({result}.Length, {size}, {_names.Spelling.NameOf(result)});");
        var precision = IsSingle(_names) ? $", {_names.Spelling.Runtime("Precision")}.Single" : "";
        var target = result;
        if (_names.IsFloat)
        {
            target = signature.Local("entries");
            writer.Line($"double[] {target} = new double[{size}];");
        }

        var head = $"{_names.Spelling.Runtime("FiniteDifference")}.Central(";
        packing.WriteCall(writer, head, rows, $"{packing.Point}, {target}, {rows}{precision});");
        if (_names.IsFloat)
        {
            var k = signature.Local("k");
            writer.Line($"for (int {k} = 0; {k} < {target}.Length; {k}++)");
            writer.Open();
            writer.Line($"{result}[{k}] = (float){target}[{k}];");
            writer.Close();
        }
    }

    private void WriteValueAndInPlace(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var result = signature.Free(_names.Result);
        _documentation.ValueAndInPlace(writer, result);
        var parameters = signature.Declaration(true, $"{_names.SpanOfElements} {result}");
        _names.Member(writer, false, _model.ReturnType, _names.ValueAndDerivative, parameters, () =>
        {
            // The differences come first: they check the length of the result before anything is written.
            if (_names.TakesRows)
            {
                result = $"{result}.Slice(0, {signature.Destination!.Name}.Length * ({Columns()}))";
            }

            writer.Line($"{_names.Call(_names.Derivative)}({signature.Arguments(false, result)});");
            var call = $"{_names.Call(_names.Model.Name)}({signature.Arguments(true)});";
            writer.Line(_model.ReturnType == "void" ? call : "return " + call);
        });
    }

    private string Rows(Signature signature, bool asOperand) => Rows(_names, signature);

    private string Columns() => SecondDifferences.Columns(_model);

    /// <summary>Inputs or outputs are rounded to float.</summary>
    public static bool IsSingle(MemberNames names) => names.IsFloat
        || names.Model.Parameters.Any(parameter => parameter.IsActive && parameter.Columns.Any(leaf => leaf.HasFloats));

    /// <summary>The number of rows of a method that was not followed; where only it knows, it is asked.</summary>
    public static string Rows(MemberNames names, Signature signature)
    {
        if (names.Model.Output.FixedRows > 0)
        {
            return $"{names.Model.Output.FixedRows}";
        }

        return RowCount.Asked(names, signature);
    }
}
