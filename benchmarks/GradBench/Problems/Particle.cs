namespace SymbolicJacobian.GradBench.Problems;

/// <summary>
/// Where a charged particle meets the axis, as a function of where one of two charges stands. Its force is a generated gradient,
/// and what is minimised over the charge's place goes through it: a derivative of a derivative.
/// </summary>
public static partial class Particle
{
    private const double Step = 0.1;

    /// <summary>Of two unit charges at (10, 10 − w) and (10, 0).</summary>
    [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)]
    public static double Potential(double x, double y, double w)
    {
        double dx = x - 10, dy = y - (10 - w);
        return 1 / Math.Sqrt(dx * dx + dy * dy) + 1 / Math.Sqrt(dx * dx + y * y);
    }

    /// <summary>The square of the place where a particle from (0, 8) crosses the axis.</summary>
    [Differentiable]
    public static double Miss(double w)
    {
        double x = 0, y = 8, vx = 0.75, vy = 0;
        while (true)
        {
            double nextX = x + Step * vx, nextY = y + Step * vy;
            if (nextY <= 0)
            {
                double cross = x - y / vy * vx;
                return cross * cross;
            }

            double ax = ForceX(x, y, w), ay = ForceY(x, y, w);
            (x, y) = (nextX, nextY);
            vx += Step * ax;
            vy += Step * ay;
        }
    }

    public static double ForceX(double x, double y, double w) => -Gradient(x, y, w, 0);

    public static double ForceY(double x, double y, double w) => -Gradient(x, y, w, 1);

    [DerivativeRule(typeof(Particle), nameof(ForceX))]
    public static (double X, double Y, double W) SlopesOfForceX(double x, double y, double w) => Slopes(x, y, w, 0);

    [DerivativeRule(typeof(Particle), nameof(ForceY))]
    public static (double X, double Y, double W) SlopesOfForceY(double x, double y, double w) => Slopes(x, y, w, 1);

    private static double Gradient(double x, double y, double w, int component)
    {
        Span<double> gradient = stackalloc double[3];
        PotentialGradient(x, y, w, gradient);
        return gradient[component];
    }

    private static (double X, double Y, double W) Slopes(double x, double y, double w, int component)
    {
        Span<double> hessian = stackalloc double[9];
        PotentialHessian(x, y, w, hessian);
        return (-hessian[3 * component], -hessian[3 * component + 1], -hessian[3 * component + 2]);
    }

    /// <summary>Where the other charge has to stand.</summary>
    public static double Minimise(double w)
    {
        double[] place = [w];
        Descent.Minimise(place, at => Miss(at[0]), (at, gradient) => MissGradient(at[0], gradient));
        return place[0];
    }
}
