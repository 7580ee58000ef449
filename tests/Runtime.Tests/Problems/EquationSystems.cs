namespace SymbolicJacobian.Tests.Problems;

/// <summary>The fourteen systems of MINPACK's <c>vecfcn</c> and <c>vecjac</c>, in their order.</summary>
public static class EquationSystems
{
    public static Problem Rosenbrock { get; } = new(
        "Rosenbrock", 2, [-1.2, 1.0],
        (x, y) =>
        {
            y[0] = 1.0 - x[0];
            y[1] = 10.0 * (x[1] - x[0] * x[0]);
        },
        (x, j) =>
        {
            j[0, 0] = -1.0;
            j[1, 0] = -20.0 * x[0];
            j[1, 1] = 10.0;
        });

    public static Problem PowellSingular { get; } = new(
        "Powell singular", 4, [3.0, -1.0, 0.0, 1.0],
        (x, y) =>
        {
            y[0] = x[0] + 10.0 * x[1];
            y[1] = Math.Sqrt(5.0) * (x[2] - x[3]);
            y[2] = (x[1] - 2.0 * x[2]) * (x[1] - 2.0 * x[2]);
            y[3] = Math.Sqrt(10.0) * (x[0] - x[3]) * (x[0] - x[3]);
        },
        (x, j) =>
        {
            (j[0, 0], j[0, 1]) = (1.0, 10.0);
            (j[1, 2], j[1, 3]) = (Math.Sqrt(5.0), -Math.Sqrt(5.0));
            (j[2, 1], j[2, 2]) = (2.0 * (x[1] - 2.0 * x[2]), -4.0 * (x[1] - 2.0 * x[2]));
            (j[3, 0], j[3, 3]) = (2.0 * Math.Sqrt(10.0) * (x[0] - x[3]), -2.0 * Math.Sqrt(10.0) * (x[0] - x[3]));
        });

    public static Problem PowellBadlyScaled { get; } = new(
        "Powell badly scaled", 2, [0.0, 1.0],
        (x, y) =>
        {
            y[0] = 1e4 * x[0] * x[1] - 1.0;
            y[1] = Math.Exp(-x[0]) + Math.Exp(-x[1]) - 1.0001;
        },
        (x, j) =>
        {
            (j[0, 0], j[0, 1]) = (1e4 * x[1], 1e4 * x[0]);
            (j[1, 0], j[1, 1]) = (-Math.Exp(-x[0]), -Math.Exp(-x[1]));
        });

    public static Problem Wood { get; } = new(
        "Wood", 4, [-3.0, -1.0, -3.0, -1.0],
        (x, y) =>
        {
            var (a, b) = (x[1] - x[0] * x[0], x[3] - x[2] * x[2]);
            y[0] = -200.0 * x[0] * a - (1.0 - x[0]);
            y[1] = 200.0 * a + 20.2 * (x[1] - 1.0) + 19.8 * (x[3] - 1.0);
            y[2] = -180.0 * x[2] * b - (1.0 - x[2]);
            y[3] = 180.0 * b + 20.2 * (x[3] - 1.0) + 19.8 * (x[1] - 1.0);
        },
        (x, j) =>
        {
            (j[0, 0], j[0, 1]) = (-200.0 * (x[1] - 3.0 * x[0] * x[0]) + 1.0, -200.0 * x[0]);
            (j[1, 0], j[1, 1], j[1, 3]) = (-400.0 * x[0], 220.2, 19.8);
            (j[2, 2], j[2, 3]) = (-180.0 * (x[3] - 3.0 * x[2] * x[2]) + 1.0, -180.0 * x[2]);
            (j[3, 1], j[3, 2], j[3, 3]) = (19.8, -360.0 * x[2], 200.2);
        });

    public static Problem HelicalValley { get; } = new(
        "Helical valley", 3, [-1.0, 0.0, 0.0],
        (x, y) =>
        {
            var turn = Math.Atan(x[1] / x[0]) / (2.0 * Math.PI) + (x[0] < 0.0 ? 0.5 : 0.0);
            y[0] = 10.0 * (x[2] - 10.0 * turn);
            y[1] = 10.0 * (Math.Sqrt(x[0] * x[0] + x[1] * x[1]) - 1.0);
            y[2] = x[2];
        },
        (x, j) =>
        {
            var square = x[0] * x[0] + x[1] * x[1];
            (j[0, 0], j[0, 1], j[0, 2]) = (50.0 * x[1] / (Math.PI * square), -50.0 * x[0] / (Math.PI * square), 10.0);
            (j[1, 0], j[1, 1]) = (10.0 * x[0] / Math.Sqrt(square), 10.0 * x[1] / Math.Sqrt(square));
            j[2, 2] = 1.0;
        });

    /// <summary>The gradient of Watson's sum of squares, so that its Jacobian is a Hessian.</summary>
    public static Problem Watson { get; } = new("Watson", 6, new double[6], WatsonGradient, WatsonHessian);

