using Problems.Checking;
using static System.Math;

namespace Problems.Idioms;

/// <summary>Options, bonds, curves.</summary>
internal static partial class Finance
{
    /// <summary>Abramowitz and Stegun 26.2.17.</summary>
    private static double NormalCdf(double x)
    {
        if (x < 0) return 1 - NormalCdfPositive(-x);
        return NormalCdfPositive(x);
    }

    private static double NormalCdfPositive(double x)
    {
        double k = 1 / (1 + 0.2316419 * x);
        double poly = k * (0.319381530 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
        return 1 - Exp(-x * x / 2) / Sqrt(2 * PI) * poly;
    }

    [Differentiable(Kinds.Scalar), At(100.0, 95.0, 0.02, 0.25, 1.5, true), At(100.0, 105.0, 0.02, 0.25, 0.5, false)]
    public static double BlackScholes(double spot, double strike, double rate, double vol, double maturity, bool isCall)
    {
        double sqrtT = Sqrt(maturity);
        double d1 = (Log(spot / strike) + (rate + 0.5 * vol * vol) * maturity) / (vol * sqrtT);
        double d2 = d1 - vol * sqrtT;
        double discount = Exp(-rate * maturity);
        return isCall
            ? spot * NormalCdf(d1) - strike * discount * NormalCdf(d2)
            : strike * discount * NormalCdf(-d2) - spot * NormalCdf(-d1);
    }

    [Differentiable(Kinds.Scalar), At(96.5, 0.05, 10)]
    public static double BondYield(double price, double coupon, int years)
    {
        double y = 0.05;
        for (int iteration = 0; iteration < 50; iteration++)
        {
            double value = -price, slope = 0;
            for (int t = 1; t <= years; t++)
            {
                double cash = t == years ? 100 * (1 + coupon) : 100 * coupon;
                value += cash / Pow(1 + y, t);
                slope -= t * cash / Pow(1 + y, t + 1);
            }

            double step = value / slope;
            y -= step;
            if (Abs(step) < 1e-14) break;
        }

        return y;
    }

    [Differentiable(Kinds.Scalar), At(100.0, 100.0, 0.03, 0.2, 1.0, 12)]
    public static double BinomialPut(double spot, double strike, double rate, double vol, double maturity, int steps)
    {
        double dt = maturity / steps;
        double up = Exp(vol * Sqrt(dt));
        double down = 1 / up;
        double p = (Exp(rate * dt) - down) / (up - down);
        double discount = Exp(-rate * dt);
        double[] values = new double[steps + 1];
        for (int i = 0; i <= steps; i++) values[i] = Max(strike - spot * Pow(up, steps - 2 * i) * 1.001, 0);
        for (int step = steps - 1; step >= 0; step--)
        {
            for (int i = 0; i <= step; i++)
            {
                values[i] = discount * (p * values[i] + (1 - p) * values[i + 1]);
                double exercise = strike - spot * Pow(up, step - 2 * i) * 1.001;
                values[i] = Max(values[i], exercise);
            }
        }

        return values[0];
    }

    [Differentiable(Kinds.Vector), At(0.04, -0.02, 0.01, 1.8, new[] { 0.5, 1, 2, 5, 10, 30 })]
    public static double[] NelsonSiegel(double b0, double b1, double b2, double tau, [Constant] double[] maturities)
    {
        var yields = new double[maturities.Length];
        for (int i = 0; i < maturities.Length; i++)
        {
            double x = maturities[i] / tau;
            double loading = (1 - Exp(-x)) / x;
            yields[i] = b0 + b1 * loading + b2 * (loading - Exp(-x));
        }

        return yields;
    }

    [Differentiable(Kinds.Scalar), At(100.0, 0.04, 1.5, 0.05, 0.4, -0.6, "0.3 -0.5; 1.1 0.2; -0.7 0.9; 0.4 -1.2", 0.25)]
    public static double HestonPath(double s0, double v0, double kappa, double theta, double xi, double rho, [Constant] double[,] normals, [Constant] double dt)
    {
        double logS = Log(s0), v = v0;
        int steps = normals.GetLength(0);
        for (int i = 0; i < steps; i++)
        {
            double z1 = normals[i, 0];
            double z2 = rho * z1 + Sqrt(1 - rho * rho) * normals[i, 1];
            double vPlus = Max(v, 0);
            logS += -0.5 * vPlus * dt + Sqrt(vPlus * dt) * z1;
            v += kappa * (theta - vPlus) * dt + xi * Sqrt(vPlus * dt) * z2;
        }

        return Exp(logS);
    }

    [Differentiable(Kinds.Scalar), At(new[] { -100.0, 30, 40, 50 }, 0.08)]
    public static double NetPresentValue(double[] cashflows, double rate)
    {
        double npv = 0, discount = 1;
        foreach (var c in cashflows)
        {
            npv += c * discount;
            discount /= 1 + rate;
        }

        return npv;
    }

    [Differentiable(Kinds.Scalar), At(new[] { -100.0, 30, 40, 50 })]
    public static double InternalRateOfReturn(double[] cash)
    {
        double r = 0.1;
        int iterations = 0;
        do
        {
            double f = 0, df = 0;
            for (int t = 0; t < cash.Length; t++)
            {
                f += cash[t] * Pow(1 + r, -t);
                df -= t * cash[t] * Pow(1 + r, -t - 1);
            }

            r -= f / df;
        }
        while (++iterations < 30);
        return r;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.2, 0.5, 0.3 }, "0.04 0.006 0.01; 0.006 0.09 0.02; 0.01 0.02 0.16")]
    public static double PortfolioVolatility(double[] weights, double[,] covariance)
    {
        double variance = 0;
        for (int i = 0; i < weights.Length; i++)
            for (int j = 0; j < weights.Length; j++)
                variance += weights[i] * weights[j] * covariance[i, j];
        return Sqrt(variance);
    }

    [Differentiable(Kinds.Scalar), At(0.03, 100.0, 0.2, 0.25, 2.0)]
    public static double SabrVolatility(double f, double scale, double alpha, double nu, double t)
    {
        const double beta = 0.5, rho = -0.3;
        double k = 0.035;
        double fk = Pow(f * k, (1 - beta) / 2);
        double logFk = Log(f / k);
        double z = nu / alpha * fk * logFk;
        double x = Log((Sqrt(1 - 2 * rho * z + z * z) + z - rho) / (1 - rho));
        double correction = 1 + ((1 - beta) * (1 - beta) / 24 * alpha * alpha / (fk * fk) + rho * beta * nu * alpha / (4 * fk) + (2 - 3 * rho * rho) / 24 * nu * nu) * t;
        return scale * alpha / fk * (z / x) * correction;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.02, 0.025, 0.03, 0.031 })]
    public static double[] BootstrapDiscounts(double[] swapRates)
    {
        var discounts = new double[swapRates.Length];
        double annuity = 0;
        for (int i = 0; i < swapRates.Length; i++)
        {
            discounts[i] = (1 - swapRates[i] * annuity) / (1 + swapRates[i]);
            annuity += discounts[i];
        }

        return discounts;
    }
}
