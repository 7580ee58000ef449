using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Arrays and lists of objects that hold more than numbers: springs between particles, layers of a network, shapes of a scene, curves of a book.</summary>
internal static partial class Tables
{
    private interface ICurve
    {
        double At(double t);
    }

    private interface ILayer
    {
        double[] Forward(double[] x);
    }

    private enum Side
    {
        Call,
        Put,
        Digital,
    }

    private sealed record Line(double Slope) : ICurve
    {
        public double At(double t) => Slope * t;
    }

    private sealed record Parabola(double Second, double Level) : ICurve
    {
        public double At(double t) => (Second * t * t) + Level;
    }

    private sealed record Trade(Side Side, double Strike, double Size);

    private sealed record Weights(double[,] W, double[] B);

    private readonly struct Sample(double[] x, double y)
    {
        public readonly double[] X = x;
        public readonly double Y = y;
    }

    private sealed class Particle
    {
        public double X, F;
        public bool Fixed;
    }

    private sealed class Spring(Particle a, Particle b, double k)
    {
        public void Apply()
        {
            double f = k * (b.X - a.X);
            a.F += f;
            b.F -= f;
        }
    }

    private sealed class Rope
    {
        public List<Particle> Particles { get; } = new();

        public List<Spring> Springs { get; } = [];

        public Rope(double k, double h)
        {
            for (int i = 0; i < 3; i++) Particles.Add(new Particle { X = i * h, Fixed = i == 0 });
            for (int i = 0; i < 2; i++) Springs.Add(new Spring(Particles[i], Particles[i + 1], k));
        }
    }

    private sealed class Chain
    {
        public Particle[] Particles;
        public Spring[] Springs;

        public Chain(double k, double h)
        {
            Particles = new Particle[4];
            Springs = new Spring[3];
            for (int i = 0; i < Particles.Length; i++) Particles[i] = new Particle { X = i * i * h };
            for (int i = 0; i < Springs.Length; i++) Springs[i] = new Spring(Particles[i], Particles[i + 1], k);
        }
    }

    private sealed class Scene
    {
        private readonly List<ICurve> curves = [];

        public Scene Add(ICurve curve) { curves.Add(curve); return this; }

        public double Lowest(double t) => curves.Min(c => c.At(t));

        public double Highest(double t) { double m = -1e9; foreach (var c in curves) m = Math.Max(m, c.At(t)); return m; }

        public double Chained(double t) { foreach (var c in curves) t = c.At(t); return t; }
    }

    private sealed class Dense(double[,] w, double[] b) : ILayer
    {
        public double[] Forward(double[] x)
        {
            var y = new double[b.Length];
            for (int i = 0; i < b.Length; i++)
            {
                double s = b[i];
                for (int j = 0; j < x.Length; j++) s += w[i, j] * x[j];
                y[i] = s;
            }

            return y;
        }
    }

    private sealed class Tanh : ILayer
    {
        public double[] Forward(double[] x) => x.Select(Math.Tanh).ToArray();
    }

    private sealed class Network
    {
        private readonly List<ILayer> layers = new();

        public Network Add(ILayer layer) { layers.Add(layer); return this; }

        public double[] Run(double[] x)
        {
            for (int i = 0; i < layers.Count; i++) x = layers[i].Forward(x);
            return x;
        }
    }

    [Differentiable(Kinds.Scalar), At(0.4, 0.3)]
    public static double Cloth(double k, double h)
    {
        var rope = new Rope(k, h);
        foreach (var s in rope.Springs) s.Apply();
        foreach (var p in rope.Particles) { if (p.Fixed) continue; p.X += p.F * 0.1; }
        return rope.Particles.Sum(p => p.X * p.X);
    }

    [Differentiable(Kinds.Scalar), At(0.4, 0.3)]
    public static double Relaxed(double k, double h)
    {
        var chain = new Chain(k, h);
        for (int step = 0; step < 20; step++)
        {
            foreach (var p in chain.Particles) p.F = 0;
            foreach (var s in chain.Springs) s.Apply();
            foreach (var p in chain.Particles) p.X += 0.05 * p.F;
        }

        return chain.Particles[^1].X * chain.Particles[0].X;
    }

    [Differentiable(Kinds.Scalar), At(0.4, 0.3)]
    public static double TwoSprings(double k, double h)
    {
        var a = new Particle();
        var b = new Particle { X = h };
        var springs = new[] { new Spring(a, b, k), new Spring(b, a, 2 * k) };
        for (int step = 0; step < 30; step++)
        {
            foreach (var s in springs) s.Apply();
            a.X += 0.01 * a.F;
            b.X += 0.01 * b.F;
        }

        return a.F * b.X;
    }

