namespace SymbolicJacobian.GradBench.Problems;

/// <summary>Points that a sensor saw against the skin of a posed hand.</summary>
public static partial class HandTracking
{
    public const int ParameterCount = 26;
    private const int FirstAngle = 6;
    private const int FirstFinger = 2;
    private const int BonesOfFinger = 4;
    private const int AnglesOfFinger = 4;

    /// <summary>Each point against the vertex that belongs to it.</summary>
    /// <param name="theta">Rotation vector and translation of the hand; for each finger its flex, its spread, the flexes of its next two joints.</param>
    /// <param name="model">The hand.</param>
    /// <param name="correspondences">The vertex of each point.</param>
    /// <param name="points">3 numbers each.</param>
    /// <param name="residuals">3 for each point.</param>
    [Differentiable]
    public static void Simple([Size(ParameterCount)] ReadOnlySpan<double> theta, [Constant] HandModel model, int[] correspondences, [Constant] double[] points, Span<double> residuals)
    {
        double[] transforms = new double[HandModel.BoneCount * HandModel.Entries];
        Pose(theta, model, transforms);
        for (int i = 0; i < correspondences.Length; i++)
        {
            var (x, y, z) = Vertex(theta, model, transforms, correspondences[i]);
            residuals[3 * i] = points[3 * i] - x;
            residuals[3 * i + 1] = points[3 * i + 1] - y;
            residuals[3 * i + 2] = points[3 * i + 2] - z;
        }
    }

    /// <summary>Each point against a place in the triangle that belongs to it.</summary>
    /// <param name="theta">As for the vertices.</param>
    /// <param name="us">2 barycentric coordinates for each point.</param>
    /// <param name="model">The hand.</param>
    /// <param name="correspondences">The triangle of each point.</param>
    /// <param name="points">3 numbers each.</param>
    /// <param name="residuals">3 for each point.</param>
    [Differentiable(Derivatives.SparseJacobian)]
    public static void Complicated(
        [Size(ParameterCount)] ReadOnlySpan<double> theta, ReadOnlySpan<double> us, [Constant] HandModel model, int[] correspondences, [Constant] double[] points, Span<double> residuals)
    {
        double[] transforms = new double[HandModel.BoneCount * HandModel.Entries];
        Pose(theta, model, transforms);
        for (int i = 0; i < correspondences.Length; i++)
        {
            int corner = 3 * correspondences[i];
            var (ax, ay, az) = Vertex(theta, model, transforms, model.Triangles[corner]);
            var (bx, by, bz) = Vertex(theta, model, transforms, model.Triangles[corner + 1]);
            var (cx, cy, cz) = Vertex(theta, model, transforms, model.Triangles[corner + 2]);
            double a = us[2 * i], b = us[2 * i + 1], c = 1 - a - b;
            residuals[3 * i] = points[3 * i] - (a * ax + b * bx + c * cx);
            residuals[3 * i + 1] = points[3 * i + 1] - (a * ay + b * by + c * cy);
            residuals[3 * i + 2] = points[3 * i + 2] - (a * az + b * bz + c * cz);
        }
    }

    /// <summary>The maps that move the vertices at rest with each bone.</summary>
    private static void Pose(ReadOnlySpan<double> theta, HandModel model, double[] transforms)
    {
        double[] absolutes = new double[HandModel.BoneCount * HandModel.Entries];
        double[] relative = new double[HandModel.Entries];
        for (int bone = 0; bone < HandModel.BoneCount; bone++)
        {
            Array.Copy(model.BaseRelatives, bone * HandModel.Entries, relative, 0, HandModel.Entries);
            int finger = (bone - FirstFinger) / BonesOfFinger, joint = (bone - FirstFinger) % BonesOfFinger;
            if (bone >= FirstFinger && joint < 3)
            {
                int angle = FirstAngle + AnglesOfFinger * finger;
                Turn(relative, theta[angle + (joint == 0 ? 0 : joint + 1)], joint == 0 ? theta[angle + 1] : 0);
            }

            int parent = model.Parents[bone];
            if (parent < 0)
            {
                Array.Copy(relative, 0, absolutes, bone * HandModel.Entries, HandModel.Entries);
            }
            else
            {
                Multiply(absolutes, parent * HandModel.Entries, relative, 0, absolutes, bone * HandModel.Entries);
            }
        }

        for (int bone = 0; bone < HandModel.BoneCount; bone++)
        {
            Multiply(absolutes, bone * HandModel.Entries, model.InverseBaseAbsolutes, bone * HandModel.Entries, transforms, bone * HandModel.Entries);
        }
    }

    /// <summary>map = map·Rz(spread)·Rx(flex).</summary>
    private static void Turn(double[] map, double flex, double spread)
    {
        double cx = Math.Cos(flex), sx = Math.Sin(flex), cz = Math.Cos(spread), sz = Math.Sin(spread);
        for (int row = 0; row < 3; row++)
        {
            double x = map[4 * row], y = map[4 * row + 1], z = map[4 * row + 2];
            double turned = y * cz - x * sz;
            map[4 * row] = x * cz + y * sz;
            map[4 * row + 1] = turned * cx + z * sx;
            map[4 * row + 2] = z * cx - turned * sx;
        }
    }

    /// <summary>One affine map after the other.</summary>
    private static void Multiply(double[] a, int fromA, double[] b, int fromB, double[] product, int to)
    {
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                double sum = column == 3 ? a[fromA + 4 * row + 3] : 0;
                for (int k = 0; k < 3; k++)
                {
                    sum += a[fromA + 4 * row + k] * b[fromB + 4 * k + column];
                }

                product[to + 4 * row + column] = sum;
            }
        }
    }

    private static (double X, double Y, double Z) Vertex(ReadOnlySpan<double> theta, HandModel model, double[] transforms, int vertex)
    {
        double px = model.BasePositions[0, vertex], py = model.BasePositions[1, vertex], pz = model.BasePositions[2, vertex];
        double x = 0, y = 0, z = 0;
        for (int bone = 0; bone < HandModel.BoneCount; bone++)
        {
            double weight = model.Weights[bone, vertex];
            if (weight != 0)
            {
                int t = bone * HandModel.Entries;
                x += weight * (transforms[t] * px + transforms[t + 1] * py + transforms[t + 2] * pz + transforms[t + 3]);
                y += weight * (transforms[t + 4] * px + transforms[t + 5] * py + transforms[t + 6] * pz + transforms[t + 7]);
                z += weight * (transforms[t + 8] * px + transforms[t + 9] * py + transforms[t + 10] * pz + transforms[t + 11]);
            }
        }

        return Placed(theta, model.IsMirrored ? -x : x, y, z);
    }

    /// <summary>Rodrigues' rotation, then the translation.</summary>
    private static (double X, double Y, double Z) Placed(ReadOnlySpan<double> theta, double x, double y, double z)
    {
        double angle = Math.Sqrt(theta[0] * theta[0] + theta[1] * theta[1] + theta[2] * theta[2]);
        if (angle < 0.0001)
        {
            return (x + theta[3], y + theta[4], z + theta[5]);
        }

        double ux = theta[0] / angle, uy = theta[1] / angle, uz = theta[2] / angle;
        double cos = Math.Cos(angle), sin = Math.Sin(angle);
        double along = (ux * x + uy * y + uz * z) * (1 - cos);
        return (
            x * cos + (uy * z - uz * y) * sin + ux * along + theta[3],
            y * cos + (uz * x - ux * z) * sin + uy * along + theta[4],
            z * cos + (ux * y - uy * x) * sin + uz * along + theta[5]);
    }
}
