namespace SymbolicJacobian.Generator.Proof;

/// <summary>
/// v + d·ε with ε² = 0: a witness that shares no formula with the rule table. Only +, ·, exp, sin and cos have rules of their own;
/// everything else is composed of them or is an inverse, whose slope is one over that of the function it inverts.
/// </summary>
internal readonly record struct Dual(double V, double D = 0)
{
    private const double Pi = Math.PI;

    /// <summary>By the name of the row.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Dual[], Dual>> Functions = new Dictionary<string, Func<Dual[], Dual>>
    {
        ["Sin"] = a => Sin(a[0]),
        ["Cos"] = a => Cos(a[0]),
        ["Tan"] = a => Sin(a[0]) / Cos(a[0]),
        ["Asin"] = a => Inverse(a[0], Math.Asin, Sin),
        ["Acos"] = a => Inverse(a[0], Math.Acos, Cos),
        ["Atan"] = a => Inverse(a[0], Math.Atan, r => Sin(r) / Cos(r)),
        ["SinPi"] = a => Sin(Pi * a[0]),
        ["CosPi"] = a => Cos(Pi * a[0]),
        ["TanPi"] = a => Sin(Pi * a[0]) / Cos(Pi * a[0]),
        ["AsinPi"] = a => Inverse(a[0], Math.Asin, Sin) / Pi,
        ["AcosPi"] = a => Inverse(a[0], Math.Acos, Cos) / Pi,
        ["AtanPi"] = a => Inverse(a[0], Math.Atan, r => Sin(r) / Cos(r)) / Pi,
        ["Atan2"] = a => Angle(a[0], a[1]),
        ["Atan2Pi"] = a => Angle(a[0], a[1]) / Pi,
        ["Sinh"] = a => Sinh(a[0]).At(Math.Sinh(a[0].V)),
        ["Cosh"] = a => Cosh(a[0]),

        // Far out, sinh and cosh are one number to the last bit, and the slope of their quotient is what rounding leaves of it.
        ["Tanh"] = a => (1 - (2 / (Exp(2 * a[0]) + 1))).At(Math.Tanh(a[0].V)),
        ["Asinh"] = a => Inverse(a[0], Elementary.Asinh, Sinh),
        ["Acosh"] = a => Inverse(a[0], Elementary.Acosh, Cosh),
        ["Atanh"] = a => ((Log(1 + a[0]) - Log(1 - a[0])) / 2).At(Elementary.Atanh(a[0].V)),
        ["Exp"] = a => Exp(a[0]),
        ["Exp2"] = a => Exp(Math.Log(2) * a[0]),
        ["Exp10"] = a => Exp(Math.Log(10) * a[0]),
        ["ExpM1"] = a => ExpM1(a[0]),
        ["Exp2M1"] = a => ExpM1(Math.Log(2) * a[0]),
        ["Exp10M1"] = a => ExpM1(Math.Log(10) * a[0]),
        ["Log"] = a => Log(a[0]),
        ["Log2"] = a => Log(a[0]) / Math.Log(2),
        ["Log10"] = a => Log(a[0]) / Math.Log(10),
        ["LogP1"] = a => LogP1(a[0]),
        ["Log2P1"] = a => LogP1(a[0]) / Math.Log(2),
        ["Log10P1"] = a => LogP1(a[0]) / Math.Log(10),
        ["LogBase"] = a => Log(a[0]) / Log(a[1]),
        ["Sqrt"] = a => Inverse(a[0], Math.Sqrt, r => r * r),
        ["Cbrt"] = a => Inverse(a[0], Elementary.Cbrt, r => r * r * r),
        ["RootN"] = a => Exp(Log(a[0]) / a[1].V),
        ["Pow"] = a => Power(a[0], a[1]),
        ["Hypot"] = a => Inverse((a[0] * a[0]) + (a[1] * a[1]), Math.Sqrt, r => r * r),
        ["Abs"] = a => a[0].V < 0 ? 0 - a[0] : a[0],
        ["Max"] = a => double.IsNaN(a[0].V) || a[0].V > a[1].V ? a[0] : a[1],
        ["Min"] = a => double.IsNaN(a[0].V) || a[0].V < a[1].V ? a[0] : a[1],
        ["MaxMagnitude"] = a => double.IsNaN(a[0].V) || Math.Abs(a[0].V) > Math.Abs(a[1].V) ? a[0] : a[1],
        ["MinMagnitude"] = a => double.IsNaN(a[0].V) || Math.Abs(a[0].V) < Math.Abs(a[1].V) ? a[0] : a[1],
        ["MaxNumber"] = a => double.IsNaN(a[1].V) || a[0].V > a[1].V ? a[0] : a[1],
        ["MinNumber"] = a => double.IsNaN(a[1].V) || a[0].V < a[1].V ? a[0] : a[1],
        ["MaxMagnitudeNumber"] = a => double.IsNaN(a[1].V) || Math.Abs(a[0].V) > Math.Abs(a[1].V) ? a[0] : a[1],
        ["MinMagnitudeNumber"] = a => double.IsNaN(a[1].V) || Math.Abs(a[0].V) < Math.Abs(a[1].V) ? a[0] : a[1],
        ["MaxNative"] = a => a[0].V > a[1].V ? a[0] : a[1],
        ["MinNative"] = a => a[0].V < a[1].V ? a[0] : a[1],
        ["CopySign"] = a => IsNegative(a[0].V) == IsNegative(a[1].V) ? a[0] : 0 - a[0],
        ["Clamp"] = a => a[0].V < a[1].V ? a[1] : a[0].V > a[2].V ? a[2] : a[0],
        ["ClampNative"] = a => a[0].V < a[1].V ? a[1] : a[0].V > a[2].V ? a[2] : a[0],
        ["Floor"] = a => Math.Floor(a[0].V),
        ["Ceiling"] = a => Math.Ceiling(a[0].V),
        ["Truncate"] = a => Math.Truncate(a[0].V),
        ["Round"] = a => Math.Round(a[0].V),
        ["RoundTo"] = a => a[0].V,
        ["RoundToDigits"] = a => a[0].V,
        ["BitIncrement"] = a => a[0],
        ["BitDecrement"] = a => a[0],
        ["IEEERemainder"] = a => a[0] - (Math.Round(a[0].V / a[1].V) * a[1]),
        ["DegreesToRadians"] = a => a[0] * Pi / 180,
        ["RadiansToDegrees"] = a => a[0] * 180 / Pi,
        ["ScaleB"] = a => a[0] * Math.Pow(2, a[1].V),
        ["FusedMultiplyAdd"] = a => (a[0] * a[1]) + a[2],
        ["MultiplyAddEstimate"] = a => (a[0] * a[1]) + a[2],
        ["Lerp"] = a => a[0] + (a[2] * (a[1] - a[0])),
    };

    public static implicit operator Dual(double value) => new(value);

    public static Dual operator +(Dual a, Dual b) => new(a.V + b.V, a.D + b.D);

    public static Dual operator -(Dual a, Dual b) => new(a.V - b.V, a.D - b.D);

    public static Dual operator *(Dual a, Dual b) => new(a.V * b.V, (a.D * b.V) + (a.V * b.D));

    public static Dual operator /(Dual a, Dual b) => new(a.V / b.V, ((a.D * b.V) - (a.V * b.D)) / (b.V * b.V));

    /// <summary>With a value that is as good near 0 as elsewhere, where the composition has lost what is small beside 1.</summary>
    private Dual At(double value) => this with { V = value };

    private static Dual ExpM1(Dual a) => (Exp(a) - 1).At(Elementary.ExpM1(a.V));

    private static Dual LogP1(Dual a) => Log(1 + a).At(Elementary.LogP1(a.V));

    private static Dual Sin(Dual a) => new(Math.Sin(a.V), a.D * Math.Cos(a.V));

    private static Dual Cos(Dual a) => new(Math.Cos(a.V), -a.D * Math.Sin(a.V));

    private static Dual Exp(Dual a) => new(Math.Exp(a.V), a.D * Math.Exp(a.V));

    private static Dual Sinh(Dual a) => (Exp(a) - Exp(0 - a)) / 2;

    private static Dual Cosh(Dual a) => (Exp(a) + Exp(0 - a)) / 2;

    // exp(ln x) = x, so the slope of ln is 1 over exp at the logarithm, which is x.
    private static Dual Log(Dual a) => new(Math.Log(a.V), a.D / a.V);

    /// <summary>exp(y·ln x); below 0, where only a whole exponent has a value, by the sign that it gives to the power of |x|.</summary>
    private static Dual Power(Dual x, Dual y)
    {
        if (x.V >= 0 || y.D != 0 || y.V != Math.Floor(y.V))
        {
            return Exp(y * Log(x));
        }

        var power = Exp(y * Log(0 - x));
        return y.V % 2 == 0 ? power : 0 - power;
    }

    private static bool IsNegative(double value) => BitConverter.DoubleToInt64Bits(value) < 0;

    /// <summary>In the half-plane away from the cut: 2·atan(y / (√(x² + y²) + x)).</summary>
    private static Dual Angle(Dual y, Dual x)
    {
        var radius = Inverse((x * x) + (y * y), Math.Sqrt, r => r * r);
        var half = x.V >= 0 ? y / (radius + x) : (radius - x) / y;
        return 2 * Inverse(half, Math.Atan, r => Sin(r) / Cos(r));
    }

    private static Dual Inverse(Dual a, Func<double, double> value, Func<Dual, Dual> forward)
    {
        var root = value(a.V);
        return new(root, a.D / forward(new Dual(root, 1)).D);
    }
}
