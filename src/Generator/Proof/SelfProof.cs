using System.Globalization;
using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Proof;

/// <summary>
/// Compares what is about to be printed with the method on dual numbers: along a direction that has a part of every column, so that one
/// run each is enough for all entries. Where they differ, the entry is looked for and <see cref="Disproof"/> thrown. What cannot be run
/// here, or is too long, is let through: then nothing is proven, and nothing is said.
/// </summary>
internal sealed partial class SelfProof
{
    private const int Steps = 12_000;
    private const int Elements = 100_000;
    private const int MostColumnsNamed = 64;

    /// <summary>Filled in where a derivative has to write: what is left unwritten shows.</summary>
    private const double Unwritten = 0.8125;

    /// <summary>A slope that is as small beside the value is what cancels in a rule (1 − r² of tanh, where it is 1), and says nothing.</summary>
    private const double Vanishing = 1e-13;

    private readonly Budget _budget = new(Steps, Elements);
    private readonly Witness _witness;
    private readonly CancellationToken _cancellation;
    private readonly LoweredBody _body;
    private readonly Dictionary<Function, Machine> _machines = [];
    private bool? _isSingle;

    public SelfProof(LoweredBody body, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _witness = new Witness(body.Function.OfRows(), _budget, cancellation);
        _body = body;
    }

    /// <summary>Somewhere the method computes in float.</summary>
    private bool IsSingle => _isSingle ??= _body.Function.Output.Element.Kind == TypeKind.Float || Walk.AllTerms(_body.Function).Any(term => term.Type.Kind == TypeKind.Float);

    /// <summary>The bound on a difference, relative to the sizes of what was added up.</summary>
    private double Tolerance => IsSingle ? 1e-3 : 1e-8;

    /// <summary>The three members are made of the same terms: every branch is looked at in one of them.</summary>
    public void Confirm(JacobianPlan plan) => Confirm(sample =>
    {
        Rows(plan.ValueAndInPlace, sample, isInPlace: true, hasValue: true);
        if (!ReferenceEquals(sample, _witness.Samples[0]))
        {
            return;
        }

        Rows(plan.InPlace, sample, isInPlace: true, hasValue: false);
        if (plan.Literal is { } literal)
        {
            Rows(literal, sample, isInPlace: false, hasValue: false);
        }
    });

    public void Confirm(ProductPlan plan, DerivativeKinds kind) => Confirm(sample =>
    {
        foreach (var function in plan.Literal is { } literal ? new[] { plan.InPlace, literal } : [plan.InPlace])
        {
            switch (kind)
            {
                case DerivativeKinds.Jvp:
                    Forward(function, sample);
                    break;
                case DerivativeKinds.Vjp:
                    Backward(function, sample);
                    break;
                default:
                    SecondAlong(function, sample);
                    break;
            }
        }
    });

    /// <summary>A fault of the proof's own proves nothing, and must not cost anybody a derivative.</summary>
    private void Confirm(Action<Sample> compare)
    {
        try
        {
            foreach (var sample in _witness.Samples)
            {
                compare(sample);
            }
        }
        catch (Exception fault) when (fault is not (Disproof or OperationCanceledException))
        {
        }
        finally
        {
            _machines.Clear();
        }
    }

    /// <summary>All entries: J·v against the slopes along v.</summary>
    private void Rows(Function function, Sample sample, bool isInPlace, bool hasValue)
    {
        var (rows, columns) = (sample.Rows.Length, sample.Point.Columns);
        var jacobian = Blank(rows * columns);
        if (Run(function, sample, isInPlace ? [jacobian] : []) is not { } yields)
        {
            return;
        }

        var entries = isInPlace ? jacobian.Cells : yields;
        if (entries.Length != rows * columns)
        {
            return;
        }

        for (var i = 0; i < rows; i++)
        {
            var (sum, size) = Product(entries, i * columns, 1, sample.Direction);
            var row = i;
            Compare(sample, i, sum, size, direction => Product(entries, row * columns, 1, direction).Sum, "entry");
        }

        if (hasValue)
        {
            Values([.. yields.Where((_, i) => (function.Body.Yields[i].Type.Element ?? function.Body.Yields[i].Type).IsReal)], sample);
        }
    }

    private void Values(Cell[] yields, Sample sample)
    {
        var values = yields.SelectMany(yield => yield.Reference is Memory memory ? memory.Cells : [yield]).ToArray();
        for (var i = 0; i < values.Length && values.Length == sample.Rows.Length; i++)
        {
            var (value, expected) = (values[i].Real, sample.Rows[i].Real);
            if (!values[i].Has(Marks.Undefined) && Witness.IsUsable(sample.Rows[i]) && value != expected)
            {
                throw new Disproof($"the value of row {i} is {Text(value)}, and {Text(expected)} in the method itself");
            }
        }
    }

    private void Forward(Function function, Sample sample)
    {
        var result = Blank(sample.Rows.Length);
        if (Run(function, sample, [VectorOf(sample.Direction), result]) is not { } yields)
        {
            return;
        }

        var entries = yields.Length == sample.Rows.Length ? yields : result.Cells;
        for (var i = 0; i < sample.Rows.Length; i++)
        {
            Compare(sample, i, entries[i].Real, Math.Abs(entries[i].Real), null, "product with the tangent");
        }
    }

