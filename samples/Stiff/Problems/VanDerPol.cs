namespace Stiff.Problems;

/// <summary>Van der Pol's oscillator with μ = 1000 in the time scaled by μ, so that ε = 1e-6.</summary>
public static partial class VanDerPol
{
    [Differentiable]
    public static (double Position, double Velocity) F(double x, double v, [Constant] double epsilon) =>
        (v, ((1 - x * x) * v - x) / epsilon);
}
