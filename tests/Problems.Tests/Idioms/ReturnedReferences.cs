using Problems.Checking;

namespace Problems.Idioms.Newest;

internal readonly struct Grid(double[] data, int n) { private readonly double[] _d = data; private readonly int _n = n; public ref double this[int i, int j] => ref _d[i * _n + j]; public ref double First => ref _d[0]; public ref readonly double At(int i) => ref _d[i]; }

internal struct Pair { public double A, B; }

/// <summary>Methods, indexers and properties that return a reference.</summary>
internal static partial class Refs
{
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double RefIndexer(double x, double y) { var g = new Grid(new double[4], 2); g[0, 1] = x * y; g[1, 0] += y; g.First = x; for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) g[i, j] *= 1 + i + j; ref double r = ref g[0, 1]; r += x; return g[0, 1] * g[1, 0] + g.At(0) * g.First; }
    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 }, 1), At(new[] { 1.2, 0.4, 0.7 }, 2)]
    public static double RefSelect(double[] u, int k) { var a = (double[])u.Clone(); Sel(a, k) *= 3; Sel(a, k - 1) += a[0]; return a[0] * a[1] * a[2]; static ref double Sel(double[] a, int k) { if (k == 1) return ref a[0]; if (k == 2) { return ref a[1]; } return ref a[2]; } }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double RefField(double x, double y) { Pair p = default; Get(ref p, true) = x; Get(ref p, false) = y * x; return p.A * p.B; }
    private static ref double Get(ref Pair p, bool first) { if (first) return ref p.A; return ref p.B; }
    private static ref double Max(double[] a) { int best = 0; for (int i = 1; i < a.Length; i++) if (a[i] > a[best]) best = i; return ref a[best]; }
    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 2.4, 0.7 })]
    public static double RefMax(double[] u) { double[] a = [.. u]; Max(a) = a[0] * a[2]; Max(a) *= 2; return a[0] + a[1] * a[1] + a[2]; }
    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 2.4, 0.7 })]
    public static double RefSpan(double[] u) { Span<double> s = stackalloc double[3]; u.CopyTo(s); ref double f = ref s[1]; f *= f; ref double g = ref Edge(s); g += u[0]; return s[0] * s[1] * s[2]; static ref double Edge(Span<double> t) => ref t[^1]; }
    [Differentiable(Kinds.Scalar), At(1.2, 2.4)]
    public static double RefReadonlyLocal(double x, double y) { double[] a = [x, y]; ref readonly double r = ref a[1]; a[1] *= x; return r * a[0]; }
    [Differentiable(Kinds.Scalar), At(1.2, 2.4)]
    public static double RefReassign(double x, double y) { double[] a = [x, y]; ref double r = ref a[0]; r *= 2; r = ref a[1]; r *= x; return a[0] * a[1]; }
    private static ref double At_(double[] a, int i) => ref a[i];
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double RefReturn(double x, double y) { double[] a = [x, y]; At_(a, 0) *= y; ref double r = ref At_(a, 1); r += x; return a[0] * a[1] + At_(a, 0); }
    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.4, 0.7 })]
    public static double RefLocal(double[] u) { var a = (double[])u.Clone(); ref double m = ref a[0]; m += 1; for (int i = 0; i < a.Length; i++) { ref double e = ref a[i]; e *= e; } foreach (ref var e in a.AsSpan()) e *= 2; return a[0] * a[1] + a[2]; }
    private static ref double Bigger(ref double a, ref double b) { if (a > b) return ref a; return ref b; }
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double RefChoice(double x, double y) { double a = x * y, b = x + y; Bigger(ref a, ref b) *= 3; return a * b; }
}