    public static Problem Chebyquad { get; } = new(
        "Chebyquad", 7, [.. Enumerable.Range(1, 7).Select(j => j / 8.0)],
        (x, y) =>
        {
            for (var i = 0; i < y.Length; i++)
            {
                foreach (var xj in x) y[i] += ShiftedChebyshev(i + 1, xj).Value / x.Length;
                if (i % 2 == 1) y[i] += 1.0 / ((i + 1.0) * (i + 1.0) - 1.0);
            }
        },
        (x, jacobian) =>
        {
            for (var i = 0; i < x.Length; i++)
            {
                for (var j = 0; j < x.Length; j++) jacobian[i, j] = ShiftedChebyshev(i + 1, x[j]).Slope / x.Length;
            }
        });

    public static Problem BrownAlmostLinear { get; } = new(
        "Brown almost linear", 10, [.. Enumerable.Repeat(0.5, 10)],
        (x, y) =>
        {
            var (sum, product) = (0.0, 1.0);
            foreach (var xj in x) (sum, product) = (sum + xj, product * xj);
            for (var i = 0; i < x.Length - 1; i++) y[i] = x[i] + sum - (x.Length + 1.0);
            y[x.Length - 1] = product - 1.0;
        },
        (x, jacobian) =>
        {
            var n = x.Length;
            for (var j = 0; j < n; j++)
            {
                for (var i = 0; i < n - 1; i++) jacobian[i, j] = i == j ? 2.0 : 1.0;
                jacobian[n - 1, j] = x.Where((_, k) => k != j).Aggregate(1.0, (product, xk) => product * xk);
            }
        });

    public static Problem DiscreteBoundaryValue { get; } = new(
        "Discrete boundary value", 10, BoundaryStart(10),
        (x, y) =>
        {
            var h = 1.0 / (x.Length + 1);
            for (var k = 0; k < x.Length; k++)
            {
                var z = x[k] + (k + 1) * h + 1.0;
                y[k] = 2.0 * x[k] - (k > 0 ? x[k - 1] : 0.0) - (k < x.Length - 1 ? x[k + 1] : 0.0) + z * z * z * h * h / 2.0;
            }
        },
        (x, jacobian) =>
        {
            var h = 1.0 / (x.Length + 1);
            for (var k = 0; k < x.Length; k++)
            {
                var z = x[k] + (k + 1) * h + 1.0;
                jacobian[k, k] = 2.0 + 1.5 * z * z * h * h;
                if (k > 0) jacobian[k, k - 1] = -1.0;
                if (k < x.Length - 1) jacobian[k, k + 1] = -1.0;
            }
        });

    public static Problem DiscreteIntegral { get; } = new(
        "Discrete integral equation", 10, BoundaryStart(10),
        (x, y) =>
        {
            var h = 1.0 / (x.Length + 1);
            for (var k = 0; k < x.Length; k++)
            {
                y[k] = x[k];
                for (var j = 0; j < x.Length; j++)
                {
                    var z = x[j] + (j + 1) * h + 1.0;
                    y[k] += h / 2.0 * Kernel(k, j, h) * z * z * z;
                }
            }
        },
        (x, jacobian) =>
        {
            var h = 1.0 / (x.Length + 1);
            for (var k = 0; k < x.Length; k++)
            {
                for (var j = 0; j < x.Length; j++)
                {
                    var z = x[j] + (j + 1) * h + 1.0;
                    jacobian[k, j] = 1.5 * h * Kernel(k, j, h) * z * z + (j == k ? 1.0 : 0.0);
                }
            }
        });

    public static Problem Trigonometric { get; } = new(
        "Trigonometric", 10, [.. Enumerable.Repeat(0.1, 10)],
        (x, y) =>
        {
            var cosines = 0.0;
            foreach (var xj in x) cosines += Math.Cos(xj);
            for (var k = 0; k < x.Length; k++)
                y[k] = x.Length + k + 1.0 - Math.Sin(x[k]) - cosines - (k + 1.0) * Math.Cos(x[k]);
        },
        (x, jacobian) =>
        {
            for (var k = 0; k < x.Length; k++)
            {
                for (var j = 0; j < x.Length; j++) jacobian[k, j] = Math.Sin(x[j]);
                jacobian[k, k] = (k + 2.0) * Math.Sin(x[k]) - Math.Cos(x[k]);
            }
        });

    public static Problem VariablyDimensioned { get; } = new(
        "Variably dimensioned", 10, [.. Enumerable.Range(1, 10).Select(j => 1.0 - j / 10.0)],
        (x, y) =>
        {
            var sum = 0.0;
            for (var j = 0; j < x.Length; j++) sum += (j + 1) * (x[j] - 1.0);
            for (var k = 0; k < x.Length; k++) y[k] = x[k] - 1.0 + (k + 1) * sum * (1.0 + 2.0 * sum * sum);
        },
        (x, jacobian) =>
        {
            var sum = x.Select((xj, j) => (j + 1) * (xj - 1.0)).Sum();
            for (var k = 0; k < x.Length; k++)
            {
                for (var j = 0; j < x.Length; j++)
                    jacobian[k, j] = (k + 1) * (j + 1) * (1.0 + 6.0 * sum * sum) + (j == k ? 1.0 : 0.0);
            }
        });

