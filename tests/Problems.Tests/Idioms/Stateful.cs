using Problems.Checking;
namespace Problems.Idioms;
/// <summary>Objects with state: controllers, statistics, layers, filters, generators.</summary>
internal static partial class Stateful
{
    private class Pid
    {
        private readonly double _kp, _ki, _kd; private double _sum, _last;
        public Pid(double kp, double ki, double kd) { _kp = kp; _ki = ki; _kd = kd; }
        public double Step(double error, double dt) { _sum += error * dt; var d = (error - _last) / dt; _last = error; return _kp * error + _ki * _sum + _kd * d; }
    }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4, 0.1)]
    public static double Control(double kp, double ki, double kd)
    {
        var pid = new Pid(kp, ki, kd); double x = 0;
        for (int i = 0; i < 20; i++) { double u = pid.Step(1 - x, 0.1); x += 0.1 * (u - x); }
        return x;
    }
    private class RunningStatistics
    {
        public int Count { get; private set; }
        public double Mean { get; private set; }
        private double _m2;
        public void Add(double v) { Count++; var d = v - Mean; Mean += d / Count; _m2 += d * (v - Mean); }
        public double Variance => Count > 1 ? _m2 / (Count - 1) : 0.0;
        public double StandardDeviation => Math.Sqrt(Variance);
    }
    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.5, 3.1, 0.2 })]
    public static double Spread(double[] x)
    {
        var s = new RunningStatistics();
        foreach (var v in x) s.Add(v);
        return s.StandardDeviation / s.Mean;
    }
    private sealed class Layer
    {
        public double[,] W; public double[] B; public double[] Output;
        public Layer(int nin, int nout) { W = new double[nout, nin]; B = new double[nout]; Output = new double[nout]; }
        public double[] Forward(double[] x)
        {
            for (int i = 0; i < B.Length; i++) { double s = B[i]; for (int j = 0; j < x.Length; j++) s += W[i, j] * x[j]; Output[i] = Math.Tanh(s); }
            return Output;
        }
    }
    [Differentiable(Kinds.Scalar), At(new[] { 0.1, -0.2, 0.3, 0.4, 0.5, -0.6, 0.7, 0.8, 0.9 }, new[] { 1.0, 2.0 })]
    public static double Network(double[] w, [Constant] double[] x)
    {
        var a = new Layer(2, 2); var b = new Layer(2, 1); int k = 0;
        for (int i = 0; i < 2; i++) { for (int j = 0; j < 2; j++) a.W[i, j] = w[k++]; a.B[i] = w[k++]; }
        for (int j = 0; j < 2; j++) b.W[0, j] = w[k++];
        b.B[0] = w[k];
        var y = b.Forward(a.Forward(x));
        return y[0];
    }
    private class Body { public double X { get; set; } public double V { get; set; } public double Mass; }
    private static void Advance(Body b, double f, double dt) { b.V += f / b.Mass * dt; b.X += b.V * dt; }
    [Differentiable(Kinds.Vector), At(1.3, 0.4, 2.0)]
    public static double[] Oscillator(double k, double x0, double m)
    {
        var b = new Body { X = x0, Mass = m };
        for (int i = 0; i < 10; i++) Advance(b, -k * b.X, 0.1);
        return [b.X, b.V];
    }
    private class Lcg { private uint _state; public Lcg(uint seed) => _state = seed; public double Next() { _state = _state * 1664525u + 1013904223u; return _state / 4294967296.0; } }
    [Differentiable(Kinds.Scalar), At(0.2, 0.3)]
    public static double MonteCarlo(double mu, double sigma)
    {
        var r = new Lcg(42); double s = 0; const int n = 50;
        for (int i = 0; i < n; i++) { double z = r.Next() - 0.5; s += Math.Max(0, Math.Exp(mu + sigma * z) - 1.1); }
        return s / n;
    }
    private class State { public double X; public double V; public State(double x, double v) { X = x; V = v; } }
    private static State Derivative(State s, double w) => new State(s.V, -w * w * s.X);
    private static State Plus(State a, State b, double h) => new State(a.X + h * b.X, a.V + h * b.V);
    [Differentiable(Kinds.Vector), At(1.3, 0.4, 2.0)]
    public static double[] Midpoint(double x, double v, double w)
    {
        var s = new State(x, v);
        for (int i = 0; i < 8; i++) { var mid = Plus(s, Derivative(s, w), 0.05); s = Plus(s, Derivative(mid, w), 0.1); }
        return new[] { s.X, s.V };
    }
    private class Cplx
    {
        public double Re, Im; public Cplx(double re, double im) { Re = re; Im = im; }
        public static Cplx operator *(Cplx a, Cplx b) => new Cplx(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);
        public static Cplx operator +(Cplx a, Cplx b) => new(a.Re + b.Re, a.Im + b.Im);
        public double Abs2 => Re * Re + Im * Im;
    }
    [Differentiable(Kinds.Scalar), At(0.3, 0.4)]
    public static double Mandel(double re, double im)
    {
        var c = new Cplx(re, im); var z = new Cplx(0, 0);
        for (int i = 0; i < 6; i++) { z = z * z + c; if (z.Abs2 > 4) break; }
        return z.Abs2;
    }
    private class Accumulator { private double _total; public double Total => _total; public Accumulator Add(double x) { _total += x; return this; } public Accumulator Scale(double k) { _total *= k; return this; } }
    [Differentiable(Kinds.Scalar), At(0.3, 0.4)]
    public static double Fluent(double x, double y) => new Accumulator().Add(x * y).Scale(Math.Sin(x)).Add(y).Total;
    private class Car { public Body Body = new Body { Mass = 2 }; public Pid Cruise; public Car(double kp) { Cruise = new Pid(kp, 0.1, 0.01); } public void Drive(double target, double dt) { var u = Cruise.Step(target - Body.V, dt); Body.V += u / Body.Mass * dt; Body.X += Body.V * dt; } }
    [Differentiable(Kinds.Scalar), At(0.3, 1.4)]
    public static double Nested(double kp, double target)
    {
        var car = new Car(kp);
        for (double t = 0; t < 1.0; t += 0.1) car.Drive(target, 0.1);
        return car.Body.X;
    }
    [Differentiable(Kinds.Scalar), At(0.3, 1.4)]
    public static double Bodies(double m, double v)
    {
        var bodies = new Body[4];
        for (int i = 0; i < bodies.Length; i++) bodies[i] = new Body { X = i, V = v * i, Mass = m + i };
        for (int s = 0; s < 5; s++)
        {
            foreach (var b in bodies) { double f = 0; foreach (var c in bodies) if (c != b) f += 1; Advance(b, f, 0.1); }
        }
        double e = 0; foreach (var b in bodies) e += b.Mass * b.V * b.V / 2 + b.X;
        return e;
    }
    [Differentiable(Kinds.Scalar), At(0.3, 1.4)]
    public static double BodiesByIndex(double m, double v)
    {
        var bodies = new Body[3];
        for (int i = 0; i < 3; i++) { var b = new Body(); b.Mass = m; b.V = v + i; bodies[i] = b; }
        for (int s = 0; s < 5; s++) for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) { if (i == j) continue; double d = bodies[i].X - bodies[j].X + 0.1; bodies[i].V += d / bodies[j].Mass; bodies[i].X += 0.1 * bodies[i].V; }
        return bodies.Sum(b => b.X * b.X);
    }
    private abstract class Filter { public abstract double Apply(double x); }
    private class LowPass : Filter { private readonly double _a; private double _y; public LowPass(double a) => _a = a; public override double Apply(double x) => _y += _a * (x - _y); }
    [Differentiable(Kinds.Scalar), At(0.3, new[] { 1.0, 2.0, -1.0, 0.5 })]
    public static double Filtered(double a, double[] x)
    {
        Filter f = new LowPass(a); double last = 0;
        for (int i = 0; i < x.Length; i++) last = f.Apply(x[i]);
        return last;
    }
    [Differentiable(Kinds.Scalar), At(0.3, 1.4), At(1.4, 0.2)]
    public static double Branchy(double a, double b)
    {
        State s; if (a > b) s = new State(a, b); else { s = new State(b, a); s.X *= 2; }
        s.V += s.X;
        var t = s; t.X += 1;
        return s.X * s.V;
    }
    private static State Make(double a) { if (a > 1) return new State(a, 1); var s = new State(1, a); s.V += 2; return s; }
    [Differentiable(Kinds.Scalar), At(0.3, 1.4)]
    public static double Factory(double a, double b) { var p = Make(a); var q = Make(b); p.X += q.V; return p.X * p.V + q.X * q.V; }
}
