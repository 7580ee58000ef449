using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Results by <c>out</c>, by <c>ref</c>, and into arrays of the caller's.</summary>
internal static partial class References
{
    internal struct MassPoint
    {
        public double X, V;
        public int Ticks;

        public void Advance(double dt)
        {
            V -= X * dt;
            X += V * dt;
            Ticks++;
        }

        public double Energy() => 0.5 * (V * V + X * X);
    }

    [Differentiable(Kinds.Scalar), At(2.0)]
    public static double Iterate(double a, out int iterations)
    {
        double x = a;
        iterations = 0;
        while (iterations < 6)
        {
            x = Math.Cos(x) * a;
            iterations++;
        }

        return x;
    }

    [Differentiable(Kinds.Vector), At(3.0, 0.5)]
    public static void PolarToCartesian(double r, double phi, out double x, out double y)
    {
        x = r * Math.Cos(phi);
        y = r * Math.Sin(phi);
    }

    [Differentiable(Kinds.Vector), At(1.0, -3.0, 2.0), At(1.0, 1.0, 2.0)]
    public static bool TryRoots(double a, double b, double c, out double r1, out double r2)
    {
        double d = b * b - 4 * a * c;
        if (d < 0)
        {
            r1 = r2 = -b;
            return false;
        }

        double q = -0.5 * (b + Math.Sign(b) * Math.Sqrt(d));
        r1 = q / a;
        r2 = c / q;
        return true;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.3, 2 })]
    public static void Cumulative(double[] x, out double[] sums, out double total)
    {
        sums = new double[x.Length];
        total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            total += x[i] * x[i];
            sums[i] = total;
        }
    }

    [Differentiable(Kinds.Vector), At(1.0, 0.3, 0.1)]
    public static void Step(ref double x, ref double v, double dt)
    {
        v -= x * dt;
        x += v * dt;
    }

    [Differentiable(Kinds.Vector), At(1.0, 0.3, 0.1)]
    public static double Kick(ref double x, double v, double dt)
    {
        double old = x;
        x += v * dt;
        return old * x * x;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.3 }, 0.1)]
    public static void Push(ref MassPoint p, double dt)
    {
        p.Advance(dt);
        p.Advance(2 * dt);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 0.3 }, 0.1)]
    public static double EnergyOf(ref MassPoint p, double dt) => p.Energy() * dt + p.X;

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.3, 2 }, 3)]
    public static void Residuals(double[] x, double[] f)
    {
        for (int i = 0; i < f.Length; i++)
        {
            f[i] = 0;
            for (int j = 0; j < x.Length; j++) f[i] += x[j] * x[j] * (i + j + 1) + Math.Sin(x[i]);
        }
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.3, 2 }, 3)]
    public static int Fcn(double[] x, double[] fvec)
    {
        for (int i = 0; i < x.Length; i++) fvec[i] = x[i] * x[x.Length - 1 - i] - i;
        return x.Length > 2 ? 0 : -1;
    }

    /// <summary>The bound of a loop is another after the first iteration, which only a reference says.</summary>
    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double BoundByReference(double x, double y)
    {
        double s = 0;
        double bound = 4;
        ref double r = ref bound;
        for (int i = 0; i < bound; i++) { s += x * i; r = 2.5; }
        return s * y;
    }

    [Differentiable(Kinds.Scalar), At(1.3, 0.4)]
    public static double CountByReference(double x, double y)
    {
        double s = 0;
        int n = 5;
        for (int i = 0; i < n; i++) { ref int r = ref n; r = 3; s += x * i; }
        return s * y;
    }

    [Differentiable(Kinds.Scalar), At(1.3, 0.4, 1), At(1.3, 0.4, 0)]
    public static double ChosenReference(double x, double y, int k)
    {
        double s = 1, t = 1;
        ref double r = ref (k > 0 ? ref s : ref t);
        for (int i = 0; i < 3; i++) { r *= x + i; if (s > 3) s -= y; }
        return s * y + t;
    }
}
