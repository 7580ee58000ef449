namespace Stiff.Solver;

/// <summary>y′ in place.</summary>
public delegate void RightHandSide(ReadOnlySpan<double> y, Span<double> dy);

/// <summary>An autonomous problem y′ = f(y), y(0) = y₀.</summary>
public sealed record InitialValueProblem(string Name, double[] Start, double End, RightHandSide F, IJacobian Jacobian)
{
    /// <summary>Where the end values come from.</summary>
    public required string Source { get; init; }

    /// <summary>The end values; null where the solver itself makes them with a tighter tolerance.</summary>
    public double[]? Reference { get; init; }

    public double RelativeTolerance { get; init; } = 1e-8;

    public double AbsoluteTolerance { get; init; } = 1e-12;
}

/// <summary>Evaluates ∂f/∂y and factors shift·I − ∂f/∂y, for a real and for a complex shift.</summary>
public interface IJacobian
{
    void Evaluate(ReadOnlySpan<double> y);

    Action<double[]> Factor(double shift);

    Action<System.Numerics.Complex[]> Factor(System.Numerics.Complex shift);
}
