using System.Numerics;
using Problems.Checking;

namespace Problems.Idioms;

/// <summary>What a numerical programmer writes on an ordinary day.</summary>
internal static partial class Everyday
{
    public enum Phase { Idle, Accelerate, Cruise, Brake, Done }

    [Differentiable(Kinds.Scalar), At(1.3, 2.1, 0.4)]
    public static double StateMachine(double acceleration, double top, double drag)
    {
        var phase = Phase.Idle;
        double v = 0, x = 0;
        for (int step = 0; phase != Phase.Done && step < 50; step++)
        {
            switch (phase)
            {
                case Phase.Idle: phase = Phase.Accelerate; break;
                case Phase.Accelerate:
                    v += 0.1 * (acceleration - drag * v * v);
                    if (v > 0.5 * top) phase = Phase.Cruise;
                    break;
                case Phase.Cruise:
                    if (step > 20) phase = Phase.Brake;
                    break;
                case Phase.Brake:
                    v -= 0.2 * acceleration;
                    if (v <= 0) { v = 0; phase = Phase.Done; }
                    break;
            }
            x += 0.1 * v;
        }
        return x;
    }

    public interface IStrategy { double Price(double s, double t); }
    public sealed class Linear(double k) : IStrategy { public double Price(double s, double t) => k * s + t; }
    public sealed class Curved(double k) : IStrategy { public double Price(double s, double t) => k * s * s * Math.Exp(-t); }

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double StrategyByType(double s, double t)
    {
        var a = new Linear(2); var b = new Curved(0.5);
        return Run(a, s, t) + Run(b, t, s);
    }
    private static double Run<T>(T strategy, double s, double t) where T : IStrategy => strategy.Price(s, t) * strategy.Price(t, s);

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double StrategyByInterface(double s, double t)
    {
        IStrategy chosen = new Curved(0.5);
        return chosen.Price(s, t) * s;
    }

    [Differentiable(Kinds.Scalar), At(1.3, 0.4, 1)]
    public static double StrategyByDelegate(double s, double t, int kind)
    {
        Func<double, double> f = kind switch { 0 => Math.Sin, 1 => x => x * x * t, _ => x => x };
        return f(s) + f(t);
    }

