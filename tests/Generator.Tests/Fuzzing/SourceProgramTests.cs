using SymbolicJacobian.Generator.Tests.Differentiation;
using SymbolicJacobian.Generator.Tests.Fuzzing.Checking;
using SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;
using Xunit.Abstractions;

namespace SymbolicJacobian.Generator.Tests.Fuzzing;

/// <summary>
/// Random programs in C# over the whole language, with every kind of derivative, generated, compiled and run against their twins in hyper-dual numbers.
/// SJ_FUZZ_PROGRAMS says how many, for a long run; SJ_FUZZ_SEED where to start, SJ_FUZZ_LOG a file that says how far it is.
/// </summary>
public class SourceProgramTests(ITestOutputHelper output)
{
    private const int BatchSize = 20;
    private const int MostFaults = 8;

    [Fact]
    public void EveryDerivativeAgreesWithHyperDualNumbers()
    {
        var (count, first) = (Setting.Of("SJ_FUZZ_PROGRAMS", 20), Setting.Of("SJ_FUZZ_SEED", 0));
        var (tried, compared) = (0, 0L);
        var (faults, refused) = (new List<string>(), new Dictionary<string, List<int>>());
        for (var start = first; start < first + count && faults.Count < MostFaults; start += BatchSize)
        {
            SourceProgram[] programs = [.. Enumerable.Range(start, Math.Min(BatchSize, first + count - start)).Select(ProgramWriter.Make)];
            foreach (var (program, outcome) in programs.Zip(ProgramCheck.Run(programs)))
            {
                tried++;
                compared += outcome.Compared;
                if (outcome.Refused is { } why)
                {
                    (refused.TryGetValue(why, out var seeds) ? seeds : refused[why] = []).Add(program.Seed);
                }

                if (outcome.Fault is not null && faults.Count < MostFaults)
                {
                    Log($"seed {program.Seed} fails: {outcome.Fault[..Math.Min(200, outcome.Fault.Length)]}\n{program.Text}");
                    var (smallest, fault) = Shrinking.Smallest(program, outcome.Fault);
                    faults.Add($"seed {program.Seed}: {fault}\n{smallest.Text}");
                    Log("FAULT " + faults[^1]);
                }
            }

            Log($"{start}: {tried} programs, {refused.Sum(why => why.Value.Count)} refused, {compared} numbers, {Environment.TickCount64 / 1000} s");
        }

        output.WriteLine($"{tried} programs, {refused.Sum(why => why.Value.Count)} of them refused, {compared} numbers compared");
        foreach (var (why, seeds) in refused.OrderByDescending(entry => entry.Value.Count).Take(30))
        {
            output.WriteLine($"  {seeds.Count} refused (seed {seeds[0]}): {why}");
        }

        Assert.True(faults.Count == 0, string.Join("\n=====\n", faults));
        Assert.True(refused.Sum(why => why.Value.Count) <= tried / 4, "Too much is refused: the test tests too little.");
    }

    /// <summary>A long run says how far it is, and what it has found.</summary>
    private static void Log(string line)
    {
        if (Environment.GetEnvironmentVariable("SJ_FUZZ_LOG") is { Length: > 0 } path)
        {
            File.AppendAllText(path, line + "\n");
        }
    }
}
