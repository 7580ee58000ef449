using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Kernels;

/// <summary>Rows 2, 3, 8 and 12 of the course, and two sparse systems.</summary>
internal static class Course
{
    public static IEnumerable<Kernel> All { get; } = [Polynomial.Kernel, Trigonometric.Kernel, SigmoidLayer.Kernel, Softmax.Kernel, Tridiagonal.Kernel, Stencil.Kernel];

    public static Kernel Compare<TByHand, TGenerated, TDifferences>(string name, int rows, int columns)
        where TByHand : struct, IContender
        where TGenerated : struct, IContender
        where TDifferences : struct, IContender => new(
            name,
            rows,
            columns,
            [
                Contender.Of<TByHand>("by hand"),
                Contender.Of<TGenerated>("generated"),
                Contender.Of<TDifferences>("central differences", Contender.OfDifferences),
            ]);
}
