using SymbolicJacobian.Benchmarks.Numbers;
using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>The residuals of Rosenbrock's extended function, 100 of 100 variables: 150 non-zeros in CSR order.</summary>
internal static partial class RosenbrockResiduals
{
    private const int N = 100;

    private static readonly SparsityPattern _pattern = FJacobianPattern(new double[N]);

    public static Kernel Kernel { get; } = new(
        "Rosenbrock residuals, CSR",
        N,
        N,
        [
            Contender.Of<ByHand>("by hand"),
            Contender.Of<Generated>("generated"),
            Contender.Of<Differences>("central differences", Contender.OfDifferences),
        ]);

    [Differentiable(Derivatives.SparseJacobian)]
    public static double[] F(double[] x)
    {
        var f = new double[x.Length];
        for (var i = 0; i < x.Length / 2; i++)
        {
            f[2 * i] = 10 * (x[2 * i + 1] - x[2 * i] * x[2 * i]);
            f[2 * i + 1] = 1 - x[2 * i];
        }

        return f;
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> values)
        {
            for (var i = 0; i + 1 < x.Length; i += 2)
            {
                var block = values.Slice(3 * (i >> 1), 3);
                block[0] = -20 * x[i];
                block[1] = 10;
                block[2] = -1;
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> values) => FJacobianValues(x, values);
    }

    private struct Differences : IContender
    {
        private static readonly VectorFunction _f = static (x, f) =>
        {
            for (var i = 0; i + 1 < x.Length; i += 2)
            {
                f[i] = 10 * (x[i + 1] - x[i] * x[i]);
                f[i + 1] = 1 - x[i];
            }
        };

        public static void Jacobian(double[] x, Span<double> values) => FiniteDifference.Central(_f, x, _pattern, values);
    }
}
