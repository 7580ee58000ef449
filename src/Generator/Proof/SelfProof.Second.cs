using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Proof;

/// <summary>
/// Second derivatives against differences of the slopes on dual numbers, and normal equations against the slopes themselves: each along
/// two directions, one of which tells the columns apart from the rows.
/// </summary>
internal sealed partial class SelfProof
{
    /// <summary>Richardson's: with these steps the error is of the order of 1e-12 for a function that is tame at the scale of 1.</summary>
    private const double Step = 1e-3;

    private const double SecondTolerance = 1e-6;

    /// <summary>What is added up to a slope may be as much larger than the slope: beyond that nothing of it is left.</summary>
    private const double Wild = 1e10;

    public void Confirm(HessianPlan plan) => Confirm(sample =>
    {
        var (rows, columns) = (sample.Rows.Length, sample.Point.Columns);
        foreach (var function in plan.Literal is { } literal ? new[] { plan.InPlace, literal } : [plan.InPlace])
        {
            var hessian = Blank(rows * columns * columns);
            if (Seconds(sample) is not { } seconds || Run(function, sample, [hessian]) is not { } yields)
            {
                return;
            }

            var entries = yields.Length == hessian.Cells.Length ? yields : hessian.Cells;
            for (var i = 0; i < rows; i++)
            {
                var (sum, size) = (0.0, 0.0);
                for (var j = 0; j < columns; j++)
                {
                    var (inner, innerSize) = Product(entries, ((i * columns) + j) * columns, 1, seconds.Along);
                    sum += sample.Direction[j] * inner;
                    size += Math.Abs(sample.Direction[j]) * innerSize;
                }

                var row = i;
                Compare(sum, size, seconds.Values[i], $"second derivative of row {i}", () => Noise(sample, seconds.Along, row));
            }
        }
    });

    private void SecondAlong(Function function, Sample sample)
    {
        var result = Blank(sample.Point.Columns);
        if (Seconds(sample) is not { } seconds || Run(function, sample, [VectorOf(seconds.Along), result]) is null)
        {
            return;
        }

        var (sum, size) = Product(result.Cells, 0, 1, sample.Direction);
        Compare(sum, size, seconds.Values[0], "product of the Hessian", () => Noise(sample, seconds.Along, 0));
    }

    public void Confirm(GaussNewtonPlan plan) => Confirm(sample =>
    {
        var columns = sample.Point.Columns;
        var along = sample.Point.Direction(23);
        var (jtj, jtr) = (Blank(columns * columns), Blank(columns));
        if (!Array.TrueForAll(sample.Rows, Witness.IsUsable) || _witness.Rows(sample, along) is not { } others || Run(plan.Function, sample, [jtj, jtr]) is not { } yields)
        {
            return;
        }

        var (product, slope, value) = (default(Second), default(Second), 0.0);
        for (var i = 0; i < sample.Rows.Length; i++)
        {
            var row = sample.Rows[i];
            product.Add(row.Slope * others[i].Slope, row.Magnitude * others[i].Magnitude);
            slope.Add(row.Real * row.Slope, Math.Abs(row.Real) * row.Magnitude);
            value += row.Real * row.Real / 2;
        }

        var (sum, size) = (0.0, 0.0);
        for (var j = 0; j < columns; j++)
        {
            var (inner, innerSize) = Product(jtj.Cells, j * columns, 1, along);
            sum += sample.Direction[j] * inner;
            size += Math.Abs(sample.Direction[j]) * innerSize;
        }

        Compare(sum, size, product, "product JᵀJ");
        (sum, size) = Product(jtr.Cells, 0, 1, sample.Direction);
        Compare(sum, size, slope, "product Jᵀf");
        Compare(yields[0].Real, value, new Second { Value = value, Size = value }, "half of the sum of squares");
    });

    private void Compare(double found, double size, Second expected, string name, Func<double>? noise = null)
    {
        var tolerance = IsSingle ? 0.01 : SecondTolerance;
        if (expected.IsWild)
        {
            return;
        }

        var bound = (tolerance * (size + expected.Size)) + (100 * expected.Error) + 1e-300;
        if (double.IsNaN(found) || (Math.Abs(found - expected.Value) > bound && Math.Abs(found - expected.Value) > bound + (noise?.Invoke() ?? 0)))
        {
            throw new Disproof($"the {name} along two directions is {Text(found)}, and {Text(expected.Value)} on dual numbers");
        }
    }

    /// <summary>The slopes of the slopes along another direction; null where differences do not tell, or a rule is only taught.</summary>
    private (double[] Along, Second[] Values)? Seconds(Sample sample)
    {
        if (IsSingle || _witness.IsTaught)
        {
            return null;
        }

        var along = sample.Point.Direction(23);
        var moved = new Cell[4][];
        for (var k = 0; k < moved.Length; k++)
        {
            var step = (k < 2 ? Step : Step / 2) * (k % 2 == 0 ? 1 : -1);
            if (_witness.Rows(sample, sample.Direction, along, step) is not { } rows || !Array.TrueForAll(rows, Witness.IsUsable))
            {
                return null;
            }

            moved[k] = rows;
        }

        var seconds = new Second[sample.Rows.Length];
        for (var i = 0; i < seconds.Length; i++)
        {
            var (coarse, fine) = ((moved[0][i].Slope - moved[1][i].Slope) / (2 * Step), (moved[2][i].Slope - moved[3][i].Slope) / Step);

            // Beside the value, too: see Vanishing.
            var noise = (1e-15 * moved[0][i].Magnitude / Step) + (0.1 * Vanishing * Math.Abs(sample.Rows[i].Real));
            seconds[i] = new Second
            {
                Value = ((4 * fine) - coarse) / 3,
                Size = Math.Abs(fine),
                Error = (Math.Abs(fine - coarse) / 100) + noise,

                // An iteration that does not settle is no function at this scale: the two steps see two different ones, or terms that cancel to nothing.
                IsWild = Math.Abs(fine - coarse) > (0.1 * (Math.Abs(fine) + Math.Abs(coarse))) + (100 * noise) || Array.Exists(moved, rows => rows[i].Magnitude > Wild * (1 + Math.Abs(rows[i].Slope))),
            };
        }

        return (along, seconds);
    }

    /// <summary>
    /// What rounding makes of a second difference: slopes so near each other that they are one to the eye differ by the rounding of large numbers that cancel on the way to them.
    /// </summary>
    private double Noise(Sample sample, double[] along, int row)
    {
        var slopes = new List<double>();
        foreach (var step in new[] { -3e-11, -1e-11, 0, 1e-11, 3e-11 })
        {
            if (_witness.Rows(sample, sample.Direction, along, step) is not { } rows || !Witness.IsUsable(rows[row]))
            {
                return double.PositiveInfinity;
            }

            slopes.Add(rows[row].Slope);
        }

        return 10 * (slopes.Max() - slopes.Min()) / Step;
    }

    private struct Second
    {
        public double Value;
        public double Size;
        public double Error;
        public bool IsWild;

        public void Add(double value, double size)
        {
            Value += value;
            Size += size;
        }
    }
}
