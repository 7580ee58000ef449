using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Kernels;

/// <summary>Bratu's problem on a grid of five-point stars, the non-zeros alone, in CSR order.</summary>
internal static partial class Stencil
{
    private const int N = 10;

    public static Kernel Kernel { get; } = Course.Compare<ByHand, Generated, Differences>("five-point star, CSR, 10×10", N * N, N * N);

    [Differentiable(Derivatives.SparseJacobian)]
    public static void F(double[] u, int n, Span<double> f)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var k = i * n + j;
                var s = 4 * u[k] - u[k] * u[k];
                if (i > 0) s -= u[k - n];
                if (i < n - 1) s -= u[k + n];
                if (j > 0) s -= u[k - 1];
                if (j < n - 1) s -= u[k + 1];
                f[k] = s;
            }
        }
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian)
        {
            var next = 0;
            for (var i = 0; i < N; i++)
            {
                for (var j = 0; j < N; j++)
                {
                    if (i > 0) jacobian[next++] = -1;
                    if (j > 0) jacobian[next++] = -1;
                    jacobian[next++] = 4 - 2 * x[i * N + j];
                    if (j < N - 1) jacobian[next++] = -1;
                    if (i < N - 1) jacobian[next++] = -1;
                }
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobianValues(x, N, x.Length, jacobian);
    }

    private struct Differences : IContender
    {
        private static readonly double[] _x = new double[N * N];
        private static readonly VectorFunction _f = static (x, f) =>
        {
            x.CopyTo(_x);
            F(_x, N, f);
        };

        private static readonly SparsityPattern _pattern = FJacobianPattern(_x, N, N * N);

        public static void Jacobian(double[] x, Span<double> jacobian) => FiniteDifference.Central(_f, x, _pattern, jacobian);
    }
}
