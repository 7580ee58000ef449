using Problems.Checking;

namespace Problems.Idioms;

/// <summary>What small helpers hand about: lists inside of objects, sequences for functions of their own, matrices of zeros.</summary>
internal static partial class Helpers
{
    private sealed class Curve
    {
        private readonly List<(double Time, double Factor)> nodes = new();

        public void Add(double time, double factor) => nodes.Add((time, factor));

        public double At(double time)
        {
            for (int i = 1; i < nodes.Count; i++)
            {
                if (time <= nodes[i].Time)
                {
                    double w = (time - nodes[i - 1].Time) / (nodes[i].Time - nodes[i - 1].Time);
                    return Math.Exp((1 - w) * Math.Log(nodes[i - 1].Factor) + w * Math.Log(nodes[i].Factor));
                }
            }

            return nodes[^1].Factor;
        }
    }

    private sealed class Path
    {
        private readonly List<double> points = new();

        public void Add(double x) => points.Add(x);

        public double Length()
        {
            double s = 0;
            for (int i = 1; i < points.Count; i++) s += Math.Sqrt(1 + (points[i] - points[i - 1]) * (points[i] - points[i - 1]));
            return s;
        }
    }

    private static double[][] Zeros(int rows, int columns) => Enumerable.Range(0, rows).Select(_ => new double[columns]).ToArray();

    [Differentiable(Kinds.Scalar), At(0.02, 0.03, 0.04)]
    public static double Bootstrapped(double a, double b, double c)
    {
        var curve = new Curve();
        curve.Add(0, 1);
        curve.Add(1, 1 / (1 + a));
        curve.Add(2, (1 - b * curve.At(1)) / (1 + b));
        curve.Add(3, (1 - c * (curve.At(1) + curve.At(2))) / (1 + c));
        return curve.At(2.5) * curve.At(0.5);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 })]
    public static double LengthOfPath(double[] x)
    {
        var path = new Path();
        foreach (var v in x) path.Add(v * x[0]);
        return path.Length();
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.5, -0.1 }, 2.0)]
    public static double LogSumExp(double[] x, double a)
    {
        double Of(IEnumerable<double> values)
        {
            var all = values.ToList();
            var most = all.Max();
            return most + Math.Log(all.Sum(v => Math.Exp(v - most)));
        }

        return Of(x.Select(v => v * a)) + Of(x.Where(v => v > 0).Select(v => v * v));
    }

    [Differentiable(Kinds.Scalar), At(0.4, 0.3)]
    public static double Filled(double x, double y)
    {
        var t = Zeros(2, 3);
        t[0][1] = x * y;
        t[1][2] = x + t[0][1];
        return t.Sum(row => row.Sum(v => v * v));
    }

    private sealed class Cholesky
    {
        private readonly double[][] rows;

        public Cholesky(double[,] a)
        {
            int n = a.GetLength(0);
            rows = new double[n][];
            for (int i = 0; i < n; i++)
            {
                rows[i] = new double[i + 1];
                for (int j = 0; j <= i; j++)
                {
                    double s = a[i, j];
                    for (int k = 0; k < j; k++) s -= rows[i][k] * rows[j][k];
                    rows[i][j] = i == j ? Math.Sqrt(s) : s / rows[j][j];
                }
            }
        }

        public double LogDeterminant() => rows.Sum(row => 2 * Math.Log(row[^1]));

        public double[] Solve(double[] b)
        {
            var y = new double[rows.Length];
            for (int i = 0; i < y.Length; i++)
            {
                double s = b[i];
                for (int k = 0; k < i; k++) s -= rows[i][k] * y[k];
                y[i] = s / rows[i][i];
            }

            return y;
        }
    }

    /// <summary>Rows of a field, made in the constructor.</summary>
    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, 1.1 }, 0.8)]
    public static double LogLikelihood(double[] x, double length)
    {
        int n = x.Length;
        var k = new double[n, n];
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) k[i, j] = Math.Exp(-(x[i] - x[j]) * (x[i] - x[j]) / (2 * length * length)) + (i == j ? 0.1 : 0);
        var factor = new Cholesky(k);
        return factor.LogDeterminant() + factor.Solve(x).Sum(v => v * v);
    }
}
