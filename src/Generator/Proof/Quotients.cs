namespace SymbolicJacobian.Generator.Proof;

/// <summary>
/// The runtime's functions for removable singularities by their quotients, differentiated by the quotient rule: another way to them, good
/// to nine digits where proofs are made, away from the singularity.
/// </summary>
internal static class Quotients
{
    /// <summary>The value, given how a call is spelled up to its argument; null for another function.</summary>
    public static double? Of(string spelling, double x)
    {
        const string Home = "SymbolicJacobian.RemovableSingularity.";
        var start = spelling.IndexOf(Home, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var text = spelling.Substring(start + Home.Length).TrimEnd(' ', ')', ',').Split('(', ',');
        var last = int.Parse(text[text.Length - 1], System.Globalization.CultureInfo.InvariantCulture);
        return text[0] switch
        {
            "Stumpff" => Stumpff(int.Parse(text[1], System.Globalization.CultureInfo.InvariantCulture), last, x),
            "Exponential" => Quotient(last, x, Math.Exp(x) - 1, d => Math.Exp(x)),
            "Logarithm" => Quotient(last, x, Math.Log(1 + x), d => (d % 2 == 0 ? -1 : 1) * Factorial(d - 1) / Math.Pow(1 + x, d)),
            "ArcCosine" => ArcCosine(last, x),
            _ => null,
        };
    }

    /// <summary>f = g/x, from x·f⁽ᵈ⁾ + d·f⁽ᵈ⁻¹⁾ = g⁽ᵈ⁾.</summary>
    private static double Quotient(int order, double x, double g, Func<int, double> derivative)
    {
        var f = g / x;
        for (var d = 1; d <= order; d++)
        {
            f = (derivative(d) - (d * f)) / x;
        }

        return f;
    }

    private static double Stumpff(int k, int order, double u)
    {
        if (order > 0)
        {
            return k == 0
                ? -Stumpff(1, order - 1, u) / 2
                : (Stumpff(k - 1, order - 1, u) - ((k + (2 * order) - 2) * Stumpff(k, order - 1, u))) / (2 * u);
        }

        var t = Math.Sqrt(Math.Abs(u));
        var (c, s) = u > 0 ? (Math.Cos(t), Math.Sin(t)) : (Math.Cosh(t), Math.Sinh(t));
        return k switch
        {
            0 => c,
            1 => s / t,
            2 => (1 - c) / u,
            _ => (1 - (s / t)) / u,
        };
    }

    private static double ArcCosine(int order, double w)
    {
        var square = 1 - (w * w);
        var (before, f) = (0.0, Math.Acos(w) / Math.Sqrt(square));
        for (var d = 0; d < order; d++)
        {
            (before, f) = (f, ((((2 * d) + 1) * w * f) + (d * d * before) - (d == 0 ? 1 : 0)) / square);
        }

        return f;
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
