namespace SymbolicJacobian.Benchmarks.Verification;

/// <summary>Functions that the rules of the check were not made with, one line each: finance, coordinates, matrices, iterations, physics.</summary>
internal static partial class Functions
{
    private static readonly Function[] _second =
    [
        new(nameof(TanhLayer), 2, [0.6, -0.8, 0.1, -0.3], TanhLayer, TanhLayerJacobian),
        new(nameof(Gelu), 2, [0.9, -1.3], Gelu, GeluJacobian),
        new(nameof(CrossEntropy), 2, [1.2, 0.4, -0.9], CrossEntropy, CrossEntropyJacobian),
        new(nameof(LayerNorm), 3, [0.5, -0.8, 1.9], LayerNorm, LayerNormJacobian),
        new(nameof(BlackScholesByLogistic), 1, [100, 0.03, 0.25, 0.8], BlackScholesByLogistic, BlackScholesByLogisticJacobian),
        new(nameof(NelsonSiegel), 1, [0.04, -0.02, 0.01, 1.6], NelsonSiegel, NelsonSiegelJacobian),
        new(nameof(BondPrice), 1, [0.045, 1.0], BondPrice, BondPriceJacobian),
        new(nameof(Haversine), 1, [0.7, 0.2, 0.9, -0.4], Haversine, HaversineJacobian),
        new(nameof(EarthFixed), 3, [0.8, 0.3, 120], EarthFixed, EarthFixedJacobian),
        new(nameof(Spherical), 3, [2.1, 0.8, -1.3], Spherical, SphericalJacobian),
        new(nameof(ToSpherical), 3, [1.1, -0.7, 0.4], ToSpherical, ToSphericalJacobian),
        new(nameof(BicycleModel), 3, [1, 2, 0.5, 8, 0.1], BicycleModel, BicycleModelJacobian),
        new(nameof(Ranges), 2, [100, -50, 3], Ranges, RangesJacobian),
        new(nameof(Determinant), 1, [2, 0.3, -0.7, 0.4, 1.8, 0.2, -0.1, 0.6, 2.4], Determinant, DeterminantJacobian),
        new(nameof(Inverse), 4, [2, 0.5, -0.3, 1.4], Inverse, InverseJacobian),
        new(nameof(Cholesky), 3, [2.5, 0.8, 1.9], Cholesky, CholeskyJacobian),
        new(nameof(Eigenvalues), 2, [2, 0.7, -1], Eigenvalues, EigenvaluesJacobian),
        new(nameof(Chebyshev), 2, [0.3, -0.6], Chebyshev, ChebyshevJacobian),
        new(nameof(ContinuedFraction), 1, [1.2, 2.3, 0.8], ContinuedFraction, ContinuedFractionJacobian),
        new(nameof(GeometricMean), 1, [3.2, 1.1], GeometricMean, GeometricMeanJacobian),
        new(nameof(NewtonRoot), 1, [7.3, 2.1], NewtonRoot, NewtonRootJacobian),
        new(nameof(Kepler), 2, [1.4, 0.3], Kepler, KeplerJacobian),
        new(nameof(RungeKutta), 2, [0.4, -0.2, 1.7], RungeKutta, RungeKuttaJacobian),
        new(nameof(Burgers), 2, [0.2, 0.9, 0.4, -0.3, 0.05], Burgers, BurgersJacobian),
        new(nameof(Brusselator), 2, [1.1, 2.7, 1, 3], Brusselator, BrusselatorJacobian),
        new(nameof(Robertson), 3, [0.9, 2e-05, 0.1], Robertson, RobertsonJacobian),
        new(nameof(Ogden), 1, [1.3, 2.6, 0.4], Ogden, OgdenJacobian),
        new(nameof(Colebrook), 1, [0.02, 0.001, 100000.0], Colebrook, ColebrookJacobian),
        new(nameof(DebyeHueckel), 1, [0.05, 2], DebyeHueckel, DebyeHueckelJacobian),
        new(nameof(LennardJones), 1, [0.7, 1.1, 1.4], LennardJones, LennardJonesJacobian),
        new(nameof(Morse), 1, [4.5, 1.9, 0.74, 0.9], Morse, MorseJacobian),
        new(nameof(Butterworth), 2, [1.3, 1.1], Butterworth, ButterworthJacobian),
        new(nameof(Diode), 1, [0.65, 0.02, 2], Diode, DiodeJacobian),
        new(nameof(Shallow), 3, [1.7, 0.8, -0.3], Shallow, ShallowJacobian),
    ];

