namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>Systems whose Jacobians are sparse, as people write them.</summary>
internal static class SparseProblems
{
    public const string Polar = """
            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Polar(double r, double phi, double z) => [r * Math.Cos(phi), r * Math.Sin(phi), 2 * z, 1];

        """;

    public const string Broyden = """
            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Broyden(double[] x)
            {
                int n = x.Length;
                var f = new double[n];
                for (int i = 0; i < n; i++)
                {
                    double left = i > 0 ? x[i - 1] : 0;
                    double right = i < n - 1 ? x[i + 1] : 0;
                    f[i] = (3 - 2 * x[i]) * x[i] - left - 2 * right + 1;
                }

                return f;
            }

        """;

    public const string Bratu = """
            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static void Bratu(double[] u, int n, [Constant] double lambda, Span<double> f)
            {
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++)
                    {
                        int k = i * n + j;
                        double s = 4 * u[k] - lambda * Math.Exp(u[k]);
                        if (i > 0) s -= u[k - n];
                        if (i < n - 1) s -= u[k + n];
                        if (j > 0) s -= u[k - 1];
                        if (j < n - 1) s -= u[k + 1];
                        f[k] = s;
                    }
                }
            }

        """;

    public const string Bundle = """
            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Bundle(double[] cameras, double[] points, int[] cameraOf, int[] pointOf, [Constant] double[] seen)
            {
                var r = new double[2 * cameraOf.Length];
                for (int k = 0; k < cameraOf.Length; k++)
                {
                    int c = 3 * cameraOf[k], p = 2 * pointOf[k];
                    double depth = 1 + cameras[c] * points[p];
                    r[2 * k] = cameras[c + 1] / depth + points[p + 1] - seen[2 * k];
                    r[2 * k + 1] = cameras[c + 2] / depth - seen[2 * k + 1];
                }

                return r;
            }

        """;

