using Problems.Checking;

namespace Problems.Idioms;

internal struct Weight
{
    public double X;
    public double Y;

    public Weight(double x, double y) => (X, Y) = (x, y);

    public void Scale(double s)
    {
        X *= s;
        Y += s;
    }
}

/// <summary>Members that change an element of an array of structs, whose index is computed where it stands, and once.</summary>
internal static partial class ElementReceivers
{
    private static int Same(int k) => k;

    private static int Count(ref int k) => k++;

    private static void Bump(ref Weight weight, double by) => weight.X += by;

    private static Weight[] Two(double a) => [new Weight(1 + a, 2), new Weight(0.3, a)];

    [Differentiable(Kinds.Scalar), At(0.7, 1), At(0.7, -1)]
    public static double ByFunction(double a, int k)
    {
        var p = Two(a);
        p[Math.Abs(k)].Scale(a);
        p[Same(0)].Scale(a * a);
        return p[1].X * p[0].X + p[1].Y;
    }

    [Differentiable(Kinds.Scalar), At(0.7, 0)]
    public static double ByCounting(double a, int k)
    {
        var p = Two(a);
        p[k++].Scale(a);
        p[Count(ref k)].Scale(3 * a);
        return p[1].X * p[0].X * k;
    }

    [Differentiable(Kinds.Scalar), At(0.7, 0)]
    public static double ByReference(double a, int k)
    {
        var p = Two(a);
        Bump(ref p[k++], a);
        ref Weight q = ref p[Same(k)];
        q.Y *= a;
        q.Scale(2);
        return p[1].X * p[0].X * p[1].Y;
    }
}
