namespace SymbolicJacobian.Benchmarks.Verification;

/// <summary>Functions that the rules of the check were not made with, one line each: optimization, dynamics, geometry, chemistry, learning.</summary>
internal static partial class Functions
{
    private static readonly Function[] _first =
    [
        new(nameof(Branin), 1, [1.3, 2.7], Branin, BraninJacobian),
        new(nameof(SixHumpCamel), 1, [0.7, -0.4], SixHumpCamel, SixHumpCamelJacobian),
        new(nameof(GoldsteinPrice), 1, [0.4, -0.6], GoldsteinPrice, GoldsteinPriceJacobian),
        new(nameof(Himmelblau), 2, [1.7, 2.2], Himmelblau, HimmelblauJacobian),
        new(nameof(Ackley), 1, [0.8, -1.1, 0.3], Ackley, AckleyJacobian),
        new(nameof(Griewank), 1, [2.1, -1.4, 4.2], Griewank, GriewankJacobian),
        new(nameof(Levy), 1, [0.6, -1.7], Levy, LevyJacobian),
        new(nameof(Rastrigin), 1, [0.37, -1.21], Rastrigin, RastriginJacobian),
        new(nameof(StyblinskiTang), 1, [1.2, -2.3], StyblinskiTang, StyblinskiTangJacobian),
        new(nameof(Schaffer), 1, [1.1, 0.4], Schaffer, SchafferJacobian),
        new(nameof(Easom), 1, [2.6, 3.5], Easom, EasomJacobian),
        new(nameof(McCormick), 1, [-0.3, 1.4], McCormick, McCormickJacobian),
        new(nameof(LotkaVolterra), 2, [10, 5, 1.1, 0.4], LotkaVolterra, LotkaVolterraJacobian),
        new(nameof(Lorenz), 3, [1.5, -2.1, 20], Lorenz, LorenzJacobian),
        new(nameof(VanDerPol), 2, [0.5, 1.2, 3], VanDerPol, VanDerPolJacobian),
        new(nameof(Pendulum), 2, [1.1, -0.4], Pendulum, PendulumJacobian),
        new(nameof(DoublePendulum), 2, [0.7, -0.5, 1.3, 0.2], DoublePendulum, DoublePendulumJacobian),
        new(nameof(RobotArm), 3, [0.3, 0.9, -0.7], RobotArm, RobotArmJacobian),
        new(nameof(CameraProjection), 2, [0.4, -0.3, 2.5, 700, 0.1, -0.02], CameraProjection, CameraProjectionJacobian),
        new(nameof(QuaternionRotation), 3, [0.8, 0.2, -0.4, 0.3], QuaternionRotation, QuaternionRotationJacobian),
        new(nameof(Rodrigues), 3, [0.3, -0.2, 0.5], Rodrigues, RodriguesJacobian),
        new(nameof(MichaelisMenten), 2, [2.5, 0.7, 1.9], MichaelisMenten, MichaelisMentenJacobian),
        new(nameof(Antoine), 1, [8.07, 1730.6, 233.4, 80], Antoine, AntoineJacobian),
        new(nameof(Arrhenius), 1, [10000000.0, 50000.0, 350], Arrhenius, ArrheniusJacobian),
        new(nameof(VanDerWaals), 1, [300, 0.002, 4e-05, 0.36], VanDerWaals, VanDerWaalsJacobian),
        new(nameof(RedlichKwong), 1, [350, 0.001], RedlichKwong, RedlichKwongJacobian),
        new(nameof(Planck), 1, [2.2, 0.9], Planck, PlanckJacobian),
        new(nameof(BreitWigner), 1, [3, 1.2, 0.4, 1.5], BreitWigner, BreitWignerJacobian),
        new(nameof(GaussianPeaks), 2, [2, 0.5, 0.8, 1.4, 1.3], GaussianPeaks, GaussianPeaksJacobian),
        new(nameof(LogisticGrowth), 2, [10, 0.8, 3], LogisticGrowth, LogisticGrowthJacobian),
        new(nameof(Gompertz), 1, [4, 2.2, 0.7], Gompertz, GompertzJacobian),
        new(nameof(Weibull), 1, [1.8, 2.4, 1.1], Weibull, WeibullJacobian),
        new(nameof(Hill), 1, [1.4, 2.7, 0.9], Hill, HillJacobian),
        new(nameof(Softmax), 3, [0.3, -1.1, 0.8], Softmax, SoftmaxJacobian),
        new(nameof(LogSumExp), 1, [0.4, 2.2, -0.7], LogSumExp, LogSumExpJacobian),
    ];

    [Differentiable]
    private static void Branin([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = Math.Pow(x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6, 2) + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x[0]) + 10;
    }

