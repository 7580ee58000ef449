using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Layers and losses.</summary>
internal static partial class Learning
{
    [Differentiable(Kinds.Vector), At(new[] { 0.5, -1, 0.3 }, "0.1 0.2 -0.3; 0.4 -0.5 0.6", new[] { 0.05, -0.05 }, "0.7 -0.8; 0.9 1.1", new[] { 0.0, 0.1 })]
    public static double[] Mlp(double[] x, double[,] w1, double[] b1, double[,] w2, double[] b2)
    {
        double[] h = Affine(w1, b1, x);
        for (int i = 0; i < h.Length; i++) h[i] = Math.Tanh(h[i]);
        return Affine(w2, b2, h);
    }

    private static double[] Affine(double[,] w, double[] b, double[] x)
    {
        var y = new double[b.Length];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = b[i];
            for (int j = 0; j < x.Length; j++) y[i] += w[i, j] * x[j];
        }

        return y;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5, -1 }, 2)]
    public static double SoftmaxCrossEntropy(double[] logits, int label)
    {
        double max = double.NegativeInfinity;
        foreach (double l in logits) max = Math.Max(max, l);
        double sum = 0;
        foreach (double l in logits) sum += Math.Exp(l - max);
        return max + Math.Log(sum) - logits[label];
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5, -1 })]
    public static double[] Softmax(double[] z)
    {
        double max = z[0];
        for (int i = 1; i < z.Length; i++)
        {
            if (z[i] > max)
            {
                max = z[i];
            }
        }

        double total = 0.0;
        double[] p = new double[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            p[i] = Math.Exp(z[i] - max);
            total += p[i];
        }

        for (int i = 0; i < p.Length; i++)
        {
            p[i] /= total;
        }

        return p;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.2, -0.4, 0.1 }, "1 0.5; -0.3 2; 0.7 -1.2; 0.1 0.4", new[] { 1.0, 0, 1, 0 })]
    public static double LogisticLoss(double[] theta, [Constant] double[,] x, [Constant] double[] y)
    {
        double loss = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double z = theta[0];
            for (int j = 0; j < x.GetLength(1); j++) z += theta[j + 1] * x[i, j];
            double p = Sigmoid(z);
            loss -= y[i] * Math.Log(p) + (1 - y[i]) * Math.Log(1 - p);
        }

        return loss / y.Length;
    }

    private static double Sigmoid(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));

    [Differentiable(Kinds.Scalar), At(new[] { 0.2, -0.4, 0.1 }, new[] { 1.0, 0.3, -0.7 }, 0.8)]
    public static double GaussianKernel(double[] a, double[] b, double lengthScale)
    {
        double squared = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double d = a[i] - b[i];
            squared += d * d;
        }

        return Math.Exp(-squared / (2 * lengthScale * lengthScale));
    }

    [Differentiable(Kinds.Scalar), At("0 0; 3 3", "0.1 0.2; 2.5 3.1; -0.4 0.3; 3.3 2.6")]
    public static double KMeansLoss(double[,] centers, [Constant] double[,] points)
    {
        double loss = 0;
        for (int i = 0; i < points.GetLength(0); i++)
        {
            double best = double.MaxValue;
            for (int c = 0; c < centers.GetLength(0); c++)
            {
                double dx = points[i, 0] - centers[c, 0], dy = points[i, 1] - centers[c, 1];
                double distance = dx * dx + dy * dy;
                if (distance < best) best = distance;
            }

            loss += best;
        }

        return loss;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, -0.2 }, new[] { -1.0, 2 }, new[] { 0.1, -0.3 }, new[] { -1.2, -0.8, 1.7, 2.2, 0.3 })]
    public static double GaussianMixture(double[] logWeights, double[] means, double[] logSigmas, [Constant] double[] data)
    {
        int k = means.Length;
        double norm = 0;
        for (int j = 0; j < k; j++) norm += Math.Exp(logWeights[j]);
        double logLikelihood = 0;
        foreach (double x in data)
        {
            double density = 0;
            for (int j = 0; j < k; j++)
            {
                double sigma = Math.Exp(logSigmas[j]);
                double z = (x - means[j]) / sigma;
                density += Math.Exp(logWeights[j]) / norm * Math.Exp(-0.5 * z * z) / (sigma * Math.Sqrt(2 * Math.PI));
            }

            logLikelihood += Math.Log(density);
        }

        return logLikelihood;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.5, -0.2 }, new[] { 0.1, 0.3 }, new[] { 0.2, -0.1 }, "0.1 0.2 0.3 0.4; -0.1 0.2 -0.3 0.4; 0.5 -0.6 0.7 -0.8; 0.9 0.1 0.2 0.3; 0.3 0.1 0.2 0.5; -0.4 0.6 0.1 0.2; 0.7 0.3 -0.2 0.1; 0.2 0.2 0.1 0.6")]
    public static double[] LstmCell(double[] x, double[] h, double[] c, double[,] w)
    {
        int n = h.Length;
        var next = new double[2 * n];
        for (int i = 0; i < n; i++)
        {
            double input = 0, forget = 0, output = 0, candidate = 0;
            for (int j = 0; j < x.Length; j++)
            {
                input += w[i, j] * x[j];
                forget += w[n + i, j] * x[j];
                output += w[2 * n + i, j] * x[j];
                candidate += w[3 * n + i, j] * x[j];
            }

            for (int j = 0; j < n; j++)
            {
                input += w[i, x.Length + j] * h[j];
                forget += w[n + i, x.Length + j] * h[j];
                output += w[2 * n + i, x.Length + j] * h[j];
                candidate += w[3 * n + i, x.Length + j] * h[j];
            }

            double cell = Sigmoid(forget) * c[i] + Sigmoid(input) * Math.Tanh(candidate);
            next[n + i] = cell;
            next[i] = Sigmoid(output) * Math.Tanh(cell);
        }

        return next;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.5, -1, 2.5, 0.3 })]
    public static double[] LayerNorm(double[] x)
    {
        double mean = 0;
        for (int i = 0; i < x.Length; i++) mean += x[i];
        mean /= x.Length;
        double variance = 0;
        for (int i = 0; i < x.Length; i++) variance += (x[i] - mean) * (x[i] - mean);
        variance /= x.Length;
        double inverse = 1 / Math.Sqrt(variance + 1e-5);
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++) y[i] = (x[i] - mean) * inverse;
        return y;
    }

    [Differentiable(Kinds.Vector), At("0.1 0.5 -0.2; 0.7 0.3 0.2", "0.3 0.1 0.4; -0.2 0.6 0.1", "1 2; 3 4")]
    public static double[,] Attention(double[,] q, double[,] k, double[,] v)
    {
        int n = q.GetLength(0), m = k.GetLength(0), d = q.GetLength(1);
        double[,] result = new double[n, v.GetLength(1)];
        double[] weights = new double[m];
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < m; j++)
            {
                double dot = 0;
                for (int t = 0; t < d; t++) dot += q[i, t] * k[j, t];
                weights[j] = Math.Exp(dot / Math.Sqrt(d));
                sum += weights[j];
            }

            for (int c = 0; c < v.GetLength(1); c++)
            {
                for (int j = 0; j < m; j++) result[i, c] += weights[j] / sum * v[j, c];
            }
        }

        return result;
    }

    [Differentiable(Kinds.Scalar), At(1.3, 2.0, 1.0), At(4.3, 2.0, 1.0)]
    public static double Huber(double prediction, double target, double delta)
    {
        var error = prediction - target;
        return Math.Abs(error) <= delta ? 0.5 * error * error : delta * (Math.Abs(error) - 0.5 * delta);
    }

    [Differentiable(Kinds.Scalar), At(0.7), At(-1.4)]
    public static double Gelu(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * Math.Pow(x, 3))));

    [Differentiable(Kinds.Vector), At(new[] { 0.7, -1.4, 0.2 })]
    public static double[] Swish(double[] x)
    {
        var y = (double[])x.Clone();
        for (var i = 0; i < y.Length; i++) y[i] *= 1 / (1 + Math.Exp(-y[i]));
        return y;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.7, -1.4, 0.2 })]
    public static double[] LeakyRelu(double[] x)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++) y[i] = x[i] switch { > 0 => x[i], _ => 0.01 * x[i] };
        return y;
    }
}
