using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Kernels;

/// <summary>Broyden's tridiagonal system, the non-zeros alone, in CSR order.</summary>
internal static partial class Tridiagonal
{
    private const int N = 100;

    public static Kernel Kernel { get; } = Course.Compare<ByHand, Generated, Differences>("tridiagonal, CSR, n = 100", N, N);

    [Differentiable(Derivatives.SparseJacobian)]
    public static void F(double[] x, Span<double> f)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var left = i > 0 ? x[i - 1] : 0;
            var right = i < x.Length - 1 ? x[i + 1] : 0;
            f[i] = (3 - 2 * x[i]) * x[i] - left - 2 * right + 1;
        }
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian)
        {
            var next = 0;
            for (var i = 0; i < x.Length; i++)
            {
                if (i > 0) jacobian[next++] = -1;
                jacobian[next++] = 3 - 4 * x[i];
                if (i < x.Length - 1) jacobian[next++] = -2;
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobianValues(x, x.Length, jacobian);
    }

    private struct Differences : IContender
    {
        private static readonly double[] _x = new double[N];
        private static readonly VectorFunction _f = static (x, f) =>
        {
            x.CopyTo(_x);
            F(_x, f);
        };

        private static readonly SparsityPattern _pattern = FJacobianPattern(_x, N);

        public static void Jacobian(double[] x, Span<double> jacobian) => FiniteDifference.Central(_f, x, _pattern, jacobian);
    }
}