    public const string Others = """
            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Brusselator(double[] y, [Constant] double alpha)
            {
                int n = y.Length / 2;
                var f = new double[y.Length];
                for (int i = 0; i < n; i++)
                {
                    double u = y[i], v = y[n + i];
                    double ul = i == 0 ? 1 : y[i - 1], ur = i == n - 1 ? 1 : y[i + 1];
                    double vl = i == 0 ? 3 : y[n + i - 1], vr = i == n - 1 ? 3 : y[n + i + 1];
                    f[i] = 1 + u * u * v - 4 * u + alpha * (ul - 2 * u + ur);
                    f[n + i] = 3 * u - u * u * v + alpha * (vl - 2 * v + vr);
                }

                return f;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static void Interleaved(ReadOnlySpan<double> y, double alpha, Span<double> f)
            {
                int n = y.Length / 2;
                for (int i = 0; i < n; i++)
                {
                    double u = y[2 * i], v = y[2 * i + 1];
                    f[2 * i] = 1 + u * u * v - 4 * u;
                    f[2 * i + 1] = 3 * u - u * u * v;
                    if (i > 0) { f[2 * i] += alpha * (y[2 * i - 2] - u); f[2 * i + 1] += alpha * (y[2 * i - 1] - v); }
                    if (i + 1 < n) { f[2 * i] += alpha * (y[2 * i + 2] - u); f[2 * i + 1] += alpha * (y[2 * i + 3] - v); }
                }
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static void Heat(double[] u, double dx, Span<double> f)
            {
                int n = u.Length;
                f[0] = u[0];
                f[n - 1] = u[n - 1];
                for (int i = 1; i < n - 1; i++) f[i] = (u[i - 1] - 2 * u[i] + u[i + 1]) / (dx * dx);
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Upwind(double[] u)
            {
                int n = u.Length;
                var f = new double[n];
                for (int i = 1; i < n - 1; i++)
                {
                    if (u[i] > 0) f[i] = -u[i] * (u[i] - u[i - 1]);
                    else f[i] = -u[i] * (u[i + 1] - u[i]);
                }

                f[0] = u[0] - 1;
                f[n - 1] = u[n - 1];
                return f;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Volumes(double[] u)
            {
                int n = u.Length;
                var flux = new double[n + 1];
                for (int i = 1; i < n; i++) flux[i] = u[i] > u[i - 1] ? u[i - 1] * u[i - 1] : u[i] * u[i - 1];
                var f = new double[n];
                for (int i = 0; i < n; i++) f[i] = flux[i + 1] - flux[i];
                return f;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Banded(double[] x)
            {
                int n = x.Length;
                var f = new double[n];
                for (int i = 0; i < n; i++)
                {
                    double s = 0;
                    for (int j = Math.Max(0, i - 5); j <= Math.Min(n - 1, i + 1); j++)
                    {
                        if (j != i) s += x[j] * (1 + x[j]);
                    }

                    f[i] = x[i] * (2 + 5 * x[i] * x[i]) + 1 - s;
                }

                return f;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Powell(double[] x)
            {
                var f = new double[x.Length];
                for (int i = 0; i < x.Length; i += 4)
                {
                    f[i] = x[i] + 10 * x[i + 1];
                    f[i + 1] = Math.Sqrt(5) * (x[i + 2] - x[i + 3]);
                    f[i + 2] = (x[i + 1] - 2 * x[i + 2]) * (x[i + 1] - 2 * x[i + 2]);
                    f[i + 3] = Math.Sqrt(10) * (x[i] - x[i + 3]) * (x[i] - x[i + 3]);
                }

                return f;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Arrow(double[] x)
            {
                int n = x.Length;
                var f = new double[n];
                double sum = 0;
                for (int i = 0; i < n - 1; i++)
                {
                    f[i] = x[i] * x[n - 1] - 1;
                    sum += x[i] * x[i];
                }

                f[n - 1] = sum + x[n - 1];
                return f;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Steps(double[] u, int steps)
            {
                var now = (double[])u.Clone();
                var next = new double[u.Length];
                for (int step = 0; step < steps; step++)
                {
                    for (int i = 0; i < u.Length; i++) next[i] = now[i] + 0.1 * ((i > 0 ? now[i - 1] : 0) - now[i] * now[i]);
                    Array.Copy(next, now, u.Length);
                }

                return now;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Elements(double[] x, int[] first, int[] second)
            {
                var f = new double[x.Length];
                for (int e = 0; e < first.Length; e++)
                {
                    double d = x[second[e]] - x[first[e]];
                    f[first[e]] += d * d * d;
                    f[second[e]] -= d * d * d;
                }

                return f;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Sized([Size(40)] double[] x)
            {
                var f = new double[40];
                for (int i = 0; i < 40; i++) f[i] = x[i] * x[(i + 3) % 40];
                return f;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static float[] Single(float[] x)
            {
                var f = new float[x.Length];
                for (int i = 0; i < x.Length; i++) f[i] = x[i] * x[0];
                return f;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Rotated(double[] cameras, double[] points, int[] cameraOf, int[] pointOf)
            {
                var r = new double[3 * cameraOf.Length];
                for (int k = 0; k < cameraOf.Length; k++)
                {
                    int c = 3 * cameraOf[k], p = 2 * pointOf[k];
                    double a = cameras[c], x, y;
                    double square = a * a + cameras[c + 1] * cameras[c + 1];
                    if (square > 0.3)
                    {
                        double angle = Math.Sqrt(square);
                        double cos = Math.Cos(angle), sin = Math.Sin(angle);
                        double u = cos * points[p] - sin * points[p + 1];
                        if (u > 0.1)
                        {
                            double twice = 2 * u;
                            double more = Math.Exp(twice) * a;
                            double most = more * more + twice;
                            x = most + sin;
                        }
                        else
                        {
                            double half = u / 2;
                            double less = Math.Tanh(half) + cos;
                            double least = less * less - half;
                            x = least * cameras[c + 2];
                        }

                        y = u + angle;
                    }
                    else
                    {
                        x = points[p] + a * points[p + 1];
                        y = 1.5;
                        if (a > 0) y += points[0] * a;
                    }

                    r[3 * k] = x / (2 + y * y);
                    r[3 * k + 1] = y * cameras[c + 2];
                    r[3 * k + 2] = points[p];
                }

                return r;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Edge(double[] x)
            {
                int n = x.Length;
                var f = new double[n];
                for (int i = 0; i < n; i++)
                {
                    double s;
                    if (i < n - 1)
                    {
                        double a = x[i + 1] * x[i], b = Math.Sin(a), c = a * b + x[i], d = c * c;
                        int ahead = i + 1;
                        s = d * x[ahead] + b;
                    }
                    else
                    {
                        double a = x[i - 1], b = Math.Cos(a), c = a * b, d = c * c;
                        s = d + b + x[0];
                    }

                    f[i] = s * x[i];
                }

                return f;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Implicit(double[] x)
            {
                var f = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                {
                    double r = 1 + x[i] * x[i];
                    while (Math.Abs(r * r - 2 - x[i] * x[i]) > 1e-13) r = 0.5 * (r + (2 + x[i] * x[i]) / r);
                    f[i] = r;
                    if (r > 1.6) f[i] += x[0];
                }

                return f;
            }

            // Indices that only one side of a branch on the numbers decides.
            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Otherwise(double[] x)
            {
                int n = x.Length;
                var at = new int[n];
                var f = new double[n];
                for (int i = 0; i < n; i++)
                {
                    double scale = 1;
                    at[i] = i;
                    if (x[i] > 0) scale = 2;
                    else at[i] = (x[(i + 1) % n] > 0 ? i + 1 : i + 2) % n;
                    f[i] = scale * x[at[i]];
                }

                return f;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]
            public static double[] Whenever(double[] x)
            {
                int n = x.Length;
                var at = new int[n];
                var f = new double[n];
                for (int i = 0; i < n; i++)
                {
                    double scale = 1;
                    at[i] = i;
                    if (x[i] > 0) at[i] = (x[(i + 1) % n] > 0 ? i + 1 : i + 2) % n;
                    else scale = 2;
                    f[i] = scale * x[at[i]];
                }

                return f;
            }

        """;

