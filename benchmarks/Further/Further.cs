using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>Kernels of robotics, vision, mechanics, fitting and learning, each against what one writes by hand.</summary>
internal static class Further
{
    public static IEnumerable<Kernel> All { get; } =
    [
        Homography.Kernel, RayPlane.Kernel, RigidTransform.Kernel, EulerAngles.Kernel, Pendulum.Kernel, Lorenz.Kernel, Unicycle.Kernel, BearingRange.Kernel,
        CrossEntropy.Kernel, LogisticRegression.Kernel, LennardJones.Kernel, GaussianFit.Kernel, PolynomialFit.Kernel, Perceptron.Kernel, LogSumExp.Kernel,
        Tridiagonal.Kernel, QuadraticForm.Kernel, Springs.Kernel, CosineSimilarity.Kernel, NewtonStep.Kernel,
    ];

    /// <summary>A kernel with two contenders: by hand and generated.</summary>
    public static Kernel Pair<TByHand, TGenerated>(string name, int rows, double[] center, double spread = 0.3, int? columns = null)
        where TByHand : struct, IContender
        where TGenerated : struct, IContender => new(
            name, rows, columns ?? center.Length, [Contender.Of<TByHand>("by hand", 1e-12), Contender.Of<TGenerated>("generated", 1e-12)])
        {
            Points = Kernel.Around(center, spread),
        };
}
