namespace SymbolicJacobian;

/// <summary>What the differences say about one entry, before the rest of the matrix is known.</summary>
internal enum Observation
{
    Slope,
    NoSlope,
    KinkWithin,
    KinkBeyond,
    Undefined,
}

/// <summary>One entry compared with its differences.</summary>
internal readonly struct Assessment(double numeric, double bound, Observation observation)
{
    internal double Numeric { get; } = numeric;

    internal double Bound { get; } = bound;

    internal Observation Observation { get; } = observation;

    /// <summary>Assesses the value under test against the samples of its row.</summary>
    /// <param name="samples">The function along the entry's line.</param>
    /// <param name="row">The row of the entry.</param>
    /// <param name="here">The row's value at the point.</param>
    /// <param name="analytic">The value under test.</param>
    /// <param name="magnitude">What the relative tolerance refers to; NaN for the larger of the two values.</param>
    /// <param name="tolerance">The tolerances of the function's arithmetic.</param>
    internal static Assessment Of(
        in RiddersSamples samples, int row, double here, double analytic, double magnitude, Tolerance tolerance)
    {
        // Where the function itself is undefined, no value of its derivative is right or wrong.
        if (!IsFinite(here)) return new Assessment(double.NaN, double.NaN, Observation.Undefined);

        var ahead = samples.Ahead(row, here);
        var behind = samples.Behind(row, here);
        var uncertainAhead = tolerance.Uncertainty(ahead, here, samples.SmallestStep);
        var uncertainBehind = tolerance.Uncertainty(behind, here, samples.SmallestStep);
        var slope = samples.Central(row);
        if (!IsFinite(slope.Error))
        {
            // At the edge of the domain one side may still exist, and then it is the derivative.
            slope = IsFinite(ahead.Error) ? ahead : behind;
            if (!IsFinite(slope.Error))
                return new Assessment(double.NaN, double.NaN, IsFinite(analytic) ? Observation.NoSlope : Observation.Undefined);
        }
        else if (Math.Abs(ahead.Value - behind.Value) > uncertainAhead + uncertainBehind
                 + tolerance.Relative * Math.Max(Math.Abs(ahead.Value), Math.Abs(behind.Value)))
        {
            var margin = Math.Max(uncertainAhead, uncertainBehind)
                + tolerance.Relative * Math.Max(Math.Abs(ahead.Value), Math.Abs(behind.Value));
            var within = analytic >= Math.Min(ahead.Value, behind.Value) - margin
                && analytic <= Math.Max(ahead.Value, behind.Value) + margin;
            return new Assessment(slope.Value, margin, within ? Observation.KinkWithin : Observation.KinkBeyond);
        }

        var uncertainty = tolerance.Uncertainty(slope, here, samples.SmallestStep);
        if (!IsFinite(analytic))
        {
            // An infinite slope shows as quotients that do not settle; a finite one contradicts the analytic value.
            var settled = uncertainty <= tolerance.Blunt * Math.Max(1.0, Math.Abs(slope.Value));
            return new Assessment(slope.Value, uncertainty, settled ? Observation.Slope : Observation.Undefined);
        }

        if (double.IsNaN(magnitude)) magnitude = Math.Max(Math.Abs(analytic), Math.Abs(slope.Value));
        return new Assessment(slope.Value, tolerance.Relative * magnitude + uncertainty, Observation.Slope);
    }

    internal static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
