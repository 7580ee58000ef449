using SymbolicJacobian.Benchmarks.Numbers;
using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>The position in the orbit from mean anomaly and eccentricity: Kepler's equation by five steps of Newton; 2 × 2.</summary>
internal static partial class Kepler
{
    private const int Steps = 5;

    public static Kernel Kernel { get; } = Peers.Compare<Body, ByHand, Generated>("Kepler, 2×2", [1.3, 0.3], 0.2, 1e-9);

    [Differentiable]
    public static double[] F(double mean, double eccentricity)
    {
        var at = mean;
        for (var i = 0; i < Steps; i++)
            at -= (at - eccentricity * Math.Sin(at) - mean) / (1 - eccentricity * Math.Cos(at));
        return [Math.Cos(at) - eccentricity, Math.Sqrt(1 - eccentricity * eccentricity) * Math.Sin(at)];
    }

    private struct Body : IBody
    {
        public static int Rows => 2;

        public static int Columns => 2;

        public static void Run<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : struct, IReal<T>
        {
            var (mean, eccentricity) = (x[0], x[1]);
            var at = mean;
            for (var i = 0; i < Steps; i++) at -= (at - eccentricity * T.Sin(at) - mean) / ((T)1 - eccentricity * T.Cos(at));
            y[0] = T.Cos(at) - eccentricity;
            y[1] = T.Sqrt((T)1 - eccentricity * eccentricity) * T.Sin(at);
        }
    }

    /// <summary>The steps are not differentiated: at the solution the derivative is that of the equation.</summary>
    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian)
        {
            var (mean, eccentricity) = (x[0], x[1]);
            var at = mean;
            for (var i = 0; i < Steps; i++)
            {
                var (s, c) = Math.SinCos(at);
                at -= (at - eccentricity * s - mean) / (1 - eccentricity * c);
            }

            var (sine, cosine) = Math.SinCos(at);
            var byMean = 1 / (1 - eccentricity * cosine);
            var byEccentricity = sine * byMean;
            var root = Math.Sqrt(1 - eccentricity * eccentricity);
            jacobian[3] = root * cosine * byEccentricity - eccentricity / root * sine;
            jacobian[2] = root * cosine * byMean;
            jacobian[1] = -sine * byEccentricity - 1;
            jacobian[0] = -sine * byMean;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], jacobian);
    }
}
