using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.Differentiation;
using SymbolicJacobian.Benchmarks.Numbers;

namespace SymbolicJacobian.Benchmarks.SideBySide;

/// <summary>A kernel as one text over any numbers: what dual numbers and differences evaluate.</summary>
internal interface IBody
{
    static abstract int Rows { get; }

    static abstract int Columns { get; }

    static abstract void Run<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : struct, IReal<T>;
}

/// <summary>The contenders that need nothing but the function.</summary>
internal static class Peers
{
    /// <summary>A kernel with all contenders. The first one is what the others are compared with.</summary>
    public static Kernel Compare<TBody, TByHand, TGenerated>(string name, double[]? center = null, double spread = 1, double tolerance = 1e-13)
        where TBody : struct, IBody
        where TByHand : struct, IContender
        where TGenerated : struct, IContender => new(
            name,
            TBody.Rows,
            TBody.Columns,
            [
                Contender.Of<TByHand>("by hand", tolerance),
                Contender.Of<TGenerated>("generated", tolerance),
                Contender.Of<Differences<TBody>>("central differences", Contender.OfDifferences),
                Contender.Of<DualNumbers<TBody>>("dual numbers", tolerance),
                Contender.Of<MathNetDifferences<TBody>>("MathNet.Numerics", Contender.OfDifferences),
            ])
        {
            Points = Kernel.Around(center ?? new double[TBody.Columns], spread),
        };

    private struct Differences<TBody> : IContender
        where TBody : struct, IBody
    {
        private static readonly VectorFunction _f = static (x, y) => TBody.Run(MemoryMarshal.Cast<double, Real>(x), MemoryMarshal.Cast<double, Real>(y));

        public static void Jacobian(double[] x, Span<double> jacobian) => FiniteDifference.Central(_f, x, jacobian, TBody.Rows);
    }

    private struct DualNumbers<TBody> : IContender
        where TBody : struct, IBody
    {
        private static readonly Dual[] _x = new Dual[TBody.Columns];
        private static readonly Dual[] _y = new Dual[TBody.Rows];

        public static void Jacobian(double[] x, Span<double> jacobian)
        {
            var n = x.Length;
            for (var first = 0; first < n; first += Dual.Width)
            {
                for (var j = 0; j < n; j++)
                {
                    _x[j] = x[j];
                }

                var last = Math.Min(n, first + Dual.Width);
                for (var j = first; j < last; j++)
                {
                    _x[j] = new Dual(x[j], Vector256<double>.Zero.WithElement(j - first, 1));
                }

                TBody.Run<Dual>(_x, _y);
                for (var i = 0; i < _y.Length; i++)
                {
                    for (var j = first; j < last; j++)
                    {
                        jacobian[(i * n) + j] = _y[i].Tangents[j - first];
                    }
                }
            }
        }
    }

    private struct MathNetDifferences<TBody> : IContender
        where TBody : struct, IBody
    {
        private static readonly NumericalJacobian _jacobian = new();
        private static readonly Func<double[], double>[] _rows = [.. Enumerable.Range(0, TBody.Rows).Select<int, Func<double[], double>>(i => x =>
        {
            Span<double> y = stackalloc double[TBody.Rows];
            TBody.Run(MemoryMarshal.Cast<double, Real>(x), MemoryMarshal.Cast<double, Real>(y));
            return y[i];
        })];

        public static void Jacobian(double[] x, Span<double> jacobian)
        {
            var entries = _jacobian.Evaluate(_rows, x);
            for (var k = 0; k < entries.Length; k++)
            {
                jacobian[k] = entries[k / x.Length, k % x.Length];
            }
        }
    }
}
