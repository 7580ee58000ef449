namespace SymbolicJacobian.GradBench.Problems;

/// <summary>A hand: bones in a tree, and the vertices of a skin that move with them. Affine maps are 3 × 4, row by row.</summary>
public sealed class HandModel
{
    public const int BoneCount = 22;
    public const int Entries = 12;

    /// <summary>The bone that each hangs on, −1 for the first; parents come first.</summary>
    public required int[] Parents { get; init; }

    /// <summary>22 maps, from each bone to its parent, at rest.</summary>
    public required double[] BaseRelatives { get; init; }

    /// <summary>22 maps, from space to each bone, at rest.</summary>
    public required double[] InverseBaseAbsolutes { get; init; }

    /// <summary>3 × M, the vertices at rest.</summary>
    public required double[,] BasePositions { get; init; }

    /// <summary>22 × M, how much each bone moves each vertex.</summary>
    public required double[,] Weights { get; init; }

    /// <summary>3 vertices each.</summary>
    public required int[] Triangles { get; init; }

    public required bool IsMirrored { get; init; }
}
