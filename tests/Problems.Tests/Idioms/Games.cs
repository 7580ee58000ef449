using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Curves, easing, inverse kinematics.</summary>
internal static partial class Games
{
    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double SmoothStep(double t) => t * t * (3 - 2 * t);

    [Differentiable(Kinds.Scalar), At(0.3), At(0.8)]
    public static double EaseInOutCubic(double x) => x < 0.5 ? 4 * x * x * x : 1 - Math.Pow(-2 * x + 2, 3) / 2;

    [Differentiable(Kinds.Scalar), At(0.3), At(0.5), At(0.8), At(0.99)]
    public static double EaseOutBounce(double x)
    {
        const double n1 = 7.5625;
        const double d1 = 2.75;

        if (x < 1 / d1)
        {
            return n1 * x * x;
        }
        else if (x < 2 / d1)
        {
            return n1 * (x -= 1.5 / d1) * x + 0.75;
        }
        else if (x < 2.5 / d1)
        {
            return n1 * (x -= 2.25 / d1) * x + 0.9375;
        }
        else
        {
            return n1 * (x -= 2.625 / d1) * x + 0.984375;
        }
    }

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double EaseOutElastic(double x) => x switch
    {
        0 => 0,
        1 => 1,
        _ => Math.Pow(2, -10 * x) * Math.Sin((x * 10 - 0.75) * (2 * Math.PI / 3)) + 1,
    };

    [Differentiable(Kinds.Vector), At(0.3, 0.0, 0.0, 1.0, 2.0, 3.0, 2.0, 4.0, 0.0)]
    public static (double X, double Y) CubicBezier(double t, double x0, double y0, double x1, double y1, double x2, double y2, double x3, double y3)
    {
        double u = 1 - t;
        double b0 = u * u * u, b1 = 3 * u * u * t, b2 = 3 * u * t * t, b3 = t * t * t;
        return (b0 * x0 + b1 * x1 + b2 * x2 + b3 * x3, b0 * y0 + b1 * y1 + b2 * y2 + b3 * y3);
    }

    /// <summary>De Casteljau in place.</summary>
    [Differentiable(Kinds.Scalar), At(new[] { 0.0, 2, -1, 3, 1 }, 0.35)]
    public static double DeCasteljau(double[] control, double t)
    {
        var p = (double[])control.Clone();
        for (int k = p.Length - 1; k > 0; k--)
            for (int i = 0; i < k; i++)
                p[i] = (1 - t) * p[i] + t * p[i + 1];
        return p[0];
    }

    [Differentiable(Kinds.Scalar), At(0.0, 1.0, 0.5, 2.0, 0.4)]
    public static double CatmullRom(double p0, double p1, double p2, double p3, double t)
        => 0.5 * ((2 * p1) + (-p0 + p2) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (-p0 + 3 * p1 - 3 * p2 + p3) * t * t * t);

    [Differentiable(Kinds.Vector), At(1.1, 0.7)]
    public static double[] TwoBoneIk(double x, double y)
    {
        const double upper = 1.0, lower = 0.8;
        double d2 = x * x + y * y;
        double cosElbow = Math.Clamp((d2 - upper * upper - lower * lower) / (2 * upper * lower), -1.0, 1.0);
        double elbow = Math.Acos(cosElbow);
        double shoulder = Math.Atan2(y, x) - Math.Atan2(lower * Math.Sin(elbow), upper + lower * Math.Cos(elbow));
        return new[] { shoulder, elbow };
    }

    [Differentiable(Kinds.Vector), At(10.0f, 0.8f, 0.3f)]
    public static (float range, float height) Projectile(float speed, float angle, float drag)
    {
        float x = 0, y = 0, vx = speed * MathF.Cos(angle), vy = speed * MathF.Sin(angle);
        for (int i = 0; i < 20; i++)
        {
            float v = MathF.Sqrt(vx * vx + vy * vy);
            vx -= drag * v * vx * 0.02f;
            vy -= (9.81f + drag * v * vy) * 0.02f;
            x += vx * 0.02f;
            y += vy * 0.02f;
        }

        return (x, y);
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.4, 0.5)]
    public static double SphereBoxDistance(double x, double y, double z)
    {
        double sphere = Math.Sqrt(x * x + y * y + z * z) - 0.6;
        double qx = Math.Abs(x - 1) - 0.3, qy = Math.Abs(y) - 0.2, qz = Math.Abs(z) - 0.1;
        double outside = Math.Sqrt(Math.Pow(Math.Max(qx, 0), 2) + Math.Pow(Math.Max(qy, 0), 2) + Math.Pow(Math.Max(qz, 0), 2));
        double box = outside + Math.Min(Math.Max(qx, Math.Max(qy, qz)), 0);
        double h = Math.Clamp(0.5 + 0.5 * (box - sphere) / 0.1, 0, 1);
        return box * (1 - h) + sphere * h - 0.1 * h * (1 - h);
    }

    /// <summary>Critically damped spring, as engines have it.</summary>
    [Differentiable(Kinds.Vector), At(0.0, 5.0, 1.0, 0.3, 0.016)]
    public static (double value, double velocity) SmoothDamp(double current, double target, double velocity, double smoothTime, double dt)
    {
        double omega = 2 / smoothTime;
        double x = omega * dt;
        double exp = 1 / (1 + x + 0.48 * x * x + 0.235 * x * x * x);
        double change = current - target;
        double temp = (velocity + omega * change) * dt;
        velocity = (velocity - omega * temp) * exp;
        return (target + (change + temp) * exp, velocity);
    }

    [Differentiable(Kinds.Vector), At(0.6, 0.5, 0.4)]
    public static double[] HsvToRgb(double h, double s, double v)
    {
        double c = v * s;
        double hp = h * 6;
        double x = c * (1 - Math.Abs(hp % 2 - 1));
        double m = v - c;
        var (r, g, b) = (int)hp switch
        {
            0 => (c, x, 0.0),
            1 => (x, c, 0.0),
            2 => (0.0, c, x),
            3 => (0.0, x, c),
            4 => (x, 0.0, c),
            _ => (c, 0.0, x),
        };
        return [r + m, g + m, b + m];
    }
}
