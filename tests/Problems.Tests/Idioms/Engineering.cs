using Problems.Checking;

namespace Problems.Idioms;

internal enum Regime
{
    Laminar,
    Turbulent,
}

/// <summary>Plants, beams, epidemics, cells.</summary>
internal static partial class Engineering
{
    private const double R = 8.314;

    [Differentiable(Kinds.Vector), At(new[] { 0.99, 0.005, 0.01, 0.0 }, 0.6, 0.2, 0.1)]
    public static double[] Seir(double[] y, double beta, double sigma, double gamma)
    {
        var (s, e, i) = (y[0], y[1], y[2]);
        var infection = beta * s * i;
        return [-infection, infection - sigma * e, sigma * e - gamma * i, gamma * i];
    }

    [Differentiable(Kinds.Vector), At(-60.0, 0.32, 0.05, 0.6, 10.0)]
    public static double[] HodgkinHuxley(double v, double n, double m, double h, double current)
    {
        double an = 0.01 * (v + 55) / (1 - Math.Exp(-(v + 55) / 10)), bn = 0.125 * Math.Exp(-(v + 65) / 80);
        double am = 0.1 * (v + 40) / (1 - Math.Exp(-(v + 40) / 10)), bm = 4 * Math.Exp(-(v + 65) / 18);
        double ah = 0.07 * Math.Exp(-(v + 65) / 20), bh = 1 / (1 + Math.Exp(-(v + 35) / 10));
        double ik = 36 * Math.Pow(n, 4) * (v + 77);
        double ina = 120 * Math.Pow(m, 3) * h * (v - 50);
        double il = 0.3 * (v + 54.387);
        return [current - ik - ina - il, an * (1 - n) - bn * n, am * (1 - m) - bm * m, ah * (1 - h) - bh * h];
    }

    [Differentiable(Kinds.Scalar), At(2.0, 1.5, 0.8)]
    public static double MichaelisMenten(double s, double vmax, double km) => vmax * s / (km + s);

    [Differentiable(Kinds.Vector), At(1.2, 0.3, 20.0, new[] { 0.5, 1, 2, 4 })]
    public static double[] OneCompartment(double ka, double ke, double volume, [Constant] double[] times)
    {
        double[] concentrations = new double[times.Length];
        for (int i = 0; i < times.Length; i++)
        {
            concentrations[i] = 100 * ka / (volume * (ka - ke)) * (Math.Exp(-ke * times[i]) - Math.Exp(-ka * times[i]));
        }

        return concentrations;
    }

    [Differentiable(Kinds.Scalar), At(350.0, 30.0)]
    public static double PengRobinson(double temperature, double bar)
    {
        const double tc = 304.2, pc = 73.8e5, omega = 0.228;
        double p = bar * 1e5;
        double kappa = 0.37464 + 1.54226 * omega - 0.26992 * omega * omega;
        double alpha = Math.Pow(1 + kappa * (1 - Math.Sqrt(temperature / tc)), 2);
        double a = 0.45724 * R * R * tc * tc / pc * alpha, b = 0.0778 * R * tc / pc;
        double A = a * p / (R * R * temperature * temperature), B = b * p / (R * temperature);
        double z = 1.0;
        for (int k = 0; k < 50; k++)
        {
            double f = z * z * z - (1 - B) * z * z + (A - 3 * B * B - 2 * B) * z - (A * B - B * B - B * B * B);
            double df = 3 * z * z - 2 * (1 - B) * z + (A - 3 * B * B - 2 * B);
            double dz = f / df;
            z -= dz;
            if (Math.Abs(dz) < 1e-14)
                break;
        }

        return z;
    }

    [Differentiable(Kinds.Scalar), At(80.1, 25.0)]
    public static double Antoine(double celsius, double scale) => scale * Math.Pow(10, 8.07131 - 1730.63 / (233.426 + celsius)) / 760;

    [Differentiable(Kinds.Scalar), At(1500.0, Regime.Laminar), At(20000.0, Regime.Turbulent)]
    public static double FrictionFactor(double reynolds, Regime regime) => regime switch
    {
        Regime.Laminar => 64 / reynolds,
        Regime.Turbulent => 0.316 * Math.Pow(reynolds, -0.25),
        _ => throw new ArgumentOutOfRangeException(nameof(regime)),
    };

    [Differentiable(Kinds.Scalar), At(2.0, 0.5, 0.1, 60)]
    public static double PidCost(double kp, double ki, double kd, int steps)
    {
        const double dt = 0.05;
        double x = 0, v = 0, integral = 0, previous = 1, cost = 0;
        for (var step = 0; step < steps; ++step)
        {
            var error = 1 - x;
            integral += error * dt;
            var u = kp * error + ki * integral + kd * (error - previous) / dt;
            previous = error;
            if (u > 5) u = 5;
            else if (u < -5) u = -5;
            v += (u - 0.8 * v) * dt;
            x += v * dt;
            cost += error * error * dt;
        }

        return cost;
    }

