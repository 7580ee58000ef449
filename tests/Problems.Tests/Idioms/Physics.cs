using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Right-hand sides, energies, grids.</summary>
internal static partial class Physics
{
    private const double G = 9.81;

    [Differentiable(Kinds.Vector), At(0.4, -0.3, 0.9, 1.1)]
    public static double[] DoublePendulum(double theta1, double theta2, double omega1, double omega2)
    {
        double m1 = 1, m2 = 0.7, l1 = 1, l2 = 0.6;
        double delta = theta1 - theta2;
        double den = 2 * m1 + m2 - m2 * Math.Cos(2 * delta);
        double a1 = (-G * (2 * m1 + m2) * Math.Sin(theta1) - m2 * G * Math.Sin(theta1 - 2 * theta2)
            - 2 * Math.Sin(delta) * m2 * (omega2 * omega2 * l2 + omega1 * omega1 * l1 * Math.Cos(delta))) / (l1 * den);
        double a2 = 2 * Math.Sin(delta) * (omega1 * omega1 * l1 * (m1 + m2) + G * (m1 + m2) * Math.Cos(theta1)
            + omega2 * omega2 * l2 * m2 * Math.Cos(delta)) / (l2 * den);
        return new double[] { omega1, omega2, a1, a2 };
    }

    /// <summary>Energy of n masses on rods.</summary>
    [Differentiable(Kinds.Scalar), At(new[] { 0.3, -0.2, 0.5 }, new[] { 1.0, 0.5, -0.7 }, 0.8)]
    public static double PendulumChainEnergy(double[] angles, double[] rates, double length)
    {
        double energy = 0;
        double vx = 0, vy = 0, y = 0;
        for (int i = 0; i < angles.Length; i++)
        {
            vx += length * rates[i] * Math.Cos(angles[i]);
            vy += length * rates[i] * Math.Sin(angles[i]);
            y -= length * Math.Cos(angles[i]);
            energy += 0.5 * (vx * vx + vy * vy) + G * y;
        }

        return energy;
    }

