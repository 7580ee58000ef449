using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Methods that call themselves.</summary>
internal static partial class Recursion
{
    private static double Power(double x, int n) => n == 0 ? 1 : n % 2 == 0 ? Power(x * x, n / 2) : x * Power(x, n - 1);

    [Differentiable(Kinds.Scalar), At(1.3, 7)]
    public static double RecursivePower(double x, int n) => Power(x, n);

    [Differentiable(Kinds.Scalar), At(1.3)]
    public static double FixedRecursion(double x) => Power(x, 5);

    private static double Legendre(int n, double x) => n switch
    {
        0 => 1,
        1 => x,
        _ => ((2 * n - 1) * x * Legendre(n - 1, x) - (n - 1) * Legendre(n - 2, x)) / n,
    };

    [Differentiable(Kinds.Scalar), At(0.3, 5)]
    public static double LegendrePolynomial(double x, int n) => Legendre(n, x);
}