    private void Backward(Function function, Sample sample)
    {
        var (rows, columns) = (sample.Rows.Length, sample.Point.Columns);
        var cotangent = sample.Point.Direction(99).Take(rows).ToArray();
        if (cotangent.Length < rows)
        {
            cotangent = [.. Enumerable.Range(0, rows).Select(i => 0.6 + (0.37 * i % 1))];
        }

        var result = Blank(columns);
        if (Run(function, sample, [VectorOf(cotangent), result]) is not { } yields || !Array.TrueForAll(sample.Rows, Witness.IsUsable))
        {
            return;
        }

        var entries = yields.Length == columns ? yields : result.Cells;
        var (sum, size) = Product(entries, 0, 1, sample.Direction);
        Compare(sample, null, sum, size, direction => Product(entries, 0, 1, direction).Sum, "product with the cotangent", cotangent);
    }

    /// <summary>Differs if it is further off than rounding explains, and stays so where the point is moved by rather more than that.</summary>
    /// <param name="sample">Where, and along what.</param>
    /// <param name="row">The row; null for all of them, weighted.</param>
    /// <param name="found">What the derivative says.</param>
    /// <param name="size">Of what was added up to it.</param>
    /// <param name="along">The same along another direction, to find the entry.</param>
    /// <param name="name">What it is.</param>
    /// <param name="weights">Of the rows.</param>
    private void Compare(Sample sample, int? row, double found, double size, Func<double[], double>? along, string name, double[]? weights = null)
    {
        var expected = Slope(sample.Rows, row, weights);
        if (!Witness.IsUsable(expected) || Math.Abs(found - expected.Slope) <= (Tolerance * (size + expected.Magnitude)) + (Vanishing * Math.Abs(expected.Real)) + 1e-300)
        {
            return;
        }

        // From here on something is wrong, or rounding is: this is rare, and may cost.
        var scale = sample.Point.Direction(5);
        if (!IsStable(sample, row, weights, sample.Direction, scale, found, expected.Slope))
        {
            return;
        }

        for (var j = 0; along is not null && j < sample.Direction.Length && j < MostColumnsNamed; j++)
        {
            var unit = new double[sample.Direction.Length];
            unit[j] = 1;
            if (_witness.Rows(sample, unit) is { } slopes && Slope(slopes, row, weights) is var slope && along(unit) is var entry
                && !(Math.Abs(entry - slope.Slope) <= Tolerance * (Math.Abs(entry) + slope.Magnitude))
                && IsStable(sample, row, weights, unit, scale, entry, slope.Slope))
            {
                throw new Disproof($"the {name}{(row is { } i ? $" of row {i}" : "")} by {sample.Point.NameOf(j)} is {Text(entry)}, and {Text(slope.Slope)} on dual numbers");
            }
        }

        throw new Disproof($"the {name}{(row is { } at ? $" of row {at}" : "")} along a direction is {Text(found)}, and {Text(expected.Slope)} on dual numbers");
    }

    private bool IsStable(Sample sample, int? row, double[]? weights, double[] direction, double[] along, double found, double expected)
    {
        foreach (var step in IsSingle ? new[] { 1e-4, -1e-4 } : [1e-9, -1e-9])
        {
            if (_witness.Rows(sample, direction, along, step) is not { } moved
                || Slope(moved, row, weights) is var slope && (!Witness.IsUsable(slope) || !(Math.Abs(slope.Slope - expected) <= 0.05 * Math.Abs(found - expected) || double.IsNaN(found) || double.IsInfinity(found))))
            {
                return false;
            }
        }

        return true;
    }

    private static Cell Slope(Cell[] rows, int? row, double[]? weights)
    {
        if (row is { } i)
        {
            return rows[i];
        }

        var sum = default(Cell);
        for (var k = 0; k < rows.Length; k++)
        {
            Reals.Chain(ref sum, rows[k], weights![k]);
        }

        return sum;
    }

    /// <summary>Runs a derivative at a sample's point.</summary>
    /// <param name="function">The derivative.</param>
    /// <param name="sample">The point.</param>
    /// <param name="added">The arrays that it has beyond the method's own inputs, in order.</param>
    private Cell[]? Run(Function function, Sample sample, Memory[] added)
    {
        var given = new Dictionary<string, Cell>(StringComparer.Ordinal);
        var inputs = sample.Point.Inputs(null);
        for (var i = 0; i < inputs.Length; i++)
        {
            given[_witness.Primal.Inputs[i].Value.Access!] = inputs[i];
        }

        var next = 0;
        var cells = new Cell[function.Inputs.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var value = function.Inputs[i].Value;
            if (given.TryGetValue(value.Access!, out var known))
            {
                cells[i] = known;
            }
            else if (value.Type.Kind == TypeKind.Integer)
            {
                cells[i] = Cell.Whole(sample.Rows.Length);
            }
            else if (next < added.Length)
            {
                cells[i] = Cell.To(added[next++]);
            }
            else
            {
                return null;
            }
        }

        if (!_machines.TryGetValue(function, out var machine))
        {
            _machines.Add(function, machine = new Machine(function, _cancellation));
        }

        return machine.Run(cells, false, _budget) == Outcome.Done && machine.Largest < 1e100 ? machine.Yields : null;
    }

    private static (double Sum, double Size) Product(Cell[] entries, int start, int stride, double[] direction)
    {
        var (sum, size) = (0.0, 0.0);
        for (var j = 0; j < direction.Length; j++)
        {
            var term = entries[start + (j * stride)].Real * direction[j];
            sum += direction[j] == 0 ? 0 : term;
            size += Math.Abs(term);
        }

        return (sum, size);
    }

    private static Memory Blank(int length)
    {
        var memory = new Memory(length);
        for (var i = 0; i < length; i++)
        {
            memory.Cells[i] = Cell.Of(Unwritten);
        }

        return memory;
    }

    private static Memory VectorOf(double[] values)
    {
        var memory = new Memory(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            memory.Cells[i] = Cell.Of(values[i]);
        }

        return memory;
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
