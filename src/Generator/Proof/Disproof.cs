namespace SymbolicJacobian.Generator.Proof;

/// <summary>A derivative does not agree with the method on dual numbers: a fault of ours, found before anybody uses it.</summary>
internal sealed class Disproof(string message) : Exception(message);
