namespace SymbolicJacobian.Generator.Tests.Hosting;

/// <summary>
/// A value with its derivatives in all directions at once: v + Σ dₖ·εₖ with εₖ·εₗ = 0. Beside each derivative stands its
/// magnitude, the sum of the absolute values of all products that it is made of: rounding errors are a small multiple of that,
/// however much of it cancels.
/// </summary>
internal sealed class Jet
{
    private static readonly double[] _nothing = [];

    private Jet(double value, double[] slopes, double[] magnitudes, bool isKinked)
    {
        Value = value;
        Slopes = slopes;
        Magnitudes = magnitudes;
        IsKinked = isKinked;
    }

    public double Value { get; }

    /// <summary>Empty where the value depends on nothing.</summary>
    public IReadOnlyList<double> Slopes { get; }

    public IReadOnlyList<double> Magnitudes { get; }

    /// <summary>A kink, a vertical slope or infinity was met, where there is more than one right answer or none.</summary>
    public bool IsKinked { get; }

    public static Jet Constant(double value) => new(value, _nothing, _nothing, false);

    public static Jet Input(double value, int direction, int directions)
    {
        var slopes = new double[directions];
        slopes[direction] = 1;
        return new Jet(value, slopes, slopes, false);
    }

    public double Slope(int direction) => Slopes.Count == 0 ? 0 : Slopes[direction];

    public double Magnitude(int direction) => Magnitudes.Count == 0 ? 0 : Magnitudes[direction];

    /// <summary>A value whose derivatives come by the chain rule: absent ones are no zeros to be multiplied.</summary>
    public static Jet Chain(double value, IReadOnlyList<Jet> operands, IReadOnlyList<double> partials, bool isKinked)
    {
        var kinked = isKinked || !double.IsFinite(value) || operands.Any(operand => operand.IsKinked) || partials.Any(partial => !double.IsFinite(partial));
        var directions = operands.Max(operand => operand.Slopes.Count);
        if (directions == 0)
        {
            return new Jet(value, _nothing, _nothing, kinked);
        }

        var (slopes, magnitudes) = (new double[directions], new double[directions]);
        for (var i = 0; i < operands.Count; i++)
        {
            for (var k = 0; k < operands[i].Slopes.Count; k++)
            {
                if (operands[i].Magnitudes[k] != 0)
                {
                    slopes[k] += partials[i] * operands[i].Slopes[k];
                    magnitudes[k] += Math.Abs(partials[i]) * operands[i].Magnitudes[k];
                }
            }
        }

        return new Jet(value, slopes, magnitudes, kinked);
    }

    public Jet WithValue(double value) => new(value, [.. Slopes], [.. Magnitudes], IsKinked);

    public override string ToString() => $"{Value:R} [{string.Join(", ", Slopes.Select(slope => $"{slope:R}"))}]";
}
