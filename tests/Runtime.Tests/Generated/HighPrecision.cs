using System.Numerics;

namespace SymbolicJacobian.Tests.Generated;

/// <summary>A number of 120 digits behind the point, and the functions that the tests of removable singularities need.</summary>
internal readonly struct HighPrecision
{
    private const int Bits = 400;

    private readonly BigInteger _scaled;

    private HighPrecision(BigInteger scaled)
    {
        _scaled = scaled;
    }

    public static HighPrecision One { get; } = new(BigInteger.One << Bits);

    /// <summary>Exact: a double is a whole number over a power of two.</summary>
    public static implicit operator HighPrecision(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        var shift = Bits - 1075 + Math.Max(exponent, 1);
        var scaled = shift >= 0 ? new BigInteger(mantissa) << shift : new BigInteger(mantissa) >> -shift;
        return new(bits < 0 ? -scaled : scaled);
    }

    public static HighPrecision operator +(HighPrecision a, HighPrecision b) => new(a._scaled + b._scaled);

    public static HighPrecision operator -(HighPrecision a, HighPrecision b) => new(a._scaled - b._scaled);

    public static HighPrecision operator -(HighPrecision a) => new(-a._scaled);

    public static HighPrecision operator *(HighPrecision a, HighPrecision b) => new((a._scaled * b._scaled) >> Bits);

    public static HighPrecision operator /(HighPrecision a, HighPrecision b) => new((a._scaled << Bits) / b._scaled);

    public double Rounded => Math.ScaleB((double)(_scaled >> (Bits - 300)), -300);

    public HighPrecision Exp() => Series(n => (1, n), One, One);

    public HighPrecision Sin() => Series(n => (-1, 2 * n * ((2 * n) + 1)), this, this * this);

    public HighPrecision Cos() => Series(n => (-1, 2 * n * ((2 * n) - 1)), One, this * this);

    /// <summary>The inverse of exp, by Newton's method.</summary>
    public HighPrecision Log() => Newton(Math.Log(Rounded), y => y.Exp(), y => y.Exp());

    /// <summary>The inverse of cos.</summary>
    public HighPrecision Acos() => Newton(Math.Acos(Rounded), y => y.Cos(), y => -y.Sin());

    public HighPrecision Sqrt() => Newton(Math.Sqrt(Rounded), y => y * y, y => y + y);

    private HighPrecision Newton(double start, Func<HighPrecision, HighPrecision> function, Func<HighPrecision, HighPrecision> slope)
    {
        HighPrecision y = start;
        for (var i = 0; i < 8; i++)
        {
            y -= (function(y) - this) / slope(y);
        }

        return y;
    }

    /// <summary>Σ of terms, each the one before times the variable, over what the counter says.</summary>
    private HighPrecision Series(Func<int, (int Sign, int Divisor)> next, HighPrecision first, HighPrecision variable)
    {
        var factor = next(1).Sign > 0 ? this : variable;
        var (sum, term) = (first, first);
        for (var n = 1; !term._scaled.IsZero && n < 2000; n++)
        {
            var (sign, divisor) = next(n);
            term = new((term * factor)._scaled * sign / divisor);
            sum += term;
        }

        return sum;
    }
}
