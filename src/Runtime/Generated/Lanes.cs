#if NET9_0_OR_GREATER
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymbolicJacobian;

/// <summary>
/// Four points side by side, one in each lane of a vector: what generated batches call; not meant to be called by hand. A condition is a
/// vector of masks, all bits set in the lanes in which it holds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    /// <summary>The points of a tile.</summary>
    public const int Count = 4;

    /// <summary>The condition holds in at least one lane.</summary>
    /// <param name="condition">The masks.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector256<double> condition) => condition.ExtractMostSignificantBits() != 0;

    /// <summary>A condition from its lanes.</summary>
    /// <param name="first">In the first lane.</param>
    /// <param name="second">In the second.</param>
    /// <param name="third">In the third.</param>
    /// <param name="fourth">In the fourth.</param>
    public static Vector256<double> Mask(bool first, bool second, bool third, bool fourth) =>
        Vector256.Create(Bits(first), Bits(second), Bits(third), Bits(fourth)).AsDouble();

    /// <summary>eˣ, at most 4 ulp from <see cref="Math.Exp"/>.</summary>
    /// <param name="x">The exponents.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x) => Vector256.Exp(x);

    /// <summary>The natural logarithm, at most 4 ulp from <see cref="Math.Log(double)"/>.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x) => Vector256.Log(x);

    /// <summary>The sine, at most 4 ulp from <see cref="Math.Sin"/>.</summary>
    /// <param name="x">The angles.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sin(Vector256<double> x) => Vector256.Sin(x);

    /// <summary>The cosine, at most 4 ulp from <see cref="Math.Cos"/>.</summary>
    /// <param name="x">The angles.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Cos(Vector256<double> x) => Vector256.Cos(x);

    /// <summary>Sine and cosine, each at most 4 ulp from that of <see cref="Math"/>.</summary>
    /// <param name="x">The angles.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Sin, Vector256<double> Cos) SinCos(Vector256<double> x) => Vector256.SinCos(x);

    /// <summary>The hyperbolic tangent, at most 4 ulp from <see cref="Math.Tanh"/>.</summary>
    /// <param name="x">The arguments.</param>
    public static Vector256<double> Tanh(Vector256<double> x)
    {
        // Cephes (S. Moshier): a rational function near 0, where 1 − 2/(e²ˣ + 1) would cancel.
        var (a, one) = (Vector256.Abs(x), Vector256<double>.One);
        var z = x * x;
        var numerator = ((((Vector256.Create(-9.64399179425052238628E-1) * z) + Vector256.Create(-9.92877231001918586564E1)) * z)
            + Vector256.Create(-1.61468768441708447952E3)) * z;
        var denominator = ((((z + Vector256.Create(1.12811678491632931402E2)) * z) + Vector256.Create(2.23548839060100448583E3)) * z)
            + Vector256.Create(4.84406305325125486048E3);
        var near = x + (x * (numerator / denominator));
        var far = Vector256.CopySign(one - (Vector256.Create(2.0) / (Vector256.Exp(a + a) + one)), x);
        return Vector256.ConditionalSelect(Vector256.LessThan(a, Vector256.Create(0.625)), near, far);
    }

    /// <summary>The tangent, lane by lane.</summary>
    /// <param name="x">The angles.</param>
    public static Vector256<double> Tan(Vector256<double> x) => Vector256.Create(Math.Tan(x[0]), Math.Tan(x[1]), Math.Tan(x[2]), Math.Tan(x[3]));

    /// <summary>The arc sine, lane by lane.</summary>
    /// <param name="x">The arguments.</param>
    public static Vector256<double> Asin(Vector256<double> x) => Vector256.Create(Math.Asin(x[0]), Math.Asin(x[1]), Math.Asin(x[2]), Math.Asin(x[3]));

    /// <summary>The arc cosine, lane by lane.</summary>
    /// <param name="x">The arguments.</param>
    public static Vector256<double> Acos(Vector256<double> x) => Vector256.Create(Math.Acos(x[0]), Math.Acos(x[1]), Math.Acos(x[2]), Math.Acos(x[3]));

    /// <summary>The arc tangent, lane by lane.</summary>
    /// <param name="x">The arguments.</param>
    public static Vector256<double> Atan(Vector256<double> x) => Vector256.Create(Math.Atan(x[0]), Math.Atan(x[1]), Math.Atan(x[2]), Math.Atan(x[3]));

    /// <summary>The angle of (x, y), lane by lane.</summary>
    /// <param name="y">The ordinates.</param>
    /// <param name="x">The abscissas.</param>
    public static Vector256<double> Atan2(Vector256<double> y, Vector256<double> x) =>
        Vector256.Create(Math.Atan2(y[0], x[0]), Math.Atan2(y[1], x[1]), Math.Atan2(y[2], x[2]), Math.Atan2(y[3], x[3]));

    /// <summary>x to the power of y, lane by lane.</summary>
    /// <param name="x">The bases.</param>
    /// <param name="y">The exponents.</param>
    public static Vector256<double> Pow(Vector256<double> x, Vector256<double> y) =>
        Vector256.Create(Math.Pow(x[0], y[0]), Math.Pow(x[1], y[1]), Math.Pow(x[2], y[2]), Math.Pow(x[3], y[3]));

    private static long Bits(bool condition) => condition ? -1 : 0;
}
#endif
