namespace SymbolicJacobian.GradBench.Problems;

/// <summary>
/// The x at which the largest f(x, y) over y is smallest. The search for y uses a generated gradient; the outer search differentiates
/// through it.
/// </summary>
public static partial class Saddle
{
    private const double Tolerance = 1e-5;
    private const double FirstStep = 1e-5;
    private const int StepsBeforeDoubling = 10;

    [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)]
    public static double Surface(double x1, double x2, double y1, double y2) => x1 * x1 + x2 * x2 - (y1 * y1 + y2 * y2);

    /// <summary>The largest f(x, y) over y, searched from a start in steps that double and halve as those of <see cref="Descent"/> do.</summary>
    [Differentiable]
    public static double Highest(double x1, double x2, [Constant] double start1, [Constant] double start2)
    {
        var (y1, y2) = Search(x1, x2, start1, start2);
        return Surface(x1, x2, y1, y2);
    }

    /// <param name="start">Of both searches.</param>
    /// <returns>x and y, one after the other.</returns>
    public static double[] Find(double[] start)
    {
        double[] x = [.. start];
        Descent.Minimise(x, at => Highest(at[0], at[1], start[0], start[1]), (at, gradient) => HighestGradient(at[0], at[1], start[0], start[1], gradient));
        var (y1, y2) = Search(x[0], x[1], start[0], start[1]);
        return [x[0], x[1], y1, y2];
    }

    public static double SlopeY1(double x1, double x2, double y1, double y2) => Slope(x1, x2, y1, y2, 2);

    public static double SlopeY2(double x1, double x2, double y1, double y2) => Slope(x1, x2, y1, y2, 3);

    [DerivativeRule(typeof(Saddle), nameof(SlopeY1))]
    public static (double X1, double X2, double Y1, double Y2) SlopesOfSlopeY1(double x1, double x2, double y1, double y2) => Curvature(x1, x2, y1, y2, 2);

    [DerivativeRule(typeof(Saddle), nameof(SlopeY2))]
    public static (double X1, double X2, double Y1, double Y2) SlopesOfSlopeY2(double x1, double x2, double y1, double y2) => Curvature(x1, x2, y1, y2, 3);

    private static (double Y1, double Y2) Search(double x1, double x2, double y1, double y2)
    {
        double best = Surface(x1, x2, y1, y2), step = FirstStep;
        double s1 = SlopeY1(x1, x2, y1, y2), s2 = SlopeY2(x1, x2, y1, y2);
        int good = 0;
        while (Math.Sqrt(s1 * s1 + s2 * s2) > Tolerance)
        {
            if (good == StepsBeforeDoubling)
            {
                step *= 2;
                good = 0;
                continue;
            }

            double next1 = y1 + step * s1, next2 = y2 + step * s2;
            if (Math.Sqrt((next1 - y1) * (next1 - y1) + (next2 - y2) * (next2 - y2)) <= Tolerance)
            {
                break;
            }

            double there = Surface(x1, x2, next1, next2);
            if (there > best)
            {
                (y1, y2, best) = (next1, next2, there);
                s1 = SlopeY1(x1, x2, y1, y2);
                s2 = SlopeY2(x1, x2, y1, y2);
                good++;
            }
            else
            {
                step /= 2;
                good = 0;
            }
        }

        return (y1, y2);
    }

    private static double Slope(double x1, double x2, double y1, double y2, int component)
    {
        Span<double> gradient = stackalloc double[4];
        SurfaceGradient(x1, x2, y1, y2, gradient);
        return gradient[component];
    }

    private static (double X1, double X2, double Y1, double Y2) Curvature(double x1, double x2, double y1, double y2, int component)
    {
        Span<double> hessian = stackalloc double[16];
        SurfaceHessian(x1, x2, y1, y2, hessian);
        int row = 4 * component;
        return (hessian[row], hessian[row + 1], hessian[row + 2], hessian[row + 3]);
    }
}
