using Problems.Checking;
namespace Problems.Idioms;
/// <summary>Arrays and lists of objects that change: each element is an object of its own.</summary>
internal static partial class ObjectArrays
{
    public class B { public double X, V; public double M { get; set; } = 1; public B() { } public B(double x, double v) { X = x; V = v; } public void Move(double dt) { X += V * dt; } public double E => 0.5 * M * V * V; public B Copy() => new B(X, V) { M = M }; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Best(double a, double b) { var l = new B[4]; for (int i = 0; i < 4; i++) l[i] = new B(a * i, b - i * i); var best = l[0]; for (int i = 1; i < 4; i++) if (l[i].E > best.E) best = l[i]; best.X *= 3; double s = 0; foreach (var p in l) s += p.X * p.V; return s; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Named(double a, double b) { var p = new B(a, b); var q = new B(b, a); var l = new[] { p, q }; p.X = 5 * b; l[1].V += 1; return l[0].X * q.V + p.V; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double ListOf(double a, double b) { var l = new List<B>(); for (int i = 0; i < 5; i++) { var p = new B(a + i, b); l.Add(p); p.V += i; } foreach (var p in l) p.Move(0.1); for (int i = 0; i < l.Count; i++) l[i].X += l[(i + 1) % l.Count].V; return l.Sum(p => p.X * p.E) + l.Count; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Linq(double a, double b) { var l = Enumerable.Range(0, 4).Select(i => new B(a * i, b)).ToArray(); foreach (var p in l) p.Move(a); return l.Sum(p => p.X) * l.Max(p => p.X) + l.Where(p => p.X > 1).Sum(p => p.V); }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Swap(double a, double b) { var l = new[] { new B(a, 1), new B(b, 2) }; (l[0], l[1]) = (l[1], l[0]); l[0].X *= 2; return l[0].X + l[1].X * 5; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double SwapTemp(double a, double b) { var l = new[] { new B(a, 1), new B(b, 2) }; var t = l[0]; l[0] = l[1]; l[1] = t; return l[0].X + l[1].X * 5 * t.X; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Replaced(double a, double b) { var l = new[] { new B(a, 1), new B(b, 2) }; var t = l[0]; l[0] = new B(b, a); t.X *= 2; return l[0].X + l[1].X * 5 * t.X; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double ReplacedLoop(double a, double b) { var l = new[] { new B(a, 1), new B(b, 2), new B(a, a) }; for (int k = 0; k < 4; k++) for (int i = 0; i < 3; i++) { var o = l[i]; l[i] = new B(o.X + b * o.V, o.V * 0.9); } return l[0].X * l[1].X + l[2].V; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Pairs(double a, double b) { var l = new B[3]; for (int i = 0; i < 3; i++) l[i] = new B(i * a, b * i * i); for (int s = 0; s < 3; s++) { for (int i = 0; i < 3; i++) for (int j = i + 1; j < 3; j++) { var p = l[i]; var q = l[j]; double d = q.X - p.X, f = d / (0.1 + d * d); p.V += f; q.V -= f; } foreach (var p in l) p.Move(0.05); } return l[2].X + l[0].X * l[1].V; }
    private class Sim { private readonly B[] _b; public Sim(int n, double m) { _b = new B[n]; for (int i = 0; i < n; i++) _b[i] = new B(i, m) { M = m }; } public void Step(double dt) { foreach (var x in _b) x.Move(dt); _b[0].V += _b[1].X; } public double Energy() { double e = 0; for (int i = 0; i < _b.Length; i++) e += _b[i].E; return e; } }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Simulation(double a, double b) { var s = new Sim(3, a); for (int i = 0; i < 4; i++) s.Step(b); return s.Energy(); }
    private class Sim2 { public List<B> Bodies { get; } = new(); private int _n; public void Add(B x) { Bodies.Add(x); _n++; } public double Momentum => Bodies.Sum(x => x.M * x.V) / _n; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Simulation2(double a, double b) { var s = new Sim2(); s.Add(new B(a, b)); s.Add(new B(b, a) { M = 3 }); s.Bodies[1].V *= 2; foreach (var x in s.Bodies) x.V += x.X; return s.Momentum; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4), At(0.2, 0.4)]
    public static double CondAdd(double a, double b) { var l = new List<B>(); for (int i = 0; i < 4; i++) { var p = new B(a * i, b); if (p.X > 1) { l.Add(p); p.V = 9; } p.X = 3 * a; } double s = 0; foreach (var p in l) s += p.X * p.V; return s + a; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Returned(double a, double b) { var l = Make(a, 3); var p = Find(l, b); p.X += a; return l.Sum(q => q.X * q.V); }
    private static B[] Make(double a, int n) { var r = new B[n]; for (int i = 0; i < n; i++) r[i] = new B { X = a, V = i }; return r; }
    private static B Find(B[] l, double b) { foreach (var x in l) if (x.V > b) return x; return l[0]; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double CopyEach(double a, double b) { var l = new[] { new B(a, b), new B(b, a) }; var m = l.Select(x => x.Copy()).ToArray(); m[0].X = 5 * b; return l[0].X * a + m[1].X * m[0].X; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Ordered(double a, double b) { var l = new List<B> { new(a, b), new(b, a), new(a * b, 3) }; double s = 0; int k = 1; foreach (var p in l.OrderBy(q => q.X)) s += p.X * k++; return s; }
    private static readonly B[] Mine = { new B(1, 2) };
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double OuterRead(double a, double b) { double s = 0; foreach (var m in Mine) s += m.X * a; for (int i = 0; i < Mine.Length; i++) s += Mine[i].V * b; return s * Mine.Sum(q => q.V); }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double PrevNext(double a, double b) { var l = Make(a, 4); B? prev = null; double s = 0; foreach (var p in l) { if (prev != null) { s += p.V * prev.X; prev.X += b; } prev = p; } return s + l[1].X; }
}
