namespace SymbolicJacobian;

/// <summary>
/// Fixes the size of an array or span, so that the shape and the sparsity of the Jacobian are known at compile time.
/// </summary>
/// <remarks>Generated members check the size on entry and throw <see cref="ArgumentException"/> where it differs.</remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue, AllowMultiple = false, Inherited = false)]
public sealed class SizeAttribute : Attribute
{
    /// <summary>Fixes the length of a one-dimensional array or of a span.</summary>
    /// <param name="length">The number of elements, at least 1.</param>
    public SizeAttribute(int length)
    {
        Rows = length;
        Columns = 1;
    }

    /// <summary>Fixes both sizes of a two-dimensional array, which is flattened row by row.</summary>
    /// <param name="rows">The first size, at least 1.</param>
    /// <param name="columns">The second size, at least 1.</param>
    public SizeAttribute(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
    }

    /// <summary>The number of elements.</summary>
    public int Length => Rows * Columns;

    /// <summary>The first size; for one dimension the length.</summary>
    public int Rows { get; }

    /// <summary>The second size; for one dimension 1.</summary>
    public int Columns { get; }
}
