namespace SymbolicJacobian;

/// <summary>What the check found at one entry.</summary>
public enum Finding
{
    /// <summary>The analytic value lies within the bound of the numeric one.</summary>
    Agrees = 0,

    /// <summary>The function has no derivative here: undefined at the point, or neither value is finite.</summary>
    Undefined = 1,

    /// <summary>The slopes on the two sides differ, and the analytic value is one of them or lies between them.</summary>
    Kink = 2,

    /// <summary>The differences are too inaccurate to tell, or the value at a kink lies outside both slopes.</summary>
    Undecidable = 3,

    /// <summary>The analytic value contradicts the numeric one.</summary>
    Wrong = 4,
}
