using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Arms, wheels, cameras and filters.</summary>
internal static partial class Robotics
{
    private static readonly double[] LinkLengths = { 1.0, 0.8, 0.5 };

    [Differentiable(Kinds.Vector), At(0.3, -0.5, 0.9)]
    public static (double x, double y) PlanarArm(double q1, double q2, double q3) =>
        (Math.Cos(q1) + 0.8 * Math.Cos(q1 + q2) + 0.5 * Math.Cos(q1 + q2 + q3),
         Math.Sin(q1) + 0.8 * Math.Sin(q1 + q2) + 0.5 * Math.Sin(q1 + q2 + q3));

    [Differentiable(Kinds.Vector), At(new[] { 0.3, -0.5, 0.9 })]
    public static double[] PlanarChain(double[] q)
    {
        double x = 0, y = 0, angle = 0;
        for (int i = 0; i < q.Length; i++)
        {
            angle += q[i];
            x += LinkLengths[i] * Math.Cos(angle);
            y += LinkLengths[i] * Math.Sin(angle);
        }

        return [x, y, angle];
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.9, 0.1, -0.3, 0.2 }, new[] { 0.1, -0.2, 0.35 })]
    public static double[] QuaternionRate(double[] q, double[] omega)
    {
        double w = q[0], x = q[1], y = q[2], z = q[3];
        double p = omega[0], qq = omega[1], r = omega[2];
        return
        [
            0.5 * (-x * p - y * qq - z * r),
            0.5 * (w * p + y * r - z * qq),
            0.5 * (w * qq + z * p - x * r),
            0.5 * (w * r + x * qq - y * p),
        ];
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.9, 0.1, -0.3, 0.2 }, new[] { 1.0, 2, 3 })]
    public static double[] RotateByQuaternion(double[] q, double[] v)
    {
        double norm = Math.Sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        double w = q[0] / norm, x = q[1] / norm, y = q[2] / norm, z = q[3] / norm;
        double[,] r =
        {
            { 1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y) },
            { 2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x) },
            { 2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y) },
        };
        double[] result = new double[3];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                result[i] += r[i, j] * v[j];
        return result;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.2, -0.1, 0.3, 0.5, -0.4, 5.0 }, new[] { 0.5, 0.4, 0.3 }, new[] { 800.0, 790, 320, 240, -0.2, 0.05 })]
    public static double[] Reproject(double[] pose, double[] point, double[] camera)
    {
        var rotated = Rodrigues(pose, point);
        double X = rotated[0] + pose[3], Y = rotated[1] + pose[4], Z = rotated[2] + pose[5];
        double xn = X / Z, yn = Y / Z;
        double r2 = xn * xn + yn * yn;
        double distortion = 1 + r2 * (camera[4] + r2 * camera[5]);
        return new double[] { camera[0] * distortion * xn + camera[2], camera[1] * distortion * yn + camera[3] };
    }

    private static double[] Rodrigues(double[] w, double[] p)
    {
        double theta = Math.Sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2]);
        if (theta < 1e-12)
        {
            return [p[0] + w[1] * p[2] - w[2] * p[1], p[1] + w[2] * p[0] - w[0] * p[2], p[2] + w[0] * p[1] - w[1] * p[0]];
        }

        double c = Math.Cos(theta), s = Math.Sin(theta);
        double kx = w[0] / theta, ky = w[1] / theta, kz = w[2] / theta;
        double dot = (kx * p[0] + ky * p[1] + kz * p[2]) * (1 - c);
        return
        [
            p[0] * c + (ky * p[2] - kz * p[1]) * s + kx * dot,
            p[1] * c + (kz * p[0] - kx * p[2]) * s + ky * dot,
            p[2] * c + (kx * p[1] - ky * p[0]) * s + kz * dot,
        ];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.2, -0.1, 0.3, 0.5, -0.4, 5.0 }, new[] { 0.5, 0.4, 0.3 })]
    public static double DistanceToRotated(double[] pose, double[] point)
    {
        var rotated = Rodrigues(pose, point);
        double sum = 0;
        for (int i = 0; i < rotated.Length; i++) sum += Math.Pow(rotated[i] + pose[3 + i], 2) * pose[i];
        return Math.Sqrt(Math.Abs(sum));
    }

    /// <summary>2-D point-to-point ICP: pose (x, y, theta), points in rows.</summary>
    [Differentiable(Kinds.Vector), At(new[] { 0.1, -0.2, 0.3 }, "0 1; 1 1; 2 0.5; -1 0.3", "0.2 1.1; 1.1 1.2; 2.2 0.6; -0.9 0.1")]
    public static double[] IcpResiduals(double[] pose, [Constant] double[,] source, [Constant] double[,] target)
    {
        int n = source.GetLength(0);
        var residuals = new double[2 * n];
        double c = Math.Cos(pose[2]), s = Math.Sin(pose[2]);
        for (int i = 0; i < n; i++)
        {
            residuals[2 * i] = c * source[i, 0] - s * source[i, 1] + pose[0] - target[i, 0];
            residuals[2 * i + 1] = s * source[i, 0] + c * source[i, 1] + pose[1] - target[i, 1];
        }

        return residuals;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.4, 1.5, 0.2 }, 0.1)]
    public static double[] CtrvPrediction(double[] x, [Constant] double dt)
    {
        double px = x[0], py = x[1], v = x[2], yaw = x[3], yawRate = x[4];
        if (Math.Abs(yawRate) > 1e-3)
        {
            px += v / yawRate * (Math.Sin(yaw + yawRate * dt) - Math.Sin(yaw));
            py += v / yawRate * (Math.Cos(yaw) - Math.Cos(yaw + yawRate * dt));
        }
        else
        {
            px += v * Math.Cos(yaw) * dt;
            py += v * Math.Sin(yaw) * dt;
        }

        yaw += yawRate * dt;
        return new[] { px, py, v, yaw, yawRate };
    }

    /// <summary>P' = F P Fᵀ + Q of a constant velocity model.</summary>
    [Differentiable(Kinds.Vector), At("2 0.1; 0.1 1", 0.5, 0.01)]
    public static double[,] KalmanCovariance(double[,] P, double dt, double q)
    {
        double[,] F = { { 1, dt }, { 0, 1 } };
        double[,] FP = new double[2, 2];
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 2; j++)
                for (int k = 0; k < 2; k++)
                    FP[i, j] += F[i, k] * P[k, j];
        double[,] result = new double[2, 2];
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                result[i, j] = i == j ? q : 0;
                for (int k = 0; k < 2; k++) result[i, j] += FP[i, k] * F[j, k];
            }
        }

        return result;
    }

    [Differentiable(Kinds.Vector), At(0.3, -0.2, 1.1)]
    public static double[,] EulerAngles(double roll, double pitch, double yaw)
    {
        var (sr, cr) = Math.SinCos(roll);
        (double sp, double cp) = Math.SinCos(pitch);
        var y = Math.SinCos(yaw);
        return new[,]
        {
            { y.Cos * cp, y.Cos * sp * sr - y.Sin * cr, y.Cos * sp * cr + y.Sin * sr },
            { y.Sin * cp, y.Sin * sp * sr + y.Cos * cr, y.Sin * sp * cr - y.Cos * sr },
            { -sp, cp * sr, cp * cr },
        };
    }

    [Differentiable(Kinds.Vector), At(1.0, 2.0, 0.5, 3.0, 5.0)]
    public static double[] RangeBearing(double x, double y, double theta, double landmarkX, double landmarkY)
    {
        double dx = landmarkX - x;
        double dy = landmarkY - y;
        double range = Math.Sqrt(dx * dx + dy * dy);
        double bearing = Math.Atan2(dy, dx) - theta;
        while (bearing > Math.PI) bearing -= 2 * Math.PI;
        while (bearing < -Math.PI) bearing += 2 * Math.PI;
        return [range, bearing];
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.0, 0, 0.3, 1 }, 0.8, 0.1, 20, 4)]
    public static void BicycleModel(ReadOnlySpan<double> state, double acceleration, double steer, int steps, [Size(4)] Span<double> next)
    {
        const double dt = 0.05, wheelbase = 2.7;
        double x = state[0], y = state[1], heading = state[2], speed = state[3];
        for (int k = 0; k < steps; k++)
        {
            x += speed * Math.Cos(heading) * dt;
            y += speed * Math.Sin(heading) * dt;
            heading += speed / wheelbase * Math.Tan(steer) * dt;
            speed += acceleration * dt;
        }

        next[0] = x;
        next[1] = y;
        next[2] = heading;
        next[3] = speed;
    }
}
