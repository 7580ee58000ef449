using System.Diagnostics;
using System.Numerics;
using Problems.Checking;

namespace Problems.Idioms;

/// <summary>One method for each construct that is easily left out.</summary>
internal static partial class Constructs
{
    private const Derivatives S = Kinds.Scalar;
    private static readonly object _gate = new();
    private static int _count;

    [Differentiable(S), At(0.7, 1.3)]
    public static double TryFinally(double x, double y)
    {
        double r;
        try { r = x * y; }
        finally { _count++; }
        return r * x;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double TryFinallyReturn(double x, double y)
    {
        try { return x * y * x; }
        finally { Console.Write(""); }
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double TryCatchThrow(double x, double y)
    {
        double r = 0;
        try { r = Math.Sqrt(x) * y; }
        catch { throw; }
        return r;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double Locked(double x, double y)
    {
        double r;
        lock (_gate) { r = x * y; if (r > 100) return x; }
        return r * x;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double Using(double x, double y)
    {
        using (new System.IO.MemoryStream()) { x = x * y; }
        using var s = new System.IO.MemoryStream();
        return x * y;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double UsingActivity(double x, double y)
    {
        using (var watch = new System.IO.StringWriter()) { x = x * y; watch.WriteLine(x); }
        return x * y;
    }

    [Differentiable(S), At(0.7, 1.3, 2)]
    public static double GotoCase(double x, double y, int n)
    {
        double r = 0;
        switch (n)
        {
            case 1: r += x; goto case 3;
            case 2: r += x * y; goto case 1;
            case 3: r *= y; break;
            default: r = 7 * x; break;
        }
        return r * x;
    }

    [Differentiable(S), At(0.7, 1.3, 5)]
    public static double GotoDefault(double x, double y, int n)
    {
        double r = 1;
        switch (n)
        {
            case 5: r *= x; goto default;
            case 6: return x;
            default: r *= y; break;
        }
        return r * x;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double Logging(double x, double y)
    {
        double r = x * y;
        Debug.Assert(r < 100);
        Debug.WriteLine("x");
        Trace.WriteLine(r);
        Trace.TraceInformation("x {0}", r);
        return r * x;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double Counter(double x, double y)
    {
        _count++;
        _count += 2;
        return x * y;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double CheckedBlock(double x, double y)
    {
        int k = 0;
        checked { k += 3; x *= k; }
        unchecked { int h = 17; h = h * 31 + 5; y += h; }
        int z = unchecked((int)2147483648u);
        return x * y + checked(k * 2) * x + z * 0;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double Chars(double x, double y)
    {
        char c = 'a';
        c++;
        int w = c - 'a';
        double s = 0;
        for (char d = 'a'; d < 'd'; d++) s += x * (d - 'a' + 1);
        return s * y * w;
    }

    [Differentiable(S), At(0.7, 1.3, "abc")]
    public static double MaybeLength(double x, double y, string? s)
    {
        if (s?.Length is int k) return k * x * y;
        return x;
    }

    [Differentiable(S), At(0.7, 1.3, 4)]
    public static double IntPatterns(double x, double y, int n)
    {
        double r = n is > 0 and < 5 ? x * y : x;
        if (n is not 3) r *= x;
        if (n is 1 or 2 or >= 4) r += y * y;
        if (x is > 0.5 and < 2 && y is not 0) r *= 2;
        return r;
    }

    public sealed record Options(int Order, string Name, double Gain);

    [Differentiable(S), At(0.7, 1.3, null!)]
    public static double PropertyPattern(double x, double y, [Constant] Options? o)
    {
        if (o is { Order: > 2, Gain: var g }) return g * x * y;
        if (o is (1, _, var h)) return h * x;
        return x * x * y;
    }

    [Differentiable(S), At(0.7, 1.3, new[] { 1, 2, 3 })]
    public static double ListPattern(double x, double y, int[] k)
    {
        if (k is [1, var b, ..]) return b * x * y;
        if (k is [.., > 3]) return x;
        return k switch { [] => x, [var a] => a * x, [_, _] => y, _ => x * y };
    }

    [Differentiable(S), At(0.7, 1.3, 4)]
    public static double When(double x, double y, int n)
    {
        switch (n)
        {
            case int k when k > 3 && x > 0: return x * y * k;
            case 0 when y > 0: return y;
            default: return x;
        }
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double WhenSwitch(double x, double y) => (x, y) switch
    {
        ( > 1, > 1) => x * y,
        (var a, var b) when a < b => a * a * b,
        _ => x,
    };

    [Differentiable(S), At(0.7, 1.3)]
    public static double LocalConst(double x, double y)
    {
        const double Half = 0.5;
        const int N = 3;
        const double K = Half * N;
        return K * x * y + (x > 1 ? y : x > 0.5 ? y * y : x > 0.1 ? x * y : 1) * nameof(x).Length * sizeof(double) + default(double);
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double ThrowExpr(double x, double y) => x > 0 ? Math.Log(x) * y : throw new ArgumentOutOfRangeException(nameof(x), $"x was {x:F3} and y {y}");

    private static readonly double[]? _table = [1, 2, 3];
    [Differentiable(S), At(0.7, 1.3)]
    public static double NullOps(double x, double y)
    {
        var t = _table ?? throw new InvalidOperationException();
        double[]? w = null;
        w ??= new double[] { x, y };
        return t[1] * w![0] * w[1] + _table!.Length;
    }

    [Differentiable(S), At(0.7, 1.3, 2.0)]
    [At(0.7, 1.3, null!)]
    public static double NullableParam(double x, double y, [Constant] double? g)
    {
        double k = g ?? 3.0;
        if (g.HasValue) k += g.Value;
        if (g is { } v) k *= v;
        return k * x * y;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double NullableLocal(double x, double y)
    {
        double? best = null;
        for (int i = 0; i < 4; i++)
        {
            double c = x * i - y;
            double v = c * c;
            if (best is null || v < best) best = v;
        }
        double? z = x * y;
        return (best ?? 0) + z.Value * z.GetValueOrDefault() + (best.HasValue ? best.Value : 0);
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double NullableResult(double x, double y)
    {
        var r = Root(x * x - 1, y);
        return r.HasValue ? r.Value * x : y * x;
    }
    private static double? Root(double d, double y) => d < 0 ? null : Math.Sqrt(d) * y;

    [Differentiable(S), At(0.7, 1.3)]
    public static double NullableLift(double x, double y)
    {
        double? a = x, b = y;
        double? c = a * b + 1;
        a += b;
        return (c ?? 0) * (a ?? 1);
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double NullableTry(double x, double y)
    {
        if (TryRoot(x * y, out double r)) return r * x;
        return TryRoot(x, out _) ? x : y;
    }
    private static bool TryRoot(double d, out double r) { if (d < 0) { r = double.NaN; return false; } r = Math.Sqrt(d); return true; }

    [Differentiable(S), At(0.7, 1.3)]
    public static double LocalFns(double x, double y)
    {
        static double Sq(double v) => v * v;
        double Rec(int n) => n == 0 ? x : y * Rec(n - 1) + Sq(x);
        T Twice<T>(T v) where T : INumber<T> => v + v;
        (double, double) Pair(double a) => (a * x, a * y);
        var (p, q) = Pair(Sq(x));
        return Rec(3) + Twice(x) * p + q;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double Discards(double x, double y)
    {
        _ = Math.Sin(x);
        _ = x * y;
        double a = 0, b = 0;
        (a, b) = (y, x);
        (a, _) = (a * b, b);
        (b, a) = (a, b);
        double c, d, e;
        c = d = e = x * y;
        c += d *= 2;
        return a * b + c * d * e;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double SideIndex(double x, double y)
    {
        var v = new double[4];
        int i = 0;
        v[i++] = x; v[i++] += y; v[i++] += x * y; v[--i] *= 3;
        int j = 0;
        v[j++] += v[j++] * v[j];
        return v[0] * v[1] + v[2] + i * x + j;
    }

    [Differentiable(S), At(0.7, 1.3, true)]
    public static double RefTernary(double x, double y, bool c)
    {
        ref double r = ref (c ? ref x : ref y);
        r *= 2;
        (c ? ref y : ref x) += 1;
        ref readonly double q = ref x;
        return x * y * q;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double RefTernaryActive(double x, double y)
    {
        ref double r = ref (x > y ? ref x : ref y);
        r *= 2;
        return x * y * r;
    }

    [Differentiable(S), At(0.7, 1.3)]
    public static double InArgs(double x, double y) => Dot(in x, y) * Dot(in y, in x);
    private static double Dot(in double a, in double b) => a * b + a;

    private enum Shape { Round, Square, Flat }
    private static readonly Shape[] Shapes = { Shape.Square, Shape.Round, Shape.Flat };
    private static readonly double Scale = Math.Sqrt(2);
    private static double Prop { get; } = 3.5;
    private static double Computed => Scale * 2;

    [Differentiable(S), At(0.7, 1.3)]
    public static double Enums(double x, double y)
    {
        double s = 0;
        foreach (var k in Shapes)
        {
            s += k switch { Shape.Round => x * x, Shape.Square => x * y * Scale, _ => y * Prop * Computed };
            switch (k) { case Shape.Flat: s *= 2; break; case Shape.Round: case Shape.Square: s -= x; continue; }
        }
        return s;
    }

    [Differentiable(S), At(0.7, 1.3, 7)]
    public static double IntMath(double x, double y, int n)
    {
        int q = Math.DivRem(n, 2, out int r);
        var (q2, r2) = Math.DivRem(n, 3);
        long big = Math.BigMul(n, 3);
        int pop = BitOperations.PopCount((uint)n), log = BitOperations.Log2((uint)n);
        bool p2 = BitOperations.IsPow2(n);
        return (q + r + q2 - r2) * x + big * y + pop * x * y + log + (p2 ? x : y) + int.Max(n, 3) * x + Math.Clamp(n, 0, 5) + Math.Sign(n) + int.Abs(-n) * y;
    }

    [Differentiable(S), At(2.7, 1.3)]
    public static double RealMath(double x, double y) =>
        Math.FusedMultiplyAdd(x, y, 2) + Math.ScaleB(x, 3) + Math.IEEERemainder(x, 1.1) * y + (x % y) * x + double.Lerp(x, y, 0.3) + double.Hypot(x, y) + double.RootN(x, 3)
        + double.Exp2(x) + double.Exp10(y) + double.Log2P1(x) + double.Sinh(x) + double.SinPi(x) + double.AtanPi(y) + double.Clamp(x, 0, 5) + double.MaxMagnitude(x, y) + double.DegreesToRadians(x) + double.Atan2Pi(x, y) + Math.Cbrt(x) + double.ReciprocalEstimate(2) + double.CopySign(x, -1) + double.Cbrt(y) + double.LogP1(x) + double.ExpM1(y) + double.MultiplyAddEstimate(x, y, 1) + Math.BitDecrement(1.0) * x;

    [Differentiable(Kinds.FirstOrder), At(2.7f, 1.3f)]
    public static float Floats(float x, float y) => MathF.Sqrt(x) * y + MathF.Sin(x * y) + float.Hypot(x, y) + (float)Math.Exp(x * 0.1) + MathF.Pow(x, 2) + x % y;

    [Differentiable(S), At(2.7, 1.3)]
    public static double Generic(double x, double y) => Norm(x, y) + Gm(x) + Poly<double>(stackalloc double[] { x, y, 1 }, x);
    private static T Norm<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Sqrt(a * a + b * b) * T.CreateChecked(2.0) + T.Pi * T.Exp(-a) + T.One / (T.One + b) + T.Pow(a, T.CreateChecked(3)) + T.Max(a, b) + T.Abs(b) + T.AdditiveIdentity;
    private static T Gm<T>(T a) where T : INumber<T> { T s = T.Zero; for (int i = 1; i < 4; i++) s += a / T.CreateChecked(i); if (T.IsNegative(a)) s = -s; return s; }
    private static T Poly<T>(ReadOnlySpan<T> c, T x) where T : INumberBase<T> { T s = T.Zero; foreach (var k in c) s = s * x + k; return s; }

    [Differentiable(S), At(2.7, 1.3)]
    public static double DecimalConst(double x, double y) { decimal d = 1.5m; d *= 2; return x * y * (double)d; }
    [Differentiable(S), At(2.7, 1.3)]
    public static double HalfConst(double x, double y) { Half h = (Half)0.5; return x * y * (double)h; }
}