    [Differentiable(Kinds.Scalar), At(0.4, 0.3)]
    public static double SameParticles(double x, double y)
    {
        var p = new Particle { X = x };
        var q = new Particle { X = y };
        var springs = new List<Spring> { new(p, q, 2) };
        var both = new Particle[2];
        both[0] = p;
        both[1] = q;
        springs[0].Apply();
        both[0].X += both[0].F;
        springs[0].Apply();
        return p.F * both[1].F + p.X;
    }

    [Differentiable(Kinds.Scalar), At(0.4, 0.3)]
    public static double Shapes(double x, double y)
    {
        var scene = new Scene().Add(new Line(x)).Add(new Parabola(y, x));
        scene.Add(new Line(y));
        return scene.Lowest(x * y) + scene.Highest(y) * scene.Chained(x);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.4, 0.3, 0.2, 0.1, 0.7, -0.3 }, 0.3, 0.2)]
    public static double Perceptron(double[] w, double x, double y)
    {
        var net = new Network()
            .Add(new Dense(new[,] { { w[0], w[1] }, { w[2], w[3] }, { w[4], w[5] } }, new[] { 0.1, 0.2, x }))
            .Add(new Tanh())
            .Add(new Dense(new[,] { { w[0], w[3], y } }, new[] { 0.5 }));
        return net.Run([x, y])[0];
    }

    [Differentiable(Kinds.Scalar), At(0.4, 0.3)]
    public static double Layers(double x, double y)
    {
        var net = new[] { new Weights(new[,] { { x, y }, { 1, x } }, [x, 0.1]), new Weights(new[,] { { x * y, 0.3 } }, [y]) };
        double[] a = [x, y];
        foreach (var layer in net)
        {
            var z = new double[layer.B.Length];
            for (int i = 0; i < z.Length; i++)
            {
                z[i] = layer.B[i];
                for (int j = 0; j < a.Length; j++) z[i] += layer.W[i, j] * a[j];
                z[i] = Math.Tanh(z[i]);
            }

            a = z;
        }

        return a[0];
    }

    [Differentiable(Kinds.Scalar), At(0.4, 0.3)]
    public static double Samples(double x, double y)
    {
        var data = new List<Sample>();
        for (int i = 0; i < 3; i++) data.Add(new Sample([x * i, y, x + y], y + i));
        double s = 0;
        foreach (var d in data)
        {
            double p = 0;
            foreach (var v in d.X) p += v * v;
            s += (p - d.Y) * (p - d.Y);
        }

        return s;
    }

    [Differentiable(Kinds.Scalar), At(0.4, 0.3), At(0.1, -0.3), At(0.9, 1.7)]
    public static double FirstAbove(double x, double y)
    {
        var curves = new List<ICurve> { new Line(x), new Parabola(y, 1), new Line(y) };
        foreach (var c in curves)
        {
            var v = c.At(y);
            if (v > 0.5) return v * x;
            if (v < 0) continue;
            x += v;
        }

        return x;
    }

    [Differentiable(Kinds.Scalar), At(0.4, 0.3)]
    public static double SetOneByOne(double x, double y)
    {
        var curves = new ICurve[3];
        for (int i = 0; i < curves.Length; i++) curves[i] = i == 1 ? new Line(x * i) : new Parabola(y, i);
        double s = 0;
        for (int i = 0; i < curves.Length; i++) s += curves[i].At(x) * (i + 1);
        curves[0] = curves[2];
        return s + curves[^1].At(y) * curves[0].At(x);
    }

    [Differentiable(Kinds.Scalar), At(0.4, 0.3)]
    public static double ListOfCurves(double x, double y)
    {
        var curves = new List<ICurve>();
        curves.Add(new Line(x));
        curves.Insert(0, new Parabola(y, x));
        curves.AddRange(new List<ICurve> { new Line(y), new Line(2) });
        curves.RemoveAt(2);
        curves.Reverse();
        var all = curves.ToArray();
        curves.Clear();
        return all.Select((c, i) => c.At(x + i)).Aggregate((a, b) => a * b) + curves.Count;
    }

    [Differentiable(Kinds.Vector), At(100.0, 90.0)]
    public static double[] Book(double s, double k) =>
        new Trade[] { new(Side.Call, k, 1), new(Side.Put, k + 1, 2) }.Select(t => t.Side == Side.Call ? t.Size * s * t.Strike : s / t.Strike).ToArray();

    [Differentiable(Kinds.Scalar), At(2.0, 0.9)]
    public static double Payoffs(double s, double k)
    {
        double sum = 0;
        foreach (var (side, strike, size) in new Trade[] { new(Side.Call, k, 1), new(Side.Put, k + 1, 2), new(Side.Digital, k, 3) })
        {
            sum += size * side switch { Side.Call => Math.Max(s - strike, 0), Side.Put => Math.Max(strike - s, 0), _ => s > strike ? s : 0 };
        }

        return sum;
    }
}
