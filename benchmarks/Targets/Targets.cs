using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>The kernels that are held against the best one can write by hand.</summary>
internal static class Targets
{
    public static IEnumerable<Kernel> All { get; } =
    [
        Poly.Kernel, Trig.Kernel, Snavely.Kernel, WideSoftmax.Kernel, TanhLayer.Kernel, RosenbrockGradient.Kernel, RosenbrockResiduals.Kernel, Arm.Kernel,
        Rodrigues.Kernel, Quaternion.Kernel, Kepler.Kernel, BlackScholes.Kernel,
    ];
}
