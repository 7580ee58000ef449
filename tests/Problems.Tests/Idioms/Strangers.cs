using Problems.Checking;

namespace Problems.Idioms;

internal readonly record struct Triple(double X, double Y, double Z)
{
    public static Triple operator +(Triple a, Triple b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
    public static Triple operator -(Triple a, Triple b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
    public static Triple operator *(double s, Triple a) => new(s * a.X, s * a.Y, s * a.Z);
    public static Triple operator -(Triple a) => -1 * a;
    public double Dot(Triple o) => X * o.X + Y * o.Y + Z * o.Z;
    public Triple Cross(in Triple o) => new(Y * o.Z - Z * o.Y, Z * o.X - X * o.Z, X * o.Y - Y * o.X);
    public double Length => Math.Sqrt(Dot(this));
    public Triple Normalized() => (1 / Length) * this;
    public static readonly Triple Up = new(0, 1, 0);
    public void Deconstruct(out double x, out double y) { x = X; y = Y; }
}
internal readonly record struct Ray(Triple Origin, Triple Direction) { public Triple At(double t) => Origin + t * Direction; }
internal enum OptionKind { Call, Put, Digital }
internal record struct PidState(double Integral, double Previous);
internal class Pid(double kp, double ki, double kd)
{
    public double Kp { get; } = kp; public double Ki { get; } = ki; public double Kd { get; } = kd;
    public (double Output, PidState Next) Update(PidState s, double error, double dt)
    {
        double integral = Math.Clamp(s.Integral + error * dt, -10, 10);
        double derivative = (error - s.Previous) / dt;
        return (Kp * error + Ki * integral + Kd * derivative, s with { Integral = integral, Previous = error });
    }
}

/// <summary>What a stranger might write: control, robots, rays, options, statistics, images.</summary>
internal static partial class Strangers
{
    // control
    [Differentiable(Kinds.Scalar), At(1.2, 0.4, 0.05)]
    public static double PidCost(double kp, double ki, double kd)
    {
        var pid = new Pid(kp, ki, kd);
        var state = new PidState();
        double y = 0, v = 0, cost = 0; const double dt = 0.05;
        for (int k = 0; k < 40; k++)
        {
            (double u, state) = pid.Update(state, 1 - y, dt);
            v += (u - 2 * v - y) * dt;
            y += v * dt;
            cost += (1 - y) * (1 - y) * dt + 1e-3 * u * u;
        }
        return cost;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.1, 0.2, 0.0, -0.1 }, 0.5)]
    public static double[] CartPole(double[] state, double force)
    {
        const double g = 9.81, mc = 1.0, mp = 0.1, l = 0.5;
        var (x, xDot, theta, thetaDot) = (state[0], state[1], state[2], state[3]);
        var (sin, cos) = Math.SinCos(theta);
        double temp = (force + mp * l * thetaDot * thetaDot * sin) / (mc + mp);
        double thetaAcc = (g * sin - cos * temp) / (l * (4.0 / 3.0 - mp * cos * cos / (mc + mp)));
        return [xDot, temp - mp * l * thetaAcc * cos / (mc + mp), thetaDot, thetaAcc];
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.1, 0.2, 0.0, -0.1 }, 0.5, 0.02)]
    public static double[] Rk4Step(double[] y, double u, double h)
    {
        double[] Rhs(double[] s) => CartPole(s, u);
        static double[] Axpy(double a, double[] x, double[] z) => x.Zip(z, (p, q) => p * a + q).ToArray();
        var k1 = Rhs(y);
        var k2 = Rhs(Axpy(h / 2, k1, y));
        var k3 = Rhs(Axpy(h / 2, k2, y));
        var k4 = Rhs(Axpy(h, k3, y));
        return Enumerable.Range(0, y.Length).Select(i => y[i] + h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i])).ToArray();
    }

    // robotics
    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.5, -0.2 })]
    public static (double X, double Y, double Phi) PlanarArm(double[] q)
    {
        ReadOnlySpan<double> lengths = [1.0, 0.8, 0.4];
        double x = 0, y = 0, phi = 0;
        for (int i = 0; i < q.Length; i++)
        {
            phi += q[i];
            x += lengths[i] * Math.Cos(phi);
            y += lengths[i] * Math.Sin(phi);
        }
        return (x, y, phi);
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.9, 0.1, -0.2, 0.3 }, new[] { 1.0, 2.0, 3.0 })]
    public static Triple RotateByQuaternion(double[] q, Triple v)
    {
        double n = Math.Sqrt(q.Sum(c => c * c));
        double w = q[0] / n;
        var u = new Triple(q[1] / n, q[2] / n, q[3] / n);
        return 2 * u.Dot(v) * u + (w * w - u.Dot(u)) * v + 2 * w * u.Cross(v);
    }

    // graphics
    [Differentiable(Kinds.Scalar), At(new[] { 0.0, 0.1, -5.0 }, new[] { 0.1, 0.05, 1.0 }, 1.5)]
    public static double Shade(Triple origin, Triple direction, double radius)
    {
        var ray = new Ray(origin, direction.Normalized());
        double b = ray.Origin.Dot(ray.Direction), c = ray.Origin.Dot(ray.Origin) - radius * radius;
        double disc = b * b - c;
        if (disc < 0) return 0;
        double t = -b - Math.Sqrt(disc);
        if (t is < 0 or > 1000) return 0;
        Triple p = ray.At(t), n = p.Normalized(), light = (new Triple(1, 1, -1)).Normalized();
        double diffuse = Math.Max(0, n.Dot(light));
        var r = 2 * n.Dot(light) * n - light;
        double spec = Math.Pow(Math.Max(0, r.Dot(-ray.Direction)), 16);
        return 0.1 + 0.7 * diffuse + 0.2 * spec;
    }

    // finance
    private static double Cdf(double x) => 0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    [Differentiable(Kinds.Scalar), At(100.0, 95.0, 0.02, 0.25, 1.5, OptionKind.Call), At(100.0, 95.0, 0.02, 0.25, 1.5, OptionKind.Put), At(100.0, 95.0, 0.02, 0.25, 1.5, OptionKind.Digital)]
    public static double Price(double s, double k, double r, double sigma, double t, OptionKind kind)
    {
        double d1 = (Math.Log(s / k) + (r + sigma * sigma / 2) * t) / (sigma * Math.Sqrt(t)), d2 = d1 - sigma * Math.Sqrt(t);
        return kind switch
        {
            OptionKind.Call => s * Cdf(d1) - k * Math.Exp(-r * t) * Cdf(d2),
            OptionKind.Put => k * Math.Exp(-r * t) * Cdf(-d2) - s * Cdf(-d1),
            OptionKind.Digital when t > 0 => Math.Exp(-r * t) * Cdf(d2),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    [Differentiable(Kinds.Scalar), At(100.0, 0.2, 0.01)]
    public static double BinomialAmericanPut(double spot, double vol, double rate)
    {
        const int n = 12; const double strike = 102, T = 1;
        double dt = T / n, u = Math.Exp(vol * Math.Sqrt(dt)), d = 1 / u, p = (Math.Exp(rate * dt) - d) / (u - d), df = Math.Exp(-rate * dt);
        var values = new double[n + 1];
        for (int i = 0; i <= n; i++) values[i] = Math.Max(0, strike - spot * Math.Pow(u, 2 * i - n));
        for (int step = n - 1; step >= 0; step--)
            for (int i = 0; i <= step; i++)
            {
                double hold = df * (p * values[i + 1] + (1 - p) * values[i]);
                double exercise = strike - spot * Math.Pow(u, 2 * i - step);
                values[i] = hold > exercise ? hold : exercise;
            }
        return values[0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { -100.0, 30, 40, 50, 20 }, 0.1)]
    public static double Irr(double[] cashflows, double guess)
    {
        double r = guess;
        for (int it = 0; it < 3; it++)
        {
            double npv = 0, dnpv = 0;
            foreach (var (cf, t) in cashflows.Select((c, i) => (c, i)))
            {
                double f = Math.Pow(1 + r, -t);
                npv += cf * f;
                dnpv -= t * cf * f / (1 + r);
            }
            r -= npv / dnpv;
        }
        return r;
    }

    // statistics
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.0, 4.0, 3.0 }, new[] { 1.1, 1.9, 4.2, 3.3 })]
    public static double Pearson(double[] xs, double[] ys)
    {
        double mx = xs.Average(), my = ys.Average();
        var (sxy, sxx, syy) = xs.Zip(ys).Aggregate((0.0, 0.0, 0.0), (acc, p) => (acc.Item1 + (p.First - mx) * (p.Second - my), acc.Item2 + (p.First - mx) * (p.First - mx), acc.Item3 + (p.Second - my) * (p.Second - my)));
        return sxy / Math.Sqrt(sxx * syy);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, -0.2, 0.5 }, "1 2; 2 1; 0 3; 1 1")]
    public static double LogisticLoss(double[] w, [Constant] double[,] x)
    {
        double loss = 0;
        int[] labels = { 1, 0, 1, 0 };
        for (int i = 0; i < x.GetLength(0); i++)
        {
            double z = w[^1];
            for (int j = 0; j < x.GetLength(1); j++) z += w[j] * x[i, j];
            loss += labels[i] == 1 ? Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z));
        }
        return loss / x.GetLength(0) + 0.01 * w.Take(w.Length - 1).Sum(v => v * v);
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.5, 1.0, -0.3 })]
    public static double[] Softmax(double[] logits)
    {
        double max = logits.Max();
        var exps = Array.ConvertAll(logits, l => Math.Exp(l - max));
        double sum = exps.Sum();
        return exps.Select(e => e / sum).ToArray();
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.2, 0.5, 0.3 }, new[] { 0.1, 0.6, 0.3 })]
    public static double Kl(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var total = 0.0;
        for (var i = 0; i < p.Length; ++i)
        {
            if (p[i] <= 0) continue;
            total += p[i] * Math.Log(p[i] / q[i]);
        }
        return total;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.0, 4.0, 8.0 })]
    public static double Welford(double[] data)
    {
        double mean = 0, m2 = 0; int count = 0;
        foreach (double v in data)
        {
            count++;
            double delta = v - mean;
            mean += delta / count;
            m2 += delta * (v - mean);
        }
        return count < 2 ? double.NaN : m2 / (count - 1);
    }

    // image
    [Differentiable(Kinds.Vector), At("1 2 3; 4 5 6; 7 8 10")]
    public static double[,] Sobel(double[,] img)
    {
        int h = img.GetLength(0), w = img.GetLength(1);
        var res = new double[h, w];
        double[,] kx = { { -1, 0, 1 }, { -2, 0, 2 }, { -1, 0, 1 } };
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
            {
                double gx = 0, gy = 0;
                for (int dy = -1; dy <= 1; dy++)
                    for (int dx = -1; dx <= 1; dx++)
                    {
                        int yy = Math.Clamp(y + dy, 0, h - 1), xx = Math.Clamp(x + dx, 0, w - 1);
                        gx += kx[dy + 1, dx + 1] * img[yy, xx];
                        gy += kx[dx + 1, dy + 1] * img[yy, xx];
                    }
                res[y, x] = Math.Sqrt(gx * gx + gy * gy + 1e-3);
            }
        return res;
    }

    [Differentiable(Kinds.Scalar), At("1 2 3; 4 5 6; 7 8 10", 0.7, 1.2)]
    public static double Bilinear(double[,] img, double u, double v)
    {
        int x0 = (int)Math.Floor(u), y0 = (int)Math.Floor(v);
        double fx = u - x0, fy = v - y0;
        double Sample(int i, int j) => img[Math.Min(i, img.GetLength(0) - 1), Math.Min(j, img.GetLength(1) - 1)];
        double Lerp(double a, double b, double t) => a + (b - a) * t;
        return Lerp(Lerp(Sample(y0, x0), Sample(y0, x0 + 1), fx), Lerp(Sample(y0 + 1, x0), Sample(y0 + 1, x0 + 1), fx), fy);
    }

    [Differentiable(Kinds.Vector), At(1.0, 2.0, 0.3, 0.4)]
    public static ((double X, double Y) Pos, (double X, double Y) Vel) Bounce(double x, double y, double vx, double vy)
    {
        (double X, double Y) pos = (x, y), vel = (vx, vy);
        for (int i = 0; i < 25; i++)
        {
            vel = (vel.X * 0.99, vel.Y - 9.81 * 0.02);
            pos = (pos.X + vel.X * 0.02, pos.Y + vel.Y * 0.02);
            if (pos.Y < 0 && vel.Y < 0) { pos.Y = -pos.Y; vel.Y *= -0.8; }
        }
        return (pos, vel);
    }

    [Differentiable(Kinds.Scalar), At(0.3, 2)]
    public static double Easing(double t, int mode) => mode switch
    {
        0 => t,
        1 when t < 0.5 => 2 * t * t,
        1 => 1 - Math.Pow(-2 * t + 2, 2) / 2,
        2 => t switch { < 0.25 => 4 * t * t * t, >= 0.25 and < 0.75 => t, _ => 1 - Math.Pow(1 - t, 3) },
        > 10 or < 0 => double.NaN,
        _ => Math.Sin(t),
    };

    [Differentiable(Kinds.Scalar), At(new[] { 0.1, 0.4, 0.9 })]
    public static double Integrate(double[] c)
    {
        static double Simpson(Func<double, double> f, double a, double b, int n)
        {
            double h = (b - a) / n, s = f(a) + f(b);
            for (int i = 1; i < n; i++) s += (i % 2 == 0 ? 2 : 4) * f(a + i * h);
            return s * h / 3;
        }
        Func<double, double> poly = x => { double r = 0; for (int i = c.Length - 1; i >= 0; i--) r = r * x + c[i]; return r; };
        return Simpson(x => poly(x) * Math.Exp(-x), 0, c[0] + 1, 10);
    }
}