    [Differentiable(Kinds.Scalar), At("0 0 0; 1 0.1 -0.2; -0.3 1.2 0.4; 0.8 0.9 1.1", new[] { 1.0, 0.5, 2, 0.7 })]
    public static double NBodyPotential(double[,] positions, double[] masses)
    {
        double potential = 0;
        int n = masses.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                double r2 = 0;
                for (int k = 0; k < 3; k++)
                {
                    double d = positions[i, k] - positions[j, k];
                    r2 += d * d;
                }

                potential -= masses[i] * masses[j] / Math.Sqrt(r2);
            }
        }

        return potential;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.0, 0, 1, 0.1, -0.3, 1.2 }, new[] { 1.0, 0.5, 2 }, 6)]
    public static void NBodyAccelerations(double[] q, [Constant] double[] m, Span<double> a)
    {
        int n = m.Length;
        for (int i = 0; i < n; i++)
        {
            double ax = 0, ay = 0;
            for (int j = 0; j < n; j++)
            {
                if (i == j) continue;
                double dx = q[2 * j] - q[2 * i], dy = q[2 * j + 1] - q[2 * i + 1];
                double r = Math.Sqrt(dx * dx + dy * dy + 1e-4);
                double f = m[j] / (r * r * r);
                ax += f * dx;
                ay += f * dy;
            }

            a[2 * i] = ax;
            a[2 * i + 1] = ay;
        }
    }

    [Differentiable(Kinds.Scalar), At("0 0; 1.1 0.1; 0.1 0.9; 1 1.2", "0 1 1; 0 2 1; 1 3 1; 2 3 1; 0 3 1.414")]
    public static double SpringMesh(double[,] nodes, [Constant] double[,] springs)
    {
        double energy = 0;
        for (int s = 0; s < springs.GetLength(0); s++)
        {
            int a = (int)springs[s, 0], b = (int)springs[s, 1];
            double dx = nodes[a, 0] - nodes[b, 0];
            double dy = nodes[a, 1] - nodes[b, 1];
            double stretch = Math.Sqrt(dx * dx + dy * dy) - springs[s, 2];
            energy += 0.5 * 100 * stretch * stretch;
        }

        return energy;
    }

    [Differentiable(Kinds.Vector), At(1.2, 0.8, 1.1, 0.4, 0.1, 0.4)]
    public static double[] LotkaVolterra(double prey, double predator, double alpha, double beta, double delta, double gamma)
    {
        double dPrey = alpha * prey - beta * prey * predator;
        double dPredator = delta * prey * predator - gamma * predator;
        return [dPrey, dPredator];
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.0, 1, 3, 2, 0.5 }, 0.2)]
    public static double[] HeatStep(double[] u, double r)
    {
        int n = u.Length;
        double[] next = new double[n];
        next[0] = u[0];
        next[n - 1] = u[n - 1];
        for (int i = 1; i < n - 1; i++) next[i] = u[i] + r * (u[i - 1] - 2 * u[i] + u[i + 1]);
        return next;
    }

    [Differentiable(Kinds.Vector), At("0 1 2 1; 1 3 0 1; 2 1 1 0; 0 0 1 2", 0.1, 3)]
    public static double[,] HeatPlate(double[,] u, double r, int steps)
    {
        int rows = u.GetLength(0), columns = u.GetLength(1);
        var current = (double[,])u.Clone();
        for (int s = 0; s < steps; s++)
        {
            var lap = new double[rows, columns];
            for (int i = 1; i < rows - 1; i++)
                for (int j = 1; j < columns - 1; j++)
                    lap[i, j] = current[i - 1, j] + current[i + 1, j] + current[i, j - 1] + current[i, j + 1] - 4 * current[i, j];
            for (int i = 0; i < rows; i++)
                for (int j = 0; j < columns; j++)
                    current[i, j] += r * lap[i, j];
        }

        return current;
    }

    [Differentiable(Kinds.Scalar), At("0 0 0; 1.2 0 0.1; 0.2 1.3 -0.1", 1.0, 1.1)]
    public static double LennardJones(double[,] atoms, double epsilon, double sigma)
    {
        double energy = 0.0;
        for (int i = 0; i < atoms.GetLength(0) - 1; i++)
        {
            for (int j = i + 1; j < atoms.GetLength(0); j++)
            {
                double dx = atoms[i, 0] - atoms[j, 0], dy = atoms[i, 1] - atoms[j, 1], dz = atoms[i, 2] - atoms[j, 2];
                double inverse2 = sigma * sigma / (dx * dx + dy * dy + dz * dz);
                double inverse6 = inverse2 * inverse2 * inverse2;
                energy += 4 * epsilon * (inverse6 * inverse6 - inverse6);
            }
        }

        return energy;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 1.5, 20.1 }, 10.0, 28.0, 2.5)]
    public static double[] Lorenz(double[] s, double sigma, double rho, double beta) =>
        [sigma * (s[1] - s[0]), s[0] * (rho - s[2]) - s[1], s[0] * s[1] - beta * s[2]];

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0, 0, 1 }, 0.05, 40)]
    public static double[] Verlet(double[] state, double dt, int steps)
    {
        double x = state[0], y = state[1], vx = state[2], vy = state[3];
        double r3 = Math.Pow(x * x + y * y, 1.5);
        double ax = -x / r3, ay = -y / r3;
        for (int i = 0; i < steps; i++)
        {
            vx += 0.5 * dt * ax;
            vy += 0.5 * dt * ay;
            x += dt * vx;
            y += dt * vy;
            r3 = Math.Pow(x * x + y * y, 1.5);
            ax = -x / r3;
            ay = -y / r3;
            vx += 0.5 * dt * ax;
            vy += 0.5 * dt * ay;
        }

        return [x, y, vx, vy];
    }

    [Differentiable(Kinds.Scalar), At(300.0, 0.025)]
    public static double VanDerWaalsPressure(double temperature, double molarVolume)
    {
        const double R = 8.314462618, a = 0.1382, b = 3.186e-5;
        return R * temperature / (molarVolume - b) - a / (molarVolume * molarVolume);
    }

    [Differentiable(Kinds.Scalar), At(1e5, 1.5, 0.4)]
    public static double ColebrookFriction(double reynolds, double roughnessInMillimetres, double diameter)
    {
        double f = 0.02;
        for (int i = 0; i < 100; i++)
        {
            double rhs = -2 * Math.Log10(roughnessInMillimetres / 1000 / (3.7 * diameter) + 2.51 / (reynolds * Math.Sqrt(f)));
            double next = 1 / (rhs * rhs);
            bool done = Math.Abs(next - f) < 1e-15;
            f = next;
            if (done) break;
        }

        return f;
    }
}
