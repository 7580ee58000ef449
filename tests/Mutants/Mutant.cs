using System.Globalization;
using System.Text.Json;

namespace SymbolicJacobian.Mutants;

/// <summary>A change that Stryker has made to one place of the generator, as its report tells it.</summary>
internal sealed record Mutant(int Id, string File, int Line, string Mutator, string Replacement, string Original)
{
    /// <summary>The folder of src/Generator.</summary>
    public string Folder => File.Split('/')[0];

    /// <summary>All mutants of a report that were compiled, in the order of their numbers.</summary>
    public static Mutant[] Read(string report)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(report));
        return [.. document.RootElement.GetProperty("files").EnumerateObject()
            .SelectMany(file => file.Value.GetProperty("mutants").EnumerateArray()
                .Where(mutant => mutant.GetProperty("status").GetString() is not ("CompileError" or "Ignored"))
                .Select(mutant => Of(file.Name, file.Value.GetProperty("source").GetString()!, mutant)))
            .OrderBy(mutant => mutant.Id)];
    }

    /// <summary>So many of them, each set of that size as likely as any other; all of them where there are no more. A larger sample begins with the smaller one.</summary>
    public static Mutant[] Sample(Mutant[] all, int size, int seed)
    {
        var shuffled = all.ToArray();
        new Random(seed).Shuffle(shuffled);
        return [.. shuffled.Take(size)];
    }

    private static Mutant Of(string path, string source, JsonElement mutant)
    {
        var (start, end) = (mutant.GetProperty("location").GetProperty("start"), mutant.GetProperty("location").GetProperty("end"));
        var lines = source.Split('\n');
        var (from, to) = (Offset(lines, start), Offset(lines, end));
        var normal = path.Replace('\\', '/');
        var root = normal.IndexOf("src/Generator/", StringComparison.Ordinal);
        return new Mutant(
            int.Parse(mutant.GetProperty("id").GetString()!, CultureInfo.InvariantCulture),
            root < 0 ? normal : normal[(root + "src/Generator/".Length)..],
            start.GetProperty("line").GetInt32(),
            mutant.GetProperty("mutatorName").GetString()!,
            OneLine(mutant.GetProperty("replacement").GetString() ?? ""),
            OneLine(source[from..to]));
    }

    // Both count from 1.
    private static int Offset(string[] lines, JsonElement place) =>
        lines.Take(place.GetProperty("line").GetInt32() - 1).Sum(line => line.Length + 1) + place.GetProperty("column").GetInt32() - 1;

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
