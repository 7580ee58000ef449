using System.Numerics;
using Library;
using Problems.Checking;

namespace Problems.Idioms.Referenced;

/// <summary>Calls of methods of another assembly, whose generated members are all that is known of their derivatives.</summary>
internal static partial class DerivedCalls
{
    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 }), At(new[] { 1.2, 0.4 })]
    public static double Norm(double[] x) => Model.Norm(x) * x[0];

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double NormOfLocal(double x, double y) { double[] v = [x * y, y, x]; v[1] *= 3; return Model.Norm(v) + Model.Norm(v[1..]); }

    [Differentiable(Derivatives.Jacobian | Derivatives.Jvp), At(1.2, 0.4)]
    public static double NormOnce(double x, double y) => Model.NormOnce([x, y, x * y]) * x;

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 })]
    public static double Dot(double[] x) { Span<double> t = stackalloc double[2]; t[0] = x[0] * x[1]; t[1] = x[2]; return Model.Dot(t, x.AsSpan(1, 2)) + Model.Dot(x, x); }

    [Differentiable(Kinds.Vector), At(new[] { 1.2, 0.4, 0.7 }, 0.3)]
    public static double[] Map(double[] x, double k) { var y = Model.Map(x, k * k); for (int i = 0; i < y.Length; i++) y[i] *= x[i]; return y; }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 }, 0.3)]
    public static double MapTwice(double[] x, double k) { var y = Model.Map(Model.Map(x, k), k); double s = 0; foreach (var v in y) s += v * v; return s; }

    [Differentiable(Kinds.Vector), At(new[] { 1.2, 0.4, 0.7 }, 0.3)]
    public static double[] MapReturned(double[] x, double k) => Model.Map(x, k);

    [Differentiable(Kinds.Vector), At(new[] { 1.2, 0.4, 0.7 }, 0.3)]
    public static double[] Euler(double[] u0, double a) { var u = (double[])u0.Clone(); var du = new double[u.Length]; for (int s = 0; s < 3; s++) { Model.Rhs(u, du, a); for (int i = 0; i < u.Length; i++) u[i] += 0.1 * du[i]; } return u; }

    [Differentiable(Kinds.Vector), At(new[] { 1.2, 0.4 }, 3)]
    public static double[] EulerArray(double[] u0, int steps) { var u = (double[])u0.Clone(); var du = new double[2]; for (int s = 0; s < steps; s++) { Model.RhsArray(s * 0.1, u, du); u[0] += 0.1 * du[0]; u[1] += 0.1 * du[1]; } return u; }

    [Differentiable(Kinds.Vector), At(new[] { 1.2, 0.4, 0.7 }, 3)]
    public static void IntoSpan(ReadOnlySpan<double> u, Span<double> du) { Model.Rhs(u, du, 2); }

    [Differentiable(Kinds.Vector), At(1.2, 0.4)]
    public static (double, double) Polar(double x, double y) { var (r, t) = Model.Polar(x * x, y); return (r * t, t); }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 }, 0.3)]
    public static float Turn(Vector3 v, float t) { var w = Model.Turn(v, t * t); return Vector3.Dot(w, v); }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 }, 4)]
    public static double Mixed(double[] x, int n) { var (s, steps, all) = Model.Mixed(x, n); return s * steps + all[2] * all[0]; }

    [Differentiable(Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Vjp), At(1.2, 0.4)]
    public static double[] ForwardBackward(double x, double y) { var a = Model.Forward([x, y * x]); var b = Model.Backward(a); return [a[0] * b[1], b[0], Model.ForwardScalar([x, y])]; }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 })]
    public static double Outer(double[] x) { var a = Model.Outer(x, [x[0], x[1] * x[2]]); return a[2, 1] * a[0, 0] + a[1, 0]; }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 })]
    public static double Trace(double[] x) { var a = new double[2, 2]; a[0, 0] = x[0]; a[1, 0] = x[1] * x[2]; a[1, 1] = x[2]; return Model.Trace(a, [1, 2]); }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Chain(double x, double y) => Model.Chain((x, y * x), y) + Model.Chain((2, y), x, x);

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Poly(double x, double y) => Model.Poly(x * y, 1, y, 3, x) + Model.Poly(x);
    private static readonly LibrarySpring S = new(2.5);

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Instance(double x, double y) => S.Energy(x * y, y) * x;

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double InstanceForces(double x, double y) { var f = S.Forces([x, y, x]); return f[0] * f[1]; }
    private static readonly Scaler Z = new(2.5);

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double StructInstance(double x, double y) => Z.Scale(x * y) * x;

    [Differentiable(Derivatives.Jacobian | Derivatives.Jvp), At(new[] { 1.2, 0.4, 0.7 })]
    public static double Softmax(double[] x) { var y = new double[x.Length]; Model.SoftmaxInto(x, y); var z = Model.Softmax(y); return z[0] * y[1]; }

    [Differentiable(Derivatives.Jacobian | Derivatives.Jvp), At(new[] { 1.2f, 0.4f, 0.7f })]
    public static float Single(float[] x) => Model.Single(x) * x[0];

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 })]
    public static double Branch(double[] x) { if (x[0] > 1) return Model.Norm(x); double s = 0; for (int i = 0; i < 3; i++) { if (x[i] > 0.5) s += Model.Norm([x[i], s]); } return s; }
}

internal sealed partial class Bob(LibrarySpring spring)
{
    private readonly LibrarySpring _spring = spring;
    public static Bob Sample => new(new LibrarySpring(1.5));

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public double Energy(double x, double y) { var f = _spring.Forces([x, y]); return f[1] * _spring.Energy(x, f[0]); }
}
