namespace SymbolicJacobian;

/// <summary>
/// The values of a function at the six pairs of points x ± hₖ along one line, and the slopes that Richardson
/// extrapolation draws from them, each with its error estimate.
/// </summary>
/// <remarks>
/// C. J. F. Ridders, Accurate computation of F′(x) and F′(x)F″(x), Advances in Engineering Software 4 (1982) 75–76; here
/// with ratio 2, and a tableau for every row of its own: a rule that stops a whole column stops most rows at the wrong
/// level.
/// </remarks>
internal readonly ref struct RiddersSamples
{
    internal const int Levels = 6;

    private readonly int _rows;
    private readonly Span<double> _ahead;
    private readonly Span<double> _behind;
    private readonly Span<double> _steps;

    /// <summary>Lays the samples out in <see cref="Length(int)"/> doubles.</summary>
    internal RiddersSamples(Span<double> memory, int rows)
    {
        _rows = rows;
        _ahead = memory.Slice(0, Levels * rows);
        _behind = memory.Slice(Levels * rows, Levels * rows);
        _steps = memory.Slice(2 * Levels * rows, Levels);
    }

    /// <summary>The doubles that the samples of a function with so many rows take.</summary>
    internal static int Length(int rows) => checked(Levels * (2 * rows + 1));

    /// <summary>The first step over the scale s: 8·10⁻³, so that the last of the six is 2.5·10⁻⁴.</summary>
    /// <remarks>
    /// With the roundoff of float those steps would leave no digit to compare. Both first steps are about ε^(2/15), where
    /// roundoff and the extrapolated error of high order balance.
    /// </remarks>
    internal static double FirstStep(Precision precision) => precision == Precision.Single ? 0.125 : 8e-3;

    internal double SmallestStep => Math.Abs(_steps[Levels - 1]);

    /// <summary>Samples along input <paramref name="j"/>: 12 evaluations. The point is restored.</summary>
    /// <param name="f">The function.</param>
    /// <param name="point">Where; it is restored.</param>
    /// <param name="j">The input.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <param name="reach">Shortens the steps.</param>
    internal void SampleColumn(VectorFunction f, Span<double> point, int j, Precision precision, double reach = 1.0)
    {
        var xj = point[j];
        var length = FirstStep(precision) * Step.Scale(xj) * reach;
        for (var level = 0; level < Levels; level++, length /= 2.0)
        {
            var h = Step.Representable(xj, length, precision);
            _steps[level] = h;
            FiniteDifference.EvaluateAt(f, point, j, xj + h, _ahead.Slice(level * _rows, _rows));
            FiniteDifference.EvaluateAt(f, point, j, xj - h, _behind.Slice(level * _rows, _rows));
        }

        point[j] = xj;
    }

    /// <summary>Samples along a direction that reaches at most one scale s in any input: 12 evaluations.</summary>
    internal void SampleDirection(
        VectorFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> point, Precision precision)
    {
        var t = FirstStep(precision);
        for (var level = 0; level < Levels; level++, t /= 2.0)
        {
            _steps[level] = t;
            FiniteDifference.EvaluateAlong(f, x, direction, t, point, _ahead.Slice(level * _rows, _rows));
            FiniteDifference.EvaluateAlong(f, x, direction, -t, point, _behind.Slice(level * _rows, _rows));
        }
    }

    /// <summary>The two-sided slope of a row: central differences, whose error has even powers of h only.</summary>
    internal Slope Central(int row)
    {
        Span<double> quotients = stackalloc double[Levels];
        for (var level = 0; level < Levels; level++)
        {
            var at = level * _rows + row;
            quotients[level] = (_ahead[at] - _behind[at]) / (2.0 * _steps[level]);
        }

        return Extrapolate(quotients, powerRatio: 4.0);
    }

    /// <summary>The slope of a row on the side of the step's sign: forward differences, whose error has all powers of h.</summary>
    internal Slope Ahead(int row, double here) => OneSided(_ahead, row, here, 1.0);

    /// <summary>The slope of a row on the other side.</summary>
    internal Slope Behind(int row, double here) => OneSided(_behind, row, here, -1.0);

    private Slope OneSided(ReadOnlySpan<double> side, int row, double here, double sign)
    {
        Span<double> quotients = stackalloc double[Levels];
        for (var level = 0; level < Levels; level++)
            quotients[level] = (side[level * _rows + row] - here) / (sign * _steps[level]);
        return Extrapolate(quotients, powerRatio: 2.0);
    }

    /// <summary>
    /// Neville's tableau D(k, i), order k from the steps i − k … i, where each order removes a factor
    /// <paramref name="powerRatio"/> more of the error. Chooses the value that differs least from both of its parents.
    /// </summary>
    private static Slope Extrapolate(Span<double> quotients, double powerRatio)
    {
        var best = new Slope(quotients[Levels - 1], double.PositiveInfinity);
        var factor = 1.0;
        for (var order = 1; order < Levels; order++)
        {
            factor *= powerRatio;

            // From the finest step down, so that the previous order is still in place where it is read.
            for (var level = Levels - 1; level >= order; level--)
            {
                var (fine, coarse) = (quotients[level], quotients[level - 1]);
                var value = fine + (fine - coarse) / (factor - 1.0);
                var error = Math.Max(Math.Abs(value - fine), Math.Abs(value - coarse));

                // False for NaN: levels where the function is undefined drop out.
                if (error < best.Error) best = new Slope(value, error);
                quotients[level] = value;
            }
        }

        return best;
    }
}

/// <summary>A numerical derivative; its error estimate is infinite where no two step lengths could be compared.</summary>
internal readonly struct Slope(double value, double error)
{
    internal double Value { get; } = value;

    internal double Error { get; } = error;
}
