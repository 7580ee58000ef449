using Problems.Checking;

namespace Problems.Idioms;

internal interface IKernel
{
    double Value(double r);
}

internal interface IForce
{
    (double X, double Y) At(double x, double y);
}

internal interface IFilter
{
    double Next(double x);
}

internal sealed class GaussKernel(double w) : IKernel
{
    public double Value(double r) => Math.Exp(-w * r * r);
}

internal sealed class InverseKernel(double w) : IKernel
{
    public double Value(double r) => 1 / (1 + w * r * r);
}

internal readonly record struct Gravitation(double G) : IForce
{
    public (double X, double Y) At(double x, double y) => (0, -G);
}

internal readonly record struct Friction(double K) : IForce
{
    public (double X, double Y) At(double x, double y) => (-K * x, -K * y);
}

internal sealed class Integrator : IFilter
{
    private double _sum;

    public double Next(double x)
    {
        _sum += x;
        return _sum;
    }
}

internal sealed class Delay : IFilter
{
    private double _last;

    public double Next(double x)
    {
        double before = _last * 0.5;
        _last = x;
        return before;
    }
}

internal abstract class Layer
{
    public abstract double[] Apply(double[] x);
}

internal sealed class TanhLayer : Layer
{
    public override double[] Apply(double[] x) => x.Select(Math.Tanh).ToArray();
}

internal sealed class SquareLayer(double k) : Layer
{
    public override double[] Apply(double[] x)
    {
        var y = new double[x.Length];
        for (int i = 0; i < x.Length; i++) y[i] = k * x[i] * x[i];
        return y;
    }
}

internal abstract record Figure
{
    public abstract double Area { get; }

    public virtual double Scaled(double k) => k * Area;
}

internal sealed record Disc(double R) : Figure
{
    public override double Area => Math.PI * R * R;
}

internal sealed record Box(double W, double H) : Figure
{
    public override double Area => W * H;

    public override double Scaled(double k) => k * k * Area;
}

internal abstract record Formula
{
    public abstract double At(double x);
}

internal sealed record Number(double V) : Formula
{
    public override double At(double x) => V;
}

internal sealed record Unknown : Formula
{
    public override double At(double x) => x;
}

internal sealed record Plus(Formula A, Formula B) : Formula
{
    public override double At(double x) => A.At(x) + B.At(x);
}

internal sealed record Times(Formula A, Formula B) : Formula
{
    public override double At(double x) => A.At(x) * B.At(x);
}

internal sealed class Branch
{
    public double V { get; set; }

    public Branch? Left { get; set; }

    public Branch? Right { get; set; }

    public double Sum() => V + 2 * (Left?.Sum() ?? 0) + (Right?.Sum() ?? 0);
}

/// <summary>Objects of several classes under one name: chosen at run time, made by factories, in arrays and lists, in one another.</summary>
internal static partial class ObjectKinds
{
    private static readonly Layer[] _layers = { new TanhLayer(), new SquareLayer(0.5), new TanhLayer() };

