using Problems.Checking;
namespace Problems.Idioms;
/// <summary>Iterators: their bodies and what uses their elements run in turns.</summary>
internal static partial class Iterators
{
    private static IEnumerable<double> Terms(double x, int n) { double t = 1; for (int k = 1; k <= n; k++) { yield return t; t *= x / k; } }
    private static IEnumerable<double> Forever(double x) { double t = x; while (true) { yield return t; t *= 0.5 * Math.Sin(x); } }
    private static IEnumerable<double> Upto(double x, double limit) { for (int k = 0; k < 30; k++) { double v = Math.Pow(x, k); if (v > limit) yield break; yield return v; } }
    private static IEnumerable<(double X, double W)> Gauss(double a, double b) { double m = (a + b) / 2, h = (b - a) / 2; yield return (m - h / Math.Sqrt(3), h); yield return (m + h / Math.Sqrt(3), h); }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double SumOf(double x, double y) => Terms(x, 8).Sum() * y;
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double Each(double x, double y) { double s = 0; int i = 0; foreach (var t in Terms(x * y, 6)) s += t * y / ++i; return s; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double Breaks(double x, double y) { double s = 0; foreach (var t in Forever(x)) { if (t < 1e-3) break; s += t * y; } return s; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double Continues(double x, double y) { double s = 0; foreach (var t in Terms(x, 7)) { if (t > 0.6) continue; s += t * y; } return s; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double Returns(double x, double y) { foreach (var t in Forever(x)) if (t * y < 0.05) return t * y; return x; }
    [Differentiable(Kinds.Scalar), At(1.7, 1.3)]
    public static double Early(double x, double y) { double s = y; foreach (var t in Upto(x, 9)) s += s * t; return s; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double TakeSome(double x, double y) => Forever(x).Take(5).Sum(t => t * y) + Forever(y).Take(20).TakeWhile(t => t > 0.1).Sum() + Terms(x, 6).Skip(2).Sum();
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double Arrays(double x, double y) { var a = Terms(x, 5).ToArray(); var l = Terms(y, 4).ToList(); a[0] = y; return a.Sum() * l[2] + a.Length + Terms(x, 5).Select(t => t * t).ToArray()[3]; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double Folded(double x, double y) => Terms(x, 5).Aggregate(y, (s, t) => s * 0.5 + t) + Terms(x, 5).Max() + Terms(y, 4).Average() + Terms(x, 4).Count() + Terms(x, 5).Where(t => t < 0.5).Sum();
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double Quadrature(double a, double b) { double s = 0; foreach (var (x, w) in Gauss(a, b)) s += w * Math.Exp(-x * x); return s; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double Local(double x, double y) { double calls = 0; IEnumerable<double> Steps(int n) { double h = x; for (int i = 0; i < n; i++) { calls += y; yield return h; h = h * h + calls; } } double s = 0; foreach (var h in Steps(3)) s += h * calls; return s + calls; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double NestedLoops(double x, double y) { double s = 0; foreach (var t in Terms(x, 4)) foreach (var u in Terms(y, 3)) { if (u > 1.2) break; s += t * u; } return s; }
    private static IEnumerable<double> Chained(double x, int n) { yield return x; foreach (var t in Terms(x, n)) { if (t > 0.9) continue; yield return t * t; } foreach (var t in new[] { x, 2 * x }) yield return t; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double Chain(double x, double y) { double s = 0; int k = 0; foreach (var t in Chained(x, 5)) { s = s * y + t; if (++k == 5) break; } return s + Chained(y, 3).Sum(); }
    private static IEnumerable<double> Window(double[] x, int n) { for (int i = 0; i + n <= x.Length; i++) { double s = 0; for (int j = 0; j < n; j++) s += x[i + j]; yield return s / n; } }
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.0, 4.0, -3.0, 0.5 })]
    public static double Moving(double[] x) { double s = 0; foreach (var m in Window(x, 2)) s += m * m; return s + Window(x, 3).Max(); }
    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2.0, 4.0, -3.0, 0.5 })]
    public static double[] MovingAll(double[] x) => Window(x, 3).ToArray();
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double Deferred(double x, double y) { var seq = Terms(x, 5); double s = 0; foreach (var t in seq) s += t * y; return s + seq.Sum(); }
    private static IEnumerable<int> Odd(int n) { for (int i = 1; i <= n; i += 2) yield return i; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double Integers(double x, double y) { double s = 0; foreach (var k in Odd(7)) s += Math.Pow(x, k) / k * y; return s; }
    private class Grid { private readonly double _h; private int _visits; public Grid(double h) => _h = h; public IEnumerable<double> Points(int n) { for (int i = 0; i < n; i++) { _visits++; yield return _h * i * _visits; } } public int Visits => _visits; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double OfObject(double x, double y) { var g = new Grid(x); double s = 0; foreach (var p in g.Points(4)) s += Math.Sin(p * y); return s * g.Visits; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double WhereBreak(double x, double y) { double[] a = { x, y, x * y, 3 }; double s = 0; foreach (var v in a.Where(t => t > 0.8)) { if (v > 2) break; s += v * v; } return s; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double AnyOf(double x, double y) => Forever(x).Any(t => t < 0.01) ? x * y : y;
    private static IEnumerable<T> Repeat<T>(T v, int n) { while (n-- > 0) yield return v; }
    [Differentiable(Kinds.Scalar), At(0.7, 1.3)]
    public static double Generic(double x, double y) { double s = 1; foreach (var v in Repeat(x * y, 3)) s *= v; return s; }
}
