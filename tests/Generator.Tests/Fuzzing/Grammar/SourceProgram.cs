namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

/// <summary>What a parameter of a program's method is.</summary>
/// <param name="Declaration">Attributes, type and name.</param>
/// <param name="Argument">How it is taken from a pack.</param>
internal sealed record Parameter(string Name, string Declaration, string Argument)
{
    /// <param name="kind">Its type.</param>
    /// <param name="name">Its name.</param>
    /// <param name="slot">Which size of a point is its length, or it itself.</param>
    /// <param name="other">The same for the length of its rows.</param>
    /// <param name="size">A length that is fixed; 0 for none.</param>
    /// <param name="isConstant">Whether it is marked so.</param>
    public static Parameter Of(Kind kind, string name, int slot, int other, int size = 0, bool isConstant = false)
    {
        var argument = kind switch
        {
            Kind.Real => "p.Real()",
            Kind.Array or Kind.View => size > 0 ? $"p.Fixed({size})" : isConstant ? $"p.Constants({slot})" : $"p.Array({slot})",
            Kind.Matrix => $"p.Matrix({slot}, {other})",
            Kind.Rows => $"p.Rows({slot}, {other})",
            Kind.Pair => "new Programs.Pair(p.Real(), p.Real())",
            Kind.Area => "new Programs.Area(p.Real(), p.Real())",
            Kind.Two => "(p.Real(), p.Real())",
            Kind.Pairs => $"p.Many({slot}, () => new Programs.Pair(p.Real(), p.Real()))",
            Kind.Whole => $"p.Whole({slot})",
            Kind.Wholes => $"p.Wholes({slot})",
            _ => $"p.Truth({slot})",
        };
        return new Parameter(name, $"{(size > 0 ? $"[Size({size})] " : isConstant ? "[Constant] " : "")}{kind.Spelled()} {name}", argument);
    }
}

/// <summary>What a program returns.</summary>
public enum ResultForm
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

    public const string ScalarKinds = "Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Hessian | Derivatives.HessianVectorProduct | Derivatives.Batch";

    public const string VectorKinds = "Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.Hessian | Derivatives.SparseJacobian | Derivatives.GaussNewton | Derivatives.Batch";

    public string Name => $"Sample{Seed}";

    public bool IsScalar => Result == ResultForm.Real;

    public bool IsFilled => Result is ResultForm.Destination or ResultForm.FixedDestination;

    /// <summary>The whole class.</summary>
    public string Class => $"public static partial class {Name}\n{{\n{Text}}}\n";
}
