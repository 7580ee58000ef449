using System.Globalization;
using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Proof;

/// <summary>An entry of a Jacobian that is not the derivative.</summary>
/// <param name="Row">Its row,</param>
/// <param name="Column">its column,</param>
/// <param name="Rows">of so many rows</param>
/// <param name="Columns">and so many columns.</param>
/// <param name="ColumnName">The input as a message names it.</param>
/// <param name="FoundText">What is given.</param>
/// <param name="ExpectedText">What the derivative is.</param>
/// <param name="At">Where that was found out; empty where the inputs are many.</param>
/// <param name="Candidate">Which of the terms that are returned gave it; -1 for none of them.</param>
internal sealed record WrongEntry(int Row, int Column, int Rows, int Columns, string ColumnName, string FoundText, string ExpectedText, string At, int Candidate);

/// <summary>What came of a comparison: at most one of the first two, or else the entries that are wrong.</summary>
/// <param name="Shape">Other rows or columns than there are.</param>
/// <param name="Why">Why nothing can be said, of all or of some entries.</param>
/// <param name="Wrong">The first place of each.</param>
internal sealed record Compared(string? Shape, string? Why, IReadOnlyList<WrongEntry> Wrong);

/// <summary>
/// A Jacobian that somebody wrote against the slopes of its function on dual numbers, entry by entry, at points on several ways through both.
/// </summary>
internal sealed class Comparison
{
    private const int Steps = 400_000;
    private const int Elements = 400_000;
    private const int MostEntries = 4_096;
    private const int MostSamples = 8;
    private const int MostColumnsShown = 4;

    private readonly Function _written;
    private readonly int _literalColumns;
    private readonly IReadOnlyList<(int Position, Expression Term)> _returned;
    private Function _primal;
    private Budget _budget = new(Steps, Elements);
    private readonly CancellationToken _cancellation;
    private readonly double _tolerance;
    private readonly SortedDictionary<int, WrongEntry> _wrong = [];
    private readonly HashSet<int> _compared = [];

    /// <param name="primal">The function.</param>
    /// <param name="written">Its Jacobian.</param>
    /// <param name="literalColumns">The length of the rows that it returns as a literal; 0 where it does not.</param>
    /// <param name="returned">The entries, flattened, as each return statement has them.</param>
    /// <param name="cancellation">Stops it.</param>
    public Comparison(Function primal, Function written, int literalColumns, IReadOnlyList<(int Position, Expression Term)> returned, CancellationToken cancellation)
    {
        _returned = returned;
        (_primal, _written, _literalColumns, _cancellation) = (Sized(primal, ConstantReads.Of(primal)), written, literalColumns, cancellation);
        _tolerance = Walk.AllTerms(primal).Concat(Walk.AllTerms(written)).Any(term => term.Type.Kind == TypeKind.Float) ? 1e-3 : 1e-7;
    }

    /// <summary>Where lengths are free, some that the Jacobian was written for.</summary>
    public Compared Run()
    {
        var result = RunOnce();
        var whole = _primal;
        var free = whole.Inputs.Where(input => input is { IsActive: true, Size: null, Value.Type.IsArray: true, Layout: null }).Select(input => input.Value).ToArray();
        if (result.Shape is null || free.Length == 0)
        {
            return result;
        }

        foreach (var length in new[] { 2, 1, 3, 4, 5, 6 })
        {
            (_primal, _budget) = (Sized(whole, free.ToDictionary(array => array, array => Enumerable.Repeat(length, Math.Max(1, array.Type.Rank)).ToArray())), new Budget(Steps, Elements));
            if (RunOnce() is { Shape: null, Why: null } fitting)
            {
                return fitting;
            }
        }

        return Unknown($"{result.Shape} at the lengths that were tried");
    }

    private static Function Sized(Function function, IReadOnlyDictionary<Value, int[]> lengths) => lengths.Count == 0 ? function : new Function(
        function.Name,
        function.Pool,
        [.. function.Inputs.Select(input => lengths.TryGetValue(input.Value, out var size) ? new Input(input.Value, input.IsActive, size) : input)],
        function.Body,
        function.Output,
        function.Destination);

    private Compared RunOnce()
    {
        var witness = new Witness(_primal, _budget, _cancellation, MostSamples);
        if (witness.Samples.Count == 0)
        {
            return Unknown("the function could not be run at points that were made up for it");
        }

        var (rows, columns) = (0, 0);
        foreach (var sample in witness.Samples)
        {
            (rows, columns) = (sample.Rows.Length, sample.Point.Columns);
            if (rows * columns > MostEntries)
            {
                return Unknown($"it has {rows} × {columns} entries");
            }

            var machine = new Machine(_written, _cancellation);
            if (Written(machine, sample, out var shape) is { } entries)
            {
                Compare(witness, sample, entries, machine);
            }
            else if (shape is not null)
            {
                return new Compared(shape, null, []);
            }
        }

        if (_wrong.Count > 0)
        {
            return Unshared() is { } unshared ? Unknown($"it depends on '{unshared}', whose value is not known here") : new Compared(null, null, [.. _wrong.Values]);
        }

        return _compared.Count == 0 ? Unknown("it could not be run at points that were made up for the function")
            : Enumerable.Range(0, rows * columns).FirstOrDefault(entry => !_compared.Contains(entry)) is var missing && !_compared.Contains(missing)
                ? Unknown($"the entry in row {missing / columns} and column {missing % columns} could not be evaluated")
                : new Compared(null, null, []);
    }

