using System.Diagnostics;

namespace SymbolicJacobian.Mutants;

/// <summary>
/// Turns on one mutant after the other and runs the classes that pass it, the ones first that have killed most for their time. A kill
/// counts only if the same class succeeds again without the mutant. An endless loop ends the process; the supervisor starts another.
/// </summary>
internal sealed class Worker(Suite suite, Coverage coverage, string results)
{
    private const double LeastPatience = 15;
    private const int Patience = 8;
    private const long MostMemory = 4L << 30;

    private readonly Dictionary<string, int> _kills = suite.Classes.Keys.ToDictionary(type => type, _ => 0);
    private Verdict? _current;
    private double _limit = double.PositiveInfinity;

    public void Run(IReadOnlyList<int> mutants)
    {
        new Thread(Watch) { IsBackground = true }.Start();
        foreach (var (_, verdict) in Verdict.Read(results))
        {
            Count(verdict);
        }

        foreach (var mutant in mutants)
        {
            Verdict.Append(results, _current = new Verdict(mutant, Verdict.Begun, "", 0));
            var start = Coverage.ProcessorTime();
            var verdict = Try(mutant) with { Seconds = Coverage.ProcessorTime() - start };
            Verdict.Append(results, verdict);
            Count(verdict);
        }
    }

    private Verdict Try(int mutant)
    {
        // What a type initialiser does is done once in a process, so that every class may see it.
        var isStatic = coverage.Static.Contains(mutant);
        var classes = suite.Classes.Keys.Where(coverage.Seconds.ContainsKey).Where(type => isStatic || coverage.Passed[type].Contains(mutant)).OrderBy(type => coverage.Seconds[type] / (_kills[type] + 0.2)).ToArray();
        foreach (var type in classes)
        {
            _limit = Coverage.ProcessorTime() + Math.Max(LeastPatience, Patience * coverage.Seconds[type]);
            MutantSwitch.TurnOn(mutant);
            var failure = suite.FirstFailure(type);
            MutantSwitch.TurnOff();
            _limit = double.PositiveInfinity;
            if (failure is not null)
            {
                return isStatic || suite.FirstFailure(type) is null
                    ? new Verdict(mutant, "killed", $"{type}: {failure}", 0)
                    : throw new InvalidOperationException($"Mutant {mutant} has left something behind that makes {type} fail.");
            }
        }

        return new Verdict(mutant, classes.Length == 0 ? "unreached" : "survived", "", 0);
    }

    private void Count(Verdict verdict)
    {
        var type = verdict.Test.Split(':')[0];
        if (_kills.TryGetValue(type, out var kills))
        {
            _kills[type] = kills + 1;
        }
    }

    private void Watch()
    {
        for (; ; Thread.Sleep(500))
        {
            using var self = Process.GetCurrentProcess();
            if (self.TotalProcessorTime.TotalSeconds > _limit || self.WorkingSet64 > MostMemory)
            {
                Verdict.Append(results, _current! with { Outcome = "endless", Seconds = self.TotalProcessorTime.TotalSeconds });
                self.Kill();
            }
        }
    }
}
