namespace SymbolicJacobian;

public static partial class JacobianCheck
{
    private const int Directions = 3;
    private static readonly string[] s_names = ["v_0", "v_1", "v_2"];

    /// <summary>
    /// Checks a large Jacobian along three random directions v: <c>J·v</c> against the extrapolated central difference
    /// along v, row by row; 37 evaluations of the function whatever n.
    /// </summary>
    /// <remarks>
    /// The relative tolerance of row i refers to <c>Σⱼ |Jᵢⱼ·vⱼ|</c>, so that a row whose terms cancel raises no alarm. An
    /// error below a millionth of that sum stays hidden. The directions are always the same ones.
    /// </remarks>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, n inputs.</param>
    /// <param name="jacobian">The Jacobian under test: rows·n entries, row-major.</param>
    /// <param name="rows">The number of outputs.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <returns>The verdict and the worst pairs of row and direction.</returns>
    /// <exception cref="ArgumentException">A length is not the one needed.</exception>
    public static JacobianReport CompareProjections(
        VectorFunction f,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> jacobian,
        int rows,
        Precision precision = Precision.Double)
    {
        Guard.NotNull(f, nameof(f));
        Guard.NotNegative(rows, nameof(rows));
        Guard.AtLeast(jacobian.Length, (long)rows * x.Length, nameof(jacobian));
        var projector = new Projector(f, x, rows, precision);
        for (var direction = 0; direction < Directions; direction++)
        {
            projector.Choose(direction);
            for (var i = 0; i < rows; i++)
            {
                var (sum, scale) = (0.0, 0.0);
                for (var j = 0; j < x.Length; j++)
                {
                    var term = jacobian[i * x.Length + j] * projector.Tangent[j];
                    sum += term;
                    scale += Math.Abs(term);
                }

                projector.Add(i, direction, sum, scale);
            }
        }

        return projector.Report.ToReport();
    }

    /// <summary>Checks a large sparse Jacobian along three random directions, see the dense form.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, one input per column of the pattern.</param>
    /// <param name="pattern">The entries that can differ from zero; a missing one shows as a wrong row.</param>
    /// <param name="values">The values under test, in the order of the pattern (CSR).</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <returns>The verdict and the worst pairs of row and direction.</returns>
    /// <exception cref="ArgumentException">A length is not the one needed.</exception>
    public static JacobianReport CompareProjections(
        VectorFunction f,
        ReadOnlySpan<double> x,
        SparsityPattern pattern,
        ReadOnlySpan<double> values,
        Precision precision = Precision.Double)
    {
        Guard.NotNull(f, nameof(f));
        Guard.NotNull(pattern, nameof(pattern));
        Guard.Exactly(x.Length, pattern.ColumnCount, nameof(x));
        Guard.AtLeast(values.Length, pattern.NonZeroCount, nameof(values));
        var projector = new Projector(f, x, pattern.RowCount, precision);
        for (var direction = 0; direction < Directions; direction++)
        {
            projector.Choose(direction);
            for (var i = 0; i < pattern.RowCount; i++)
            {
                var (sum, scale) = (0.0, 0.0);
                for (var k = pattern.RowPointers[i]; k < pattern.RowPointers[i + 1]; k++)
                {
                    var term = values[k] * projector.Tangent[pattern.ColumnIndices[k]];
                    sum += term;
                    scale += Math.Abs(term);
                }

                projector.Add(i, direction, sum, scale);
            }
        }

        return projector.Report.ToReport();
    }

    /// <summary>The random directions, the function along them, and the report that grows from both.</summary>
    private readonly ref struct Projector
    {
        private readonly VectorFunction _f;
        private readonly ReadOnlySpan<double> _x;
        private readonly Precision _precision;
        private readonly Tolerance _tolerance;
        private readonly double[] _point;
        private readonly double[] _here;
        private readonly RiddersSamples _samples;
        private readonly DirectionSource _source;

        internal Projector(VectorFunction f, ReadOnlySpan<double> x, int rows, Precision precision)
        {
            _f = f;
            _x = x;
            _precision = precision;
            _tolerance = new Tolerance(precision);
            _source = new DirectionSource();
            _point = x.ToArray();
            _here = new double[rows];
            Tangent = new double[x.Length];
            _samples = new RiddersSamples(new double[RiddersSamples.Length(rows)], rows);
            FiniteDifference.Evaluate(f, _point, _here);
            Report = new ReportBuilder("Projections", "product", "products", rows, Directions, s_names);
        }

        internal double[] Tangent { get; }

        internal ReportBuilder Report { get; }

        internal void Choose(int direction)
        {
            _source.Fill(Tangent);
            for (var j = 0; j < Tangent.Length; j++) Tangent[j] *= Step.Scale(_x[j]);
            _samples.SampleDirection(_f, _x, Tangent, _point, _precision);
        }

        internal void Add(int row, int direction, double product, double scale)
        {
            var assessment = Assessment.Of(_samples, row, _here[row], product, scale, _tolerance);

            // A zero row has no scale of its own; its differences must then vanish as well.
            var magnitude = scale > 0.0 ? scale : Math.Abs(assessment.Numeric);
            var surroundings = new Surroundings(_here[row], scale, 0.0, 1.0);
            Report.Add(row, direction, product, assessment, EntryRule.Find(product, assessment, magnitude, surroundings, _tolerance));
        }
    }


}
