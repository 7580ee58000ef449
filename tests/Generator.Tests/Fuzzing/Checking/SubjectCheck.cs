using System.Globalization;
using SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;
using SymbolicJacobian.Generator.Tests.Fuzzing.Witness;

namespace SymbolicJacobian.Generator.Tests.Fuzzing.Checking;

/// <summary>Holds everything that was generated for a program against its twin in hyper-dual numbers, at points of several sizes.</summary>
internal sealed class SubjectCheck(SourceProgram program, ISubject subject, bool isExact)
{
    private const double Tolerance = 1e-7;
    private const double MostMagnitude = 1e7;
    private const int MostColumns = 40;

    public int Compared { get; private set; }

    /// <summary>What disagrees; null where nothing does.</summary>
    public string? Fault()
    {
        for (var k = 0; k < 5; k++)
        {
            var random = new Random((program.Seed * 7) + k);
            int[] sizes = [.. Enumerable.Range(0, SourceProgram.Slots).Select(_ => program.MinLength + (k == 0 ? 0 : random.Next(k == 4 ? 10 : 3)))];
            var point = new Point(sizes, (program.Seed * 7) + k);
            if (FaultAt(point) is { } fault)
            {
                return $"sizes {string.Join(", ", sizes)}: {fault}";
            }
        }

        return null;
    }

    private string? FaultAt(Point point)
    {
        double[]? value = null;
        Exception? thrown = null;
        var pack = point.Pack();
        try
        {
            value = subject.Value(pack);
        }
        catch (Exception fault)
        {
            thrown = fault;
        }

        if (thrown is StackOverflowException or OutOfMemoryException || pack.Columns > MostColumns || value?.Length > MostColumns)
        {
            return null;
        }

        var rows = value?.Length ?? 1;
        var recording = new Recording(point.Pack, rows, pack.Columns, [.. Enumerable.Range(0, 5).Select(k => point.Near(k, pack.Columns))]);
        subject.Run(recording);
        return thrown is not null ? FaultOfThrown(thrown, recording)
            : FaultOfValue(value!, recording) ?? (isExact ? FaultOfDerivatives(point, value!, recording) : null);
    }

    /// <summary>What the method throws, the member that returns its value throws too.</summary>
    private string? FaultOfThrown(Exception thrown, Recording recording) =>
        recording.Results.Keys.FirstOrDefault(name => name.StartsWith("ValueAnd", StringComparison.Ordinal)) is { } silent
            ? $"the method throws {thrown.GetType().Name}, {silent} does not"
            : null;

    private string? FaultOfValue(double[] value, Recording recording)
    {
        // A batch goes through other points, which may be outside of the method's domain.
        if (recording.Faults.FirstOrDefault(fault => fault.Key != "Batch") is { Key: { } name } fault)
        {
            return $"{name} throws {fault.Value}";
        }

        var valued = recording.Results.First(result => result.Key.StartsWith("ValueAnd", StringComparison.Ordinal));
        Compared += value.Length;
        return valued.Value.Take(value.Length).Select(Bits).SequenceEqual(value.Select(Bits))
            ? null
            : $"{valued.Key}: the value is {Text(valued.Value.Take(value.Length))} instead of {Text(value)}";
    }

    private string? FaultOfDerivatives(Point point, double[] value, Recording recording)
    {
        var columns = recording.Columns;
        if (TwinDerivatives.Of(subject, point, columns) is not { } witness || witness.Largest > MostMagnitude)
        {
            return null;
        }

        if (!witness.Value.Select(Bits).SequenceEqual(value.Select(Bits)))
        {
            return $"the twin is another: {Text(witness.Value)} instead of {Text(value)}";
        }

        foreach (var (name, actual) in recording.Results)
        {
            if (witness.Expected(name, recording) is { } expected && Compare(name, expected, name.StartsWith("ValueAnd", StringComparison.Ordinal) ? [.. actual.Skip(value.Length)] : actual, witness.Largest) is { } fault)
            {
                return fault;
            }
        }

        return Asymmetry(recording, columns) ?? FaultOfBatch(point, recording);
    }

    private string? FaultOfBatch(Point point, Recording recording)
    {
        if (!recording.Results.TryGetValue("Batch", out var batch))
        {
            return recording.Faults.TryGetValue("Batch", out var fault) && Enumerable.Range(0, recording.BatchCount).All(k => RowsAt(point.MovedTo(recording, k)) == recording.Rows)
                ? $"Batch throws {fault}"
                : null;
        }

        // A batch is an array of Jacobians of one size.
        if (Enumerable.Range(0, recording.BatchCount).Any(k => RowsAt(point.MovedTo(recording, k)) != recording.Rows))
        {
            return null;
        }

        var size = recording.Rows * recording.Columns;
        for (var k = 0; k < recording.BatchCount; k++)
        {
            if (TwinDerivatives.Of(subject, point.MovedTo(recording, k), recording.Columns) is { } witness && witness.Largest <= MostMagnitude && witness.Value.Length == recording.Rows
                && Compare($"point {k} of the batch", witness.Jacobian, [.. batch.Skip(k * size).Take(size)], witness.Largest) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>How many outputs there are; -1 outside of the domain.</summary>
    private int RowsAt(Point point)
    {
        try
        {
            return subject.Value(point.Pack()).Length;
        }
        catch (Exception)
        {
            return -1;
        }
    }

    private static string? Asymmetry(Recording recording, int columns)
    {
        foreach (var name in new[] { "Hessian", "Hessian returned" })
        {
            if (recording.Results.TryGetValue(name, out var hessian))
            {
                for (var k = 0; k < hessian.Length; k++)
                {
                    var (row, i, j) = (k / (columns * columns), k / columns % columns, k % columns);
                    if (Bits(hessian[k]) != Bits(hessian[(row * columns * columns) + (j * columns) + i]))
                    {
                        return $"{name}: entries ({i}, {j}) and ({j}, {i}) of row {row} differ";
                    }
                }
            }
        }

        return null;
    }

    private string? Compare(string name, double[] expected, double[] actual, double scale)
    {
        if (actual.Length != expected.Length)
        {
            return $"{name} has {actual.Length} entries instead of {expected.Length}";
        }

        for (var k = 0; k < expected.Length; k++)
        {
            Compared++;
            if (!(Math.Abs(actual[k] - expected[k]) <= Tolerance * (1 + (name == "GaussNewton" ? scale * scale : scale))))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{name}: entry {k} is {actual[k]:R} instead of {expected[k]:R} ({Text(actual)} instead of {Text(expected)})");
            }
        }

        return null;
    }

    private static long Bits(double number) => double.IsNaN(number) ? 1 : BitConverter.DoubleToInt64Bits(number);

    private static string Text(IEnumerable<double> numbers) => string.Join(", ", numbers.Take(30).Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
