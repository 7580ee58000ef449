namespace SymbolicJacobian.Generator.Tests.Fuzzing.Checking;

/// <summary>What became of one program.</summary>
/// <param name="Fault">What is wrong; null where nothing is.</param>
/// <param name="Refused">What was said against following it; null where it is exact.</param>
/// <param name="Compared">How many numbers were compared.</param>
internal sealed record Outcome(string? Fault, string? Refused, int Compared);