    /// <summary>Tip deflection of a cantilever of n elements by the stiffness method.</summary>
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 0.8, 0.6 }, 2.0)]
    public static double BarChain(double[] areas, double load)
    {
        int n = areas.Length;
        double[,] k = new double[n, n];
        double[] f = new double[n];
        for (int e = 0; e < n; e++)
        {
            double stiffness = 10 * areas[e];
            k[e, e] += stiffness;
            if (e > 0)
            {
                k[e - 1, e - 1] += stiffness;
                k[e - 1, e] -= stiffness;
                k[e, e - 1] -= stiffness;
            }
        }

        f[n - 1] = load;
        for (int p = 0; p < n; p++)
        {
            for (int i = p + 1; i < n; i++)
            {
                double factor = k[i, p] / k[p, p];
                if (factor == 0) continue;
                for (int j = p; j < n; j++) k[i, j] -= factor * k[p, j];
                f[i] -= factor * f[p];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++) f[i] -= k[i, j] * f[j];
            f[i] /= k[i, i];
        }

        return f[n - 1];
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 1.5, 2, 1.2, 0.8 }, 0.1, 0.05)]
    public static double[] BurgersStep(double[] u, double dt, double nu)
    {
        int n = u.Length;
        var next = new double[n];
        for (int i = 0; i < n; i++)
        {
            int left = (i + n - 1) % n, right = (i + 1) % n;
            double convection = u[i] > 0 ? u[i] * (u[i] - u[left]) : u[i] * (u[right] - u[i]);
            next[i] = u[i] - dt * convection + nu * dt * (u[right] - 2 * u[i] + u[left]);
        }

        return next;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.5, 1, -0.3 }, 40)]
    public static double GaussSeidelPoisson(double[] source, int sweeps)
    {
        int n = source.Length;
        var u = new double[n + 2];
        for (int sweep = 0; sweep < sweeps; sweep++)
            for (int i = 1; i <= n; i++)
                u[i] = 0.5 * (u[i - 1] + u[i + 1] + source[i - 1] * Math.Cos(u[i]));
        double energy = 0;
        for (int i = 0; i <= n; i++) energy += 0.5 * (u[i + 1] - u[i]) * (u[i + 1] - u[i]);
        return energy;
    }

    /// <summary>Classical orbital elements to position.</summary>
    [Differentiable(Kinds.Vector), At(7000.0, 0.1, 0.5, 1.0, 0.7, 2.0)]
    public static (double x, double y, double z) OrbitPosition(double a, double e, double i, double node, double perigee, double trueAnomaly)
    {
        double p = a * (1 - e * e);
        double r = p / (1 + e * Math.Cos(trueAnomaly));
        double u = perigee + trueAnomaly;
        double cosNode = Math.Cos(node), sinNode = Math.Sin(node);
        return (
            x: r * (cosNode * Math.Cos(u) - sinNode * Math.Sin(u) * Math.Cos(i)),
            y: r * (sinNode * Math.Cos(u) + cosNode * Math.Sin(u) * Math.Cos(i)),
            z: r * Math.Sin(u) * Math.Sin(i));
    }

    [Differentiable(Kinds.Scalar), At(298.0, 1.2)]
    public static double EquilibriumExtent(double temperature, double ratio)
    {
        double k = Math.Exp(-(-40000 - temperature * -90) / (R * temperature));
        double low = 0, high = Math.Min(1, ratio), x = 0.5 * high;
        int count = 0;
        while (true)
        {
            double g = x * x - k * (1 - x) * (ratio - x);
            double slope = 2 * x + k * (1 + ratio - 2 * x);
            double next = x - g / slope;
            if (next <= low || next >= high) next = (low + high) / 2;
            if (g > 0) high = x;
            else low = x;
            if (Math.Abs(next - x) < 1e-15 || ++count > 60) return next;
            x = next;
        }
    }

    [Differentiable(Kinds.Vector), At(0.2, 0.1, 3.0, 2)]
    public static void Buck(double duty, double load, double inductance, [Size(2)] Span<double> state)
    {
        double i = 0, v = 0;
        for (int k = 0; k < 100; k++)
        {
            bool on = k % 10 < 4;
            double input = on ? 12 * duty : 0;
            i += 0.01 * (input - v) / inductance;
            v += 0.01 * (i - load * v);
        }

        state[0] = i;
        state[1] = v;
    }
}
