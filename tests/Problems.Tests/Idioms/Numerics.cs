using System.Numerics;
using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Vectors, quaternions and complex numbers of System.Numerics.</summary>
internal static partial class Numerics
{
    [Differentiable(Kinds.Scalar), At(new[] { 1f, 2, 3 }, new[] { 0.5f, -1, 0.2f })]
    public static float Vector3Angle(Vector3 a, Vector3 b) => MathF.Acos(Vector3.Dot(Vector3.Normalize(a), Vector3.Normalize(b)));

    [Differentiable(Kinds.Vector), At(new[] { 1f, 2, 3 }, new[] { 0.5f, -1, 0.2f })]
    public static Vector3 Vector3Cross(Vector3 a, Vector3 b) => Vector3.Cross(a, b) + 0.5f * a * b;

    [Differentiable(Kinds.Vector), At(new[] { 0.3, 0.8 })]
    public static Complex ComplexMap(Complex z) => z * z + Complex.Exp(z) / (1 + z);

    [Differentiable(Kinds.Scalar), At(0.3, 0.8, 6)]
    public static double MandelbrotRadius(double re, double im, int n)
    {
        var c = new Complex(re, im);
        var z = Complex.Zero;
        for (int i = 0; i < n; i++) z = z * z + c;
        return z.Magnitude;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.1f, 0.2f, 0.3f, 0.9f }, new[] { 1f, 2, 3 })]
    public static Vector3 QuaternionRotate(Quaternion q, Vector3 v) => Vector3.Transform(v, Quaternion.Normalize(q));
}
