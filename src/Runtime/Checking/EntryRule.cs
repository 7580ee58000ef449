namespace SymbolicJacobian;

/// <summary>What an entry is measured against beyond its own two values.</summary>
/// <param name="value">The output fᵢ at the point.</param>
/// <param name="rowScale">The largest |Jᵢₖ|·sₖ of the row.</param>
/// <param name="columnScale">The largest value of the column that the differences confirm.</param>
/// <param name="inputScale">The scale sⱼ of the input.</param>
internal readonly struct Surroundings(double value, double rowScale, double columnScale, double inputScale)
{
    internal double Value { get; } = Math.Abs(value);

    internal double RowScale { get; } = rowScale;

    internal double ColumnScale { get; } = columnScale;

    internal double InputScale { get; } = inputScale;
}

/// <summary>The rule of <see cref="JacobianCheck"/> for one entry.</summary>
internal static class EntryRule
{
    /// <summary>A bound below this part of a value still shows a wrong sign, a factor, or a missing entry.</summary>
    private const double Gross = 0.1;

    internal static Finding Find(
        double analytic, Assessment assessment, double magnitude, Surroundings surroundings, Tolerance tolerance)
    {
        switch (assessment.Observation)
        {
            case Observation.Undefined: return Finding.Undefined;
            case Observation.KinkWithin: return Finding.Kink;
            case Observation.KinkBeyond when Magnitude(analytic, assessment.Numeric) <= tolerance.Roundoff(surroundings): return Finding.Agrees;
            case Observation.KinkBeyond:
            case Observation.NoSlope: return Finding.Undecidable;
        }

        if (!Assessment.IsFinite(analytic)) return Finding.Wrong;
        var difference = Math.Abs(analytic - assessment.Numeric);
        var blunt = assessment.Bound > tolerance.Blunt * magnitude;
        if (difference > (blunt ? 10.0 : 1.0) * assessment.Bound && difference > tolerance.Roundoff(surroundings)) return Finding.Wrong;
        return blunt && Matters(analytic, magnitude, Math.Max(difference, assessment.Bound), surroundings, tolerance)
            ? Finding.Undecidable
            : Finding.Agrees;
    }

    /// <summary>Whether differences with shorter steps agree beyond doubt.</summary>
    internal static bool Confirms(double analytic, Assessment closer, Tolerance tolerance)
    {
        var slack = tolerance.Relative * Magnitude(analytic, closer.Numeric);
        return closer.Observation == Observation.Slope && closer.Bound <= 3.0 * slack && Math.Abs(analytic - closer.Numeric) <= slack;
    }

    internal static double Magnitude(double analytic, double numeric) => Math.Max(Math.Abs(analytic), Math.Abs(numeric));

    private static bool Matters(
        double analytic, double magnitude, double hidden, Surroundings surroundings, Tolerance tolerance)
    {
        if (magnitude * surroundings.InputScale <= tolerance.Epsilon * surroundings.Value) return false;
        if (hidden * surroundings.InputScale > tolerance.Relative * surroundings.RowScale) return true;
        var claimed = Math.Abs(analytic);
        return hidden > Gross * claimed
            && claimed > tolerance.Blunt * surroundings.ColumnScale
            && claimed * surroundings.InputScale > 4.0 * tolerance.Epsilon * surroundings.RowScale;
    }
}
