using System.Numerics;
using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Generics, recursion, delegates, objects.</summary>
internal static partial class Calls
{
    private static T Square<T>(T x) where T : INumber<T> => x * x;

    [Differentiable(Kinds.Scalar), At(1.3)]
    public static double GenericMath(double x) => Square(x) + Square(Square(x));

    private static T Horner<T>(T x, params T[] c) where T : INumber<T>
    {
        T sum = T.Zero;
        for (int i = c.Length - 1; i >= 0; i--) sum = sum * x + c[i];
        return sum;
    }

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double GenericPolynomial(double x, double a) => Horner(x, 1.0, a, 0.5);

    private static double Simpson(Func<double, double> f, double a, double b, int n)
    {
        double h = (b - a) / n, s = f(a) + f(b);
        for (int i = 1; i < n; i++) s += f(a + i * h) * (i % 2 == 0 ? 2 : 4);
        return s * h / 3;
    }

    [Differentiable(Kinds.Scalar), At(0.8, 2.0)]
    public static double Integral(double a, double b) => Simpson(t => Math.Exp(-a * t * t), 0, b, 20);

    [Differentiable(Kinds.Scalar), At(0.8, 2.0)]
    public static double Lambdas(double x, double y)
    {
        Func<double, double> square = v => v * v;
        return square(x) + square(x * y);
    }

    [Differentiable(Kinds.Scalar), At(2.0)]
    public static double NewtonWithDelegates(double a)
    {
        return Newton(v => v * v * v - a, v => 3 * v * v, 1.0);

        static double Newton(Func<double, double> f, Func<double, double> df, double x)
        {
            for (int i = 0; i < 30; i++) x -= f(x) / df(x);
            return x;
        }
    }

    [Differentiable(Kinds.Scalar), At(0.4, 1.1)]
    public static double CallsDifferentiable(double x, double y) => GenericMath(x) * y + GenericMath(y);
}

/// <summary>A model with parameters in fields.</summary>
internal sealed partial class Oscillator(double stiffness, double damping)
{
    private readonly double _mass = 1.5;

    public double Stiffness { get; } = stiffness;

    public static Oscillator Sample => new(4, 0.3);

    [Differentiable(Kinds.Vector), At(new[] { 0.5, -0.2 })]
    public double[] Derivative(double[] state) => [state[1], -(Stiffness * state[0] + damping * state[1]) / _mass];

    [Differentiable(Kinds.Scalar), At(0.5, -0.2)]
    public double Energy(double x, double v) => Kinetic(v) + 0.5 * Stiffness * x * x;

    private double Kinetic(double v) => 0.5 * _mass * v * v;
}

/// <summary>Differentiable methods of a struct.</summary>
internal readonly partial struct Ellipse
{
    public static Ellipse Sample => new() { A = 2, B = 1 };

    public double A { get; init; }

    public double B { get; init; }

    [Differentiable(Kinds.Scalar), At(0.5, 0.7)]
    public double Implicit(double x, double y) => x * x / (A * A) + y * y / (B * B) - 1;
}
