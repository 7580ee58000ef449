namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <content>Gradients through nested loops: iterations that can be run again, and those that look as if they could.</content>
internal static partial class KernelTexts
{
    public const string Repeated = """
        // at: new[] { 0.4, 0.9, 1.3 }, new[,] { { 1.0, 2, 0.5 }, { 0.3, 1.1, 2.2 }, { 0.7, 0.2, 0.9 }, { 1.4, 1.2, 0.1 } }
        [Differentiable] public static double Distances(double[] center, [Constant] double[,] points)
        {
            int n = points.GetLength(0), d = points.GetLength(1);
            var difference = new double[d];
            double total = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < d; j++) difference[j] = points[i, j] - center[j];
                double norm = 0;
                for (int j = 0; j < d; j++)
                    for (int k = 0; k <= j; k++)
                        norm += difference[j] * difference[k];
                total += Math.Sqrt(1 + norm * norm) * (i + 1);
            }
            return total;
        }
        // at: new[] { 0.4, 0.9, 1.3, 0.2 }, new[] { 0.3, 0.6, 0.2, 0.5, 0.7, 0.8, 0.1, 0.4, 0.35, 0.25 }
        [Differentiable] public static double Packed(double[] x, double[] l)
        {
            int n = x.Length, k = 0;
            double total = 0;
            var row = new double[n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++) row[j] = x[j] * x[i];
                double sum = 0;
                for (int j = 0; j <= i; j++) { sum += l[k] * row[j] * row[j]; k++; }
                total += Math.Sin(sum);
            }
            return total;
        }
        // at: new[] { 0.4, 0.9, 1.3, 0.2 }, new[] { 0.3, 0.6, 0.2, 0.5, 0.7, 0.8, 0.1, 0.4, 0.35, 0.25 }
        [Differentiable] public static double PackedRoot(double[] x, double[] l)
        {
            int n = x.Length, k = 0;
            double total = 0;
            var row = new double[n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++) row[j] = x[j] * x[i];
                double sum = 0;
                for (int j = 0; j <= i; j++) { sum += l[k] * row[j] * row[j]; k++; }
                total += Math.Sin(sum);
            }
            return Math.Sqrt(2 + total);
        }
        // at: new[] { 0.4, 0.9, 1.3, 0.2 }, 3
        [Differentiable] public static double StateStays(double[] x, int steps)
        {
            int n = x.Length;
            var y = new double[n];
            var k = new double[n];
            for (int j = 0; j < n; j++) y[j] = x[j];
            for (int step = 0; step < steps; step++)
            {
                for (int j = 0; j < n; j++) k[j] = y[j] * x[(j + 1) % n];
                for (int j = 0; j < n; j++) y[j] += 0.1 * k[j] * k[j];
            }
            double sum = 0;
            for (int j = 0; j < n; j++) sum += y[j] * y[j];
            return sum;
        }
        // at: new[] { 0.4, 0.9, 1.3, 0.2 }, 2
        [Differentiable] public static double FilledInPart(double[] x, int from)
        {
            int n = x.Length;
            var w = new double[n];
            double total = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = from; j < n; j++) w[j] = x[j] * x[i] + w[j - from];
                for (int j = 0; j < n; j++) total += w[j] * w[j];
                w[0] = x[i];
            }
            return total;
        }
        // at: new[] { 0.4, 0.9, 1.3, 0.2 }
        [Differentiable] public static double WrittenLater(double[] x)
        {
            int n = x.Length;
            var a = new double[n];
            var b = new double[n];
            for (int i = 0; i < n; i++) a[i] = Math.Exp(x[i]);
            double total = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++) b[j] = a[j] * x[i];
                for (int j = 0; j < n; j++) total += b[j] * b[j];
            }
            for (int i = 0; i < n; i++) a[i] = 0;
            for (int i = 0; i < n; i++) total += a[i];
            return total;
        }
        // at: new[] { 0.4, 0.9, 1.3, 0.2 }, 3
        [Differentiable] public static double Outer(double[] x, int rounds)
        {
            int n = x.Length;
            var w = new double[n];
            double total = 0, scale = 1;
            for (int r = 0; r < rounds; r++)
            {
                double shift = scale * x[r % n];
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++) w[j] = Math.Sin(x[j] * shift + i);
                    double product = 1;
                    for (int j = 0; j < n; j++) product *= 1 + w[j] * w[j];
                    total += product * shift;
                }
                scale = scale * 0.5 + x[0] * total * 0.01;
            }
            return total;
        }
        // at: new[] { 0.4, 0.9, 1.3, 0.2 }
        [Differentiable] public static double Own(double[] x)
        {
            int n = x.Length;
            double total = 0;
            for (int i = 0; i < n; i++)
            {
                var w = new double[i + 1];
                for (int j = 0; j <= i; j++) w[j] = x[j] * x[i];
                for (int j = 0; j <= i; j++)
                {
                    var v = new double[n];
                    for (int k = 0; k < n; k++) v[k] = w[j] * x[k];
                    for (int k = 0; k < n; k++) total += v[k] * v[k];
                }
            }
            return total;
        }
        // at: new[] { 0.4, 0.9, 1.3, 0.2 }
        [Differentiable] public static double Chosen(double[] x)
        {
            int n = x.Length;
            var w = new double[n];
            double total = 0;
            for (int i = 0; i < n; i++)
            {
                if (i % 2 == 0) { for (int j = 0; j < n; j++) w[j] = x[i] * x[j]; }
                else { for (int j = 0; j < n; j++) w[j] = x[i] - x[j]; }
                for (int j = 0; j < n; j++) total += w[j] * w[j] * w[j];
            }
            return total;
        }
        // at: new[] { 0.4, 0.9, 1.3, 0.2 }
        [Differentiable] public static double Skipped(double[] x)
        {
            int n = x.Length;
            var w = new double[n];
            for (int j = 0; j < n; j++) w[j] = 1;
            double total = 0;
            for (int i = 0; i < n; i++)
            {
                if (i % 2 == 0) { for (int j = 0; j < n; j++) w[j] = x[i] * x[j]; }
                for (int j = 0; j < n; j++) total += w[j] * w[j] * x[i];
            }
            return total;
        }
        // at: new[] { 0.4, 0.9, 1.3, 0.2 }, new[] { 1.0, 2.0 }
        [Differentiable] public static double Backwards(double[] x, [Constant] double[] t)
        {
            int n = x.Length, back = 3 * n;
            double total = 0;
            for (int i = 0; i < t.Length; i++)
            {
                for (int j = n - 1; j >= 0; j--) { back -= 2; total += Math.Exp(x[j] * t[i]) * x[back % n < 0 ? 0 : back % n]; }
                back += n;
            }
            return total;
        }
        public struct Gains { public double A, B; public static Gains At(double t) { Made++; return new Gains { A = 1 + t, B = 2 - 0.3 * t }; } }
        public static int Made;
        // at: new[] { 0.4, 0.9, 1.3, 0.2 }
        [Differentiable] public static double MadeInALoop(double[] x)
        {
            double total = 0;
            for (int i = 0; i < x.Length; i++)
            {
                var gains = Gains.At(0.25 * i);
                double power = 1;
                for (int j = 0; j <= i; j++) power *= Math.Sin(x[j] * gains.A) + gains.B;
                total += power * x[i] * gains.B;
            }
            return total;
        }
        // at: new[] { 0.4, 0.9, 1.3, 0.2 }
        [Differentiable] public static double MadeInABranch(double[] x)
        {
            double total = 1;
            for (int i = 0; i < x.Length; i++)
            {
                if (x[i] > 0.3)
                {
                    var gains = Gains.At(i);
                    total *= 1 + gains.A * x[i] * x[i];
                }
                else total += x[i] * total;
            }
            return total;
        }
        """;
}