    public readonly record struct V2(double X, double Y)
    {
        public static V2 operator +(V2 a, V2 b) => new(a.X + b.X, a.Y + b.Y);
        public static V2 operator -(V2 a, V2 b) => new(a.X - b.X, a.Y - b.Y);
        public static V2 operator *(double k, V2 a) => new(k * a.X, k * a.Y);
        public static double operator *(V2 a, V2 b) => a.X * b.X + a.Y * b.Y;
        public double Length => Math.Sqrt(this * this);
        public V2 Unit() => 1 / Length * this;
        public double this[int i] => i == 0 ? X : Y;
        public static implicit operator V2((double, double) t) => new(t.Item1, t.Item2);
        public static explicit operator double(V2 v) => v.Length;
        public void Deconstruct(out double x, out double y, out double r) { x = X; y = Y; r = Length; }
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.3, 0.4 }, new[] { 0.3, -0.8 })]
    public static double VectorOps(V2 a, V2 b)
    {
        V2 c = a + 2 * b - (0.5, 0.25);
        var (x, y, r) = c;
        double s = 0;
        for (int i = 0; i < 2; i++) s += c[i] * a.Unit()[i];
        return s * (double)c + x * y / r;
    }

    public readonly record struct Meters(double Value) { public static Meters operator +(Meters a, Meters b) => new(a.Value + b.Value); public static Speed operator /(Meters m, Seconds s) => new(m.Value / s.Value); }
    public readonly record struct Seconds(double Value);
    public readonly record struct Speed(double Value) { public double Squared => Value * Value; }

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Units(double d, double t)
    {
        Meters total = new Meters(d) + new Meters(2);
        var speed = total / new Seconds(t);
        return 0.5 * speed.Squared;
    }

    public sealed class PolyBuilder
    {
        private readonly double[] _c;
        private PolyBuilder(double[] c) => _c = c;
        public static PolyBuilder Empty => new(Array.Empty<double>());
        public PolyBuilder Add(double c) => new([.. _c, c]);
        public double At(double x) { double s = 0; for (int i = _c.Length - 1; i >= 0; i--) s = s * x + _c[i]; return s; }
    }

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Builder(double x, double k) => PolyBuilder.Empty.Add(1).Add(k).Add(k * k).At(x);

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Kepler(double meanAnomaly, double e)
    {
        double E = meanAnomaly;
        const int maxIterations = 50;
        int n = 0;
        double delta;
        do
        {
            delta = (E - e * Math.Sin(E) - meanAnomaly) / (1 - e * Math.Cos(E));
            E -= delta;
            if (++n > maxIterations) throw new InvalidOperationException($"no convergence after {n}: {delta:E2}");
        }
        while (Math.Abs(delta) > 1e-15);
        double nu = 2 * Math.Atan2(Math.Sqrt(1 + e) * Math.Sin(E / 2), Math.Sqrt(1 - e) * Math.Cos(E / 2));
        return nu;
    }

    private static readonly (double T, double Cp)[] Table = [(0, 1.0), (1, 1.4), (2, 1.1), (4, 0.8)];

    [Differentiable(Kinds.FirstOrder), At(1.3, 0.4)]
    public static double TableLookup(double t, double k)
    {
        if (t <= Table[0].T) return Table[0].Cp * k;
        for (int i = 1; i < Table.Length; i++)
        {
            var (t1, c1) = Table[i];
            if (t > t1) continue;
            var (t0, c0) = Table[i - 1];
            double w = (t - t0) / (t1 - t0);
            return (c0 + w * (c1 - c0)) * k;
        }
        return Table[^1].Cp * k;
    }

    private static readonly double[] Xs = { 0, 1, 2, 4 }, Ys = { 1, 1.4, 1.1, 0.8 };
    [Differentiable(Kinds.FirstOrder), At(1.3)]
    public static double BinarySearch(double t)
    {
        int i = Array.BinarySearch(Xs, 1.0);
        int lo = 0, hi = Xs.Length - 1;
        while (hi - lo > 1) { int mid = (lo + hi) >>> 1; if (Xs[mid] <= t) lo = mid; else hi = mid; }
        double w = (t - Xs[lo]) / (Xs[hi] - Xs[lo]);
        return double.Lerp(Ys[lo], Ys[hi], w) + i * t;
    }

    [Differentiable(Kinds.Scalar), At(1.3)]
    [At(-1.3)]
    [At(7.3)]
    public static double Piecewise(double x) => x switch
    {
        < 0 => Math.Exp(x),
        >= 0 and < 2 => 1 + x + x * x / 2,
        > 5 and var big when big < 10 => Math.Log(big),
        double.NaN => 0,
        _ => x,
    };

    [Differentiable(Kinds.FirstOrder), At(1.3, 0.8)]
    public static double AdaptiveStep(double y0, double k)
    {
        double t = 0, y = y0, h = 0.1;
        int accepted = 0, rejected = 0;
        while (t < 1)
        {
            if (t + h > 1) h = 1 - t;
            double f0 = -k * y, f1 = -k * (y + h * f0);
            double low = y + h * f0, high = y + h / 2 * (f0 + f1);
            double err = Math.Abs(high - low);
            if (err < 1e-2) { t += h; y = high; accepted++; } else rejected++;
            h *= err > 0 ? Math.Clamp(0.9 * Math.Sqrt(1e-2 / err), 0.2, 5.0) : 5;
            if (accepted + rejected > 1000) break;
        }
        return y;
    }

    private static double Phi(double x) => 0.5 * (1 + Erf(x / Math.Sqrt(2)));
    private static double Erf(double x)
    {
        double t = 1 / (1 + 0.3275911 * Math.Abs(x));
        double r = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.Exp(-x * x);
        return x >= 0 ? r : -r;
    }
    public enum OptionKind { Call, Put }
    public sealed record Option(OptionKind Kind, double Strike, double Maturity);

    [Differentiable(Kinds.Scalar), At(100.0, 0.03, 0.2)]
    public static double BlackScholes(double spot, double rate, double vol)
    {
        var option = new Option(OptionKind.Put, 95, 0.75);
        var (kind, k, T) = option;
        double d1 = (Math.Log(spot / k) + (rate + vol * vol / 2) * T) / (vol * Math.Sqrt(T)), d2 = d1 - vol * Math.Sqrt(T);
        double discount = Math.Exp(-rate * T);
        return kind switch
        {
            OptionKind.Call => spot * Phi(d1) - k * discount * Phi(d2),
            OptionKind.Put => k * discount * Phi(-d2) - spot * Phi(-d1),
            _ => throw new ArgumentOutOfRangeException(nameof(option)),
        };
    }

    [Differentiable(Kinds.Scalar), At(100.0, 0.03, 0.2, 12)]
    public static double Binomial(double spot, double rate, double vol, int steps)
    {
        double dt = 1.0 / steps, u = Math.Exp(vol * Math.Sqrt(dt)), d = 1 / u, p = (Math.Exp(rate * dt) - d) / (u - d), disc = Math.Exp(-rate * dt);
        Span<double> v = stackalloc double[steps + 1];
        for (int i = 0; i <= steps; i++) v[i] = Math.Max(100 - spot * Math.Pow(u, 2 * i - steps), 0);
        for (int n = steps - 1; n >= 0; n--)
            for (int i = 0; i <= n; i++)
                v[i] = Math.Max(disc * (p * v[i + 1] + (1 - p) * v[i]), 100 - spot * Math.Pow(u, 2 * i - n));
        return v[0];
    }

    public readonly struct Joint
    {
        public Joint(double length, double offset) { Length = length; Offset = offset; }
        public double Length { get; }
        public double Offset { get; }
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, -0.4, 0.9 })]
    public static double[] Chain(double[] q)
    {
        var joints = new[] { new Joint(1, 0), new Joint(0.7, 0.1), new Joint(0.3, -0.1) };
        double x = 0, y = 0, a = 0;
        for (int i = 0; i < joints.Length; i++)
        {
            a += q[i] + joints[i].Offset;
            x += joints[i].Length * Math.Cos(a);
            y += joints[i].Length * Math.Sin(a);
        }
        return [x, y, a];
    }

    [Differentiable(Kinds.FirstOrder), At(new[] { 0.3, -0.4 }, 1.1, 0.6)]
    public static double IkResidual(double[] q, double tx, double ty)
    {
        double r = double.MaxValue;
        double a = q[0], b = q[1];
        for (int it = 0; it < 20; it++)
        {
            double ex = tx - (Math.Cos(a) + Math.Cos(a + b)), ey = ty - (Math.Sin(a) + Math.Sin(a + b));
            r = ex * ex + ey * ey;
            if (r < 1e-6) break;
            double j11 = -Math.Sin(a) - Math.Sin(a + b), j12 = -Math.Sin(a + b), j21 = Math.Cos(a) + Math.Cos(a + b), j22 = Math.Cos(a + b);
            double det = j11 * j22 - j12 * j21 + 0.1;
            (a, b) = (a + 0.3 * (j22 * ex - j12 * ey) / det, b + 0.3 * (j11 * ey - j21 * ex) / det);
        }
        return a * b + r;
    }

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Generic(double x, double y) => Rms<double>([x, y, 2]) + Lerp(x, y, 0.25) + Sigmoid(x);
    private static T Rms<T>(ReadOnlySpan<T> v) where T : IRootFunctions<T> { T s = T.Zero; foreach (var e in v) s += e * e; return T.Sqrt(s / T.CreateChecked(v.Length)); }
    private static T Lerp<T>(T a, T b, T t) where T : INumber<T> => a + (b - a) * T.Clamp(t, T.Zero, T.One);
    private static T Sigmoid<T>(T x) where T : IExponentialFunctions<T> => T.One / (T.One + T.Exp(-x));

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Compose(double x, double y)
    {
        static Func<double, double> Then(Func<double, double> f, Func<double, double> g) => v => g(f(v));
        var h = Then(v => v * y, Then(Math.Sin, v => v * v));
        return h(x);
    }

    private static bool TryNewton(Func<double, double> f, Func<double, double> df, double start, out double root, out int iterations, int max = 30, double tol = 1e-13)
    {
        root = start;
        for (iterations = 0; iterations < max; iterations++)
        {
            double step = f(root) / df(root);
            root -= step;
            if (Math.Abs(step) < tol) return true;
        }
        return false;
    }

    [Differentiable(Kinds.FirstOrder), At(1.3, 0.4)]
    public static double Newton(double a, double b) =>
        TryNewton(v => v * v * v - a * v - b, v => 3 * v * v - a, 2, out var root, out int n) && n < 25 ? root : double.NaN;

    [Differentiable(Kinds.FirstOrder), At(1.3, 0.4)]
    public static double Bisect(double a, double b)
    {
        (double lo, double hi) = (0.0, 3.0);
        double F(double v) => v * v * v - a * v - b;
        for (int i = 0; i < 40 && hi - lo > 1e-3; ++i) { var mid = lo + (hi - lo) / 2; if (F(mid) > 0) hi = mid; else lo = mid; }
        double x = (lo + hi) / 2;
        return x - F(x) / (3 * x * x - a);
    }

    private struct Interval(double low, double high)
    {
        public double Low { get; set; } = low;

        public double High { get; set; } = high;

        public readonly void Deconstruct(out double low, out double high)
        {
            low = Low;
            high = High;
        }
    }

    /// <summary>A name for a part that an element was read into leaves the part what it is.</summary>
    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7 })]
    public static double TakenApart(double[] a)
    {
        var p = new Interval(0.5, a[1]);
        var (low, high) = p;
        high *= a[0];
        return p.High * high + low * p.Low;
    }
}