    [Differentiable(Kinds.Vector), At(new[] { 0.3, -0.2, 0.8 })]
    public static double[] Network(double[] x)
    {
        foreach (var layer in _layers) x = layer.Apply(x);
        return x;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, -0.2, 0.8 })]
    public static double[] NetworkByIndex(double[] x)
    {
        for (int i = _layers.Length - 1; i >= 0; i--) x = _layers[i].Apply(x);
        return x;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.3, -0.2, 0.8 })]
    public static double[] NetworkFolded(double[] x) => _layers.Aggregate(x, (v, layer) => layer.Apply(v));

    [Differentiable(Kinds.Scalar), At(0.5, 1.2, true), At(0.5, 1.2, false)]
    public static double Chosen(double a, double b, bool gauss)
    {
        IKernel kernel = gauss ? new GaussKernel(a) : new InverseKernel(a);
        return kernel.Value(b) + kernel.Value(2 * b);
    }

    [Differentiable(Kinds.Scalar), At(0.5, 1.2, "gauss"), At(0.5, 1.2, "inverse")]
    public static double FromAFactory(double a, double b, string name)
    {
        var kernel = Make(name, a);
        double s = 0;
        for (int i = 0; i < 4; i++) s += kernel.Value(b * i);
        return s;
    }

    [Differentiable(Kinds.Scalar), At(0.5, 1.2)]
    public static double InArrays(double a, double b)
    {
        var figures = new Figure[] { new Disc(a), new Box(a, b), new Disc(b) };
        List<Figure> others = new() { new Disc(a * b), new Box(a, b) };
        double s = 0;
        foreach (var figure in figures) s += figure.Area * figure.Scaled(a);
        return s + figures.Sum(figure => figure.Area) * Total(others) * Counted(figures) + others[1].Area;
    }

    [Differentiable(Kinds.Scalar), At(0.5, 1.2, true), At(0.5, 1.2, false)]
    public static double Matched(double p, double q, bool round)
    {
        Figure figure = round ? new Disc(p) : new Box(p, q);
        return figure.Area + (figure is Disc disc ? disc.R : 2 * q);
    }

    [Differentiable(Kinds.Scalar), At(0.7, 1.5)]
    public static double Expression(double x, double k)
    {
        Formula e = new Plus(new Times(new Unknown(), new Number(k)), new Times(new Unknown(), new Unknown()));
        return e.At(x) + new Times(e, e).At(k) + Walked(e, x);
    }

    [Differentiable(Kinds.Scalar), At(1.0, 2.0, 3.0)]
    public static double Tree(double a, double b, double c)
    {
        var tree = new Branch { V = a, Left = new Branch { V = b * c }, Right = new Branch { V = c, Left = new Branch { V = a * b } } };
        return tree.Sum() * a;
    }

    [Differentiable(Kinds.Scalar), At(0.7, 1.5, 3)]
    public static double StructsByInterface(double x, double y, int n)
    {
        var forces = new IForce[] { new Gravitation(9.81), new Friction(x * y) };
        var (vx, vy) = (x, y);
        for (int i = 0; i < n; i++)
        {
            var (ax, ay) = (0.0, 0.0);
            foreach (var force in forces)
            {
                var (fx, fy) = force.At(vx, vy);
                ax += fx;
                ay += fy;
            }

            vx += 0.1 * ax;
            vy += 0.1 * ay;
        }

        return vx * vy;
    }

    [Differentiable(Kinds.Scalar), At(0.5, 1.2, 4)]
    public static double ThatChange(double a, double b, int n)
    {
        var shared = new Integrator();
        var filters = new IFilter[] { shared, new Delay(), new Integrator(), shared };
        double x = a;
        for (int i = 0; i < n; i++)
        {
            x = a + i * b;
            foreach (var filter in filters) x = filter.Next(x * b);
        }

        return x + shared.Next(1);
    }

    private static IKernel Make(string name, double w) => name switch
    {
        "gauss" => new GaussKernel(w),
        "inverse" => new InverseKernel(w),
        _ => throw new ArgumentException(name),
    };

    private static double Total(IEnumerable<Figure> figures)
    {
        double s = 0;
        foreach (var figure in figures) s += figure switch { Disc { R: var r } => r * r, Box(var w, var h) => w * h, _ => 0 };
        return s;
    }

    private static double Counted(Figure[] figures)
    {
        double s = 0;
        for (int i = 0; i < figures.Length; i++) s += figures[i].Area * i;
        return s;
    }

    private static double Walked(Formula e, double x) => e switch
    {
        Number n => n.V,
        Unknown => x,
        Plus(var a, var b) => Walked(a, x) + Walked(b, x),
        Times t => Walked(t.A, x) * Walked(t.B, x),
        _ => throw new NotSupportedException(),
    };

    private interface IRate
    {
        double At(double t);
    }

    private class Flat : IRate
    {
        public virtual double At(double t) => t * t;
    }

    private class Steep : Flat
    {
        public override double At(double t) => base.At(t) + 5 * t;
    }

    private static double Doubled<T>(T rate, double t)
        where T : IRate => 2 * rate.At(t);

    [Differentiable(Kinds.Scalar), At(0.4)]
    public static double OverriddenBehindAnInterface(double x)
    {
        IRate rate = new Steep();
        var steep = new Steep();
        return rate.At(x) * Doubled<Flat>(new Steep(), x) + Doubled(steep, x) + Doubled<IRate>(rate, x * x);
    }
}
