using SymbolicJacobian.Generator.Rules.Library;
using SymbolicJacobian.Generator.Tests.Hostile;

namespace SymbolicJacobian.Generator.Tests.Types;

/// <summary>System.Numerics, compiled and run: the value bit for bit, the Jacobian against differences.</summary>
public class LibraryTypeTests
{
    public static readonly TheoryData<string> Programs = new()
    {
        "[Differentiable] public static float F(Vector3 a, Vector3 b) => Vector3.Dot(a, Vector3.Cross(b, a * 2f + b)) + a.X;",
        "[Differentiable] public static Vector3 F(Vector3 p, Quaternion q) => Vector3.Transform(p, q);",
        "[Differentiable] public static Vector3 F(Vector3 p, Vector3 axis, float angle) { var q = Quaternion.CreateFromAxisAngle(Vector3.Normalize(axis), angle); return Vector3.Transform(p, q) + new Vector3(angle); }",
        "[Differentiable] public static Vector3 F(Vector3 p, float yaw, float pitch, float roll) { Matrix4x4 m = Matrix4x4.CreateRotationX(pitch) * Matrix4x4.CreateRotationY(yaw) * Matrix4x4.CreateRotationZ(roll) * Matrix4x4.CreateTranslation(p); return Vector3.Transform(Vector3.UnitX * roll + p, m); }",
        "[Differentiable] public static double F(Complex z) => Complex.Abs(Complex.Exp(z) / (z + 1) - Complex.Sqrt(z) * Complex.Sin(z)) + z.Phase * z.Magnitude;",
        "[Differentiable] public static Complex F(Complex z, Complex c, int n = 4) { for (int i = 0; i < n; i++) z = z * z + c; return z; }",
        "[Differentiable] public static Complex F(Complex z, double t) => Complex.Pow(z, t) + Complex.Pow(z, new Complex(t, 1)) + Complex.Log(z) * Complex.ImaginaryOne + 2 * z / t + t / z;",
        "[Differentiable] public static double F(double r, double phi) { Complex z = Complex.FromPolarCoordinates(r, phi); z += r; z *= Complex.Conjugate(z) + 1.5; return z.Real + z.Imaginary * Complex.Tanh(z).Real + Complex.Cosh(z * 0.1).Imaginary; }",
        "[Differentiable] public static Vector2 F(Vector2 p, float a) { var v = Vector2.Transform(p, Matrix3x2.CreateRotation(a)); v.X += a; v /= 2f; return Vector2.Lerp(v, -p, a) + Vector2.Reflect(p, Vector2.Normalize(v)); }",
        "[Differentiable] public static float F(Vector4 p, Vector4 q) => Vector4.Distance(p, q) * p.Length() + Vector4.Min(p, q).W + Vector4.Clamp(p, q * 0.5f, q * 2).X + Vector4.SquareRoot(Vector4.Abs(p)).Y + p[2];",
        "[Differentiable] public static Quaternion F(Quaternion a, Quaternion b, float t) => Quaternion.Slerp(Quaternion.Normalize(a), Quaternion.Normalize(b), t);",
        "[Differentiable] public static Quaternion F(Quaternion a, Quaternion b) => Quaternion.Inverse(a) * Quaternion.Conjugate(b) * a.Length() + Quaternion.Concatenate(a, b);",
        "public record struct Body(Vector3 Position, Vector3 Velocity, float Mass); [Differentiable] public static Body F(Body b, float h, int n = 3) { for (int i = 0; i < n; i++) { var r = b.Position.Length(); var a = -b.Position / (r * r * r); b = b with { Velocity = b.Velocity + h * a, Position = b.Position + h * b.Velocity }; } return b; }",
        "[Differentiable] public static double F(double x, double y, double z) { var p = new Vector3((float)x, (float)y, (float)z); return p.Length() * x; }",
        "[Differentiable] public static Vector3 F(Vector3 eye, Vector3 p) => Vector3.Transform(p, Matrix4x4.CreateLookAt(eye, Vector3.Zero, Vector3.UnitY));",
        "[Differentiable] public static Vector3 F(Vector3 p, [Constant] Matrix4x4 m, [Constant] Quaternion q) => Vector3.Transform(Vector3.Transform(p, m), q) + Vector3.One;",
        "[Differentiable] public static Vector4 F(Vector3 p, float fov) { var c = Vector4.Transform(new Vector4(p, 1), Matrix4x4.CreatePerspectiveFieldOfView(fov, 1.5f, 0.1f, 100f)); return c / c.W; }",
        "[Differentiable] public static float F(Matrix4x4 m) => (m * Matrix4x4.Transpose(m)).GetDeterminant() + m.M23 * m.Translation.X;",
        "[Differentiable] public static Quaternion F(float a) => Quaternion.CreateFromRotationMatrix(Matrix4x4.CreateRotationZ(a));",
        "[Differentiable] public static double F(Complex a, [Constant] Complex b) => (a * b).Real * a.Imaginary + (a == b ? 1 : 0);",
        "[Differentiable] public static (Vector3 Position, float Angle) F(Vector3 p, float a) => (p.X > 0 ? p * a : -p, a * a);",
        "[Differentiable] public static float F(Vector3 p) { if (p.LengthSquared() < 0.01f) return 0; var n = Vector3.Normalize(p); var m = Vector3.Max(n, new Vector3(0.1f, 0.2f, 0.3f)); return Vector3.DistanceSquared(m, p); }",
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void AreExact(string members)
    {
        var result = Guest.Says("using System;\nusing System.Numerics;\nusing SymbolicJacobian;\npublic static partial class Sample\n{\n" + members + "\n}\n");
        Assert.All(result.Models, model => Assert.NotNull(model.Body));
    }
}
