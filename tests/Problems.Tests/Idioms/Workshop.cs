using System.Numerics;
using Problems.Checking;
using static System.Math;

namespace Problems.Idioms;

/// <summary>Small tools of many trades: control, optics, chemistry, images.</summary>
internal static partial class Workshop
{
    private readonly record struct Predator(double Prey, double Hunters)
    {
        public static Predator operator +(Predator a, Predator b) => new(a.Prey + b.Prey, a.Hunters + b.Hunters);

        public static Predator operator *(double s, Predator a) => new(s * a.Prey, s * a.Hunters);
    }

    [Differentiable(Kinds.Vector), At(1.1, 0.4, 0.1, 0.4, 25)]
    public static (double, double) LotkaVolterra(double alpha, double beta, double delta, double gamma, int steps)
    {
        Predator Slope(Predator s) => new(alpha * s.Prey - beta * s.Prey * s.Hunters, delta * s.Prey * s.Hunters - gamma * s.Hunters);
        var state = new Predator(10, 5);
        const double h = 0.02;
        for (int i = 0; i < steps; i++)
        {
            var k1 = Slope(state);
            var k2 = Slope(state + h / 2 * k1);
            var k3 = Slope(state + h / 2 * k2);
            var k4 = Slope(state + h * k3);
            state += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        }

        return (state.Prey, state.Hunters);
    }

    private static readonly (double A, double Alpha, double D)[] _links = [(0, PI / 2, 0.4), (0.5, 0, 0), (0.4, 0, 0.1), (0, -PI / 2, 0.2)];

