using SymbolicJacobian;

namespace Course.Tests;

public delegate void InPlace(Span<double> jacobian);

public delegate double[] ValueAndInPlace(Span<double> jacobian);

/// <summary>All generated members of one method at one point, behind one face. Values are flattened.</summary>
public sealed class Twin
{
    public required string Name { get; init; }

    public required Func<double[]> Value { get; init; }

    public required Func<double[,]> Jacobian { get; init; }

    public required InPlace Into { get; init; }

    public required ValueAndInPlace ValueInto { get; init; }

    public required Func<JacobianReport> Check { get; init; }

    /// <summary>The length of the destination.</summary>
    public required int Length { get; init; }

    /// <summary>The name of the destination.</summary>
    public string Destination { get; init; } = "jacobian";

    public override string ToString() => Name;
}
