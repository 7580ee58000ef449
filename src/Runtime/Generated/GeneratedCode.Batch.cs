using System.Globalization;
using System.Threading.Tasks;

namespace SymbolicJacobian;

/// <content>Many points in one call.</content>
public static partial class GeneratedCode
{
    /// <summary>A chunk of a parallel batch starts at a multiple of this many points: whole tiles, whole cache lines.</summary>
    private const int PointsOfATile = 8;

    /// <summary>Fewer numbers than this are not worth a task of their own.</summary>
    private const int NumbersOfAChunk = 8192;

    /// <summary>Chunks for each thread: enough that one that is held up does not keep the others waiting.</summary>
    private const int ChunksOfAThread = 8;

    /// <summary>Checks the points and the destination of a batch before anything is written.</summary>
    /// <param name="count">The number of points.</param>
    /// <param name="columns">Inputs of a point.</param>
    /// <param name="entries">Derivatives of a point.</param>
    /// <param name="inputs">The length of the inputs, which has to be exactly count·columns.</param>
    /// <param name="results">The length of the results, which may be longer than needed.</param>
    /// <param name="inputsName">The name of the inputs.</param>
    /// <param name="resultsName">The name of the results.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="ArgumentException">A length is not as it has to be.</exception>
    public static void RequireBatch(int count, int columns, int entries, int inputs, int results, string inputsName, string resultsName)
    {
        RequireCount(count);
        var (needed, filled) = ((long)count * columns, (long)count * entries);
        if (inputs != needed)
        {
            throw new ArgumentException(Lengths(inputsName, inputs, "exactly ", needed), inputsName);
        }

        if (results < filled)
        {
            throw new ArgumentException(Lengths(resultsName, results, "", filled), resultsName);
        }
    }

    /// <summary>Checks the number of points.</summary>
    /// <param name="count">The number of points.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static void RequireCount(int count)
    {
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), count, "The number of points is negative.");
    }

    /// <summary>Runs a batch in chunks of whole tiles on the threads of the pool.</summary>
    /// <param name="count">The number of points.</param>
    /// <param name="numbers">Inputs and derivatives of a point, by which its cost is guessed.</param>
    /// <param name="options">How many threads, where, and until when.</param>
    /// <param name="run">Computes the points from the first number to (and without) the second.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static void InChunks(int count, int numbers, ParallelOptions options, Action<int, int> run)
    {
        RequireCount(count);
        if (options is null) throw new ArgumentNullException(nameof(options));
        if (run is null) throw new ArgumentNullException(nameof(run));
        var threads = options.MaxDegreeOfParallelism > 0 ? Math.Min(options.MaxDegreeOfParallelism, Environment.ProcessorCount) : Environment.ProcessorCount;
        var worthwhile = NumbersOfAChunk / Math.Max(1, numbers);
        var size = Math.Max(Math.Max(1, worthwhile), count / (threads * ChunksOfAThread));
        size = size > int.MaxValue - PointsOfATile ? size : (size + PointsOfATile - 1) / PointsOfATile * PointsOfATile;
        var chunks = (int)(((long)count + size - 1) / size);
        if (chunks <= 1 || threads == 1)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            if (count > 0) run(0, count);
            return;
        }

        Parallel.For(0, chunks, options, chunk => run(chunk * size, (int)Math.Min(count, ((long)chunk + 1) * size)));
    }

    private static string Lengths(string name, long actual, string exactly, long needed) =>
        string.Format(CultureInfo.InvariantCulture, "'{0}' has length {1} but needs {2}{3}.", name, actual, exactly, needed);
}
