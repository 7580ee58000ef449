namespace SymbolicJacobian.Generator.Emission;

/// <summary>Lists that are too long for one line.</summary>
internal static class Layout
{
    private const int LongestLine = 120;

    /// <summary><c>head { a, b, c };</c>, or one item a line where that grows too long.</summary>
    public static void Assign(CodeWriter writer, string head, IReadOnlyList<string> items)
    {
        var line = $"{head} {{ {string.Join(", ", items)} }};";
        if (line.Length <= LongestLine)
        {
            writer.Line(line);
            return;
        }

        writer.Line(head);
        writer.Open();
        foreach (var item in items)
        {
            writer.Line(item + ",");
        }

        writer.Close(";");
    }
}
