using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>A function with a removable singularity, as terms that have none.</summary>
/// <param name="Variable">What it is a function of.</param>
/// <param name="SingularAt">Where C# computes 0/0.</param>
/// <param name="Limit">Its value there.</param>
/// <param name="Value">It itself, on demand.</param>
/// <param name="Argument">What it is differentiated by: the variable, or the square of which that is the root.</param>
/// <param name="Slope">Its derivative by that, on demand: recognizing alone should make no terms.</param>
internal sealed record SmoothFunction(Expression Variable, double SingularAt, double Limit, Func<Expression> Value, Expression Argument, Func<Expression> Slope)
{
    /// <summary>tᵖ·c_k(±t²), by t, or where t is a root and p is 0 by the term under it: there t has no derivative at 0.</summary>
    public static SmoothFunction Even(Expression t, Expression? square, int k, int sign, int power)
    {
        var limit = power > 0 ? 0 : k == 3 ? 1 / 6.0 : 1.0 / k;
        if (square is not null)
        {
            return new(t, 0, limit, () => SmoothQuotients.Stumpff(k, 0, sign * square), square, () => sign * SmoothQuotients.Stumpff(k, 1, sign * square));
        }

        return power == 0
            ? new(t, 0, limit, () => SmoothQuotients.Stumpff(k, 0, sign * (t * t)), t, () => 2 * sign * (t * SmoothQuotients.Stumpff(k, 1, sign * (t * t))))
            : new(t, 0, limit, () => t * SmoothQuotients.Stumpff(k, 0, sign * (t * t)), t, () =>
                SmoothQuotients.Stumpff(k, 0, sign * (t * t)) + (2 * sign * (t * t * SmoothQuotients.Stumpff(k, 1, sign * (t * t)))));
    }

    /// <summary>tan t / t is c₁/c₀ of t², tanh t / t of −t²; c₀′ = −c₁/2.</summary>
    public static SmoothFunction Tangent(Expression t, int sign)
    {
        return new(t, 0, 1, () => Stumpff(1, 0) / Stumpff(0, 0), t, () =>
            2 * sign * (t * (((Stumpff(1, 1) * Stumpff(0, 0)) + (0.5 * (Stumpff(1, 0) * Stumpff(1, 0)))) / (Stumpff(0, 0) * Stumpff(0, 0)))));

        Expression Stumpff(int k, int order) => SmoothQuotients.Stumpff(k, order, sign * (t * t));
    }

    public static SmoothFunction Exponential(Expression x) => new(x, 0, 1, () => SmoothQuotients.Exponential(0, x), x, () => SmoothQuotients.Exponential(1, x));

    public static SmoothFunction Logarithm(Expression x) => new(x, 0, 1, () => SmoothQuotients.Logarithm(0, x), x, () => SmoothQuotients.Logarithm(1, x));

    public static SmoothFunction ArcCosine(Expression w) => new(w, 1, 1, () => SmoothQuotients.ArcCosine(0, w), w, () => SmoothQuotients.ArcCosine(1, w));

    public SmoothFunction Scaled(double factor) =>
        factor == 1 ? this : this with { Limit = factor * Limit, Value = () => factor * Value(), Slope = () => factor * Slope() };

    public SmoothFunction Inverted() =>
        this with { Limit = 1 / Limit, Value = () => 1 / Value(), Slope = () => -(Slope() / (Value() * Value())) };

    /// <summary>A limit that is infinite is no limit to fill in.</summary>
    public Quotient Found() => new([(Argument, Slope())], Variable, Argument, SingularAt, double.IsInfinity(Limit) ? null : Limit);
}
