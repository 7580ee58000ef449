namespace SymbolicJacobian.Generator.Tests.Batch;

/// <summary>Methods for batches, and a driver that compares each batch with the member for one point.</summary>
internal static class BatchPrograms
{
    public const string Methods = """
        public readonly record struct P3(double X, double Y, double Z);
        public readonly record struct Kinded(double X, double Y, int Kind);

        public static partial class Shapes
        {
            private const Derivatives Both = Derivatives.Jacobian | Derivatives.Batch;

            [Differentiable(Both)]
            public static double[] Branch(double x, double y)
            {
                if (x > 0 && y < 2)
                {
                    double s = Math.Sqrt(x);
                    return [s * y, s + y];
                }

                return [x * x, Math.Log(1 + y * y)];
            }

            [Differentiable(Both)]
            public static double Newton(double a, double b)
            {
                double x = a;
                for (int i = 0; i < 50; i++)
                {
                    double f = x * x - b * b - 1;
                    if (Math.Abs(f) < 1e-13) break;
                    x -= f / (2 * x);
                }

                return x;
            }

            [Differentiable(Both)]
            public static double Guard(double x, [Constant] double[] weights)
            {
                if (x < -100) throw new ArgumentException("too small");
                return x > 1 ? Math.Sqrt(x - 1) * weights[0] : weights[1] * x;
            }

            [Differentiable(Both)]
            public static double[] Smooth(double[] x)
            {
                double[] y = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = Math.Exp(x[i]);
                    if (x[i] > 0.3) y[i] += x[(i + 1) % x.Length] * x[i];
                }

                return y;
            }

            [Differentiable(Both)]
            public static double Table(double x, [Constant] double[] t)
            {
                int i = Math.Clamp((int)x, 0, t.Length - 2);
                return t[i] + (x - i) * (t[i + 1] - t[i]) * x;
            }
        }
        """;

    public const string More = """
        public static partial class More
        {
            private const Derivatives Both = Derivatives.Jacobian | Derivatives.Batch;

            [Differentiable(Both)]
            public static double Functions(double x, double y, [Constant] double k) =>
                Math.Exp(x * k) * Math.Sin(y) + Math.Tanh(x * y) + Math.Pow(Math.Abs(x) + 1, y) + Math.Atan2(y, x) + Math.Cbrt(x) + Math.Max(x, y);

            [Differentiable(Both)]
            public static double Kepler(double m, double e)
            {
                double at = m, d = 1.0;
                int n = 0;
                e *= 0.2;
                while (Math.Abs(d) > 1e-14 && n < 100)
                {
                    d = (at - e * Math.Sin(at) - m) / (1 - e * Math.Cos(at));
                    at -= d;
                    n++;
                }

                return at;
            }

            [Differentiable(Both)]
            public static double Series(double x, double tol)
            {
                double s = 0.0, t = 1.0, k = 1.0;
                do { s += t; t *= x / k; k++; } while (t > tol * tol + 1e-9);
                return s;
            }

            [Differentiable(Both)]
            public static double[] Layer([Size(4, 3)] double[,] w, [Size(3)] double[] x)
            {
                double[] y = new double[4];
                for (int i = 0; i < 4; i++)
                {
                    double z = 0;
                    for (int j = 0; j < 3; j++) z += w[i, j] * x[j];
                    y[i] = Math.Tanh(z);
                }

                return y;
            }

            [Differentiable(Both)]
            public static double Skewed(double[] x)
            {
                double[] a = new double[x.Length];
                double mean = 0, sum = 0;
                foreach (double v in x) mean += v;
                mean /= x.Length;
                for (int i = 0; i < x.Length; i++)
                {
                    double d = x[i] - mean;
                    if (d < 0) { a[i] = -d; continue; }
                    a[i] = d * d;
                }

                for (int i = 0; i < x.Length; i++) sum += a[i] * (i + 1);
                return Math.Sqrt(sum);
            }

            [Differentiable(Both)] public static P3 Cross(P3 a, P3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);
            [Differentiable(Both)] public static double OfKind(Kinded q, double s) => q.Kind == 1 ? q.X * q.Y * s : q.X + Math.Cos(q.Y) * s;
            [Differentiable(Both)] public static void Fill(double a, double[] b, Span<double> y) { for (int i = 0; i < b.Length; i++) y[i] = a * b[i] + Math.Max(a, b[i]); }
            [Differentiable(Both)] public static double Pairs(double[] a, double[] b) { double s = 0; for (int i = 0; i < a.Length; i++) s += Math.Sin(a[i] * b[i % b.Length]); return s; }
            [Differentiable(Both)] public static float Single(float x, float y) => x * y + MathF.Sin(x);
            [Differentiable(Both)] public static double Mixed(double x, float y) => x * y + Math.Sin(x);
            [Differentiable(Both)] public static double Taught(double x, double y) => x * Own.Cube(y);
            [Differentiable(Both)] public static double TaughtElsewhere(double x, double y) => x > 0 ? x * Own.Cube(y) : x + y;
            [DerivativeRule(typeof(Own), nameof(Own.Cube))] public static double CubeSlope(double v) => 3 * v * v;
            [Differentiable(Derivatives.Batch)] public static double[] Only(double x, double y) => [x * y % 0.7, x * x + y];
        }

        public static class Own { public static double Cube(double v) => v * v * v; }
        """;

