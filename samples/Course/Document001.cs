using SymbolicJacobian;

namespace Course;

/// <summary>Document 001: Jacobians, the multidimensional calculus of machine learning.</summary>
public static partial class Document001
{
    // Row 9: the lengths of the arm's three links.
    private const double L1 = 1.0;
    private const double L2 = 0.7;
    private const double L3 = 0.4;

    /// <summary>Row 2: F(x, y) = (x² + y, x·y).</summary>
    [Differentiable]
    public static double[] F(double x, double y) => [x * x + y, x * y];

    /// <summary>Row 3, exercise 1: (x² + y·z, sin(x·y), e^(x+z)).</summary>
    [Differentiable]
    public static double[] Exercise1(double x, double y, double z) =>
        [Math.Pow(x, 2) + y * z, Math.Sin(x * y), Math.Exp(x + z)];

    /// <summary>Row 4, exercise 2: (x² − y², 2·x·y), the square of the complex number x + i·y.</summary>
    [Differentiable]
    public static double[] ComplexSquare(double x, double y) => new[] { x * x - y * y, 2 * x * y };

    /// <summary>Row 5, the inner function: H(x, y) = (x + y, x·y, sin x).</summary>
    [Differentiable]
    public static double[] H(double x, double y) => [x + y, x * y, Math.Sin(x)];

    /// <summary>Row 5, the outer function: G(u) = (u₀·u₁, e^(u₂) + u₀).</summary>
    [Differentiable]
    public static double[] G([Size(3)] double[] u) => [u[0] * u[1], Math.Exp(u[2]) + u[0]];

    /// <summary>Row 5: F = G∘H.</summary>
    [Differentiable]
    public static double[] GAfterH(double x, double y) => G(H(x, y));

    /// <summary>Row 6: F(x) = A·x.</summary>
    [Differentiable]
    public static double[] Linear([Constant] double[,] a, double[] x)
    {
        var y = new double[a.GetLength(0)];
        for (int i = 0; i < y.Length; i++)
            for (int j = 0; j < x.Length; j++)
                y[i] += a[i, j] * x[j];
        return y;
    }

    /// <summary>Row 7: m = 1, f(x, y, z) = x²·y + sin(y·z).</summary>
    [Differentiable]
    public static double Scalar(double x, double y, double z) => x * x * y + Math.Sin(y * z);

    /// <summary>Row 8, exercise 4: σ(W·x + b).</summary>
    [Differentiable]
    public static double[] SigmoidLayer([Size(3)] double[] x)
    {
        var y = new double[4];
        for (var i = 0; i < 4; i++)
        {
            var z = Layer.B[i];
            for (var j = 0; j < 3; j++)
                z += Layer.W[i, j] * x[j];
            y[i] = Sigmoid(z);
        }

        return y;
    }

    /// <summary>Row 9: the end effector of a planar arm with three joints; each angle is measured from the link before.</summary>
    [Differentiable]
    public static (double X, double Y) RobotArm(double q1, double q2, double q3)
    {
        var a1 = q1;
        var a2 = a1 + q2;
        var a3 = a2 + q3;
        var x = L1 * Math.Cos(a1) + L2 * Math.Cos(a2) + L3 * Math.Cos(a3);
        var y = L1 * Math.Sin(a1) + L2 * Math.Sin(a2) + L3 * Math.Sin(a3);
        return (x, y);
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
