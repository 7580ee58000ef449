using System.Diagnostics;
using System.Text.Json;

namespace SymbolicJacobian.Mutants;

/// <summary>What one run of every test class without a mutant has shown: processor time, mutants passed, mutants of type initialisers.</summary>
internal sealed record Coverage(Dictionary<string, double> Seconds, Dictionary<string, int[]> Passed, int[] Static)
{
    public static Coverage Measure(Suite suite)
    {
        var (seconds, passed, initialisers) = (new Dictionary<string, double>(), new Dictionary<string, int[]>(), new HashSet<int>());
        // What finding the tests has passed is of initialisers, too: it is theory data, made once in a process.
        initialisers.UnionWith(MutantSwitch.Passed().All);
        foreach (var type in suite.Classes.Keys.Order(StringComparer.Ordinal))
        {
            var start = ProcessorTime();
            if (suite.FirstFailure(type) is { } failure)
            {
                throw new InvalidOperationException($"Without a mutant on, this fails: {failure}");
            }

            var (all, ofInitialisers) = MutantSwitch.Passed();
            seconds[type] = ProcessorTime() - start;
            passed[type] = [.. all];
            initialisers.UnionWith(ofInitialisers);
            Console.WriteLine($"{seconds[type],7:F1} s  {all.Count,5} mutants  {type}");
        }

        return new Coverage(seconds, passed, [.. initialisers]);
    }

    public static Coverage Read(string file) => JsonSerializer.Deserialize<Coverage>(File.ReadAllText(file))!;

    /// <summary>Only the classes that take no longer.</summary>
    public Coverage UpTo(int seconds) => this with { Seconds = Seconds.Where(pair => pair.Value <= seconds).ToDictionary(pair => pair.Key, pair => pair.Value) };

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this));

    public static double ProcessorTime()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalSeconds;
    }
}
