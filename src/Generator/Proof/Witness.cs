using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Proof;

/// <summary>A method at one point: the values of its rows and their slopes along one direction.</summary>
/// <param name="Point">Where.</param>
/// <param name="Direction">Along what.</param>
/// <param name="Rows">Values and slopes.</param>
/// <param name="Path">The way through its branches.</param>
internal sealed record Sample(Point Point, double[] Direction, Cell[] Rows, ulong Path);

/// <summary>
/// Runs a lowered method, as it was before any pass of ours, on dual numbers at a few points: such that its branches are met, where
/// that is cheap. What every derivative of it is compared with.
/// </summary>
internal sealed class Witness
{
    private const int FewSamples = 3;
    private const int MostAttempts = 14;

    private readonly Function _primal;
    private readonly int _mostSamples;
    private readonly CancellationToken _cancellation;
    private readonly Budget _budget;
    private List<Sample>? _samples;
    private Machine? _machine;
    private bool? _isTaught;

    public Witness(Function primal, Budget budget, CancellationToken cancellation, int mostSamples = FewSamples)
    {
        _mostSamples = mostSamples;
        _primal = primal;
        _budget = budget;
        _cancellation = cancellation;
    }

    public Function Primal => _primal;

    /// <summary>The first of them is at positive numbers below 1; none where the method cannot be run here.</summary>
    public IReadOnlyList<Sample> Samples => _samples ??= Take();

    /// <summary>A function is called that only states its partials: what they change with is not known.</summary>
    public bool IsTaught => _isTaught ??= Walk.AllTerms(_primal).Any(term => term is Call { Rule: ForeignFunction });

    /// <summary>The method at a sample's point, or beside it, along any direction; null where it does not come to its end on the same way.</summary>
    public Cell[]? Rows(Sample sample, double[] direction, double[]? along = null, double step = 0)
    {
        var machine = Runner();
        return machine.Run(sample.Point.Inputs(direction, along, step), true, _budget) == Outcome.Done && machine.Path == sample.Path ? RowsOf(machine.Yields) : null;
    }

    /// <summary>One for all runs: the order of the terms is found once.</summary>
    private Machine Runner() => _machine ??= new Machine(_primal, _cancellation, []);

    private List<Sample> Take()
    {
        var samples = new List<Sample>();
        var seen = Runner().Seen;
        var attempts = 0;
        foreach (var size in Setting.Sizes)
        {
            if (Try(size) is not { } first)
            {
                if (++attempts >= MostAttempts || _budget.Steps <= 0)
                {
                    break;
                }

                continue;
            }

            samples.Add(first);
            foreach (var other in size.Others().Take(1).Concat(Literals().Select((literal, i) => size.Around(literal, 50 + i))).Concat(size.Others().Skip(1)))
            {
                if (samples.Count >= _mostSamples || ++attempts >= MostAttempts || _budget.Steps <= 0)
                {
                    break;
                }

                // A second point shows what holds at one by chance; more of them have to show something new.
                var before = seen.Count;
                if (Try(other) is { } next && (samples.Count == 1 || seen.Count > before))
                {
                    samples.Add(next);
                }
            }

            break;
        }

        if (samples.Count > 0 && HasFreeSizes && Setting.Longer.Select(Try).FirstOrDefault(longer => longer is not null || _budget.Steps <= 0) is { } more && more.Point.Columns > samples[0].Point.Columns)
        {
            samples.Add(more);
        }

        return samples;
    }

    private bool HasFreeSizes => _primal.Inputs.Any(input => input.IsActive && input.Value.Type.IsArray && input.Size is null);

    private Sample? Try(Setting setting)
    {
        if (Point.Of(_primal, setting, _budget) is not { } point)
        {
            return null;
        }

        var direction = point.Direction((ulong)setting.Seed + 17);
        var machine = Runner();
        if (machine.Run(point.Inputs(direction), true, _budget) != Outcome.Done || machine.LeftArray)
        {
            return null;
        }

        var rows = RowsOf(machine.Yields);
        return rows is null || !Array.Exists(rows, IsUsable) ? null : new Sample(point, direction, rows, machine.Path);
    }

    /// <summary>A row that says something: finite, and away from kinks.</summary>
    public static bool IsUsable(Cell row) =>
        (row.Marks & (Marks.Kinked | Marks.Undefined)) == Marks.None && Math.Abs(row.Real) < 1e100 && Math.Abs(row.Slope) < 1e100 && row.Magnitude < 1e100;

    /// <summary>The rows, flattened; null where one is no real.</summary>
    private static Cell[]? RowsOf(Cell[] yields)
    {
        var rows = new List<Cell>(yields.Length);
        foreach (var yield in yields)
        {
            if (yield.Reference is Memory memory)
            {
                rows.AddRange(memory.Cells);
            }
            else if (yield.Reference is null)
            {
                rows.Add(yield);
            }
            else
            {
                return null;
            }
        }

        return [.. rows];
    }

    /// <summary>The numbers with which reals are compared.</summary>
    private IEnumerable<double> Literals()
    {
        var literals = new List<double>();
        Walk.Statements(_primal.Body, statement =>
        {
            if (statement is If { Condition: Operation condition } && condition.Operands.Count == 2)
            {
                foreach (var literal in condition.Operands.OfType<Constant>().Where(constant => constant.Type.IsReal && !literals.Contains(constant.Real)))
                {
                    literals.Add(literal.Real);
                }
            }
        });
        return literals.Where(literal => Math.Abs(literal) < 1e6).Take(3);
    }
}