    /// <summary>Everything, in one class, with the calls that the tests make.</summary>
    public static string Source => $$"""
        using System;
        using SymbolicJacobian;

        public static partial class Systems
        {
        {{Polar}}{{Broyden}}{{Bratu}}{{Bundle}}{{Others}}
            private static readonly int[] _cameraOf = { 0, 1, 2, 1, 0 }, _pointOf = { 1, 0, 2, 2, 0 }, _first = { 0, 4, 2, 2 }, _second = { 3, 1, 5, 3 };

            public static (SparsityPattern Pattern, double[] Values, double[,] Dense) At(string name, double[] x)
            {
                var values = new double[4000];
                var singles = new float[x.Length * x.Length];
                double[] cameras = x.AsSpan(0, Math.Min(9, x.Length)).ToArray(), points = x.AsSpan(Math.Min(9, x.Length)).ToArray();
                switch (name)
                {
                    case "Polar": PolarJacobianValues(x[0], x[1], x[2], values); return (PolarJacobianPattern(), values, PolarJacobian(x[0], x[1], x[2]));
                    case "Broyden": BroydenJacobianValues(x, values); return (BroydenJacobianPattern(x), values, BroydenJacobian(x));
                    case "Bratu": int n = (int)Math.Sqrt(x.Length); BratuJacobianValues(x, n, 2, x.Length, values); return (BratuJacobianPattern(x, n, 2, x.Length), values, BratuJacobian(x, n, 2, x.Length));
                    case "Bundle": BundleJacobianValues(cameras, points, _cameraOf, _pointOf, x, values); return (BundleJacobianPattern(cameras, points, _cameraOf, _pointOf, x), values, BundleJacobian(cameras, points, _cameraOf, _pointOf, x));
                    case "Rotated": RotatedJacobianValues(cameras, points, _cameraOf, _pointOf, values); return (RotatedJacobianPattern(cameras, points, _cameraOf, _pointOf), values, RotatedJacobian(cameras, points, _cameraOf, _pointOf));
                    case "Edge": EdgeJacobianValues(x, values); return (EdgeJacobianPattern(x), values, EdgeJacobian(x));
                    case "Brusselator": BrusselatorJacobianValues(x, 2, values); return (BrusselatorJacobianPattern(x, 2), values, BrusselatorJacobian(x, 2));
                    case "Interleaved": InterleavedJacobianValues(x, 0.5, x.Length, values); return (InterleavedJacobianPattern(x, 0.5, x.Length), values, InterleavedJacobian(x, 0.5, x.Length));
                    case "Heat": HeatJacobianValues(x, 0.5, x.Length, values); return (HeatJacobianPattern(x, 0.5, x.Length), values, HeatJacobian(x, 0.5, x.Length));
                    case "Upwind": UpwindJacobianValues(x, values); return (UpwindJacobianPattern(x), values, UpwindJacobian(x));
                    case "Volumes": VolumesJacobianValues(x, values); return (VolumesJacobianPattern(x), values, VolumesJacobian(x));
                    case "Banded": BandedJacobianValues(x, values); return (BandedJacobianPattern(x), values, BandedJacobian(x));
                    case "Powell": PowellJacobianValues(x, values); return (PowellJacobianPattern(x), values, PowellJacobian(x));
                    case "Arrow": ArrowJacobianValues(x, values); return (ArrowJacobianPattern(x), values, ArrowJacobian(x));
                    case "Steps": StepsJacobianValues(x, 3, values); return (StepsJacobianPattern(x, 3), values, StepsJacobian(x, 3));
                    case "Elements": ElementsJacobianValues(x, _first, _second, values); return (ElementsJacobianPattern(x, _first, _second), values, ElementsJacobian(x, _first, _second));
                    case "Sized": SizedJacobianValues(x, values); return (SizedJacobianPattern(), values, SizedJacobian(x));
                    case "Implicit": ImplicitJacobianValues(x, values); return (ImplicitJacobianPattern(x), values, ImplicitJacobian(x));
                    case "Otherwise": OtherwiseJacobianValues(x, values); return (OtherwiseJacobianPattern(x), values, OtherwiseJacobian(x));
                    case "Whenever": WheneverJacobianValues(x, values); return (WheneverJacobianPattern(x), values, WheneverJacobian(x));
                    case "Single":
                        float[] s = Array.ConvertAll(x, v => (float)v);
                        SingleJacobianValues(s, singles);
                        float[,] d = SingleJacobian(s);
                        var wide = new double[x.Length, x.Length];
                        for (int i = 0; i < x.Length; i++) for (int j = 0; j < x.Length; j++) wide[i, j] = d[i, j];
                        return (SingleJacobianPattern(s), Array.ConvertAll(singles, v => (double)v), wide);
                    default: throw new ArgumentException(name);
                }
            }

            /// <summary>Bytes allocated by the values, and whether a span that is too short is left alone.</summary>
            public static (long Bytes, bool IsLeftAlone) Large(int n)
            {
                var x = new double[n];
                for (int i = 0; i < n; i++) x[i] = 0.001 * (i % 100);
                var values = new double[3 * n - 2];
                BroydenJacobianValues(x, values);
                Array.Fill(values, double.NaN);
                bool isLeftAlone;
                try { BroydenJacobianValues(x, values.AsSpan(1)); isLeftAlone = false; }
                catch (ArgumentException) { isLeftAlone = Array.TrueForAll(values, double.IsNaN); }
                // A collection that another thread starts moves the count by the room that was left: what is allocated is in every round.
                long least = long.MaxValue;
                for (int round = 0; round < 5; round++)
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    BroydenJacobianValues(x, values);
                    least = Math.Min(least, Math.Abs(GC.GetAllocatedBytesForCurrentThread() - before));
                }

                return (least, isLeftAlone);
            }

            public static (long Bytes, int Entries) LargePattern(int n)
            {
                var x = new double[n];
                long before = GC.GetAllocatedBytesForCurrentThread();
                SparsityPattern pattern = BroydenJacobianPattern(x);
                return (GC.GetAllocatedBytesForCurrentThread() - before, pattern.NonZeroCount);
            }

            public static (long Bytes, int Entries) LargeArrow(int n)
            {
                var x = new double[n];
                long before = GC.GetAllocatedBytesForCurrentThread();
                SparsityPattern pattern = ArrowJacobianPattern(x);
                ArrowJacobianValues(x, new double[pattern.NonZeroCount]);
                return (GC.GetAllocatedBytesForCurrentThread() - before, pattern.NonZeroCount);
            }

            public static bool IsSame() => ReferenceEquals(PolarJacobianPattern(), PolarJacobianPattern()) && ReferenceEquals(SizedJacobianPattern(), SizedJacobianPattern());
        }

        """;
}
