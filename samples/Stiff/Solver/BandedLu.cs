using System.Numerics;

namespace Stiff.Solver;

/// <summary>Gaussian elimination with row exchanges of a matrix with as many diagonals below as above; exchanges widen it above.</summary>
internal sealed class BandedLu<T>(int size, int width)
    where T : struct, INumberBase<T>
{
    private readonly int _stride = 3 * width + 1;
    private readonly T[] _entries = new T[size * (3 * width + 1)];
    private readonly int[] _pivots = new int[size];

    public T this[int row, int column]
    {
        get => _entries[row * _stride + column - row + width];
        set => _entries[row * _stride + column - row + width] = value;
    }

    public void Factor()
    {
        for (var k = 0; k < size; k++)
        {
            var (last, right) = (Math.Min(size - 1, k + width), Math.Min(size - 1, k + 2 * width));
            var pivot = k;
            for (var i = k + 1; i <= last; i++)
            {
                if (Magnitude(this[i, k]) > Magnitude(this[pivot, k])) pivot = i;
            }

            _pivots[k] = pivot;
            for (var j = k; pivot != k && j <= right; j++) (this[k, j], this[pivot, j]) = (this[pivot, j], this[k, j]);
            for (var i = k + 1; i <= last; i++)
            {
                var factor = this[i, k] /= this[k, k];
                for (var j = k + 1; j <= right; j++) this[i, j] -= factor * this[k, j];
            }
        }
    }

    public void Solve(T[] right)
    {
        for (var k = 0; k < size; k++)
        {
            (right[k], right[_pivots[k]]) = (right[_pivots[k]], right[k]);
            for (var i = k + 1; i <= Math.Min(size - 1, k + width); i++) right[i] -= this[i, k] * right[k];
        }

        for (var k = size - 1; k >= 0; k--)
        {
            for (var j = k + 1; j <= Math.Min(size - 1, k + 2 * width); j++) right[k] -= this[k, j] * right[j];
            right[k] /= this[k, k];
        }
    }

    private static double Magnitude(T value) => double.CreateChecked(T.Abs(value));
}
