namespace SymbolicJacobian.Mutants;

/// <summary>A table per folder in Markdown, and the mutants that no test has noticed.</summary>
internal static class Summary
{
    public static void Print(IReadOnlyList<Mutant> mutants, IReadOnlyDictionary<int, Verdict> verdicts)
    {
        Console.WriteLine("| folder | mutants | killed | survived | not reached | killed % |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var folder in mutants.GroupBy(mutant => mutant.Folder).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Row(folder.Key, [.. folder.Select(mutant => verdicts[mutant.Id])]);
        }

        Row("all", [.. mutants.Select(mutant => verdicts[mutant.Id])]);
        Console.WriteLine();
        foreach (var mutant in mutants.Where(mutant => !verdicts[mutant.Id].IsKill))
        {
            Console.WriteLine($"{mutant.Id} {verdicts[mutant.Id].Outcome} {mutant.File}:{mutant.Line} {mutant.Mutator}");
            Console.WriteLine($"    {Short(mutant.Original)}");
            Console.WriteLine($"    {Short(mutant.Replacement)}");
        }
    }

    private static void Row(string name, Verdict[] verdicts)
    {
        var killed = verdicts.Count(verdict => verdict.IsKill);
        var unreached = verdicts.Count(verdict => verdict.Outcome == "unreached");
        FormattableString row = $"| {name} | {verdicts.Length} | {killed} | {verdicts.Length - killed - unreached} | {unreached} | {100.0 * killed / verdicts.Length:F1} |";
        Console.WriteLine(FormattableString.Invariant(row));
    }

    private static string Short(string text) => text.Length <= 200 ? text : text[..200] + " …";
}
