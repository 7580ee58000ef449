using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>A robot's pose after a turn at constant speed, straight where it hardly turns; 3 × 5.</summary>
internal static partial class Unicycle
{
    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("unicycle, 3×5", 3, [1, 2, 0.5, 1.5, 0.7]);

    [Differentiable]
    public static (double X, double Y, double Heading) F(double x, double y, double heading, double speed, double rate, [Constant] double dt)
    {
        if (Math.Abs(rate) < 1e-9)
        {
            return (x + speed * dt * Math.Cos(heading), y + speed * dt * Math.Sin(heading), heading);
        }

        double radius = speed / rate;
        return (x + radius * (Math.Sin(heading + rate * dt) - Math.Sin(heading)), y - radius * (Math.Cos(heading + rate * dt) - Math.Cos(heading)), heading + rate * dt);
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] p, Span<double> jacobian)
        {
            const double Dt = 0.1;
            double speed = p[3], rate = p[4];
            var (s0, c0) = Math.SinCos(p[2]);
            jacobian[14] = Math.Abs(rate) < 1e-9 ? 0 : Dt;
            jacobian[13] = 0;
            jacobian[12] = 1;
            jacobian[11] = 0;
            jacobian[10] = 0;
            jacobian[6] = 1;
            jacobian[5] = 0;
            jacobian[1] = 0;
            jacobian[0] = 1;
            if (Math.Abs(rate) < 1e-9)
            {
                jacobian[9] = 0;
                jacobian[8] = Dt * s0;
                jacobian[7] = speed * Dt * c0;
                jacobian[4] = 0;
                jacobian[3] = Dt * c0;
                jacobian[2] = -speed * Dt * s0;
                return;
            }

            var inverse = 1 / rate;
            var radius = speed * inverse;
            var (s1, c1) = Math.SinCos(p[2] + rate * Dt);
            double s = (s1 - s0) * inverse, c = (c0 - c1) * inverse;
            jacobian[9] = radius * (Dt * s1 - c);
            jacobian[8] = c;
            jacobian[7] = speed * s;
            jacobian[4] = radius * (Dt * c1 - s);
            jacobian[3] = s;
            jacobian[2] = -speed * c;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) => FJacobian(x[0], x[1], x[2], x[3], x[4], 0.1, jacobian);
    }
}
