using System.Numerics;
using Problems.Checking;

namespace Problems.Idioms.Geometry;

/// <summary>Members of System.Numerics: matrices that are inverted, components by their number, functions of each component.</summary>
internal static partial class Transformations
{
    [Differentiable(Kinds.Scalar), At(1.2f, 0.4f)]
    public static float Inverted(float x, float y) { var m = Matrix4x4.CreateRotationX(x) * Matrix4x4.CreateScale(1 + y * y, 2, x); m.M12 = y; m.M43 = x * y; if (!Matrix4x4.Invert(m, out var inv)) return 0; return inv.M12 + inv.M33 * inv.M43; }

    [Differentiable(Kinds.Scalar), At(1.2f, 0.4f)]
    public static float Inverted2(float x, float y) { var m = Matrix3x2.CreateRotation(x) * Matrix3x2.CreateScale(1 + y * y, 2); Matrix3x2.Invert(m, out Matrix3x2 inv); return inv.M12 + inv.M22 * y; }

    [Differentiable(Kinds.Scalar), At(1.2f, 0.4f)]
    public static float Elementwise(float x, float y) { var v = Vector3.Sin(new Vector3(x, y, x * y)); var w = Vector3.Exp(v) * Vector3.Create(x); w[1] *= y; w.X += v[2]; return Vector3.Sum(Vector3.FusedMultiplyAdd(v, w, v)) + w[0]; }

    [Differentiable(Kinds.Scalar), At(1.2f, 0.4f)]
    public static float Camera(float x, float y) { var m = Matrix4x4.CreateWorld(new(x, y, 1), new(0, y, -1), Vector3.UnitY) * Matrix4x4.CreatePerspective(2, x, 1, 10); var p = Vector4.Transform(new Vector3(x, 1, y), m); return p.X / p.W + m.M11; }

    [Differentiable(Kinds.Scalar), At(1.2f, 0.4f)]
    public static float Rows(float x, float y) { var m = Matrix4x4.CreateRotationX(x); return m[1, 2] * y + m.Translation.X + m.X.X; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Comp(double x, double y) { Complex z = new(x, y); var w = Complex.Exp(z) / (z + 1) * Complex.ImaginaryOne; w = -w + 2 * z; return w.Magnitude + Complex.Sqrt(w).Real + (w * 3).Imaginary + Complex.Log(z, 2).Real; }

    [Differentiable(Kinds.Scalar), At(1.2f, 0.4f)]
    public static float Loop(float x, float y) { var v = new Vector3(x, y * x, y); float s = 0; for (int i = 0; i < 3; i++) s += v[i] * v[i] * (i + 1); for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) s += Matrix4x4.CreateRotationY(x)[i, j] * v[j]; return s; }

    [Differentiable(Kinds.Scalar), At(1.2f, 0.4f, 1)]
    public static float Chosen(float x, float y, int k) { var v = new Vector4(x, y * x, y, 1); return v[k] * v[k + 1]; }
}
