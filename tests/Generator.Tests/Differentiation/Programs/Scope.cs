namespace SymbolicJacobian.Generator.Tests.Differentiation.Programs;

/// <summary>What a statement may name.</summary>
internal sealed class Scope
{
    public Scope(Scope? outer = null)
    {
        if (outer is null)
        {
            return;
        }

        Reals.AddRange(outer.Reals);
        Variables.AddRange(outer.Variables);
        Indices.AddRange(outer.Indices);
        Integers.AddRange(outer.Integers);
        Arrays.AddRange(outer.Arrays);
        OwnArrays.AddRange(outer.OwnArrays);
        Matrices.AddRange(outer.Matrices);
        OwnMatrices.AddRange(outer.OwnMatrices);
        Fours.AddRange(outer.Fours);
        OwnFours.AddRange(outer.OwnFours);
        IsInLoop = outer.IsInLoop;
    }

    /// <summary>Terms of type double or float.</summary>
    public List<string> Reals { get; } = [];

    /// <summary>Those that can be assigned.</summary>
    public List<string> Variables { get; } = [];

    /// <summary>Integer terms from 0 to n − 1.</summary>
    public List<string> Indices { get; } = [];

    /// <summary>Integer variables that hold such a term.</summary>
    public List<string> Integers { get; } = [];

    /// <summary>Arrays of n elements; those that can be written are own.</summary>
    public List<string> Arrays { get; } = [];

    public List<string> OwnArrays { get; } = [];

    public List<string> Matrices { get; } = [];

    public List<string> OwnMatrices { get; } = [];

    public List<string> Fours { get; } = [];

    public List<string> OwnFours { get; } = [];

    /// <summary>break and continue mean a loop here.</summary>
    public bool IsInLoop { get; set; }

    public Scope WithIndex(params string[] indices)
    {
        var inner = new Scope(this) { IsInLoop = true };
        inner.Indices.AddRange(indices);
        return inner;
    }
}
