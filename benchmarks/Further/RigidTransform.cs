using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Further;

/// <summary>A point of a body at a pose of quaternion and translation, in vectors of its own; 3 × 10.</summary>
internal static partial class RigidTransform
{
    public static Kernel Kernel { get; } = Further.Pair<ByHand, Generated>("rigid transform, 3×10", 3, [0.9, 0.1, -0.2, 0.3, 1, 2, 3, 0.5, -0.4, 0.3], 0.1);

    [Differentiable]
    public static Vector3D F(double w, Vector3D u, Vector3D translation, Vector3D p) => p + 2 * Vector3D.Cross(u, Vector3D.Cross(u, p) + w * p) + translation;

    public readonly record struct Vector3D(double X, double Y, double Z)
    {
        public static Vector3D operator +(Vector3D a, Vector3D b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

        public static Vector3D operator *(double s, Vector3D a) => new(s * a.X, s * a.Y, s * a.Z);

        public static Vector3D Cross(Vector3D a, Vector3D b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] q, Span<double> jacobian)
        {
            double w = q[0], x = q[1], y = q[2], z = q[3], a = q[7], b = q[8], c = q[9];
            double w2 = 2 * w, x2 = 2 * x, y2 = 2 * y, z2 = 2 * z;
            double by = b * y2, cz = c * z2, ax = a * x2;
            double xx = x * x2, yy = y * y2, zz = z * z2, xy = x * y2, xz = x * z2, yz = y * z2, wx = w * x2, wy = w * y2, wz = w * z2;
            jacobian[29] = 1 - xx - yy;
            jacobian[28] = yz + wx;
            jacobian[27] = xz - wy;
            jacobian[26] = 1;
            jacobian[25] = 0;
            jacobian[24] = 0;
            jacobian[23] = ax + by;
            jacobian[22] = b * z2 - 2 * c * y2 - a * w2;
            jacobian[21] = a * z2 - 2 * c * x2 + b * w2;
            jacobian[20] = x2 * b - y2 * a;
            jacobian[19] = yz - wx;
            jacobian[18] = 1 - xx - zz;
            jacobian[17] = xy + wz;
            jacobian[16] = 0;
            jacobian[15] = 1;
            jacobian[14] = 0;
            jacobian[13] = c * y2 - 2 * b * z2 + a * w2;
            jacobian[12] = ax + cz;
            jacobian[11] = a * y2 - 2 * b * x2 - c * w2;
            jacobian[10] = z2 * a - x2 * c;
            jacobian[9] = xz + wy;
            jacobian[8] = xy - wz;
            jacobian[7] = 1 - yy - zz;
            jacobian[6] = 0;
            jacobian[5] = 0;
            jacobian[4] = 1;
            jacobian[3] = c * x2 - 2 * a * z2 - b * w2;
            jacobian[2] = b * x2 - 2 * a * y2 + c * w2;
            jacobian[1] = by + cz;
            jacobian[0] = y2 * c - z2 * b;
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> jacobian) =>
            FJacobian(x[0], new(x[1], x[2], x[3]), new(x[4], x[5], x[6]), new(x[7], x[8], x[9]), jacobian);
    }
}
