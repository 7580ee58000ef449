using Problems.Checking;
using static System.Math;
using Real = System.Double;

namespace Problems.Idioms;

/// <summary>One small thing in many ways of writing it.</summary>
internal static partial class Styles
{
    private const double Half = 0.5;

    private static readonly double[] Table = [1.0, -0.5, 0.25, 0.125];

    [Differentiable(Kinds.Scalar), At(0.7)]
    public static double ExpressionBody(double x) => Sin(x) * Exp(-x * Half);

    [Differentiable(Kinds.Scalar), At(0.7, 0.3), At(-0.7, 0.3)]
    public static double NestedTernary(double x, double y) => x > 0 ? y > 0 ? x * y : x - y : y > 0 ? Exp(x) * y : -x;

    [Differentiable(Kinds.Scalar), At(0.7, 0), At(0.7, 1), At(0.7, 5)]
    public static double SwitchStatement(double x, int mode)
    {
        double y;
        switch (mode)
        {
            case 0:
                y = x * x;
                break;
            case 1:
            case 2:
                y = Sin(x);
                break;
            default:
                y = Exp(x);
                y *= 2;
                break;
        }

        return y + x;
    }

    [Differentiable(Kinds.Scalar), At(-1.5), At(-0.5), At(0.5), At(1.5)]
    public static double RelationalPatterns(double x) => x switch
    {
        < -1 => -x - 0.5,
        >= -1 and < 0 => 0.5 * x * x,
        > 1 => x * x * x,
        _ => x * x,
    };

    [Differentiable(Kinds.Scalar), At(0.5, 1.5), At(1.5, 0.5)]
    public static double TuplePattern(double x, double y) => (x > 1, y > 1) switch
    {
        (true, _) => x * y,
        (false, true) => x / y,
        _ => x + y,
    };

    [Differentiable(Kinds.Scalar), At(0.5), At(1.5)]
    public static double WhenClause(double x)
    {
        switch (x)
        {
            case var v when v > 1:
                return v * v;
            case double v:
                return Exp(v);
        }
    }

    [Differentiable(Kinds.Scalar), At(0.5, 2.0)]
    public static double LocalFunctions(double x, double y)
    {
        return Blend(Square(x), Square(y));

        static double Square(double v) => v * v;

        double Blend(double a, double b)
        {
            var t = x / (x + y);
            return (1 - t) * a + t * b;
        }
    }

