namespace SymbolicJacobian.Generator.Proof;

/// <summary>Functions that the framework of a generator has not; to a few units of the last place, which is enough to compare with.</summary>
internal static class Elementary
{
    public static double Cbrt(double x)
    {
        if (x == 0 || double.IsNaN(x) || double.IsInfinity(x))
        {
            return x;
        }

        // One step of Newton's, for a third is no double.
        var root = Sign(x) * Math.Pow(Math.Abs(x), 1.0 / 3);
        return root - (((root * root * root) - x) / (3 * root * root));
    }

    public static double Asinh(double x)
    {
        var size = Math.Abs(x);
        return Sign(x) * (size > 1e8 ? Math.Log(size) + Math.Log(2) : LogP1(size + (size * size / (1 + Math.Sqrt((size * size) + 1)))));
    }

    public static double Acosh(double x) => x > 1e8 ? Math.Log(x) + Math.Log(2) : Math.Log(x + Math.Sqrt((x - 1) * (x + 1)));

    public static double Atanh(double x) => 0.5 * LogP1(2 * x / (1 - x));

    /// <summary>What rounding does to 1 + x it does to the logarithm, too, and the quotient is free of it (Kahan).</summary>
    public static double LogP1(double x)
    {
        var sum = 1 + x;
        return sum == 1 || double.IsInfinity(sum) ? x : Math.Log(sum) * x / (sum - 1);
    }

    public static double ExpM1(double x)
    {
        var power = Math.Exp(x);
        return power == 1 ? x : power - 1 == -1 || double.IsInfinity(power) ? power - 1 : (power - 1) * x / Math.Log(power);
    }

    /// <summary>Math.Sign throws where there is none.</summary>
    private static double Sign(double x) => x < 0 ? -1 : 1;
}
