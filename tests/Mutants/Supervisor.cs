using System.Diagnostics;
using System.Globalization;

namespace SymbolicJacobian.Mutants;

/// <summary>Hands mutants to worker processes until each has its verdict. Whatever ends a process twice at the same mutant has found it.</summary>
internal static class Supervisor
{
    public static void Run(IReadOnlyList<Mutant> mutants, Coverage coverage, string results)
    {
        var retried = new HashSet<int>();
        while (true)
        {
            foreach (var begun in Verdict.Read(results).Values.Where(verdict => verdict.Outcome == Verdict.Begun && !retried.Add(verdict.Mutant)))
            {
                Verdict.Append(results, begun with { Outcome = "crashed" });
            }

            var verdicts = Verdict.Read(results);
            int[] left = [.. mutants.Select(mutant => mutant.Id).Where(id => !verdicts.TryGetValue(id, out var verdict) || verdict.Outcome == Verdict.Begun)];
            int[] ordinary = [.. left.Except(coverage.Static).Except(retried)];
            if (left.Length == 0)
            {
                return;
            }

            // What acts once in a process needs one of its own; so does what ended one.
            var before = new FileInfo(results) is { Exists: true, Length: var length } ? length : 0;
            Start(ordinary.Length > 0 ? ordinary : [left[0]]);
            if (new FileInfo(results) is not { Exists: true, Length: var after } || after == before)
            {
                throw new InvalidOperationException("A worker has ended before its first mutant.");
            }
        }
    }

    private static void Start(int[] mutants)
    {
        var file = Path.GetTempFileName();
        File.WriteAllLines(file, mutants.Select(mutant => mutant.ToString(CultureInfo.InvariantCulture)));
        using var process = Process.Start(Environment.ProcessPath!, [.. Environment.GetCommandLineArgs().Skip(1), "--worker", file]);
        process.WaitForExit();
        File.Delete(file);
    }
}
