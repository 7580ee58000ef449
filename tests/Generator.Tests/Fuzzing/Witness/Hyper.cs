using System.Numerics;

namespace SymbolicJacobian.Generator.Tests.Fuzzing.Witness;

/// <summary>
/// A hyper-dual number, value + A·ε₁ + B·ε₂ + AB·ε₁ε₂: first and second derivatives without differences. A method whose text says Hyper instead of double
/// is run by the C# compiler itself, and so knows nothing of how the generator reads C#.
/// </summary>
public readonly struct Hyper(double value, double a = 0, double b = 0, double ab = 0)
    : IAdditionOperators<Hyper, Hyper, Hyper>, ISubtractionOperators<Hyper, Hyper, Hyper>, IMultiplyOperators<Hyper, Hyper, Hyper>
{
    [ThreadStatic]
    private static bool _isKinked;

    public double Value { get; } = value;

    public double A { get; } = a;

    public double B { get; } = b;

    public double AB { get; } = ab;

    /// <summary>Whether a run has come close to a place where the derivative jumps, or has overflown.</summary>
    public static bool IsKinked
    {
        get => _isKinked;
        set => _isKinked = value;
    }

    public static implicit operator Hyper(double value) => new(value);

    public static implicit operator Hyper(int value) => new(value);

    public static explicit operator int(Hyper x)
    {
        Jumps(x, Math.Abs(x.Value - Math.Round(x.Value)));
        return (int)x.Value;
    }

    public static Hyper operator +(Hyper x) => x;

    public static Hyper operator -(Hyper x) => new(-x.Value, -x.A, -x.B, -x.AB);

    public static Hyper operator +(Hyper x, Hyper y) => new(x.Value + y.Value, x.A + y.A, x.B + y.B, x.AB + y.AB);

    public static Hyper operator -(Hyper x, Hyper y) => new(x.Value - y.Value, x.A - y.A, x.B - y.B, x.AB - y.AB);

    public static Hyper operator *(Hyper x, Hyper y) =>
        new(Bounded(x.Value * y.Value), (x.A * y.Value) + (x.Value * y.A), (x.B * y.Value) + (x.Value * y.B), (x.AB * y.Value) + (x.A * y.B) + (x.B * y.A) + (x.Value * y.AB));

    public static Hyper operator /(Hyper x, Hyper y)
    {
        var inverse = 1 / y.Value;
        var product = x * y.Through(inverse, -inverse * inverse, 2 * inverse * inverse * inverse);
        return new(x.Value / y.Value, product.A, product.B, product.AB);
    }

    public static Hyper operator %(Hyper x, Hyper y)
    {
        var quotient = x.Value / y.Value;
        Jumps(x, Math.Abs(quotient - Math.Round(quotient)));
        var rest = x - (y * Math.Truncate(quotient));
        return new(x.Value % y.Value, rest.A, rest.B, rest.AB);
    }

    public static Hyper operator ++(Hyper x) => x + 1;

    public static Hyper operator --(Hyper x) => x - 1;

    public static bool operator <(Hyper x, Hyper y) => Compared(x, y) && x.Value < y.Value;

    public static bool operator >(Hyper x, Hyper y) => Compared(x, y) && x.Value > y.Value;

    public static bool operator <=(Hyper x, Hyper y) => Compared(x, y) && x.Value <= y.Value;

    public static bool operator >=(Hyper x, Hyper y) => Compared(x, y) && x.Value >= y.Value;

    public static bool operator ==(Hyper x, Hyper y) => Compared(x, y) && x.Value == y.Value;

    public static bool operator !=(Hyper x, Hyper y) => Compared(x, y) && x.Value != y.Value;

    public override bool Equals(object? obj) => obj is Hyper other && Value.Equals(other.Value);

    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>A function of this number, given its value and its first two derivatives here.</summary>
    public Hyper Through(double value, double first, double second) => new(Bounded(value), first * A, first * B, (first * AB) + (second * A * B));

    /// <summary>Where a value overflows, an adjoint of 0 times its slope is NaN (docs/limitations.md): such points say nothing.</summary>
    private static double Bounded(double value)
    {
        _isKinked |= double.IsInfinity(value);
        return value;
    }

    /// <summary>Notes that the derivative jumps at this distance.</summary>
    internal static void Jumps(Hyper x, double distance)
    {
        if (distance < 1e-6 && (x.A != 0 || x.B != 0))
        {
            _isKinked = true;
        }
    }

    private static bool Compared(Hyper x, Hyper y)
    {
        Jumps(x - y, Math.Abs(x.Value - y.Value));
        return true;
    }
}
