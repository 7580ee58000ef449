namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

/// <summary>A length that several arrays can have in common.</summary>
/// <param name="min">At least so long, at any point.</param>
internal sealed class Length(int min)
{
    public int Min => min;
}

/// <summary>A name in a program.</summary>
/// <param name="Length">Of what has elements: how many, or how many rows.</param>
/// <param name="Columns">Of a matrix and of an array of rows.</param>
internal sealed record Variable(string Name, Kind Kind, bool IsWritable = true, Length? Length = null, Length? Columns = null)
{
    /// <summary>Whether it lives on the stack alone, so that functions within functions cannot see it.</summary>
    public bool IsByReference { get; init; }

    public string Count => Kind is Kind.List ? $"{Name}.Count" : Kind is Kind.Matrix ? $"{Name}.GetLength(0)" : $"{Name}.Length";
}

/// <summary>An integer in a loop that is less than a length.</summary>
internal sealed record Bound(string Index, Length Length);
