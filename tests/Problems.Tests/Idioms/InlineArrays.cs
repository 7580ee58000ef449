using System.Runtime.CompilerServices;
using Problems.Checking;

namespace Problems.Idioms.Inline;

[InlineArray(4)]
internal struct Four
{
    private double _first;
}

internal struct Holder
{
    public Four Data;
    public double Scale;

    public readonly double Sum()
    {
        double s = 0;
        for (int i = 0; i < 4; i++) s += Data[i] * Scale;
        return s;
    }
}

[InlineArray(2)]
internal struct Corners
{
    private (double X, double Y) _first;
}

/// <summary>Structs marked [InlineArray].</summary>
internal static partial class InlineArrays
{
    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Elements(double x, double y)
    {
        var b = new Four();
        b[0] = x; b[1] = y; b[2] = x * y;
        double s = 0;
        for (int i = 0; i < 4; i++) s += b[i] * b[i];
        foreach (var v in b) s += v;
        for (int i = 1; i < 4; i++) b[i] += b[i - 1];
        return s + b[^1] * b[3];
    }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double Copies(double x, double y)
    {
        Four a = default;
        a[0] = x;
        var b = a;
        b[0] *= y;
        Change(b);
        Twice(ref a);
        return a[0] * b[0] + a[1];
        static void Change(Four f) => f[0] = 0;
    }

    private static void Twice(ref Four f) { f[0] *= 2; f[1] = f[0] * f[0]; }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4, 2), At(1.2, 0.4, 0)]
    public static double Chosen(double x, double y, int k)
    {
        Four a = default;
        a[k] = x * y;
        a[(k + 1) % 4] = x;
        return a[2] * y + a[k] * a[(k + 1) % 4] + a[3];
    }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double InsideOfStructs(double x, double y)
    {
        var h = new Holder { Scale = y };
        for (int i = 0; i < 4; i++) h.Data[i] = x * i;
        var g = h;
        g.Data[3] = y;
        return h.Sum() * g.Sum();
    }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double OfTuples(double x, double y)
    {
        Corners c = default;
        c[0] = (x, y);
        c[1].X = c[0].Y * x;
        for (int i = 0; i < 2; i++) c[i].Y += x;
        return c[0].X * c[1].X * c[1].Y + c[0].Y;
    }
}
