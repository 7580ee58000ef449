using System.Text;

namespace SymbolicJacobian.Generator.Tests.Language;

/// <summary>The rows as the text of docs/language.md.</summary>
internal static class LanguagePage
{
    public static string Text()
    {
        var page = new StringBuilder("""
            # The language

            What becomes of each construct of C# in a `[Differentiable]` method. Generated from `tests/Generator.Tests/Language`, whose test compiles every example,
            runs what is exact against differences, and asserts the diagnostic of what is refused. After a change: `LANGUAGE_ACCEPT=1 dotnet test tests/Generator.Tests --filter Language`.

            *exact*: the generated members have `IsExact = true`. Where a diagnostic is named, it stands at the construct's own token; SJ0xxx refuses the declaration,
            SJ1xxx approximates by differences (or is an error under `Fallback.Error`), SJ2xxx is information beside an exact derivative.

            """);
        foreach (var (section, rows) in LanguageRows.All)
        {
            page.Append($"\n## {section}\n\n| construct | example | outcome | how, or what instead |\n|---|---|---|---|\n");
            foreach (var row in rows)
            {
                var outcome = row.IsExact ? row.Hint.Length == 0 ? "exact" : $"exact, {Link(row.Hint)}" : Link(row.Outcome);
                page.Append($"| {Escaped(row.Construct)} | `{Escaped(row.Example)}` | {outcome} | {Escaped(row.How)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Link(string id) => $"[{id}](diagnostics/{id}.md)";

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("[D] ", "", StringComparison.Ordinal);
}
