using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Log-likelihoods and moments.</summary>
internal static partial class Statistics
{
    private static readonly double[] Lanczos =
    [
        676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
        -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>Lanczos, g = 7.</summary>
    private static double LogGamma(double x)
    {
        x -= 1;
        double sum = 0.99999999999980993;
        for (int i = 0; i < Lanczos.Length; i++) sum += Lanczos[i] / (x + i + 1);
        double t = x + Lanczos.Length - 0.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x + 0.5) * Math.Log(t) - t + Math.Log(sum);
    }

    private static double Stirling(double x)
    {
        double shift = 0;
        while (x < 8)
        {
            shift -= Math.Log(x);
            x += 1;
        }

        double inverse = 1 / x, square = inverse * inverse;
        return shift + (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
    }

    [Differentiable(Kinds.Scalar), At(2.3, 1.4, new[] { 0.5, 1.7, 3.1, 0.9 })]
    public static double GammaLogLikelihood(double shape, double rate, [Constant] double[] data)
    {
        double sum = 0;
        foreach (double x in data) sum += shape * Math.Log(rate) - LogGamma(shape) + (shape - 1) * Math.Log(x) - rate * x;
        return sum;
    }

    [Differentiable(Kinds.Scalar), At(2.3, 3.4, new[] { 0.2, 0.5, 0.35 })]
    public static double BetaLogLikelihood(double a, double b, [Constant] double[] data)
    {
        double logBeta = Stirling(a) + Stirling(b) - Stirling(a + b);
        double total = 0;
        for (int i = 0; i < data.Length; ++i)
        {
            total += (a - 1) * Math.Log(data[i]) + (b - 1) * Math.Log(1 - data[i]) - logBeta;
        }

        return total;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.6 }, "1 0.5; 1 1.5; 1 2.5", new[] { 1, 3, 4 })]
    public static double PoissonRegression(double[] beta, [Constant] double[,] x, int[] counts)
    {
        double logL = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            double eta = 0;
            for (int j = 0; j < beta.Length; j++) eta += x[i, j] * beta[j];
            double logFactorial = 0;
            for (int k = 2; k <= counts[i]; k++) logFactorial += Math.Log(k);
            logL += counts[i] * eta - Math.Exp(eta) - logFactorial;
        }

        return logL;
    }

    [Differentiable(Kinds.Scalar), At(0.4, 1.2, 5.0, new[] { 0.2, 1.5, -0.7 })]
    public static double StudentLogLikelihood(double mu, double sigma, double nu, [Constant] double[] data)
    {
        double constant = LogGamma((nu + 1) / 2) - LogGamma(nu / 2) - 0.5 * Math.Log(nu * Math.PI) - Math.Log(sigma);
        double total = data.Length * constant;
        for (int i = 0; i < data.Length; i++)
        {
            double z = (data[i] - mu) / sigma;
            total -= (nu + 1) / 2 * Math.Log(1 + z * z / nu);
        }

        return total;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2.5, 0.3, 4.1 })]
    public static (double mean, double variance, double skewness) Moments(double[] x)
    {
        int n = x.Length;
        double mean = 0, m2 = 0, m3 = 0;
        foreach (var v in x) mean += v / n;
        foreach (var v in x)
        {
            var d = v - mean;
            m2 += d * d / n;
            m3 += d * d * d / n;
        }

        return (mean, m2, m3 / Math.Pow(m2, 1.5));
    }

    /// <summary>Welford.</summary>
    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2.5, 0.3, 4.1 })]
    public static double[] RunningVariance(double[] x)
    {
        double mean = 0, m2 = 0;
        int count = 0;
        foreach (double value in x)
        {
            count++;
            double delta = value - mean;
            mean += delta / count;
            m2 += delta * (value - mean);
        }

        return [mean, m2 / (count - 1)];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 3, 4.5 }, new[] { 2.0, 1.5, 3.5, 5 })]
    public static double Correlation(double[] x, double[] y)
    {
        double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
        int n = x.Length;
        for (int i = 0; i < n; i++)
        {
            sx += x[i];
            sy += y[i];
            sxx += x[i] * x[i];
            syy += y[i] * y[i];
            sxy += x[i] * y[i];
        }

        return (n * sxy - sx * sy) / Math.Sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
    }

    [Differentiable(Kinds.Scalar), At(0.5, 0.2, 0.3, new[] { 0.4, 0.7, 0.1, -0.2, 0.5 })]
    public static double Garch(double omega, double alpha, double beta, [Constant] double[] returns)
    {
        double h = omega / (1 - alpha - beta);
        double logL = 0;
        for (int t = 0; t < returns.Length; t++)
        {
            if (t > 0) h = omega + alpha * returns[t - 1] * returns[t - 1] + beta * h;
            logL -= 0.5 * (Math.Log(2 * Math.PI) + Math.Log(h) + returns[t] * returns[t] / h);
        }

        return logL;
    }

    /// <summary>Forward algorithm of a hidden Markov model.</summary>
    [Differentiable(Kinds.Scalar), At("0.7 0.3; 0.4 0.6", "0.9 0.1; 0.2 0.8", new[] { 0.6, 0.4 }, new[] { 0, 1, 0, 1, 1 })]
    public static double HiddenMarkov(double[,] transition, double[,] emission, double[] initial, int[] observations)
    {
        int n = initial.Length;
        double[] alpha = new double[n];
        double[] next = new double[n];
        for (int i = 0; i < n; i++) alpha[i] = initial[i] * emission[i, observations[0]];
        for (int t = 1; t < observations.Length; t++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int i = 0; i < n; i++) sum += alpha[i] * transition[i, j];
                next[j] = sum * emission[j, observations[t]];
            }

            for (int j = 0; j < n; j++) alpha[j] = next[j];
        }

        double likelihood = 0;
        for (int i = 0; i < n; i++) likelihood += alpha[i];
        return Math.Log(likelihood);
    }

    [Differentiable(Kinds.Scalar), At("2 0.3 0.1; 0.3 1.5 0.2; 0.1 0.2 1", new[] { 0.5, -0.2, 0.8 })]
    public static double MultivariateNormal(double[,] sigma, double[] x)
    {
        int n = x.Length;
        var l = new double[n, n];
        double logDet = 0;
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double s = sigma[i, j];
                for (int k = 0; k < j; k++) s -= l[i, k] * l[j, k];
                l[i, j] = i == j ? Math.Sqrt(s) : s / l[j, j];
            }

            logDet += 2 * Math.Log(l[j, j]);
        }

        double quadratic = 0;
        var z = new double[n];
        for (int i = 0; i < n; i++)
        {
            z[i] = x[i];
            for (int k = 0; k < i; k++) z[i] -= l[i, k] * z[k];
            z[i] /= l[i, i];
            quadratic += z[i] * z[i];
        }

        return -0.5 * (quadratic + logDet + n * Math.Log(2 * Math.PI));
    }

    [Differentiable(Kinds.Scalar), At(0.7)]
    public static double ErrorFunctionSeries(double x)
    {
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
