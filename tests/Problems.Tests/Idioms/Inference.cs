using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Filters, time series, survival, ratings, recurrent cells.</summary>
internal static partial class Inference
{
    [Differentiable(Kinds.Scalar), At(0.5, 0.3, 0.1, new[] { 0.2, 0.5, 0.4, 0.9 })]
    public static double KalmanLikelihood(double processNoise, double measurementNoise, double drift, [Constant] double[] z)
    {
        double x = 0, p = 1, logL = 0;
        foreach (double measurement in z)
        {
            x += drift;
            p += processNoise;
            double innovation = measurement - x, s = p + measurementNoise;
            double gain = p / s;
            x += gain * innovation;
            p *= 1 - gain;
            logL -= 0.5 * (Math.Log(2 * Math.PI * s) + innovation * innovation / s);
        }

        return logL;
    }

    [Differentiable(Kinds.Scalar), At(0.5, 0.3, new[] { 0.2, 0.5, 0.4, 0.9, 0.1 })]
    public static double ArmaResidual(double phi, double theta, [Constant] double[] y)
    {
        double sse = 0, e = 0;
        for (int t = 1; t < y.Length; t++)
        {
            e = y[t] - phi * y[t - 1] - theta * e;
            sse += e * e;
        }

        return sse;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, -0.5 }, "1 0.5; 0.2 1; -0.4 0.3; 0.9 0.1", new[] { true, false, true, true })]
    public static double CoxPartialLikelihood(double[] beta, [Constant] double[,] x, bool[] isEvent)
    {
        double logL = 0;
        for (int i = 0; i < isEvent.Length; i++)
        {
            if (!isEvent[i]) continue;
            double risk = 0;
            for (int j = i; j < isEvent.Length; j++) risk += Math.Exp(Score(beta, x, j));
            logL += Score(beta, x, i) - Math.Log(risk);
        }

        return logL;
    }

    private static double Score(double[] beta, double[,] x, int row)
    {
        double s = 0;
        for (int k = 0; k < beta.Length; k++) s += beta[k] * x[row, k];
        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.2, 0.8, 1.0 }, new[] { 0, 1, 2, 0 }, new[] { 1, 2, 0, 2 })]
    public static double BradleyTerry(double[] strength, int[] winners, int[] losers)
    {
        double logL = 0;
        for (int g = 0; g < winners.Length; g++)
            logL -= Math.Log(1 + Math.Exp(strength[losers[g]] - strength[winners[g]]));
        return logL;
    }

    [Differentiable(Kinds.Scalar), At(0.3, 1.2, 0.2, new[] { -1.0, 0, 1.5 }, new[] { true, false, true })]
    public static double ThreeParameterIrt(double difficulty, double discrimination, double guessing, [Constant] double[] abilities, bool[] correct)
    {
        double total = 0;
        for (int i = 0; i < abilities.Length; i++)
        {
            double p = guessing + (1 - guessing) / (1 + Math.Exp(-discrimination * (abilities[i] - difficulty)));
            total += correct[i] ? Math.Log(p) : Math.Log(1 - p);
        }

        return total;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.5, -0.3, 0.8 }, 0.1, 0.4, 0.7, 0.2, 0.3, 0.5)]
    public static double[] GruSequence(double[] x, double wz, double uz, double wr, double ur, double wh, double uh)
    {
        double h = 0;
        var states = new double[x.Length];
        for (int t = 0; t < x.Length; t++)
        {
            double z = 1 / (1 + Math.Exp(-(wz * x[t] + uz * h)));
            double r = 1 / (1 + Math.Exp(-(wr * x[t] + ur * h)));
            double candidate = Math.Tanh(wh * x[t] + uh * (r * h));
            h = (1 - z) * h + z * candidate;
            states[t] = h;
        }

        return states;
    }

    [Differentiable(Kinds.Vector), At("1 2; 3 4.5; 0.5 -1", new[] { 1.1, 0.9 }, new[] { 0.1, -0.2 })]
    public static double[,] BatchNorm(double[,] x, double[] gamma, double[] beta)
    {
        int n = x.GetLength(0), d = x.GetLength(1);
        var y = new double[n, d];
        for (int j = 0; j < d; j++)
        {
            double mean = 0, variance = 0;
            for (int i = 0; i < n; i++) mean += x[i, j];
            mean /= n;
            for (int i = 0; i < n; i++) variance += Math.Pow(x[i, j] - mean, 2);
            variance /= n;
            for (int i = 0; i < n; i++) y[i, j] = gamma[j] * (x[i, j] - mean) / Math.Sqrt(variance + 1e-5) + beta[j];
        }

        return y;
    }

    /// <summary>All weights in one vector, layer after layer, as optimisers want them.</summary>
    [Differentiable(Kinds.Scalar), At(new[] { 0.1, -0.2, 0.3, 0.4, 0.5, -0.6, 0.7, 0.8, 0.9, -0.1, 0.2, 0.3, 0.15 }, new[] { 2, 3, 1 }, "0.5 1; -1 0.3; 0.2 0.8", new[] { 1.0, -1, 0.5 })]
    public static double PackedNetworkLoss(double[] weights, int[] layers, [Constant] double[,] inputs, [Constant] double[] targets)
    {
        double loss = 0;
        var activation = new double[4];
        var next = new double[4];
        for (int sample = 0; sample < targets.Length; sample++)
        {
            for (int j = 0; j < layers[0]; j++) activation[j] = inputs[sample, j];
            int offset = 0;
            for (int layer = 1; layer < layers.Length; layer++)
            {
                for (int i = 0; i < layers[layer]; i++)
                {
                    double z = weights[offset++];
                    for (int j = 0; j < layers[layer - 1]; j++) z += weights[offset++] * activation[j];
                    next[i] = layer == layers.Length - 1 ? z : Math.Tanh(z);
                }

                for (int i = 0; i < layers[layer]; i++) activation[i] = next[i];
            }

            loss += 0.5 * Math.Pow(activation[0] - targets[sample], 2);
        }

        return loss / targets.Length;
    }

    [Differentiable(Kinds.Scalar), At("1 0.5; 0.2 -0.3; 0.7 1.1", "0.4 0.1; 0.6 -0.2", "5 3; 0 1; 2 0")]
    public static double MatrixFactorisation(double[,] users, double[,] items, [Constant] double[,] ratings)
    {
        double loss = 0;
        for (int u = 0; u < ratings.GetLength(0); u++)
        {
            for (int i = 0; i < ratings.GetLength(1); i++)
            {
                if (ratings[u, i] == 0) continue;
                double prediction = 0;
                for (int k = 0; k < users.GetLength(1); k++) prediction += users[u, k] * items[i, k];
                double e = ratings[u, i] - prediction;
                loss += e * e;
            }
        }

        foreach (double w in users) loss += 0.01 * w * w;
        return loss;
    }

    [Differentiable(Kinds.Scalar), At("0.2 0.3; 1 1.4; -0.5 0.8", 1.5)]
    public static double PairwiseRanking(double[,] scores, double margin)
    {
        double loss = 0;
        int count = 0;
        for (int i = 0; i < scores.GetLength(0); i++)
        {
            double gap = margin - (scores[i, 0] - scores[i, 1]);
            if (gap <= 0) continue;
            loss += gap * gap;
            count++;
        }

        return count == 0 ? 0 : loss / count;
    }

    [Differentiable(Kinds.Scalar), At("1 0.3; 0.3 1.5", new[] { 0.5, -0.2 }, 0.1)]
    public static double RidgeObjective(double[,] gram, double[] weights, double lambda)
    {
        double quadratic = 0, norm = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            norm += weights[i] * weights[i];
            for (int j = 0; j <= i; j++)
                quadratic += (i == j ? 1 : 2) * gram[i, j] * weights[i] * weights[j];
        }

        return quadratic + lambda * norm;
    }

    [Differentiable(Kinds.Scalar), At(0.9, new[] { 1.0, 0, 0.5, 2 }, 0.3)]
    public static double TdLambda(double discount, double[] values, double lambda)
    {
        double eligibility = 0, total = 0;
        for (int t = 0; t < values.Length - 1; t++)
        {
            eligibility = discount * lambda * eligibility + 1;
            total += eligibility * (discount * values[t + 1] - values[t]);
        }

        return total;
    }
}
