namespace SymbolicJacobian.Generator.Tests.Fuzzing.Witness;

/// <summary>What programs call of Math, on hyper-dual numbers; written from the textbook and not from the rule table.</summary>
public static class HyperMath
{
    public const double PI = Math.PI;

    public static Hyper Sin(Hyper x) => x.Through(Math.Sin(x.Value), Math.Cos(x.Value), -Math.Sin(x.Value));

    public static Hyper Cos(Hyper x) => x.Through(Math.Cos(x.Value), -Math.Sin(x.Value), -Math.Cos(x.Value));

    public static Hyper Exp(Hyper x) => x.Through(Math.Exp(x.Value), Math.Exp(x.Value), Math.Exp(x.Value));

    public static Hyper Log(Hyper x) => x.Through(Math.Log(x.Value), 1 / x.Value, -1 / (x.Value * x.Value));

    public static Hyper Sqrt(Hyper x) => x.Through(Math.Sqrt(x.Value), 0.5 / Math.Sqrt(x.Value), -0.25 / (x.Value * Math.Sqrt(x.Value)));

    public static Hyper Tanh(Hyper x)
    {
        var t = Math.Tanh(x.Value);
        return x.Through(t, 1 - (t * t), -2 * t * (1 - (t * t)));
    }

    public static Hyper Atan(Hyper x)
    {
        var q = 1 + (x.Value * x.Value);
        return x.Through(Math.Atan(x.Value), 1 / q, -2 * x.Value / (q * q));
    }

    public static Hyper Atan2(Hyper y, Hyper x)
    {
        // The angle's own change is that of the arctangent of a quotient, whichever of the two can be divided by.
        var angle = Math.Abs(x.Value) > Math.Abs(y.Value) ? Atan(y / x) : -Atan(x / y);
        return new(Math.Atan2(y.Value, x.Value), angle.A, angle.B, angle.AB);
    }

    public static Hyper Pow(Hyper x, Hyper y)
    {
        var value = Math.Pow(x.Value, y.Value);
        if (y.A == 0 && y.B == 0 && y.AB == 0)
        {
            return x.Through(value, y.Value * Math.Pow(x.Value, y.Value - 1), y.Value * (y.Value - 1) * Math.Pow(x.Value, y.Value - 2));
        }

        var power = Exp(y * Log(x));
        return new(value, power.A, power.B, power.AB);
    }

    public static Hyper Abs(Hyper x)
    {
        Hyper.Jumps(x, Math.Abs(x.Value));
        return x.Value < 0 ? -x : new(Math.Abs(x.Value), x.A, x.B, x.AB);
    }

    public static Hyper Max(Hyper x, Hyper y) => x > y || Is(Math.Max(x.Value, y.Value), x) ? x : y;

    public static Hyper Min(Hyper x, Hyper y) => x < y || Is(Math.Min(x.Value, y.Value), x) ? x : y;

    /// <summary>To the bit: Math.Max tells 0 from -0.</summary>
    private static bool Is(double value, Hyper x) => BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(x.Value);

    public static Hyper Clamp(Hyper x, Hyper low, Hyper high) => x < low ? low : x > high ? high : x;

    public static Hyper Floor(Hyper x)
    {
        Hyper.Jumps(x, Math.Abs(x.Value - Math.Round(x.Value)));
        return Math.Floor(x.Value);
    }

    public static Hyper FusedMultiplyAdd(Hyper x, Hyper y, Hyper z)
    {
        var sum = (x * y) + z;
        return new(Math.FusedMultiplyAdd(x.Value, y.Value, z.Value), sum.A, sum.B, sum.AB);
    }

    public static int Abs(int x) => Math.Abs(x);

    public static int Max(int x, int y) => Math.Max(x, y);

    public static int Min(int x, int y) => Math.Min(x, y);
}
