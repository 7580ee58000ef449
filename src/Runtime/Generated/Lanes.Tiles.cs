#if NET9_0_OR_GREATER
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SymbolicJacobian;

/// <content>
/// Between points that lie one after the other and a tile, in which every number of a point is a vector: the same number of four points.
/// </content>
public static partial class Lanes
{
    /// <summary>Brings four points into a tile. Where fewer are left, the last one stands in the lanes that are over.</summary>
    /// <param name="points">All points, one after the other.</param>
    /// <param name="first">The number of the first one.</param>
    /// <param name="count">The number of all points.</param>
    /// <param name="tile">As long as a point has numbers.</param>
    public static void Load(ReadOnlySpan<double> points, int first, int count, Span<Vector256<double>> tile)
    {
        var n = tile.Length;
        var rest = points.Slice(first * n, Math.Min(Count, count - first) * n);
        if (rest.Length == Count * n && n >= Count && Avx.IsSupported)
        {
            LoadBlocks(ref MemoryMarshal.GetReference(rest), (nuint)n, ref MemoryMarshal.GetReference(tile));
            return;
        }

        var last = (rest.Length / Math.Max(1, n)) - 1;
        var (second, third, fourth) = (Math.Min(1, last) * n, Math.Min(2, last) * n, Math.Min(3, last) * n);
        for (var k = 0; k < tile.Length; k++) tile[k] = Vector256.Create(rest[k], rest[second + k], rest[third + k], rest[fourth + k]);
    }

    /// <summary>Brings the results of a tile to those of its points that there are.</summary>
    /// <param name="tile">As long as a point has results.</param>
    /// <param name="results">All results, one point after the other.</param>
    /// <param name="first">The number of the first point.</param>
    /// <param name="count">The number of all points.</param>
    public static void Store(ReadOnlySpan<Vector256<double>> tile, Span<double> results, int first, int count)
    {
        var n = tile.Length;
        var rest = results.Slice(first * n, Math.Min(Count, count - first) * n);
        if (rest.Length == Count * n && n >= Count && Avx.IsSupported)
        {
            StoreBlocks(ref MemoryMarshal.GetReference(tile), (nuint)n, ref MemoryMarshal.GetReference(rest));
            return;
        }

        for (var (lane, start) = (0, 0); start < rest.Length; lane++, start += n)
        {
            for (var k = 0; k < tile.Length; k++) rest[start + k] = tile[k][lane];
        }
    }

    // Blocks of four by four are transposed in registers. The last block of a row overlaps the one before where n is no multiple of four.
    private static void LoadBlocks(ref double points, nuint n, ref Vector256<double> tile)
    {
        for (nuint k = 0; ;)
        {
            var (a, b, c, d) = Transposed(
                Vector256.LoadUnsafe(ref points, k),
                Vector256.LoadUnsafe(ref points, n + k),
                Vector256.LoadUnsafe(ref points, (2 * n) + k),
                Vector256.LoadUnsafe(ref points, (3 * n) + k));
            Unsafe.Add(ref tile, k) = a;
            Unsafe.Add(ref tile, k + 1) = b;
            Unsafe.Add(ref tile, k + 2) = c;
            Unsafe.Add(ref tile, k + 3) = d;
            k += Count;
            if (k == n) return;
            if (k > n - Count) k = n - Count;
        }
    }

    private static void StoreBlocks(ref Vector256<double> tile, nuint n, ref double results)
    {
        for (nuint k = 0; ;)
        {
            var (a, b, c, d) = Transposed(Unsafe.Add(ref tile, k), Unsafe.Add(ref tile, k + 1), Unsafe.Add(ref tile, k + 2), Unsafe.Add(ref tile, k + 3));
            a.StoreUnsafe(ref results, k);
            b.StoreUnsafe(ref results, n + k);
            c.StoreUnsafe(ref results, (2 * n) + k);
            d.StoreUnsafe(ref results, (3 * n) + k);
            k += Count;
            if (k == n) return;
            if (k > n - Count) k = n - Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> A, Vector256<double> B, Vector256<double> C, Vector256<double> D) Transposed(
        Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d)
    {
        var (ab, ba) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        var (cd, dc) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        const byte Low = 0x20;
        const byte High = 0x31;
        return (Avx.Permute2x128(ab, cd, Low), Avx.Permute2x128(ba, dc, Low), Avx.Permute2x128(ab, cd, High), Avx.Permute2x128(ba, dc, High));
    }
}
#endif
