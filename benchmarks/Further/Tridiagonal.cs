using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>Broyden's tridiagonal function, n = 100: 298 non-zeros in CSR order.</summary>
internal static partial class Tridiagonal
{
    private const int N = 100;

    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("tridiagonal, CSR", 1, new double[N], 1, 3 * N - 2);

    [Differentiable(Derivatives.SparseJacobian)]
    public static double[] F(double[] x)
    {
        int n = x.Length;
        var f = new double[n];
        for (int i = 0; i < n; i++)
        {
            double left = i > 0 ? x[i - 1] : 0;
            double right = i < n - 1 ? x[i + 1] : 0;
            f[i] = (3 - 2 * x[i]) * x[i] - left - 2 * right + 1;
        }

        return f;
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> values)
        {
            values[0] = 3 - 4 * x[0];
            values[1] = -2;
            var at = 2;
            for (var i = 1; i < x.Length - 1; i++)
            {
                var row = values.Slice(at, 3);
                row[0] = -1;
                row[1] = 3 - 4 * x[i];
                row[2] = -2;
                at += 3;
            }

            values[at] = -1;
            values[at + 1] = 3 - 4 * x[^1];
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> values) => FJacobianValues(x, values);
    }
}
