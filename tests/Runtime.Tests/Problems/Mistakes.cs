namespace SymbolicJacobian.Tests.Problems;

/// <summary>MINPACK's <c>errjac</c>: its fourteen Jacobians with the kinds of mistake that it plants, eleven of them wrong.</summary>
public static class Mistakes
{
    /// <summary>Plants the mistake; false where this Jacobian is one of the three that stay right.</summary>
    public static bool Plant(Problem problem, double[] x, double[,] j)
    {
        var n = problem.Columns;
        switch (problem.Name)
        {
            case "Rosenbrock":
                j[0, 0] = 1.0;
                return true;
            case "Powell singular":
                j[2, 2] = -j[2, 2];
                return true;
            case "Powell badly scaled":
                Each(n, (row, column) => j[row, column] = -j[row, column]);
                return true;
            case "Helical valley":
                (j[1, 0], j[1, 1]) = (j[1, 0] / 2.0, j[1, 1] / 2.0);
                return true;
            case "Watson":
                // A sign inside the residual, which enters every entry as −2·Σ t^(k+j)·r.
                Each(n, (row, column) =>
                {
                    for (var i = 1; i <= 29; i++)
                    {
                        var t = i / 29.0;
                        var sum = x.Select((xk, k) => Math.Pow(t, k) * xk).Sum();
                        j[row, column] -= 4.0 * Math.Pow(t, row + column) * (sum * sum + 1.0);
                    }
                });
                return true;
            case "Chebyquad":
                Each(n, (row, column) => j[row, column] *= 2.0);
                return true;
            case "Discrete boundary value":
                for (var k = 0; k < n; k++) j[k, k] *= 2.0;
                return true;
            case "Discrete integral equation":
                for (var k = 0; k < n; k++) j[k, k] -= 2.0;
                return true;
            case "Trigonometric":
                Each(n, (row, column) => j[row, column] = row == column ? j[row, column] : -j[row, column]);
                return true;
            case "Variably dimensioned":
                var factor = 1.0 + 6.0 * Math.Pow(x.Select((xk, k) => (k + 1) * (xk - 1.0)).Sum(), 2.0);
                Each(n, (row, column) => j[row, column] = (row + 1) * (column + 1) / factor + (row == column ? 1.0 : 0.0));
                return true;
            case "Broyden banded":
                for (var k = 0; k < n; k++) j[k, k] = 2.0 - 15.0 * x[k] * x[k];
                return true;
            default:
                return false;
        }
    }

    private static void Each(int n, Action<int, int> act)
    {
        for (var row = 0; row < n; row++)
        {
            for (var column = 0; column < n; column++) act(row, column);
        }
    }
}
