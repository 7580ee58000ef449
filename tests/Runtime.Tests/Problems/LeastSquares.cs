namespace SymbolicJacobian.Tests.Problems;

/// <summary>Residuals with more rows than columns, from the same collection.</summary>
public static class LeastSquares
{
    private static readonly double[] s_bard =
        [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39];

    private static readonly double[] s_kowalikY =
        [0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];

    private static readonly double[] s_kowalikU =
        [4.0, 2.0, 1.0, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];

    private static readonly double[] s_meyer =
    [
        34780.0, 28610.0, 23650.0, 19630.0, 16370.0, 13720.0, 11540.0, 9744.0,
        8261.0, 7030.0, 6005.0, 5147.0, 4427.0, 3820.0, 3307.0, 2872.0,
    ];

    public static Problem FreudensteinRoth { get; } = new(
        "Freudenstein and Roth", 2, [0.5, -2.0],
        (x, y) =>
        {
            y[0] = -13.0 + x[0] + ((5.0 - x[1]) * x[1] - 2.0) * x[1];
            y[1] = -29.0 + x[0] + ((x[1] + 1.0) * x[1] - 14.0) * x[1];
        },
        (x, j) =>
        {
            (j[0, 0], j[0, 1]) = (1.0, (10.0 - 3.0 * x[1]) * x[1] - 2.0);
            (j[1, 0], j[1, 1]) = (1.0, (2.0 + 3.0 * x[1]) * x[1] - 14.0);
        });

    public static Problem Bard { get; } = new(
        "Bard", 15, [1.0, 1.0, 1.0],
        (x, y) =>
        {
            for (var i = 0; i < 15; i++)
            {
                var (u, v) = (i + 1.0, 15.0 - i);
                y[i] = s_bard[i] - (x[0] + u / (v * x[1] + Math.Min(u, v) * x[2]));
            }
        },
        (x, j) =>
        {
            for (var i = 0; i < 15; i++)
            {
                var (u, v) = (i + 1.0, 15.0 - i);
                var w = Math.Min(u, v);
                var divisor = v * x[1] + w * x[2];
                (j[i, 0], j[i, 1], j[i, 2]) = (-1.0, u * v / (divisor * divisor), u * w / (divisor * divisor));
            }
        });

    public static Problem KowalikOsborne { get; } = new(
        "Kowalik and Osborne", 11, [0.25, 0.39, 0.415, 0.39],
        (x, y) =>
        {
            for (var i = 0; i < 11; i++)
            {
                var u = s_kowalikU[i];
                y[i] = s_kowalikY[i] - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3]);
            }
        },
        (x, j) =>
        {
            for (var i = 0; i < 11; i++)
            {
                var u = s_kowalikU[i];
                var (above, below) = (u * u + u * x[1], u * u + u * x[2] + x[3]);
                (j[i, 0], j[i, 1]) = (-above / below, -x[0] * u / below);
                (j[i, 2], j[i, 3]) = (x[0] * above * u / (below * below), x[0] * above / (below * below));
            }
        });

    public static Problem Meyer { get; } = new(
        "Meyer", 16, [0.02, 4000.0, 250.0],
        (x, y) =>
        {
            for (var i = 0; i < 16; i++) y[i] = x[0] * Math.Exp(x[1] / (45.0 + 5.0 * (i + 1) + x[2])) - s_meyer[i];
        },
        (x, j) =>
        {
            for (var i = 0; i < 16; i++)
            {
                var divisor = 45.0 + 5.0 * (i + 1) + x[2];
                var exponential = Math.Exp(x[1] / divisor);
                (j[i, 0], j[i, 1]) = (exponential, x[0] * exponential / divisor);
                j[i, 2] = -x[0] * x[1] * exponential / (divisor * divisor);
            }
        });

    public static Problem Box3D { get; } = new(
        "Box three-dimensional", 10, [0.0, 10.0, 20.0],
        (x, y) =>
        {
            for (var i = 0; i < 10; i++)
            {
                var t = (i + 1) / 10.0;
                y[i] = Math.Exp(-t * x[0]) - Math.Exp(-t * x[1]) + (Math.Exp(-10.0 * t) - Math.Exp(-t)) * x[2];
            }
        },
        (x, j) =>
        {
            for (var i = 0; i < 10; i++)
            {
                var t = (i + 1) / 10.0;
                (j[i, 0], j[i, 1]) = (-t * Math.Exp(-t * x[0]), t * Math.Exp(-t * x[1]));
                j[i, 2] = Math.Exp(-10.0 * t) - Math.Exp(-t);
            }
        });

    public static Problem JennrichSampson { get; } = new(
        "Jennrich and Sampson", 10, [0.3, 0.4],
        (x, y) =>
        {
            for (var i = 1; i <= 10; i++) y[i - 1] = 2.0 + 2.0 * i - Math.Exp(i * x[0]) - Math.Exp(i * x[1]);
        },
        (x, j) =>
        {
            for (var i = 1; i <= 10; i++) (j[i - 1, 0], j[i - 1, 1]) = (-i * Math.Exp(i * x[0]), -i * Math.Exp(i * x[1]));
        });

    public static Problem BrownDennis { get; } = new(
        "Brown and Dennis", 20, [25.0, 5.0, -5.0, -1.0],
        (x, y) =>
        {
            for (var i = 0; i < 20; i++)
            {
                var t = (i + 1) / 5.0;
                var (a, b) = (x[0] + t * x[1] - Math.Exp(t), x[2] + Math.Sin(t) * x[3] - Math.Cos(t));
                y[i] = a * a + b * b;
            }
        },
        (x, j) =>
        {
            for (var i = 0; i < 20; i++)
            {
                var t = (i + 1) / 5.0;
                var (a, b) = (x[0] + t * x[1] - Math.Exp(t), x[2] + Math.Sin(t) * x[3] - Math.Cos(t));
                (j[i, 0], j[i, 1], j[i, 2], j[i, 3]) = (2.0 * a, 2.0 * a * t, 2.0 * b, 2.0 * b * Math.Sin(t));
            }
        });

    public static Problem WatsonResiduals { get; } = new(
        "Watson residuals", 31, new double[9],
        (x, y) =>
        {
            for (var i = 1; i <= 29; i++)
            {
                var t = i / 29.0;
                var (slope, sum) = (0.0, 0.0);
                for (var j = 0; j < x.Length; j++)
                {
                    if (j > 0) slope += j * Math.Pow(t, j - 1) * x[j];
                    sum += Math.Pow(t, j) * x[j];
                }

                y[i - 1] = slope - sum * sum - 1.0;
            }

            y[29] = x[0];
            y[30] = x[1] - x[0] * x[0] - 1.0;
        },
        (x, jacobian) =>
        {
            for (var i = 1; i <= 29; i++)
            {
                var t = i / 29.0;
                var sum = x.Select((xj, j) => Math.Pow(t, j) * xj).Sum();
                for (var j = 0; j < x.Length; j++)
                    jacobian[i - 1, j] = (j == 0 ? 0.0 : j * Math.Pow(t, j - 1)) - 2.0 * sum * Math.Pow(t, j);
            }

            jacobian[29, 0] = 1.0;
            (jacobian[30, 0], jacobian[30, 1]) = (-2.0 * x[0], 1.0);
        });

    public static IReadOnlyList<Problem> All { get; } =
        [FreudensteinRoth, Bard, KowalikOsborne, Meyer, Box3D, JennrichSampson, BrownDennis, WatsonResiduals];
}
