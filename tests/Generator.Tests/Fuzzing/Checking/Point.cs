using SymbolicJacobian.Generator.Tests.Fuzzing.Witness;

namespace SymbolicJacobian.Generator.Tests.Fuzzing.Checking;

/// <summary>Sizes and numbers for a program's arguments.</summary>
internal sealed class Point(int[] sizes, int seed, double[]? given = null)
{
    public Pack<double> Pack() => new(Number, constant => constant, sizes);

    /// <summary>With two directions to differentiate along.</summary>
    public Pack<Hyper> Pack(int first, int second) =>
        new(k => new Hyper(Number(k), k == first ? 1 : 0, k == second ? 1 : 0), constant => constant, sizes);

    /// <summary>The numbers of another point of the same sizes.</summary>
    public double[] Near(int k, int columns) => [.. Enumerable.Range(0, columns).Select(j => Number(j) + (k == 0 ? 0 : 0.7 * Math.Sin((k * 1.7) + (j * 2.3))))];

    public Point MovedTo(Recording recording, int k) => new(sizes, seed, [.. recording.Batch.Skip(k * recording.Columns).Take(recording.Columns)]);

    private double Number(int k) => given is not null ? given[k] : (new Random((seed * 31) + k).NextDouble() * 3) - 1.25;
}