    [Differentiable(Kinds.Scalar), At(9.0)]
    public static double WhileLoop(double x)
    {
        double guess = x / 2;
        while (Abs(guess * guess - x) > 1e-13)
            guess = (guess + x / guess) / 2;
        return guess;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.5, 0.7, 3, 0.2 })]
    public static double EarlyReturn(double[] x)
    {
        double s = 0;
        foreach (var v in x)
        {
            if (v > 2) return s * v;
            s += v * v;
        }

        return s;
    }

    [Differentiable(Kinds.Vector), At(1.5, 0.6)]
    public static (double r, double phi) Polar(double x, double y) => (Sqrt(x * x + y * y), Atan2(y, x));

    [Differentiable(Kinds.Vector), At(1.5, 0.6)]
    public static double[] Deconstruct(double x, double y)
    {
        var (r, phi) = Polar(x, y);
        (x, y) = (r * Cos(2 * phi), r * Sin(2 * phi));
        return [x, y];
    }

    [Differentiable(Kinds.Scalar), At(1.5, 0.6)]
    public static double NamedTuple(double x, double y)
    {
        var p = (X: x * y, Y: x + y);
        p.X += 1;
        return p.X * p.Y;
    }

    [Differentiable(Kinds.Scalar), At(0.8)]
    public static double TableLookup(double x)
    {
        double power = 1, sum = 0;
        for (int i = 0; i < Table.Length; i++, power *= x) sum += Table[i] * power;
        return sum;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 })]
    public static double Params(params double[] values)
    {
        double product = 1;
        foreach (double v in values) product *= 1 + v * v;
        return Log(product);
    }

    private static double Cube(this double x) => x * x * x;

    private static double SumOf(params double[] v)
    {
        double s = 0;
        for (int i = 0; i < v.Length; i++) s += v[i];
        return s;
    }

    [Differentiable(Kinds.Scalar), At(0.8, 1.1)]
    public static double Extensions(double x, double y) => x.Cube() - y.Cube().Cube();

    [Differentiable(Kinds.Scalar), At(0.8, 1.1)]
    public static double CallsParams(double x, double y) => SumOf(x, y, x * y) * SumOf(1, y);

    private static void SinCosOf(double x, out double s, out double c)
    {
        s = Sin(x);
        c = Cos(x);
    }

    [Differentiable(Kinds.Scalar), At(0.8)]
    public static double OutArguments(double x)
    {
        SinCosOf(2 * x, out double s, out var c);
        return s * c + s;
    }

    private static void Accumulate(ref double total, double term) => total += term * term;

    [Differentiable(Kinds.Scalar), At(0.8, 0.3)]
    public static double RefArguments(double x, double y)
    {
        double total = 0;
        Accumulate(ref total, x);
        Accumulate(ref total, x * y);
        return Sqrt(total);
    }

    private static double Scaled(in double x, double factor = 2, double offset = 1) => factor * x + offset;

    [Differentiable(Kinds.Scalar), At(0.8)]
    public static double OptionalArguments(double x) => Scaled(x) * Scaled(x, offset: 3) * Scaled(x, 0.5);

    [Differentiable(Kinds.Scalar), At(0.8, 3)]
    public static double DefaultParameter(double x, int n = 3)
    {
        double result = 1;
        for (var i = 0; i < n; i++) result *= x;
        return result;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5 })]
    public static double[] Reversed(double[] x)
    {
        double[] y = new double[x.Length];
        for (int i = x.Length - 1, j = 0; i >= 0; i--, j++) y[j] = x[i] * x[^1];
        return y;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5 })]
    public static double[] Spans(ReadOnlySpan<double> x)
    {
        Span<double> buffer = stackalloc double[x.Length];
        x.CopyTo(buffer);
        for (int i = 1; i < buffer.Length; i++) buffer[i] += buffer[i - 1];
        return buffer.ToArray();
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5 }, 3)]
    public static void Fills(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < y.Length; i++) y[i] = Sin(x[i]) * x[0];
    }

    [Differentiable(Kinds.Vector), At(1.5, 0.6)]
    public static Real[] Alias(Real x, Real y)
    {
        Real a = x, b = y;
        return new Real[] { a / b, b / a };
    }

    [Differentiable(Kinds.Vector), At(0.6)]
    public static double[] FluentChain(double t)
    {
        double a, b, c;
        a = b = c = t * t;
        a += b -= c * 0.5;
        return [a, b, c];
    }

    [Differentiable(Kinds.Scalar), At(1.5)]
    public static double Increments(double x)
    {
        x++;
        double y = x--;
        return y * x * --x;
    }

    [Differentiable(Kinds.Scalar), At(1.5, 0.2)]
    public static double Shadows(double x, double y)
    {
        double result = 0;
        for (int i = 0; i < 3; i++)
        {
            double t = x + i * y;
            result += t * t;
        }

        {
            double t = y;
            result *= t;
        }

        return result;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, -2, 0.5 })]
    public static double NestedBreaks(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                if (x[j] < 0) break;
                if (i == j) continue;
                sum += x[i] * x[j] * x[j];
            }
        }

        return sum;
    }

    [Differentiable(Kinds.Scalar), At(2.0f, 0.5f)]
    public static float Single(float x, float y) => MathF.Pow(x, y) + MathF.Sqrt(x * y) / (1 + MathF.Abs(y));

    [Differentiable(Kinds.Scalar), At(2.0f, 0.5)]
    public static double Mixed(float x, double y) => x * y + (float)(x / 3) * 2;

    [Differentiable(Kinds.Scalar), At(0.4, 1.3)]
    public static double ManyFunctions(double x, double y) =>
        Tan(x) + Asin(x) + Acos(x) + Atan(y) + Sinh(x) + Cosh(y) + Tanh(x) + Log10(y) + Log2(y) + Cbrt(y) + Asinh(x) + Acosh(y) + Atanh(x)
        + FusedMultiplyAdd(x, y, 1) + Log(y, 3) + Pow(y, x) + Atan2(x, y) + IEEERemainder(y, 1) + CopySign(x, -y) + double.Hypot(x, y) + double.Exp2(x) + double.Lerp(x, y, 0.3);

    [Differentiable(Kinds.Scalar), At(0.4, 1.3)]
    public static double StaticOnDouble(double x, double y) => double.Sin(x) + double.Max(x, y) + double.Abs(-y) + double.Sqrt(y) + double.Pow(y, 3) + double.Clamp(x, 0.1, 0.9);
}
