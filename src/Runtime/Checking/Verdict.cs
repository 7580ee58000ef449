namespace SymbolicJacobian;

/// <summary>What a check of derivatives comes to.</summary>
public enum Verdict
{
    /// <summary>Every entry that could be examined agrees with the differences, and none that matters escaped.</summary>
    Correct = 0,

    /// <summary>At least one entry contradicts the differences.</summary>
    Wrong = 1,

    /// <summary>
    /// Neither pass nor fail: no entry is known to be wrong, but differences are too inaccurate here for at least one that
    /// matters. Choose another point, or scale the function.
    /// </summary>
    Undecidable = 2,
}
