using Problems.Checking;
namespace Problems.Idioms;
/// <summary>Copies of arrays and parts of them, collections that are made and used up.</summary>
internal static partial class Containers
{
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.0, 4.0, -3.0 })]
    public static double Block(double[] x) { var a = new double[6]; Buffer.BlockCopy(x, 0, a, 2 * sizeof(double), 3 * sizeof(double)); Buffer.BlockCopy(x, 8, a, 0, 16); int n = x.Length; var b = new double[n]; Buffer.BlockCopy(x, 0, b, 0, n * 8); return a[0] * a[1] * a[2] + a[4] * b[3]; }
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.0, 4.0, -3.0 })]
    public static double Spans(double[] x) { var a = new double[4]; Array.Fill(a, x[0]); Array.Fill(a, x[1], 1, 2); var s = a.AsSpan(); Span<double> t = stackalloc double[6]; t.Fill(x[2]); s.CopyTo(t); bool ok = s.TryCopyTo(t.Slice(1)); t[..2].Clear(); t.Reverse(); Array.Reverse(a); return t[0] * t[3] + a[0] * t[1] + (ok ? x[3] : 0); }
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.0, 4.0, -3.0 })]
    public static double Queued(double[] x) { var q = new Queue<double>(); double s = 0, sum = 0; foreach (var v in x) { q.Enqueue(v * v); sum += v * v; if (q.Count > 2) sum -= q.Dequeue(); s += sum / q.Count; } return s + q.Peek() * q.Sum(); }
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.0, 4.0, -3.0 })]
    public static double Stacked(double[] x) { var q = new Stack<double>(); foreach (var v in x) { q.Push(v); if (q.Count >= 2) { double a = q.Pop(), b = q.Pop(); q.Push(a * b + 1); } } return q.Pop() + q.Count; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Triangular(double a, double b) { int n = 4; var t = new double[n][]; for (int i = 0; i < n; i++) { t[i] = new double[i + 1]; t[i][0] = t[i][i] = a; for (int j = 1; j < i; j++) t[i][j] = t[i - 1][j - 1] + b * t[i - 1][j]; } return t[3].Sum(); }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Cube(double a, double b) { var c = new double[2, 3, 2]; for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) for (int k = 0; k < 2; k++) c[i, j, k] = a * i + b * j * k; double s = 0; foreach (var v in c) s += v * v; return s + c[1, 2, 1]; }
    private class S2 { public double X; public S2(double x) => X = x; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double PrevGuard(double a, double b) { S2? prev = null; double s = 0; for (int i = 0; i < 4; i++) { var cur = new S2(a * i + b); if (i > 0) s += (cur.X - prev!.X) * cur.X; prev = cur; } return s; }
    private class Prm { public double K { get; set; } = 2; public double M { get; set; } = 3; public int N = 3; }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double WithPrm(double a, double b) => Run(new Prm { K = a }, b);
    private static double Run(Prm p, double x) { double s = 0; for (int i = 0; i < p.N; i++) s += p.K * x * i / p.M; return s; }
}
/// <summary>Stacks and queues in the order in which they give what they hold.</summary>
internal static partial class Orders
{
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double StackOrder(double a, double b) { var s = new Stack<double>(); s.Push(a); s.Push(b); s.Push(a * b); double r = 0; foreach (var v in s) r = r * 10 + v; return r + s.Aggregate(0.0, (t, v) => t * 3 + v); }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double QueueBfs(double a, double b) { var q = new Queue<double>(); q.Enqueue(a); double s = 0; int n = 0; while (q.Count > 0 && n < 7) { var v = q.Dequeue(); s += v * v; n++; if (n < 4) { q.Enqueue(v * b); q.Enqueue(v + b); } } foreach (var v in q) s += v; return s + q.Count; }
    private class Delay { private readonly Queue<double> _q = new(); private readonly int _n; private double _last; public Delay(int n) { _n = n; } public double Push(double x) { _q.Enqueue(x); _last = x; return _q.Count > _n ? _q.Dequeue() : 0; } }
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.0, 4.0, -3.0 })]
    public static double DelayLine(double[] x) { var d = new Delay(2); double s = 0; foreach (var v in x) s += v * d.Push(v * v); return s; }
}