    [Differentiable]
    private static void SixHumpCamel([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = (4 - 2.1 * x[0] * x[0] + Math.Pow(x[0], 4) / 3) * x[0] * x[0] + x[0] * x[1] + (4 * x[1] * x[1] - 4) * x[1] * x[1];
    }

    [Differentiable]
    private static void GoldsteinPrice([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = (1 + Math.Pow(x[0] + x[1] + 1, 2) * (19 - 14 * x[0] + 3 * x[0] * x[0] - 14 * x[1] + 6 * x[0] * x[1] + 3 * x[1] * x[1])) * (30 + Math.Pow(2 * x[0] - 3 * x[1], 2) * (18 - 32 * x[0] + 12 * x[0] * x[0] + 48 * x[1] - 36 * x[0] * x[1] + 27 * x[1] * x[1]));
    }

    [Differentiable]
    private static void Himmelblau([Size(2)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = x[0] * x[0] + x[1] - 11;
        y[1] = x[0] + x[1] * x[1] - 7;
    }

    [Differentiable]
    private static void Ackley([Size(3)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = -20 * Math.Exp(-0.2 * Math.Sqrt((x[0] * x[0] + x[1] * x[1] + x[2] * x[2]) / 3)) - Math.Exp((Math.Cos(2 * Math.PI * x[0]) + Math.Cos(2 * Math.PI * x[1]) + Math.Cos(2 * Math.PI * x[2])) / 3);
    }

    [Differentiable]
    private static void Griewank([Size(3)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]) / 4000 - Math.Cos(x[0]) * Math.Cos(x[1] / Math.Sqrt(2)) * Math.Cos(x[2] / Math.Sqrt(3)) + 1;
    }

    [Differentiable]
    private static void Levy([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        double w0 = 1 + (x[0] - 1) / 4, w1 = 1 + (x[1] - 1) / 4;
        y[0] = Math.Pow(Math.Sin(Math.PI * w0), 2) + (w0 - 1) * (w0 - 1) * (1 + 10 * Math.Pow(Math.Sin(Math.PI * w0 + 1), 2)) + (w1 - 1) * (w1 - 1) * (1 + Math.Pow(Math.Sin(2 * Math.PI * w1), 2));
    }

    [Differentiable]
    private static void Rastrigin([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = 20 + x[0] * x[0] - 10 * Math.Cos(2 * Math.PI * x[0]) + x[1] * x[1] - 10 * Math.Cos(2 * Math.PI * x[1]);
    }

    [Differentiable]
    private static void StyblinskiTang([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = (Math.Pow(x[0], 4) - 16 * x[0] * x[0] + 5 * x[0] + Math.Pow(x[1], 4) - 16 * x[1] * x[1] + 5 * x[1]) / 2;
    }

    [Differentiable]
    private static void Schaffer([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = 0.5 + (Math.Pow(Math.Sin(x[0] * x[0] - x[1] * x[1]), 2) - 0.5) / Math.Pow(1 + 0.001 * (x[0] * x[0] + x[1] * x[1]), 2);
    }

    [Differentiable]
    private static void Easom([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = -Math.Cos(x[0]) * Math.Cos(x[1]) * Math.Exp(-(x[0] - Math.PI) * (x[0] - Math.PI) - (x[1] - Math.PI) * (x[1] - Math.PI));
    }

    [Differentiable]
    private static void McCormick([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = Math.Sin(x[0] + x[1]) + (x[0] - x[1]) * (x[0] - x[1]) - 1.5 * x[0] + 2.5 * x[1] + 1;
    }

    [Differentiable]
    private static void LotkaVolterra([Size(4)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = x[2] * x[0] - 0.4 * x[0] * x[1];
        y[1] = -x[3] * x[1] + 0.1 * x[0] * x[1];
    }

    [Differentiable]
    private static void Lorenz([Size(3)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        y[0] = 10 * (x[1] - x[0]);
        y[1] = x[0] * (28 - x[2]) - x[1];
        y[2] = x[0] * x[1] - 8.0 / 3 * x[2];
    }

    [Differentiable]
    private static void VanDerPol([Size(3)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = x[1];
        y[1] = x[2] * (1 - x[0] * x[0]) * x[1] - x[0];
    }

    [Differentiable]
    private static void Pendulum([Size(2)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = x[1];
        y[1] = -9.81 * Math.Sin(x[0]) - 0.1 * x[1];
    }

    [Differentiable]
    private static void DoublePendulum([Size(4)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        double d = x[0] - x[1], s = Math.Sin(d), c = Math.Cos(d);
        y[0] = (-9.81 * 3 * Math.Sin(x[0]) - 9.81 * Math.Sin(x[0] - 2 * x[1]) - 2 * s * (x[3] * x[3] + x[2] * x[2] * c)) / (3 - Math.Cos(2 * d));
        y[1] = 2 * s * (2 * x[2] * x[2] + 19.62 * Math.Cos(x[0]) + x[3] * x[3] * c) / (3 - Math.Cos(2 * d));
    }

    [Differentiable]
    private static void RobotArm([Size(3)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        y[0] = Math.Cos(x[0]) + 0.8 * Math.Cos(x[0] + x[1]) + 0.3 * Math.Cos(x[0] + x[1] + x[2]);
        y[1] = Math.Sin(x[0]) + 0.8 * Math.Sin(x[0] + x[1]) + 0.3 * Math.Sin(x[0] + x[1] + x[2]);
        y[2] = x[0] + x[1] + x[2];
    }

    [Differentiable]
    private static void CameraProjection([Size(6)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        double q = (x[0] * x[0] + x[1] * x[1]) / (x[2] * x[2]);
        y[0] = x[3] * x[0] / x[2] * (1 + x[4] * q + x[5] * q * q);
        y[1] = x[3] * x[1] / x[2] * (1 + x[4] * q + x[5] * q * q);
    }

    [Differentiable]
    private static void QuaternionRotation([Size(4)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        double n = x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3];
        y[0] = 1 - 2 * (x[2] * x[2] + x[3] * x[3]) / n;
        y[1] = 2 * (x[1] * x[2] - x[0] * x[3]) / n;
        y[2] = 2 * (x[1] * x[3] + x[0] * x[2]) / n;
    }

    [Differentiable]
    private static void Rodrigues([Size(3)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        double u = x[0] * x[0] + x[1] * x[1] + x[2] * x[2], r = Math.Sqrt(u), a = Math.Sin(r) / r, b = (1 - Math.Cos(r)) / u, t = 2 * x[0] + x[1] + 0.5 * x[2];
        y[0] = 2 + a * (x[1] * 0.5 - x[2]) + b * x[0] * t;
        y[1] = 1 + a * (x[2] * 2 - x[0] * 0.5) + b * x[1] * t;
        y[2] = 0.5 + a * (x[0] - x[1] * 2) + b * x[2] * t;
    }

    [Differentiable]
    private static void MichaelisMenten([Size(3)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = x[0] * x[2] / (x[1] + x[2]);
        y[1] = x[0] / (x[1] + x[2]);
    }

    [Differentiable]
    private static void Antoine([Size(4)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = Math.Pow(10, x[0] - x[1] / (x[2] + x[3]));
    }

    [Differentiable]
    private static void Arrhenius([Size(3)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = x[0] * Math.Exp(-x[1] / (8.314 * x[2]));
    }

    [Differentiable]
    private static void VanDerWaals([Size(4)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = 8.314 * x[0] / (x[1] - x[2]) - x[3] / (x[1] * x[1]);
    }

    [Differentiable]
    private static void RedlichKwong([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = 8.314 * x[0] / (x[1] - 3e-5) - 1.5 / (Math.Sqrt(x[0]) * x[1] * (x[1] + 3e-5));
    }

    [Differentiable]
    private static void Planck([Size(2)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = Math.Pow(x[0], 3) / (Math.Exp(x[0] / x[1]) - 1);
    }

    [Differentiable]
    private static void BreitWigner([Size(4)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = x[0] / (Math.Pow(x[3] * x[3] - x[1] * x[1], 2) + x[1] * x[1] * x[2] * x[2]);
    }

    [Differentiable]
    private static void GaussianPeaks([Size(5)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = x[0] * Math.Exp(-Math.Pow((0.3 - x[1]) / x[2], 2)) + x[3] * Math.Exp(-Math.Pow(0.3 - x[4], 2));
        y[1] = x[0] * Math.Exp(-Math.Pow((1.1 - x[1]) / x[2], 2)) + x[3] * Math.Exp(-Math.Pow(1.1 - x[4], 2));
    }

    [Differentiable]
    private static void LogisticGrowth([Size(3)] ReadOnlySpan<double> x, [Size(2)] Span<double> y)
    {
        y[0] = x[0] / (1 + Math.Exp(-x[1] * (2 - x[2])));
        y[1] = x[0] / (1 + Math.Exp(-x[1] * (5 - x[2])));
    }

    [Differentiable]
    private static void Gompertz([Size(3)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = x[0] * Math.Exp(-x[1] * Math.Exp(-x[2] * 1.5));
    }

    [Differentiable]
    private static void Weibull([Size(3)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = x[1] / x[0] * Math.Pow(x[2] / x[0], x[1] - 1) * Math.Exp(-Math.Pow(x[2] / x[0], x[1]));
    }

    [Differentiable]
    private static void Hill([Size(3)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = Math.Pow(x[2], x[1]) / (Math.Pow(x[0], x[1]) + Math.Pow(x[2], x[1]));
    }

    [Differentiable]
    private static void Softmax([Size(3)] ReadOnlySpan<double> x, [Size(3)] Span<double> y)
    {
        double e0 = Math.Exp(x[0]), e1 = Math.Exp(x[1]), e2 = Math.Exp(x[2]);
        y[0] = e0 / (e0 + e1 + e2);
        y[1] = e1 / (e0 + e1 + e2);
        y[2] = e2 / (e0 + e1 + e2);
    }

    [Differentiable]
    private static void LogSumExp([Size(3)] ReadOnlySpan<double> x, [Size(1)] Span<double> y)
    {
        y[0] = Math.Log(Math.Exp(x[0]) + Math.Exp(x[1]) + Math.Exp(x[2]));
    }
}