    public const string Driver = """
        public static class Driver
        {
            public delegate void One(ReadOnlyMemory<double> x, Memory<double> result);
            public delegate void Many(int count, ReadOnlyMemory<double> x, Memory<double> results);

            private static readonly double[] W = [0.3, 1.7, -0.2];

            public static double Worst(string name) => name switch
            {
                "Branch" => Compare(2, 4, (x, j) => Shapes.BranchJacobian(x.Span[0], x.Span[1], j.Span), (c, x, j) => Shapes.BranchJacobianBatch(c, x.Span, j.Span)),
                "Newton" => Compare(2, 2, (x, j) => Shapes.NewtonGradient(x.Span[0], x.Span[1], j.Span), (c, x, j) => Shapes.NewtonGradientBatch(c, x.Span, j.Span)),
                "Guard" => Compare(1, 1, (x, j) => Shapes.GuardGradient(x.Span[0], W, j.Span), (c, x, j) => Shapes.GuardGradientBatch(c, x.Span, W, j.Span)),
                "Smooth" => Compare(5, 25, (x, j) => Shapes.SmoothJacobian(x.ToArray(), j.Span), (c, x, j) => Shapes.SmoothJacobianBatch(c, x.Span, j.Span)),
                "Table" => Compare(1, 1, (x, j) => Shapes.TableGradient(x.Span[0], W, j.Span), (c, x, j) => Shapes.TableGradientBatch(c, x.Span, W, j.Span)),
                "Parallel" => Compare(2, 4, (x, j) => Shapes.BranchJacobian(x.Span[0], x.Span[1], j.Span), (c, x, j) => Shapes.BranchJacobianBatch(c, x, j, new System.Threading.Tasks.ParallelOptions()), 20_011),
                "Functions" => Compare(2, 2, (x, j) => More.FunctionsGradient(x.Span[0], x.Span[1], 0.3, j.Span), (c, x, j) => More.FunctionsGradientBatch(c, x.Span, 0.3, j.Span)),
                "Kepler" => Compare(2, 2, (x, j) => More.KeplerGradient(x.Span[0], x.Span[1], j.Span), (c, x, j) => More.KeplerGradientBatch(c, x.Span, j.Span)),
                "Series" => Compare(2, 2, (x, j) => More.SeriesGradient(x.Span[0], x.Span[1], j.Span), (c, x, j) => More.SeriesGradientBatch(c, x.Span, j.Span)),
                "Layer" => Compare(15, 60, (x, j) => More.LayerJacobian(Matrix(x.Span), x.Span[12..].ToArray(), j.Span), (c, x, j) => More.LayerJacobianBatch(c, x.Span, j.Span)),
                "Skewed" => Compare(5, 5, (x, j) => More.SkewedGradient(x.ToArray(), j.Span), (c, x, j) => More.SkewedGradientBatch(c, x.Span, j.Span)),
                "Cross" => Compare(6, 18, (x, j) => More.CrossJacobian(At(x.Span), At(x.Span[3..]), j.Span), (c, x, j) => More.CrossJacobianBatch(c, x.Span, j.Span)),
                "OfKind" => Compare(3, 3, (x, j) => More.OfKindGradient(new(x.Span[0], x.Span[1], 1), x.Span[2], j.Span), (c, x, j) => More.OfKindGradientBatch(c, x.Span, new Kinded(0, 0, 1), j.Span)),
                "Fill" => Compare(4, 12, (x, j) => More.FillJacobian(x.Span[0], x.Span[1..].ToArray(), j.Span), (c, x, j) => More.FillJacobianBatch(c, x.Span, j.Span[..(c * 12)])),
                "Pairs" => Compare(5, 5, (x, j) => More.PairsGradient(x.Span[..3].ToArray(), x.Span[3..].ToArray(), j.Span), (c, x, j) => More.PairsGradientBatch(c, x.Span, 3, 2, j.Span)),
                "Taught" => Compare(2, 2, (x, j) => More.TaughtGradient(x.Span[0], x.Span[1], j.Span), (c, x, j) => More.TaughtGradientBatch(c, x.Span, j.Span)),
                "TaughtElsewhere" => Compare(2, 2, (x, j) => More.TaughtElsewhereGradient(x.Span[0], x.Span[1], j.Span), (c, x, j) => More.TaughtElsewhereGradientBatch(c, x.Span, j.Span)),
                "Only" => Compare(2, 4, (x, j) => new[] { x.Span[1], x.Span[0], 2 * x.Span[0], 1 }.CopyTo(j), (c, x, j) => More.OnlyJacobianBatch(c, x.Span, j.Span)),
                _ => double.NaN,
            };

            private static double[,] Matrix(ReadOnlySpan<double> x)
            {
                var matrix = new double[4, 3];
                for (int k = 0; k < 12; k++) matrix[k / 3, k % 3] = x[k];
                return matrix;
            }

            private static P3 At(ReadOnlySpan<double> x) => new(x[0], x[1], x[2]);

            private static double Compare(int columns, int size, One one, Many many, int last = 101)
            {
                double worst = 0;
                var random = new Random(5);
                foreach (int count in new[] { 0, 1, 2, 3, 4, 5, 7, 8, last })
                {
                    double[] inputs = new double[count * columns], expected = new double[count * size], actual = new double[count * size + 1];
                    for (int k = 0; k < inputs.Length; k++) inputs[k] = random.NextDouble() * 3 - 1;
                    for (int p = 0; p < count; p++) one(inputs.AsMemory(p * columns, columns), expected.AsMemory(p * size, size));
                    Array.Fill(actual, double.NaN);
                    many(count, inputs, actual);
                    if (!double.IsNaN(actual[^1])) return double.PositiveInfinity;
                    for (int k = 0; k < expected.Length; k++)
                    {
                        double error = expected[k].Equals(actual[k]) ? 0 : Math.Abs(expected[k] - actual[k]) / Math.Max(1e-3, Math.Abs(expected[k]));
                        if (!(error <= worst)) worst = error;
                    }
                }

                return worst;
            }

            public static void Thrown() => Shapes.GuardGradientBatch(5, [1, 2, -300, 4, 5], W, Last);
            public static void ShortResult() => Shapes.GuardGradientBatch(2, [1, 2], W, new double[1]);
            public static void LongInputs() => Shapes.GuardGradientBatch(2, [1, 2, 3], W, new double[2]);
            public static void Negative() => Shapes.GuardGradientBatch(-1, [], W, []);

            public static double[] Last { get; } = new double[5];

            public static string OfSingle()
            {
                float[] batch = new float[4], one = new float[2];
                More.SingleGradientBatch(2, [1f, 2f, 3f, 4f], batch);
                More.SingleGradient(3f, 4f, one);
                return $"{batch[2] == one[0]} {batch[3] == one[1]}";
            }

            public static long Allocated()
            {
                double[] inputs = new double[200], results = new double[400];
                // A collection that another thread starts moves the count by the room that was left: what is allocated is in every round.
                long least = long.MaxValue;
                for (int round = 0; round < 6; round++)
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    Shapes.BranchJacobianBatch(100, inputs, results);
                    Shapes.NewtonGradientBatch(100, inputs, results);
                    Shapes.SmoothJacobianBatch(5, inputs.AsSpan(0, 25), results);
                    least = Math.Min(least, Math.Abs(GC.GetAllocatedBytesForCurrentThread() - before));
                }

                return least;
            }
        }
        """;
}
