namespace SymbolicJacobian.Generator.Tests.Differentiation;

internal static partial class KernelTexts
{
    /// <summary>Rows that iterations make one by one, sums into elements that iterations share, products with much in common.</summary>
    public const string Fits = """
        // at: new[] { 0.5, 1.7, 0.2, 0.9, 1.1 }, new[] { 0.3, -0.4, 0.8, 0.1 }
        [Differentiable] public static double[] Horner(double[] c, [Constant] double[] t)
        {
            var r = new double[t.Length];
            for (int i = 0; i < t.Length; i++)
            {
                double p = 0;
                for (int k = c.Length - 1; k >= 0; k--) p = p * t[i] + c[k];
                r[i] = p * p;
            }
            return r;
        }
        // at: new[] { 0.5, 1.7, 0.2 }, new[] { 0.3, -0.4, 0.8, 0.1 }
        [Differentiable] public static double[] Hidden(double[] c, [Constant] double[] t)
        {
            var r = new double[t.Length];
            for (int i = 0; i < t.Length; i++)
            {
                var h = new double[c.Length];
                double s = 0;
                for (int k = 0; k < c.Length; k++)
                {
                    h[k] = Math.Tanh(c[k] * t[i] + (k > 0 ? h[k - 1] : 0));
                    s = s * h[k] + c[k];
                }
                if (s > 0.4) r[i] = s * s; else r[i] = -s;
            }
            return r;
        }
        // at: new[] { 0.5, 1.7, 0.2 }, new[] { 0.3, -0.4, 0.8, 0.1 }
        [Differentiable] public static double[] Reversed(double[] c, [Constant] double[] t)
        {
            var r = new double[2 * t.Length + 1];
            for (int i = 0; i < t.Length; i++)
            {
                double p = 0;
                for (int k = c.Length - 1; k >= 0; k--) p = p * t[i] + c[k];
                r[2 * t.Length - 2 * i] = Math.Sin(p);
            }
            return r;
        }
        // at: new[] { 0.5, 1.7, 0.2 }, new[] { 0.3, -0.4, 0.8, 0.1 }
        [Differentiable] public static double[] Handed(double[] c, [Constant] double[] t)
        {
            var r = new double[t.Length];
            double q = 0.2;
            for (int i = 0; i < t.Length; i++)
            {
                double p = q;
                for (int k = c.Length - 1; k >= 0; k--) p = p * t[i] + c[k];
                q = 0.5 * p;
                r[i] = p * p;
            }
            return r;
        }
        // at: new[] { 0.0, 0.1, 1.2, 0.3, 1.9, 1.1, 2.8, 1.6 }
        [Differentiable] public static double Chain(double[] p)
        {
            int n = p.Length / 2;
            double energy = 0;
            for (int i = 0; i < n - 1; i++)
            {
                double dx = p[2 * i + 2] - p[2 * i], dy = p[2 * i + 3] - p[2 * i + 1];
                double stretch = Math.Sqrt(dx * dx + dy * dy) - 0.9;
                energy += 0.5 * 20 * stretch * stretch + 0.3 * p[2 * i + 1] * dx;
            }
            return energy;
        }
        // at: new[] { 0.0, 0.1, 1.2, 0.3, 1.9, 1.1, 2.8, 1.6, 0.4 }
        [Differentiable] public static double Spatial(double[] p)
        {
            double energy = 0;
            for (int i = p.Length / 3 - 2; i >= 0; i--)
            {
                double dx = p[3 * i + 3] - p[3 * i], dy = p[3 * i + 4] - p[3 * i + 1], dz = p[3 * i + 5] - p[3 * i + 2];
                energy += Math.Exp(dx * dy) * dz + dx * dx;
            }
            return energy;
        }
        // at: new[] { 0.0, 0.1, 0.3, 1.0, 0.2, 0.1, 0.1, 1.1, 0.4, 0.9, 1.2, 1.3 }, 0.7, 0.9
        [Differentiable] public static double Pairs(double[] r, double epsilon, double sigma)
        {
            int n = r.Length / 3;
            double energy = 0;
            for (int i = 0; i < n; i++)
                for (int j = i + 1; j < n; j++)
                {
                    double dx = r[3 * i] - r[3 * j], dy = r[3 * i + 1] - r[3 * j + 1], dz = r[3 * i + 2] - r[3 * j + 2];
                    double s2 = sigma * sigma / (dx * dx + dy * dy + dz * dz), s6 = s2 * s2 * s2;
                    energy += 4 * epsilon * (s6 * s6 - s6);
                }
            return energy;
        }
        // at: new[] { 0.5, 1.7, 0.2, 0.9, 1.1, 0.3, -0.4, 0.8, 0.1, -1.2 }
        [Differentiable] public static double Several(double[] x)
        {
            double s = 0;
            for (int i = 0; i < x.Length; i++)
                for (int j = 0; j < x.Length; j++)
                    s += 0.5 * x[i] * (i + 2 * j) * x[j] + x[j] * x[j] * x[i] - Math.Sin(x[j]);
            return s;
        }
        // at: new[] { 0.5, 1.7, 0.2, 0.9, 1.1, 0.3, -0.4, 0.8, 0.1 }, new[] { 0.4, 1.2, -0.3, 0.8, 1.5, 0.2, 0.6, -0.7, 0.9 }
        [Differentiable] public static double Cosine(double[] a, double[] b)
        {
            double dot = 0, aa = 0, bb = 0;
            for (int i = 0; i < a.Length; i++)
            {
                dot += a[i] * b[i];
                aa += a[i] * a[i];
                bb += b[i] * b[i];
            }
            return dot / (Math.Sqrt(aa) * Math.Sqrt(bb));
        }
        // at: new[] { 0.5, 1.7, 0.2 }, new[] { 1.0, 0.0, 1.0, 1.0 }
        [Differentiable] public static double Logistic(double[] w, [Constant] double[] y)
        {
            double loss = 0;
            for (int i = 0; i < y.Length; i++)
            {
                double z = 0;
                for (int j = 0; j < w.Length; j++) z += w[j] * Math.Cos(i + 3 * j);
                double p = 1.0 / (1.0 + Math.Exp(-z));
                loss -= y[i] * Math.Log(p) + (1 - y[i]) * Math.Log(1 - p);
            }
            return loss / y.Length;
        }
        // at: 0.7, -0.4, 1.3, 0.9
        [Differentiable] public static double Quotients(double x, double y, double z, double w)
        {
            double q = x * y / (z * w), r = x / w + y / w - z / (w * w);
            return q * q * (1 / q + r) + 2 * q / w - 3 * x * x * y / z + x * y * x / (2 * z) - (x / z - y / z) * z;
        }
        // at: 100.0, 102.0, 0.3, 0.4, 1.2
        [Differentiable] public static double Call(double spot, double strike, double rate, double volatility, double time)
        {
            double spread = volatility * Math.Sqrt(time);
            double d1 = (Math.Log(spot / strike) + (rate + volatility * volatility / 2) * time) / spread;
            return spot * Normal(d1) - strike * Math.Exp(-rate * time) * Normal(d1 - spread);
        }
        private static double Normal(double x)
        {
            double t = 1 / (1 + 0.2316419 * Math.Abs(x));
            double tail = 0.3989422804014327 * Math.Exp(-x * x / 2) * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
            return x < 0 ? tail : 1 - tail;
        }
        """;
}
