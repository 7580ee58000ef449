namespace SymbolicJacobian;

/// <summary>Lengths of difference steps; all scale with <c>s = max(1, |x|)</c>.</summary>
internal static class Step
{
    private const double DoubleEpsilon = 1.0 / (1L << 52);
    private const double SingleEpsilon = 1.0 / (1L << 23);

    // Powers of ε are tabulated: Cbrt is missing on netstandard2.0, and Pow may round differently from libm to libm.
    private const double DoubleRoot2 = 1.0 / (1L << 26);
    private const double DoubleRoot3 = 6.0554544523933395e-06;
    private const double DoubleRoot4 = 1.0 / (1L << 13);
    private const double SingleRoot2 = 3.4526698300124393e-04;
    private const double SingleRoot3 = 4.921566601151848e-03;
    private const double SingleRoot4 = 1.8581361171917516e-02;

    internal static double Epsilon(Precision precision) => precision == Precision.Single ? SingleEpsilon : DoubleEpsilon;

    internal static double Scale(double x) => Math.Max(1.0, Math.Abs(x));

    /// <summary>√ε·s balances h/2·f″ against ε·f/h.</summary>
    internal static double Forward(double x, Precision precision) =>
        Representable(x, (precision == Precision.Single ? SingleRoot2 : DoubleRoot2) * Scale(x), precision);

    /// <summary>∛ε·s balances h²/6·f‴ against ε·f/h.</summary>
    internal static double Central(double x, Precision precision) =>
        Representable(x, CentralFactor(precision) * Scale(x), precision);

    /// <summary>ε^¼·s balances h²/12·f⁗ against ε·f/h².</summary>
    internal static double Second(double x, Precision precision) =>
        Representable(x, (precision == Precision.Single ? SingleRoot4 : DoubleRoot4) * Scale(x), precision);

    internal static double CentralFactor(Precision precision) =>
        precision == Precision.Single ? SingleRoot3 : DoubleRoot3;

    /// <summary>The step that the machine really takes from <paramref name="x"/>, away from zero.</summary>
    /// <remarks>
    /// Away from zero x + h has the coarser spacing of the two sides, so that h is a multiple of it and x − h is exact
    /// as well. Every step used is larger than the spacing at x, hence never rounds to zero.
    /// </remarks>
    internal static double Representable(double x, double length, Precision precision) =>
        Towards(x, x < 0 ? -length : length, precision);

    /// <summary>The step that the machine really takes from <paramref name="x"/> in the direction of <paramref name="step"/>.</summary>
    internal static double Towards(double x, double step, Precision precision)
    {
        if (precision == Precision.Single) return (float)(x + step) - (double)(float)x;

        // The cast forces the sum out of an extended register where there is one (x87).
        var moved = (double)(x + step);
        return moved - x;
    }
}
