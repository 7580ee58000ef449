namespace SymbolicJacobian.Generator.Ir;

/// <summary>A recursive method as a function of its own, of which value and partials are given together.</summary>
internal sealed class Companion(string name, Function primal, bool isDerived)
{
    public string Name { get; } = name;

    /// <summary>The method, its own calls of itself being calls of <see cref="Name"/>.</summary>
    public Function Primal { get; } = primal;

    /// <summary>Gives its partials by itself, behind the values.</summary>
    public bool IsDerived { get; } = isDerived;
}