    public static Problem BroydenTridiagonal { get; } = new(
        "Broyden tridiagonal", 10, [.. Enumerable.Repeat(-1.0, 10)],
        (x, y) =>
        {
            for (var k = 0; k < x.Length; k++)
            {
                y[k] = (3.0 - 2.0 * x[k]) * x[k] + 1.0;
                if (k > 0) y[k] -= x[k - 1];
                if (k < x.Length - 1) y[k] -= 2.0 * x[k + 1];
            }
        },
        (x, jacobian) =>
        {
            for (var k = 0; k < x.Length; k++)
            {
                jacobian[k, k] = 3.0 - 4.0 * x[k];
                if (k > 0) jacobian[k, k - 1] = -1.0;
                if (k < x.Length - 1) jacobian[k, k + 1] = -2.0;
            }
        });

    public static Problem BroydenBanded { get; } = new(
        "Broyden banded", 10, [.. Enumerable.Repeat(-1.0, 10)],
        (x, y) =>
        {
            for (var k = 0; k < x.Length; k++)
            {
                y[k] = x[k] * (2.0 + 5.0 * x[k] * x[k]) + 1.0;
                for (var j = Math.Max(0, k - 5); j <= Math.Min(k + 1, x.Length - 1); j++)
                {
                    if (j != k) y[k] -= x[j] * (1.0 + x[j]);
                }
            }
        },
        (x, jacobian) =>
        {
            for (var k = 0; k < x.Length; k++)
            {
                for (var j = Math.Max(0, k - 5); j <= Math.Min(k + 1, x.Length - 1); j++)
                    jacobian[k, j] = j == k ? 2.0 + 15.0 * x[k] * x[k] : -(1.0 + 2.0 * x[j]);
            }
        });

    public static IReadOnlyList<Problem> All { get; } =
    [
        Rosenbrock, PowellSingular, PowellBadlyScaled, Wood, HelicalValley, Watson, Chebyquad, BrownAlmostLinear,
        DiscreteBoundaryValue, DiscreteIntegral, Trigonometric, VariablyDimensioned, BroydenTridiagonal, BroydenBanded,
    ];

    private static double[] BoundaryStart(int n) =>
        [.. Enumerable.Range(1, n).Select(j => (double)j / (n + 1)).Select(t => t * (t - 1.0))];

    private static double Kernel(int k, int j, double h)
    {
        var (tk, tj) = ((k + 1) * h, (j + 1) * h);
        return j <= k ? (1.0 - tk) * tj : tk * (1.0 - tj);
    }

    private static (double Value, double Slope) ShiftedChebyshev(int degree, double x)
    {
        var argument = 2.0 * x - 1.0;
        var (before, value) = (1.0, argument);
        var (slopeBefore, slope) = (0.0, 2.0);
        for (var k = 1; k < degree; k++)
        {
            (slopeBefore, slope) = (slope, 4.0 * value + 2.0 * argument * slope - slopeBefore);
            (before, value) = (value, 2.0 * argument * value - before);
        }

        return (value, slope);
    }

    /// <summary>r = Σ (j−1)·t^(j−2)·xⱼ − (Σ t^(j−1)·xⱼ)² − 1, and ∂r/∂xₖ = t^(k−1)·((k−1)/t − 2·Σ).</summary>
    private static void WatsonGradient(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 1; i <= 29; i++)
        {
            var t = i / 29.0;
            var (slope, sum, power) = (0.0, 0.0, 1.0);
            for (var j = 0; j < x.Length; j++, power *= t)
            {
                slope += j * power / t * x[j];
                sum += power * x[j];
            }

            power = 1.0;
            for (var k = 0; k < x.Length; k++, power *= t) y[k] += power * (k / t - 2.0 * sum) * (slope - sum * sum - 1.0);
        }

        var last = x[1] - x[0] * x[0] - 1.0;
        y[0] += x[0] * (1.0 - 2.0 * last);
        y[1] += last;
    }

    private static void WatsonHessian(double[] x, double[,] jacobian)
    {
        var n = x.Length;
        for (var i = 1; i <= 29; i++)
        {
            var t = i / 29.0;
            var slope = x.Select((xj, j) => j == 0 ? 0.0 : j * Math.Pow(t, j - 1) * xj).Sum();
            var sum = x.Select((xj, j) => Math.Pow(t, j) * xj).Sum();
            var residual = slope - sum * sum - 1.0;
            for (var k = 0; k < n; k++)
            {
                for (var j = 0; j < n; j++)
                    jacobian[k, j] += Math.Pow(t, k + j) * ((k / t - 2.0 * sum) * (j / t - 2.0 * sum) - 2.0 * residual);
            }
        }

        jacobian[0, 0] += 1.0 - 2.0 * (x[1] - x[0] * x[0] - 1.0) + 4.0 * x[0] * x[0];
        jacobian[0, 1] -= 2.0 * x[0];
        jacobian[1, 0] -= 2.0 * x[0];
        jacobian[1, 1] += 1.0;
    }
}
