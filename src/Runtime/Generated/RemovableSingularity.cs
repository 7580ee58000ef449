using System.ComponentModel;

namespace SymbolicJacobian;

/// <summary>
/// Derivatives of quotients such as <c>sin t / t</c> that C# computes as 0/0 at one point, and inexactly around it, although the function
/// goes through it smoothly. Generated derivatives call these; the value of a method stays what the method computes.
/// </summary>
/// <remarks>
/// Near the singularity a power series is summed until its terms no longer count; elsewhere the recurrence of the function's differential
/// equation does not cancel. Relative errors stay below 1e-13, save where a derivative itself goes through zero.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class RemovableSingularity
{
    /// <summary>Inside, the series are used: their terms do not grow to more than a few times the sum.</summary>
    private const double StumpffRadius = 8;

    private const double LogarithmRadius = 0.25;

    private const double ArcCosineRadius = 0.25;

    private const int MostTerms = 200;

    /// <summary>
    /// A derivative by u of Stumpff's function c_k(u) = Σ (−u)ⁿ/(2n + k)!. With u = t²: c₁ = sin t / t, c₂ = (1 − cos t)/t²,
    /// c₃ = (t − sin t)/t³; with u = −t² the same of the hyperbolic functions.
    /// </summary>
    /// <param name="k">Which function, from 0.</param>
    /// <param name="order">Of the derivative; 0 for the function itself.</param>
    /// <param name="u">Where.</param>
    public static double Stumpff(int k, int order, double u)
    {
        if (!(Math.Abs(u) >= StumpffRadius))
        {
            return StumpffSeries(k, order, u);
        }

        // 2u·c_k⁽ᵈ⁺¹⁾ = c_{k−1}⁽ᵈ⁾ − (2d + k)·c_k⁽ᵈ⁾, and c₀′ = −c₁/2.
        if (order > 0)
        {
            return k == 0
                ? -0.5 * Stumpff(1, order - 1, u)
                : (Stumpff(k - 1, order - 1, u) - (((2 * (order - 1)) + k) * Stumpff(k, order - 1, u))) / (2 * u);
        }

        var t = Math.Sqrt(Math.Abs(u));
        return k switch
        {
            0 => u > 0 ? Math.Cos(t) : Math.Cosh(t),
            1 => (u > 0 ? Math.Sin(t) : Math.Sinh(t)) / t,
            _ => ((1 / Factorial(k - 2)) - Stumpff(k - 2, 0, u)) / u,
        };
    }

    /// <summary>A derivative of (eˣ − 1)/x.</summary>
    /// <param name="order">Of the derivative; 0 for the function itself.</param>
    /// <param name="x">Where.</param>
    public static double Exponential(int order, double x)
    {
        // Away from 0: x·f⁽ᵈ⁾ + d·f⁽ᵈ⁻¹⁾ = eˣ. Below −1 the series would cancel.
        if (x < -1 || x > 2)
        {
            var f = (Math.Exp(x) - 1) / x;
            for (var d = 1; d <= order; d++)
            {
                f = (Math.Exp(x) - (d * f)) / x;
            }

            return f;
        }

        // Σ xⁿ/(n!·(n + order + 1)).
        var (sum, power) = (0.0, 1.0);
        for (var n = 0; n < MostTerms; n++)
        {
            var term = power / (n + order + 1);
            sum += term;
            if (Math.Abs(term) <= 1e-18 * Math.Abs(sum))
            {
                break;
            }

            power *= x / (n + 1);
        }

        return sum;
    }

    /// <summary>A derivative of ln(1 + x)/x.</summary>
    /// <param name="order">Of the derivative; 0 for the function itself.</param>
    /// <param name="x">Where, above −1.</param>
    public static double Logarithm(int order, double x)
    {
        if (!(Math.Abs(x) < LogarithmRadius))
        {
            // x·f⁽ᵈ⁾ + d·f⁽ᵈ⁻¹⁾ is the derivative of ln(1 + x), −(d−1)!·(−1/(1 + x))ᵈ.
            var (f, inner) = (Math.Log(1 + x) / x, 1 / (1 + x));
            for (var d = 1; d <= order; d++)
            {
                f = (inner - (d * f)) / x;
                inner *= -d / (1 + x);
            }

            return f;
        }

        // Σ (−1)ᵐ·m!/(m − order)!/(m + 1)·x^(m − order), from m = order on.
        var sum = 0.0;
        var factor = order % 2 == 0 ? Factorial(order) : -Factorial(order);
        for (var m = order; m < MostTerms; m++)
        {
            var term = factor / (m + 1);
            sum += term;
            if (Math.Abs(term) <= 1e-18 * Math.Abs(sum))
            {
                break;
            }

            factor *= -x * (m + 1) / (m + 1 - order);
        }

        return sum;
    }

    /// <summary>A derivative of arccos(w)/√(1 − w²), which is 1 at w = 1.</summary>
    /// <param name="order">Of the derivative; 0 for the function itself.</param>
    /// <param name="w">Where, between −1 and 1.</param>
    public static double ArcCosine(int order, double w)
    {
        // ₂F₁(1, 1; 3/2; z) with z = (1 − w)/2; each derivative by z moves all three parameters up by one.
        var z = (1 - w) / 2;
        if (w > 1)
        {
            return double.NaN;
        }

        if (!(z >= ArcCosineRadius))
        {
            var (sum, term) = (0.0, 1.0);
            for (var n = 0; n < MostTerms; n++)
            {
                sum += term;
                if (Math.Abs(term) <= 1e-18 * Math.Abs(sum))
                {
                    break;
                }

                term *= z * (n + 1 + order) * (n + 1 + order) / ((n + 1.5 + order) * (n + 1));
            }

            for (var d = 0; d < order; d++)
            {
                sum *= -0.5 * (d + 1) * (d + 1) / (d + 1.5);
            }

            return sum;
        }

        // (1 − w²)·f⁽ᵈ⁺¹⁾ = (2d + 1)·w·f⁽ᵈ⁾ + d²·f⁽ᵈ⁻¹⁾, for d = 0 less 1.
        var square = (1 - w) * (1 + w);
        var (before, f) = (0.0, Math.Acos(w) / Math.Sqrt(square));
        for (var d = 0; d < order; d++)
        {
            (before, f) = (f, ((((2 * d) + 1) * w * f) + (d * d * before) - (d == 0 ? 1 : 0)) / square);
        }

        return f;
    }

    /// <summary>Σ (−1)ⁿ·n!/(n − order)!/(2n + k)!·uⁿ⁻ᵒʳᵈᵉʳ, from n = order on.</summary>
    private static double StumpffSeries(int k, int order, double u)
    {
        var term = (order % 2 == 0 ? Factorial(order) : -Factorial(order)) / Factorial((2 * order) + k);
        var sum = 0.0;
        for (var n = order; n < MostTerms; n++)
        {
            sum += term;
            if (Math.Abs(term) <= 1e-18 * Math.Abs(sum))
            {
                break;
            }

            term *= -u * (n + 1) / ((n + 1 - order) * ((2.0 * n) + k + 1) * ((2.0 * n) + k + 2));
        }

        return sum;
    }

    private static double Factorial(int n)
    {
        var factorial = 1.0;
        for (var i = 2; i <= n; i++)
        {
            factorial *= i;
        }

        return factorial;
    }
}
