namespace SymbolicJacobian;

/// <summary>Random directions, the same in every process and on every platform.</summary>
/// <remarks>
/// SplitMix64: G. L. Steele, D. Lea and C. H. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
/// <see cref="Random"/> does not promise its sequence across versions of .NET.
/// </remarks>
internal sealed class DirectionSource
{
    private ulong _state = 0x5EED_0FDE_51F7_1E57;

    /// <summary>Components of either sign with magnitudes in [½, 1): none so small that it hides its column.</summary>
    internal void Fill(Span<double> direction)
    {
        for (var j = 0; j < direction.Length; j++)
        {
            var bits = Next();
            var magnitude = 0.5 + (bits >> 12) * (1.0 / (1UL << 53));
            direction[j] = (bits & 1) == 0 ? magnitude : -magnitude;
        }
    }

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E37_79B9_7F4A_7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            return z ^ (z >> 31);
        }
    }
}
