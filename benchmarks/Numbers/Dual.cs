using System.Runtime.Intrinsics;

namespace SymbolicJacobian.Benchmarks.Numbers;

/// <summary>A dual number with four tangents in one vector: forward mode as it is tuned by hand, four columns a pass.</summary>
internal readonly struct Dual(double value, Vector256<double> tangents) : IReal<Dual>
{
    public const int Width = 4;

    private readonly double _value = value;

    public Vector256<double> Tangents { get; } = tangents;

    public static implicit operator Dual(double value) => new(value, Vector256<double>.Zero);

    public static bool operator >(Dual left, Dual right) => left._value > right._value;

    public static bool operator <(Dual left, Dual right) => left._value < right._value;

    public static Dual operator +(Dual left, Dual right) => new(left._value + right._value, left.Tangents + right.Tangents);

    public static Dual operator -(Dual left, Dual right) => new(left._value - right._value, left.Tangents - right.Tangents);

    public static Dual operator *(Dual left, Dual right) => new(left._value * right._value, (left.Tangents * right._value) + (left._value * right.Tangents));

    public static Dual operator /(Dual left, Dual right)
    {
        var (inverse, quotient) = (1 / right._value, left._value / right._value);
        return new(quotient, (left.Tangents - (quotient * right.Tangents)) * inverse);
    }

    public static Dual operator -(Dual value) => new(-value._value, -value.Tangents);

    public static Dual Sqrt(Dual x)
    {
        var root = Math.Sqrt(x._value);
        return new(root, x.Tangents * (0.5 / root));
    }

    public static Dual Exp(Dual x)
    {
        var power = Math.Exp(x._value);
        return new(power, x.Tangents * power);
    }

    public static Dual Log(Dual x) => new(Math.Log(x._value), x.Tangents * (1 / x._value));

    public static Dual Sin(Dual x)
    {
        var (sine, cosine) = Math.SinCos(x._value);
        return new(sine, x.Tangents * cosine);
    }

    public static Dual Cos(Dual x)
    {
        var (sine, cosine) = Math.SinCos(x._value);
        return new(cosine, x.Tangents * -sine);
    }

    public static Dual Tanh(Dual x)
    {
        var tangent = Math.Tanh(x._value);
        return new(tangent, x.Tangents * (1 - (tangent * tangent)));
    }

    public static Dual Abs(Dual x) => x._value < 0 ? -x : x;
}
