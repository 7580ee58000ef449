using System.Globalization;

namespace SymbolicJacobian.Mutants;

/// <summary>
/// Runs the tests of tests/Generator.Tests on the mutants that Stryker has made of the generator, all in one process: eng/mutants calls
/// it, docs/testing.md says why. Arguments: --report FILE, --results FILE, --coverage FILE, --sample N (of each folder), --seed N, --only TEXT
/// (part of a file's path or numbers of mutants), --tests TEXT,TEXT (parts of the names of test classes), --dearest SECONDS (of processor
/// time, for a test class to be left out).
/// </summary>
internal static class Program
{
    /// <summary>Whether a derivative is right is not what these test, or they are too dear for what they add.</summary>
    private static readonly string[] LeftOut =
        [".Contract.", ".Diagnostics.", ".Frontend.", ".Hostile.", ".Pipeline.", ".Survey.", ".LongMethodTests", ".ReferencedAssemblyTests", ".UnknownCallTests"];

    private static int Main(string[] arguments)
    {
        string Option(string name, string otherwise) => Array.IndexOf(arguments, name) is >= 0 and var at ? arguments[at + 1] : otherwise;
        int Number(string name, int otherwise) => int.Parse(Option(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

        var (results, kept) = (Option("--results", "results.tsv"), Option("--coverage", "coverage.json"));
        var tests = Option("--tests", "").Split(',');
        if (Option("--worker", "") is { Length: > 0 } list)
        {
            int[] mutants = [.. File.ReadAllLines(list).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];

            // Before the tests are looked for, which initialises types.
            if (mutants is [var single])
            {
                MutantSwitch.TurnOn(single);
            }

            new Worker(Tests(tests), Coverage.Read(kept).UpTo(Number("--dearest", int.MaxValue)), results).Run(mutants);
            return 0;
        }

        if (!File.Exists(kept))
        {
            MutantSwitch.Capture();
            Coverage.Measure(Tests(tests)).Write(kept);
        }

        var only = Option("--only", "").Split(',');
        var all = Mutant.Read(Option("--report", "mutation-report.json"));
        Mutant[] chosen = [.. all.Where(mutant => only.Any(part => IsPart(mutant, part)))
            .GroupBy(mutant => mutant.Folder)
            .SelectMany(folder => Mutant.Sample([.. folder], Number("--sample", int.MaxValue), Number("--seed", 1)))];
        Supervisor.Run(chosen, Coverage.Read(kept), results);
        Summary.Print(chosen, Verdict.Read(results));
        return 0;
    }

    private static Suite Tests(string[] parts) => new(
        Path.Combine(AppContext.BaseDirectory, "SymbolicJacobian.Generator.Tests.dll"),
        type => parts.Any(part => type.Contains(part, StringComparison.Ordinal)) && (parts[0].Length > 0 || !LeftOut.Any(part => type.Contains(part, StringComparison.Ordinal))));

    private static bool IsPart(Mutant mutant, string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? mutant.Id == id : mutant.File.Contains(part, StringComparison.Ordinal);
}
