using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>A sparsity pattern that is known while compiling.</summary>
internal sealed record FixedPattern(int RowCount, int ColumnCount, IReadOnlyList<int> RowPointers, IReadOnlyList<int> ColumnIndices);

/// <summary>All that emission prints for <c>Derivatives.SparseJacobian</c>; nothing is left to decide.</summary>
internal sealed class SparsePlan
{
    /// <summary>All sizes are fixed: the pattern is asked for without parameters.</summary>
    public required bool HasFixedSizes { get; init; }

    /// <summary>The pattern as two lists of numbers; null where it has to be computed.</summary>
    public FixedPattern? Fixed { get; init; }

    /// <summary>Yields the pattern; null where it is fixed, and where every entry has to be taken for a non-zero.</summary>
    public Function? Pattern { get; init; }

    /// <summary>The pattern depends on nothing but the text of the method, so that one is enough for all calls.</summary>
    public bool IsPatternConstant { get; init; }

    /// <summary>Fills its last input, the span <c>values</c>, in the order of the pattern.</summary>
    public required Function Values { get; init; }

    /// <summary>Yields how many values there are, where <see cref="Values"/> writes them without a pattern; null elsewhere.</summary>
    public Function? Count { get; init; }

    /// <summary>An input of <see cref="Values"/>: the pattern, to be computed before; null where it goes without.</summary>
    public Value? PatternInput { get; init; }

    /// <summary>An input of both: the number of rows, where F fills a span of any length.</summary>
    public Value? RowsInput { get; init; }

    /// <summary>Number of rows over the inputs, or null: then only the body knows.</summary>
    public required Expression? Rows { get; init; }

    public required Expression Columns { get; init; }

    /// <summary>For the documentation: how it is computed.</summary>
    public required string Mode { get; init; }
}
