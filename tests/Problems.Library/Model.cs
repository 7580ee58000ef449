using System.Numerics;

namespace Library;

/// <summary>Methods that another assembly calls and differentiates through: it sees their generated members, and no source.</summary>
public static partial class Model
{
    private const Derivatives Twice = Derivatives.Jacobian | Derivatives.Hessian;

    [Differentiable(Twice)]
    public static double Norm(double[] x) { double s = 0; foreach (var v in x) s += v * v; return Math.Sqrt(s + 1); }

    [Differentiable]
    public static double NormOnce(double[] x) { double s = 0; foreach (var v in x) s += v * v; return Math.Sqrt(s + 1); }

    [Differentiable(Twice)]
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * y[i] * y[i]; return s; }

    [Differentiable(Twice)]
    public static double[] Map(double[] x, double k) { var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) y[i] = Math.Sin(k * x[i]) * x[0]; return y; }

    [Differentiable]
    public static double[] MapOnce(double[] x, double k) { var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) y[i] = Math.Sin(k * x[i]) * x[0]; return y; }

    [Differentiable(Twice)]
    public static void Rhs(ReadOnlySpan<double> u, Span<double> du, double a) { for (int i = 0; i < u.Length; i++) du[i] = -a * u[i] * u[(i + 1) % u.Length]; if (a > 100) du[0] = 0; }

    [Differentiable(Twice)]
    public static void RhsArray(double t, double[] u, double[] du) { du[0] = u[1] * t; du[1] = -du[0] * u[0]; }

    [Differentiable(Twice)]
    public static (double R, double T) Polar(double x, double y) => (Math.Sqrt(x * x + y * y), Math.Atan2(y, x));

    [Differentiable(Twice)]
    public static Vector3 Turn(Vector3 v, float t) => new(v.X * MathF.Cos(t) - v.Y * v.Z, v.Y * v.Y, v.Z * t);

    [Differentiable(Twice)]
    public static (double Value, int Steps, double[] All) Mixed(double[] x, int n) { var a = new double[n]; double s = 0; for (int i = 0; i < n; i++) { a[i] = x[i % x.Length] * x[0]; s += a[i] * a[i]; } return (s, n, a); }

    [Differentiable(Derivatives.Jvp)]
    public static double[] Forward(double[] x) { var y = new double[2]; y[0] = x[0] * x[1]; y[1] = Math.Exp(x[0]); return y; }

    [Differentiable(Derivatives.Vjp)]
    public static double[] Backward(double[] x) { var y = new double[2]; y[0] = x[0] * x[1]; y[1] = Math.Exp(x[0]); return y; }

    [Differentiable(Derivatives.Jvp)]
    public static double ForwardScalar(double[] x) => x[0] * x[1] * x[1];

    [Differentiable(Twice)]
    public static double[,] Outer(double[] x, double[] y) { var a = new double[x.Length, y.Length]; for (int i = 0; i < x.Length; i++) for (int j = 0; j < y.Length; j++) a[i, j] = x[i] * y[j] * y[j]; return a; }

    [Differentiable(Twice)]
    public static double Trace(double[,] a, [Constant] double[] w) { double s = 0; for (int i = 0; i < a.GetLength(0); i++) s += a[i, i] * a[i, 0] * w[i]; return s; }

    [Differentiable(Twice)]
    public static double Chain((double A, double B) p, double x, in double k = 2) => p.A * p.B * x * k * x;

    [Differentiable(Twice)]
    public static double Poly(double x, params double[] c) { double s = 0; for (int i = c.Length - 1; i >= 0; i--) s = s * x + c[i]; return s; }

    [Differentiable]
    public static void Accumulate(ReadOnlySpan<double> u, Span<double> y) { for (int i = 0; i < u.Length; i++) y[i] += u[i] * u[i]; }

    [Differentiable]
    public static double[] Softmax(double[] x) { var y = new double[x.Length]; double s = 0; for (int i = 0; i < x.Length; i++) { y[i] = Math.Exp(x[i]); s += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= s; return y; }

    [Differentiable]
    public static void SoftmaxInto(ReadOnlySpan<double> x, Span<double> y) { double s = 0; for (int i = 0; i < x.Length; i++) { y[i] = Math.Exp(x[i]); s += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= s; }

    [Differentiable]
    public static float Single(float[] x) { float s = 0; foreach (var v in x) s += v * v; return s; }
}

/// <summary>An object whose fields are constant.</summary>
public sealed partial class LibrarySpring(double k)
{
    private readonly double _k = k;

    [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)]
    public double Energy(double x, double y) => _k * x * x * y;

    [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)]
    public double[] Forces(double[] x) { var f = new double[x.Length]; for (int i = 0; i < x.Length; i++) f[i] = -_k * x[i] * x[0]; return f; }
}

public partial class Open
{
    [Differentiable]
    public virtual double G(double x) => x * x;
}

public partial struct Scaler(double k)
{
    private readonly double _k = k;

    [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)]
    public readonly double Scale(double x) => _k * x * x;
}
