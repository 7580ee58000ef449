using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>FCheckJacobian: the generated derivative against differences of F itself, at the caller's point.</summary>
internal sealed class CheckMember(MemberNames names, bool isExact)
{
    /// <param name="writer">Where to.</param>
    /// <param name="documentation">What is said of it.</param>
    /// <param name="rowsOf">The number of rows over F's inputs, as a factor where told so.</param>
    public void Write(CodeWriter writer, Documentation documentation, Func<Signature, bool, string> rowsOf)
    {
        if (!PointPacking.IsPossible(names))
        {
            return;
        }

        writer.Line();
        var signature = new Signature(names.Model);
        var rows = signature.Free("rows");
        string[] added = names.TakesRows ? [$"int {rows}"] : [];
        documentation.Check(writer, names.TakesRows ? rows : null);
        names.Member(
            writer,
            isExact,
            names.Spelling.Runtime("JacobianReport"),
            names.Check,
            signature.Declaration(false, added),
            () => WriteBody(writer, signature, rows, rowsOf));
    }

    private void WriteBody(CodeWriter writer, Signature signature, string rows, Func<Signature, bool, string> rowsOf)
    {
        var packing = new PointPacking(names, signature);
        packing.WritePoint(writer);
        if (!names.TakesRows)
        {
            var count = names.IsScalar ? "1" : rowsOf(signature, false);
            if (int.TryParse(count, out _))
            {
                rows = count;
            }
            else
            {
                writer.Line($"int {rows} = {count};");
            }
        }

        var size = names.IsScalar ? $"{packing.Point}.Length" : $"{rows} * {packing.Point}.Length";
        var result = signature.Local(names.Result);
        writer.Line($"{names.Element}[] {result} = new {names.Element}[{size}];");
        writer.Line($"{names.Call(names.Derivative)}({signature.Arguments(false, result)});");
        var compared = names.IsFloat ? $"{names.Spelling.System("Array")}.ConvertAll({result}, {Widened(signature)})" : result;
        var precision = names.Spelling.Runtime("Precision") + (IsSingle ? ".Single" : ".Double");
        var end = $"{packing.Point}, {compared}, {rows}";
        if (packing.ColumnNames() is { } columns)
        {
            end += $", {precision}, {columns}";
        }
        else if (IsSingle)
        {
            end += $", {precision}";
        }

        packing.WriteCall(writer, $"return {names.Spelling.Runtime("JacobianCheck")}.Compare(", rows, end + ");");
    }

    /// <summary>Inputs, outputs or values between them are rounded to float: the differences must know.</summary>
    private bool IsSingle => names.IsFloat
        || names.Model.Parameters.Any(parameter => parameter.IsActive && parameter.Columns.Any(leaf => leaf.HasFloats))
        || (names.Model.Body is { } body && RoundsToSingle(body.Function.Body));

    private static bool RoundsToSingle(Region body) => body.Statements.SelectMany(Walk.AllTerms).Concat(Walk.ExpressionsOf(body.Yields))
        .Any(term => term is Operation or Call && term.Type.Kind == TypeKind.Float);

    private static string Widened(Signature signature)
    {
        var entry = signature.Local("entry");
        return $"{entry} => (double){entry}";
    }
}
