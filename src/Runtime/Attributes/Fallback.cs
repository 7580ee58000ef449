namespace SymbolicJacobian;

/// <summary>What happens to a part of a method that has no exact derivative.</summary>
public enum Fallback
{
    /// <summary>That part is approximated by central differences, and a warning at its token says so.</summary>
    FiniteDifference = 0,

    /// <summary>A compile-time error at its token.</summary>
    Error = 1,
}
