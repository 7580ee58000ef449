using System.Globalization;

namespace SymbolicJacobian.Mutants;

/// <summary>What became of a mutant, one line of the file of results.</summary>
/// <param name="Mutant">Its number.</param>
/// <param name="Outcome">killed, endless, crashed, survived, unreached; begun, where the process ended before there was another.</param>
/// <param name="Test">The test that failed.</param>
/// <param name="Seconds">Processor time.</param>
internal sealed record Verdict(int Mutant, string Outcome, string Test, double Seconds)
{
    public const string Begun = "begun";

    public bool IsKill => Outcome is "killed" or "endless" or "crashed";

    public static void Append(string file, Verdict verdict) => File.AppendAllText(
        file, string.Create(CultureInfo.InvariantCulture, $"{verdict.Mutant}\t{verdict.Outcome}\t{verdict.Seconds:F1}\t{verdict.Test.ReplaceLineEndings(" ")}\n"));

    /// <summary>The last line of each mutant.</summary>
    public static Dictionary<int, Verdict> Read(string file)
    {
        var verdicts = new Dictionary<int, Verdict>();
        foreach (var line in File.Exists(file) ? File.ReadAllLines(file) : [])
        {
            var parts = line.Split('\t');
            var mutant = int.Parse(parts[0], CultureInfo.InvariantCulture);
            verdicts[mutant] = new Verdict(mutant, parts[1], parts[3], double.Parse(parts[2], CultureInfo.InvariantCulture));
        }

        return verdicts;
    }
}
