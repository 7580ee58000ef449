using SymbolicJacobian.Benchmarks.Numbers;
using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>The price of a call and its greeks: by spot, strike, rate, volatility and time.</summary>
internal static partial class BlackScholes
{
    // The polynomial of Abramowitz and Stegun, 26.2.17, is good to 7.5·10⁻⁸, and so are greeks that take its slope for the density.
    public static Kernel Kernel { get; } = Peers.Compare<Body, ByHand, Generated>("Black-Scholes greeks", [100, 102, 0.3, 0.4, 1.2], 0.05, 5e-6);

    [Differentiable]
    public static double F(double spot, double strike, double rate, double volatility, double time)
    {
        var spread = volatility * Math.Sqrt(time);
        var d1 = (Math.Log(spot / strike) + (rate + volatility * volatility / 2) * time) / spread;
        return spot * Normal(d1) - strike * Math.Exp(-rate * time) * Normal(d1 - spread);
    }

    private static double Normal(double x)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(x));
        var tail = 0.3989422804014327 * Math.Exp(-x * x / 2) * t
            * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x < 0 ? tail : 1 - tail;
    }

    private struct Body : IBody
    {
        public static int Rows => 1;

        public static int Columns => 5;

        public static void Run<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : struct, IReal<T>
        {
            var spread = x[3] * T.Sqrt(x[4]);
            var d1 = (T.Log(x[0] / x[1]) + (x[2] + x[3] * x[3] / (T)2) * x[4]) / spread;
            y[0] = x[0] * Normal(d1) - x[1] * T.Exp(-x[2] * x[4]) * Normal(d1 - spread);
        }

        private static T Normal<T>(T x)
            where T : struct, IReal<T>
        {
            var t = (T)1 / ((T)1 + (T)0.2316419 * T.Abs(x));
            var tail = (T)0.3989422804014327 * T.Exp(-x * x / (T)2) * t
                * ((T)0.319381530 + t * ((T)(-0.356563782) + t * ((T)1.781477937 + t * ((T)(-1.821255978) + t * (T)1.330274429))));
            return x < 0 ? tail : (T)1 - tail;
        }
    }

    private struct ByHand : IContender
    {
        public static void Jacobian(double[] x, Span<double> greeks)
        {
            var (spot, strike, rate, volatility, time) = (x[0], x[1], x[2], x[3], x[4]);
            var root = Math.Sqrt(time);
            var spread = volatility * root;
            var d1 = (Math.Log(spot / strike) + (rate + volatility * volatility / 2) * time) / spread;
            var discount = Math.Exp(-rate * time);
            var (n1, density) = Normal(d1);
            var (n2, _) = Normal(d1 - spread);
            var vega = spot * density * root;
            var owed = strike * discount * n2;
            greeks[4] = vega * volatility / (2 * time) + rate * owed;
            greeks[3] = vega;
            greeks[2] = time * owed;
            greeks[1] = -discount * n2;
            greeks[0] = n1;
        }

        private static (double Below, double Density) Normal(double x)
        {
            var t = 1 / (1 + 0.2316419 * Math.Abs(x));
            var density = 0.3989422804014327 * Math.Exp(-x * x / 2);
            var tail = density * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
            return (x < 0 ? tail : 1 - tail, density);
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] x, Span<double> greeks) => FGradient(x[0], x[1], x[2], x[3], x[4], greeks);
    }
}