    private static double[,] Denavit(double theta, in (double A, double Alpha, double D) link)
    {
        var (a, alpha, d) = link;
        var (ct, st, ca, sa) = (Cos(theta), Sin(theta), Cos(alpha), Sin(alpha));
        return new[,]
        {
            { ct, -st * ca, st * sa, a * ct },
            { st, ct * ca, -ct * sa, a * st },
            { 0, sa, ca, d },
            { 0, 0, 0, 1 },
        };
    }

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        int n = a.GetLength(0), m = b.GetLength(1), inner = a.GetLength(1);
        var c = new double[n, m];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < m; j++)
            {
                double sum = 0;
                for (int k = 0; k < inner; k++) sum += a[i, k] * b[k, j];
                c[i, j] = sum;
            }

        return c;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, -0.5, 0.8, 0.2 })]
    public static double[] DenavitHartenberg(double[] q)
    {
        var t = new double[4, 4];
        for (int i = 0; i < 4; i++) t[i, i] = 1;
        for (int i = 0; i < q.Length; i++) t = Multiply(t, Denavit(q[i], in _links[i]));
        return [t[0, 3], t[1, 3], t[2, 3], Atan2(t[2, 1], t[2, 2])];
    }

    [Differentiable(Kinds.Scalar), At(0.03, 0.4, new[] { 0.5, -0.2, 1.1, 0.7 })]
    public static double KalmanLikelihood(double q, double r, [Constant] double[] z)
    {
        (double p00, double p01, double p11) p = (1, 0, 1);
        var (x0, x1) = (0.0, 0.0);
        double logLikelihood = 0;
        foreach (var measured in z)
        {
            (x0, x1) = (x0 + 0.1 * x1, 0.99 * x1);
            p = (p.p00 + 0.2 * p.p01 + 0.01 * p.p11 + q / 3, p.p01 + 0.1 * p.p11 + q / 2, p.p11 + q);
            double s = p.p00 + r, innovation = measured - x0;
            (double k0, double k1) = (p.p00 / s, p.p01 / s);
            x0 += k0 * innovation;
            x1 += k1 * innovation;
            p = (p.p00 * (1 - k0), p.p01 * (1 - k0), p.p11 - k1 * p.p01);
            logLikelihood -= 0.5 * (Log(2 * PI * s) + innovation * innovation / s);
        }

        return logLikelihood;
    }

    private static int Interval(double[] knots, double t)
    {
        int lo = 0, hi = knots.Length - 1;
        while (hi - lo > 1)
        {
            int mid = (lo + hi) >> 1;
            if (knots[mid] > t) hi = mid;
            else lo = mid;
        }

        return lo;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.0, 0.8, 0.9, 0.1 }, 1.37, new[] { 0.0, 1.0, 2.0, 3.5 })]
    public static double HermiteSpline(double[] values, double t, [Constant] double[] knots)
    {
        int i = Interval(knots, t);
        double h = knots[i + 1] - knots[i], u = (t - knots[i]) / h;
        double Slope(int k) => k == 0 ? (values[1] - values[0]) / (knots[1] - knots[0])
            : k == values.Length - 1 ? (values[^1] - values[^2]) / (knots[^1] - knots[^2])
            : (values[k + 1] - values[k - 1]) / (knots[k + 1] - knots[k - 1]);
        return (2 * u * u * u - 3 * u * u + 1) * values[i] + (u * u * u - 2 * u * u + u) * h * Slope(i)
            + (-2 * u * u * u + 3 * u * u) * values[i + 1] + (u * u * u - u * u) * h * Slope(i + 1);
    }

    private static readonly double[] _nodes = [-0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831, 0.9061798459386640];
    private static readonly double[] _weights = [0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665, 0.2369268850561891];

    private static double Integrate(Func<double, double> f, double from, double to, int pieces = 4)
    {
        double sum = 0, h = (to - from) / pieces;
        for (int piece = 0; piece < pieces; piece++)
        {
            double middle = from + (piece + 0.5) * h;
            for (int k = 0; k < _nodes.Length; k++) sum += _weights[k] * f(middle + 0.5 * h * _nodes[k]);
        }

        return 0.5 * h * sum;
    }

    [Differentiable(Kinds.Scalar), At(1.4, 0.3)]
    public static double EllipticIntegral(double phi, double m) => Integrate(t => 1 / Sqrt(1 - m * Sin(t) * Sin(t)), 0, phi, pieces: 3);

    private sealed class Bisection
    {
        public required double Tolerance { get; init; }

        public int MostSteps { get; init; } = 200;
    }

    private static readonly Bisection _settings = new() { Tolerance = 1e-13 };

    [Differentiable(Kinds.FirstOrder), At(0.7, 0.3)]
    public static double NewtonOnKepler(double meanAnomaly, double eccentricity)
    {
        double e = meanAnomaly;
        for (int i = 0; i < _settings.MostSteps; i++)
        {
            double f = e - eccentricity * Sin(e) - meanAnomaly;
            e -= f / (1 - eccentricity * Cos(e));
            if (Abs(f) < _settings.Tolerance) break;
        }

        return 2 * Atan(Sqrt((1 + eccentricity) / (1 - eccentricity)) * Tan(e / 2));
    }

    [Differentiable(Kinds.Scalar), At(2.4, 1.5)]
    public static double BesselSeries(double x, double order)
    {
        double term = Pow(x / 2, order), sum = term;
        for (int k = 1; Abs(term) > 1e-18 * Abs(sum) && k < 60; k++)
        {
            term *= -(x * x / 4) / (k * (k + order));
            sum += term;
        }

        return sum;
    }

    private static bool TryHit(double[] origin, double[] direction, double radius, out double distance)
    {
        double b = 0, c = -radius * radius;
        for (int i = 0; i < 3; i++)
        {
            b += origin[i] * direction[i];
            c += origin[i] * origin[i];
        }

        double discriminant = b * b - c;
        distance = double.PositiveInfinity;
        if (discriminant < 0) return false;
        distance = -b - Sqrt(discriminant);
        return distance > 0;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.1, 0.2, -3.0 }, new[] { 0.05, -0.1, 1.0 }, 1.2), At(new[] { 5, 0.2, -3.0 }, new[] { 0.05, -0.1, 1.0 }, 1.2)]
    public static double Shade(double[] origin, double[] direction, double radius)
    {
        double norm = Sqrt(direction.Sum(d => d * d));
        var unit = direction.Select(d => d / norm).ToArray();
        if (!TryHit(origin, unit, radius, out var t)) return 0.1 * radius;
        double light = 0;
        for (int i = 0; i < 3; i++) light += (origin[i] + t * unit[i]) / radius * (i == 2 ? -1 : 0.2);
        return Max(light, 0) + 0.05 * t;
    }

    [Differentiable(Kinds.Scalar), At("1 2 4 3; 2 0.5 1 2; 3 1 2 2", 1.3, 0.6)]
    public static double Bilinear([Constant] double[,] image, double x, double y)
    {
        int x0 = (int)Floor(x), y0 = (int)Floor(y);
        int x1 = Min(x0 + 1, image.GetLength(1) - 1), y1 = Min(y0 + 1, image.GetLength(0) - 1);
        double u = x - x0, v = y - y0;
        return (1 - v) * ((1 - u) * image[y0, x0] + u * image[y0, x1]) + v * ((1 - u) * image[y1, x0] + u * image[y1, x1]);
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.1, 0.1, 0.3, -0.1, 0.9, 0.2, 0.01, 0.02 }, new[] { 0.0, 1, 1, 0.5 })]
    public static double[] Homography(double[] h, [Constant] double[] points)
    {
        var mapped = new List<double>(points.Length);
        for (int i = 0; i + 1 < points.Length; i += 2)
        {
            double x = points[i], y = points[i + 1], w = h[6] * x + h[7] * y + 1;
            mapped.Add((h[0] * x + h[1] * y + h[2]) / w);
            mapped.Add((h[3] * x + h[4] * y + h[5]) / w);
        }

        return [.. mapped];
    }

    private static readonly int[,] _stoichiometry = { { -1, 0, 1 }, { 1, -2, 0 }, { 0, 1, -1 } };

    [Differentiable(Kinds.Vector), At(new[] { 0.8, 0.5, 0.3 }, new[] { 1.2, 0.7, 0.4 })]
    public static double[] ReactionRates(double[] c, double[] k)
    {
        Span<double> rates = stackalloc double[3];
        rates[0] = k[0] * c[0];
        rates[1] = k[1] * c[1] * c[1];
        rates[2] = k[2] * c[2];
        var dc = new double[c.Length];
        for (int s = 0; s < c.Length; s++)
            for (int r = 0; r < rates.Length; r++)
                if (_stoichiometry[s, r] != 0) dc[s] += _stoichiometry[s, r] * rates[r];
        return dc;
    }

    [Differentiable(Kinds.Scalar), At(320.0, 2.1)]
    public static double PengRobinson(double temperature, double litres)
    {
        double volume = litres / 1000;
        const double R = 8.314, Tc = 304.2, Pc = 7.38e6, Omega = 0.225;
        var kappa = Omega switch
        {
            <= 0.49 => 0.37464 + 1.54226 * Omega - 0.26992 * Omega * Omega,
            _ => 0.379642 + 1.48503 * Omega,
        };
        double root = 1 + kappa * (1 - Sqrt(temperature / Tc));
        double a = 0.45724 * R * R * Tc * Tc / Pc * root * root, b = 0.07780 * R * Tc / Pc;
        return (R * temperature / (volume - b) - a / (volume * (volume + b) + b * (volume - b))) / 1e6;
    }

    [Differentiable(Kinds.Scalar), At(0.1, 0.15, 0.8, new[] { 0.3, -0.5, 0.2, 0.9, -1.1 })]
    public static double Garch(double omega, double alpha, double beta, [Constant] double[] returns)
    {
        double variance = returns.Average(r => r * r), total = 0;
        for (int t = 1; t < returns.Length; t++)
        {
            variance = omega + alpha * returns[t - 1] * returns[t - 1] + beta * variance;
            total += Log(variance) + returns[t] * returns[t] / variance;
        }

        return 0.5 * total;
    }

    [Differentiable(Kinds.Scalar), At(100.0, 0.3, 0.04, 105.0, 6)]
    public static double AmericanPut(double spot, double vol, double rate, double strike, int steps)
    {
        double dt = 1.0 / steps, up = Exp(vol * Sqrt(dt)), down = 1 / up, p = (Exp(rate * dt) - down) / (up - down), discount = Exp(-rate * dt);
        double[] value = new double[steps + 1];
        for (int i = 0; i <= steps; i++) value[i] = Max(strike - spot * Pow(up, 2 * i - steps), 0);
        for (int step = steps - 1; step >= 0; step--)
            for (int i = 0; i <= step; i++)
            {
                double held = discount * (p * value[i + 1] + (1 - p) * value[i]);
                value[i] = Max(held, strike - spot * Pow(up, 2 * i - step));
            }

        return value[0];
    }

    [Differentiable(Kinds.Vector), At("0 3 8 9; 3 0 2 5; 8 2 0 1.5; 9 5 1.5 0")]
    public static double[] ShortestPaths(double[,] lengths)
    {
        int n = lengths.GetLength(0);
        var d = (double[,])lengths.Clone();
        for (int k = 0; k < n; k++)
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++)
                    d[i, j] = Min(d[i, j], d[i, k] + d[k, j]);
        return [d[0, 1], d[0, 2], d[0, 3]];
    }

    private enum Activation
    {
        Relu,
        Softplus,
        Swish,
    }

    private static double Apply(Activation kind, double x) => kind switch
    {
        Activation.Relu => x > 0 ? x : 0,
        Activation.Softplus => x > 20 ? x : Log(1 + Exp(x)),
        Activation.Swish => x / (1 + Exp(-x)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    [Differentiable(Kinds.Scalar), At(new[] { 0.4, -0.3, 0.9 })]
    public static double Activations(double[] x)
    {
        double total = 0;
        foreach (var kind in new[] { Activation.Relu, Activation.Softplus, Activation.Swish })
            foreach (var value in x) total += Apply(kind, value) * (1 + (int)kind);
        return total;
    }

    private static T Horner<T>(T x, params T[] coefficients)
        where T : INumber<T>
    {
        var result = T.Zero;
        for (int i = coefficients.Length; i-- > 0;) result = result * x + coefficients[i];
        return result;
    }

    [Differentiable(Kinds.Scalar), At(0.7, 0.2)]
    public static double Pade(double x, double a) => Horner(x, 1.0, 0.5 + a, a * a) / Horner<double>(x, 1, -0.5, 1.0 / 12);

    [Differentiable(Kinds.Vector), At(1.38, 2.3, 1.45, 0.55)]
    public static (double Reflected, double Transmitted) ThinFilm(double film, double substrate, double thickness, double wavelength)
    {
        var delta = 2 * PI * film * thickness / wavelength;
        var (c, i) = (new Complex(Cos(delta), 0), new Complex(0, Sin(delta)));
        var b = c + i * substrate / film;
        var h = i * film + c * substrate;
        var r = (b - h) / (b + h);
        var t = 2 / (b + h);
        return (r.Magnitude * r.Magnitude, substrate * (t.Real * t.Real + t.Imaginary * t.Imaginary));
    }

    private readonly struct Meters(double value)
    {
        public double Value { get; } = value;

        public static implicit operator Meters(double value) => new(value);

        public static explicit operator double(Meters m) => m.Value;

        public static Meters operator -(Meters a, Meters b) => new(a.Value - b.Value);

        public static bool operator <(Meters a, Meters b) => a.Value < b.Value;

        public static bool operator >(Meters a, Meters b) => a.Value > b.Value;
    }

    [Differentiable(Kinds.Scalar), At(2.5, 1.0), At(0.5, 1.0)]
    public static double Spring(double length, double rest)
    {
        Meters stretch = (Meters)length - rest;
        return stretch > 0.0 ? 0.5 * 80 * (double)stretch * stretch.Value : 0.5 * 10 * Pow(stretch.Value, 4);
    }

    private abstract class Material
    {
        public abstract double Stress(double strain);
    }

    private sealed class Elastic(double modulus) : Material
    {
        public override double Stress(double strain) => modulus * strain;
    }

    private sealed class RambergOsgood(double modulus, double strength, double n) : Material
    {
        public override double Stress(double strain)
        {
            double stress = modulus * strain;
            for (int i = 0; i < 12; i++)
            {
                double f = stress / modulus + 0.002 * Pow(Abs(stress) / strength, n) - strain;
                double slope = 1 / modulus + 0.002 * n / strength * Pow(Abs(stress) / strength, n - 1);
                stress -= f / slope;
            }

            return stress;
        }
    }

    private static readonly Material _steel = new Elastic(210), _aluminium = new RambergOsgood(70, 0.25, 8);

    [Differentiable(Kinds.FirstOrder), At(0.2, 0.6)]
    public static double Composite(double percent, double share) => share * _steel.Stress(percent / 100) + (1 - share) * _aluminium.Stress(percent / 100);

    [Differentiable(Kinds.Vector), At(new[] { 0.1, 0.4, 0.5 }, 4)]
    public static double[] MarkovChain(double[] start, int steps)
    {
        double[][] transition = [[0.9, 0.1, 0], [0.2, 0.5, 0.3], [0.1, 0.3, 0.6]];
        var current = start.ToArray();
        while (steps-- > 0)
        {
            var next = new double[current.Length];
            for (int from = 0; from < current.Length; from++)
            {
                double mass = current[from];
                if (mass == 0) continue;
                for (int to = 0; to < next.Length; to++) next[to] += mass * transition[from][to];
            }

            current = next;
        }

        return current;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 0.3, 2.2, 0.7 })]
    public static double LogSumOfPairs(double[] x)
    {
        var pairs = from i in Enumerable.Range(0, x.Length)
                    from j in Enumerable.Range(i + 1, x.Length - i - 1)
                    select x[i] * x[j];
        return Log(pairs.Sum());
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 0.3, 2.2, 0.7 })]
    public static double Coulomb(double[] x)
    {
        double energy = 0;
        foreach (var (i, j) in Enumerable.Range(0, x.Length).SelectMany(i => Enumerable.Range(0, i).Select(j => (i, j)))) energy += (i + 1) * (j + 1) / Abs(x[i] - x[j]);
        return energy;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, -0.3, 2.2, -0.7 })]
    public static double PositivePart(double[] x)
    {
        double sum = 0, product = 1;
        foreach (var v in x.Where(v => v > 0))
        {
            sum += v * v;
            product *= 1 + v;
        }

        return Log(product) + Sqrt(sum);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 0.3, 2.2, 0.7 }, 0.9)]
    public static double NeighbourForces(double[] x, double cutoff)
    {
        var forces = from i in Enumerable.Range(0, x.Length)
                     from j in Enumerable.Range(0, x.Length)
                     where i != j
                     let d = x[i] - x[j]
                     where Abs(d) < cutoff
                     select d * d / cutoff;
        return forces.Sum(f => Exp(-f));
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.9, 0.1, -0.4, 0.3, 0.8 })]
    public static double[] CircularFilter(double[] x)
    {
        int n = x.Length;
        var y = new double[n];
        ReadOnlySpan<double> taps = [0.25, 0.5, 0.25];
        for (int i = 0; i < n; i++)
            for (int k = -1; k <= 1; k++)
                y[i] += taps[k + 1] * x[((i + k) % n + n) % n];
        for (int pass = 0; pass < 2; pass++)
        {
            double carry = y[n - 1];
            for (int i = 0; i < n; i++) (y[i], carry) = (0.7 * y[i] + 0.3 * carry, y[i]);
        }

        return y;
    }

    [Differentiable(Kinds.Scalar), At(0.8, 0.2, "euler"), At(0.8, 0.2, "heun"), At(0.8, 0.2, "other")]
    public static double Decay(double start, double rate, string method)
    {
        double y = start, h = 0.25;
        for (int i = 0; i < 8; i++)
        {
            double f = -rate * y * y;
            switch (method.ToUpperInvariant())
            {
                case "EULER":
                    y += h * f;
                    break;
                case "HEUN":
                    {
                        double predicted = y + h * f;
                        y += h / 2 * (f - rate * predicted * predicted);
                        break;
                    }

                default:
                    y = 1 / (1 / y + rate * h);
                    break;
            }
        }

        return y;
    }

    private static readonly List<(double X, double Y)> _curve = [(0, 1), (1, 3), (2, 2), (4, 5)];
    private static readonly double[] _edges = [0, 1, 2, 4];

    [Differentiable(Kinds.Scalar), At(1.3), At(-0.2), At(5.0)]
    public static double TableOfPairs(double x)
    {
        int i = _curve.FindIndex(p => p.X > x);
        if (i <= 0) return i == 0 ? _curve[0].Y * x : _curve[^1].Y - x;
        var (x0, y0) = _curve[i - 1];
        var (x1, y1) = _curve[i];
        return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
    }

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Brackets(double income, double rate)
    {
        int bracket = Array.FindIndex(_edges, edge => edge > income);
        double tax = 0;
        foreach (var edge in _edges.TakeWhile(edge => edge < income)) tax += (income - edge) * rate;
        foreach (var edge in _edges.SkipWhile(edge => edge < income)) tax += edge * rate * rate;
        return tax * bracket + _edges.Count(edge => edge <= income) * rate + (_curve.Any(p => p.X > income) ? _curve.First(p => p.X > income).Y * income : 0);
    }

    private interface IKernel
    {
        static abstract double Reach { get; }

        static abstract double Of(double r);

        static virtual double Tail(double r) => 0.1 * r;
    }

    private struct Gaussian : IKernel
    {
        public static double Reach => 2;

        public static double Of(double r) => Exp(-r * r);
    }

    private sealed class Matern : IKernel
    {
        public static double Reach { get; } = 3;

        public static double Of(double r) => (1 + Sqrt(3) * r) * Exp(-Sqrt(3) * r);

        static double IKernel.Tail(double r) => r * r;
    }

    private static double SumOver<K>(double[] x, double scale)
        where K : IKernel
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j < i; j++) s += K.Of(Abs(x[i] - x[j]) / scale) * K.Reach + K.Tail(x[i]);
        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.2, 1.4, 2.9 }, 1.3)]
    public static double KernelSums(double[] x, double scale) => SumOver<Gaussian>(x, scale) - SumOver<Matern>(x, scale);

    private readonly record struct Pair(double X, double Y) : IAdditionOperators<Pair, Pair, Pair>, IMultiplyOperators<Pair, double, Pair>, IAdditiveIdentity<Pair, Pair>
    {
        public static Pair AdditiveIdentity => default;

        public static Pair operator +(Pair a, Pair b) => new(a.X + b.X, a.Y + b.Y);

        public static Pair operator *(Pair a, double b) => new(a.X * b, a.Y * b);
    }

    private static T Blend<T>(T[] parts, double[] weights)
        where T : struct, IAdditionOperators<T, T, T>, IMultiplyOperators<T, double, T>, IAdditiveIdentity<T, T>
    {
        var sum = T.AdditiveIdentity;
        for (int i = 0; i < parts.Length; i++) sum += parts[i] * weights[i];
        return sum;
    }

    [Differentiable(Kinds.Vector), At(0.4, 1.2, new[] { 0.7, 0.9 })]
    public static (double, double) Blended(double a, double b, double[] weights)
    {
        var blend = Blend([new Pair(a, b), new Pair(b, a * a)], weights);
        return (blend.X, blend.Y);
    }
}
