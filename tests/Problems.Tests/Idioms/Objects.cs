using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Objects behind interfaces and base classes, where it is known which they are.</summary>
internal static partial class Objects
{
    public interface IStrategy { double Price(double s, double t); double Scale { get; } }
    public sealed class Linear(double k) : IStrategy { public double Price(double s, double t) => k * s + t; public double Scale => k; }
    public readonly struct Curved : IStrategy { private readonly double _k; public Curved(double k) { _k = k; } public double Price(double s, double t) => _k * s * s * Math.Exp(-t); public double Scale => 2 * _k; }

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Direct(double s, double t) { var a = new Linear(2); return a.Price(s, t); }
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double DirectGeneric(double s, double t) { var a = new Linear(2); return Run(a, s, t); }
    private static double Run<T>(T strategy, double s, double t) where T : IStrategy => strategy.Price(s, t);
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double GenericStruct(double s, double t) => Run(new Curved(s), s, t);
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double ByInterface(double s, double t) { IStrategy a = new Linear(s), b = new Curved(t); return Use(a, s) * Use(b, t) + Use(new Linear(3), s) * a.Scale; }
    private static double Use(IStrategy strategy, double s) => strategy.Price(s, 2) * strategy.Scale;

    public abstract class Shape { public abstract double Area(); public virtual double Weight(double d) => d * Area(); }
    public sealed class Circle : Shape { private readonly double _r; public Circle(double r) => _r = r; public override double Area() => Math.PI * _r * _r; }
    public class Box : Shape { public double A { get; } public double B { get; } public Box(double a, double b) { A = a; B = b; } public override double Area() => A * B; public override double Weight(double d) => base.Weight(d) + 1; }

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double Hierarchy(double s, double t) { Shape c = new Circle(s); Shape b = new Box(s, t); return c.Weight(2) + b.Area() * Total(c, t); }
    private static double Total(Shape x, double d) => x.Weight(d) + x.Area();

    private static readonly IStrategy Shared = new Linear(2);
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double SharedField(double s, double t) => Use(new Curved(3), s) + t;
}
