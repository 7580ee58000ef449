namespace SymbolicJacobian;

/// <summary>How far an analytic derivative and its differences may lie apart.</summary>
internal readonly struct Tolerance(Precision precision)
{
    /// <summary>The part of the bound that grows with the values.</summary>
    internal double Relative { get; } = precision == Precision.Single ? 1e-3 : 1e-6;

    /// <summary>
    /// Beyond this part of the values a bound no longer tells right from wrong: the geometric mean of the relative
    /// tolerance and 1, which is 1e-3 for double and 0.032 for float.
    /// </summary>
    internal double Blunt { get; } = precision == Precision.Single ? 0.0316 : 1e-3;

    /// <summary>For two values of the same bilinear form, which differ by roundoff alone.</summary>
    internal double Identity { get; } = precision == Precision.Single ? 1e-12 * (1L << 29) : 1e-12;

    internal double Epsilon { get; } = Step.Epsilon(precision);

    private double SmallestStep { get; } = RiddersSamples.FirstStep(precision) / (1 << (RiddersSamples.Levels - 1));

    /// <summary>10·e + 40·ε·|f|/h: the estimate's error with a margin, and roundoff of the values that were subtracted.</summary>
    internal double Uncertainty(Slope slope, double value, double step) =>
        10.0 * slope.Error + 40.0 * Epsilon * Math.Abs(value) / step;

    /// <summary>What the rounding of a row's own terms does to its differences, however small their sum is.</summary>
    internal double Roundoff(Surroundings surroundings) =>
        40.0 * Epsilon * surroundings.RowScale / (SmallestStep * surroundings.InputScale);
}
