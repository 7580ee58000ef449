namespace SymbolicJacobian.GradBench.Problems;

/// <summary>What a tool begins with.</summary>
public static partial class Hello
{
    [Differentiable]
    public static double Square(double x) => x * x;
}
