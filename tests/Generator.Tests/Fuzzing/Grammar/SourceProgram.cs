namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

/// <summary>What a parameter of a program's method is.</summary>
/// <param name="Declaration">Attributes, type and name.</param>
/// <param name="Argument">How it is taken from a pack.</param>
internal sealed record Parameter(string Name, string Declaration, string Argument);

/// <summary>What a program returns.</summary>
internal enum ResultForm
{
    Real,
    Array,
    Destination,
    FixedDestination,
    Two,
    Pair,
    Matrix,
    Pairs,
    Area,
}

/// <summary>A random method F with the helpers it calls, as C#.</summary>
/// <param name="Text">The members of its class.</param>
/// <param name="MinLength">The least length of arrays that it was written for.</param>
internal sealed record SourceProgram(int Seed, string Text, IReadOnlyList<Parameter> Parameters, ResultForm Result, int MinLength)
{
    /// <summary>How many sizes a point has.</summary>
    public const int Slots = 4;

    public const string Kinds = "Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.Hessian | Derivatives.HessianVectorProduct | Derivatives.SparseJacobian | Derivatives.GaussNewton | Derivatives.Batch";

    public const string ScalarKinds = "Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Hessian | Derivatives.HessianVectorProduct | Derivatives.Batch";

    public const string VectorKinds = "Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.Hessian | Derivatives.SparseJacobian | Derivatives.GaussNewton | Derivatives.Batch";

    public string Name => $"Sample{Seed}";

    public bool IsScalar => Result == ResultForm.Real;

    public bool IsFilled => Result is ResultForm.Destination or ResultForm.FixedDestination;

    /// <summary>The whole class.</summary>
    public string Class => $"public static partial class {Name}\n{{\n{Text}}}\n";
}
