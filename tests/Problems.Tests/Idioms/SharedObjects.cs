using Problems.Checking;
namespace Problems.Idioms;
/// <summary>Objects with several names, of several classes, that change where they are passed.</summary>
internal static partial class SharedObjects
{
    private class P { public double X, V; public P? Next = null; public P() { } public P(double x, double v) { X = x; V = v; } public P Clone() => new P(X, V); public void Kick(double d) => V += d; public double E => V * V + X; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double AliasMutated(double a, double b) { var p = new P(a, b); var q = p; for (int i = 0; i < 3; i++) { q.X += p.V; p.V *= 1.1; } return p.X * q.V; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double BestOf(double a, double b) { var cur = new P(a, b); P best = cur; for (int i = 0; i < 5; i++) { cur = new P(cur.X + b, cur.V * a); if (cur.V - i > best.V) best = cur; } return best.X * best.V + cur.X; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double BestOfMutated(double a, double b) { var cur = new P(a, b); P best = cur; for (int i = 0; i < 5; i++) { cur.X += b; cur.V *= a; if (cur.V > best.V) best = cur; } return best.X * best.V + cur.X; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double BestClone(double a, double b) { var cur = new P(a, b); P best = cur.Clone(); for (int i = 0; i < 5; i++) { cur.X += b; cur.V *= a; if (cur.V > 1.2 * best.V) best = cur.Clone(); } return best.X * best.V + cur.X; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double SwapLoop(double a, double b) { var p = new P(a, b); var q = new P(b, a); for (int i = 0; i < 3; i++) { p.X += q.V; (p, q) = (q, p); } return p.X * 2 + q.X * q.V; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double NullStart(double a, double b) { P? prev = null; double s = 0; for (int i = 0; i < 4; i++) { var cur = new P(a * i, b + i); if (prev != null) s += (cur.X - prev.X) * prev.V; prev = cur; } return s + prev!.X; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4), At(0.3, 2.0)]
    public static double MaybeNull(double a, double b) { P? p = null; if (a > 1) p = new P(a, b); p?.Kick(2); return p == null ? b : p.E; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double CountedByField(double a, double b) { var c = new Counter(); for (int i = 0; i < c.N; i++) { if (i < 3) c.Grow(a); } return c.Sum * b; }
    private class Counter { public int N = 2; public double Sum; public void Grow(double a) { N++; Sum += a * N; } public bool More() { N--; return N > 0; } }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double WhileMutates(double a, double b) { var c = new Counter { N = 5 }; double s = 0; while (c.More()) s += a * c.N; return s * b; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Find(double a, double b) { var p = First(a, b); p.X += 1; return p.X * p.V; }
    private static P First(double a, double b) { for (int i = 0; i < 5; i++) { var p = new P(a + i, b); if (p.X > 3) return p; } return new P(b, a); }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double ByRef(double a, double b) { var p = new P(a, b); Replace(ref p, b); Out(a, out var q); return p.X * q.V + q.X; }
    private static void Replace(ref P p, double b) { p = new P(p.V, b * p.X); p.X++; }
    private static void Out(double a, out P q) { q = new P { X = a, V = 3 }; q.Kick(a); }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double MethodGroup(double a, double b) { var p = new P(a, b); Action<double> k = p.Kick; k(a); Func<double> e = () => p.E; p.X = 5 * b; return e(); }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double SumWithState(double a, double b) { var p = new P(a, b); double[] w = { 1, 2, 3 }; return w.Sum(t => { p.X += t * a; return p.X; }) + p.X; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double ChosenMutate(double a, double b) { var p = new P(a, 1); var q = new P(b, 2); var m = a > b ? p : q; m.X *= 3; m.Kick(b); return p.E + 2 * q.E; }
    private record R { public double A { get; set; } public double B { get; set; } }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double RecordWith(double a, double b) { var r = new R { A = a, B = b }; var s = r with { B = a * b }; r.A = 7; s.A += 1; return r.A * r.B + s.A * s.B; }
    private class Base { protected double S; public double Scale { get; init; } = 2; public virtual void Add(double x) => S += x; public double Get() => S * Scale; }
    private class Derived : Base { private int _n; public override void Add(double x) { base.Add(x * x); _n++; } public new double Get() => base.Get() / _n; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Virtuals(double a, double b) { Base p = new Derived { Scale = 3 }; foreach (var t in new[] { a, b, a * b }) p.Add(t); return p.Get() + ((Derived)p).Get(); }
    private interface IModel { double Value(double x); double Gain { get; set; } }
    private class M1 : IModel { public double Gain { get; set; } private double _m; public double Value(double x) => _m += Gain * x; }
    private class M2 : IModel { private double _g; public double Gain { get => _g; set => _g = Math.Abs(value); } public double Value(double x) => _g * x * x; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Interfaces(double a, double b) { IModel m = new M1(), n = new M2(); m.Gain = a; n.Gain = -b; double s = 0; for (int i = 0; i < 3; i++) s += m.Value(i) + n.Value(a); return s; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4), At(0.2, 0.4)]
    public static double ChosenType(double a, double b) { IModel m = a > 1 ? new M1 { Gain = a } : new M2 { Gain = b }; return m.Value(a) + m.Value(b) + m.Gain; }
    private class Hist { private readonly List<double> _h = new(); private readonly double[] _ring = new double[3]; private int _k; public void Push(double x) { _h.Add(x); _ring[_k++ % 3] = x; } public double Mean => _h.Average() + _ring.Sum(); }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double History(double a, double b) { var h = new Hist(); for (int i = 0; i < 5; i++) h.Push(a * i + b * b); return h.Mean; }
    private class Tank { public double Level; private readonly Func<double, double> _out; public Tank(Func<double, double> o, double l) { _out = o; Level = l; } public void Step(double dt, double q) => Level += dt * (q - _out(Level)); }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double TankDrain(double a, double b) { var t1 = new Tank(h => a * Math.Sqrt(h), 2); var t2 = new Tank(h => b * h, 1); for (int i = 0; i < 4; i++) { t2.Step(0.1, a * Math.Sqrt(t1.Level)); t1.Step(0.1, 0.3); } return t1.Level + t2.Level; }
    private class Vec { private readonly double[] _d; public Vec(int n) => _d = new double[n]; public double this[int i] { get => _d[i]; set => _d[i] = value; } public int Length => _d.Length; public static Vec operator +(Vec a, Vec b) { var r = new Vec(a.Length); for (int i = 0; i < a.Length; i++) r[i] = a[i] + b[i]; return r; } public static Vec operator *(double s, Vec a) { var r = new Vec(a.Length); for (int i = 0; i < a.Length; i++) r[i] = s * a[i]; return r; } public double Dot(Vec o) { double s = 0; for (int i = 0; i < Length; i++) s += this[i] * o[i]; return s; } }
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.0, 3.0 }, 0.3)]
    public static double Vectors(double[] x, double h) { var v = new Vec(x.Length); for (int i = 0; i < x.Length; i++) v[i] = x[i]; var w = h * v + v; w[0] += 2; return w.Dot(v) + w.Length; }
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.0, 3.0 }, 0.3)]
    public static double VectorLoop(double[] x, double h) { var v = new Vec(x.Length); for (int i = 0; i < x.Length; i++) v[i] = x[i]; for (int k = 0; k < 4; k++) v = v + h * v; return v.Dot(v); }
    private class Opt { private double[] _m, _v; private int _t; public Opt(int n) { _m = new double[n]; _v = new double[n]; } public void Step(double[] w, double[] g, double lr) { _t++; for (int i = 0; i < w.Length; i++) { _m[i] = 0.9 * _m[i] + 0.1 * g[i]; _v[i] = 0.99 * _v[i] + 0.01 * g[i] * g[i]; w[i] -= lr * _m[i] / (1 - Math.Pow(0.9, _t)) / (Math.Sqrt(_v[i] / (1 - Math.Pow(0.99, _t))) + 1e-3); } } }
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.0 }, 0.3)]
    public static double Adam(double[] x0, double lr) { var w = (double[])x0.Clone(); var o = new Opt(2); for (int k = 0; k < 5; k++) { var g = new[] { 2 * w[0], 4 * w[1] + w[0] }; o.Step(w, g, lr); } return w[0] * w[0] + 2 * w[1]; }
    private class Rng { private ulong _s; public Rng(ulong s) { _s = s; } public ulong NextU() { _s ^= _s << 13; _s ^= _s >> 7; _s ^= _s << 17; return _s; } public double NextDouble() => (NextU() >> 11) * (1.0 / (1UL << 53)); public double Gauss() { double u = NextDouble(), v = NextDouble(); return Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * v); } }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Xorshift(double a, double b) { var r = new Rng(88172645463325252UL); double s = 0; for (int i = 0; i < 20; i++) s += Math.Exp(a + b * r.Gauss()); return s; }
    private sealed class Cfg { public double K { get; set; } = 2; public int N { get; set; } = 3; }
    private static readonly Cfg Shared = new();
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Config(double a, double b) { var c = new Cfg { N = 4 }; double s = 0; for (int i = 0; i < c.N; i++) s += c.K * a + b * Shared.K; return s; }
    [Differentiable(Kinds.Vector), At(1.3, 0.4)]
    public static double[] RungeKutta(double a, double b) { var integ = new Rk4(2); var y = new[] { a, b }; double t = 0; for (int i = 0; i < 3; i++) { integ.Step(y, t, 0.1, (tt, u, du) => { du[0] = u[1]; du[1] = -a * u[0] + Math.Sin(tt); }); t += 0.1; } return y; }
    private class Rk4
    {
        private readonly double[] _k1, _k2, _k3, _k4, _tmp; public Rk4(int n) { _k1 = new double[n]; _k2 = new double[n]; _k3 = new double[n]; _k4 = new double[n]; _tmp = new double[n]; }
        public void Step(double[] y, double t, double h, Action<double, double[], double[]> f) { f(t, y, _k1); for (int i = 0; i < y.Length; i++) _tmp[i] = y[i] + h / 2 * _k1[i]; f(t + h / 2, _tmp, _k2); for (int i = 0; i < y.Length; i++) _tmp[i] = y[i] + h / 2 * _k2[i]; f(t + h / 2, _tmp, _k3); for (int i = 0; i < y.Length; i++) _tmp[i] = y[i] + h * _k3[i]; f(t + h, _tmp, _k4); for (int i = 0; i < y.Length; i++) y[i] += h / 6 * (_k1[i] + 2 * _k2[i] + 2 * _k3[i] + _k4[i]); }
    }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double TryFinally(double a, double b) { var p = new P(a, b); for (int i = 0; i < 6; i++) { if (p.X > 3) { p.V = 0; break; } if (i % 2 == 0) continue; p.X += p.V; } return p.E; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double PatternIs(double a, double b) { object o = new P(a, b); if (o is P p && p.X > 0) { p.X *= 2; return p.E; } return a; }
    private struct Holder { public P Inner; public double Z; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double InStruct(double a, double b) { var h = new Holder { Inner = new P(a, b), Z = a }; var g = h; g.Inner.X = 4 * b; g.Z = 9; return h.Inner.X * h.Z * a; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double InTuple(double a, double b) { var t = (new P(a, b), new P(b, a)); t.Item1.X += t.Item2.V; var (u, v) = t; v.V = 3; return u.X * t.Item2.V * a; }
}
