namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <content>Sorting, dynamic programming, filters, queues.</content>
internal static partial class KernelTexts
{
    public const string Recurrences = """
        // at: new[] { 0.15, 1.7, 2.2, 0.9, 1.1 }, new[] { 1.0, 0.5, 2.0, 0.3, 1.5 }, 3
        [Differentiable] public static double[] Histogram(double[] x, double[] w, int bins)
        {
            var h = new double[bins];
            for (int i = 0; i < x.Length; i++)
            {
                int k = Math.Clamp((int)Math.Floor(x[i]), 0, bins - 1);
                h[k] += w[i] * x[i];
            }
            return h;
        }
        // at: new[] { 0.15, 1.7, 2.2, 0.9, 3.1 }
        [Differentiable] public static double[] RunningMax(double[] x)
        {
            var y = new double[x.Length];
            double m = double.NegativeInfinity;
            for (int i = 0; i < x.Length; i++) { if (x[i] > m) m = x[i]; y[i] = m; }
            return y;
        }
        // at: new[] { 2.5, 1.7, 2.2, 0.9, 3.1 }
        [Differentiable] public static double[] BubbleSort(double[] x)
        {
            var y = (double[])x.Clone();
            bool swapped;
            int n = y.Length;
            do
            {
                swapped = false;
                for (int i = 1; i < n; i++)
                    if (y[i - 1] > y[i]) { (y[i - 1], y[i]) = (y[i], y[i - 1]); swapped = true; }
                n--;
            } while (swapped);
            return y;
        }
        // at: new[] { 2.5, 1.7, 2.2, 0.9, 3.1 }
        [Differentiable] public static double[] InsertionSort(double[] x)
        {
            double[] y = [.. x];
            for (int i = 1; i < y.Length; i++)
            {
                double v = y[i];
                int j = i - 1;
                while (j >= 0 && y[j] > v) { y[j + 1] = y[j]; j--; }
                y[j + 1] = v;
            }
            return y;
        }
        static double SoftMin(double a, double b, double c, double gamma)
        {
            double m = Math.Min(a, Math.Min(b, c));
            return m - gamma * Math.Log(Math.Exp(-(a - m) / gamma) + Math.Exp(-(b - m) / gamma) + Math.Exp(-(c - m) / gamma));
        }
        // at: new[] { 0.5, 1.7, 0.2 }, new[] { 0.9, 1.1, 0.4, 0.6 }
        [Differentiable] public static double SoftDtw(double[] x, double[] y)
        {
            int n = x.Length, m = y.Length;
            var r = new double[n + 1, m + 1];
            for (int i = 0; i <= n; i++) for (int j = 0; j <= m; j++) r[i, j] = 1e3;
            r[0, 0] = 0;
            for (int i = 1; i <= n; i++)
                for (int j = 1; j <= m; j++)
                {
                    double d = x[i - 1] - y[j - 1];
                    r[i, j] = d * d + SoftMin(r[i - 1, j], r[i, j - 1], r[i - 1, j - 1], 0.5);
                }
            return r[n, m];
        }
        // at: new[] { 0.5, 1.7, 0.2, 0.9, 1.1 }, 0.4, 0.3
        [Differentiable] public static double[] Biquad(double[] x, double a1, double b0)
        {
            var y = new double[x.Length];
            double z1 = 0, z2 = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double o = b0 * x[i] + z1;
                z1 = 0.5 * x[i] - a1 * o + z2;
                z2 = b0 * x[i] - 0.1 * o;
                y[i] = o;
            }
            return y;
        }
        // at: new[,] { { 0.1, 0.9 }, { 0.6, 0.3 }, { 0.2, 0.7 } }, new[,] { { 0.3, 0.1 }, { 0.2, 0.4 } }
        [Differentiable] public static double Viterbi(double[,] emit, double[,] trans)
        {
            int T = emit.GetLength(0), S = emit.GetLength(1);
            var score = new double[S];
            for (int s = 0; s < S; s++) score[s] = emit[0, s];
            for (int t = 1; t < T; t++)
            {
                var next = new double[S];
                for (int s = 0; s < S; s++)
                {
                    double best = double.NegativeInfinity;
                    for (int p = 0; p < S; p++) best = Math.Max(best, score[p] + trans[p, s]);
                    next[s] = best + emit[t, s];
                }
                score = next;
            }
            double m = score[0];
            for (int s = 1; s < S; s++) m = Math.Max(m, score[s]);
            return m;
        }
        // at: new[] { 0.5, 1.7, 0.2, 0.9, 1.1 }, 3
        [Differentiable] public static double[] MovingAverage(double[] x, int w)
        {
            var y = new double[x.Length];
            var ring = new double[w];
            int pos = 0, count = 0;
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum -= ring[pos];
                ring[pos] = x[i];
                sum += x[i];
                pos = (pos + 1) % w;
                if (count < w) count++;
                y[i] = sum / count;
            }
            return y;
        }
        // at: new[] { 0.5, 1.7, 0.2, 0.9, 1.1 }
        [Differentiable] public static double StackOps(double[] x)
        {
            var stack = new double[x.Length];
            int top = 0;
            foreach (double v in x)
            {
                if (top >= 2 && v > 1) { double b = stack[--top]; double a = stack[--top]; stack[top++] = a * b + v; }
                else stack[top++] = v;
            }
            double s = 0;
            while (top > 0) s += stack[--top] * (top + 1);
            return s;
        }
        // at: new[] { 0.5, 1.7, 0.2, 0.9 }
        [Differentiable] public static double[] Reverse2(double[] x)
        {
            var y = (double[])x.Clone();
            for (int i = 0, j = y.Length - 1; i < j; i++, j--) (y[i], y[j]) = (y[j], y[i] * y[j]);
            return y;
        }
        """;
}
