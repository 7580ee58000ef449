namespace SymbolicJacobian.Generator.Tests.Fuzzing.Witness;

/// <summary>The arguments of a program at one point, taken one after the other: the numbers of the columns, and sizes.</summary>
/// <param name="number">The number of a column.</param>
/// <param name="lift">A constant.</param>
/// <param name="sizes">What the program's sizes are at this point.</param>
public sealed class Pack<T>(Func<int, T> number, Func<double, T> lift, IReadOnlyList<int> sizes)
{
    private int _constants;

    /// <summary>How many columns were taken.</summary>
    public int Columns { get; private set; }

    public T Real() => number(Columns++);

    public T[] Fixed(int length) => [.. Enumerable.Range(0, length).Select(_ => Real())];

    public T[] Array(int slot) => Fixed(sizes[slot]);

    public T[,] Matrix(int rows, int columns)
    {
        var matrix = new T[sizes[rows], sizes[columns]];
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            for (var j = 0; j < matrix.GetLength(1); j++)
            {
                matrix[i, j] = Real();
            }
        }

        return matrix;
    }

    /// <summary>Rows of two lengths.</summary>
    public T[][] Rows(int rows, int columns) => [.. Enumerable.Range(0, sizes[rows]).Select(i => Fixed(sizes[columns] + (i % 2)))];

    public TItem[] Many<TItem>(int slot, Func<TItem> item) => [.. Enumerable.Range(0, sizes[slot]).Select(_ => item())];

    public int Whole(int slot) => sizes[slot];

    public bool Truth(int slot) => sizes[slot] % 2 == 0;

    public T[] Constants(int slot) => [.. Enumerable.Range(0, sizes[slot]).Select(_ => lift(Math.Sin((3 * ++_constants) + 1)))];

    public int[] Wholes(int slot) => [.. Enumerable.Range(0, sizes[slot]).Select(k => (7 * k) % 5)];
}
