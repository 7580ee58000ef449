using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Numbers and tables that are private to the class which uses them.</summary>
internal static partial class HiddenConstants
{
    private static class Gauss
    {
        private static readonly double[] Nodes = { -Math.Sqrt(0.6), 0, Math.Sqrt(3.0 / 5.0) };
        private static readonly double[] Weights = { 5.0 / 9, 8.0 / 9, 5.0 / 9 };
        private static readonly double Half = 0.5;

        public static double Integrate(Func<double, double> f, double a, double b)
        {
            double s = 0, m = Half * (a + b), r = Half * (b - a);
            for (int i = 0; i < Nodes.Length; i++) s += Weights[i] * f(m + r * Nodes[i]);
            return s * r;
        }
    }

    private static class Lanczos
    {
        private const double G = 7;
        private static readonly double[] P = { 0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7 };

        public static double LogGamma(double x)
        {
            if (x < 0.5) return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
            x -= 1;
            double a = P[0], t = x + G + 0.5;
            for (int i = 1; i < P.Length; i++) a += P[i] / (x + i);
            return 0.5 * Math.Log(2 * Math.PI) + (x + 0.5) * Math.Log(t) - t + Math.Log(a);
        }
    }

    private sealed class Tables
    {
        private static readonly double[] _erf = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
        private static readonly int[,] _stencil = { { 0, 1 }, { 1, 0 }, { 0, -1 }, { -1, 0 } };
        private static readonly (int A, int B, double K)[] _springs = { (0, 1, 0.5), (1, 2, 2), (2, 0, 3) };
        private static readonly double[][] _tableau = { new double[0], new[] { 0.5 }, new[] { 0.1, 0.75 } };

        private static double Horner(double[] c, double t)
        {
            double s = 0;
            for (int i = c.Length - 1; i >= 0; i--) s = s * t + c[i];
            return s;
        }

        public double Erf(double x)
        {
            double t = 1 / (1 + 0.3275911 * x);
            return 1 - t * Horner(_erf, t) * Math.Exp(-x * x);
        }

        public static double Laplacian(double[,] u, int i, int j)
        {
            double s = 0;
            for (int k = 0; k < _stencil.GetLength(0); k++) s += u[i + _stencil[k, 0], j + _stencil[k, 1]] - u[i, j];
            return s * s;
        }

        public static double Energy(double[] x)
        {
            double e = 0;
            foreach (var (a, b, k) in _springs) e += 0.5 * k * (x[a] - x[b]) * (x[a] - x[b]) * x[a];
            return e;
        }

        public static double Stage(Func<double, double> f, double x)
        {
            var k = new double[3];
            for (int s = 0; s < 3; s++)
            {
                double y = x;
                for (int j = 0; j < s; j++) y += _tableau[s][j] * k[j];
                k[s] = f(y);
            }
            return k[2];
        }
    }

    [Differentiable(Kinds.Scalar), At(0.3, 1.9, 2.0)]
    public static double Quadrature(double a, double b, double c) => Gauss.Integrate(x => Math.Exp(-c * x * x) + Gauss.Integrate(y => y * x * c, 0, x), a, b);

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double LogGamma(double x) => Lanczos.LogGamma(x) + Lanczos.LogGamma(x + 3);

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double Erf(double x) => new Tables().Erf(x);

    [Differentiable(Kinds.Scalar), At("0.3 0.4 1; 2 3 0.1; 0.4 0.6 0.7", 1)]
    public static double Laplacian(double[,] x, int i)
    {
        double s = 0;
        for (int j = 1; j <= i; j++) s += Tables.Laplacian(x, 1, j) * x[0, 0];
        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.4, 1 })]
    public static double Energy(double[] x) => Tables.Energy(x);

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double Stage(double x) => Tables.Stage(y => Math.Sin(y) * y, x);
}