    private static Compared Unknown(string why) => new(null, why, []);

    /// <summary>The entries as they were written, row by row.</summary>
    private Cell[]? Written(Machine machine, Sample sample, out string? shape)
    {
        shape = null;
        var (rows, columns) = (sample.Rows.Length, sample.Point.Columns);
        var given = sample.Point.Inputs(null).Where((_, i) => !ReferenceEquals(_primal.Inputs[i].Value, _primal.Destination)).ToList();
        var filled = new Memory(rows * columns);
        for (var i = 0; i < filled.Cells.Length; i++)
        {
            filled.Cells[i] = Cell.Of(0);
        }

        for (var i = 0; i < _written.Inputs.Count; i++)
        {
            if (ReferenceEquals(_written.Inputs[i].Value, _written.Destination))
            {
                given.Insert(i, Cell.To(filled));
            }
        }

        if (given.Count != _written.Inputs.Count || machine.Run(given, false, _budget) != Outcome.Done)
        {
            return null;
        }

        var lengths = _literalColumns > 0 ? [machine.Yields.Length / _literalColumns, _literalColumns] : machine.Yields.Length == 1 && machine.Yields[0].Reference is Memory matrix ? matrix.Lengths : [];
        if (lengths.Length == 2 && (lengths[0] != rows || lengths[1] != columns))
        {
            shape = $"it gives {lengths[0]} × {lengths[1]} entries for {rows} {Counted(rows, "output")} and {columns} {Counted(columns, "input")}";
            return null;
        }

        var entries = machine.Yields.SelectMany(yield => yield.Reference is Memory memory ? memory.Cells : [yield]).ToArray();
        if (entries.Length != rows * columns)
        {
            shape = $"it gives {entries.Length} {Counted(entries.Length, "number")} for {rows} {Counted(rows, "output")} and {columns} {Counted(columns, "input")}";
            return null;
        }

        return machine.Largest < 1e100 ? entries : null;
    }

    private static string Counted(int count, string noun) => count == 1 ? noun : noun + "s";

    private void Compare(Witness witness, Sample sample, Cell[] entries, Machine machine)
    {
        var (rows, columns) = (sample.Rows.Length, sample.Point.Columns);
        for (var j = 0; j < columns; j++)
        {
            var unit = new double[columns];
            unit[j] = 1;
            if (witness.Rows(sample, unit) is not { } slopes)
            {
                continue;
            }

            for (var i = 0; i < rows; i++)
            {
                var (found, expected, position) = (entries[(i * columns) + j], slopes[i], (i * columns) + j);
                if (found.Has(Marks.Undefined) || double.IsNaN(found.Real) || double.IsInfinity(found.Real) || !Witness.IsUsable(expected))
                {
                    continue;
                }

                _compared.Add(position);
                var bound = (_tolerance * (Math.Abs(found.Real) + expected.Magnitude)) + (1e-12 * Math.Max(1, Math.Abs(slopes[i].Real)));
                if (!(Math.Abs(found.Real - expected.Slope) <= bound) && !_wrong.ContainsKey(position))
                {
                    _wrong.Add(position, new WrongEntry(i, j, rows, columns, sample.Point.NameOf(j), Text(found.Real), Text(expected.Slope), At(sample), Candidate(machine, position, found)));
                }
            }
        }
    }

    /// <summary>The last one in the text that has this value on the way that was taken.</summary>
    private int Candidate(Machine machine, int position, Cell found)
    {
        for (var i = _returned.Count - 1; i >= 0; i--)
        {
            if (_returned[i].Position == position && machine.Last(_returned[i].Term).Real.Equals(found.Real))
            {
                return i;
            }
        }

        return -1;
    }

    private string At(Sample sample)
    {
        if (sample.Point.Columns > MostColumnsShown)
        {
            return "";
        }

        var inputs = sample.Point.Inputs(null);
        var values = inputs.Where((_, i) => _primal.Inputs[i].IsActive).SelectMany(input => input.Reference is Memory memory ? memory.Cells : [input]).ToArray();
        return string.Join(", ", values.Select((value, j) => $"{sample.Point.NameOf(j)} = {value.Real.ToString("R", CultureInfo.InvariantCulture)}"));
    }

    /// <summary>C# that only the Jacobian spells: its value was made up, and may stand for something that the function computes.</summary>
    private string? Unshared()
    {
        var known = new HashSet<string>(Spelled(_primal), StringComparer.Ordinal);
        return Spelled(_written).FirstOrDefault(text => !known.Contains(text));
    }

    private static IEnumerable<string> Spelled(Function function)
    {
        var roots = new List<Expression>(function.Body.Yields);
        Walk.Statements(function.Body, statement =>
        {
            if (statement is not Throw)
            {
                roots.AddRange(Walk.Roots(statement));
                roots.AddRange(Walk.Regions(statement).SelectMany(region => region.Yields));
            }
        });
        return Walk.ExpressionsOf(roots).OfType<Opaque>().Select(opaque => string.Join("…", opaque.Fragments).Replace("global::", ""));
    }

    private static string Text(double value) => value.ToString("G7", CultureInfo.InvariantCulture);
}
