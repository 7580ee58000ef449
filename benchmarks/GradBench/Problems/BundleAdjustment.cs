namespace SymbolicJacobian.GradBench.Problems;

/// <summary>Cameras and points against what the cameras saw.</summary>
public static partial class BundleAdjustment
{
    public const int CameraSize = 11;
    public const int PointSize = 3;

    /// <summary>One observation: the weighted distance between a point's image and the feature.</summary>
    /// <param name="camera">Rotation vector, centre, focal length, principal point, two radial distortions.</param>
    /// <param name="point">In space.</param>
    /// <param name="weight">Of the observation.</param>
    /// <param name="u">Of the feature.</param>
    /// <param name="v">Of the feature.</param>
    [Differentiable]
    public static (double, double) Residual([Size(CameraSize)] ReadOnlySpan<double> camera, [Size(PointSize)] ReadOnlySpan<double> point, double weight, [Constant] double u, [Constant] double v)
    {
        double ox = point[0] - camera[3], oy = point[1] - camera[4], oz = point[2] - camera[5];
        double x, y, z;
        double square = camera[0] * camera[0] + camera[1] * camera[1] + camera[2] * camera[2];
        if (square != 0)
        {
            double angle = Math.Sqrt(square);
            double cos = Math.Cos(angle), sin = Math.Sin(angle), inverse = 1 / angle;
            double wx = camera[0] * inverse, wy = camera[1] * inverse, wz = camera[2] * inverse;
            double along = (wx * ox + wy * oy + wz * oz) * (1 - cos);
            x = ox * cos + (wy * oz - wz * oy) * sin + wx * along;
            y = oy * cos + (wz * ox - wx * oz) * sin + wy * along;
            z = oz * cos + (wx * oy - wy * ox) * sin + wz * along;
        }
        else
        {
            x = ox + camera[1] * oz - camera[2] * oy;
            y = oy + camera[2] * ox - camera[0] * oz;
            z = oz + camera[0] * oy - camera[1] * ox;
        }

        double px = x / z, py = y / z;
        double radius = px * px + py * py;
        double distortion = 1 + camera[9] * radius + camera[10] * radius * radius;
        return (weight * (px * distortion * camera[6] + camera[7] - u), weight * (py * distortion * camera[6] + camera[8] - v));
    }

    /// <summary>All residuals, two of each observation and then one of each weight.</summary>
    /// <param name="cameras">11 numbers each.</param>
    /// <param name="points">3 numbers each.</param>
    /// <param name="weights">One for each observation.</param>
    /// <param name="seenBy">The camera of each observation.</param>
    /// <param name="seen">The point of each observation.</param>
    /// <param name="features">2 numbers for each observation.</param>
    /// <param name="residuals">3 for each observation.</param>
    [Differentiable(Derivatives.SparseJacobian)]
    public static void Residuals(ReadOnlySpan<double> cameras, ReadOnlySpan<double> points, ReadOnlySpan<double> weights, int[] seenBy, int[] seen, [Constant] ReadOnlySpan<double> features, Span<double> residuals)
    {
        int count = weights.Length;
        for (int i = 0; i < count; i++)
        {
            (residuals[2 * i], residuals[2 * i + 1]) = Residual(
                cameras.Slice(CameraSize * seenBy[i], CameraSize), points.Slice(PointSize * seen[i], PointSize), weights[i], features[2 * i], features[2 * i + 1]);
        }

        for (int i = 0; i < count; i++)
        {
            residuals[2 * count + i] = 1 - weights[i] * weights[i];
        }
    }
}