    [Differentiable]
    private static void TanhLayer([Size(4)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = Math.Tanh(0.3 * x[0] - 0.7 * x[1] + x[2]);
        y[1] = Math.Tanh(1.1 * x[0] + 0.2 * x[1] + x[3]);
    }

    [Differentiable]
    private static void Gelu([Size(2)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = 0.5 * x[0] * (1 + Math.Tanh(0.7978845608 * (x[0] + 0.044715 * Math.Pow(x[0], 3))));
        y[1] = x[1] / (1 + Math.Exp(-1.702 * x[1]));
    }

    [Differentiable]
    private static void CrossEntropy([Size(3)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = -x[0] + Math.Log(Math.Exp(x[0]) + Math.Exp(x[1]) + Math.Exp(x[2]));
        y[1] = Math.Log(1 + Math.Exp(-x[1] * x[2]));
    }

    [Differentiable]
    private static void LayerNorm([Size(3)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        double m = (x[0] + x[1] + x[2]) / 3, s = Math.Sqrt(((x[0] - m) * (x[0] - m) + (x[1] - m) * (x[1] - m) + (x[2] - m) * (x[2] - m)) / 3 + 1e-5);
        y[0] = (x[0] - m) / s;
        y[1] = (x[1] - m) / s;
        y[2] = (x[2] - m) / s;
    }

    [Differentiable]
    private static void BlackScholesByLogistic([Size(4)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        double d = (Math.Log(x[0] / 95) + (x[1] + x[2] * x[2] / 2) * x[3]) / (x[2] * Math.Sqrt(x[3]));
        y[0] = x[0] / (1 + Math.Exp(-1.702 * d)) - 95 * Math.Exp(-x[1] * x[3]) / (1 + Math.Exp(-1.702 * (d - x[2] * Math.Sqrt(x[3]))));
    }

    [Differentiable]
    private static void NelsonSiegel([Size(4)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        double e = Math.Exp(-2 / x[3]);
        y[0] = x[0] + x[1] * (1 - e) / (2 / x[3]) + x[2] * ((1 - e) / (2 / x[3]) - e);
    }

    [Differentiable]
    private static void BondPrice([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = 5 / (1 + x[0]) + 5 / Math.Pow(1 + x[0], 2) + 105 / Math.Pow(1 + x[0], 2 + x[1]);
    }

    [Differentiable]
    private static void Haversine([Size(4)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        double h = Math.Pow(Math.Sin((x[2] - x[0]) / 2), 2) + Math.Cos(x[0]) * Math.Cos(x[2]) * Math.Pow(Math.Sin((x[3] - x[1]) / 2), 2);
        y[0] = 2 * Math.Asin(Math.Sqrt(h));
    }

    [Differentiable]
    private static void EarthFixed([Size(3)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        double n = 6378137 / Math.Sqrt(1 - 0.00669438 * Math.Pow(Math.Sin(x[0]), 2));
        y[0] = (n + x[2]) * Math.Cos(x[0]) * Math.Cos(x[1]);
        y[1] = (n + x[2]) * Math.Cos(x[0]) * Math.Sin(x[1]);
        y[2] = (n * (1 - 0.00669438) + x[2]) * Math.Sin(x[0]);
    }

    [Differentiable]
    private static void Spherical([Size(3)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        y[0] = x[0] * Math.Sin(x[1]) * Math.Cos(x[2]);
        y[1] = x[0] * Math.Sin(x[1]) * Math.Sin(x[2]);
        y[2] = x[0] * Math.Cos(x[1]);
    }

    [Differentiable]
    private static void ToSpherical([Size(3)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        double r = Math.Sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
        y[0] = r;
        y[1] = Math.Acos(x[2] / r);
        y[2] = Math.Atan2(x[1], x[0]);
    }

    [Differentiable]
    private static void BicycleModel([Size(5)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        y[0] = x[0] + 0.1 * x[3] * Math.Cos(x[2]);
        y[1] = x[1] + 0.1 * x[3] * Math.Sin(x[2]);
        y[2] = x[2] + 0.1 * x[3] / 2.7 * Math.Tan(x[4]);
    }

    [Differentiable]
    private static void Ranges([Size(3)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = Math.Sqrt(Math.Pow(x[0] - 15600, 2) + Math.Pow(x[1] - 7540, 2)) + x[2];
        y[1] = Math.Sqrt(Math.Pow(x[0] - 18760, 2) + Math.Pow(x[1] - 2750, 2)) + x[2];
    }

    [Differentiable]
    private static void Determinant([Size(9)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = x[0] * (x[4] * x[8] - x[5] * x[7]) - x[1] * (x[3] * x[8] - x[5] * x[6]) + x[2] * (x[3] * x[7] - x[4] * x[6]);
    }

    [Differentiable]
    private static void Inverse([Size(4)] ReadOnlySpan<double> x, [Size(4)] Span<double> y)
    {
        double d = x[0] * x[3] - x[1] * x[2];
        y[0] = x[3] / d;
        y[1] = -x[1] / d;
        y[2] = -x[2] / d;
        y[3] = x[0] / d;
    }

    [Differentiable]
    private static void Cholesky([Size(3)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        double a = Math.Sqrt(x[0]);
        y[0] = a;
        y[1] = x[1] / a;
        y[2] = Math.Sqrt(x[2] - x[1] * x[1] / x[0]);
    }

    [Differentiable]
    private static void Eigenvalues([Size(3)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        double r = Math.Sqrt(Math.Pow((x[0] - x[2]) / 2, 2) + x[1] * x[1]);
        y[0] = (x[0] + x[2]) / 2 + r;
        y[1] = (x[0] + x[2]) / 2 - r;
    }

    [Differentiable]
    private static void Chebyshev([Size(2)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = Math.Cos(5 * Math.Acos(x[0]));
        y[1] = 8 * Math.Pow(x[1], 4) - 8 * x[1] * x[1] + 1;
    }

    [Differentiable]
    private static void ContinuedFraction([Size(3)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = x[0] + 1 / (x[1] + 1 / (x[2] + 1 / (x[0] + x[1])));
    }

    [Differentiable]
    private static void GeometricMean([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        double a = (x[0] + x[1]) / 2, g = Math.Sqrt(x[0] * x[1]); (a, g) = ((a + g) / 2, Math.Sqrt(a * g));
        y[0] = a * g / Math.Sqrt((a * a + g * g) / 2);
    }

    [Differentiable]
    private static void NewtonRoot([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        double r = x[1]; for (var i = 0; i < 6; i++) { r = (r + x[0] / r) / 2; }
        y[0] = r;
    }

    [Differentiable]
    private static void Kepler([Size(2)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        double e = x[0]; for (var i = 0; i < 8; i++) { e -= (e - x[1] * Math.Sin(e) - x[0]) / (1 - x[1] * Math.Cos(e)); }
        y[0] = e;
        y[1] = Math.Cos(e) - x[1];
    }

    [Differentiable]
    private static void RungeKutta([Size(3)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        double p = x[0], v = x[1]; for (var i = 0; i < 10; i++) { var m = v - 0.05 * x[2] * Math.Sin(p); p += 0.1 * m; v -= 0.1 * x[2] * Math.Sin(p - 0.05 * m); }
        y[0] = p;
        y[1] = v;
    }

    [Differentiable]
    private static void Burgers([Size(5)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = x[1] * (x[2] - x[0]) / 2 - x[4] * (x[2] - 2 * x[1] + x[0]);
        y[1] = x[2] * (x[3] - x[1]) / 2 - x[4] * (x[3] - 2 * x[2] + x[1]);
    }

    [Differentiable]
    private static void Brusselator([Size(4)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = x[2] + x[0] * x[0] * x[1] - (x[3] + 1) * x[0];
        y[1] = x[3] * x[0] - x[0] * x[0] * x[1];
    }

    [Differentiable]
    private static void Robertson([Size(3)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        y[0] = -0.04 * x[0] + 1e4 * x[1] * x[2];
        y[1] = 0.04 * x[0] - 1e4 * x[1] * x[2] - 3e7 * x[1] * x[1];
        y[2] = 3e7 * x[1] * x[1];
    }

    [Differentiable]
    private static void Ogden([Size(3)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = x[0] * (Math.Pow(1.4, x[1] - 1) - Math.Pow(1.4, -x[1] / 2 - 1)) + x[2] * (1 - 1 / Math.Pow(1.4, 3));
    }

    [Differentiable]
    private static void Colebrook([Size(3)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = 1 / Math.Sqrt(x[0]) + 2 * Math.Log10(x[1] / 3.7 + 2.51 / (x[2] * Math.Sqrt(x[0])));
    }

    [Differentiable]
    private static void DebyeHueckel([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = -0.509 * x[1] * x[1] * Math.Sqrt(x[0]) / (1 + 1.5 * Math.Sqrt(x[0]));
    }

    [Differentiable]
    private static void LennardJones([Size(3)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = 4 * x[0] * (Math.Pow(x[1] / x[2], 12) - Math.Pow(x[1] / x[2], 6));
    }

    [Differentiable]
    private static void Morse([Size(4)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = x[0] * Math.Pow(1 - Math.Exp(-x[1] * (x[3] - x[2])), 2);
    }

    [Differentiable]
    private static void Butterworth([Size(2)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = 1 / Math.Sqrt(1 + Math.Pow(x[0] / x[1], 8));
        y[1] = -20 * Math.Log10(1 + Math.Pow(x[0] / x[1], 8));
    }

    [Differentiable]
    private static void Diode([Size(3)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = 1e-12 * (Math.Exp((x[0] - x[1] * x[2]) / 0.02585) - 1) - x[1];
    }

    [Differentiable]
    private static void Shallow([Size(3)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        y[0] = x[1];
        y[1] = x[1] * x[1] / x[0] + 4.905 * x[0] * x[0];
        y[2] = x[1] * x[2] / x[0];
    }
}
