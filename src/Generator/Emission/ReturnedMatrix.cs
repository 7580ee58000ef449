namespace SymbolicJacobian.Generator.Emission;

/// <summary>The body of a member that returns a new matrix.</summary>
internal static class ReturnedMatrix
{
    /// <summary>One literal, row by row.</summary>
    public static void WriteLiteral(CodeWriter writer, MemberNames names, IReadOnlyList<string> entries, int columns)
    {
        writer.Line($"return new {names.Element}[,]");
        writer.Open();
        for (var row = 0; row * columns < entries.Count; row++)
        {
            writer.Line($"{{ {string.Join(", ", entries.Skip(row * columns).Take(columns))} }},");
        }

        writer.Close(";");
    }

    /// <summary>Makes the matrix and lets the member in place fill it.</summary>
    public static void Write(CodeWriter writer, MemberNames names, Signature signature, string rows, string columns, bool isNeverEmpty)
    {
        var result = signature.Local(names.Result);
        if (names.Model.Context.HasCreateSpan)
        {
            var all = $"MemoryMarshal.CreateSpan(ref {result}[0, 0], {result}.Length)";
            if (!names.Model.Context.ShortNames)
            {
                all = "global::System.Runtime.InteropServices." + all;
            }

            var span = isNeverEmpty ? all : $"{result}.Length > 0 ? {all} : {names.SpanOfElements}.Empty";
            writer.Line($"{names.Element}[,] {result} = new {names.Element}[{rows}, {columns}];");
            writer.Line($"{names.Call(names.Derivative)}({signature.Arguments(false, span)});");
            writer.Line($"return {result};");
            return;
        }

        var (entries, rented, count) = (signature.Local("entries"), signature.Local("entriesRented"), signature.Local("rowCount"));
        var runtime = names.Spelling.Runtime("GeneratedCode");
        writer.Line($"int {count} = {rows};");
        writer.Line($"var {rented} = {runtime}.Rent<{names.Element}>({count} * ({columns}), out {names.SpanOfElements} {entries});");
        writer.Line($"{names.Call(names.Derivative)}({signature.Arguments(false, entries)});");
        writer.Line($"{names.Element}[,] {result} = {runtime}.ToMatrix({entries}, {count}, {columns});");
        writer.Line($"{runtime}.Return({rented});");
        writer.Line($"return {result};");
    }
}
